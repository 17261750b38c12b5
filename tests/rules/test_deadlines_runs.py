"""What starts a clock, what starts it over, what ends it, and which line's condition counts."""

from __future__ import annotations

import pytest
from tests.rules.clocks import FOUND, at, clocks, judged, plan, shown, yes

from taizhang.model.state import Clock

FOUND_AT_9 = f"09:00 {FOUND}"
FOUND_HIGHER = FOUND_AT_9.replace("level: 一般", "level: 较大")
FIRST = "报告, form: 首报, to: 上级, channel: 电话"
MORE = "报告, form: 续报, to: 上级, channel: 电话"
UP = "调级, level: 重大, reason: 转载增多"
DOWN = "调级, level: 一般, reason: 平息"
DECIDE = "丁 决定, measures: [回应], stage: 处置"
HANDLED = ["09:20 " + DECIDE, yes("09:25", "乙", "09:20 决定")]
CLOSED = "推进, stage: 归档, reason: 办结"
REOPENED = "推进, stage: 处置, reason: 再起"

ABOVE = "name: 报上级, from: [{kind: 发现}, 升级], to: {kind: 报告, to: 上级}, when: {level_from: 较大}, limit: 30 min"


@pytest.mark.parametrize(
    ("acts", "found"),
    [
        # at the lowest level nobody above is told
        ([FOUND_AT_9], []),
        ([FOUND_HIGHER], ["报上级 已超时 due 09:30"]),
        # the regrade counts once signed, its clock from its own time
        ([FOUND_AT_9, f"10:00 {UP}"], []),
        ([FOUND_AT_9, f"10:00 {UP}", yes("10:20", "乙", "10:00 调级")], ["报上级 已超时 due 10:30"]),
        # telephoned while the regrade was being signed
        (
            [FOUND_AT_9, f"10:00 {UP}", f"10:05 {FIRST}", yes("10:20", "乙", "10:00 调级")],
            ["报上级 按时 due 10:30 done 10:05"],
        ),
        # told at the old level: told anew after the regrade
        (
            [FOUND_HIGHER, f"09:10 {FIRST}", f"10:00 {UP}", yes("10:20", "乙", "10:00 调级"), f"10:25 {MORE}"],
            ["报上级 按时 due 09:30 done 09:10", "报上级 按时 due 10:30 done 10:25"],
        ),
        # not told before: started over
        (
            [FOUND_HIGHER, f"10:00 {UP}", yes("10:05", "乙", "10:00 调级")],
            ["报上级 已重新计时 due 09:30", "报上级 已超时 due 10:30"],
        ),
        # a downgrade does not start it, and takes the duty away
        ([FOUND_HIGHER, f"09:10 {DOWN}", yes("09:15", "乙", "09:10 调级")], []),
        # what was done before the downgrade stays done
        (
            [FOUND_HIGHER, f"09:05 {FIRST}", f"09:10 {DOWN}", yes("09:15", "乙", "09:10 调级")],
            ["报上级 按时 due 09:30 done 09:05"],
        ),
        # a regrade sent back starts nothing
        ([FOUND_AT_9, f"10:00 {UP}", yes("10:20", "乙", "10:00 调级", "退回")], []),
    ],
)  # fmt: skip
def test_a_regrade_upward_starts_the_duty_anew(acts, found):
    assert clocks(plan(ABOVE), "12:00", *acts) == found


def test_a_clock_started_over_is_no_longer_open():
    acts = [FOUND_HIGHER, f"10:00 {UP}", yes("10:05", "乙", "10:00 调级")]
    old, new = judged(plan(ABOVE), "10:10", *acts).dues
    assert (old.clock, old.open, old.over.seconds) == (Clock.SUPERSEDED, False, 0)
    assert (old.stopped, new.stopped) == (at("10:00"), None)


