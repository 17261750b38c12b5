"""Clocks where nothing but the detail shows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from taizhang.model.times import Span
from taizhang.rules.duetime import later, reminder_times

START = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("limit", "given", "before"),
    [
        (Span(8, "d"), timedelta(days=8), timedelta(days=1)),
        (Span(8, "workday"), timedelta(days=11), timedelta(days=1)),
        (Span(48, "h"), timedelta(hours=48), timedelta(hours=1)),
        (None, timedelta(days=8), timedelta(hours=1)),
        (Span(10, "min"), timedelta(minutes=10), timedelta(minutes=2, seconds=30)),
        (Span(1, "d"), timedelta(hours=16), timedelta(hours=4)),
    ],
    ids=str,
)
def test_without_a_reminder_a_long_limit_is_due_soon_a_day_before(limit, given, before):
    times, soon = reminder_times(START, START + given, (), limit)
    assert START + given - soon == before
    assert times == (soon,)


def test_a_time_past_all_times_is_the_last_whole_second():
    assert later(START, timedelta(days=999_999 * 5)) == datetime(
        9999, 12, 31, 23, 59, 59, tzinfo=UTC
    )
