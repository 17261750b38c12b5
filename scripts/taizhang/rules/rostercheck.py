"""Versions of the roster against each other: people and keys are closed, never deleted.

So a roster in which somebody has a key is followed by none without. Source: trust.md 4;
decision 0006.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taizhang.model.roster import Person, Roster, Rosters


def find_dropped(old: Roster, new: Roster) -> Iterator[Finding]:
    """Persons and keys of version ``old`` that the next one has not; placed in ``new``."""
    rows = {person.key: (row, person) for row, person in enumerate(new.persons)}
    for person in old.persons:
        row, kept = rows.get(person.key, (0, None))
        if kept is None or kept.name != person.name:
            yield Finding(
                code="roster-drops-person",
                where=("persons",),
                values={"person": person.name, "key": person.key, "version": old.version},
            )
        else:
            yield from _keys(person, kept, row, old)


def _keys(person: Person, kept: Person, row: int, old: Roster) -> Iterator[Finding]:
    left = {key.text for key in kept.keys}
    for key in person.keys:
        if key.text not in left:
            yield Finding(
                code="roster-drops-key",
                where=("persons", row),
                values={"person": person.name, "end": key.text[-8:], "version": old.version},
            )


def find_unkeyed(rosters: Rosters) -> Iterator[Finding]:
    """While the newest version has no key at all, no approval can be verified."""
    if rosters.versions and not rosters.current.keyed:
        yield Finding(code="roster-without-keys", severity=Severity.WARNING, where=("version",))
