"""Duties with a clock as they stand at a time: on time, late, open, soon, overdue, ended, unknown."""

from __future__ import annotations

import pytest
from tests.rules.clocks import FOUND, at, brief, clocks, judged, plan, yes

from taizhang.model.calendar import Calendar
from taizhang.model.findings import Severity
from taizhang.model.messages import finding_words
from taizhang.model.state import Clock

FIRST = "name: 首报, from: {kind: 发现}, to: {kind: 报告, form: 首报}, limit: 10 min, remind: 3 min"
REPORT = "报告, form: 首报, to: 上级, channel: 电话"
MORE = "报告, form: 续报, to: 上级, channel: 电话"
PROMPT = "name: 续报, from: {kind: 发现}, to: {kind: 报告, form: 续报}"
FOUND_AT_9 = f"09:00 {FOUND}"
CLOSE = "推进, stage: 归档, reason: 不属本单位"


@pytest.mark.parametrize(
    ("now", "report", "clock"),
    [
        ("09:00", None, "首报 进行中 due 09:10"),
        ("09:06:59", None, "首报 进行中 due 09:10"),
        ("09:07", None, "首报 将到期 due 09:10"),
        ("09:10", None, "首报 将到期 due 09:10"),  # the limit itself is in time
        ("09:10:01", None, "首报 已超时 due 09:10"),
        ("12:00", "09:10", "首报 按时 due 09:10 done 09:10"),
        ("12:00", "09:10:01", "首报 超时完成 due 09:10 done 09:10:01"),
        ("12:00", "09:00:30", "首报 按时 due 09:10 done 09:00:30"),
    ],
)
def test_a_limit_in_minutes(now, report, clock):
    acts = [FOUND_AT_9, *([f"{report} {REPORT}"] if report else [])]
    assert clocks(plan(FIRST), now, *acts) == [clock]


@pytest.mark.parametrize(
    ("found", "now", "clock"),
    [
        ("2026-11-09 23:59", "2026-11-10 00:09", "首报 将到期 due 11-10 00:09"),
        ("2026-11-09 23:59", "2026-11-10 00:09:01", "首报 已超时 due 11-10 00:09"),
        ("2028-02-29 23:55", "2028-03-01 00:05", "首报 将到期 due 03-01 00:05"),
    ],
)
def test_midnight_and_leap_day_are_minutes_like_all_others(found, now, clock):
    assert clocks(plan(FIRST), now, f"{found} {FOUND}") == [clock]


def test_without_a_limit_time_is_shown_and_nothing_judged():
    (due,) = judged(plan(PROMPT), "2026-11-20 09:00", FOUND_AT_9).dues
    assert (due.clock, due.due, due.remind_at, due.open) == (Clock.PENDING, None, None, True)
    assert due.taken.days == 11
    (due,) = judged(plan(PROMPT), "12:00", FOUND_AT_9, f"11:00 {MORE}").dues
    assert (due.clock, due.open) == (Clock.DONE, False)
    assert due.taken.seconds == 7200


def test_a_duty_carries_its_force_basis_and_clause():
    line = PROMPT + ", force: 参照, basis: 某办法, clause: 三(二)"
    (due,) = judged(plan(line), "09:05", FOUND_AT_9).dues
    assert (due.force, due.basis, due.clause) == ("参照", "某办法", "三(二)")


def test_the_time_a_source_was_posted_starts_no_clock():
    """``posted_at`` is 07:00 in the discovery; the duty starts when duty staff saw it."""
    (due,) = judged(plan(FIRST), "09:05", FOUND_AT_9).dues
    assert due.start == at("09:00")


def test_reminders_come_before_and_after_the_end():
    line = FIRST.replace("remind: 3 min", "remind: [5 min, 3 min, +30 min]")
    (due,) = judged(plan(line), "09:05", FOUND_AT_9).dues
    assert due.reminders == (at("09:05"), at("09:07"), at("09:40"))
    assert due.remind_at == at("09:05")
    assert due.clock is Clock.SOON


@pytest.mark.parametrize(
    ("deadline", "now", "acts", "found"),
    [
        # closed while the clock ran, within its time
        (FIRST, "12:00", ["09:05 " + CLOSE], ["首报 随办结终止 due 09:10"]),
        # closed after its time
        (FIRST, "12:00", ["09:15 " + CLOSE], ["首报 超时完成 due 09:10"]),
        (PROMPT, "12:00", ["09:15 " + CLOSE], ["续报 随办结终止"]),
        # done before closing
        (FIRST, "12:00", [f"09:05 {REPORT}", f"09:15 {CLOSE}"], ["首报 按时 due 09:10 done 09:05"]),
    ],
)
def test_closing_ends_clocks_that_run(deadline, now, acts, found):
    assert clocks(plan(deadline), now, FOUND_AT_9, *acts) == found


