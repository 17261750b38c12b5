"""Where a clock's run begins and ends to the entry and to the minute."""

from __future__ import annotations

import pytest
from tests.rules.clocks import FOUND, clocks, plan, yes

FOUND_AT_9 = f"09:00 {FOUND}"
FIRST = "报告, form: 首报, to: 上级, channel: 电话"
MORE = "报告, form: 续报, to: 上级, channel: 电话"
CLOSED = "推进, stage: 归档, reason: 办结"
DECIDE = "丁 决定, measures: [回应], stage: 处置"
MARK = "说明, marks: {{复杂: {}}}"
DRAFT = (
    "丁 送审, id: 发布1, items: [事项1], form: 答复, drafted_by: [甲], channel: 微信, text: 说明"
)


def test_what_is_done_in_the_very_minute_of_the_start_ends_the_duty():
    line = "name: 首报, from: {kind: 发现}, to: {kind: 报告}, limit: 10 min"
    acts = [FOUND_AT_9, f"09:00 {FIRST}", f"09:08 {MORE}"]
    assert clocks(plan(line), "12:00", *acts) == ["首报 按时 due 09:10 done 09:00"]


def test_one_act_may_start_a_duty_and_end_it():
    line = "name: 上报, from: {kind: 报告}, to: {kind: 报告, to: 上级}, limit: 10 min"
    acts = [FOUND_AT_9, f"09:20 {FIRST}"]
    assert clocks(plan(line), "12:00", *acts) == ["上报 按时 due 09:30 done 09:20"]


def test_what_stands_before_the_start_ends_nothing():
    line = "name: 监看, from: {kind: 报告}, to: {kind: [发现, 监看]}, limit: 1 h"
    told = clocks(plan(line), "09:40", FOUND_AT_9, f"09:05 {FIRST}")
    assert told == ["监看 进行中 due 10:05"]


def test_what_closes_the_incident_and_starts_the_clock_over_starts_it_over():
    line = "name: 回访, from: [{kind: 发现}, {stage: 归档}], to: {kind: 监看}, limit: 1 h"
    told = clocks(plan(line), "09:40", FOUND_AT_9, f"09:30 {CLOSED}")
    assert told == ["回访 已重新计时 due 10:00", "回访 进行中 due 10:30"]


def test_what_is_recorded_after_the_closing_ends_no_duty():
    line = "name: 说明情况, from: {kind: 发现}, to: {kind: 说明}, limit: 1 h"
    acts = [FOUND_AT_9, f"09:30 {CLOSED}", "09:31 说明, text: 补记"]
    assert clocks(plan(line), "12:00", *acts) == ["说明情况 随办结终止 due 10:00"]


def test_the_reopening_that_makes_a_thing_starts_its_clock():
    of = plan("name: 复办, each: 任务, from: 重开, to: {kind: 办理}, limit: 1 h")
    task = "{id: 任务1, unit: 宣传科, do: 答复, due: 2026-11-09 18:00}"
    reopen = f"10:00 {DECIDE}, tasks: [{task}]"
    acts = [FOUND_AT_9, f"09:30 {CLOSED}", reopen, yes("10:05", "乙", "10:00 决定")]
    assert clocks(of, "10:10", *acts) == ["复办 · 任务1 进行中 due 11:00"]


SIGNING = "name: 审定, from: [{kind: 送审}, {kind: 决定}], to: 签完, limit: 2 h"


def test_what_was_signed_afterwards_has_the_clock_of_that_alone():
    acts = [
        FOUND_AT_9, f"09:20 {DRAFT}, urgent: 急",
        yes("09:30", "乙", "09:20 送审"), yes("09:40", "丙", "09:20 送审"),
    ]  # fmt: skip
    told = clocks(plan(SIGNING), "12:00", *acts)
    assert told == ["追认 · 发布1 按时 due 11:20 done 09:40"]


def test_a_clock_of_signing_runs_after_an_act_that_was_voided():
    void = "09:25 丁 更正, entry: 2026-11-09 09:20 决定, void: 是, reason: 录错"
    signed = yes("09:22", "乙", "09:20 决定"), void, yes("09:30", "乙", "09:25 更正")
    acts = [FOUND_AT_9, f"09:20 {DECIDE}", *signed, f"09:40 {DRAFT}"]
    assert clocks(plan(SIGNING), "09:50", *acts) == ["审定 · 发布1 进行中 due 11:40"]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("是", "否", ["决定 按时 due 10:00 done 09:10"]),
        ("否", "否", []),
    ],
)
def test_a_condition_is_asked_when_what_ends_the_duty_takes_effect(before, after, told):
    """Filed at 09:10, marked at 09:12, signed at 09:15: the mark counts, as it does for gates."""
    line = "name: 决定, from: {kind: 发现}, to: {kind: 决定}, limit: 1 h, when: {复杂: 是}"
    acts = [
        FOUND_AT_9, f"09:10 {DECIDE}", f"09:12 {MARK.format(before)}",
        yes("09:15", "乙", "09:10 决定"), f"09:20 {MARK.format(after)}",
    ]  # fmt: skip
    assert clocks(plan(line), "12:00", *acts) == told


def test_a_correction_leaves_the_time_from_which_an_act_counts():
    """Filed at 09:10, signed at 09:15: the ground laid out anew starts the clock there too."""
    line = "name: 会商, from: {kind: 决定}, to: {kind: 会商}, limit: 1 h"
    mend = (
        "09:30 丁 更正, entry: 2026-11-09 09:00 发现, field: at, was: 2026-11-09 09:00,"
        " now: 2026-11-09 08:50, reason: 时间有误"
    )
    acts = [FOUND_AT_9, f"09:10 {DECIDE}", yes("09:15", "乙", "09:10 决定"), mend]
    told = clocks(plan(line), "09:40", *acts, yes("09:35", "乙", "09:30 更正"))
    assert told == ["会商 进行中 due 10:15"]


def test_a_duty_that_arose_late_is_told_beside_others():
    """Done before the mark was set, which brought it: what other lines ask hides nothing."""
    marked = "name: 发布会, from: {kind: 发现}, to: {kind: 会商}, limit: 1 h, when: {复杂: 是}"
    plain = "name: 首报, from: {kind: 发现}, to: {kind: 报告}, limit: 10 min"
    acts = [FOUND_AT_9, f"09:05 {FIRST}", "09:10 会商, present: [宣传科], findings: 属实"]
    told = clocks(plan(marked, plain), "12:00", *acts, f"11:00 {MARK.format('是')}")
    assert told == ["发布会 按时 due 10:00 done 09:10", "首报 按时 due 09:10 done 09:05"]


def test_lines_of_one_name_that_hold_together_are_both_told():
    plain = "name: 首报, from: {kind: 发现}, to: {kind: 报告}, limit: 10 min"
    marked = "name: 首报, from: {kind: 发现}, to: {kind: 报告}, limit: 5 min, when: {复杂: 是}"
    acts = [FOUND_AT_9, f"09:02 {MARK.format('是')}", f"09:04 {FIRST}"]
    told = clocks(plan(plain, marked), "12:00", *acts)
    assert told == ["首报 按时 due 09:10 done 09:04", "首报 按时 due 09:05 done 09:04"]