@pytest.mark.parametrize(
    ("start", "acts", "times"),
    [
        ("{kind: 报告}", [f"09:10 {FIRST}", f"09:20 {MORE}"], ["09:10"]),  # the first that fits
        ("{kind: 报告, form: 续报}", [f"09:10 {FIRST}", f"09:20 {MORE}"], ["09:20"]),
        ("{kind: 决定}", HANDLED, ["09:25"]),  # from when it counts
        ("{stage: 处置}", HANDLED, ["09:25"]),
        ("降级", [f"10:00 {DOWN}", yes("10:20", "乙", "10:00 调级")], ["10:00"]),
        ("重开", [f"09:30 {CLOSED}", f"10:00 {REOPENED}"], ["10:00"]),
        ("[重开, {kind: 发现}]", [f"09:30 {CLOSED}", f"10:00 {REOPENED}"], ["09:00", "10:00"]),
        # entering the stage by reopening is one start, not two
        ("[重开, {stage: 处置}]", [f"09:30 {CLOSED}", f"10:00 {REOPENED}"], ["10:00"]),
        # a matcher counts anew after a reopening
        ("{kind: 报告}", [f"09:10 {FIRST}", f"09:30 {CLOSED}", f"10:00 {REOPENED}", f"10:10 {MORE}"], ["09:10", "10:10"]),
        # with one act of each round
        ("{kind: 报告}", [f"09:10 {FIRST}", f"09:20 {MORE}", f"09:30 {CLOSED}", f"10:00 {REOPENED}", f"10:10 {MORE}", f"10:20 {MORE}"], ["09:10", "10:10"]),
        ("{kind: 来文}", [], []),
    ],
)  # fmt: skip
def test_what_starts_a_clock_is_chosen_by_the_plan(start, acts, times):
    line = f"name: 续报, from: {start}, to: {{kind: 会商}}"
    dues = judged(plan(line), "12:00", FOUND_HIGHER, *acts).dues
    assert [shown(due.start) for due in dues] == times


def test_a_report_filed_afterwards_counts_by_its_own_time():
    """The telephone came first, the paper says so later: the earlier act ended the duty."""
    line = "name: 首报, from: {kind: 发现}, to: {kind: 报告}, limit: 10 min"
    acts = [FOUND_AT_9, f"09:30 {MORE}", f"09:08 {FIRST}, late: 先打了电话"]
    assert clocks(plan(line), "12:00", *acts) == ["首报 按时 due 09:10 done 09:08"]


def test_what_was_done_before_the_clock_started_ends_it_only_if_nothing_else_does():
    line = "name: 续报, from: 升级, to: {kind: 报告}, limit: 30 min"
    acts = [
        FOUND_AT_9,
        f"10:00 {UP}",
        yes("10:05", "乙", "10:00 调级"),
        f"09:50 {FIRST}, late: 补记",
    ]
    assert clocks(plan(line), "12:00", *acts) == ["续报 按时 due 10:30 done 09:50"]
    acts.append(f"10:20 {MORE}")
    assert clocks(plan(line), "12:00", *acts) == ["续报 按时 due 10:30 done 10:20"]


def test_one_act_of_several_ends_a_duty():
    line = "name: 首报, from: {kind: 发现}, to: [{kind: 会商}, {kind: 报告, form: 续报}], limit: 10 min"
    assert clocks(plan(line), "12:00", FOUND_AT_9, f"09:05 {FIRST}", f"09:08 {MORE}") == [
        "首报 按时 due 09:10 done 09:08"
    ]


def test_a_corrected_time_moves_the_start():
    line = "name: 首报, from: {kind: 发现}, to: {kind: 报告}, limit: 10 min"
    mend = "09:40 丁 更正, entry: 2026-11-09 09:00 发现, field: at, was: 2026-11-09 09:00, now: 2026-11-09 08:50, reason: 时间有误"
    acts = [FOUND_AT_9, f"09:05 {FIRST}", mend]
    assert clocks(plan(line), "12:00", *acts) == ["首报 按时 due 09:10 done 09:05"]
    acts.append(yes("09:45", "乙", "09:40 更正"))
    case = judged(plan(line), "12:00", *acts)
    assert shown(case.dues[0].due) == "09:00"
    assert case.dues[0].clock is Clock.LATE


