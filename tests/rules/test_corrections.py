"""更正: what may be corrected, what counts afterwards, and what it shows to be late."""

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
from taizhang.model.state import Effect
from taizhang.model.times import parse_time

FIRST = [found(), reported(stage="快报事实"), noted("09:10")]
ACTIVATED = decided("09:20", "启动预案", stage="会商研判")


def lates(done):
    return [(each.code, each.where[1]) for each in done.findings if each.severity is Severity.LATE]


def at(text):
    return parse_time(full_time(text), shipped().plan.zone)


# What may be corrected


@pytest.mark.parametrize(
    ("story", "fix", "code"),
    [
        (
            FIRST,
            corrected("10:00", noted("09:11"), "text", "补充情况", "甲"),
            "correction-of-nothing",
        ),
        (FIRST, corrected("10:00", FIRST[0], "by", "张伟", "李娜"), "correction-of-fixed"),
        (FIRST, corrected("10:00", FIRST[0], "kind", "发现", "说明"), "correction-of-fixed"),
        (FIRST, corrected("10:00", FIRST[0], "items", "事项1", "事项2"), "correction-of-fixed"),
        (FIRST, corrected("10:00", FIRST[0], "marks", "已发布", "可能发布"), "correction-of-fixed"),
        (FIRST, corrected("10:00", FIRST[2], "urgent", None, "急"), "correction-of-fixed"),
        (FIRST, corrected("10:00", FIRST[2], "txet", "补充情况", "甲"), "field-unknown"),
        (FIRST, corrected("10:00", FIRST[2], "text", "补充", "甲"), "correction-was-differs"),
        (FIRST, corrected("10:00", FIRST[2], "text", None, "甲"), "correction-was-differs"),
        (FIRST, corrected("10:00", FIRST[2], "late", "无", "甲"), "correction-was-differs"),
        (FIRST, corrected("10:00", FIRST[2], "text", "补充情况", None), "field-missing"),
        (FIRST, corrected("10:00", FIRST[1], "at", "2026-11-09 09:05", "昨天"), "value-not-time"),
        (FIRST, corrected("10:00", FIRST[0], "level", "一般", "最高"), "value-unknown"),
        (FIRST, corrected("10:00", FIRST[1], "stage", "快报事实", "审核"), "value-unknown"),
        (FIRST, corrected("10:00", FIRST[1], "to", "应急管理小组", "某单位"), "value-unknown"),
        (FIRST, corrected("10:00", FIRST[1], "to", "应急管理小组", ["市网信办"]), "field-not-text"),
        (FIRST, corrected("10:00", FIRST[0], "scope", ["公众关注"], ["不明"]), "value-unknown"),
        (
            FIRST,
            corrected("10:00", FIRST[0], "scope", ["扰乱秩序"], ["公众关注"]),
            "correction-was-differs",
        ),
        (FIRST, {**voided("10:00", FIRST[2]), "void": "否"}, "field-missing"),
        (FIRST, voided("10:00", FIRST[0]), "correction-of-record"),
    ],
)
def test_a_correction_that_cannot_be_applied_is_refused_when_it_is_filed(story, fix, code):
    done = folded(*story, fix)
    assert errors(done) == [(code, len(story))]
    assert done.state.acts[-1].effect is Effect.REFUSED
    assert [act.effect for act in done.state.acts[:-1]] == [Effect.EFFECTIVE] * len(story)


def test_nothing_is_voided_by_a_no():
    done = folded(*FIRST, {**voided("10:00", FIRST[2]), "void": "否"})
    assert done.state.acts[2].effect is Effect.EFFECTIVE


def test_a_waiting_entry_is_returned_not_corrected():
    """Decision 0001, 10."""
    story = [*FIRST, ACTIVATED]
    for fix in (corrected("10:00", ACTIVATED, "reason", None, "甲"), voided("10:00", ACTIVATED)):
        assert errors(folded(*story, fix)) == [("correction-of-waiting", 4)]


def test_signatures_and_corrections_are_not_corrected_themselves():
    sign = signed("09:30", ACTIVATED)
    story = [*FIRST, ACTIVATED, sign]
    for fix in (corrected("10:00", sign, "as", "组长", "小组成员"), voided("10:00", sign)):
        assert errors(folded(*story, fix)) == [("correction-of-record", 5)]
    one = corrected("09:40", FIRST[0], "reason", "转发不多", "甲")
    assert errors(folded(*FIRST, one, voided("10:00", one))) == [("correction-of-record", 4)]


