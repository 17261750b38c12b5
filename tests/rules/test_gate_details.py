"""What a gate rests on, and what an entry answers by itself; judged apart from any fold."""

from __future__ import annotations

import pytest
from tests.rules.builders import (
    decided,
    drafted,
    entry,
    folded,
    found,
    handled,
    item,
    moved,
    noted,
    reported,
    shipped,
    signed,
    tree,
    typed,
    until_handling,
)
from tests.rules.histories import world

from taizhang.model.findings import Phrase
from taizhang.model.plan import ANY, ApprovalLine, Rule
from taizhang.rules.fold import fold
from taizhang.rules.gates import evaluate
from taizhang.rules.gatewords import must_phrase, need_phrase
from taizhang.rules.lookup import Bound
from taizhang.rules.matchers import key_of
from taizhang.rules.phrases import matcher_words
from taizhang.rules.reading import read_incident
from taizhang.rules.sentences import need_words

FOLLOWING = (("stage", ("后期处置",)),)
TWO = [item(), item("事项2")]


def asks(*need, on=(("kind", ("说明",)),), **fields):
    return Rule(code="asked", on=on, need=need, **fields)


def kind(name, **fields):
    return (("kind", (name,)), *((key, (value,)) for key, value in fields.items()))


ANSWERED = asks(kind("发布"), kind("办理", outcome="已解决"), on=FOLLOWING, each="事项")


def whole(rule, ground):
    """The rule as any entry meets it."""
    own = tuple(need for need in rule.need if key_of(need, "kind"))
    return Bound(rule, rule.on, own, ground.lookup.sought)


def gate(rule, before, of, **changes):
    """The rule against entry ``of`` on the ground that ``before`` leaves."""
    law = shipped().changed(rules=(), **changes)
    ground = folded(*before, law=law).ground
    last = typed(*before, of, law=law).entries[-1]
    judged = evaluate(whole(rule, ground), ground.subject(last), ground)
    assert judged is not None
    return judged


@pytest.mark.parametrize(
    ("items", "of", "lacking"),
    [
        ([item()], handled("11:00", stage="后期处置"), ()),
        ([item()], handled("11:00", outcome="已接收", stage="后期处置"), ("事项1",)),
        ([item()], moved("11:00", "后期处置"), ("事项1",)),
        (TWO, handled("11:00", stage="后期处置"), ("事项2",)),
        (TWO, handled("11:00", "事项2", stage="后期处置"), ("事项1",)),
        (TWO, handled("11:00", outcome="已接收", stage="后期处置"), ("事项1", "事项2")),
    ],
    ids=["its-own", "unfit", "silent", "first-of-two", "second-of-two", "unfit-of-two"],
)
def test_an_entry_answers_for_the_thing_it_is_about_and_no_other(items, of, lacking):
    told = gate(ANSWERED, until_handling(items=items), of)
    assert (told.lacking, told.met) == (lacking, not lacking)


def test_a_release_answers_for_the_items_of_its_draft():
    draft = drafted("10:30", items=["事项1"])
    before = [*until_handling(items=TWO), draft, signed("10:40", draft)]
    told = gate(
        ANSWERED,
        before,
        entry("11:00", "张伟", "发布", about="发布1", channel="公文", stage="后期处置"),
    )
    assert told.lacking == ("事项2",)


@pytest.mark.parametrize(("at", "early"), [("12:00", False), ("10:50", True)])
def test_a_need_for_each_thing_rests_on_its_acts_and_may_come_too_early(at, early):
    before = [*until_handling(), handled("11:00")]
    told = gate(ANSWERED, before, moved(at, "后期处置"))
    assert (told.met, told.rests_on, told.early) == (True, (len(before) - 1,), early)


def test_an_entry_concerns_the_thing_it_makes():
    before = [*until_handling(), drafted("10:30")]
    told = gate(asks(kind("送审"), each="发布"), before, noted("11:00"), approvals=())
    assert told.rests_on == (len(before) - 1,)


def test_of_several_acts_the_latest_is_rested_on():
    before = [*until_handling(), noted("10:30"), noted("10:40")]
    told = gate(asks(kind("说明"), on=FOLLOWING), before, moved("11:00", "后期处置"))
    assert told.rests_on == (len(before) - 1,)


def test_one_in_effect_in_time_goes_before_a_later_one():
    before = [*until_handling(), noted("10:30"), noted("12:00")]
    told = gate(asks(kind("说明"), on=FOLLOWING), before, moved("11:00", "后期处置"))
    assert (told.rests_on, told.early) == ((len(before) - 2,), False)


def test_a_signed_one_goes_before_one_that_is_signed_later():
    draft, hasty = drafted("10:30"), drafted("10:40", "发布2", urgent="组长电话同意")
    before = [*until_handling(), draft, signed("10:35", draft), hasty]
    told = gate(asks(kind("送审")), before, noted("11:00"))
    assert told.rests_on == (len(before) - 3,)


@pytest.mark.parametrize("need", [(("level", ("已确认",)),), kind("说明")], ids=["fact", "itself"])
def test_what_stands_or_the_entry_does_itself_is_met_by_no_other_act(need):
    told = gate(asks(need), until_handling(), noted("11:00"))
    assert (told.met, told.rests_on) == (True, ())


