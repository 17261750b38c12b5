"""A duty with a clock in the words of pages and lists."""

from __future__ import annotations

import pytest
from tests.rules.clocks import FOUND, judged, plan, yes

from taizhang.model.state import Clock
from taizhang.rules.views.words import STATES, due_view, most_urgent

FOUND_AT_9 = f"09:00 {FOUND}"
FIRST = "name: 首报, from: {kind: 发现}, to: {kind: 报告, form: 首报}, limit: 10 min, remind: [3 min, +30 min], force: 本预案, clause: 三(二)"


def views(line, now, *acts):
    of = plan(*([line] if line else []))
    return [due_view(due, of, "20261109-aaaa") for due in judged(of, now, *acts).dues]


def test_every_state_of_a_clock_has_its_word():
    assert set(STATES) == set(Clock)
    assert len(set(STATES.values())) == len(Clock)


def test_a_running_duty_says_what_to_type():
    (view,) = views(FIRST, "09:05", FOUND_AT_9)
    assert (view.state, view.state_zh, view.limit) == ("open", "进行中", "10 分钟")
    assert (view.force, view.clause, view.anchor) == ("本预案", "三(二)", "s3-2")
    assert view.due.at == "2026-11-09T09:10:00+08:00"
    assert view.remind.text == "2026-11-09 09:07"
    assert [each.text[-5:] for each in view.reminders] == ["09:07", "09:40"]
    assert view.command.startswith("taizhang add 20261109-aaaa")


def test_what_is_done_asks_for_no_command():
    (view,) = views(FIRST, "09:05", FOUND_AT_9, "09:04 报告, form: 首报, to: 上级, channel: 电话")
    assert (view.state, view.command, view.taken) == ("met", "", "4 分钟")


def test_what_closing_left_undone_and_late_is_not_called_done():
    (view,) = views(FIRST, "12:00", FOUND_AT_9, "09:20 推进, stage: 归档, reason: 不属本单位")
    assert (view.state, view.state_zh, view.over) == ("late", "办结时未办，已超时", "10 分钟")
    assert view.done.text == ""


def test_a_limit_that_cannot_be_computed_says_why():
    line = "name: 办结, from: {kind: 发现}, to: {kind: 报告}, limit: 2 workday"
    (view,) = views(line, "2026-12-31 10:00", f"2026-12-30 09:00 {FOUND}")
    assert (view.state, view.state_zh) == ("unknown", "无法计算，缺2027年放假数据")
    assert (view.due.text, view.remind.text, view.limit) == ("", "", "2 个工作日")
    assert view.command


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("limit: 4 h", "4 小时"),
        ("limit: 4 h, outside: 只算上班", "4 小时（只算上班）"),
        ("limit: 5 workday, outside: 顺延起点", "5 个工作日（顺延起点）"),
        ("force: 目标", ""),
    ],
)
def test_a_limit_is_said_with_what_office_hours_do_to_it(more, words):
    line = f"name: 办结, from: {{kind: 发现}}, to: {{kind: 报告}}, {more}"
    assert views(line, "09:05", FOUND_AT_9)[0].limit == words


DRAFT = (
    "09:20 送审, id: 发布1, items: [事项1], form: 答复, drafted_by: [甲], channel: 微信, text: 说明"
)


def test_what_waits_for_signatures_is_signed_by_a_command():
    line = "name: 审定, from: {kind: 送审}, to: 签完"
    (view,) = views(line, "09:30", FOUND_AT_9, DRAFT)
    assert (view.name, view.command) == ("审定 · 发布1", "taizhang approve 20261109-aaaa")
    (view,) = views("", "09:30", FOUND_AT_9, DRAFT + ", urgent: 急")
    assert (view.name, view.limit, view.command) == (
        "追认 · 发布1",
        "",
        "taizhang approve 20261109-aaaa",
    )


def test_a_duty_about_a_thing_names_it_in_its_command():
    line = "name: 答复, each: 事项, to: {kind: 办理, outcome: 办结}, limit: 2 h"
    (view,) = views(line, "09:30", FOUND_AT_9)
    assert view.command.endswith("--about 事项1")


def test_the_duty_to_see_to_first():
    of = plan(
        FIRST,
        "name: 会商, from: {kind: 发现}, to: {kind: 会商}",
        "name: 任务, from: {kind: 发现}, to: {kind: 来文}, limit: 5 min",
    )
    dues = judged(of, "09:20", FOUND_AT_9, yes("09:10", "乙", "09:00 发现")).dues
    first = most_urgent(dues)
    assert first is not None
    assert first.name == "任务"
    assert most_urgent(()) is None
