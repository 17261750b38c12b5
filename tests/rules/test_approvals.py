"""Who may sign an act, when it counts, and what ends or drops a signature."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.builders import (
    codes,
    consulted,
    corrected,
    decided,
    drafted,
    effects,
    entry,
    errors,
    folded,
    found,
    full_time,
    name,
    noted,
    opinion,
    regraded,
    reported,
    returned,
    shipped,
    signed,
    small,
    until_handling,
    voided,
)

from taizhang.model.findings import Severity
from taizhang.model.plan import ApprovalLine, Condition
from taizhang.model.roster import Person, Roster, Rosters
from taizhang.model.state import Effect
from taizhang.model.times import parse_time

START = [found(), reported(stage="快报事实")]
ACTIVATED = decided("09:20", "启动预案", stage="会商研判")
URGENT = decided("09:20", "启动预案", stage="会商研判", urgent="组长电话同意")
HIGH = [found(level="特别重大"), reported(stage="快报事实"), reported("09:10", to="市网信办")]


def test_an_act_waits_until_it_is_signed_and_counts_from_then():
    waiting = folded(*START, ACTIVATED)
    assert waiting.state.stage == "快报事实"
    assert waiting.state.waiting[0].missing == ("小组成员",)
    assert errors(waiting) == []
    done = folded(*START, ACTIVATED, signed("09:30", ACTIVATED))
    act = done.state.acts[2]
    assert (act.effect, act.took_effect, act.missing) == (Effect.EFFECTIVE, 3, ())
    assert act.effective_at == parse_time(full_time("09:30"), shipped().plan.zone)
    assert done.state.stage == "会商研判"


@pytest.mark.parametrize(
    ("sign", "code"),
    [
        (signed("09:30", "2026-11-09 09:21 决定"), "approval-of-nothing"),
        (signed("09:30", "2026-11-09 09:30 审批"), "approval-of-nothing"),
        (signed("09:30", found()), "approval-not-needed"),
        (signed("09:19", ACTIVATED, late="补记"), "approval-before-entry"),
        (signed("09:30", ACTIVATED, verdict="退回"), "return-without-reason"),
        (signed("09:30", ACTIVATED, roster="9"), "roster-version-unknown"),
        (signed("09:30", ACTIVATED, by="李娜", as_="小组成员"), "approver-without-role"),
        (signed("09:30", ACTIVATED, by="王强", as_="组长"), "approver-without-role"),
        (signed("09:30", ACTIVATED, by="李娜", as_="办公室"), "approver-is-author"),
        (signed("09:30", ACTIVATED, by="张伟", as_="监控员"), "approver-role-not-asked"),
    ],
)
def test_an_approval_that_is_worth_nothing_says_why(sign, code):
    done = folded(*START, ACTIVATED, sign)
    assert errors(done) == [(code, 3)]
    assert done.state.acts[3].effect is Effect.REFUSED
    assert done.state.stage == "快报事实"


def test_the_same_minute_is_not_before_the_entry():
    assert folded(*START, ACTIVATED, signed("09:20", ACTIVATED)).state.stage == "会商研判"


def test_an_approval_of_what_has_all_or_was_returned_or_is_refused():
    sign = signed("09:30", ACTIVATED)
    back = returned("09:30", ACTIVATED)
    bad = decided("09:20", "启动预案", stage="应急处置")
    again = signed("09:40", ACTIVATED, by="王强")
    assert errors(folded(*START, ACTIVATED, sign, again)) == [("approval-surplus", 4)]
    assert errors(folded(*START, ACTIVATED, back, again)) == [("approval-of-returned", 4)]
    assert errors(folded(*START, bad, signed("09:30", bad)))[-1] == ("approval-of-refused", 3)


def test_a_drafter_never_signs_the_own_draft():
    draft = drafted("10:20", drafted_by=["王强"])
    done = folded(*until_handling(), draft, signed("10:30", draft, by="王强"))
    assert errors(done)[-1][0] == "approver-is-author"
    assert folded(*until_handling(), draft, signed("10:30", draft)).state.waiting == ()


def test_each_role_wants_a_person_of_its_own():
    start = decided("09:20", "启动预案", stage="会商研判")
    one = signed("09:25", start)
    twice = signed("09:30", start, as_="小组成员")
    done = folded(*HIGH, start, one, twice)
    assert errors(done) == [("approver-twice", 5)]
    assert done.state.waiting[0].missing == ("小组成员",)
    assert folded(*HIGH, start, one, signed("09:30", start, by="王强")).state.stage == "会商研判"


def test_a_role_fills_its_own_place_first_and_then_the_one_it_counts_as():
    start = decided("09:20", "启动预案", stage="会商研判")
    member = folded(*HIGH, start, signed("09:25", start, as_="小组成员"))
    assert member.state.waiting[0].missing == ("组长",)
    assert folded(*START, ACTIVATED, signed("09:30", ACTIVATED)).state.acts[2].missing == ()


def test_two_persons_of_one_role_are_counted_as_persons():
    law = small()
    start = entry("09:00", "甲", "发现", level="一般", scope=["公众关注"], reason="小",
                  sources=[{"platform": "论坛"}],
                  items=[{"id": "事项1", "nature": "咨询", "summary": "问"}])  # fmt: skip
    go = decided("09:10", "回应", stage="研判", by="甲")
    handled = entry("09:30", "甲", "办理", about="事项1", outcome="办结")
    end = entry("09:40", "甲", "推进", stage="归档")
    story = [start, go, signed("09:20", go, by="乙", as_="成员"), handled, end]
    one = signed("09:50", end, by="乙", as_="成员")
    assert folded(*story, one, law=law).state.waiting[0].missing == ("成员",)
    leader = signed("09:55", end, by="丙", as_="组长")
    assert folded(*story, one, leader, law=law).state.stage == "归档"
    assert errors(folded(*story, one, {**one, "at": full_time("09:56")}, law=law)) == [
        ("approver-twice", 6)
    ]


def test_another_name_of_a_role_is_the_role():
    law = small(
        ("on: {kind: 决定}, roles: 成员,", "on: {kind: 决定}, roles: 监控员,"),
    )
    start = entry("09:00", "乙", "发现", level="一般", scope=["公众关注"], reason="小",
                  sources=[{"platform": "论坛"}],
                  items=[{"id": "事项1", "nature": "咨询", "summary": "问"}])  # fmt: skip
    go = decided("09:10", "回应", stage="研判", by="乙")
    for role in ("值班员", "监控员"):
        done = folded(start, go, signed("09:20", go, by="甲", as_=role), law=law)
        assert errors(done) == []
        assert done.state.stage == "研判"


def test_a_person_whose_roles_ended_or_who_is_not_in_that_roster_signs_nothing():
    law = shipped()
    past = Person(name="陈立", key="c", unit="机关党组", roles=("组长",), until=None)
    closed = replace(
        past, until=parse_time(full_time("09:00"), law.plan.zone).date().replace(day=8)
    )
    other = Person(name="李娜", key="l", unit="办公室", roles=("办公室",))
    rosters = Rosters(
        versions=(
            *law.rosters.versions,
            Roster(version=2, persons=(closed,)),
            Roster(version=3, persons=(other,)),
        )
    )
    for version in ("2", "3"):
        sign = signed("09:30", ACTIVATED, roster=version)
        done = folded(*START, ACTIVATED, sign, law=replace(law, rosters=rosters))
        assert errors(done) == [("approver-without-role", 3)]


def test_one_return_ends_a_waiting_act():
    done = folded(*START, ACTIVATED, returned("09:30", ACTIVATED))
    act = done.state.acts[2]
    assert (act.effect, act.missing, act.took_effect) == (Effect.RETURNED, (), None)
    assert errors(done) == []
    assert done.state.waiting == ()
    anew = decided("09:40", "启动预案", stage="会商研判")
    again = folded(*START, ACTIVATED, returned("09:30", ACTIVATED), anew, signed("09:50", anew))
    assert again.state.stage == "会商研判"


def test_an_act_counts_from_the_latest_signature_whatever_their_order_in_the_file():
    start = decided("09:20", "启动预案", stage="会商研判")
    late = signed("09:50", start)
    early = signed("09:30", start, by="王强", late="昨天未记")
    act = folded(*HIGH, start, late, early).state.acts[3]
    assert act.took_effect == 5
    assert act.effective_at == parse_time(full_time("09:50"), shipped().plan.zone)


def test_the_first_fitting_line_counts_and_the_higher_level_decides():
    down = regraded("10:20", "一般")
    high = until_handling("特别重大")
    assert folded(*high, down).state.waiting[0].line.code == "regrade-approval"
    assert folded(*HIGH, decided("09:20")).state.acts[3].line.code == "decision-approval-highest"
    assert folded(*START, ACTIVATED).state.acts[2].line.code == "decision-approval"
    law = shipped()
    top = ApprovalLine(
        code="top", on=(("kind", ("调级",)),), when=Condition(levels=("特别重大",)), roles=("组长",)
    )
    law = law.changed(approvals=(top, *law.plan.approvals))
    assert folded(*high, down, law=law).state.waiting[0].line.code == "top"
    up = regraded("10:20", "特别重大", stage="会商研判")
    assert folded(*until_handling(), up, law=law).state.waiting[0].line.code == "top"


# Urgent acts


def test_an_urgent_act_counts_at_once_and_is_signed_later():
    done = folded(*START, URGENT)
    assert done.state.stage == "会商研判"
    assert done.state.acts[2].effect is Effect.UNRATIFIED
    assert done.state.unratified[0].missing == ("小组成员",)
    signed_later = folded(*START, URGENT, signed("+1 09:00", URGENT))
    act = signed_later.state.acts[2]
    assert act.effect is Effect.EFFECTIVE
    assert act.effective_at == parse_time(full_time("09:20"), shipped().plan.zone)


def test_urgent_is_for_acts_the_plan_names():
    up = regraded("09:30", "较大", urgent="电话同意")
    done = folded(*START, up, noted("10:00", urgent="急"))
    assert errors(done) == [("urgent-not-allowed", 2), ("urgent-not-allowed", 3)]


def test_a_return_undoes_no_urgent_act_and_leaves_the_block():
    back = returned("09:40", URGENT)
    done = folded(*START, URGENT, back)
    act = done.state.acts[2]
    assert act.effect is Effect.UNRATIFIED
    assert act.missing == ("小组成员",)
    assert done.state.stage == "会商研判"
    assert [each.counts for each in act.approvals] == [True]


def test_after_a_return_an_urgent_act_wants_all_signatures_anew():
    urgent = decided("09:20", "启动预案", stage="会商研判", urgent="组长电话同意")
    one, back = signed("09:30", urgent), returned("09:40", urgent)
    middle = folded(*HIGH, urgent, one, back)
    assert middle.state.unratified[0].missing == ("组长", "小组成员")
    assert [(each.counts, each.why) for each in middle.state.acts[3].approvals] == [
        (False, "approval-returned"),
        (True, ""),
    ]
    same = folded(
        *HIGH, urgent, one, back, signed("09:50", urgent), signed("09:51", urgent, by="王强")
    )
    assert errors(same) == []
    assert same.state.unratified == ()


def test_who_returned_an_urgent_act_may_sign_it_in_the_end():
    law = small(
        ("roles: 成员, urgent: {ratify: 24 h}", "roles: 组长, urgent: {ratify: 24 h}"),
    )
    start = entry("09:00", "甲", "发现", level="一般", scope=["公众关注"], reason="小",
                  sources=[{"platform": "论坛"}],
                  items=[{"id": "事项1", "nature": "咨询", "summary": "问"}])  # fmt: skip
    go = decided("09:10", "回应", stage="研判", by="甲", urgent="急")
    back = returned("09:20", go, by="丙", as_="组长")
    yes = signed("09:30", go, by="丙", as_="组长")
    assert folded(start, go, back, yes, law=law).state.acts[1].effect is Effect.EFFECTIVE


def test_the_block_of_an_urgent_act_ends_by_an_approved_voiding_too():
    draft = drafted("10:20", urgent="先发后签")
    out = entry("10:30", "张伟", "发布", about="发布1", channel="公文")
    go = entry("11:00", "李娜", "推进", stage="后期处置")
    assert errors(folded(*until_handling(), draft, out, go)) == [("urgent-ratified", 9)]
    void = voided("10:40", draft)
    rest = [
        entry("10:50", "何俊", "办理", about="事项1", outcome="已解决"),
        go,
    ]
    done = folded(*until_handling(), draft, out, void, signed("10:45", void), *rest)
    assert errors(done) == []
    assert done.state.stage == "后期处置"


def test_signatures_of_an_urgent_act_do_not_lapse():
    urgent = decided("09:20", "启动预案", stage="会商研判", urgent="组长电话同意")
    up = regraded("09:40", "重大")
    done = folded(*HIGH, urgent, signed("09:30", urgent), up, signed("09:45", up))
    assert done.state.unratified[0].missing == ("小组成员",)
    assert done.state.unratified[0].line.code == "decision-approval-highest"


# Signatures that lapse


def test_a_regrade_drops_the_signatures_of_what_still_waits_and_asks_the_new_level():
    plan = until_handling("特别重大")
    more = decided("10:20", "线下处置")
    down = regraded("10:40", "一般")
    story = [*plan, more, signed("10:30", more), down, signed("10:45", down)]
    done = folded(*story)
    act = done.state.waiting[0]
    assert act.line.code == "decision-approval"
    assert act.missing == ("小组成员",)
    assert [(each.counts, each.why) for each in act.approvals] == [(False, "approval-overtaken")]
    assert folded(*story, signed("10:50", more)).state.waiting == ()


def test_a_returned_signature_keeps_its_verdict_when_others_lapse():
    more = decided("10:20", "线下处置")
    note = noted("10:21")
    down = regraded("10:40", "一般")
    plan = until_handling("特别重大")
    done = folded(*plan, more, note, returned("10:30", more), down, signed("10:45", down))
    assert done.state.acts[len(plan)].approvals[0].counts


def test_where_the_new_level_asks_for_nobody_those_asked_before_still_sign():
    law = shipped()
    lines = tuple(
        replace(line, when=Condition(level_from="较大"))
        if line.code == "release-approval"
        else line
        for line in law.plan.approvals
    )
    law = law.changed(approvals=lines)
    draft, down = drafted("10:20"), regraded("10:30", "一般")
    story = [*until_handling("较大"), draft, down, signed("10:35", down)]
    waiting = folded(*story, law=law).state.waiting
    assert [act.missing for act in waiting] == [("小组成员",)]
    assert folded(*story, signed("10:40", draft), law=law).state.waiting == ()


def test_a_consultation_that_changes_the_provisional_level_drops_signatures():
    start = decided("09:20", "启动预案", stage="会商研判")
    up = consulted("09:25", level="特别重大")
    high = [found(level="重大"), *HIGH[1:]]
    done = folded(*high, start, up, signed("09:30", start))
    assert done.state.level == "特别重大"
    assert done.state.waiting[0].missing == ("小组成员",)
    assert done.state.waiting[0].line.code == "decision-approval-highest"
    same = folded(*high, start, consulted("09:25", level="重大"), signed("09:30", start))
    assert same.state.waiting == ()
    assert codes(same, Severity.WARNING) == []


def test_a_correction_of_level_drops_signatures_even_if_nothing_comes_out_otherwise():
    plan = until_handling("特别重大")
    more = decided("10:20", "线下处置")
    fix = corrected("10:40", plan[0], "level", "特别重大", "重大")
    done = folded(*plan, more, signed("10:30", more), fix, signed("10:45", fix, by="王强"))
    assert done.state.waiting[0].approvals[0].why == "approval-overtaken"


def test_a_correction_of_a_reason_drops_none():
    plan = until_handling("特别重大")
    more = decided("10:20", "线下处置")
    fix = corrected("10:40", plan[0], "reason", "转发不多", "转发很多")
    done = folded(*plan, more, signed("10:30", more), fix)
    assert done.state.waiting[0].missing == ("小组成员",)


def test_what_a_signature_completes_after_a_change_is_judged_anew():
    """Decision 0001, 2: gates at filing, and anew when something took effect since."""
    plan = until_handling("较大")
    more = decided("10:20", "线下处置")
    up = regraded("10:30", "重大", stage="会商研判")
    story = [*plan, more, up, signed("10:35", up), signed("10:40", more)]
    done = folded(*story)
    last = len(story) - 1
    assert errors(done) == [
        ("cac-report-before-measures", last),
        ("cac-opinion-before-measures", last),
    ]
    assert done.state.waiting[0].missing == ("小组成员",)
    assert done.state.waiting[0].approvals[0].why == "approval-overtaken"
    mended = [*story, reported("10:50", to="市网信办", form="续报"), opinion("10:55")]
    assert [code for code, _ in errors(folded(*mended))] == [
        "cac-report-before-measures",
        "cac-opinion-before-measures",
    ]
    cured = folded(*mended, signed("11:00", more))
    assert errors(cured) == []
    assert cured.state.waiting == ()


def test_what_stopped_an_act_is_told_no_more_once_it_is_returned():
    plan = until_handling("较大")
    more = decided("10:20", "线下处置")
    up = regraded("10:30", "重大", stage="会商研判")
    story = [*plan, more, up, signed("10:35", up), signed("10:40", more)]
    assert errors(folded(*story, returned("11:00", more))) == []


def test_effects_have_their_words():
    assert effects(folded(*START, URGENT, noted("10:00"))) == ["生效", "生效", "待追认", "生效"]
    assert name(URGENT) == "2026-11-09 09:20 决定"
