"""When a limit that starts at a given time ends: minutes, hours, days, working days.

``outside`` says what time outside office hours does: 照算 counts on; 只算上班 counts office hours
alone; 顺延起点 starts at the next opening; 顺延终点 ends at the next opening. Days are counted
without the first and end with their day. Source: format.md "The plan", deadlines.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from taizhang.model.calendar import END_ROLLS, HOURS_ONLY, ONE_DAY, START_ROLLS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, tzinfo

    from taizhang.model.calendar import Calendar, OfficeHours
    from taizhang.model.times import Reminder, Span

LAST = time(23, 59, 59)
SOON_HOUR, SOON_DAY = timedelta(hours=1), ONE_DAY


def due_time(
    start: datetime, limit: Span, outside: str, calendar: Calendar, hours: OfficeHours
) -> datetime:
    """The last moment in time; ``start`` and the result are aware, in the same zone.

    Raises:
        NoCalendarError: a day was needed that has no data; the limit ends then or later.
    """
    if outside == START_ROLLS:
        start = opening(start, calendar, hours)
    if limit.unit == "workday":
        return end_of_day(_workday_after(start.date(), limit.amount, calendar), start.tzinfo)
    if outside == HOURS_ONLY:
        return _within_hours(start, limit.delta, calendar, hours)
    end = later(start, limit.delta)
    if limit.unit == "d":
        day = end.date()
        if outside == END_ROLLS:
            day = _workday_from(day, calendar)
        return end_of_day(day, start.tzinfo)
    return _rolled_end(end, calendar, hours) if outside == END_ROLLS else end


def later(at: datetime, span: timedelta) -> datetime:
    """``at`` plus ``span``, or the last moment there is."""
    try:
        return at + span
    except OverflowError:
        return datetime.max.replace(microsecond=0, tzinfo=at.tzinfo)


def end_of_day(day: date, zone: tzinfo | None) -> datetime:
    """The last second of ``day`` in ``zone``."""
    return datetime.combine(day, LAST, zone)


def _workday_after(day: date, amount: int, calendar: Calendar) -> date:
    """The ``amount``-th working day after ``day``, which itself is not counted."""
    left = amount
    while left:
        day += ONE_DAY
        left -= calendar.is_workday(day)
    return day


def _workday_from(day: date, calendar: Calendar) -> date:
    """``day`` itself if it is worked, else the next working day."""
    while not calendar.is_workday(day):
        day += ONE_DAY
    return day


def opening(at: datetime, calendar: Calendar, hours: OfficeHours) -> datetime:
    """``at`` itself inside office hours, else the next opening; closing time is outside.

    Raises:
        NoCalendarError: a day was needed that has no data.
    """
    return next(max(at, first) for first, last in _openings(at, calendar, hours) if at < last)


def _rolled_end(end: datetime, calendar: Calendar, hours: OfficeHours) -> datetime:
    """``end`` itself until the office closes, closing time included, else the next opening."""
    return next(max(end, first) for first, last in _openings(end, calendar, hours) if end <= last)


def _within_hours(
    start: datetime, left: timedelta, calendar: Calendar, hours: OfficeHours
) -> datetime:
    """``left`` of office time after ``start``; what ends with the day ends at closing time."""
    openings = _openings(start, calendar, hours)
    while True:
        first, last = next(openings)
        room = last - max(start, first)
        if room >= left:
            return max(start, first) + left
        left -= max(room, timedelta())


def _openings(
    at: datetime, calendar: Calendar, hours: OfficeHours
) -> Iterator[tuple[datetime, datetime]]:
    """Office hours from the day of ``at`` on, as far as the calendar goes.

    A plan that asks for office hours has some: reading it sees to that.
    """
    day = at.date()
    while True:
        if calendar.is_workday(day):
            for first, last in hours.spans:
                yield (
                    datetime.combine(day, first, at.tzinfo),
                    datetime.combine(day, last, at.tzinfo),
                )
        day += ONE_DAY


def reminder_times(
    start: datetime, due: datetime, reminders: tuple[Reminder, ...], limit: Span | None
) -> tuple[tuple[datetime, ...], datetime]:
    """When to remind, oldest first, and when the duty begins to count as due soon.

    It is due soon from the first reminder before its end on. Without one: a day before for a
    limit in days, an hour for others, never more than a quarter of the time given. No reminder
    comes before the clock starts.
    """
    given = due - start
    before = [each.span.delta for each in reminders if not each.after]
    if not before:
        long = limit is not None and limit.unit in ("d", "workday")
        before = [min(SOON_DAY if long else SOON_HOUR, max(given, timedelta()) / 4)]
    times = {due - span if span < given else min(start, due) for span in before}
    after = {later(due, each.span.delta) for each in reminders if each.after}
    return tuple(sorted(times | after)), min(times)
