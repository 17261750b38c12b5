"""Readings over time with what was done meanwhile."""

from __future__ import annotations

from tests.rules.builders import (
    decided,
    entry,
    found,
    judged,
    regraded,
    reported,
    signed,
    until_handling,
    voided,
)

from taizhang.rules.views.spread import spread_view


def look(at, trend="上升", **spread):
    return entry(at, "张伟", "监看", trend=trend, spread=spread)


def spread(now, *entries):
    done = judged(now, *entries)
    return spread_view(done.state, done.plan)


def test_readings_and_marks_in_the_order_of_time():
    up = regraded("09:40", "较大")
    shown = spread(
        "12:00", found(), reported(stage="快报事实"), look("09:30", posts="12", reads="3400"),
        up, signed("09:50", up), look("11:00", "回落", posts="0"), look("10:00", comments="7"),
    )  # fmt: skip
    assert [(each.at.text[11:], each.posts, each.reads, each.comments) for each in shown.readings] == [
        ("09:30", 12, 3400, None),
        ("10:00", None, None, 7),
        ("11:00", 0, None, None),
    ]  # fmt: skip
    assert [(each.seconds, each.anchor, each.trend) for each in shown.readings] == [
        (1800, "e3", "上升"), (3600, "e7", "上升"), (7200, "e6", "回落"),
    ]  # fmt: skip
    assert [(each.kind, each.text, each.seconds, each.anchor) for each in shown.events] == [
        ("报告", "首报 应急管理小组", 300, "e2"),
        ("调级", "较大", 2400, "e4"),
    ]


def test_without_a_reading_there_is_nothing_to_show():
    bare = entry("09:30", "张伟", "监看", trend="上升")
    assert spread("10:00", found(), reported(stage="快报事实"), bare) is None


def test_a_mark_names_every_measure_and_none_lies_before_the_discovery():
    go = decided("10:20", "信息管控", "线下处置")
    shown = spread("12:00", *until_handling(), go, signed("10:25", go), look("10:30", reads="7"))
    assert [each.reads for each in shown.readings] == [7]
    assert shown.events[-1].text == "信息管控、线下处置"
    at_once = spread("10:00", found(), reported("09:00"), look("09:30", reads="7"))
    assert at_once.events[0].seconds == 0


def test_a_void_reading_and_an_unsigned_mark_are_left_out():
    wrong = look("09:30", posts="99")
    void = voided("09:40", wrong)
    up = regraded("09:50", "较大")
    story = [found(), wrong, look("09:31", posts="9"), void, signed("09:45", void), up]
    shown = spread("10:00", *story)
    assert [each.posts for each in shown.readings] == [9]
    assert shown.events == ()
