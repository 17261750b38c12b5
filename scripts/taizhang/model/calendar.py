"""Working days and office hours, as data: nothing is guessed for a day without any."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from datetime import date, time

WEEKEND = (5, 6)
"""Monday is 0; Saturday and Sunday are free unless a notice says otherwise."""

ONE_DAY = timedelta(days=1)

COUNT_ON, HOURS_ONLY, START_ROLLS, END_ROLLS = "照算", "只算上班", "顺延起点", "顺延终点"
OUTSIDE = (COUNT_ON, HOURS_ONLY, START_ROLLS, END_ROLLS)
"""What the time outside office hours does to a limit: see ``rules.duetime``."""


class NoCalendarError(LookupError):
    """A working day was asked for on a day without data.

    Whatever was being counted ends on ``day`` or later, never before it.
    """

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What one notice of holidays says, for the days it covers, both ends included.

    Attributes:
        source: where it stands.
        checked_on: when it was compared with its source.
        free: days that are holidays.
        worked: weekend days that are worked.
    """

    since: date
    until: date
    source: str = ""
    checked_on: date | None = None
    free: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def covers(self, day: date) -> bool:
        """True when the notice says what ``day`` is."""
        return self.since <= day <= self.until

    def is_workday(self, day: date) -> bool:
        """True when the notice has ``day`` worked."""
        if day in self.worked:
            return True
        return day.weekday() not in WEEKEND and day not in self.free


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Exceptions to Monday–Friday. Of two notices about a day the later one holds."""

    notices: tuple[Notice, ...] = ()

    def is_workday(self, day: date) -> bool:
        """True when ``day`` is worked.

        Raises:
            NoCalendarError: no notice covers the day.
        """
        for notice in reversed(self.notices):
            if notice.covers(day):
                return notice.is_workday(day)
        raise NoCalendarError(day)

    def knows(self, first: date, last: date) -> bool:
        """True when every day from ``first`` to ``last`` is covered."""
        day = first
        while day <= last:
            ends = [notice.until for notice in self.notices if notice.covers(day)]
            if not ends:
                return False
            day = max(ends) + ONE_DAY
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHours:
    """The hours of a working day, earliest first, local to the plan."""

    spans: tuple[tuple[time, time], ...] = ()

    def words(self, lang: str = "zh") -> str:
        """``08:30–12:00、14:30–18:00``."""
        comma = ", " if lang == "en" else "、"
        return comma.join(f"{first:%H:%M}–{last:%H:%M}" for first, last in self.spans)


NO_CALENDAR = Calendar()
NO_HOURS = OfficeHours()
