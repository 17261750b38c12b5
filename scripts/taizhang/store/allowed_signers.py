"""The roster's keys as an ``allowed_signers`` file: what an auditor needs beside OpenSSH.

``ssh-keygen -Y verify -f FILE -I zhang.wei -n transition@taizhang -s SIG < STATEMENT`` then checks
a signature with none of our code. Times are UTC with ``Z`` (OpenSSH 9.1 or newer).
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from taizhang.model import mandate, seal
from taizhang.store.sshsig import NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timezone

    from taizhang.model.roster import Person, PublicKey, Roster

PURPOSES = (NAMESPACE, mandate.NAMESPACE, seal.NAMESPACE)
"""What a key of the roster signs: approvals in incidents, versions of plan and roster, seals."""

_SECOND = timedelta(seconds=1)


def allowed_signers(roster: Roster, zone: timezone) -> str:
    """One line a key, closed ones too; the person's ASCII key is the name to ask for (``-I``).

    Args:
        roster: persons and keys are never deleted, so the newest version holds all.
        zone: in which the roster's days begin and end.
    """
    return "".join(
        f"{_line(person, key, zone)}\n" for person in roster.persons for key in person.keys
    )


def _line(person: Person, key: PublicKey, zone: timezone) -> str:
    options = [f'namespaces="{",".join(PURPOSES)}"', *_validity(person, key, zone)]
    return f"{person.key} {','.join(options)} {key.text}"


def _validity(person: Person, key: PublicKey, zone: timezone) -> Iterator[str]:
    """The narrower of the person's days and the key's; both ends count for OpenSSH."""
    begins = [day for day in (person.since, key.since) if day is not None]
    if begins:
        yield f'valid-after="{_stamp(datetime.combine(max(begins), time(), zone))}"'
    ends = [
        datetime.combine(day + timedelta(days=1), time(), zone) - _SECOND
        for day in (person.until, key.until)
        if day is not None
    ]
    lost = key.lost_at(zone)
    if lost is not None:
        ends.append(lost - _SECOND)
    if ends:
        yield f'valid-before="{_stamp(min(ends))}"'


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%d%H%M%SZ")
