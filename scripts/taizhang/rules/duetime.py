"""When a limit that starts at a given time ends: minutes, hours, days, working days.

``outside`` says what time outside office hours does: 照算 counts on; 只算上班 counts office hours
alone; 顺延起点 starts at the next opening; 顺延终点 ends at the next opening. Days are counted
without the first and end with their day. Source: format.md "The plan", deadlines.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from taizhang.model.calendar import Calendar, OfficeHours
    from taizhang.model.times import Span

COUNT_ON, HOURS_ONLY, START_ROLLS, END_ROLLS = "照算", "只算上班", "顺延起点", "顺延终点"
OUTSIDE = (COUNT_ON, HOURS_ONLY, START_ROLLS, END_ROLLS)
LAST = time(23, 59, 59)
ONE_DAY = timedelta(days=1)


def due_time(
    start: datetime, limit: Span, outside: str, calendar: Calendar, hours: OfficeHours
) -> datetime:
    """The last moment in time; ``start`` and the result are aware, in the same zone.

    Raises:
        NoCalendarError: a working day was needed in a year without data.
    """
    if outside == START_ROLLS:
        start = opening(start, calendar, hours)
    if limit.unit == "workday":
        return _end_of(_workday_after(start.date(), limit.amount, calendar), start)
    if limit.unit == "d":
        end = _end_of(start.date() + limit.delta, start)
        return _rolled_day(end, calendar) if outside == END_ROLLS else end
    if outside == HOURS_ONLY:
        return _within_hours(start, limit.delta, calendar, hours)
    end = start + limit.delta
    return opening(end, calendar, hours) if outside == END_ROLLS else end


def _end_of(day: date, like: datetime) -> datetime:
    return datetime.combine(day, LAST, like.tzinfo)


def _workday_after(day: date, amount: int, calendar: Calendar) -> date:
    """The ``amount``-th working day after ``day``, which itself is not counted."""
    left = amount
    while left:
        day += ONE_DAY
        left -= calendar.is_workday(day)
    return day


def _rolled_day(end: datetime, calendar: Calendar) -> datetime:
    day = end.date()
    while not calendar.is_workday(day):
        day += ONE_DAY
    return _end_of(day, end)


def opening(at: datetime, calendar: Calendar, hours: OfficeHours) -> datetime:
    """``at`` itself inside office hours, else the next opening.

    Raises:
        NoCalendarError: the year has no data.
    """
    for first, last in _openings(at, calendar, hours):
        if at < last:
            return max(at, first)
    return at  # no office hours at all


def _within_hours(
    start: datetime, left: timedelta, calendar: Calendar, hours: OfficeHours
) -> datetime:
    """``left`` of office time after ``start``."""
    for first, last in _openings(start, calendar, hours):
        begin = max(start, first)
        if begin >= last:
            continue
        if last - begin >= left:
            return begin + left
        left -= last - begin
    return start + left


def _openings(
    at: datetime, calendar: Calendar, hours: OfficeHours
) -> Iterator[tuple[datetime, datetime]]:
    """Office hours from the day of ``at`` on, without end where there are any."""
    day = at.date()
    while hours.spans:
        if calendar.is_workday(day):
            for first, last in hours.spans:
                yield (
                    datetime.combine(day, first, at.tzinfo),
                    datetime.combine(day, last, at.tzinfo),
                )
        day += ONE_DAY