def test_a_thing_a_correction_names_is_there():
    story = [*until_handling(), handled("11:00")]
    fix = corrected("11:30", story[-1], "about", "事项1", "事项2")
    assert errors(folded(*story, fix)) == [("thing-unknown", len(story))]
    two = [found(items=[item(), item("事项2")]), *story[1:]]
    done = folded(*two, fix, signed("11:40", fix))
    assert errors(done) == []
    assert done.ground.subjects[len(story) - 1].items == ("事项2",)


def test_a_name_used_anew_after_a_refusal_is_no_trap_for_a_correction():
    bad = drafted("10:20", form="辟谣", items=["事项1"])
    good = drafted("10:30")
    story = [*until_handling(), bad, good]
    fix = corrected("11:00", bad, "text", "发布的内容", "别的内容")
    done = folded(*story, fix, signed("11:10", fix))
    assert [code for code, _ in errors(done)] == ["refutation-verified"]


# What counts afterwards


def test_a_correction_without_signature_counts_at_once_in_the_old_place():
    fix = corrected("10:00", FIRST[0], "reason", "转发不多", "转发很多")
    act = folded(*FIRST, fix).state.acts[0]
    assert act.entry.word("reason") == "转发很多"
    assert act.written.word("reason") == "转发不多"
    (mark,) = act.corrections
    assert (mark.number, mark.field, mark.was, mark.now) == (3, "reason", "转发不多", "转发很多")


def test_one_that_needs_a_signature_waits_and_may_be_returned():
    fix = corrected("10:00", FIRST[1], "at", "2026-11-09 09:05", "2026-11-09 09:12")
    waiting = folded(*FIRST, fix)
    assert waiting.state.waiting[0].line.code == "correct-approval"
    assert waiting.state.acts[1].entry.at == at("09:05")
    back = folded(*FIRST, fix, returned("10:10", fix))
    assert back.state.acts[1].corrections == ()
    done = folded(*FIRST, fix, signed("10:10", fix))
    act = done.state.acts[1]
    assert (act.entry.at, act.entry.at_text) == (at("09:12"), "2026-11-09 09:12")
    assert act.effective_at == at("09:12")
    assert act.written.name == "2026-11-09 09:05 报告"
    assert done.state.spans[1].since == at("09:12")
    assert done.state.spans[0].until == at("09:12")


def test_a_field_that_was_left_out_can_be_added():
    fix = corrected("10:00", FIRST[2], "late", None, "当时正在核对")
    done = folded(*FIRST, fix)
    assert done.state.acts[2].entry.word("late") == "当时正在核对"
    assert errors(done) == []


def test_a_list_is_corrected_as_a_list():
    fix = corrected("10:00", FIRST[0], "scope", ["公众关注"], ["公众关注", "扰乱秩序"])
    done = folded(*FIRST, fix, signed("10:10", fix))
    assert done.state.acts[0].entry.words("scope") == ("公众关注", "扰乱秩序")
    assert done.state.acts[0].corrections[0].now == "公众关注、扰乱秩序"
    single = corrected("10:00", FIRST[0], "scope", "公众关注", "扰乱秩序")
    again = folded(*FIRST, single, signed("10:10", single))
    assert again.state.acts[0].entry.words("scope") == ("扰乱秩序",)


def test_a_second_correction_quotes_the_file_too_and_the_last_one_counts():
    one = corrected("10:00", FIRST[0], "reason", "转发不多", "甲")
    two = corrected("10:10", FIRST[0], "reason", "转发不多", "乙")
    done = folded(*FIRST, one, two)
    assert done.state.acts[0].entry.word("reason") == "乙"
    assert len(done.state.acts[0].corrections) == 2
    assert errors(folded(*FIRST, one, corrected("10:10", FIRST[0], "reason", "甲", "乙"))) == [
        ("correction-was-differs", 4)
    ]


def test_a_voided_entry_counts_for_nothing():
    draft = drafted("10:20")
    story = [*until_handling(), draft, signed("10:30", draft)]
    void = voided("10:40", draft)
    done = folded(*story, void, signed("10:45", void), published("10:50"))
    assert done.state.acts[7].effect is Effect.VOID
    assert errors(done) == [("release-approved", 11)]
    assert done.state.things_of("发布") == ()
    assert done.state.thing("发布1").number == 7


def test_the_name_of_a_voided_thing_is_not_given_again():
    draft = drafted("10:20")
    void = voided("10:40", draft)
    story = [*until_handling(), draft, signed("10:30", draft), void, signed("10:45", void)]
    assert errors(folded(*story, drafted("10:50"))) == [("thing-taken", 11)]


