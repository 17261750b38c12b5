"""What changes by the week and is an input of every verdict: the office's own facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.calendar import NO_CALENDAR, Calendar
from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A registered, disclosed official account."""

    name: str
    channel: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A sensitive period, both days included."""

    name: str
    since: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Who is on duty on a day and shift."""

    day: date
    shift: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The office's facts at one time.

    Attributes:
        name: name of the ledger, shown on every page.
        id: ASCII id of the ledger, part of what is signed.
        drill: True when the whole ledger is an exercise.
    """

    name: str
    id: str
    drill: bool
    accounts: tuple[Account, ...] = ()
    periods: tuple[Period, ...] = ()
    duties: tuple[Duty, ...] = ()
    platforms: tuple[str, ...] = ()
    calendar: Calendar = NO_CALENDAR