def test_a_corrected_report_moves_the_end():
    line = "name: 首报, from: {kind: 发现}, to: {kind: 报告}, limit: 10 min"
    mend = "09:40 丁 更正, entry: 2026-11-09 09:15 报告, field: at, was: 2026-11-09 09:15, now: 2026-11-09 09:09, reason: 时间有误"
    acts = [FOUND_AT_9, f"09:15 {FIRST}", mend, yes("09:45", "乙", "09:40 更正")]
    assert clocks(plan(line), "12:00", *acts) == ["首报 按时 due 09:10 done 09:09"]


# conditions

HIGH = (
    "name: 回应, code: high, from: {kind: 发现}, to: {kind: 会商}, limit: 2 h, when: {level: 重大}"
)
LOW = "name: 回应, code: low, from: {kind: 发现}, to: {kind: 会商}, limit: 24 h, when: {level: [较大, 一般]}"
MEET = "会商, present: [宣传科], findings: 属实"


@pytest.mark.parametrize(
    ("acts", "found"),
    [
        ([], ["回应 进行中 due 11-10 09:00"]),
        # not done: the new limit, from the old start
        ([f"10:00 {UP}", yes("10:05", "乙", "10:00 调级")], ["回应 进行中 due 11:00"]),
        # done under the old limit: judged by it
        (
            [f"09:30 {MEET}", f"10:00 {UP}", yes("10:05", "乙", "10:00 调级")],
            ["回应 按时 due 11-10 09:00 done 09:30"],
        ),
        # done under the new limit
        (
            [f"10:00 {UP}", yes("10:05", "乙", "10:00 调级"), f"10:08 {MEET}"],
            ["回应 按时 due 11:00 done 10:08"],
        ),
    ],
)
def test_a_changed_condition_means_the_new_limit_from_the_old_start(acts, found):
    assert clocks(plan(HIGH, LOW), "10:10", FOUND_AT_9, *acts) == found


MARKED = "name: 发布会, from: {kind: 发现}, to: {kind: 会商}, limit: 1 h, when: {复杂: 是}"


@pytest.mark.parametrize(
    ("acts", "found"),
    [
        ([], []),
        (["09:10 说明, marks: {复杂: 是}"], ["发布会 已超时 due 10:00"]),
        (["09:10 说明, marks: {复杂: 是}", "09:20 说明, marks: {复杂: 否}"], []),
        # done before the duty arose: fulfilled, in the time counted from the old start
        ([f"09:10 {MEET}", "11:00 说明, marks: {复杂: 是}"], ["发布会 按时 due 10:00 done 09:10"]),
    ],
)
def test_a_mark_brings_the_duty_and_takes_it_away(acts, found):
    assert clocks(plan(MARKED), "12:00", FOUND_AT_9, *acts) == found


def test_a_condition_may_ask_how_the_incident_came_to_the_start():
    line = "name: 会商, from: {stage: 处置}, to: {kind: 会商}, when: {move: 重开}"
    assert clocks(plan(line), "12:00", FOUND_AT_9, *HANDLED) == []
    acts = [f"09:30 {CLOSED}", f"10:00 {REOPENED}"]
    assert clocks(plan(line), "12:00", FOUND_AT_9, *HANDLED, *acts) == ["会商 待办"]


# one clock a thing

TWO = FOUND_AT_9.replace(
    "summary: 某事}]", "summary: 某事}, {id: 事项2, nature: 诉求, summary: 另事}]"
)
ITEMS = "name: 答复, each: 事项, to: {kind: 办理, outcome: 办结}, limit: 2 h"


def test_each_thing_has_a_clock_of_its_own():
    acts = [TWO, "10:00 办理, about: 事项2, outcome: 办结"]
    assert clocks(plan(ITEMS), "10:30", *acts) == [
        "答复 · 事项1 将到期 due 11:00",
        "答复 · 事项2 按时 due 11:00 done 10:00",
    ]


def test_a_condition_about_natures_is_asked_of_the_thing_itself():
    line = ITEMS + ", when: {nature: 诉求}"
    assert clocks(plan(line), "10:30", TWO) == ["答复 · 事项2 将到期 due 11:00"]


