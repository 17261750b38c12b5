"""The record that statistics keep of one incident."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from tests.rules.builders import (
    FIRST_DAY,
    drafted,
    entry,
    found,
    full_time,
    handled,
    item,
    judged,
    moved,
    noted,
    published,
    reported,
    shipped,
    signed,
    until_archive,
    until_handling,
    voided,
)

from taizhang.model.incidentfacts import LessonFact, from_plain, to_plain
from taizhang.model.recorded import Recorded
from taizhang.model.times import parse_time
from taizhang.rules.views.counted import facts_of

MINUTE, HOUR = 60, 3600


def facts(now, *entries, **given):
    return facts_of(judged(now, *entries), **given)


def intervals(done):
    return {each.name: each.seconds for each in done.intervals}


def duty(done, code):
    return [(each.state, each.due, each.taken) for each in done.duties if each.code == code]


def test_an_archived_incident_in_numbers():
    done = facts("+9 09:00", *until_archive())
    assert (done.id, done.plan, done.stage, done.level) == (
        "20261109-4mq2",
        "2022-08-05",
        "归档",
        "一般",
    )
    assert (done.opened, done.closed) == ("2026-11-09T09:00:00+08:00", "2026-11-10T11:00:00+08:00")
    assert done.month == "2026-11"
    assert done.platforms == ("论坛",)
    assert done.scope == ("公众关注",)
    assert done.measures == ("启动预案", "正面回应")
    assert [(each.nature, each.answered) for each in done.items] == [("诉求", True)]
    assert done.lessons == (LessonFact("", "other", ""),)
    assert intervals(done) == {
        "found-report": 5 * MINUTE,
        "report-consult": 25 * MINUTE,
        "found-subsided": 24 * HOUR,
        "subsided-closed": 2 * HOUR,
        "found-closed": 26 * HOUR,
    }
    assert {each.name: each.seconds for each in done.stays} == {
        "监测舆情": 5 * MINUTE,
        "快报事实": 20 * MINUTE,
        "会商研判": 40 * MINUTE,
        "应急处置": 115 * MINUTE,
        "后期处置": 22 * HOUR + 30 * MINUTE,
        "总结评估": 30 * MINUTE,
    }


def test_the_record_is_the_same_at_every_moment():
    """A cache may keep it: only ``now`` makes a running clock overdue."""
    early, late = facts("09:02", found()), facts("+30 09:00", found())
    assert early == late
    assert duty(early, "first-report") == [("running", "2026-11-09T09:10:00+08:00", 0)]


def test_a_record_goes_through_json_and_comes_back():
    done = facts("+9 09:00", *until_archive("较大"))
    assert from_plain(json.loads(json.dumps(to_plain(done)))) == done


def test_a_record_that_lacks_a_field_is_refused():
    plain = to_plain(facts("09:02", found()))
    del plain["level"]
    with pytest.raises(TypeError):
        from_plain(plain)


def test_the_month_is_that_of_the_plans_own_zone():
    """Half past midnight in the office is still the month before in Greenwich."""
    done = facts("+30 00:00", found("2026-12-01 00:30"))
    assert done.month == "2026-12"


def test_a_stage_left_and_entered_again_is_not_over():
    done = facts("11:00", *until_handling())
    assert "应急处置" not in {each.name for each in done.stays}


def test_first_response_and_conclusion_are_told_by_the_plans_last_phase():
    first, last = drafted("10:20", phase="表态性"), drafted("14:00", "发布2", phase="结论性")
    done = facts(
        "+2 09:00", *until_handling(), first, signed("10:30", first), published("10:40"),
        handled("13:00"), last, signed("14:10", last), published("15:40", "发布2"),
    )  # fmt: skip
    assert intervals(done)["consult-response"] == 70 * MINUTE
    assert intervals(done)["response-conclusion"] == 5 * HOUR
    assert intervals(done)["found-response"] == 100 * MINUTE


def test_an_interval_that_would_be_negative_is_none():
    first = drafted("09:07", form="声明")
    start = [found(), reported(stage="快报事实"), first, signed("09:08", first), published("09:15")]
    assert "consult-response" not in intervals(facts("+1 09:00", *start))


def test_the_first_appearance_is_taken_from_the_sources():
    sources = [
        {"platform": "论坛", "posted_at": "2026-11-09 08:40"},
        {"platform": "微博", "posted_at": "2026-11-09 08:10"},
    ]
    done = facts("10:00", found(sources=sources))
    assert intervals(done)["posted-found"] == 50 * MINUTE
    assert done.platforms == ("论坛", "微博")


def test_what_is_void_counts_for_nothing():
    gone = reported(stage="快报事实")
    void = voided("09:40", gone)
    done = facts("10:00", found(), gone, void, signed("09:50", void))
    assert "found-report" not in intervals(done)


def test_a_duty_without_a_number_is_done_or_runs_and_never_late():
    done = facts("+9 09:00", *until_archive())
    assert [state for state, _, _ in duty(done, "consult")] == ["done"]
    running = facts("+9 09:00", found(), reported(stage="快报事实"))
    assert duty(running, "consult") == [("running", "", 0)]


def test_a_duty_done_late_says_how_long_it_took():
    assert duty(facts("10:00", found(), reported("09:25", stage="快报事实")), "first-report") == [
        ("late", "", 25 * MINUTE)
    ]


def test_items_are_answered_one_by_one():
    items = [item(), item("事项2", "咨询")]
    first = drafted("10:20", items=("事项2",))
    done = facts("+2 09:00", *until_handling(items=items), first, signed("10:30", first), published("10:40"))  # fmt: skip
    assert [(each.nature, each.answered) for each in done.items] == [
        ("诉求", False),
        ("咨询", True),
    ]


def test_lessons_carry_their_cause_and_what_came_of_them():
    review = entry(
        "+1 10:00", "李娜", "总结", units=["办公室"], good=["及时"], stage="总结评估",
        problems=[
            {"id": "问题1", "text": "甲", "cause": "没有备岗"},
            {"id": "问题2", "text": "乙"},
            {"id": "问题3", "text": "丙", "cause": "没有备岗"},
        ],
    )  # fmt: skip
    start = until_archive()[:-4]
    done = facts(
        "+9 09:00", *(each for each in start if each["kind"] != "总结"), review,
        signed("+1 10:30", review),
        entry("+1 10:40", "李娜", "改进", about="问题1", plan="2026-11-18", clause="三(二)"),
        entry("+1 10:41", "李娜", "改进", about="问题2", reason="已补岗"),
    )  # fmt: skip
    assert done.lessons == (
        LessonFact("没有备岗", "plan", "2026-11-18"),
        LessonFact("", "other", ""),
        LessonFact("没有备岗", "", ""),
    )


def kept(done):
    return {each.kind: (each.total, each.late) for each in done.entries}


def test_an_entry_out_of_order_is_late():
    done = facts("10:00", found(), reported(), noted("09:02"))
    assert kept(done) == {"发现": (1, 0), "报告": (1, 0), "说明": (1, 1)}


@pytest.mark.parametrize(("lag", "late"), [(120, 0), (121, 1)])
def test_an_entry_recorded_hours_after_the_act_is_late(lag, late):
    at = parse_time(full_time("09:00"), shipped().plan.zone) + timedelta(minutes=lag)
    recorded = Recorded(at=at, commit="a", author="张伟", committer="张伟")
    done = facts("+1 09:00", found(), recorded=(recorded,))
    assert kept(done) == {"发现": (1, late)}
    assert FIRST_DAY.isoformat() in done.opened


def test_what_took_no_time_is_measured_and_a_stage_returned_to_is_not_over():
    story = [
        found("09:05"),
        reported(stage="快报事实"),
        *until_handling()[2:],
        moved("10:30", "会商研判"),
    ]
    done = facts("11:00", *story)
    stays = {each.name: each.seconds for each in done.stays}
    assert (done.stage, stays["监测舆情"], intervals(done)["found-report"]) == ("会商研判", 0, 0)
    assert "会商研判" not in stays
