"""What the statistics keep of one incident: flat, without the moment they are asked at.

A record holds plain values only, so that it can be kept beside the file it was made from and read
again without folding it. What depends on the moment, an open duty being overdue, is not in it:
its limit is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Length(NamedTuple):
    """A length of time by name: of a stage, or of an interval. ``seconds`` is never negative."""

    name: str
    seconds: int


class ItemFact(NamedTuple):
    """An item and whether it was answered."""

    nature: str
    answered: bool


class EntryFact(NamedTuple):
    """How many entries of a kind there are, and how many of them were recorded late (补录)."""

    kind: str
    total: int
    late: int


class LessonFact(NamedTuple):
    """A problem of a review. ``result``: ``plan``, ``other``, or ``""`` while nothing came of it.

    ``cause`` is as the review wrote it, ``version`` the plan version that carries the change.
    """

    cause: str
    result: str
    version: str


class DutyFact(NamedTuple):
    """One run of a duty with a clock; what else it is called stands in the plan, under its code.

    Attributes:
        state: met, late, done (promptly), ended, superseded, unknown, or running.
        due: RFC 3339 while it runs and has a limit, else ``""``.
        taken: seconds until it was done; 0 while it runs.
    """

    code: str
    state: str
    due: str
    taken: int


RUNNING = "running"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFacts:
    """One incident in numbers and names, names as its own plan version has them.

    Attributes:
        opened: RFC 3339 in the plan's zone; ``closed`` likewise, ``""`` while it is open.
        level: the one in force, ``""`` where the plan has none.
        stays: time spent in each stage that was left, all stays in it together.
        intervals: by the keys of ``rules.views.counted.INTERVALS``.
    """

    id: str
    plan: str
    opened: str
    closed: str
    stage: str
    level: str
    drill: bool
    natures: tuple[str, ...]
    platforms: tuple[str, ...]
    scope: tuple[str, ...]
    measures: tuple[str, ...]
    items: tuple[ItemFact, ...]
    entries: tuple[EntryFact, ...]
    lessons: tuple[LessonFact, ...]
    stays: tuple[Length, ...]
    intervals: tuple[Length, ...]
    duties: tuple[DutyFact, ...]

    @property
    def month(self) -> str:
        """``2026-11``: the month of the discovery, in the plan's zone."""
        return self.opened[:7]


_ROWS: Mapping[str, type] = {
    "items": ItemFact,
    "entries": EntryFact,
    "lessons": LessonFact,
    "stays": Length,
    "intervals": Length,
    "duties": DutyFact,
}


def to_plain(facts: IncidentFacts) -> dict[str, object]:
    """The record as plain values, ready for JSON."""
    return {
        name: [list(row) if name in _ROWS else row for row in value]
        if isinstance(value := getattr(facts, name), tuple)
        else value
        for name in IncidentFacts.__slots__
    }


def from_plain(plain: Mapping[str, object]) -> IncidentFacts:
    """The record that ``to_plain`` gave away.

    Raises:
        TypeError: a field is missing, or a row is not of its form.
    """
    given: dict[str, object] = {}
    for name, value in plain.items():
        if isinstance(value, list):
            row = _ROWS.get(name)
            rows = cast("Sequence[Sequence[object]]", value)
            given[name] = tuple(row(*each) for each in rows) if row else tuple(value)
        else:
            given[name] = value
    return IncidentFacts(**given)  # type: ignore[arg-type]
