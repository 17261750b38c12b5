"""Deadlines and office hours of a plan are typed, and what they cannot mean is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from tests.rules.clocks import PLAN, office, plan, rosters
from tests.rules.plans import brief, tree

from taizhang.model.calendar import Calendar
from taizhang.model.messages import finding_words
from taizhang.model.times import Reminder, Span
from taizhang.rules.plancheck import check_plan
from taizhang.rules.planread import read_plan
from taizhang.rules.sentences import deadline_sentence

LINE = "name: 办结, from: {kind: 发现}, to: {kind: 报告}"
EACH = "name: 办结, each: 事项, to: {kind: 办理}"
HOURS = "office_hours: [08:30-12:00, 14:30-18:00]\n"


def faults(line, hours=HOURS):
    text = PLAN.replace(HOURS, hours) + f"deadlines:\n- {{code: d0, {line}}}\n"
    read, findings = read_plan(tree(text), "digest")
    assert read is None
    for finding in findings:
        assert all(all(finding_words(finding, lang)) for lang in ("zh", "en"))
    return brief(findings)


def test_office_hours_stand_once_for_the_plan():
    assert plan().office_hours.spans == (
        (time(8, 30), time(12)),
        (time(14, 30), time(18)),
    )
    assert plan(drop=HOURS).office_hours.spans == ()


@pytest.mark.parametrize(
    ("hours", "code", "where"),
    [
        ("08:30–12:00", "setting-not-hours", ("office_hours",)),
        ("[8:30-12:00]", "setting-not-hours", ("office_hours", 0)),
        ("[08:30-24:00]", "setting-not-hours", ("office_hours", 0)),
        ("[08:30-12:60]", "setting-not-hours", ("office_hours", 0)),
        ("12:00-08:30", "office-hours-order", ("office_hours",)),
        ("[08:30-08:30]", "office-hours-order", ("office_hours", 0)),
        ("[08:30-12:00, 11:00-18:00]", "office-hours-order", ("office_hours", 1)),
        ("[14:30-18:00, 08:30-12:00]", "office-hours-order", ("office_hours", 1)),
        ("{from: 8}", "setting-not-text", ("office_hours",)),
    ],
)
def test_hours_that_are_none_are_refused(hours, code, where):
    assert (code, where) in faults(LINE, f"office_hours: {hours}\n")


@pytest.mark.parametrize(
    ("more", "limit"),
    [
        ("limit: 10 min", Span(10, "min")),
        ("limit: 48 h", Span(48, "h")),
        ("limit: 15 d", Span(15, "d")),
        ("limit: 5 workday", Span(5, "workday")),
    ],
)
def test_a_limit_is_in_one_of_four_units(more, limit):
    assert plan(f"{LINE}, {more}").deadlines[0].limit == limit


def test_a_deadline_without_more_counts_on_and_is_not_extended():
    line = plan(LINE).deadlines[0]
    assert (line.limit, line.outside, line.extend, line.remind) == (None, "照算", None, ())


def test_reminders_stand_before_and_after_the_end():
    line = plan(f"{LINE}, limit: 1 h, remind: [15 min, 3 min, +30 min]").deadlines[0]
    assert line.remind == (
        Reminder(Span(15, "min")),
        Reminder(Span(3, "min")),
        Reminder(Span(30, "min"), after=True),
    )


@pytest.mark.parametrize("limit", ["2 h", "20 min"])
@pytest.mark.parametrize("outside", ["照算", "只算上班", "顺延起点", "顺延终点"])
def test_hours_and_minutes_go_with_every_way(limit, outside):
    assert plan(f"{LINE}, limit: {limit}, outside: {outside}").deadlines[0].outside == outside


@pytest.mark.parametrize(
    ("more", "code", "where"),
    [
        ("limit: 3 d, outside: 只算上班", "deadline-outside-unit", ("outside",)),
        ("limit: 3 workday, outside: 只算上班", "deadline-outside-unit", ("outside",)),
        ("limit: 3 workday, outside: 顺延终点", "deadline-outside-unit", ("outside",)),
        ("outside: 顺延终点", "deadline-limit-none", ("outside",)),
        ("limit: 2 h, outside: 不算", "setting-value", ("outside",)),
        ("remind: 3 min", "deadline-limit-none", ("remind",)),
        ("limit: 10 min, remind: 10 min", "deadline-remind-long", ("remind",)),
        ("limit: 10 min, remind: [3 min, 1 h]", "deadline-remind-long", ("remind", 1)),
        ("limit: 10 min, remind: 早", "setting-not-span", ("remind",)),
        ("limit: 10 min, remind: [3 min, -3 min]", "setting-not-span", ("remind", 1)),
        ("limit: 10 min, remind: + 3 min", "setting-not-span", ("remind",)),
        ("limit: 9 d, remind: 1 workday", "setting-workday", ("remind",)),
        ("limit: 9 d, extend: 3 d", "deadline-extend-each", ("extend",)),
        ("limit: 9 天", "setting-not-span", ("limit",)),
        ("limit: 0 d", "setting-not-span", ("limit",)),
    ],
)
def test_what_a_deadline_cannot_mean_is_refused(more, code, where):
    assert faults(f"{LINE}, {more}") == [(code, ("deadlines", 0, *where))]


@pytest.mark.parametrize(
    ("more", "code", "where"),
    [
        ("extend: 3 d", "deadline-limit-none", ("extend",)),
        ("limit: 9 d, extend: 早", "setting-not-span", ("extend",)),
        ("limit: due", "deadline-limit-each", ("limit",)),
        ("limit: expires", "deadline-limit-each", ("limit",)),
        ("limit: 1 h, from: 签完", "setting-value", ("from",)),
        ("limit: 1 h, from: [{kind: 来文}, {}]", "matcher-not-record", ("from", 1)),
    ],
)
def test_what_a_deadline_of_things_cannot_mean_is_refused(more, code, where):
    assert faults(f"{EACH}, {more}") == [(code, ("deadlines", 0, *where))]


def test_the_own_limit_of_a_thing_needs_the_thing():
    assert faults(f"{LINE}, limit: due") == [("deadline-limit-each", ("deadlines", 0, "limit"))]


def test_a_deadline_starts_somewhere():
    assert faults("name: 办结, to: {kind: 报告}") == [("setting-missing", ("deadlines", 0))]


def test_urgent_acts_have_their_clock_with_the_approval_line():
    assert faults("name: 追认, each: 待追认, to: 签完")[0] == (
        "setting-value",
        ("deadlines", 0, "each"),
    )


@pytest.mark.parametrize("outside", ["只算上班", "顺延起点", "顺延终点"])
def test_whatever_rests_on_office_hours_needs_them(outside):
    assert faults(f"{LINE}, limit: 2 h, outside: {outside}", "") == [
        ("office-hours-missing", ("deadlines", 0, "outside"))
    ]
    assert plan(f"{LINE}, limit: 2 h, outside: 照算", drop=HOURS).deadlines


def test_a_reminder_after_the_end_may_be_longer_than_the_limit():
    assert plan(f"{LINE}, limit: 10 min, remind: +30 min").deadlines[0].remind[0].after


# what a plan check says about clocks

YEARS = Calendar(notices=office().calendar.notices)


def checked(*lines, day=None, calendar=YEARS, drop=""):
    found = check_plan(plan(*lines, drop=drop), rosters(), office(calendar), day)
    mine = ("deadline-signed-from", "deadline-extend-unsigned", "calendar-year-ahead")
    for finding in found:
        assert all(all(finding_words(finding, lang)) for lang in ("zh", "en"))
    return [
        (each.code, each.where, each.values.get("year", "")) for each in found if each.code in mine
    ]


@pytest.mark.parametrize(
    ("line", "sound"),
    [
        ("from: {kind: 送审}, to: 签完", True),
        ("from: [{kind: 送审}, {kind: 决定}], to: 签完", True),
        ("each: 发布, from: {kind: 送审}, to: 签完", True),
        ("from: {stage: 处置}, to: 签完", True),
        ("from: {kind: 报告}, to: 签完", False),  # nobody approves a report
        ("from: [{kind: 送审}, {kind: 报告}], to: 签完", False),
        ("from: [{kind: 送审}, 升级], to: 签完", False),
        ("from: 升级, to: 签完", False),
        ("each: 发布, to: 签完", False),
        ("from: {kind: 送审}, to: [签完, {kind: 发布}]", False),
    ],
)
def test_what_ends_with_the_signing_starts_with_what_must_be_signed(line, sound):
    expected = [] if sound else [("deadline-signed-from", ("deadlines", 0, "to"), "")]
    assert checked(f"name: 审定, {line}") == expected


def test_an_approval_line_for_every_kind_approves_every_kind():
    all_kinds = "- {code: extend, on: {kind: 延期}, roles: 成员}\n"
    of = PLAN.replace(all_kinds, "- {code: moves, on: {move: 重开}, roles: 成员}\n")
    line = f"deadlines:\n- {{code: d, {EACH}, limit: 9 d, extend: 3 d}}\n"
    read, findings = read_plan(tree(of + line), "digest")
    assert findings == ()
    assert read is not None
    codes = [each.code for each in check_plan(read, rosters(), office())]
    assert "deadline-extend-unsigned" not in codes


def test_an_extension_must_be_approved_by_somebody():
    unsigned = "- {code: extend, on: {kind: 延期}, roles: 成员}\n"
    line = f"{EACH}, limit: 60 d, extend: 30 d"
    assert checked(line) == []
    assert checked(line, f"code: other, {LINE}", drop=unsigned) == [
        ("deadline-extend-unsigned", ("deadlines", 0, "extend"), "")
    ]


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        (f"{LINE}, limit: 5 workday", True),
        (f"{LINE}, limit: 2 h, outside: 只算上班", True),
        (f"{EACH}, limit: 60 d, extend: 5 workday", True),
        (f"{LINE}, limit: 5 d", False),
        (LINE, False),
    ],
)
def test_a_plan_that_counts_working_days_needs_this_year_and_the_next(line, asks):
    lines = ("name: 另, code: first, from: {kind: 发现}, to: {kind: 会商}", line)
    ahead = [("calendar-year-ahead", ("deadlines", 1), 2027)] if asks else []
    assert checked(*lines, day=date(2026, 11, 9)) == ahead
    assert checked(*lines, day=date(2025, 11, 9)) == []
    assert checked(*lines) == []


def test_a_year_with_a_gap_is_a_year_without_data():
    line = f"{LINE}, limit: 5 workday"
    first = Calendar(notices=YEARS.notices[:1])
    found = checked(line, day=date(2026, 1, 1), calendar=first)
    assert [each[2] for each in found] == [2026, 2027]


@pytest.mark.parametrize(
    ("since", "until"), [(date(2026, 1, 2), date(2027, 12, 31)), (date(2025, 1, 1), date(2027, 12, 30))]
)  # fmt: skip
def test_a_year_has_data_from_its_first_day_to_its_last(since, until):
    kept = replace(YEARS.notices[0], since=since, until=until)
    told = checked(
        f"{LINE}, limit: 5 workday", day=date(2026, 6, 1), calendar=Calendar(notices=(kept,))
    )
    assert [each[2] for each in told] == [2026 if since.year == 2026 else 2027]


@pytest.mark.parametrize(
    ("line", "zh", "en"),
    [
        (
            "limit: 4 h, outside: 只算上班",
            "办结：从发现起 4 小时内须有报告；只算上班时间（08:30–12:00、14:30–18:00）。",
            "办结: a report within 4 h of a discovery; office hours alone count (08:30–12:00, 14:30–18:00).",
        ),
        (
            "limit: 5 workday, outside: 顺延起点, remind: [2 d, 1 d, +2 d]",
            "办结：从发现起 5 个工作日内须有报告；在上班时间（08:30–12:00、14:30–18:00）以外起算的，改从下一次上班起算；提前 2 日、1 日提醒；到期后 2 日再提醒。",
            "办结: a report within 5 workdays of a discovery; what starts outside office hours (08:30–12:00, 14:30–18:00) starts with the next ones; reminder 2 d and 1 d before and 2 d after.",
        ),
        (
            "limit: 4 h, outside: 顺延终点, remind: +30 min",
            "办结：从发现起 4 小时内须有报告；到期不在上班时间（08:30–12:00、14:30–18:00）的，顺延到下一次上班；到期后 30 分钟再提醒。",
            "办结: a report within 4 h of a discovery; what ends outside office hours (08:30–12:00, 14:30–18:00) ends with the start of the next ones; reminder 30 min after.",
        ),
        (
            "limit: 4 d, outside: 顺延终点, remind: 1 d",
            "办结：从发现起 4 日内须有报告；到期日不上班的，顺延到下一个工作日；提前 1 日提醒。",
            "办结: a report within 4 d of a discovery; what ends on a free day ends on the next working day; reminder 1 d before.",
        ),
    ],
)
def test_office_hours_and_reminders_are_part_of_the_sentence(line, zh, en):
    of = plan(f"{LINE}, {line}")
    assert deadline_sentence(of.deadlines[0], of) == zh
    assert deadline_sentence(of.deadlines[0], of, "en") == en


def test_how_far_a_limit_may_be_extended_is_part_of_the_sentence():
    of = plan(f"{EACH}, limit: 60 d, extend: 30 d")
    assert deadline_sentence(of.deadlines[0], of) == (
        "办结：每个事项，从登记起 60 日内须有办理；经批准可以延期，最长 30 日。"
    )
    assert deadline_sentence(of.deadlines[0], of, "en") == (
        "办结: for each item, a handling within 60 d of being recorded; with approval it can be extended by 30 d at most."
    )


def test_office_hours_may_meet():
    text = PLAN.replace(HOURS, "office_hours: [08:30-12:00, 12:00-18:00]\n")
    read, findings = read_plan(tree(text), "digest")
    assert findings == ()
    assert read is not None
    assert len(read.office_hours.spans) == 2


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("name: 办结, to: {kind: 报告}", {"key": "from"}),
        (f"{LINE}, remind: 3 min", {"key": "remind"}),
        (f"{LINE}, outside: 顺延终点", {"key": "outside"}),
        (f"{EACH}, extend: 3 d", {"key": "extend"}),
        (f"{LINE}, limit: 9 d, remind: 早", {"key": "remind", "value": "早"}),
        (
            f"{LINE}, limit: 3 workday, outside: 只算上班",
            {"value": "只算上班", "options": "照算、顺延起点"},
        ),
    ],
    ids=["from", "remind", "outside", "extend", "a reminder", "ways"],
)
def test_a_fault_of_a_deadline_names_the_key_and_the_ways_out(line, values):
    text = f"{PLAN}deadlines:\n- {{code: d0, {line}}}\n"
    _, (finding,) = read_plan(tree(text), "digest")
    assert finding.values == values


@pytest.mark.parametrize("key", ["from", "to"])
def test_a_deadline_that_lists_no_point_is_refused(key):
    line = {"name": "办结", "from": "{kind: 发现}", "to": "{kind: 报告}", key: "[]"}
    text = ", ".join(f"{name}: {value}" for name, value in line.items())
    assert ("setting-missing", ("deadlines", 0, key)) in faults(text)


def test_a_reminder_that_is_none_hides_no_other():
    found = faults(f"{LINE}, limit: 10 min, remind: [早, 1 h]")
    assert [code for code, _ in found] == ["setting-not-span", "deadline-remind-long"]


def test_hours_that_are_none_hide_no_others():
    found = faults(LINE, "office_hours: [早, 12:00-08:30]\n")
    assert [code for code, _ in found] == ["setting-not-hours", "office-hours-order"]
