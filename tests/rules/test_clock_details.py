"""Clocks where nothing but the detail shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.rules.builders import (
    decided,
    errors,
    handled,
    judged,
    moved,
    noted,
    shipped,
    signed,
    until_handling,
)

from taizhang.model.plan import Deadline
from taizhang.model.state import Clock
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


URGENT = decided("10:30", "线下处置", urgent="组长电话同意")


def duty(done, name):
    return next(due for due in done.dues if due.name == name)


def test_a_note_cannot_be_done_before_it_is_signed():
    done = judged("10:40", *until_handling(), noted("10:30", urgent="来不及"))
    assert errors(done) == [("urgent-not-allowed", 7)]


def test_a_clock_started_by_what_is_yet_to_be_signed_is_still_the_doers():
    asked = Deadline(
        code="asked",
        name="落实",
        starts=((("kind", ("决定",)), ("measures", ("线下处置",))),),
        ends=((("kind", ("办理",)),),),
        who="办公室",
    )
    done = judged("10:40", *until_handling(), URGENT, law=shipped().changed(deadlines=(asked,)))
    assert duty(done, "落实").who == ("办公室",)


def test_signing_afterwards_says_with_which_entry_it_was_done():
    story = [*until_handling(), URGENT, signed("10:50", URGENT)]
    due = duty(judged("11:00", *story), "追认 · 决定")
    assert (due.started_by, due.done_by, due.clock) == (7, 8, Clock.MET)


def with_ratification(span):
    """The shipped law without gates, urgent decisions to be signed within ``span``."""
    line = next(each for each in shipped().plan.approvals if each.code == "decision-approval")
    stages = tuple(replace(stage, entered_by=()) for stage in shipped().plan.stages)
    return shipped().changed(rules=(), approvals=(replace(line, ratify=span),), stages=stages)


@pytest.mark.parametrize(
    ("span", "before"),
    [(Span(24, "h"), timedelta(hours=1)), (Span(8, "d"), timedelta(days=1))],
    ids=str,
)
def test_what_is_to_be_signed_afterwards_is_due_soon_before_its_end(span, before):
    law = with_ratification(span)
    due = duty(judged("10:40", *until_handling(), URGENT, law=law), "追认 · 决定")
    assert due.due is not None
    assert due.remind_at == due.due - before
    assert due.reminders == (due.remind_at,)


CLOSED = [moved(f"11:0{n}", stage) for n, stage in enumerate(("后期处置", "总结评估", "归档"))]


def test_what_is_signed_after_the_closing_was_done_and_not_stopped():
    story = [*until_handling(), URGENT, handled("10:50"), *CLOSED, signed("12:00", URGENT)]
    law = with_ratification(Span(24, "h"))
    due = duty(judged("12:10", *story, law=law), "追认 · 决定")
    assert (due.stopped, due.done_by, due.clock) == (None, len(story) - 1, Clock.MET)


def test_what_nobody_signed_before_the_closing_ends_with_it():
    done = judged("12:10", *until_handling(), URGENT, *CLOSED, law=with_ratification(Span(24, "h")))
    due = duty(done, "追认 · 决定")
    assert due.stopped == done.state.incident.entries[-1].at
    assert (due.done, due.clock) == (None, Clock.ENDED)