def test_statuses_already_reached_stay():
    """Decision 0001, 10: the release that happened goes on counting."""
    check, draft = verified("10:15"), drafted("10:20", form="辟谣")
    void = voided("10:50", check)
    story = [
        *until_handling(),
        check,
        draft,
        signed("10:30", draft),
        published("10:40"),
        void,
        signed("10:55", void),
    ]
    done = folded(*story)
    assert [act.effect for act in done.state.acts[7:11]] == [
        Effect.VOID,
        Effect.EFFECTIVE,
        Effect.EFFECTIVE,
        Effect.EFFECTIVE,
    ]
    assert lates(done) == [("refutation-verified", 11)]
    assert errors(done) == []


def test_a_release_signed_after_its_check_was_voided_waits():
    """Decision 0001, table: gates anew after a 更正 took effect."""
    check, draft = verified("10:15"), drafted("10:20", form="辟谣")
    void = voided("10:30", check)
    story = [*until_handling(), check, draft, void, signed("10:35", void), signed("10:40", draft)]
    done = folded(*story)
    assert errors(done) == [("refutation-verified", 11)]
    assert done.state.waiting[0].written.kind == "送审"


def test_a_waiting_decision_does_not_become_effective_backwards():
    plan = until_handling("特别重大")
    more = decided("10:20", "线下处置")
    fix = corrected("10:40", plan[0], "level", "特别重大", "一般")
    done = folded(*plan, more, signed("10:30", more), fix, signed("10:45", fix, by="王强"))
    assert done.state.level == "一般"
    assert done.state.waiting[0].missing == ("小组成员",)


def test_a_corrected_level_is_the_level_and_what_it_asks_is_late():
    story = until_handling()
    fix = corrected("10:40", story[0], "level", "一般", "较大")
    done = folded(*story, fix, signed("10:45", fix))
    assert done.state.level == "较大"
    assert done.state.stage == "应急处置"
    assert lates(done) == [
        ("cac-report-before-consult", 7),
        ("cac-report-before-measures", 7),
        ("cac-opinion-before-measures", 7),
    ]
    assert errors(done) == []


def test_what_was_told_once_as_late_is_not_told_again():
    story = until_handling()
    one = corrected("10:40", story[0], "level", "一般", "较大")
    two = corrected("10:50", story[1], "at", "2026-11-09 09:05", "2026-11-09 09:06")
    done = folded(*story, one, signed("10:45", one), two, signed("10:55", two))
    assert len(lates(done)) == 3


def test_what_was_broken_before_is_not_told_as_late():
    story = [*until_handling(), drafted("10:20", form="答复")]
    assert codes(folded(*story)) == ["tasks-assigned", "handled-before-reply"]
    fix = corrected("10:50", story[1], "at", "2026-11-09 09:05", "2026-11-09 09:06")
    assert lates(folded(*story, fix, signed("10:55", fix))) == []


def test_what_was_judged_when_it_was_signed_is_not_judged_by_its_filing_again():
    plan = until_handling("较大")
    more = decided("10:20", "线下处置")
    up = regraded("10:30", "重大", stage="会商研判")
    story = [*plan, more, up, signed("10:35", up)]
    story += [
        reported("10:50", to="市网信办", form="续报"),
        opinion("10:55"),
        signed("11:00", more),
    ]
    assert errors(folded(*story)) == []
    fix = corrected("11:10", plan[0], "reason", "转发不多", "转发较多")
    assert lates(folded(*story, fix)) == []
    void = voided("11:10", story[-2])
    late = folded(*story, void, signed("11:20", void))
    assert lates(late) == [("cac-opinion-before-measures", len(story))]


def test_a_corrected_time_may_put_an_act_before_what_it_rests_on():
    story = until_handling()
    fix = corrected("10:40", story[4], "at", "2026-11-09 09:30", "2026-11-09 10:03")
    done = folded(*story, fix, signed("10:45", fix))
    assert lates(done) == [("consult-before-handling", 7)]
    assert done.findings[-1].text == "gate-early"


def test_a_corrected_account_that_was_not_approved_is_late():
    draft = drafted("10:20", channel="微信", account="南充人大微信公众号")
    out = published("10:40", channel="微信", account="南充人大微信公众号")
    fix = corrected("10:50", out, "account", "南充人大微信公众号", "南充人大微博")
    story = [*until_handling(), draft, signed("10:30", draft), out]
    done = folded(*story, fix, signed("10:55", fix))
    assert lates(done) == [("release-differs", 10), ("account-other-channel", 10)]
    assert done.state.acts[9].effect is Effect.EFFECTIVE


def test_personal_data_do_not_come_in_by_a_correction():
    number = "11010519491231002X"
    fix = corrected("10:00", FIRST[2], "text", "补充情况", f"某人 {number}")
    assert errors(folded(*FIRST, fix)) == [("identity-number", 3)]