def test_a_duty_that_closing_left_undone_is_no_longer_open():
    (due,) = judged(plan(FIRST), "12:00", FOUND_AT_9, f"09:15 {CLOSE}").dues
    assert (due.open, due.done, due.stopped) == (False, None, at("09:15"))
    assert due.over.seconds == 300


def test_a_reopened_incident_does_not_wake_the_clocks_that_closing_ended():
    acts = [f"09:15 {CLOSE}", "10:00 推进, stage: 处置, reason: 再起", f"10:30 {REPORT}"]
    assert clocks(plan(FIRST), "12:00", FOUND_AT_9, *acts) == ["首报 超时完成 due 09:10"]


def test_the_act_that_closes_may_be_the_one_that_ends_the_duty():
    line = "name: 归档, from: {kind: 发现}, to: {stage: 归档}, limit: 1 h"
    assert clocks(plan(line), "12:00", FOUND_AT_9, f"09:30 {CLOSE}") == [
        "归档 按时 due 10:00 done 09:30"
    ]


def test_a_clock_that_starts_with_the_closing_runs_on():
    line = "name: 销毁, from: {stage: 归档}, to: {kind: 销毁}, limit: 30 d"
    acts = [FOUND_AT_9, f"09:30 {CLOSE}"]
    assert clocks(plan(line), "2026-11-20 09:00", *acts) == ["销毁 进行中 due 12-09 23:59:59"]
    acts.append("2026-11-20 08:00 销毁, annex_name: 截图")
    assert clocks(plan(line), "2026-11-20 09:00", *acts) == [
        "销毁 按时 due 12-09 23:59:59 done 11-20 08:00"
    ]


DECIDED = "09:20 丁 决定, measures: [回应], stage: 处置"
URGENT = f"{DECIDED}, urgent: 电话同意"


@pytest.mark.parametrize(
    ("now", "acts", "clock"),
    [
        ("09:30", [], "追认 · 决定 进行中 due 11-10 09:20"),
        ("2026-11-10 08:20", [], "追认 · 决定 将到期 due 11-10 09:20"),
        ("2026-11-10 09:21", [], "追认 · 决定 已超时 due 11-10 09:20"),
        (
            "12:00",
            [yes("11:00", "乙", "09:20 决定")],
            "追认 · 决定 按时 due 11-10 09:20 done 11:00",
        ),
        # sent back: nothing is undone, and it must still be signed
        ("12:00", [yes("11:00", "乙", "09:20 决定", "退回")], "追认 · 决定 进行中 due 11-10 09:20"),
        ("12:00", [f"11:00 {CLOSE}"], "追认 · 决定 随办结终止 due 11-10 09:20"),
    ],
)
def test_what_was_done_before_signing_must_be_signed_in_time(now, acts, clock):
    assert clocks(plan(), now, FOUND_AT_9, URGENT, *acts) == [clock]


def test_an_urgent_draft_needs_all_its_signatures():
    draft = "09:20 送审, id: 发布1, items: [事项1], form: 答复, drafted_by: [甲], channel: 微信, text: 说明, urgent: 急"
    one = [FOUND_AT_9, draft, yes("10:00", "乙", "09:20 送审")]
    assert clocks(plan(), "10:30", *one) == ["追认 · 发布1 进行中 due 11:20"]
    both = [*one, yes("11:30", "丙", "09:20 送审")]
    assert clocks(plan(), "12:00", *both) == ["追认 · 发布1 超时完成 due 11:20 done 11:30"]


def test_ratification_carries_the_force_of_its_line():
    decided = judged(plan(), "09:30", FOUND_AT_9, URGENT).dues[0]
    assert (decided.force, decided.code, decided.clause) == ("本预案", "ratify-decision", "二")
    draft = "09:20 送审, id: 发布1, items: [事项1], form: 答复, drafted_by: [甲], channel: 微信, text: 说明, urgent: 急"
    drafted = judged(plan(), "09:30", FOUND_AT_9, draft).dues[0]
    assert (drafted.force, drafted.basis) == ("目标", "目标")


