"""Turns of duty: where nobody is there, and where two are."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.offices import FILES, case, office

from taizhang.model.messages import finding_words
from taizhang.model.office import Duty, Office, Shift
from taizhang.rules.cover import Turn, gaps, overlaps, span_words, turns
from taizhang.rules.officechecks import find_office

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
        duties=(Duty(day=date(2026, 11, 23), shift="无", person="丙"), Duty(day=date(2026, 11, 23), shift="夜班", person="甲"), Duty(day=date(2026, 11, 23), shift="全天", person="乙")),
    )  # fmt: skip
    assert hours((each.since, each.until) for each in turns(office, UTC)) == [(8, 32), (20, 32)]


def test_gaps_are_cut_to_what_is_asked():
    listed = [turn(-4, 8), turn(10, 12), turn(11, 20), turn(30, 40)]
    ends = (DAY, DAY + timedelta(hours=24))
    assert hours(gaps(listed, *ends)) == [(8, 10), (20, 24)]
    assert hours(overlaps(listed, *ends)) == [(11, 12)]


def test_what_touches_the_ends_alone_is_neither_gap_nor_overlap():
    ends = (DAY, DAY + timedelta(hours=24))
    assert gaps([turn(0, 24)], *ends) == ()
    assert overlaps([turn(30, 40), turn(32, 36)], *ends) == ()
    assert overlaps([turn(0, 30), turn(24, 26)], *ends) == ()


def duty_told(*records, now="2026-11-23 10:00"):
    """What is said of a duty roster: where, and with what words."""
    head = FILES["duty"].partition("records:")[0]
    text = head + "records:\n" + "".join(f"- {{{each}}}\n" for each in records)
    of = case(now, facts=office(duty=text))
    found = [finding for _, finding in find_office(of) if finding.path.endswith("duty.yml")]
    return [(each.text or each.code, each.where, finding_words(each)[0]) for each in found]


DAYS = "from: 2026-11-23, until: 2026-11-{}, shift: 白班, person: 张伟"
NIGHTS = "from: 2026-11-{}, until: 2026-12-06, shift: 夜班, person: 刘洋"


def test_a_roster_that_is_over_is_none_and_one_with_gaps_has_them():
    over = "from: 2026-11-20, until: 2026-11-22, shift: 白班, person: 张伟"
    (told,) = duty_told(over, now="2026-11-22 20:30")
    assert told[:2] == ("duty-none", ("records",))
    (told,) = duty_told(over, now="2026-11-22 20:29")
    assert told[:2] == ("duty-gap", ("records",))


@pytest.mark.parametrize(("first", "count"), [(26, 3), (27, 4)])
def test_three_gaps_are_named_and_of_more_the_first_three(first, count):
    ((code, _, text),) = duty_told(DAYS.format(30), NIGHTS.format(first))
    named = [f"11-{23 + day} 20:30 – 11-{24 + day} 08:30" for day in range(3)]
    assert code == "duty-gap"
    assert f" {count} 处空档：" in text
    assert text.endswith("，".join(named) + (" …" if count > 3 else ""))


def test_who_is_on_duty_today_must_stand_on_the_roster():
    stranger = "from: 2026-11-23, until: 2026-11-23, shift: 白班, person: 钱某"
    told = duty_told(stranger, NIGHTS.format(23), DAYS.format(30).replace("11-23", "11-24"))
    assert ("duty-person", ("records", 0, "person")) in [each[:2] for each in told]


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