# Voiding what was refused


def test_the_finding_of_a_refused_entry_stands_until_it_is_voided():
    """Decision 0001, 7."""
    bad = moved("09:30", "应急处置")
    assert errors(folded(*FIRST, bad)) == [
        ("move-not-allowed", 3),
        ("consult-before-handling", 3),
        ("measures-before-handling", 3),
        ("level-confirmed", 3),
    ]
    void = voided("09:40", bad)
    assert len(errors(folded(*FIRST, bad, void))) == 4
    done = folded(*FIRST, bad, void, signed("09:50", void))
    assert errors(done) == []
    assert effects(done)[3] == "作废"


def test_correcting_a_field_of_a_refused_entry_does_not_silence_its_finding():
    bad = moved("09:30", "应急处置", reason="急")
    fix = corrected("09:40", bad, "reason", "急", "很急")
    assert len(errors(folded(*FIRST, bad, fix))) == 4


def test_a_refused_approval_can_be_voided_as_well():
    bad = signed("09:30", ACTIVATED, by="李娜", as_="小组成员")
    void = voided("09:40", bad)
    done = folded(*FIRST, ACTIVATED, bad, void, signed("09:50", void), signed("09:55", ACTIVATED))
    assert errors(done) == []
    assert done.state.stage == "会商研判"


def test_of_two_entries_of_one_name_the_refused_one_is_voided():
    twice = [*FIRST, noted("09:10", "另一件")]
    assert errors(folded(*twice)) == [("duplicate-entry", 3)]
    void = voided("09:30", FIRST[2])
    done = folded(*twice, void, signed("09:40", void))
    assert errors(done) == []
    assert effects(done)[2:4] == ["生效", "作废"]


def test_two_voidings_of_a_refused_entry_never_reach_the_one_that_counts():
    twice = [*FIRST, noted("09:10", "另一件")]
    one, two = voided("09:30", FIRST[2]), voided("09:31", FIRST[2])
    done = folded(*twice, one, two, signed("09:40", one), signed("09:41", two))
    assert effects(done)[2:4] == ["生效", "作废"]
    assert len(done.state.acts[3].corrections) == 2


def test_the_names_of_things_of_a_voided_refusal_stay_free():
    bad = drafted("10:20", form="辟谣")
    good = drafted("10:30")
    void = voided("10:40", bad)
    done = folded(*until_handling(), bad, good, void, signed("10:50", void))
    assert errors(done) == []
    assert done.state.thing("发布1").number == 8


# Stages and levels


def test_voiding_the_last_move_goes_back_to_the_stage_before():
    story = until_follow_up()
    void = voided("12:10", story[-1])
    done = folded(*story, void, signed("12:20", void))
    assert done.state.stage == "应急处置"
    assert [span.stage for span in done.state.spans] == [
        "监测舆情",
        "快报事实",
        "会商研判",
        "应急处置",
    ]
    assert done.state.spans[-1].until is None


def test_voiding_an_earlier_move_leaves_the_later_ones_made():
    story = until_follow_up()
    void = voided("12:10", story[2])
    done = folded(*story, void, signed("12:20", void))
    assert done.state.stage == "后期处置"
    assert [span.stage for span in done.state.spans] == [
        "监测舆情",
        "快报事实",
        "应急处置",
        "后期处置",
    ]
    assert ("move-not-allowed", len(story)) in lates(done)
    assert done.state.acts[5].move == "前进"


def test_voiding_a_reopening_closes_the_incident_again():
    story = until_archive()
    up = moved("+2 09:00", "应急处置")
    story += [up, signed("+2 09:10", up), signed("+2 09:11", up, by="王强")]
    assert [moment.name for moment in folded(*story).state.moments] == ["重开"]
    void = voided("+2 09:20", up)
    done = folded(*story, void, signed("+2 09:30", void))
    assert done.state.closed
    assert done.state.moments == ()


def test_voiding_a_regrade_takes_its_moment_away():
    up = regraded("10:20", "较大", stage="会商研判")
    story = [*until_handling(), up, signed("10:25", up)]
    assert [moment.name for moment in folded(*story).state.moments] == ["升级"]
    void = voided("10:30", up)
    done = folded(*story, void, signed("10:40", void))
    assert (done.state.level, done.state.stage, done.state.moments) == ("一般", "应急处置", ())
    go = moved("12:00", "后期处置")
    assert errors(folded(*story, void, signed("10:40", void), handled("11:00"), go)) == []


