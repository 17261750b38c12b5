"""Who must act: whom the plan names, a task's own unit, whoever has not signed."""

from __future__ import annotations

import pytest
from tests.rules.clocks import FOUND, judged, plan, yes
from tests.rules.plans import PLAN, brief, changed, tree

from taizhang.rules.plannames import find_names
from taizhang.rules.planread import read_plan
from taizhang.rules.sentences import deadline_sentence
from taizhang.rules.views.words import due_view

FOUND_AT_9 = f"09:00 {FOUND}"
FIRST = "name: 首报, from: {kind: 发现}, to: {kind: 报告}, limit: 10 min"
TASK = "name: 任务, each: 任务, limit: due, to: {kind: 办理}, who: 成员"
SIGNING = "name: 审定, each: 发布, from: {kind: 送审}, to: 签完"
DRAFT = (
    "09:10 送审, id: 发布1, items: [事项1], form: 答复, drafted_by: [甲], channel: 微信, text: 稿"
)


def who(line, *acts, now="10:00"):
    return [due.who for due in judged(plan(line), now, FOUND_AT_9, *acts).dues]


@pytest.mark.parametrize("name", ["值班员", "宣传科"])
def test_a_duty_is_of_the_role_or_unit_that_the_plan_names(name):
    assert who(f"{FIRST}, who: {name}") == [(name,)]


def test_a_duty_the_plan_gives_to_nobody_is_nobodys():
    assert who(FIRST) == [()]


def test_a_task_is_of_its_own_unit():
    task = "tasks: [{id: 任务1, unit: 宣传科, do: 核实, due: 2026-11-10 09:00}]"
    acts = [f"09:10 决定, measures: [回应], {task}", yes("09:12", "乙", "09:10 决定")]
    assert who(TASK, *acts) == [("宣传科",)]


@pytest.mark.parametrize(
    ("signed", "missing"),
    [
        ([], ("成员", "组长")),
        ([yes("09:12", "乙", "09:10 送审")], ("组长",)),
    ],
)
def test_signing_waits_for_those_who_have_not_signed(signed, missing):
    assert who(SIGNING, DRAFT, *signed) == [missing]


def test_an_urgent_act_waits_for_those_who_have_not_signed():
    acts = [f"{DRAFT}, urgent: 先发", yes("09:12", "乙", "09:10 送审")]
    (due,) = judged(plan(), "10:00", FOUND_AT_9, *acts).dues
    assert due.who == ("组长",)


def test_several_are_joined_in_a_view():
    of = plan(SIGNING)
    (due,) = judged(of, "10:00", FOUND_AT_9, DRAFT).dues
    assert due_view(due, of, "20261109-aaaa").who == "成员、组长"


def test_a_sentence_says_who():
    of = plan(f"{FIRST}, who: 值班员")
    assert deadline_sentence(of.deadlines[0], of).startswith("首报（由值班员办）：从发现起")
    assert deadline_sentence(of.deadlines[0], of, "en").startswith("首报 (by 值班员): a report")


@pytest.mark.parametrize(("name", "found"), [("成员", []), ("上级", []), ("人事科", [0])])
def test_who_must_be_declared(name, found):
    text = changed(PLAN, ("limit: 10 min", f"limit: 10 min, who: {name}"))
    read, faults = read_plan(tree(text), "")
    assert faults == ()
    assert read is not None
    expected = [("plan-name-unknown", ("deadlines", number, "who")) for number in found]
    assert brief(find_names(read)) == expected
