"""Claimed times against times of record, and times of commits against each other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.rules.builders import found, shipped, typed, worded

from taizhang.model.findings import Phrase, Severity
from taizhang.model.times import parse_time
from taizhang.rules.entryclock import AHEAD, PROMPT, commit_times, entry_times

SECOND = timedelta(seconds=1)
CLAIMED = parse_time("2026-11-09 09:00", shipped().plan.zone)
NOW = datetime(2026, 11, 9, 1, 30, tzinfo=UTC)


def told(recorded, **fields):
    (entry,) = typed(found("09:00", **fields)).entries
    return worded(list(entry_times(entry, recorded)))


@pytest.mark.parametrize(
    ("after", "code"),
    [
        (-AHEAD - SECOND, "entry-after-record"),
        (-AHEAD, ""),
        (timedelta(0), ""),
        (PROMPT, ""),
        (PROMPT + SECOND, "entry-recorded-late"),
    ],
)
def test_an_entry_is_recorded_when_it_happens_or_says_why_not(after, code):
    assert [each.code for each in told(CLAIMED + after)] == ([code] if code else [])


def test_lateness_is_a_label_and_a_time_to_come_an_error():
    (late,) = told(CLAIMED + PROMPT * 2)
    (early,) = told((CLAIMED - PROMPT).astimezone(UTC))
    assert (late.severity, early.severity) == (Severity.LATE, Severity.ERROR)
    assert early.values["recorded"] == "2026-11-09 07:00:00"
    assert late.values["lag"] == Phrase("4 小时", "4 h")
    assert early.where == ("timeline", 0, "at")


def test_a_late_entry_with_a_reason_is_in_order():
    assert told(CLAIMED + PROMPT * 2, late="断网") == []


@pytest.mark.parametrize(
    ("at", "before", "codes"),
    [
        (NOW, None, []),
        (NOW + AHEAD, None, []),
        (NOW + AHEAD + SECOND, None, ["commit-in-future"]),
        (NOW, NOW + AHEAD, []),
        (NOW, NOW + AHEAD + SECOND, ["commit-before-tip"]),
        (NOW + PROMPT, NOW + PROMPT * 2, ["commit-in-future", "commit-before-tip"]),
    ],
)
def test_a_commit_follows_the_one_before_and_does_not_run_ahead(at, before, codes):
    found = worded(list(commit_times("a" * 40, at, before, NOW)))
    assert [each.code for each in found] == codes
    assert all(each.values["commit"] == "a" * 10 for each in found)