def test_voiding_a_move_drops_signatures_of_what_waits():
    story = until_follow_up("特别重大")
    more = decided("12:05", "线下处置")
    void = voided("12:10", story[-1])
    done = folded(*story, more, signed("12:06", more), void, signed("12:20", void))
    assert done.state.waiting[0].approvals[0].why == "approval-overtaken"


def test_a_level_corrected_further_up_drops_them_too_though_the_level_now_is_the_same():
    """Source: decision 0001, 4."""
    up = regraded("10:20", "特别重大", stage="会商研判")
    above = [reported("10:30", to="市网信办"), opinion("10:40")]
    story = [*until_handling(), up, signed("10:25", up), *above]
    more = decided("12:05", "线下处置")
    fix = corrected("12:10", story[0], "level", "一般", "较大")
    done = folded(*story, more, signed("12:06", more), fix, signed("12:20", fix))
    assert done.state.level == "特别重大"
    assert done.state.waiting[0].approvals[0].why == "approval-overtaken"


def test_a_stage_is_corrected_only_to_one_that_could_have_been_entered():
    story = [*FIRST, ACTIVATED, signed("09:30", ACTIVATED)]
    fix = corrected("10:00", ACTIVATED, "stage", "会商研判", "归档")
    assert errors(folded(*story, fix))[0] == ("kind-cannot-enter", 5)
    far = corrected("10:00", ACTIVATED, "stage", "会商研判", "应急处置")
    assert errors(folded(*story, far))[0] == ("move-not-allowed", 5)


def test_a_corrected_stage_is_no_way_around_the_gates():
    law = shipped()
    moves = (*law.plan.moves, replace(law.plan.moves[1], to="应急处置"))
    law = law.changed(moves=moves)
    story = [*FIRST, ACTIVATED, signed("09:30", ACTIVATED)]
    fix = corrected("10:00", ACTIVATED, "stage", "会商研判", "应急处置")
    assert [code for code, _ in errors(folded(*story, fix, law=law))] == [
        "consult-before-handling",
        "measures-before-handling",
    ]
    right = [*FIRST, {**ACTIVATED, "measures": ["正面回应", "启动预案"]}]
    right.insert(2, consulted("09:15"))
    right.append(signed("09:30", ACTIVATED))
    done = folded(*right, fix, signed("10:10", fix), law=law)
    assert errors(done) == []
    assert done.state.stage == "应急处置"


def test_a_stage_added_by_a_correction_is_judged_the_same():
    story = [*until_follow_up(), entry("+1 09:00", "李娜", "推进", stage="应急处置", reason="又起")]
    plain = noted("12:30")
    fix = corrected("12:40", plain, "stage", None, "归档")
    assert errors(folded(*story[:-1], plain, fix))[0] == ("move-not-allowed", len(story))


def test_a_corrected_level_of_a_regrade_changes_what_it_was():
    up = regraded("10:20", "特别重大", stage="会商研判")
    fix = corrected("10:40", up, "level", "特别重大", "较大")
    story = [*until_handling(), up, signed("10:25", up), fix, signed("10:45", fix)]
    done = folded(*story)
    assert (done.state.level, done.state.acts[7].change) == ("较大", "升级")
    same = corrected("10:40", up, "level", "特别重大", "一般")
    none = folded(*story[:-2], same, signed("10:45", same))
    assert (none.state.level, none.state.acts[7].change, none.state.moments) == ("一般", "", ())
    assert lates(none) == [("level-same", 9)]


def test_an_urgent_act_stays_to_be_ratified_through_a_correction():
    draft = drafted("10:20", urgent="先发后签")
    fix = corrected("10:40", draft, "text", "发布的内容", "另一内容")
    done = folded(*until_handling(), draft, fix, signed("10:50", fix))
    assert done.state.unratified[0].entry.word("text") == "另一内容"
    assert done.state.unratified[0].missing == ("小组成员",)


def test_marks_are_laid_out_anew():
    note = noted("09:30", marks={"广泛关注且情况复杂": "是"})
    void = voided("09:40", note)
    done = folded(*FIRST, note, void, signed("09:50", void))
    assert done.state.marks == {}


def test_a_waiting_correction_is_judged_when_it_is_signed_too():
    """Two may wait at once; each quotes the file, the one signed last counts."""
    one = corrected("10:00", FIRST[1], "at", "2026-11-09 09:05", "2026-11-09 09:06")
    two = corrected("10:01", FIRST[1], "at", "2026-11-09 09:05", "2026-11-09 09:07")
    done = folded(*FIRST, one, two, signed("10:10", two), signed("10:11", one))
    assert errors(done) == []
    assert done.state.acts[1].entry.at_text == "2026-11-09 09:06"
