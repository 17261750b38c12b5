"""What the entries of one step show against the clock, roster and plan of that step.

Without folding the file: only what was added is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.entering import signing_key
from taizhang.model.entry import Entry
from taizhang.model.findings import Finding, Severity
from taizhang.model.record import dataclass
from taizhang.model.times import parse_time
from taizhang.rules.entering import APPROVAL, approval_now, plan_now
from taizhang.rules.entryclock import AHEAD, entry_times
from taizhang.rules.reading import plan_of
from taizhang.rules.treepaths import INCIDENT
from taizhang.store.positions import place
from taizhang.store.strict import Unreadable, read
from taizhang.store.tails import Tail, entries_of, tails

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, timezone

    from taizhang.actions.regime import Regime
    from taizhang.actions.stepping import Blobs
    from taizhang.store.git.changes import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """When and under what a step was recorded.

    Attributes:
        regime: what governed before the step.
        last: what governs at the end of the history; it knows which keys were lost.
        at: the step's time (aware).
    """

    regime: Regime
    last: Regime
    at: datetime


def fact_findings(change: Change, blobs: Blobs, day: Day) -> Iterator[Finding]:
    """What is wrong with the entries a change added to a record, with line and column."""
    new, old = blobs.new(change), blobs.old(change) or b""
    if new is None or not new.startswith(old):
        return
    added = _added(old, new, day)
    if added:
        opened = () if old else _opened(change, new, day)
        yield from place((*opened, *_facts(change, added, day)), new, change.path)


def _added(old: bytes, new: bytes, day: Day) -> list[tuple[int, dict[str, object]]]:
    """The entries to be looked at closely, each with its number; none where all are in order."""
    found = tails(old, new)
    if found is None:
        entries = entries_of(new) or []
        count = len(entries_of(old) or ()) if old else 0
        return [*enumerate(entries)][count:]
    if not found or not _calls(found, old, new, day):
        return []
    entries = entries_of(b"timeline:\n" + new[found[0].start :]) or []
    return [*enumerate(entries, found[0].number)]


def _calls(found: tuple[Tail, ...], old: bytes, new: bytes, day: Day) -> bool:
    """True when something has to be looked at closely."""
    latest = f"{(day.at + AHEAD).astimezone(day.regime.zone):%Y-%m-%d %H:%M:%S}"
    if any(each.kind == APPROVAL or each.at > latest for each in found):
        return True
    newest = day.regime.governance.newest
    return not old and newest is not None and b"\nplan: %b\n" % newest.id.encode() not in new[:999]


def _opened(change: Change, new: bytes, day: Day) -> Iterator[Finding]:
    if INCIDENT.fullmatch(change.path):
        yield from plan_now(_plan(new), day.regime.governance)


def _facts(
    change: Change, added: list[tuple[int, dict[str, object]]], day: Day
) -> Iterator[Finding]:
    incident = INCIDENT.fullmatch(change.path) is not None
    for number, raw in added:
        entry = _entry(number, raw, day.regime.zone)
        if entry is None:
            continue
        # That a record was late is told when it is made; a history is not judged for it.
        yield from (each for each in entry_times(entry, day.at) if each.severity is Severity.ERROR)
        if incident and entry.kind == APPROVAL:
            key = signing_key(entry.word("sig"))
            roster = day.regime.governance.rosters.current
            yield from approval_now(entry, key, roster, day.at, day.regime.zone)
            yield from _doubtful(entry, key, day.last, day.at)


def _doubtful(entry: Entry, key: str, last: Regime, at: datetime) -> Iterator[Finding]:
    """Whether the key was lost by the time the approval was recorded, as is known today."""
    owner = last.governance.rosters.current.owner(key) if key else None
    for own in owner.keys if owner else ():
        if own.text == key and own.lost(at, last.zone):
            values = {"name": entry.by, "since": own.compromised_since}
            where = ("timeline", entry.number, "sig")
            yield Finding(
                code="approval-doubtful", severity=Severity.WARNING, where=where, values=values
            )


def _plan(data: bytes) -> str:
    try:
        return plan_of(read(data))
    except Unreadable:
        return ""


def _entry(number: int, raw: dict[str, object], zone: timezone) -> Entry | None:
    """The entry as far as is needed here; None where its form is not sound."""
    at, by, kind = (raw.get(key) for key in ("at", "by", "kind"))
    if not (isinstance(at, str) and isinstance(by, str) and isinstance(kind, str)):
        return None
    try:
        moment = parse_time(at, zone)
    except ValueError:
        return None
    return Entry(number=number, at=moment, at_text=at, by=by, kind=kind, fields=raw)