@pytest.mark.parametrize(
    ("items", "names"),
    [("[事项1]", ["任务1"]), ("[事项2]", []), ("", ["任务1"])],
    ids=["of its item", "of another item", "of none: the incident's"],
)
def test_a_task_takes_the_nature_of_its_items(items, names):
    more = f", items: {items}" if items else ""
    task = f"{{id: 任务1, unit: 宣传科, do: 答复, due: 2026-11-09 18:00{more}}}"
    acts = [
        TWO,
        f"09:20 丁 决定, measures: [回应], tasks: [{task}]",
        yes("09:25", "乙", "09:20 决定"),
    ]
    line = "name: 任务, each: 任务, limit: due, to: {kind: 办理}, when: {nature: 咨询}"
    assert [due.thing for due in judged(plan(line), "10:00", *acts).dues] == names


@pytest.mark.parametrize(("item", "names"), [("事项1", ["管控1"]), ("事项2", [])])
def test_a_request_takes_the_nature_of_what_it_is_about(item, names):
    control = (
        f"09:20 管控, id: 管控1, form: 商请, items: [{item}], to: 上级, ground: 不属实, article: 十二, "
        "necessity: 传播快, limits: 一帖, expires: 2026-11-12"
    )
    line = "name: 到期, each: 管控, limit: expires, to: {kind: 来文}, when: {nature: 咨询}"
    case = judged(plan(line), "10:00", TWO, control)
    assert [due.thing for due in case.dues] == names
    assert [shown(due.due) for due in case.dues] == ["11-12 23:59:59"] * len(names)


def test_a_problem_has_no_nature_of_its_own():
    review = "09:30 总结, units: [宣传科], good: [快], problems: [{id: 问题1, text: 慢}]"
    for nature, number in (("咨询", 1), ("诉求", 0)):
        line = (
            f"name: 改进, each: 问题, to: {{kind: 改进}}, limit: 30 d, when: {{nature: {nature}}}"
        )
        assert len(judged(plan(line), "10:00", FOUND_AT_9, review).dues) == number


def test_a_thing_of_an_entry_that_waits_has_no_clock_yet():
    task = "{id: 任务1, unit: 宣传科, do: 答复, due: 2026-11-09 18:00}"
    acts = [FOUND_AT_9, f"09:20 丁 决定, measures: [回应], tasks: [{task}]"]
    line = "name: 任务, each: 任务, limit: due, to: {kind: 办理}"
    assert clocks(plan(line), "10:00", *acts) == []
    acts.append(yes("09:25", "乙", "09:20 决定"))
    (due,) = judged(plan(line), "10:00", *acts).dues
    assert due.start == at("09:25")


@pytest.mark.parametrize(
    ("acts", "found"),
    [
        ([], []),
        (["09:30 来文, from: 上级, about: 事项2, form: 意见"], ["办结 · 事项2 进行中 due 11:30"]),
        (
            ["09:30 来文, from: 上级, about: 事项2, form: 意见", "10:00 办理, about: 事项2, outcome: 办结",
             "10:05 办理, about: 事项1, outcome: 办结"],
            ["办结 · 事项2 按时 due 11:30 done 10:00"],
        ),
        # a regrade starts the clocks of the things that are there
        (
            [f"09:40 {UP}", yes("09:45", "乙", "09:40 调级")],
            ["办结 · 事项1 进行中 due 11:40", "办结 · 事项2 进行中 due 11:40"],
        ),
    ],
)  # fmt: skip
def test_the_clock_of_a_thing_may_start_with_an_act_about_it(acts, found):
    line = "name: 办结, each: 事项, from: [{kind: 来文}, 升级], to: {kind: 办理, outcome: 办结}, limit: 2 h"
    assert clocks(plan(line), "10:10", TWO, *acts) == found


def test_moments_before_a_thing_was_made_do_not_start_its_clock():
    more = "10:30 说明, items: [{id: 事项3, nature: 咨询, summary: 新事}]"
    acts = [FOUND_AT_9, f"10:00 {UP}", yes("10:05", "乙", "10:00 调级"), more]
    line = "name: 办结, each: 事项, from: 升级, to: {kind: 办理}, limit: 2 h"
    assert clocks(plan(line), "10:40", *acts) == ["办结 · 事项1 进行中 due 12:00"]


