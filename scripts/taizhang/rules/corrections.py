"""更正: the value that counts in the old place; the file itself never changes.

Source: format.md 11; plan 三(二).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from taizhang.model.state import Correction
from taizhang.model.times import parse_time

if TYPE_CHECKING:
    from taizhang.model.entry import Entry, Incident
    from taizhang.rules.ground import Ground

FIXED = ("kind", "by", "id", "sig", "entry")
"""Fields no correction may touch: who did what, and what others refer to."""


def corrected(ground: Ground) -> tuple[Incident, dict[int, tuple[Correction, ...]]]:
    """The incident with effective corrections applied, and which they are, by entry number."""
    incident = ground.incident
    found: dict[int, tuple[Correction, ...]] = {}
    entries = list(incident.entries)
    for act in ground.acts:
        entry = act.entry
        if entry.kind != "更正" or not act.counts:
            continue
        number = ground.names.get(entry.word("entry"))
        if number is None or number >= entry.number or fault(entry, entries[number]):
            continue
        field = "" if entry.word("void") == "是" else entry.word("field")
        found[number] = (
            *found.get(number, ()),
            Correction(
                number=entry.number, field=field, was=entry.word("was"), now=entry.word("now")
            ),
        )
        if field:
            entries[number] = _mended(entries[number], field, entry.word("now"), ground)
    return replace(incident, entries=tuple(entries)), found


def fault(entry: Entry, target: Entry) -> str:
    """Message code of why the 更正 cannot be applied to ``target``; ``""`` when it can."""
    if entry.word("void") == "是":
        return ""
    field = entry.word("field")
    if field in FIXED:
        return "correction-of-fixed"
    was = target.at_text if field == "at" else target.word(field)
    if was != entry.word("was"):
        return "correction-was-differs"
    return ""


def _mended(entry: Entry, field: str, now: str, ground: Ground) -> Entry:
    if field == "at":
        return replace(entry, at=parse_time(now, ground.plan.zone), at_text=now)
    return replace(entry, fields={**entry.fields, field: now})
