"""Limits of a thing's own, and what an 延期 does to a limit."""

from __future__ import annotations

import pytest
from tests.rules.clocks import FOUND, at, clocks, judged, plan, shown, yes

from taizhang.model.calendar import Calendar
from taizhang.model.findings import Severity
from taizhang.model.messages import finding_words
from taizhang.rules.views.words import due_view

FOUND_AT_9 = f"09:00 {FOUND}"
TASK = "name: 任务, each: 任务, limit: due, to: {kind: 办理, outcome: 办结}, remind: 2 h"
DONE = "办理, about: 任务1, outcome: 办结"


def tasked(due="2026-11-09 18:00", more=""):
    own = f", due: {due}" if due else ""
    return [
        FOUND_AT_9,
        f"09:20 丁 决定, measures: [回应], tasks: [{{id: 任务1, unit: 宣传科, do: 答复{own}}}{more}]",
        yes("09:25", "乙", "09:20 决定"),
    ]


def extended(time, until, about="任务1"):
    return f"{time} 延期, about: {about}, until: {until}, reason: 待核实"


@pytest.mark.parametrize(
    ("now", "acts", "clock"),
    [
        ("15:59", [], "任务 · 任务1 进行中 due 18:00"),
        ("16:00", [], "任务 · 任务1 将到期 due 18:00"),
        ("18:00", [], "任务 · 任务1 将到期 due 18:00"),
        ("18:00:01", [], "任务 · 任务1 已超时 due 18:00"),
        ("20:00", [f"18:00 {DONE}"], "任务 · 任务1 按时 due 18:00 done 18:00"),
        ("20:00", ["17:00 办理, about: 任务1, outcome: 退办"], "任务 · 任务1 已超时 due 18:00"),
    ],
)
def test_a_task_has_a_limit_of_its_own(now, acts, clock):
    assert clocks(plan(TASK), now, *tasked(), *acts) == [clock]


def test_a_task_that_names_no_limit_has_no_clock():
    assert clocks(plan(TASK), "20:00", *tasked("")) == []


def test_a_task_given_after_its_own_limit_is_overdue_from_the_start():
    acts = tasked("2026-11-09 09:10")
    assert clocks(plan(TASK), "09:30", *acts) == ["任务 · 任务1 已超时 due 09:10"]


@pytest.mark.parametrize(
    ("acts", "due"),
    [
        # asked for and not signed
        ([extended("17:00", "2026-11-10 18:00")], "18:00"),
        # signed
        ([extended("17:00", "2026-11-10 18:00"), yes("17:30", "乙", "17:00 延期")], "11-10 18:00"),
        # sent back
        ([extended("17:00", "2026-11-10 18:00"), yes("17:30", "乙", "17:00 延期", "退回")], "18:00"),
        # the last one holds
        (
            [
                extended("17:00", "2026-11-10 18:00"), yes("17:30", "乙", "17:00 延期"),
                extended("17:40", "2026-11-12 12:00"), yes("17:50", "乙", "17:40 延期"),
            ],
            "11-12 12:00",
        ),
        # of another task
        ([extended("17:00", "2026-11-10 18:00", "任务2"), yes("17:30", "乙", "17:00 延期")], "18:00"),
    ],
)  # fmt: skip
def test_an_extension_counts_once_it_is_approved(acts, due):
    other = ", {id: 任务2, unit: 宣传科, do: 核实}"
    dues = judged(plan(TASK), "17:55", *tasked(more=other), *acts).dues
    assert [shown(each.due) for each in dues if each.thing == "任务1"] == [due]


def test_an_extension_that_nobody_must_approve_moves_nothing():
    of = plan(TASK, drop="- {code: extend, on: {kind: 延期}, roles: 成员}\n")
    acts = [*tasked(), extended("17:00", "2026-11-10 18:00")]
    assert clocks(of, "17:55", *acts) == ["任务 · 任务1 将到期 due 18:00"]


def test_an_extension_gives_a_limit_to_what_had_none():
    acts = [*tasked(""), extended("17:00", "2026-11-10 18:00"), yes("17:30", "乙", "17:00 延期")]
    (due,) = judged(plan(TASK), "17:55", *acts).dues
    assert (shown(due.due), due.first_due) == ("11-10 18:00", None)


def test_an_extended_limit_is_shown_as_such():
    acts = [*tasked(), extended("17:00", "2026-11-10 18:00"), yes("17:30", "乙", "17:00 延期")]
    of = plan(TASK)
    (due,) = judged(of, "17:55", *acts).dues
    assert (due.extended_by, due.first_due) == (3, at("18:00"))
    assert shown(due.remind_at) == "11-10 16:00"
    view = due_view(due, of, "20261109-aaaa")
    assert view.name == "任务 · 任务1（延期至 2026-11-10 18:00）"
    assert view.first_due.text == "2026-11-09 18:00"
    plain = due_view(judged(of, "17:55", *tasked()).dues[0], of, "20261109-aaaa")
    assert (plain.name, plain.first_due.text) == ("任务 · 任务1", "")
    assert plain.command == "taizhang add 20261109-aaaa 办理 --outcome 办结 --about 任务1"
    assert plain.kind == "办理"


