"""Turns of duty: where nobody is there, and where two are."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from taizhang.model.office import Duty, Office, Shift
from taizhang.rules.cover import Turn, gaps, overlaps, span_words, turns

DAY = datetime(2026, 11, 23, tzinfo=UTC)


def turn(since, until):
    at = [DAY + timedelta(hours=hour) for hour in (since, until)]
    return Turn(shift="班", person="甲", since=at[0], until=at[1], row=0)


def hours(spans):
    return [tuple(int((each - DAY).total_seconds() // 3600) for each in span) for span in spans]


def test_a_shift_that_ends_earlier_than_it_begins_ends_on_the_next_day():
    office = Office(
        name="", id="", drill=False,
        shifts=(Shift(name="夜班", since=time(20), until=time(8)), Shift(name="全天", since=time(8), until=time(8))),
        duties=(Duty(day=date(2026, 11, 23), shift="夜班", person="甲"), Duty(day=date(2026, 11, 23), shift="全天", person="乙"), Duty(day=date(2026, 11, 23), shift="无", person="丙")),
    )  # fmt: skip
    assert hours((each.since, each.until) for each in turns(office, UTC)) == [(8, 32), (20, 32)]


def test_gaps_are_cut_to_what_is_asked():
    listed = [turn(-4, 8), turn(10, 12), turn(11, 20), turn(30, 40)]
    ends = (DAY, DAY + timedelta(hours=24))
    assert hours(gaps(listed, *ends)) == [(8, 10), (20, 24)]
    assert hours(overlaps(listed, *ends)) == [(11, 12)]


def test_nobody_at_all_is_one_gap():
    assert hours(gaps([], DAY, DAY + timedelta(hours=5))) == [(0, 5)]


def test_a_turn_inside_another_overlaps_as_long_as_it_lasts():
    listed = [turn(0, 10), turn(2, 4), turn(9, 12)]
    assert hours(overlaps(listed, DAY, DAY + timedelta(hours=24))) == [(2, 4), (9, 10)]


def test_what_is_over_does_not_overlap():
    assert overlaps([turn(-9, -2), turn(-5, -1), turn(0, 24)], DAY, DAY + timedelta(hours=24)) == ()


def test_a_span_is_told_by_day_and_clock():
    assert span_words((DAY, DAY + timedelta(hours=30))) == "11-23 00:00 – 11-24 06:00"


@given(st.lists(st.tuples(st.integers(-30, 60), st.integers(1, 20)), max_size=12))
def test_every_hour_is_a_gap_or_covered(starts):
    listed = sorted((turn(at, at + length) for at, length in starts), key=lambda each: each.since)
    begin, end = DAY, DAY + timedelta(hours=24)
    empty, twice = hours(gaps(listed, begin, end)), hours(overlaps(listed, begin, end))
    for hour in range(24):
        moment = DAY + timedelta(hours=hour)
        there = sum(each.since <= moment < each.until for each in listed)
        assert any(since <= hour < until for since, until in empty) == (there == 0)
        assert any(since <= hour < until for since, until in twice) == (there > 1)
