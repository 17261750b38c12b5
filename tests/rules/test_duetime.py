"""When a limit ends, worked out by hand: working days, office hours, roll-over, the 调休 of two years."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.plans import ROOT, tree

from taizhang.model.calendar import Calendar, NoCalendarError, Notice, OfficeHours
from taizhang.model.times import Reminder, Span, parse_offset, parse_time
from taizhang.rules.duetime import due_time, later, opening, reminder_times
from taizhang.rules.officeread import read_office

ZONE = parse_offset("+08:00")
HOURS = OfficeHours(spans=((time(8, 30), time(12)), (time(14, 30), time(18))))


@cache
def shipped():
    """The calendar that the project ships: 2025 and 2026."""
    path = ROOT / "plan" / "office" / "workdays.yml"
    office, findings = read_office({path.name: tree(path.read_text(encoding="utf-8"))})
    assert findings == {}
    return office.calendar


def at(text):
    return parse_time(text, ZONE)


def ends(start, limit, outside="照算"):
    """When ``limit`` from ``start`` ends, as the file writes times."""
    due = due_time(at(start), Span.parse(limit), outside, shipped(), HOURS)
    return due.strftime("%Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        # minutes and hours run through, over lunch, nights and year ends
        ("2026-11-09 09:00", "10 min", "2026-11-09 09:10:00"),
        ("2026-11-09 23:59", "10 min", "2026-11-10 00:09:00"),
        ("2026-11-09 09:00:30", "10 min", "2026-11-09 09:10:30"),
        ("2026-10-01 09:00", "48 h", "2026-10-03 09:00:00"),
        ("2026-12-31 23:59", "1 min", "2027-01-01 00:00:00"),
        # calendar days: the first is not counted, the last ends with its last second
        ("2026-11-09 00:00", "1 d", "2026-11-10 23:59:59"),
        ("2026-11-09 23:59", "1 d", "2026-11-10 23:59:59"),
        ("2026-11-09 09:00", "15 d", "2026-11-24 23:59:59"),
        ("2028-02-28 09:00", "1 d", "2028-02-29 23:59:59"),
        ("2028-02-28 09:00", "2 d", "2028-03-01 23:59:59"),
        ("2026-02-28 09:00", "1 d", "2026-03-01 23:59:59"),
        ("2027-12-31 09:00", "60 d", "2028-02-29 23:59:59"),
        # an ordinary week
        ("2026-11-09 09:00", "1 workday", "2026-11-10 23:59:59"),
        ("2026-11-13 09:00", "1 workday", "2026-11-16 23:59:59"),
        ("2026-11-13 23:59", "5 workday", "2026-11-20 23:59:59"),
        # New Year 2026: 1–3 free, Sunday the 4th worked
        ("2025-12-31 09:00", "1 workday", "2026-01-04 23:59:59"),
        ("2025-12-31 09:00", "2 workday", "2026-01-05 23:59:59"),
        # Spring Festival 2025: 28 January – 4 February; 26 January and 8 February worked
        ("2025-01-24 09:00", "1 workday", "2025-01-26 23:59:59"),
        ("2025-01-24 09:00", "3 workday", "2025-02-05 23:59:59"),
        ("2025-01-24 09:00", "6 workday", "2025-02-08 23:59:59"),
        # Spring Festival 2026: 15–23 February; 14 and 28 February worked
        ("2026-02-13 09:00", "1 workday", "2026-02-14 23:59:59"),
        ("2026-02-13 09:00", "2 workday", "2026-02-24 23:59:59"),
        ("2026-02-13 09:00", "6 workday", "2026-02-28 23:59:59"),
        # 清明 on a Friday, 劳动节 2025 and 2026
        ("2025-04-03 17:00", "1 workday", "2025-04-07 23:59:59"),
        ("2025-04-25 09:00", "1 workday", "2025-04-27 23:59:59"),
        ("2025-04-30 09:00", "2 workday", "2025-05-07 23:59:59"),
        ("2026-04-30 09:00", "3 workday", "2026-05-08 23:59:59"),
        ("2026-04-30 09:00", "4 workday", "2026-05-09 23:59:59"),
        # 端午 2025 takes Monday 2 June, 2026 Friday 19 June
        ("2025-05-30 09:00", "1 workday", "2025-06-03 23:59:59"),
        ("2026-06-18 09:00", "1 workday", "2026-06-22 23:59:59"),
        # 国庆 2025: 1–8 October; 28 September and 11 October worked
        ("2025-09-26 09:00", "1 workday", "2025-09-28 23:59:59"),
        ("2025-09-30 09:00", "2 workday", "2025-10-10 23:59:59"),
        ("2025-09-30 09:00", "3 workday", "2025-10-11 23:59:59"),
        # 中秋 and 国庆 2026: Friday 25 September; 1–7 October; 20 September and 10 October worked
        ("2026-09-18 09:00", "1 workday", "2026-09-20 23:59:59"),
        ("2026-09-24 09:00", "1 workday", "2026-09-28 23:59:59"),
        ("2026-09-28 09:00", "5 workday", "2026-10-10 23:59:59"),
        ("2026-09-28 09:00", "6 workday", "2026-10-12 23:59:59"),
        # starting on a holiday
        ("2026-10-03 09:00", "1 workday", "2026-10-08 23:59:59"),
        ("2026-10-03 09:00", "5 workday", "2026-10-13 23:59:59"),
        ("2026-10-04 12:00", "3 d", "2026-10-07 23:59:59"),
    ],
)  # fmt: skip
def test_a_limit_that_counts_on(start, limit, due):
    assert ends(start, limit) == due


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        ("2026-11-09 09:00", "2 h", "2026-11-09 11:00:00"),
        ("2026-11-09 11:00", "1 h", "2026-11-09 12:00:00"),  # to the minute of closing
        ("2026-11-09 11:00", "2 h", "2026-11-09 15:30:00"),  # over lunch
        ("2026-11-09 12:30", "1 h", "2026-11-09 15:30:00"),  # in the lunch break
        ("2026-11-09 12:00", "10 min", "2026-11-09 14:40:00"),  # at closing
        ("2026-11-09 07:00", "1 h", "2026-11-09 09:30:00"),  # before opening
        ("2026-11-09 17:00", "2 h", "2026-11-10 09:30:00"),  # over night
        ("2026-11-09 17:00", "7 h", "2026-11-10 17:00:00"),
        ("2026-11-09 17:00", "8 h", "2026-11-10 18:00:00"),
        ("2026-11-13 17:00", "2 h", "2026-11-16 09:30:00"),  # over the weekend
        ("2026-11-14 10:00", "30 min", "2026-11-16 09:00:00"),  # on Saturday
        ("2026-09-30 17:30", "1 h", "2026-10-08 09:00:00"),  # over the holidays
        ("2026-10-09 17:30", "1 h", "2026-10-10 09:00:00"),  # a Saturday that is worked
    ],
)
def test_office_hours_alone(start, limit, due):
    assert ends(start, limit, "只算上班") == due


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        ("2026-11-09 09:00", "10 min", "2026-11-09 09:10:00"),
        ("2026-11-09 23:59", "10 min", "2026-11-10 08:40:00"),
        ("2026-11-09 13:00", "10 min", "2026-11-09 14:40:00"),
        ("2026-11-09 18:00", "10 min", "2026-11-10 08:40:00"),  # closing time is outside
        ("2026-11-09 17:55", "10 min", "2026-11-09 18:05:00"),  # only the start rolls
        ("2026-11-13 20:00", "48 h", "2026-11-18 08:30:00"),
        ("2026-10-01 09:00", "10 min", "2026-10-08 08:40:00"),
        ("2026-11-13 17:00", "1 d", "2026-11-14 23:59:59"),
        ("2026-11-13 20:00", "1 d", "2026-11-17 23:59:59"),
        ("2026-11-13 17:00", "1 workday", "2026-11-16 23:59:59"),
        ("2026-11-13 20:00", "1 workday", "2026-11-17 23:59:59"),
    ],
)
def test_a_start_that_rolls_to_the_next_opening(start, limit, due):
    assert ends(start, limit, "顺延起点") == due


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        ("2026-11-09 09:00", "2 h", "2026-11-09 11:00:00"),
        ("2026-11-09 10:00", "2 h", "2026-11-09 12:00:00"),  # ends as the office closes
        ("2026-11-09 10:00", "3 h", "2026-11-09 14:30:00"),
        ("2026-11-09 16:00", "5 h", "2026-11-10 08:30:00"),
        ("2026-11-09 20:00", "8 h", "2026-11-10 08:30:00"),
        ("2026-11-12 19:00", "48 h", "2026-11-16 08:30:00"),
        ("2026-09-30 09:00", "24 h", "2026-10-08 08:30:00"),
        ("2026-11-13 09:00", "1 d", "2026-11-16 23:59:59"),  # to the end of the next working day
        ("2026-11-09 09:00", "1 d", "2026-11-10 23:59:59"),
        ("2026-09-28 09:00", "3 d", "2026-10-08 23:59:59"),
        ("2026-10-08 09:00", "2 d", "2026-10-10 23:59:59"),  # a Saturday that is worked
    ],
)
def test_an_end_that_rolls_to_the_next_opening(start, limit, due):
    assert ends(start, limit, "顺延终点") == due


@pytest.mark.parametrize(
    ("start", "limit", "outside", "stuck"),
    [
        ("2026-12-30 09:00", "2 workday", "照算", date(2027, 1, 1)),
        ("2026-12-31 17:00", "2 h", "只算上班", date(2027, 1, 1)),
        ("2026-12-31 20:00", "10 min", "顺延起点", date(2027, 1, 1)),
        ("2026-12-31 20:00", "10 h", "顺延终点", date(2027, 1, 1)),
        ("2026-12-31 20:00", "1 d", "顺延终点", date(2027, 1, 1)),
        ("2024-12-30 09:00", "1 workday", "照算", date(2024, 12, 31)),
    ],
)
def test_a_day_without_data_is_never_guessed(start, limit, outside, stuck):
    with pytest.raises(NoCalendarError) as caught:
        ends(start, limit, outside)
    assert caught.value.day == stuck


@pytest.mark.parametrize(
    ("limit", "due"),
    [
        ("10 min", "2040-01-01 09:10"),
        ("48 h", "2040-01-03 09:00"),
        ("15 d", "2040-01-16 23:59:59"),
    ],
)
def test_minutes_hours_and_days_that_count_on_need_no_calendar(limit, due):
    span = Span.parse(limit)
    assert due_time(at("2040-01-01 09:00"), span, "照算", Calendar(), OfficeHours()) == at(due)


def test_no_office_hours_at_all_are_no_opening():
    with pytest.raises(NoCalendarError):
        opening(at("2026-12-30 09:00"), shipped(), OfficeHours())


def test_the_later_notice_holds_for_its_days():
    """As when a holiday is lengthened, or the notice of a year moves a day of the year before."""
    year = Notice(since=date(2018, 1, 1), until=date(2018, 12, 31))
    later_one = Notice(
        since=date(2018, 12, 29),
        until=date(2019, 12, 31),
        free=frozenset({date(2018, 12, 31), date(2019, 1, 1)}),
        worked=frozenset({date(2018, 12, 29)}),
    )
    calendar = Calendar(notices=(year, later_one))
    assert not Calendar(notices=(year,)).is_workday(date(2018, 12, 29))
    assert calendar.is_workday(date(2018, 12, 29))
    assert not calendar.is_workday(date(2018, 12, 31))
    assert calendar.is_workday(date(2018, 12, 28))


def test_a_calendar_knows_the_days_its_notices_cover_together():
    calendar = Calendar(
        notices=(
            Notice(since=date(2026, 1, 1), until=date(2026, 6, 30)),
            Notice(since=date(2026, 6, 1), until=date(2026, 12, 30)),
        )
    )
    assert calendar.knows(date(2026, 1, 1), date(2026, 12, 30))
    assert not calendar.knows(date(2026, 1, 1), date(2026, 12, 31))
    assert not calendar.knows(date(2025, 12, 31), date(2026, 1, 1))


def test_office_hours_are_said_as_people_say_them():
    assert HOURS.words() == "08:30–12:00、14:30–18:00"


def test_what_ends_after_the_last_day_there_is_ends_on_it():
    last = later(at("9999-12-31 23:00"), timedelta(hours=2))
    assert (last.year, last.tzinfo) == (9999, ZONE)


START, DUE = at("2026-11-09 09:00"), at("2026-11-09 13:00")


def reminders(*texts):
    return tuple(Reminder(Span.parse(text.removeprefix("+")), text[0] == "+") for text in texts)


@pytest.mark.parametrize(
    ("due", "remind", "limit", "times", "soon"),
    [
        (DUE, ("3 min",), "4 h", ["12:57"], "12:57"),
        (DUE, ("15 min", "3 min", "+30 min"), "4 h", ["12:45", "12:57", "13:30"], "12:45"),
        (DUE, ("+30 min",), "4 h", ["12:00", "13:30"], "12:00"),  # soon an hour before
        (DUE, (), "4 h", ["12:00"], "12:00"),
        (DUE, (), None, ["12:00"], "12:00"),
        (at("2026-11-09 09:08"), (), "8 min", ["09:06"], "09:06"),  # at most a quarter
        (at("2026-11-13 23:59:59"), (), "4 workday", ["23:59"], "23:59"),  # a day before
        (DUE, ("6 h",), None, ["09:00"], "09:00"),  # not before the start
        (at("2026-11-09 08:00"), ("2 h",), None, ["08:00"], "08:00"),  # late from the start
        (at("2026-11-09 08:00"), (), None, ["08:00"], "08:00"),
        (DUE, ("3 min", "3 min"), "4 h", ["12:57"], "12:57"),
    ],
)  # fmt: skip
def test_reminders_before_and_after(due, remind, limit, times, soon):
    span = Span.parse(limit) if limit else None
    found, first = reminder_times(START, due, reminders(*remind), span)
    assert [each.strftime("%H:%M") for each in found] == times
    assert first.strftime("%H:%M") == soon


def test_a_limit_in_days_is_due_soon_a_day_before():
    due = at("2026-11-16 23:59:59")
    assert reminder_times(START, due, (), Span.parse("5 workday"))[1] == due - timedelta(days=1)


STARTS = st.integers(0, 640 * 24 * 60).map(lambda n: at("2025-01-01 00:00") + timedelta(minutes=n))
"""So early that fifteen days of office hours, begun a week later, end before the calendar does."""
WAYS = st.sampled_from(["照算", "只算上班", "顺延起点", "顺延终点"])
LIMITS = st.builds(Span, st.integers(1, 15), st.sampled_from(["min", "h", "d", "workday"]))


@given(STARTS, LIMITS, WAYS)
def test_a_limit_ends_after_it_starts_and_no_way_makes_it_shorter(start, limit, outside):
    due = due_time(start, limit, outside, shipped(), HOURS)
    assert due > start
    assert due >= due_time(start, limit, "照算", shipped(), HOURS)


@given(STARTS, LIMITS, WAYS, st.integers(0, 10_000))
def test_what_starts_later_never_ends_sooner(start, limit, outside, minutes):
    first = due_time(start, limit, outside, shipped(), HOURS)
    second = due_time(start + timedelta(minutes=minutes), limit, outside, shipped(), HOURS)
    assert second >= first
