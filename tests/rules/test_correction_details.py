"""Corrections where nothing but the detail shows: which entry is meant, whose signature lapses."""

from __future__ import annotations

import pytest
from tests.rules.builders import (
    consulted,
    corrected,
    decided,
    drafted,
    effects,
    errors,
    folded,
    found,
    handled,
    item,
    moved,
    noted,
    opinion,
    regraded,
    reported,
    shipped,
    signed,
    until_follow_up,
    until_handling,
    verified,
    voided,
)

WAITS = decided("11:00", "线下处置")
HALF = signed("11:05", WAITS)


def signatures_kept(*later, before=()):
    """Whether the first of two signatures still counts after what came later."""
    story = [*until_handling("特别重大"), *before, WAITS, HALF, *later]
    done = folded(*story)
    act = done.state.acts[len(story) - len(later) - 2]
    assert act.effect.value == "待审批"
    return act.approvals[0].counts


def settled(of, at="11:20"):
    return [of, signed(at, of, by="徐刚")]


def test_voiding_an_earlier_move_shakes_what_waits_though_the_stage_stays():
    start = until_handling("特别重大")[3]
    assert start["measures"] == ["启动预案"]
    assert not signatures_kept(*settled(voided("11:10", start)))


def test_voiding_what_moved_nothing_shakes_nothing():
    note = noted("10:50")
    assert signatures_kept(*settled(voided("11:10", note)), before=[note])


def test_voiding_a_move_that_was_refused_shakes_nothing():
    wrong = moved("10:50", "归档")
    assert signatures_kept(*settled(voided("11:10", wrong)), before=[wrong])


def test_voiding_a_regrade_shakes_what_waits():
    # Down and up again: the level that holds is the same with or without the first change.
    down = regraded("10:20", "较大")
    up = regraded("10:30", "特别重大", stage="会商研判")
    asked_anew = (
        reported("10:40", to="市网信办", form="续报"),
        consulted("10:42"),
        opinion("10:43"),
    )
    before = [down, signed("10:25", down), up, signed("10:35", up), *asked_anew]
    assert not signatures_kept(*settled(voided("11:10", down)), before=before)


def test_correcting_a_level_that_no_longer_counts_shakes_what_waits():
    first = found(level="特别重大")
    assert not signatures_kept(*settled(corrected("11:10", first, "level", "特别重大", "较大")))


def test_correcting_words_shakes_nothing():
    assert signatures_kept(corrected("11:10", consulted(), "findings", "属实", "基本属实"))


def test_a_duplicate_just_filed_can_be_voided():
    story = [*until_handling(), consulted("09:30", late="重记")]
    assert errors(folded(*story)) == [("duplicate-entry", len(story) - 1)]
    void = voided("10:30", story[-1])
    done = folded(*story, void, signed("10:35", void))
    assert errors(done) == []
    assert effects(done)[len(story) - 1] == "作废"
    assert effects(done)[4] == "生效"


def test_a_second_opening_can_be_voided():
    first = found()
    again = found(items=[item("事项2")])
    void = voided("09:10", again)
    done = folded(first, again, void, signed("09:15", void))
    assert effects(done)[:2] == ["生效", "作废"]


def test_what_is_voided_is_what_is_named_whatever_else_was_refused():
    note, wrong = noted("10:20"), moved("10:30", "归档")
    void = voided("10:40", note)
    done = folded(*until_handling(), note, wrong, void, signed("10:45", void))
    assert effects(done)[-4:-2] == ["作废", "不计"]


@pytest.mark.parametrize(
    ("was", "stands"),
    [(["正面回应", "线下处置"], "正面回应"), (["正面回应"], "正面回应、线下处置")],
)
def test_values_of_a_list_are_told_as_a_list(was, stands):
    go = decided("10:20", *stands.split("、"))
    story = [*until_handling(), go, signed("10:25", go)]
    (fault,) = folded(*story, corrected("10:30", go, "measures", was, ["公开辟谣"])).findings[-1:]
    assert fault.code == "correction-was-differs"
    assert fault.values == {"was": "、".join(was), "stands": stands}


def test_persons_of_the_roster_can_be_put_in_by_a_correction():
    draft = drafted("10:20")
    story = [*until_handling(), draft, signed("10:25", draft)]
    fix = corrected("10:30", draft, "drafted_by", ["何俊"], ["周敏"])
    done = folded(*story, fix, signed("10:35", fix))
    assert errors(done) == []
    assert done.state.acts[len(story) - 2].entry.words("drafted_by") == ("周敏",)


def test_a_correction_is_kept_beside_what_it_corrects():
    check = verified("10:20", items=["事项1", "事项2"])
    story = [*until_handling(items=[item(), item("事项2")]), check]
    fix = corrected("10:30", check, "items", ["事项1", "事项2"], ["事项1"])
    done = folded(*story, fix, signed("10:35", fix))
    (kept,) = done.state.acts[len(story) - 1].corrections
    assert (kept.number, kept.field, kept.was, kept.now) == (
        len(story), "items", "事项1、事项2", "事项1",
    )  # fmt: skip


