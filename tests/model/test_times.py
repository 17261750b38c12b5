"""Times as people write them, and lengths of time as the plan writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from taizhang.model.times import (
    Span,
    elapsed_words,
    format_time,
    parse_day,
    parse_offset,
    parse_time,
)

EIGHT = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("text", "hours", "minutes"),
    [("+08:00", 8, 0), ("-03:30", -3, -30), ("+00:00", 0, 0), ("+05:45", 5, 45)],
)
def test_an_offset_is_hours_and_minutes(text, hours, minutes):
    assert parse_offset(text).utcoffset(None) == timedelta(hours=hours, minutes=minutes)


@pytest.mark.parametrize("text", ["8", "+8:00", "+08", "+08:00 ", "UTC", "+24:00", "+０８:00", ""])
def test_anything_else_is_no_offset(text):
    with pytest.raises(ValueError, match=r".*"):
        parse_offset(text)


def test_a_time_is_of_its_zone():
    moment = parse_time("2026-10-12 22:14", EIGHT)
    assert moment == datetime(2026, 10, 12, 14, 14, tzinfo=UTC)
    assert parse_time("2026-10-12 22:14:05", EIGHT) - moment == timedelta(seconds=5)


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-12",
        "2026-10-12T22:14",
        "2026-10-12 22:14 ",
        "2026-10-12 22:14:05.1",
        "2026-10-12 22:14+08:00",
        "2026-13-12 22:14",
        "2026-02-29 22:14",
        "2026-10-12 24:00",
        "2026-10-12 22:60",
        "0000-10-12 22:14",
        "２０２６-10-12 22:14",
        "2026-10-12  22:14",
    ],
)
def test_anything_else_is_no_time(text):
    with pytest.raises(ValueError, match=r".*"):
        parse_time(text, EIGHT)


def test_a_day_is_a_date_and_nothing_else():
    assert parse_day("2028-02-29") == date(2028, 2, 29)
    for text in ("2027-02-29", "2028-2-29", "2028-02-29 10:00", ""):
        with pytest.raises(ValueError, match=r".*"):
            parse_day(text)


def test_a_time_is_written_with_seconds_only_where_there_are_some():
    moment = datetime(2026, 10, 12, 14, 14, tzinfo=UTC)
    assert format_time(moment, EIGHT) == "2026-10-12 22:14"
    assert format_time(moment.replace(second=5), EIGHT) == "2026-10-12 22:14:05"


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("10 min", "10 分钟", "10 min"),
        ("48 h", "48 小时", "48 h"),
        ("15 d", "15 日", "15 d"),
        ("5 workday", "5 个工作日", "5 workdays"),
        ("1 workday", "1 个工作日", "1 workday"),
    ],
)
def test_a_length_is_a_number_and_a_unit(text, zh, en):
    span = Span.parse(text)
    assert (span.words(), span.words("en")) == (zh, en)


@pytest.mark.parametrize(
    "text", ["10", "0 min", "10min", "1.5 h", "10 m", "-1 h", "100000 min", ""]
)
def test_anything_else_is_no_length(text):
    with pytest.raises(ValueError, match=r".*"):
        Span.parse(text)


def test_only_running_lengths_have_a_delta():
    assert Span.parse("90 min").delta == timedelta(minutes=90)
    assert Span.parse("2 d").delta == timedelta(days=2)
    with pytest.raises(KeyError):
        _ = Span.parse("5 workday").delta


@pytest.mark.parametrize(
    ("span", "zh", "en"),
    [
        (timedelta(seconds=59), "不足 1 分钟", "under 1 min"),
        (timedelta(minutes=7, seconds=59), "7 分钟", "7 min"),
        (timedelta(hours=2), "2 小时", "2 h"),
        (timedelta(days=2, hours=3, minutes=4), "2 天 3 小时", "2 d 3 h"),
        (timedelta(days=2, minutes=4), "2 天 4 分钟", "2 d 4 min"),
        (timedelta(minutes=-7), "7 分钟", "7 min"),
    ],
)
def test_a_length_is_said_in_its_two_largest_units(span, zh, en):
    assert (elapsed_words(span), elapsed_words(span, "en")) == (zh, en)
