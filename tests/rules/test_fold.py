"""Folding: where an incident stands after all its entries, and what else follows from them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from tests.rules.builders import (
    codes,
    consulted,
    decided,
    drafted,
    effects,
    entry,
    errors,
    folded,
    found,
    handled,
    item,
    moved,
    noted,
    published,
    regraded,
    reported,
    returned,
    signed,
    until_archive,
    until_handling,
    verified,
    voided,
)

from taizhang.model.state import Effect

OPEN = [found(), reported(stage="快报事实")]


def test_a_fact_counts_at_once_in_its_own_place():
    act = folded(*OPEN, noted("10:00")).state.acts[2]
    assert (act.effect, act.took_effect, act.counts, act.line) == (Effect.EFFECTIVE, 2, True, None)
    assert act.effective_at == act.entry.at
    assert act.stage_before == "快报事实"
    assert act.level_before == "一般"


def test_a_refused_entry_counts_for_nothing_and_later_ones_are_judged_without_it():
    """Decision 0001, 7."""
    bad = decided("09:20", "启动预案", stage="应急处置")
    good = decided("09:30", "启动预案", stage="会商研判")
    done = folded(*OPEN, bad, good, signed("09:40", good))
    assert effects(done)[2:] == ["不计", "生效", "生效"]
    assert {number for _, number in errors(done)} == {2}
    assert done.state.stage == "会商研判"
    assert done.state.acts[2].missing == ()
    assert done.state.waiting == ()


def test_a_refused_discovery_leaves_nothing_to_stand_on():
    done = folded(found(reason=None), reported(stage="快报事实"))
    assert (done.state.stage, done.state.level, done.state.closed) == ("", "", False)
    assert [each for each in errors(done) if each[1] == 1] == [("move-not-allowed", 1)]


def test_what_is_marked_before_there_is_a_stage_opens_none():
    done = folded(found(reason=None), noted("09:10", marks={"状态": "已发布"}))
    assert (done.state.marks, done.state.stage) == ({"状态": "已发布"}, "")


DECISION = decided("10:31", "正面回应")


@pytest.mark.parametrize(
    "between",
    [
        [noted("10:33", marks={"状态": "已发布"})],
        [DECISION, signed("10:33", DECISION), signed("10:34", DECISION, by="王强")],
    ],
    ids=["marked", "decided"],
)
def test_signatures_outlive_what_changes_neither_stage_nor_level(between):
    waits = decided("10:30", "线下处置")
    story = [*until_handling("特别重大"), waits, signed("10:32", waits)]
    acts = {act.written.name: act for act in folded(*story, *between).state.acts}
    assert acts["2026-11-09 10:30 决定"].missing == ("小组成员",)
    assert acts[f"{between[-1]['at']} {between[-1]['kind']}"].effect is Effect.EFFECTIVE


def test_marks_are_the_latest_written_ones_in_effect():
    one = noted("09:30", marks={"状态": "可能发布", "广泛关注且情况复杂": "是"})
    two = noted("09:40", marks={"状态": "已发布"})
    assert folded(*OPEN, one, two).state.marks == {"状态": "已发布", "广泛关注且情况复杂": "是"}
    bad = noted("09:50", stage="归档", marks={"状态": "可能发布"})
    assert folded(*OPEN, one, two, bad).state.marks["状态"] == "已发布"


def test_things_are_known_by_name_and_by_sort():
    task = {"id": "任务1", "unit": "法工委", "items": ["事项1"], "do": "查"}
    go = decided("10:20", "线下处置", tasks=[task])
    visit = entry(
        "10:30", "李娜", "来访", id="来访1", outlet="某报", topic="收费", handled_by="李娜"
    )
    done = folded(*until_handling(), go, visit)
    assert done.state.things_of("任务") == ()
    assert done.state.thing("任务1").fields["unit"] == "法工委"
    assert [thing.name for thing in done.state.things] == ["事项1", "任务1", "来访1"]
    assert done.state.thing("任务2") is None
    signed_too = folded(*until_handling(), go, signed("10:40", go), visit)
    assert [thing.name for thing in signed_too.state.things_of("任务")] == ["任务1"]


@pytest.mark.parametrize(
    ("given", "items"),
    [
        (verified("10:20", items=["事项1", "事项2"]), ("事项1", "事项2")),
        (handled("10:20", "事项2"), ("事项2",)),
        (handled("10:20", "任务1"), ("事项1",)),
        (noted("10:20", items=[item("事项3")]), ("事项3",)),
        (published("10:20", "发布1"), ("事项2",)),
        (noted("10:20"), ()),
    ],
)
def test_an_entry_touches_items_by_name_or_by_what_it_is_about(given, items):
    two = found(items=[item(), item("事项2", nature="咨询")])
    task = decided(
        "10:10", tasks=[{"id": "任务1", "unit": "法工委", "items": ["事项1"], "do": "查"}]
    )
    draft = drafted("10:12", items=["事项2"])
    story = [two, *until_handling()[1:], task, draft, given]
    assert folded(*story).ground.subjects[-1].items == items


def test_natures_follow_from_the_items():
    two = found(items=[item(), item("事项2", nature="咨询")])
    done = folded(two, verified("10:00", items=["事项1", "事项2"]), handled("10:10", "事项2"))
    assert [subject.natures for subject in done.ground.subjects] == [
        ("诉求", "咨询"),
        ("诉求", "咨询"),
        ("咨询",),
    ]
    assert done.ground.natures() == ("诉求", "咨询")


@pytest.mark.parametrize(
    ("story", "level", "change"),
    [
        ([found(level="较大")], "较大", ""),
        ([*OPEN, consulted("09:10", level="较大")], "较大", ""),
        ([*OPEN, consulted("09:10")], "一般", ""),
        ([*until_handling(), consulted("10:20", level="较大")], "一般", ""),
        ([*until_handling(), regraded("10:20", "较大")], "较大", "升级"),
    ],
    ids=["found", "consulted", "consulted-without", "consulted-when-confirmed", "regraded"],
)
def test_an_entry_is_judged_by_the_level_it_sets_or_finds(story, level, change):
    subject = folded(*story).ground.subjects[-1]
    assert (subject.level, subject.change) == (level, change)


def test_a_regrade_that_does_not_say_its_level_yet_is_judged_by_the_one_that_stands():
    ground = folded(*OPEN).ground
    asked = replace(ground.acts[-1].entry, kind="调级", fields={})
    assert ground.subject(asked).level == "一般"


def test_where_people_asked_is_known_by_what_counts():
    found_elsewhere = until_handling(sources=[{"platform": "其他"}])
    more = noted("10:20", sources=[{"platform": "微信"}])
    void, release = voided("10:25", more), published("10:50", channel="微信")
    stories = [[more], [more, void, signed("10:30", void)]]
    places = [
        folded(*found_elsewhere, *story, release).ground.subjects[-1].place for story in stories
    ]
    assert places == ["同平台", ""]


def test_moments_and_stays_are_kept_in_the_order_they_took_effect():
    up = moved("+2 09:00", "应急处置")
    story = [*until_archive(), up, signed("+2 09:10", up), signed("+2 09:20", up, by="王强")]
    spans = folded(*story).state.spans
    assert all(one.until == two.since for one, two in pairwise(spans))
    assert spans[-1].until is None


def test_folding_part_of_a_file_agrees_with_folding_all_of_it():
    story = until_archive("特别重大")
    whole = folded(*story)
    for last in range(1, len(story)):
        part = folded(*story[:last])
        for act, later in zip(part.state.acts, whole.state.acts[:last], strict=True):
            assert act.effect is Effect.WAITING or (act.effect, act.took_effect) == (
                later.effect,
                later.took_effect,
            )


def test_what_waits_and_what_is_to_be_ratified_are_told_apart():
    draft = drafted("10:20", urgent="先发后签")
    more = decided("10:30", "线下处置")
    state = folded(*until_handling(), draft, more).state
    assert [act.written.kind for act in state.waiting] == ["决定"]
    assert [act.written.kind for act in state.unratified] == ["送审"]
    back = folded(*until_handling(), draft, more, returned("10:40", more)).state
    assert back.waiting == ()


def test_a_warning_is_told_once_even_if_the_act_is_judged_twice():
    up = entry("10:25", "李娜", "调级", level="较大", reason="转发", stage="会商研判")
    draft = drafted("10:20", form="答复")
    done = folded(*until_handling(), draft, up, signed("10:30", up), signed("10:40", draft))
    assert codes(done).count("handled-before-reply") == 1
    assert errors(done) == []
    assert done.state.waiting == ()


def test_a_warning_that_is_new_when_an_act_is_signed_is_told_with_the_signature():
    check = verified("10:15")
    comment = drafted("10:20", form="跟帖说明", account="南充人大网", channel="论坛")
    criticised = [found(items=[item(nature="质疑")]), *until_handling()[1:]]
    void = entry("10:25", "李娜", "更正", entry="2026-11-09 10:15 核查", void="是", reason="误记")
    story = [*criticised, check, comment, void, signed("10:30", void)]
    assert "comment-verified" not in [
        each.code for each in folded(*story).findings if each.where[1] > 9
    ]
    done = folded(*story, signed("10:40", comment))
    late = [(each.code, each.where[1]) for each in done.findings if each.code == "comment-verified"]
    assert late == [("comment-verified", 11)]
    assert done.state.waiting == ()
