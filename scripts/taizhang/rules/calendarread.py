"""From a record of ``plan/office/workdays.yml`` to a notice of the calendar.

One record is what one notice of holidays says for the days from ``from`` to ``until``. Files
only grow: where two records are about the same day the later one holds, so a changed notice is
one more record for the days it changes.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from taizhang.model.calendar import WEEKEND, Notice
from taizhang.model.times import parse_day

if TYPE_CHECKING:
    from datetime import date

    from taizhang.model.findings import Where
    from taizhang.rules.settings import Record, Settings

NOTICE_KEYS = ("from", "until", "source", "checked_on", "holidays")
HOLIDAY_KEYS = ("name", "from", "until", "work")
LONGEST_DAYS = 400
"""Days one record may span: longer is a slip of the pen."""


def read_days(settings: Settings, row: Record, where: Where) -> tuple[date, date] | None:
    """``from`` and ``until``, both included; None after a finding."""
    since, until = (settings.day(row, key, where) for key in ("from", "until"))
    if since is None or until is None:
        return None
    if until < since:
        settings.fault("days-reversed", (*where, "until"))
        return None
    if (until - since).days > LONGEST_DAYS:
        settings.fault("days-too-long", (*where, "until"), most=LONGEST_DAYS)
        return None
    return since, until


def read_notice(settings: Settings, raw: object, where: Where) -> Notice | None:
    """One record; None after a finding: a year half read would be counted wrongly."""
    before = len(settings.findings)
    row = settings.record(raw, where, NOTICE_KEYS, NOTICE_KEYS)
    days = read_days(settings, row, where)
    free: dict[date, Where] = {}
    worked: dict[date, Where] = {}
    for holiday, place in settings.rows(row, "holidays", where):
        _holiday(settings, holiday, place, free, worked)
    _contradictions(settings, free, worked)
    checked_on = settings.day(row, "checked_on", where)
    if days is None:
        return None
    for day, place in (*free.items(), *worked.items()):
        if not days[0] <= day <= days[1]:
            settings.fault("calendar-day-outside", place, value=day.isoformat())
    return None if len(settings.findings) > before else Notice(
        since=days[0],
        until=days[1],
        source=settings.word(row, "source", where),
        checked_on=checked_on,
        free=frozenset(free),
        worked=frozenset(worked),
    )  # fmt: skip


def _holiday(
    settings: Settings,
    raw: object,
    where: Where,
    free: dict[date, Where],
    worked: dict[date, Where],
) -> None:
    """One holiday: its days are free, and the days worked for it."""
    record = settings.record(raw, where, HOLIDAY_KEYS, ("name", "from", "until"))
    days = read_days(settings, record, where)
    if days is not None:
        for number in range((days[1] - days[0]).days + 1):
            free.setdefault(days[0] + timedelta(days=number), where)
    many = isinstance(record.get("work"), list)
    for number, text in enumerate(settings.words(record, "work", where)):
        place = (*where, "work", number) if many else (*where, "work")
        try:
            worked.setdefault(parse_day(text), place)
        except ValueError:
            settings.fault("setting-not-day", place, key="work", value=text)


def _contradictions(settings: Settings, free: dict[date, Where], worked: dict[date, Where]) -> None:
    for day, where in worked.items():
        if day in free:
            settings.fault("calendar-day-both", where, value=day.isoformat())
        elif day.weekday() not in WEEKEND:
            settings.fault("calendar-work-on-weekday", where, value=day.isoformat())
