"""Before ``on``, an effective ``need`` must stand: every part of the plan's one rule shape."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.builders import (
    codes,
    consulted,
    decided,
    drafted,
    entry,
    errors,
    folded,
    found,
    handled,
    item,
    moved,
    noted,
    opinion,
    published,
    regraded,
    reported,
    returned,
    shipped,
    signed,
    until_archive,
    until_follow_up,
    until_handling,
    verified,
    voided,
)

from taizhang.model.findings import Severity
from taizhang.model.messages import finding_words
from taizhang.model.plan import ANY, NOTE, WARN, Condition, Rule

NOTES = (("kind", ("说明",)),)


def only(*rules, **changes):
    """The shipped law with these rules and no others."""
    return shipped().changed(rules=rules, **changes)


def rule(need=(), on=NOTES, **fields):
    return Rule(code="asked", on=on, need=need, **fields)


def kind(name, **fields):
    return (
        ("kind", (name,)),
        *((key, value if isinstance(value, tuple) else (value,)) for key, value in fields.items()),
    )


def told(done, code):
    return next(each for each in done.findings if each.code == code)


REPORT = (kind("报告", to="市网信办"),)
OPEN = [found(), reported(stage="快报事实")]


def test_a_need_stands_when_an_effective_act_fits():
    law = only(rule(REPORT))
    told = reported("09:10", to="市网信办")
    assert errors(folded(*OPEN, noted("10:00"), law=law)) == [("asked", 2)]
    assert errors(folded(*OPEN, told, noted("10:00"), law=law)) == []


def test_a_need_that_follows_does_not_stand():
    done = folded(*OPEN, noted("10:00"), reported("10:10", to="市网信办"), law=only(rule(REPORT)))
    assert errors(done) == [("asked", 2)]


@pytest.mark.parametrize(
    ("strength", "severity", "refused"),
    [("挡", Severity.ERROR, True), (WARN, Severity.WARNING, False), (NOTE, Severity.LATE, False)],
)
def test_the_strength_of_a_rule_is_the_weight_of_its_finding(strength, severity, refused):
    done = folded(*OPEN, noted("10:00"), law=only(rule(REPORT, strength=strength, clause="三(二)")))
    (finding,) = done.findings
    assert (finding.severity, finding.clause, finding.text) == (severity, "三(二)", "gate-unmet")
    assert (done.state.acts[2].effect.value == "不计") == refused


def test_a_waiting_returned_or_voided_act_meets_no_need():
    law = only(rule((kind("决定"),)))
    go = decided("09:20")
    assert errors(folded(*OPEN, go, noted("10:00"), law=law)) == [("asked", 3)]
    assert errors(folded(*OPEN, go, returned("09:30", go), noted("10:00"), law=law)) == [
        ("asked", 4)
    ]
    assert errors(folded(*OPEN, go, signed("09:30", go), noted("10:00"), law=law)) == []
    told = reported("09:10", to="市网信办")
    void = voided("09:20", told)
    late = [*OPEN, told, void, signed("09:30", void), noted("10:00")]
    assert errors(folded(*late, law=only(rule(REPORT)))) == [("asked", 5)]


def test_any_of_several_needs_will_do():
    law = only(rule((kind("会商"), kind("报告", to="市网信办"))))
    assert errors(folded(*OPEN, noted("10:00"), law=law)) == [("asked", 2)]
    assert errors(folded(*OPEN, consulted(), noted("10:00"), law=law)) == []
    assert errors(folded(*OPEN, reported("09:10", to="市网信办"), noted("10:00"), law=law)) == []


def test_a_need_that_took_effect_after_the_claimed_time_is_too_late():
    law = only(rule(REPORT))
    done = folded(*OPEN, reported("10:10", to="市网信办"), noted("10:00", late="补记"), law=law)
    assert errors(done) == [("asked", 3)]
    assert done.findings[0].text == "gate-early"
    same = folded(*OPEN, reported("10:00", to="市网信办"), noted("10:00"), law=law)
    assert errors(same) == []


def test_of_several_acts_one_in_time_is_enough_whichever_need_it_meets():
    law = only(rule((kind("会商"), kind("报告", to="市网信办"))))
    story = [
        *OPEN,
        reported("09:10", to="市网信办"),
        consulted("10:30"),
        noted("10:00", late="补记"),
    ]
    assert errors(folded(*story, law=law)) == []
    other = [*OPEN, consulted("09:10"), consulted("10:30"), noted("10:00", late="补记")]
    assert errors(folded(*other, law=law)) == []


def test_for_each_thing_an_act_in_time_is_enough_too():
    law = only(rule((kind("核查"), kind("办理")), each="事项"))
    story = [
        *OPEN,
        handled("09:10"),
        verified("10:30"),
        handled("10:40"),
        noted("10:00", late="补记"),
    ]
    assert errors(folded(*story, law=law)) == []


# Decision 0001, 1: an entry may itself meet a need that names a kind, never one that names a fact


def test_the_report_that_enters_a_stage_is_the_report():
    assert errors(folded(found(), reported(stage="快报事实"))) == []
    assert errors(folded(found(), reported(to="市网信办", stage="快报事实"))) == [
        ("first-report-made", 1)
    ]


def test_the_decision_that_enters_after_a_regrade_is_the_decision_asked_anew():
    up = regraded("10:20", "较大", stage="会商研判")
    anew = [
        *until_handling(),
        up,
        signed("10:25", up),
        reported("10:30", to="市网信办"),
        consulted("10:40"),
        opinion("10:45"),
    ]
    go = decided("10:50", "公开辟谣", stage="应急处置")
    done = folded(*anew, go, signed("10:55", go))
    assert errors(done) == []
    assert done.state.stage == "应急处置"
    assert errors(folded(*anew, moved("10:50", "应急处置")))[0][0] == "measures-before-handling"


def test_the_move_into_another_incident_is_its_own_reason():
    end = moved("10:00", "归档", into="20261109-8kq3")
    assert folded(*OPEN, end, signed("10:10", end)).state.stage == "归档"
    assert errors(folded(*OPEN, moved("10:00", "归档"))) == [("skip-has-reason", 2)]


def test_a_fact_is_asked_of_how_things_stand_without_the_entry():
    law = only(rule(((("状态", ("已发布",)),),)))
    own = noted("10:00", marks={"状态": "已发布"})
    assert errors(folded(*OPEN, own, law=law)) == [("asked", 2)]
    marked = found(marks={"状态": "已发布"})
    assert errors(folded(marked, own, law=law)) == []


def test_a_level_as_need_is_the_one_in_force():
    up = regraded("10:20", "特别重大", stage="会商研判")
    law = only(rule(((("level", ("特别重大",)),),), on=kind("调级")))
    assert errors(folded(*OPEN, {**up, "stage": "会商研判"}, law=law)) == [("asked", 2)]
    assert errors(folded(found(level="特别重大"), regraded("10:20", "一般"), law=law)) == []


def test_a_level_is_confirmed_by_a_decision_or_a_regrade():
    law = only(rule(((("level", ("已确认",)),),)))
    go, up = decided("09:20"), regraded("09:20", "较大")
    for act in (go, up):
        story = [*OPEN, act, signed("09:30", act), noted("10:00")]
        assert errors(folded(*story[:3], noted("10:00"), law=law)) == [("asked", 3)]
        assert errors(folded(*story, law=law)) == []
        assert folded(*story, law=law).state.level_confirmed
    flat = only(rule(((("level", ("已确认",)),),)), levels=())
    assert errors(folded(found(level=None), noted("10:00"), law=flat)) == []


# Each thing, and the same things


def test_every_thing_is_asked_for_by_its_name():
    two = found(items=[item(), item("事项2")])
    story = [two, *until_handling()[1:], handled("11:00"), moved("12:00", "后期处置")]
    done = folded(*story)
    assert errors(done) == [("items-answered", 8)]
    assert told(done, "items-answered").values["lacking"] == "事项2"
    both = [*story[:-1], handled("11:10", "事项2"), story[-1]]
    assert errors(folded(*both)) == []


def test_things_of_acts_that_do_not_count_are_not_asked_for():
    draft = decided("10:20", "线下处置", tasks=[{"id": "任务1", "unit": "法工委", "do": "查"}])
    law = only(rule((kind("办理", outcome="办结"),), each="任务"))
    assert errors(folded(*OPEN, draft, noted("11:00"), law=law)) == []
    assert errors(folded(*OPEN, draft, returned("10:30", draft), noted("11:00"), law=law)) == []
    assert errors(folded(*OPEN, draft, signed("10:30", draft), noted("11:00"), law=law)) == [
        ("asked", 4)
    ]


def test_a_release_answers_the_items_of_its_draft():
    draft = drafted("10:20")
    story = [
        *until_handling(),
        draft,
        signed("10:30", draft),
        published("10:40"),
        moved("12:00", "后期处置"),
    ]
    assert errors(folded(*story)) == []


def test_an_act_about_a_task_touches_the_items_of_the_task():
    task = decided(
        "10:20",
        "线下处置",
        tasks=[{"id": "任务1", "unit": "法工委", "items": ["事项1"], "do": "查"}],
    )
    law = only(rule((kind("办理"),), each="事项"))
    story = [*OPEN, task, signed("10:30", task), handled("10:40", "任务1"), noted("11:00")]
    assert errors(folded(*story, law=law)) == []


def test_the_same_items_must_be_touched():
    two = found(items=[item(nature="虚假信息"), item("事项2", nature="虚假信息")])
    start = [two, *until_handling()[1:], verified("10:20")]
    for items, expected in (
        (["事项1"], []),
        (["事项2"], ["refutation-verified"]),
        (["事项1", "事项2"], []),
    ):
        done = folded(*start, drafted("10:30", items=items, form="辟谣"))
        assert [code for code, _ in errors(done)] == expected


def test_the_same_items_are_those_of_the_nature_a_rule_speaks_of():
    two = found(items=[item(nature="意见建议"), item("事项2", nature="咨询")])
    start = [two, *until_handling()[1:]]
    other = handled("10:20", "事项2", result="已复")
    right = handled("10:20", "事项1", result="已研究")
    draft = drafted("10:30", items=["事项1", "事项2"])
    assert errors(folded(*start, other, draft)) == [("suggestion-studied", 8)]
    assert errors(folded(*start, right, draft)) == []


def test_what_is_about_the_same_must_name_it():
    rules = rule((kind("来文", form="同意管控"),), on=kind("来文", form="管控已执行"), same="about")
    asked = [
        entry("10:20", "李娜", "移送", id="移送1", items=["事项1"], to="机关纪委"),
        entry("10:30", "张伟", "来文", **{"from": "市网信办"}, form="同意管控", gist="同意"),
    ]
    done = entry("10:40", "张伟", "来文", **{"from": "市网信办"}, form="管控已执行", gist="已办")
    story = [*OPEN, *asked]
    assert errors(folded(*story, done, law=only(rules))) == [("asked", 4)]
    about = {**asked[1], "about": "移送1"}
    right = {**done, "about": "移送1"}
    assert errors(folded(*OPEN, asked[0], about, right, law=only(rules))) == []
    assert errors(folded(*story, right, law=only(rules))) == [("asked", 4)]


def test_a_release_needs_its_own_draft_signed():
    one, two = drafted("10:20"), drafted("10:25", "发布2")
    start = [*until_handling(), one, two, signed("10:30", two)]
    assert errors(folded(*start, published("10:40"))) == [("release-approved", 10)]
    assert errors(folded(*start, published("10:40", "发布2"))) == []


# again


def test_what_is_asked_again_counts_from_the_regrade_entry_on():
    """Decision 0001, 3: a report telephoned while the regrade is being signed counts."""
    up = regraded("10:20", "较大", stage="会商研判")
    between = reported("10:22", to="市网信办")
    start = [
        *until_handling(),
        reported("10:15", to="市网信办"),
        opinion("10:16"),
        consulted("10:17"),
    ]
    go = decided("10:40", stage="应急处置")
    nothing = folded(*start, up, signed("10:25", up), go)
    assert [code for code, _ in errors(nothing)] == [
        "consult-before-handling",
        "cac-report-before-measures",
        "cac-opinion-before-measures",
    ]
    rest = [opinion("10:30"), consulted("10:31"), go]
    assert errors(folded(*start, up, between, signed("10:25", up), *rest)) == []
    before = folded(
        *start,
        between,
        {**up, "at": "2026-11-09 10:23"},
        signed("10:25", "2026-11-09 10:23 调级"),
        *rest,
    )
    assert [code for code, _ in errors(before)] == ["cac-report-before-measures"]


def test_an_act_filed_before_the_regrade_and_signed_after_it_is_not_made_anew():
    law = shipped()
    kept = tuple(each for each in law.plan.rules if each.code == "measures-before-handling")
    law = law.changed(rules=kept)
    more, up = decided("10:15", "线下处置"), regraded("10:20", "较大", stage="会商研判")
    story = [*until_handling(), more, up, signed("10:25", up), signed("10:30", more)]
    assert errors(folded(*story, moved("10:40", "应急处置"), law=law)) == [
        ("measures-before-handling", 11)
    ]


def test_a_downgrade_asks_nothing_anew_where_only_upgrades_do():
    down = regraded("10:20", "一般")
    back = moved("10:30", "会商研判")
    go = decided("10:40", stage="应急处置")
    done = folded(*until_handling("较大"), down, signed("10:25", down), back, go)
    assert errors(done) == []


def test_reopening_asks_anew_what_the_plan_says():
    up = moved("+2 09:00", "应急处置")
    story = [*until_archive(), up, signed("+2 09:10", up), signed("+2 09:11", up, by="王强")]
    assert folded(*story).state.stage == "应急处置"
    again = [
        *story,
        moved("+2 09:30", "后期处置"),
        entry(
            "+2 09:40",
            "李娜",
            "总结",
            units=["办公室"],
            good=["甲"],
            problems=[{"id": "问题2", "text": "乙"}],
            stage="总结评估",
        ),
    ]
    assert errors(folded(*again)) == [
        ("subsided-before-review", len(again) - 1),
        ("trend-followed", len(again) - 1),
    ]


# Conditions


@pytest.mark.parametrize(
    ("when", "level", "asked"),
    [
        (Condition(levels=("一般",)), "一般", True),
        (Condition(levels=("一般",)), "较大", False),
        (Condition(level_from="较大"), "特别重大", True),
        (Condition(level_from="较大"), "较大", True),
        (Condition(level_from="较大"), "一般", False),
        (Condition(natures=("诉求", "咨询")), "一般", True),
        (Condition(natures=("咨询",)), "一般", False),
        (Condition(marks=(("状态", ("已发布",)),)), "一般", True),
        (Condition(marks=(("状态", ("可能发布",)),)), "一般", False),
        (Condition(marks=(("广泛关注且情况复杂", ("是",)),)), "一般", False),
        (Condition(moves=("前进",)), "一般", False),
        (Condition(levels=("一般",), moves=("前进",)), "一般", False),
    ],
)
def test_a_rule_applies_where_all_of_its_condition_holds(when, level, asked):
    done = folded(
        found(level=level, marks={"状态": "已发布"}),
        noted("10:00"),
        law=only(rule(REPORT, when=when)),
    )
    assert bool(errors(done)) == asked


def test_a_condition_is_judged_after_the_entrys_own_level_and_marks():
    own = Condition(marks=(("状态", ("可能发布",)),))
    marked = noted("10:00", marks={"状态": "可能发布"})
    assert errors(folded(*OPEN, marked, law=only(rule(REPORT, when=own)))) == [("asked", 2)]
    high = rule(REPORT, on=kind("调级"), when=Condition(level_from="较大"))
    assert errors(folded(*OPEN, regraded("10:00", "较大"), law=only(high))) == [("asked", 2)]
    talk = rule(REPORT, on=kind("会商"), when=Condition(level_from="较大"))
    assert errors(folded(*OPEN, consulted(level="较大"), law=only(talk))) == [("asked", 2)]
    go = decided("09:20")
    story = [*OPEN, go, signed("09:25", go), consulted(level="较大")]
    assert errors(folded(*story, law=only(talk))) == []


def test_the_latest_mark_in_effect_holds():
    when = rule(REPORT, when=Condition(marks=(("状态", ("已发布",)),)))
    story = [found(marks={"状态": "可能发布"}), noted("09:30", marks={"状态": "已发布"})]
    assert errors(folded(*story, noted("10:00"), law=only(when))) == [("asked", 1)]
    free = rule(REPORT, when=Condition(marks=(("状态", ("已发布",)),)), on=kind("会商"))
    assert errors(folded(*story, consulted(), law=only(free))) == [("asked", 2)]
    waiting = decided("09:30", marks={"状态": "已发布"})
    assert errors(folded(story[0], waiting, consulted("10:00"), law=only(free))) == []


def test_a_condition_on_moves_asks_which_way_the_entry_goes():
    skip = rule(REPORT, on=(("stage", ("归档",)),), when=Condition(moves=("跳过",)))
    assert errors(folded(*OPEN, moved("10:00", "归档"), law=only(skip))) == [("asked", 2)]
    on = rule(REPORT, on=(("stage", ("归档",)), ("move", ("前进",))))
    assert errors(folded(*OPEN, moved("10:00", "归档"), law=only(on))) == []


def test_without_levels_no_level_is_above_another():
    law = only(rule(REPORT, when=Condition(levels=("一般",))), levels=())
    assert errors(folded(found(level=None), noted("10:00"), law=law)) == []


# Fields, drafters, matchers


def test_fields_are_asked_of_the_entry_itself():
    control = handled("10:20", outcome="不予回应")
    done = folded(*until_handling(), control)
    assert errors(done) == [("no-response-reason", 7)]
    assert done.findings[-1].text == "gate-fields"
    assert done.findings[-1].values["lacking"] == "reason"
    assert errors(folded(*until_handling(), {**control, "reason": "重复来信"})) == []


def test_drafters_are_asked_from_units():
    misread = [found(items=[item(nature="法规误读")]), *until_handling()[1:]]
    one = folded(*misread, drafted("10:20", drafted_by=["周敏"]))
    assert errors(one) == [("misread-drafters", 7)]
    assert one.findings[-1].values["lacking"] == "法制委"
    assert one.findings[-1].text == "gate-drafters"
    both = folded(*misread, drafted("10:20", drafted_by=["周敏", "吴静"]))
    assert errors(both) == []


def test_a_release_answers_for_its_draft_where_it_says_nothing_itself():
    press = drafted("10:20", form="新闻发布会", audience="媒体", channel="现场", phase="结论性")
    story = [*until_handling(), press, signed("10:30", press), published("10:40", channel="现场")]
    done = folded(*story)
    assert codes(done, Severity.WARNING)[-1] == "press-trigger"
    assert ("facts-before-conclusion", 9) in errors(done)


@pytest.mark.parametrize(
    ("matcher", "given", "fits"),
    [
        (kind("核查", status="不实"), verified("10:00"), True),
        (kind("核查", status="属实"), verified("10:00"), False),
        (
            kind("决定", unit="法工委"),
            decided("10:00", tasks=[{"id": "任务1", "unit": "法工委", "do": "查"}]),
            True,
        ),
        (kind("决定", unit="法工委"), decided("10:00"), False),
        (
            kind("决定", tasks=ANY),
            decided("10:00", tasks=[{"id": "任务1", "unit": "法工委", "do": "查"}]),
            True,
        ),
        (kind("决定", tasks=ANY), decided("10:00"), False),
        (
            kind("决定", measures=("管控", "正面回应")),
            decided("10:00", "正面回应", "线下处置"),
            True,
        ),
        (kind("说明", nature="诉求"), noted("10:00", items=[item("事项2")]), True),
        (kind("说明", nature="咨询"), noted("10:00", items=[item("事项2")]), False),
        (kind("说明", stage_now="快报事实"), noted("10:00"), True),
        (kind("说明", stage_now="监测舆情"), noted("10:00"), False),
        (kind("调级", change="升级"), regraded("10:00", "较大"), True),
        (kind("调级", change="降级"), regraded("10:00", "较大"), False),
        ((("kind", ("说明", "核查")),), noted("10:00"), True),
        ((("stage", ANY),), noted("10:00"), False),
        ((("stage", (ANY,)), ("move", (ANY,))), OPEN[1], True),
        ((("move", ("跳过",)),), moved("10:00", "归档"), True),
        ((("move", ("跳过",)),), noted("10:00"), False),
        ((("move", (ANY,)),), OPEN[1], True),
        ((("move", (ANY,)),), noted("10:00"), False),
    ],
)
def test_a_matcher_asks_for_fields_and_for_what_follows_from_them(matcher, given, fits):
    before = OPEN[:1] if given["kind"] == "报告" else OPEN
    done = folded(*before, given, law=only(rule(REPORT, on=matcher)))
    assert (("asked", len(before)) in errors(done)) == fits


def test_several_kinds_may_meet_one_need():
    law = only(rule(((("kind", ("会商", "核查")),),)))
    assert errors(folded(*OPEN, noted("10:00"), law=law)) == [("asked", 2)]
    assert errors(folded(*OPEN, verified("09:50"), noted("10:00"), law=law)) == []


def test_what_is_to_be_ratified_is_named():
    draft = drafted("10:20", urgent="先发后签")
    done = folded(*until_handling(), handled("10:10"), draft, moved("12:00", "后期处置"))
    assert errors(done) == [("urgent-ratified", 9)]
    assert told(done, "urgent-ratified").values["lacking"] == "2026-11-09 10:20 送审"
    law = shipped()
    asking = replace(
        next(each for each in law.plan.rules if each.code == "urgent-ratified"),
        on=kind("决定"),
    )
    own = decided("09:20", urgent="急")
    assert errors(folded(*OPEN, own, law=law.changed(rules=(asking,)))) == []


def test_a_finding_says_what_is_missing_and_what_to_type():
    done = folded(
        *until_follow_up(),
        entry(
            "+1 09:00",
            "李娜",
            "总结",
            units=["办公室"],
            good=["甲"],
            problems=[{"id": "问题1", "text": "乙"}],
            stage="总结评估",
        ),
    )
    first = told(done, "subsided-before-review")
    text, fix = finding_words(first)
    assert text == "进入“总结评估”之前，须先有态势为“平息”的监看"
    assert fix == "先办：taizhang add ID 监看 --trend 平息"
    assert first.where == ("timeline", 9, "stage")


def test_a_rule_on_a_kind_is_placed_at_the_kind():
    done = folded(*OPEN, noted("10:00"), law=only(rule(REPORT)))
    assert done.findings[0].where == ("timeline", 2, "kind")
