"""What an entry may do to stage and level, and in which order entries stand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.builders import (
    codes,
    consulted,
    corrected,
    decided,
    drafted,
    entry,
    errors,
    folded,
    found,
    handled,
    moved,
    noted,
    published,
    regraded,
    reported,
    returned,
    shipped,
    signed,
    until_archive,
    until_follow_up,
    until_handling,
)

from taizhang.model.findings import Severity
from taizhang.model.kinds import KINDS
from taizhang.model.plan import Move
from taizhang.model.state import Effect
from taizhang.rules.moving import still_open

OPEN = [found(), reported(stage="快报事实")]
ACTIVATED = decided("09:20", "启动预案", stage="会商研判")


def test_an_incident_begins_in_the_first_stage():
    state = folded(found()).state
    assert (state.stage, state.level, state.level_confirmed, state.closed) == (
        "监测舆情",
        "一般",
        False,
        False,
    )
    assert [(span.stage, span.number, span.until) for span in state.spans] == [
        ("监测舆情", 0, None)
    ]
    assert folded(found(stage="监测舆情")).state.stage == "监测舆情"


def test_a_discovery_enters_no_later_stage():
    done = folded(found(stage="归档"))
    assert errors(done) == [("move-not-allowed", 0)]
    assert done.findings[0].values["allowed"] == "监测舆情"
    assert done.state.stage == ""


def test_the_first_entry_is_the_discovery_and_there_is_one():
    assert errors(folded(noted("09:00"), found("09:10"))) == [
        ("discovery-first", 0),
        ("discovery-first", 1),
    ]
    second = found("09:10", items=[{"id": "事项2", "nature": "诉求", "summary": "又"}])
    assert errors(folded(found(), second)) == [("discovery-first", 1)]


def test_only_listed_moves_are_made():
    done = folded(*OPEN, moved("10:00", "后期处置"))
    assert errors(done)[0] == ("move-not-allowed", 2)
    assert done.findings[0].values["allowed"] == "会商研判、归档"
    assert done.state.stage == "快报事实"
    assert errors(folded(*OPEN, moved("10:00", "快报事实"))) == [("move-not-allowed", 2)]


def test_where_nothing_is_listed_nothing_is_offered():
    law = shipped()
    law = law.changed(moves=law.plan.moves[:1])
    done = folded(*OPEN, moved("10:00", "归档"), law=law)
    assert done.findings[0].values["allowed"] == "无"


def test_a_stage_is_entered_by_the_kinds_the_plan_names():
    done = folded(*OPEN, noted("10:00", stage="会商研判"))
    assert ("kind-cannot-enter", 2) in errors(done)
    assert done.findings[0].values["kinds"] == "决定、调级、推进"
    law = shipped()
    free = tuple(replace(stage, entered_by=()) for stage in law.plan.stages)
    law = law.changed(stages=free, rules=())
    assert errors(folded(*OPEN, noted("10:00", stage="会商研判"), law=law)) == []


def test_the_way_through_all_stages_and_back():
    done = folded(*until_archive())
    assert done.state.closed
    assert [span.stage for span in done.state.spans] == [
        stage.name for stage in shipped().plan.stages
    ]
    assert all(span.until for span in done.state.spans[:-1])
    back = folded(*until_handling(), moved("11:00", "会商研判"))
    assert back.state.stage == "会商研判"
    assert back.state.acts[-1].move == "退回"


def test_an_incident_without_a_level_begins_in_the_first_stage_too():
    law = shipped().changed(levels=(), rules=())
    assert folded(found(level=None), law=law).state.stage == "监测舆情"


def test_a_second_discovery_is_refused_though_it_looks_like_the_first():
    assert errors(folded(*OPEN, found("09:20"))) == [("thing-taken", 2), ("discovery-first", 2)]


def test_a_stay_begins_with_the_entry_that_gave_effect():
    done = folded(*OPEN, ACTIVATED, signed("09:30", ACTIVATED))
    assert done.state.spans[-1].number == 3
    assert done.state.spans[-1].since.hour == 9
    assert done.state.spans[-1].since.minute == 30


# Closed incidents


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (handled("+2 09:00"), [("incident-closed", 16)]),
        (consulted("+2 09:00"), [("incident-closed", 16)]),
        (moved("+2 09:00", "后期处置"), [("incident-closed", 16), ("move-not-allowed", 16)]),
        (noted("+2 09:00"), []),
        (entry("+2 09:00", "李娜", "改进", about="问题1", reason="又补"), []),
    ],
)
def test_a_closed_incident_takes_remarks_only(given, expected):
    assert [
        each
        for each in errors(folded(*until_archive(), given))
        if "before" not in each[0] and "answered" not in each[0]
    ] == expected


@pytest.mark.parametrize(
    "given",
    [
        corrected("+2 09:00", found(), "reason", "转发不多", "转发很少"),
        entry("+2 09:00", "李娜", "销毁", annex_name="会商纪要"),
    ],
    ids=["correction", "destruction"],
)
def test_what_was_recorded_is_mended_and_destroyed_after_the_end_too(given):
    assert "incident-closed" not in codes(folded(*until_archive(), given))


def test_what_may_be_recorded_after_the_end_may_count_then_too():
    """What waited when the incident closed is asked again; most kinds are asked once, when filed."""
    ground = folded(*until_archive()).ground
    asked = ground.subjects[-1]
    subjects = [replace(asked, entry=replace(asked.entry, kind=kind)) for kind in KINDS]
    open_to = {each.entry.kind for each in subjects if not still_open(each, ground)}
    assert open_to == {"审批", "更正", "销毁", "改进", "说明"}


def test_a_closed_incident_is_reopened_by_two():
    up = moved("+2 09:00", "应急处置", reason="又起")
    story = [*until_archive(), up, signed("+2 09:10", up)]
    assert folded(*story).state.closed
    done = folded(*story, signed("+2 09:20", up, by="王强"), handled("+2 10:00"))
    assert errors(done) == []
    assert (done.state.stage, done.state.closed) == ("应急处置", False)
    assert [(moment.name, moment.number) for moment in done.state.moments] == [("重开", 16)]
    assert done.state.spans[-2].until is not None


def test_what_still_waited_when_the_incident_closed_comes_too_late():
    draft = drafted("+1 10:45")
    story = until_archive()
    story = [*story[:-2], draft, *story[-2:]]
    assert folded(*story).state.closed
    done = folded(*story, signed("+2 09:00", draft))
    assert errors(done) == [("incident-closed", 17)]
    assert done.state.waiting[0].written.kind == "送审"
    assert errors(folded(*story, signed("+2 09:00", draft), returned("+2 09:10", draft))) == []


# Levels


def test_a_regrade_changes_the_level_and_makes_a_moment():
    up, down = regraded("10:20", "重大", stage="会商研判"), regraded("10:40", "一般")
    done = folded(*until_handling(), up, signed("10:25", up), down, signed("10:45", down))
    assert done.state.level == "一般"
    assert [(moment.name, moment.number) for moment in done.state.moments] == [
        ("升级", 7),
        ("降级", 9),
    ]
    assert [done.state.acts[number].change for number in (7, 9)] == ["升级", "降级"]
    assert done.state.acts[7].level_before == "一般"


def test_a_regrade_to_the_same_level_is_none():
    assert errors(folded(*OPEN, regraded("10:00", "一般"))) == [("level-same", 2)]


def test_an_upgrade_during_handling_goes_back_to_the_consultation():
    assert errors(folded(*until_handling(), regraded("10:20", "较大"))) == [("upgrade-returns", 7)]


def test_the_level_of_a_consultation_is_provisional_until_it_is_confirmed():
    early = folded(*OPEN, consulted(level="较大"))
    assert (early.state.level, early.state.level_confirmed) == ("较大", False)
    story = [*OPEN, ACTIVATED, signed("09:25", ACTIVATED)]
    late = folded(*story, consulted(level="较大"))
    assert (late.state.level, late.state.level_confirmed) == ("一般", True)
    assert codes(late, Severity.WARNING) == ["level-differs"]
    assert codes(folded(*story, consulted(level="一般"))) == []
    assert codes(folded(*story, consulted())) == []


def test_a_plan_without_levels_has_none():
    law = shipped().changed(levels=())
    done = folded(found(level=None), reported(stage="快报事实"), law=law)
    assert (done.state.level, done.state.level_confirmed) == ("", False)
    regrade = entry("10:00", "李娜", "调级", reason="变化")
    (act,) = folded(found(level=None), regrade, law=law).state.acts[1:]
    assert (act.effect, act.change) == (Effect.REFUSED, "")


# One change at a time


@pytest.mark.parametrize(
    "second",
    [
        moved("09:25", "归档", reason="无关"),
        regraded("09:25", "较大"),
        decided("09:25", "启动预案", stage="会商研判", urgent="急"),
    ],
)
def test_while_a_move_waits_no_second_one_is_filed(second):
    """Decision 0001, 6: urgent and unsigned ones neither."""
    done = folded(*OPEN, ACTIVATED, second)
    assert ("second-pending-move", 3) in errors(done)
    assert done.state.acts[3].effect is Effect.REFUSED
    back = folded(*OPEN, ACTIVATED, returned("09:22", ACTIVATED), second)
    assert "second-pending-move" not in [code for code, _ in errors(back)]


def test_while_a_regrade_waits_no_move_is_filed():
    up = regraded("09:25", "较大")
    assert errors(folded(*OPEN, up, moved("09:30", "归档", reason="无关"))) == [
        ("second-pending-move", 3)
    ]


def test_waiting_releases_and_decisions_without_a_stage_block_nothing():
    story = [*until_handling(), drafted("10:20"), decided("10:25", "线下处置"), handled("11:00")]
    assert errors(folded(*story, moved("12:00", "后期处置"))) == []


def test_a_waiting_regrade_is_made_void_by_a_consultation_that_says_the_same():
    up = regraded("09:25", "较大")
    done = folded(*OPEN, up, consulted(level="较大"), signed("09:40", up))
    assert errors(done) == [("level-same", 4)]
    assert done.state.waiting[0].written.kind == "调级"


# Names and order


def test_the_second_entry_of_a_name_does_not_count():
    """Decision 0001, 9."""
    go = decided("09:20", "启动预案", stage="会商研判")
    twice = {**go, "measures": ["正面回应"], "stage": "会商研判"}
    done = folded(*OPEN, go, signed("09:20", go), twice)
    assert ("duplicate-entry", 4) in errors(done)
    assert done.state.acts[4].effect is Effect.REFUSED
    assert done.state.acts[2].effect is Effect.EFFECTIVE
    seconds = {**go, "at": "2026-11-09 09:20:30"}
    assert "duplicate-entry" not in [code for code, _ in errors(folded(*OPEN, go, seconds))]


def test_an_identical_entry_does_not_count_twice():
    done = folded(*OPEN, noted("10:00"), noted("10:00"))
    assert errors(done) == [("duplicate-entry", 3)]
    assert done.findings[0].values["other"] == 3


def test_two_approvals_in_one_minute_want_seconds():
    start = decided("09:20", "启动预案", stage="会商研判")
    high = [
        found(level="特别重大"),
        reported(stage="快报事实"),
        reported("09:10", to="市网信办"),
        start,
    ]
    one, two = signed("09:30", start), signed("09:30", start, by="王强")
    assert errors(folded(*high, one, two)) == [("duplicate-entry", 5)]
    told = {**two, "at": "2026-11-09 09:30:20"}
    assert folded(*high, one, told).state.stage == "会商研判"


def test_an_act_filed_afterwards_is_asked_why():
    done = folded(*OPEN, noted("09:00", by="张伟"))
    assert codes(done, Severity.LATE) == ["late-without-reason"]
    assert done.state.acts[2].backdated
    assert done.state.acts[2].effect is Effect.EFFECTIVE
    told = folded(*OPEN, noted("09:00", late="当时在现场"))
    assert codes(told) == []
    assert told.state.acts[2].backdated
    assert not folded(*OPEN, noted("09:05")).state.acts[2].backdated


def test_an_effect_before_what_it_rests_on_is_refused():
    draft = drafted("10:20")
    story = [*until_handling(), draft, signed("10:30", draft), published("10:25", late="补记")]
    done = folded(*story)
    assert errors(done) == [("release-approved", 9)]
    assert done.findings[-1].text == "gate-early"


def test_a_skip_is_a_move_of_its_own():
    law = shipped()
    aside = Move(origins=("监测舆情",), to="归档", type="跳过")
    law = law.changed(moves=(*law.plan.moves, aside))
    end = moved("10:00", "归档", reason="不属本机关")
    done = folded(found(), end, signed("10:10", end), law=law)
    assert done.state.closed
    assert done.state.acts[1].move == "跳过"


def test_a_task_may_be_reported_done_while_the_follow_up_runs():
    assert errors(folded(*until_follow_up(), handled("12:30"))) == []
