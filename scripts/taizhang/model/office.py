"""What changes by the week and is an input of every verdict: the office's own facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.calendar import NO_CALENDAR, Calendar
from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from datetime import date, time

    from taizhang.model.times import Span

FOLDER = "plan/office"
"""Where the office's files stand in a ledger."""

ROUND_CLOCK = "24小时"
HOURS = ("工作时间", ROUND_CLOCK)
"""When a contact can be reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A registered, disclosed official account.

    Attributes:
        since: first day; ``until``: last day, both included.
        gaps: days between, both included, on which it was closed.
        row: place of its latest record in the file.
    """

    name: str
    channel: str
    since: date | None = None
    until: date | None = None
    gaps: tuple[tuple[date, date], ...] = ()
    row: int = 0

    def open(self, day: date) -> bool:
        """True when the account may be used on ``day``."""
        if self.since is not None and day < self.since:
            return False
        if self.until is not None and day > self.until:
            return False
        return not any(first <= day <= last for first, last in self.gaps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A post of another body that the office keeps in touch with; never a person."""

    body: str
    post: str
    hours: str = ""
    since: date | None = None
    verified_on: date | None = None
    row: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchList:
    """What is watched from ``since`` on, until a later list takes its place.

    ``interval``: how often somebody looks; None = not laid down.
    """

    since: date
    engines: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    reviewed_on: date | None = None
    interval: Span | None = None
    row: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A sensitive period or a key work of the office, both days included.

    ``duty``: somebody must be on duty every day of it.
    """

    name: str
    since: date
    until: date
    duty: bool = False
    row: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A part of the day that somebody is on duty for; one that ends earlier ends the next day."""

    name: str
    since: time
    until: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Who is on duty on a day and shift."""

    day: date
    shift: str
    person: str
    row: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The office's facts at one time.

    Attributes:
        name: name of the ledger, shown on every page.
        id: ASCII id of the ledger, part of what is signed.
        drill: True when the whole ledger is an exercise.
        periods: sensitive periods; ``works``: key works of the office.
        platforms: every platform that any watch list names or named.
        watches: the watch lists in the order in which they came into force.
    """

    name: str
    id: str
    drill: bool
    accounts: tuple[Account, ...] = ()
    periods: tuple[Period, ...] = ()
    works: tuple[Period, ...] = ()
    duties: tuple[Duty, ...] = ()
    shifts: tuple[Shift, ...] = ()
    platforms: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    watches: tuple[WatchList, ...] = ()
    calendar: Calendar = NO_CALENDAR

    def watch(self, day: date) -> WatchList | None:
        """The watch list in force on ``day``."""
        return next((each for each in reversed(self.watches) if each.since <= day), None)

    def shift(self, name: str) -> Shift | None:
        """The shift called so."""
        return next((each for each in self.shifts if each.name == name), None)

    @property
    def engines(self) -> tuple[str, ...]:
        """Every search engine that any watch list names or named."""
        return tuple(dict.fromkeys(each for watch in self.watches for each in watch.engines))

    @property
    def keywords(self) -> tuple[str, ...]:
        """Every keyword that any watch list names or named."""
        return tuple(dict.fromkeys(each for watch in self.watches for each in watch.keywords))