def test_what_is_about_the_thing_an_entry_makes_has_it_in_common():
    draft = drafted("10:30")
    about = handled("10:40", "发布1", outcome="已接收")
    before = [*until_handling(), draft, about]
    rule = asks(kind("办理"), on=kind("送审"), same="about")
    ground = folded(*before, law=shipped().changed(rules=())).ground
    told = evaluate(whole(rule, ground), ground.subjects[len(before) - 2], ground)
    assert told is not None
    assert told.met
    other = gate(rule, before, drafted("11:00", "发布2"))
    assert not other.met


def test_an_approval_is_kept_as_it_was_given():
    start = decided("09:20", "启动预案", stage="会商研判")
    stranger = signed("09:24", start, by="张伟", as_="小组成员", reason="可以")
    acts = folded(*until_handling()[:2], start, stranger, signed("09:25", start)).state.acts
    told = [
        (each.number, each.person, each.role, each.verdict, each.reason, each.counts, each.why)
        for each in acts[2].approvals
    ]
    assert told == [
        (3, "张伟", "小组成员", "同意", "可以", False, "approver-without-role"),
        (4, "陈立", "组长", "同意", "", True, ""),
    ]


def test_where_there_are_no_levels_a_regrade_and_nothing_else_is_refused():
    law, lived = world("simple").law, list(world("simple").beginnings[0])
    first = {**lived[0], "at": "2026-11-02 12:30"}
    change = {"at": "2026-11-02 12:40", "by": "老师甲", "kind": "调级", "reason": "转发多"}
    note = {"at": "2026-11-02 12:50", "by": "老师甲", "kind": "说明", "text": "又有转发"}
    raw = tree(first, change, note, law=law)
    incident, faults = read_incident(raw, law.plan, law.persons)
    assert faults == ()
    assert incident is not None
    (fault,) = fold(incident, law.plan, law.rosters, law.office).findings
    assert (fault.code, fault.where) == ("levels-none", ("timeline", 1, "kind"))


def test_a_signature_is_never_signed_itself():
    odd = ApprovalLine(code="odd", on=(("kind", ("审批",)),), roles=("组长",))
    law = shipped().changed(approvals=(odd, *shipped().plan.approvals))
    start = decided("09:20", "启动预案", stage="会商研判")
    acts = folded(*until_handling()[:2], start, signed("09:25", start), law=law).state.acts
    assert [act.effect.value for act in acts[2:]] == ["生效", "生效"]


def test_a_finding_says_where_it_asks_and_names_all_that_lacks():
    done = folded(*until_handling(items=TWO), moved("12:00", "后期处置"))
    told = next(each for each in done.findings if each.code == "items-answered")
    assert told.values["lacking"] == "事项1、事项2"
    assert told.values["on"] == Phrase("进入“后期处置”", "entering “后期处置”")


ANY_STAGE = asks(kind("核查"), on=(("stage", (ANY,)),))
ANY_MOVE = asks(kind("核查"), on=(("move", (ANY,)),))


@pytest.mark.parametrize("rule", [ANY_STAGE, ANY_MOVE], ids=["stage", "move"])
def test_a_rule_on_any_stage_asks_what_enters_one_and_nothing_else(rule):
    done = folded(found(), noted("09:01"), reported(stage="快报事实"), law=law_of(rule))
    assert [each.where for each in done.findings] == [("timeline", 2, "stage")]


def law_of(*rules):
    return shipped().changed(rules=rules)


def test_what_a_rule_of_a_kind_asks_is_told_at_the_kind():
    done = folded(found(), noted("09:01"), law=law_of(asks(kind("核查"))))
    assert [each.where for each in done.findings] == [("timeline", 1, "kind")]


def test_what_was_filed_in_order_is_not_asked_anew_for_a_mark_or_a_signature():
    """Gates are judged anew after a change of stage or level, a reopening, a correction."""
    law = shipped()
    mark = law.plan.marks[0]
    rule = asks(((mark.name, mark.values[:1]),), on=kind("决定"))
    waits, other = decided("10:20"), decided("10:21")
    story = [
        *until_handling(), noted("10:15", marks={mark.name: mark.values[0]}), waits, other,
        noted("10:22", marks={mark.name: mark.values[1]}),
        signed("10:23", other), signed("10:24", waits),
    ]  # fmt: skip
    done = folded(*story, law=law.changed(rules=(rule,)))
    assert [act.effect.value for act in done.state.acts[-2:]] == ["生效", "生效"]
    assert "待审批" not in [act.effect.value for act in done.state.acts]


def test_what_a_rule_asks_is_said_in_both_languages():
    rule = next(each for each in shipped().plan.rules if len(each.need) > 1)
    assert must_phrase(rule) == Phrase(need_words(rule, "zh"), need_words(rule, "en"))
    assert must_phrase(ANY_STAGE) == Phrase("须先有核查", "there must be a verification")
    assert need_phrase(rule) == Phrase(
        "或".join(matcher_words(each, "zh") for each in rule.need),
        ", or ".join(matcher_words(each, "en") for each in rule.need),
    )
