"""What holds for an entry on the day it enters the record, whatever time it claims.

An old approval is judged by the roster of its day; a new one by the roster of today: whoever has
left, or whose key is closed, cannot approve with an earlier date. Source: trust.md 4 (K1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, timezone

    from taizhang.model.entry import Entry
    from taizhang.model.governance import Governance
    from taizhang.model.roster import Roster

APPROVAL = "审批"


def plan_now(version: str, governance: Governance) -> Iterator[Finding]:
    """Whether a new incident stands under the plan version in force; in a drill any will do."""
    newest = governance.newest
    if newest is None or version == newest.id or governance.office.drill:
        return
    if version in governance.plans and not governance.plans[version].proposal:
        values = {"value": version, "known": newest.id}
        yield Finding(code="plan-not-in-force", where=("plan",), values=values)


def approval_now(
    entry: Entry, key: str, roster: Roster, now: datetime, zone: timezone
) -> Iterator[Finding]:
    """Whether an 审批 may still be given at ``now`` (aware), whenever it claims to be given.

    Args:
        entry: as written; of another kind nothing is asked.
        key: the public key it is signed with, ``""`` where it is not signed.
        roster: the newest version on the branch it enters.
        now: when it enters.
        zone: in which the roster's days begin and end.
    """
    if entry.kind != APPROVAL:
        return
    where = ("timeline", entry.number)
    named = entry.word("roster")
    if named != str(roster.version):
        values = {"value": named, "current": str(roster.version)}
        yield Finding(code="approval-roster-old", where=(*where, "roster"), values=values)
    person = roster.person(entry.by)
    if person is None:
        return
    day = now.astimezone(zone).date()
    if not person.active(day):
        yield Finding(code="approver-gone", where=(*where, "by"), values={"name": entry.by})
    own = any(each.text == key for each in person.keys)
    if own and all(each.text != key for each in person.signing_keys(now, zone)):
        values = {"name": entry.by, "day": f"{day:%Y-%m-%d}"}
        yield Finding(code="approval-key-closed", where=(*where, "sig"), values=values)