def test_a_day_is_a_limit_to_its_last_second():
    control = (
        "09:20 管控, id: 管控1, form: 商请, items: [事项1], to: 上级, ground: 不属实, article: 十二, "
        "necessity: 传播快, limits: 一帖, expires: 2026-11-12"
    )
    line = "name: 到期, each: 管控, limit: expires, to: {kind: 来文}, remind: 3 d"
    acts = [FOUND_AT_9, control]
    assert clocks(plan(line), "10:00", *acts) == ["到期 · 管控1 进行中 due 11-12 23:59:59"]
    assert clocks(plan(line), "2026-11-10 00:00", *acts) == [
        "到期 · 管控1 将到期 due 11-12 23:59:59"
    ]
    assert clocks(plan(line), "2026-11-13 00:00", *acts) == [
        "到期 · 管控1 已超时 due 11-12 23:59:59"
    ]
    acts += [extended("10:00", "2026-11-20 12:00", "管控1"), yes("10:30", "乙", "10:00 延期")]
    assert clocks(plan(line), "11:00", *acts) == ["到期 · 管控1 进行中 due 11-20 12:00"]


def test_a_corrected_extension_moves_the_limit():
    mend = "17:40 丁 更正, entry: 2026-11-09 17:00 延期, field: until, was: 2026-11-10 18:00, now: 2026-11-11 18:00, reason: 有误"
    acts = [
        *tasked(), extended("17:00", "2026-11-10 18:00"), yes("17:30", "乙", "17:00 延期"),
        mend, yes("17:45", "乙", "17:40 更正"),
    ]  # fmt: skip
    assert [shown(due.due) for due in judged(plan(TASK), "17:55", *acts).dues] == ["11-11 18:00"]


# how far the plan lets an extension go

CLAIM = "name: 办结, each: 事项, to: {kind: 办理, outcome: 办结}, limit: 60 d"


@pytest.mark.parametrize(
    ("extend", "until", "due", "cut"),
    [
        ("", "2027-02-01 18:00", "01-08 23:59:59", False),  # the plan allows none
        (", extend: 30 d", "2027-02-01 18:00", "02-01 18:00", False),
        (", extend: 30 d", "2027-02-07 23:59:59", "02-07 23:59:59", False),
        (", extend: 30 d", "2027-03-01 18:00", "02-07 23:59:59", True),
    ],
)
def test_the_plan_says_how_far_its_limit_may_be_extended(extend, until, due, cut):
    acts = [FOUND_AT_9, extended("10:00", until, "事项1"), yes("10:30", "乙", "10:00 延期")]
    case = judged(plan(CLAIM + extend), "11:00", *acts)
    (fact,) = case.dues
    assert (shown(fact.due), fact.cut) == (due, cut)
    assert [each.code for each in case.findings] == (["extension-too-long"] if cut else [])


def test_too_long_an_extension_is_said_where_it_stands():
    acts = [
        FOUND_AT_9,
        extended("10:00", "2027-03-01 18:00", "事项1"),
        yes("10:30", "乙", "10:00 延期"),
    ]
    (finding,) = judged(plan(CLAIM + ", extend: 30 d"), "11:00", *acts).findings
    assert (finding.severity, finding.where) == (Severity.WARNING, ("timeline", 1, "until"))
    assert (
        finding_words(finding)[0]
        == "“办结 · 事项1”延期超过预案许可的 30 日，只算到 2027-02-07 23:59:59"
    )
    assert "30 d" in finding_words(finding, "en")[0]


def test_an_extension_in_working_days_needs_the_calendar():
    line = "name: 办结, each: 事项, to: {kind: 办理}, limit: 2 workday, extend: 2 workday"
    acts = [
        FOUND_AT_9,
        extended("10:00", "2026-11-12 18:00", "事项1"),
        yes("10:30", "乙", "10:00 延期"),
    ]
    assert clocks(plan(line), "11:00", *acts) == ["办结 · 事项1 进行中 due 11-12 18:00"]
    (due,) = judged(plan(line), "11:00", *acts, calendar=Calendar()).dues
    assert (due.clock.value, due.lacks, due.cut) == (
        "无法计算",
        at("2026-11-10 00:00").date(),
        False,
    )


def test_an_extension_before_the_clock_was_started_over_is_of_the_old_run():
    line = "name: 办结, each: 事项, from: [{kind: 来文}, 升级], to: {kind: 办理}, limit: 5 d, extend: 30 d"
    acts = [
        FOUND_AT_9,
        "09:30 来文, from: 上级, about: 事项1, form: 意见",
        extended("10:00", "2026-11-20 18:00", "事项1"), yes("10:30", "乙", "10:00 延期"),
        "11:00 调级, level: 重大, reason: 转载增多", yes("11:05", "乙", "11:00 调级"),
    ]  # fmt: skip
    assert clocks(plan(line), "12:00", *acts) == [
        "办结 · 事项1 已重新计时 due 11-20 18:00",
        "办结 · 事项1 进行中 due 11-14 23:59:59",
    ]
