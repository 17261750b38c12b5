"""A duty in words, one by one: its state, name, reminder and command."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.rules.builders import found, judged, shipped
from tests.rules.test_views import at

from taizhang.model.plan import Deadline, Level
from taizhang.model.state import Clock, Due
from taizhang.rules.views.words import due_view, level_view, most_urgent

HOUR = timedelta(hours=1)
REPORT = Deadline(code="r", name="续报", ends=((("kind", ("报告",)), ("to", ("ID 卡中心",))),))
LEAVE = Deadline(code="l", name="离开", ends=((("stage", ("归档",)),),))


def due(clock=Clock.OPEN, **fields):
    given = {
        "code": "r", "name": "续报", "clock": clock, "start": at("09:00"), "due": None, "done": None,
        "started_by": 0, "done_by": None, "over": timedelta(0), "taken": HOUR, "force": "本预案",
        "basis": "", "clause": "", "deadline": REPORT,
    }  # fmt: skip
    return Due(**{**given, **fields})


def shown(clock=Clock.OPEN, **fields):
    return due_view(due(clock, **fields), shipped().plan, "20261109-4mq2")


@pytest.mark.parametrize(
    ("clock", "key", "words"),
    [
        (Clock.MET, "met", "按时"),
        (Clock.LATE, "late", "办结时未办，已超时"),
        (Clock.OPEN, "open", "进行中"),
        (Clock.SOON, "soon", "将到期"),
        (Clock.OVERDUE, "overdue", "已超时"),
        (Clock.DONE, "done", "已办"),
        (Clock.PENDING, "pending", "待办"),
        (Clock.SUPERSEDED, "superseded", "已重新计时"),
        (Clock.ENDED, "ended", "随办结终止"),
        (Clock.UNKNOWN, "unknown", "无法计算"),
    ],
)
def test_each_state_has_a_key_and_words(clock, key, words):
    view = shown(clock)
    assert (view.state, view.state_zh) == (key, words)


def test_what_calendar_data_is_missing_is_said():
    assert shown(Clock.UNKNOWN, lacks=date(2027, 1, 1)).state_zh == "无法计算，缺2027年放假数据"
    assert shown(Clock.LATE, done=at("10:00")).state_zh == "超时完成"


def test_an_extended_duty_says_until_when():
    moved = {"extended_by": 3, "due": at("12:00")}
    assert shown(**moved).name == "续报（延期至 2026-11-09 12:00）"
    assert shown(due=at("12:00")).name == shown(extended_by=3).name == "续报"


def test_the_reminder_shown_is_the_next_one_or_the_first_where_none_is_ahead():
    times = (at("09:30"), at("10:00"), at("10:30"))
    assert shown(reminders=times).remind.text[11:] == "10:30"
    assert shown(reminders=times[:2]).remind.text[11:] == "09:30"
    assert shown(Clock.MET, reminders=times).remind.text[11:] == "09:30"


def test_the_command_names_the_incident_and_leaves_other_words_alone():
    view = shown(who=("组长", "代工委"))
    assert view.command == 'taizhang add 20261109-4mq2 报告 --to "ID 卡中心"'
    assert (view.kind, view.who) == ("报告", "组长、代工委")
    assert shown(deadline=LEAVE).kind == ""
    assert shown(deadline=None).command == "taizhang approve 20261109-4mq2"


def test_the_most_urgent_is_due_soonest_then_runs_longest():
    late, soon = due(start=at("08:00"), due=at("12:00")), due(due=at("11:00"))
    prompt, older = due(), due(start=at("08:30"))
    assert most_urgent((prompt, late, soon)) is soon
    assert most_urgent((prompt, older)) is older
    assert most_urgent((due(Clock.MET, done=at("09:30")),)) is None


def test_levels_beyond_the_shapes_share_the_last_and_no_level_has_no_colour():
    plan = shipped().plan
    names = ("甲", "乙", "丙", "丁", "戊", "一般")
    many = replace(plan, levels=tuple(Level(name=name, key=name) for name in names))
    state = judged("09:01", found()).state
    assert level_view(state, many).shape == "■"
    bare = level_view(state, replace(plan, levels=()))
    assert (bare.shape, bare.key, bare.colour) == ("○", "", "")