def test_an_urgent_act_that_was_voided_has_no_clock():
    void = "10:00 更正, entry: 2026-11-09 09:20 决定, void: 是, reason: 误录"
    acts = [FOUND_AT_9, URGENT, void, yes("10:05", "乙", "10:00 更正")]
    assert clocks(plan(), "12:00", *acts) == []


# a year without data

WORKDAYS = (
    "name: 办结, from: {kind: 发现}, to: {kind: 报告, form: 首报}, limit: 2 workday, clause: 三"
)


def test_a_year_without_data_fails_loudly_and_guesses_nothing():
    case = judged(plan(WORKDAYS), "2026-12-31 10:00", f"2026-12-30 09:00 {FOUND}")
    (due,) = case.dues
    assert (due.clock, due.due, due.open) == (Clock.UNKNOWN, None, True)
    (finding,) = case.findings
    assert finding.code == "calendar-year-missing"
    assert finding.severity is Severity.ERROR
    assert finding.where == ("timeline", 0, "at")
    assert finding.clause == "三"
    assert "2027年" in finding_words(finding)[0]
    assert "plan/office/workdays.yml" in finding_words(finding)[1]
    assert "2027" in finding_words(finding, "en")[0]


@pytest.mark.parametrize(
    ("acts", "clock"),
    [
        # done before the first day that is not known: in time whatever that year brings
        (["2026-12-31 10:00 " + REPORT], "按时"),
        (["2027-01-01 00:00 " + REPORT], "无法计算"),
        (["2026-12-31 10:00 " + CLOSE], "随办结终止"),
        (["2027-01-01 00:00 " + CLOSE], "无法计算"),
    ],
)
def test_only_what_the_missing_year_decides_is_left_open(acts, clock):
    case = judged(plan(WORKDAYS), "2027-02-01 10:00", f"2026-12-30 09:00 {FOUND}", *acts)
    (due,) = case.dues
    assert due.clock.value == clock
    assert not due.open
    codes = [finding.code for finding in case.findings]
    assert codes == (["calendar-year-missing"] if clock == "无法计算" else [])


def test_the_calendar_of_the_office_is_what_counts():
    acts = [f"2026-09-28 09:00 {FOUND}"]
    line = WORKDAYS.replace("2 workday", "5 workday")
    assert clocks(plan(line), "2026-10-10 12:00", *acts) == ["办结 将到期 due 10-10 23:59:59"]
    case = judged(plan(line), "2026-10-10 12:00", *acts, calendar=Calendar())
    assert [brief(due) for due in case.dues] == ["办结 无法计算"]


@pytest.mark.parametrize(
    ("outside", "found", "due"),
    [
        ("照算", "2026-11-13 18:00", "11-13 22:00"),
        ("只算上班", "2026-11-13 16:00", "11-16 10:30"),
        ("顺延起点", "2026-11-14 10:00", "11-16 12:30"),
        ("顺延终点", "2026-11-13 18:00", "11-16 08:30"),
    ],
)
def test_office_hours_are_the_plans(outside, found, due):
    line = f"name: 办结, from: {{kind: 发现}}, to: {{kind: 报告}}, limit: 4 h, outside: {outside}"
    assert clocks(plan(line), found, f"{found} {FOUND}") == [f"办结 进行中 due {due}"]


# what a check says


def finding_of(acts, now, line=FIRST):
    case = judged(plan(line), now, FOUND_AT_9, *acts)
    return [(each.code, each.message_key, each.severity, each.where) for each in case.findings]


@pytest.mark.parametrize(
    ("acts", "now", "text", "number"),
    [
        ([], "09:20", "deadline-overdue", 0),
        ([f"09:15 {REPORT}"], "09:20", "deadline-late", 1),
        ([f"09:15 {REPORT}, late: 线路不通"], "09:20", "deadline-late-excused", 1),
        ([f"09:15 {CLOSE}"], "09:20", "deadline-late", 0),
    ],
)
def test_lateness_is_recorded_where_it_happened_and_never_refused(acts, now, text, number):
    assert finding_of(acts, now) == [("d0", text, Severity.LATE, ("timeline", number, "at"))]


def test_what_is_in_time_is_not_found():
    assert finding_of([f"09:05 {REPORT}"], "09:20") == []
    assert finding_of([], "09:09") == []


def test_lateness_is_said_in_words():
    (finding,) = judged(plan(FIRST), "09:17", FOUND_AT_9).findings
    assert finding_words(finding)[0] == "“首报”已超时 7 分钟（应于 2026-11-09 09:10 前）"
