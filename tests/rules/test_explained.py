"""Every rule of the plan on one incident: what it rests on, what is open and what closes it."""

from __future__ import annotations

import pytest
from tests.casebook import cases
from tests.casebook import judged as judged_case
from tests.rules import clocks
from tests.rules.builders import (
    decided,
    drafted,
    found,
    handled,
    item,
    judged,
    moved,
    published,
    reported,
    shipped,
    signed,
    until_archive,
    until_follow_up,
    until_handling,
)

from taizhang.rules.rulebook import plan_notes
from taizhang.rules.views.explained import IDLE, MET, OPEN, STATES, UNSIGNED, explained
from taizhang.rules.views.incident import incident_view

LATER = "09:08"
TASK = {"id": "任务1", "unit": "代工委", "do": "核实", "due": "2026-11-10 18:00"}


def table(now, *entries, lang="zh"):
    done = judged(now, *entries)
    return {each.code: each for each in explained(done, done.ground.acts[-1].entry.at, lang)}


def state(code, now, *entries):
    found_ = table(now, *entries)[code]
    return found_.state, found_.detail, found_.fix


def test_every_rule_of_the_plan_is_told_once_in_its_order():
    told = [
        each.code
        for each in explained(
            judged("09:10", found()), judged("09:10", found()).ground.acts[0].entry.at
        )
    ]
    assert told == [note.code for note in plan_notes(shipped().plan)]
    assert (OPEN, MET, IDLE) == ("未满足", "已满足", "不适用")


def test_what_an_entry_met_names_the_entry():
    assert state("first-report-made", LATER, found(), reported(stage="快报事实")) == (
        MET,
        "第 2 条",
        "",
    )


def test_what_the_next_stage_asks_is_open_with_the_command_that_closes_it():
    got = state("activated-before-consult", LATER, found(), reported(stage="快报事实"))
    assert got == (IDLE, "还没有走到这一步", "")  # the decision that enters it will itself meet it
    got = state("consult-before-handling", "09:40", *until_handling()[:4])
    assert got == (OPEN, "进入“应急处置”时用", "taizhang add 20261109-4mq2 会商")


def test_what_stands_for_the_next_stage_is_met_before_it_is_entered():
    entries = until_handling()[:5]
    assert state("consult-before-handling", "09:40", *entries)[0] == MET


def test_what_lacks_something_names_it():
    two = until_handling(items=[item(), item("事项2")])
    got = state("items-answered", "11:30", *two)
    assert got[:2] == (OPEN, "进入“后期处置”时用：事项1、事项2")
    assert got[2] == "taizhang add 20261109-4mq2 发布；taizhang add 20261109-4mq2 办理"
    told = table("11:30", *two, lang="en")["items-answered"]
    assert told.detail == "for “后期处置”: 事项1, 事项2"


def test_a_warned_rule_stays_open_until_it_is_made_up_for():
    bare = until_handling()
    got = state("tasks-assigned", "10:30", *bare)
    assert got == (OPEN, "第 6 条：缺", "taizhang add 20261109-4mq2 决定")
    more = decided("10:20", "线下处置", tasks=[TASK])
    mended = state("tasks-assigned", "10:40", *bare, more, signed("10:25", more))
    assert mended == (MET, "第 6 条：当时缺，后已补", "")


def test_a_refused_entry_leaves_its_rule_open():
    draft = drafted("10:30", form="辟谣", channel="微信", account="南充人大微信公众号")
    rumour = until_handling(items=[item(nature="虚假信息")])
    got = state("refutation-verified", "10:40", *rumour, draft)
    assert got[:2] == (OPEN, "第 8 条：没有生效")
    assert got[2] == "taizhang add 20261109-4mq2 核查 --items 事项1"
    told = table("10:40", *rumour, draft, lang="en")["refutation-verified"]
    assert told.detail == "entry 8: without effect"


def test_what_rests_on_an_act_to_be_signed_is_to_be_signed():
    draft = drafted("10:30", urgent="组长电话同意")
    story = [*until_handling(), draft, published("10:35")]
    told = table("10:40", *story)
    assert UNSIGNED == "待追认"
    assert told["release-approved"].state == UNSIGNED
    assert told["release-approved"].detail == told["release-approval"].detail == "第 8 条：待补签"
    assert told["release-approved"].fix == "taizhang approve 20261109-4mq2"
    assert told["release-approval"].state == UNSIGNED
    assert told["ratify-release-approval"].state == UNSIGNED
    assert told["urgent-ratified"].state == OPEN
    told = table("10:40", *story, lang="en")
    assert told["release-approved"].detail == "entry 8: unsigned"
    assert told["release-approval"].detail == "entry 8: to be signed"


