"""Add up the records of incidents, month by month, and the sums themselves.

Medians need the values, so a sum keeps them. Nothing is looked up here: the sums of a month whose
incidents are all closed stay the same for ever. Source: design.md §5.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from taizhang.model.incidentfacts import RUNNING
from taizhang.model.sums import LateLengths, Lengths, Sums

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from taizhang.model.incidentfacts import DutyFact, IncidentFacts
    from taizhang.model.sums import Key

OVERDUE = "overdue"
"""State of a running duty whose limit has passed."""

ON_TIME, LATE, DONE = "met", "late", "done"
"""States of a duty that was done: in time, late, without a limit."""

COUNTED = ("nature", "platform", "scope", "measure")
"""What an incident may have several of, each counted once an incident."""


def months(facts: Iterable[IncidentFacts], now: datetime) -> dict[str, Sums]:
    """A sum for each month in which something was discovered: ``2026-11`` -> sum, oldest first.

    Single drills are left out by the caller. ``now`` is aware: it says which open duties are
    overdue.
    """
    by_month: dict[str, list[IncidentFacts]] = defaultdict(list)
    for each in facts:
        by_month[each.month].append(each)
    return {month: summed(by_month[month], now) for month in sorted(by_month)}


def summed(facts: Iterable[IncidentFacts], now: datetime) -> Sums:
    """The sum of some incidents at ``now`` (aware)."""
    counts: Counter[Key] = Counter()
    lengths: dict[Key, list[int]] = defaultdict(list)
    for each in facts:
        for key, number in _counts(each, now):
            counts[key] += number
        for key, seconds in _lengths(each):
            lengths[key].append(seconds)
    return Sums(counts=dict(counts), lengths={key: tuple(sorted(lengths[key])) for key in lengths})


def merged(parts: Iterable[Sums]) -> Sums:
    """The sum of sums; their lengths are looked at where they are asked for."""
    every = tuple(parts)
    counts: Counter[Key] = Counter()
    for each in every:
        counts.update(each.counts)
    return Sums(counts=dict(counts), lengths=LateLengths(lambda: _together(every)))


def without(sums: Mapping[str, Sums], gone: Mapping[str, Sums]) -> dict[str, Sums]:
    """Sums by month, less those of incidents that were part of them.

    Raises:
        ValueError: they were not.
    """
    if gone.keys() - sums.keys():
        raise ValueError(*gone)
    left = {month: _less(own, gone[month]) if month in gone else own for month, own in sums.items()}
    return {month: own for month, own in left.items() if own.counts}


def _less(sums: Sums, gone: Sums) -> Sums:
    counts = Counter(sums.counts)
    counts.subtract(gone.counts)
    lengths = {**sums.lengths}
    for key, values in gone.lengths.items():
        lengths[key] = _taken_out(lengths.get(key, ()), values)
    if min(counts.values()) < 0:
        raise ValueError(gone)
    return Sums(
        counts={key: number for key, number in counts.items() if number},
        lengths={key: values for key, values in lengths.items() if values},
    )


def _taken_out(values: Sequence[int], gone: Iterable[int]) -> Sequence[int]:
    """Some of ``values`` taken out, the shortest first."""
    left = list(values)
    for each in gone:
        left.remove(each)
    return tuple(left)


def _together(parts: Iterable[Sums]) -> dict[Key, Sequence[int]]:
    lengths: dict[Key, list[Sequence[int]]] = defaultdict(list)
    for each in parts:
        for key, values in each.lengths.items():
            lengths[key].append(values)
    return {key: pooled(lengths[key]) for key in lengths}


def state_at(duty: DutyFact, now: datetime) -> str:
    """How a duty stands at ``now``: one that runs is overdue once its limit has passed."""
    if duty.state == RUNNING and duty.due and datetime.fromisoformat(duty.due) < now:
        return OVERDUE
    return duty.state


def _counts(facts: IncidentFacts, now: datetime) -> Iterator[tuple[Key, int]]:
    """Every count of one incident that is not zero."""
    yield ("opened", facts.month), 1
    yield ("opened-level", facts.month, facts.level), 1
    yield ("level", facts.level), 1
    yield ("state", "closed" if facts.closed else "open"), 1
    if facts.closed:
        yield ("closed", facts.closed[:7]), 1
    sets = zip(COUNTED, (facts.natures, facts.platforms, facts.scope, facts.measures), strict=True)
    for sort, names in sets:
        for name in names:
            yield (sort, name), 1
    for item in facts.items:
        yield ("item", item.nature, "answered" if item.answered else "open"), 1
    for entry in facts.entries:
        yield ("entry", entry.kind), entry.total
        if entry.late:
            yield ("late-entry", entry.kind), entry.late
            yield ("late-entry-month", facts.month), entry.late
        yield ("entry-month", facts.month), entry.total
    yield from _lessons(facts)
    states = [state_at(duty, now) for duty in facts.duties]
    for duty, state in zip(facts.duties, states, strict=True):
        yield ("duty", facts.plan, duty.code, facts.level, state), 1
    if OVERDUE in states and not facts.closed:
        yield ("overdue-incident",), 1


def _lessons(facts: IncidentFacts) -> Iterator[tuple[Key, int]]:
    for lesson in facts.lessons:
        yield ("lesson", lesson.result), 1
        if lesson.version:
            yield ("revision", lesson.version), 1
        if lesson.cause:
            yield ("cause", lesson.cause), 1


def _lengths(facts: IncidentFacts) -> Iterator[tuple[Key, int]]:
    for stay in facts.stays:
        yield ("stay", stay.name, facts.level), stay.seconds
    for interval in facts.intervals:
        yield ("interval", interval.name, facts.level), interval.seconds
    for duty in facts.duties:
        if duty.state in (ON_TIME, LATE, DONE):
            yield ("duty", facts.plan, duty.code, facts.level), duty.taken


def median(values: Sequence[int]) -> int:
    """The middle of sorted values; of an even number the mean of the middle two, rounded down."""
    middle = len(values) // 2
    if len(values) % 2:
        return values[middle]
    return (values[middle - 1] + values[middle]) // 2


def percentile(values: Sequence[int], percent: int) -> int:
    """The least of sorted values that is not below ``percent`` of a hundred of them."""
    rank = -(-len(values) * percent // 100)
    return values[max(rank, 1) - 1]


def pooled(lengths: Iterable[Sequence[int]]) -> Sequence[int]:
    """All values of several lists, each shortest first, as one."""
    pieces: list[Sequence[int]] = []
    for each in lengths:
        pieces += each.pieces if isinstance(each, Lengths) else (each,)
    return Lengths(pieces) if len(pieces) != 1 else pieces[0]
