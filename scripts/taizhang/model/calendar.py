"""Working days and office hours, as data: nothing is guessed for a year without any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, time

WEEKEND = (5, 6)
"""Monday is 0; Saturday and Sunday are free unless the year's notice says otherwise."""


class NoCalendarError(LookupError):
    """A working day was asked for in a year without data; ``year`` says which."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """What the notice of one year says, where it stands and when it was checked."""

    year: int
    source: str
    checked_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Exceptions to Monday–Friday, year by year.

    Attributes:
        years: years with data.
        free: weekdays that are holidays.
        worked: weekend days that are worked.
    """

    years: tuple[Year, ...] = ()
    free: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        """True when ``day`` is worked.

        Raises:
            NoCalendarError: the year has no data.
        """
        if all(each.year != day.year for each in self.years):
            raise NoCalendarError(day.year)
        if day in self.worked:
            return True
        return day.weekday() not in WEEKEND and day not in self.free


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHours:
    """The hours of a working day, oldest first, local to the plan; ends are outside."""

    spans: tuple[tuple[time, time], ...] = ()