def test_what_waits_for_signatures_is_open():
    got = state("release-approval", "10:40", *until_handling(), drafted("10:30"))
    assert got == (OPEN, "第 8 条：待审批", "taizhang approve 20261109-4mq2")


def test_a_clock_that_cannot_be_told_asks_for_nothing_once_all_is_done():
    line = "code: two-days, name: 上报, from: {kind: 发现}, to: {kind: 报告}, limit: 2 workday"
    done = "2027-01-01 00:00 报告, form: 首报, to: 上级, channel: 电话"
    case = clocks.judged(
        clocks.plan(line), "2027-02-01 10:00", f"2026-12-30 09:00 {clocks.FOUND}", done
    )
    told = {each.code: each for each in explained(case, clocks.at("2027-02-01 10:00"))}
    assert (told["two-days"].state, told["two-days"].fix) == (OPEN, "")


def test_a_running_clock_is_open_with_its_end():
    got = state("first-response", "09:30", found(), reported())
    assert got[:2] == (OPEN, "进行中，应于 2026-11-11 09:00 前")
    assert got[2].startswith("taizhang add 20261109-4mq2 发布")
    prompt = state("cac-report", "09:30", found(level="较大"), reported())
    assert prompt[:2] == (OPEN, "待办")


def test_a_clock_that_was_kept_is_met_and_a_late_one_is_not():
    assert state("first-report", "09:30", found(), reported())[0] == MET
    late = state("first-report", "09:30", found(), reported("09:14"))
    assert late == (OPEN, "超时完成 4 分钟", "")


@pytest.mark.parametrize(
    ("code", "detail"),
    [
        ("cac-report-before-consult", "用于等级为“较大”及以上"),
        ("refutation-verified", "还没有这种记录"),
        ("control-approval", "还没有这种记录"),
        ("press-conference", "没有起算"),
    ],
)
def test_what_is_not_called_for_says_why(code, detail):
    got = state(code, "09:30", found(), reported(stage="快报事实"))
    assert got[0] == IDLE == "不适用"
    assert got[1].startswith(detail)
    assert got[2] == ""


def test_what_only_a_skip_would_ask_is_not_called_for():
    """From here the next stage is entered, or all are skipped; only the first is the way."""
    got = state("referral-outcome", LATER, found(), reported(stage="快报事实"))
    assert got[0] == IDLE


def test_a_closed_incident_asks_for_no_next_step():
    told = table("+1 12:00", *until_archive())
    assert told["archive-approval"].state == MET
    assert [each.code for each in told.values() if each.detail.startswith("进入")] == []


def test_the_other_language():
    told = table("11:30", *until_handling(), lang="en")
    assert told["items-answered"].detail == "for “后期处置”: 事项1"
    assert told["consult-before-handling"].detail == "entry 6"
    assert told["control-approval"].detail == "no such entry yet"
    assert told["press-conference"].detail == "not running"
    assert told["cac-report-before-consult"].detail == "only when the level is “较大” or above"
    assert told["consult-before-handling"].text.endswith(".")
    assert told["tasks-assigned"].detail == "entry 6: lacking"
    assert told["first-response"].detail.startswith("running, by 2026-11-11 ")
    assert told["first-report"].detail == "on time"
    early = table("10:40", *until_handling()[:2], drafted("10:30"), lang="en")
    assert early["activated-before-consult"].detail == "not there yet"
    assert early["release-approved"].detail == "no such entry yet"
    assert early["release-approval"].detail == "entry 3: waiting"


def test_what_was_made_up_for_is_told_in_the_other_language():
    more = decided("10:20", "线下处置", tasks=[TASK])
    told = table("10:40", *until_handling(), more, signed("10:25", more), lang="en")
    assert told["tasks-assigned"].detail == "entry 6: lacking then, made up since"


def test_the_page_lists_what_is_called_for_and_counts_the_rest():
    done = judged("12:30", *until_follow_up(), handled("12:10", about="事项1"))
    at = done.ground.acts[-1].entry.at
    view = incident_view(done, at, path="x")
    whole = explained(done, at)
    assert view.rules == tuple(each for each in whole if each.state != IDLE)
    assert len(view.rules) + view.idle == len(whole)


@pytest.mark.parametrize(
    "case",
    [each for each in cases() if each.folder.joinpath("incident.yml").is_file()][::7],
    ids=lambda c: c.name,
)
def test_any_incident_can_be_explained(case):
    done = judged_case(case)
    if done is not None:
        told = explained(done, done.ground.acts[-1].entry.at)
        assert {each.state for each in told} <= set(STATES)
        assert all(each.fix == "" for each in told if each.state in (MET, IDLE))


def test_a_move_that_was_returned_asks_nothing():
    entries = [*until_handling(), handled("11:00"), moved("12:00", "后期处置")]
    assert state("items-answered", "12:30", *entries)[0] == MET