def test_a_voided_entry_is_marked_as_corrected_in_no_field():
    note = noted("10:20")
    void = voided("10:30", note)
    done = folded(*until_handling(), note, void, signed("10:35", void))
    (kept,) = done.state.acts[-3].corrections
    assert (kept.field, kept.was, kept.now) == ("", "", "")


def test_opinion_and_report_of_another_time_do_not_count_for_a_corrected_stage():
    story = [found(level="较大"), reported(stage="快报事实"), reported("09:10", to="市网信办")]
    start = decided("09:20", "启动预案", stage="会商研判")
    more = [start, signed("09:25", start), consulted(), opinion(), handled("09:40")]
    plain = decided("09:50", "正面回应")
    fix = corrected("10:30", plain, "stage", None, "应急处置")
    done = folded(*story, *more, plain, signed("09:55", plain), fix)
    assert errors(done) == []


def test_correcting_a_stage_shakes_what_waits_though_the_stage_stays():
    # Reopened into one stage and sent back to the other: it is there now, either way.
    again = moved("12:10", "应急处置", reason="又起波澜")
    back = moved("12:20", "会商研判")
    waits = decided("12:30", "启动预案")
    fix = corrected("12:40", again, "stage", "应急处置", "会商研判")
    story = [
        *until_follow_up("特别重大"),
        again, signed("12:11", again, by="王强"), signed("12:12", again, by="徐刚"),
        back, waits, signed("12:35", waits), fix, signed("12:50", fix, by="徐刚"),
    ]  # fmt: skip
    done = folded(*story)
    assert errors(done) == []
    assert done.state.stage == "会商研判"
    act = done.state.acts[len(story) - 4]
    assert (act.effect.value, act.approvals[0].counts) == ("待审批", False)


def test_voiding_counts_for_the_whole_entry_even_where_a_field_is_named():
    note = noted("10:20")
    void = {**voided("10:30", note), "field": "text", "was": "补充情况", "now": "另一情况"}
    done = folded(*until_handling(), note, void, signed("10:35", void))
    act = done.state.acts[-3]
    assert act.effect.value == "作废"
    assert act.corrections[0].field == ""
    assert act.entry.word("text") == "补充情况"


def test_voiding_one_refused_entry_leaves_the_findings_of_others():
    one, other = moved("10:20", "归档"), moved("10:30", "总结评估")
    void = voided("10:40", one)
    done = folded(*until_handling(), one, other, void, signed("10:45", void))
    assert {number for _, number in errors(done)} == {8}


def test_a_regrade_that_waits_is_named_by_the_level_it_meets():
    up = regraded("09:40", "较大")
    first = found()
    fix = corrected("09:45", first, "level", "一般", "重大")
    story = [*until_handling()[:4], up, fix, signed("09:50", fix, by="王强"), signed("09:55", up)]
    done = folded(*story)
    assert [each.name for each in done.state.moments] == ["降级"]
    assert done.state.level == "较大"


def test_a_move_that_waits_is_of_the_sort_it_is_when_it_is_made():
    # Filed as a reopening; the move that had ended the handling is voided before it is signed.
    ended = moved("12:00", "后期处置")
    again = moved("12:10", "会商研判", reason="又起波澜")
    void = voided("12:20", ended)
    story = [
        *until_handling(), handled("11:00"), ended, again, void, signed("12:25", void),
        signed("12:30", again, by="王强"), signed("12:31", again, by="徐刚"),
    ]  # fmt: skip
    done = folded(*story)
    assert errors(done) == []
    assert done.state.stage == "会商研判"
    assert done.state.moments == ()


def test_down_and_up_again_asks_anew_before_what_waits_takes_effect():
    story = until_handling("较大")[:7]
    waits = decided("09:40", "正面回应")
    down, up = regraded("09:41", "一般"), regraded("09:43", "较大")
    done = folded(
        *story, waits, down, signed("09:42", down), up, signed("09:44", up), signed("09:50", waits)
    )
    assert done.state.acts[7].effect.value == "待审批"
    assert errors(done) == [
        ("cac-report-before-measures", 12),
        ("cac-opinion-before-measures", 12),
    ]


def test_a_correction_that_nobody_signs_has_what_waits_judged_anew():
    law = shipped()
    signed_ones = tuple(line for line in law.plan.approvals if line.code == "decision-approval")
    go = decided("10:00", "正面回应", stage="应急处置")
    story = [*until_handling()[:5], go, voided("10:02", consulted()), signed("10:05", go)]
    done = folded(*story, law=law.changed(approvals=signed_ones))
    assert errors(done) == [("consult-before-handling", 7)]
    assert done.state.incident.id == "20261109-4mq2"
