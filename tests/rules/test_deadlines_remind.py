"""The next reminder of a duty, and from when on it counts as due soon."""

from __future__ import annotations

import pytest
from tests.rules.clocks import FOUND, judged, plan

from taizhang.rules.views.board import board_view
from taizhang.rules.views.words import due_view

FOUND_AT_9 = f"09:00 {FOUND}"
FIRST = "name: 首报, from: {kind: 发现}, to: {kind: 报告, form: 首报}, limit: 10 min, remind: [5 min, 2 min, +30 min]"
SECOND = "name: 会商, from: {kind: 发现}, to: {kind: 会商}, limit: 3 h"
THIRD = "name: 处理, from: {kind: 发现}, to: {kind: 决定}"
DONE = "09:04 报告, form: 首报, to: 上级, channel: 电话"


@pytest.mark.parametrize(
    ("now", "remind"),
    [
        ("09:01", "09:05"),
        ("09:05", "09:08"),  # at its time a reminder is no longer ahead
        ("09:06", "09:08"),
        ("09:09", "09:40"),
        ("09:41", "09:05"),  # none ahead: the first
    ],
)
def test_the_reminder_shown_is_the_next_one(now, remind):
    of = plan(FIRST)
    view = due_view(judged(of, now, FOUND_AT_9).dues[0], of, "20261109-aaaa")
    assert view.remind.text[-5:] == remind
    assert view.soon.text[-5:] == "09:05"


def test_of_a_duty_that_is_done_it_is_the_first():
    of = plan(FIRST)
    view = due_view(judged(of, "09:30", FOUND_AT_9, DONE).dues[0], of, "20261109-aaaa")
    assert view.remind.text[-5:] == "09:05"


def test_without_a_limit_there_is_no_reminder():
    of = plan(THIRD)
    view = due_view(judged(of, "09:30", FOUND_AT_9).dues[0], of, "20261109-aaaa")
    assert (view.remind.at, view.soon.at, view.reminders) == ("", "", ())


def test_the_board_holds_every_duty_that_has_a_due_time():
    of = plan(FIRST, SECOND, THIRD)
    case = judged(of, "09:06", FOUND_AT_9)
    board = board_view([case], case.ground.office, of, case.dues[0].start)
    named = [[due.name for _, due in listed] for listed in (board.overdue, board.soon, board.later)]
    assert named == [[], ["首报"], ["会商"]]
