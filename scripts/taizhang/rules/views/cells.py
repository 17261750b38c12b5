"""Cells and columns of statistics: numbers, shares and lengths of time, in words and bare."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from taizhang.model.record import dataclass
from taizhang.model.statisticsviews import Cell, Column
from taizhang.model.times import elapsed_words
from taizhang.rules.sums import median, percentile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from taizhang.model.incidentfacts import IncidentFacts
    from taizhang.model.plan import Level, Plan
    from taizhang.model.sums import Key, Sums

ALL = "全部"
NO_LEVEL = "未分级"
NONE = Cell("—", "")
NINE_TENTHS = 90

LEVEL = Column("level", "等级", number=False)

SPREAD = (
    Column("count", "次数"),
    Column("median", "中位数", "分钟"),
    Column("p90", "九成以内", "分钟"),
)
"""The columns of ``spread``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What the figures of one period are made from.

    Attributes:
        key: ``all``, or the year.
        summed: of the incidents discovered in the period; ``whole`` of all.
        plans: the newest first; names are shown in their order.
        facts: records of the period's incidents that are open.
        now: aware.
        history: recorded times were known.
    """

    key: str
    summed: Sums
    whole: Sums
    plans: tuple[Plan, ...]
    facts: tuple[IncidentFacts, ...]
    now: datetime
    history: bool

    @property
    def levels(self) -> tuple[str, ...]:
        """Levels that occur or that the newest plan has, from high to low."""
        have = {key[0] for key in self.summed.under("level")}
        return ordered(
            have | {each.name for each in self.plans[0].levels},
            (level.name for plan in self.plans for level in plan.levels),
        )

    def level(self, name: str) -> Level | None:
        """The level of that name in the newest plan that has it."""
        found = (plan.level(name) for plan in self.plans)
        return next((each for each in found if each), None)


def ordered(names: Iterable[str], order: Iterable[str]) -> tuple[str, ...]:
    """``names`` as they stand in ``order``, what is not in it behind, by its letters."""
    places = {name: place for place, name in reversed([*enumerate(order)])}
    return tuple(sorted(names, key=lambda name: (places.get(name, len(places)), name)))


def text(words: str) -> Cell:
    """Words."""
    return Cell(words or "—", words)


def number(amount: int) -> Cell:
    """A count."""
    return Cell(str(amount), amount)


def share(part: int, of: int) -> Cell:
    """A share in percent, to one place; none where there is nothing to share."""
    if not of:
        return NONE
    return Cell(f"{100 * part / of:.1f}%", round(part / of, 4))


def length(seconds: int) -> Cell:
    """A length of time; bare in minutes, to one place."""
    return Cell(elapsed_words(timedelta(seconds=seconds)), round(seconds / 60, 1))


def spread(values: Sequence[int]) -> tuple[Cell, Cell, Cell]:
    """How many, the median, and within how much nine tenths are; sorted seconds in."""
    if not values:
        return number(0), NONE, NONE
    return number(len(values)), length(median(values)), length(percentile(values, NINE_TENTHS))


def total_of(counts: Mapping[Key, int]) -> int:
    """All counts together."""
    return sum(counts.values())