# until all have signed

SIGNING = "name: 审定, each: 发布, from: {kind: 送审}, to: 签完"
TIMED = SIGNING + ", limit: 2 h"
DRAFT = "送审, id: 发布{}, items: [事项1], form: 答复, drafted_by: [甲], channel: 微信, text: 说明"


def drafted(time, number=1, more=""):
    return f"{time} {DRAFT.format(number)}{more}"


@pytest.mark.parametrize(
    ("acts", "found"),
    [
        ([drafted("09:20")], ["审定 · 发布1 已超时 due 11:20"]),
        ([drafted("09:20"), yes("09:30", "乙", "09:20 送审")], ["审定 · 发布1 已超时 due 11:20"]),
        (
            [drafted("09:20"), yes("09:30", "乙", "09:20 送审"), yes("11:00", "丙", "09:20 送审")],
            ["审定 · 发布1 按时 due 11:20 done 11:00"],
        ),
        # a return is a decision too
        ([drafted("09:20"), yes("11:30", "丙", "09:20 送审", "退回")], ["审定 · 发布1 超时完成 due 11:20 done 11:30"]),
        # one clock a draft
        (
            [drafted("09:20"), drafted("11:30", 2), yes("11:40", "丙", "09:20 送审", "退回")],
            ["审定 · 发布1 超时完成 due 11:20 done 11:40", "审定 · 发布2 进行中 due 13:30"],
        ),
        # closed while it waited
        ([drafted("09:20"), f"10:00 {CLOSED}"], ["审定 · 发布1 随办结终止 due 11:20"]),
        # signed afterwards: the approval line's own clock, not two
        ([drafted("09:20", more=", urgent: 急")], ["追认 · 发布1 已超时 due 11:20"]),
    ],
)  # fmt: skip
def test_a_duty_that_ends_when_all_have_signed(acts, found):
    assert clocks(plan(TIMED), "12:00", FOUND_AT_9, *acts) == found


def test_signing_without_a_limit_is_prompt():
    acts = [FOUND_AT_9, drafted("09:20")]
    assert clocks(plan(SIGNING), "12:00", *acts) == ["审定 · 发布1 待办"]


def test_an_act_that_makes_no_thing_is_named_by_time_and_kind():
    line = "name: 签署, from: {kind: 决定}, to: 签完, limit: 1 h"
    assert clocks(plan(line), "09:50", FOUND_AT_9, "09:20 " + DECIDE) == [
        "签署 · 2026-11-09 09:20 决定 进行中 due 10:20"
    ]


def test_what_counts_for_nothing_waits_for_no_signature():
    line = "name: 签署, from: [{kind: 决定}, {kind: 报告}], to: 签完, limit: 1 h"
    refused = "09:20 丁 决定, measures: [回应], stage: 评估"
    case = judged(plan(line), "09:50", FOUND_AT_9, refused, f"09:30 {FIRST}")
    assert case.dues == ()


def test_the_condition_of_a_signing_is_that_at_the_signing():
    fast = "name: 审定, code: fast, from: {kind: 送审}, to: 签完, limit: 1 h, when: {level: 重大}"
    slow = "name: 审定, code: slow, from: {kind: 送审}, to: 签完, limit: 9 h, when: {level: [较大, 一般]}"
    of = plan(fast, slow)
    acts = [FOUND_AT_9, drafted("09:20")]
    assert clocks(of, "09:50", *acts) == ["审定 · 发布1 进行中 due 18:20"]
    raised = [*acts, f"09:40 {UP}", yes("09:45", "乙", "09:40 调级")]
    assert clocks(of, "09:50", *raised) == ["审定 · 发布1 进行中 due 10:20"]
    signed = [
        *acts,
        yes("09:30", "乙", "09:20 送审"),
        yes("09:35", "丙", "09:20 送审"),
        *raised[2:],
    ]
    assert clocks(of, "09:50", *signed) == ["审定 · 发布1 按时 due 18:20 done 09:35"]
