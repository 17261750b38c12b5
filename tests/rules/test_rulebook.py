"""Every rule told the same way; the words of rules that are about how things lie to one another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.builders import (
    codes,
    drafted,
    entry,
    folded,
    found,
    item,
    published,
    reported,
    shipped,
    small,
    until_handling,
)

from taizhang.model.messages import finding_words
from taizhang.model.rulebook import Example, PlanRow
from taizhang.rules.plantext import lines_of
from taizhang.rules.rulebook import codes_of, plan_notes, program_codes, rulebook

PLAN = shipped().plan


def note(code, plan=PLAN, rows=()):
    return next(each for each in rulebook(plan, rows) if each.code == code)


def test_every_code_stands_once():
    told = [each.code for each in rulebook(PLAN)]
    assert len(told) == len(set(told))
    assert set(told) == codes_of(PLAN)
    assert program_codes() < codes_of(PLAN)


def test_a_plan_is_told_once_and_many_plans_do_not_pile_up():
    first = plan_notes(PLAN)
    assert plan_notes(PLAN) is first
    for number in range(40):
        assert plan_notes(replace(PLAN, id=str(number)))[0] == first[0]
    assert plan_notes(PLAN) == first


def test_a_rule_knows_the_rows_it_carries_out():
    rows = (
        PlanRow(number="7", clause="一", text="甲", strength=("E",), rules=("consult-before-handling",)),
        PlanRow(number="9", clause="一", text="乙", strength=("E",), rules=("consult-before-handling", "yaml-tab")),
    )  # fmt: skip
    assert note("consult-before-handling", rows=rows).rows == ("7", "9")
    assert note("yaml-tab", rows=rows).rows == ("9",)
    assert note("first-report", rows=rows).rows == ()


@pytest.mark.parametrize(
    ("code", "strength", "looks", "looks_en"),
    [
        ("consult-before-handling", "挡", "进入“应急处置”；此前的会商", "entering “应急处置”; consultation before it"),
        ("tasks-done", "警", "进入“后期处置”；每项任务的办理", "entering “后期处置”; handling for each task"),
        ("urgent-ratified", "挡", "进入“后期处置”；还没有补签的记录", "entering “后期处置”; acts still to be signed"),
        ("misread-drafters", "挡", "涉及“法规误读”类事项的稿件送审；拟稿人所在的单位", "a draft for approval about items of nature “法规误读”; units of its drafters"),
        ("press-audience", "挡", "“新闻发布会”稿送审；对象范围", "a draft for approval of form “新闻发布会”; “audience”"),
        ("level-confirmed", "挡", "进入“应急处置”；等级已经确认", "entering “应急处置”; a confirmed level"),
        ("decision-approval", "程序", "决定；它的审批", "a decision; its approvals"),
        ("cac-report", "程序", None, None),
        ("first-response", "记", "发现和发布的时间", "times of a discovery and a publication"),
        ("ratify-decision-approval", "记", "决定和它的审批的时间", "times of a decision and of its approvals"),
    ],
)  # fmt: skip
def test_what_a_rule_looks_at(code, strength, looks, looks_en):
    told = note(code)
    assert told.strength == strength
    assert looks is None or (told.looks, told.looks_en) == (looks, looks_en)


def test_the_time_to_sign_afterwards_is_a_rule_of_its_own():
    told = note("ratify-decision-approval-highest")
    assert told.zh == "等级为“特别重大”时，先办后签的决定，24 小时内补签。"
    assert told.en == (
        "When the level is “特别重大”, a decision acted on before it is signed must be signed "
        "within 24 h."
    )
    assert note("ratify-decision-approval").en.startswith("A decision acted on before")
    assert told.sentence("en") == told.en
    assert told.sentence("zh") == told.zh


def test_a_rule_of_the_plan_reads_as_the_line_of_the_plan():
    lines = {(line.group, line.code): (line.zh, line.en) for line in lines_of(PLAN)}
    for told in plan_notes(replace(PLAN)):
        if not told.code.startswith("ratify-"):
            assert (told.zh, told.en) == lines[told.group, told.code]


def test_a_small_plan_tells_its_own_rules():
    told = {each.code for each in plan_notes(small().plan)}
    assert {"reported", "highest", "ratify-decision", "first"} <= told


def test_an_example_knows_its_rule():
    made = Example(name="first-report--late", passes=False, title="迟。", blocks=())
    assert made.code == "first-report"


def replies(channel, **more):
    """An answer that goes out by ``channel`` about something found on 论坛."""
    draft = drafted("10:30", form="答复", channel=channel, urgent="组长电话同意", **more)
    return [*until_handling(), draft, published("10:35", channel=channel, **more)]


def test_an_answer_where_people_asked_needs_no_reason():
    same = replies("论坛", account="南充人大网")
    assert "same-platform" not in codes(folded(*same))
    assert "same-platform" in codes(folded(*replies("电话")))


def test_where_no_platform_is_named_none_is_the_other_one():
    entries = replies("电话")
    entries[0] = {**entries[0], "sources": [{"platform": "其他", "section": "街头大屏"}]}
    assert "same-platform" not in codes(folded(*entries))


def test_nothing_is_asked_of_what_is_no_answer():
    entries = [*until_handling(), drafted("10:30", urgent="组长电话同意"), published("10:35")]
    assert "same-platform" not in codes(folded(*entries))


@pytest.mark.parametrize(
    ("to", "nature", "refused"),
    [
        ("公安机关", "质疑", True),
        ("公安机关", "虚假信息", False),
        ("市信访局", "质疑", False),
    ],
)
def test_criticism_is_not_referred_to_who_can_act_against_people(to, nature, refused):
    referral = entry(
        "10:30", "李娜", "移送", id="移送1", items=["事项1"], to=to, ground="发帖", article="第一条"
    )
    done = folded(*until_handling(items=[item(nature=nature)]), referral)
    told = [each for each in done.findings if each.code == "control-of-criticism"]
    assert bool(told) is refused
    for each in told:
        assert finding_words(each)[0] == "只有质疑的，不得移送"
        assert each.clause == "三(四)4"


@pytest.mark.parametrize(("at", "refused"), [("08:59", True), ("09:00", False), ("09:01", False)])
def test_nothing_lies_before_the_discovery(at, refused):
    done = folded(found("09:00"), reported(at, late="误写"))
    assert ("before-discovery" in codes(done)) is refused


@pytest.mark.parametrize(("by", "warned"), [("李娜", False), ("何俊", True)])
def test_who_wrote_a_draft_does_not_submit_it(by, warned):
    draft = {**drafted("10:30"), "by": by}
    assert ("drafter-submits" in codes(folded(*until_handling(), draft))) is warned


def test_a_draft_that_waits_is_to_be_signed_not_filed_again():
    done = folded(*until_handling(), drafted("10:30"), published("10:35"))
    (told,) = [each for each in done.findings if each.code == "release-approved"]
    assert finding_words(told)[1] == '先办：taizhang approve ID --entry "2026-11-09 10:30 送审"'


def test_what_is_asked_about_nothing_known_names_nothing():
    """A 发布 of a draft that is not there has nothing the need could be about."""
    draft = drafted("10:30", form="辟谣", items=("事项9",), channel="公文")
    done = folded(*until_handling(), draft)
    (told,) = [each for each in done.findings if each.code == "refutation-verified"]
    assert finding_words(told)[1] == "先办：taizhang add ID 核查"
