"""Figures of a ledger, from incidents judged as they are in use."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.builders import (
    consulted,
    drafted,
    found,
    full_time,
    item,
    judged,
    published,
    reported,
    shipped,
    signed,
    until_archive,
    until_handling,
)

from taizhang.model.incidentfacts import Length, LessonFact
from taizhang.model.times import parse_time
from taizhang.rules.sums import merged, months
from taizhang.rules.views.cells import spread
from taizhang.rules.views.counted import INTERVALS, facts_of
from taizhang.rules.views.statistics import statistics_of_sums, statistics_view


def at(text):
    return parse_time(full_time(text), shipped().plan.zone)


def facts(now, *entries, **changes):
    return replace(facts_of(judged(now, *entries)), **changes)


def view(now, *records, plans=(), drill=False):
    office = replace(shipped().office, drill=drill)
    return statistics_view(records, plans or (shipped().plan,), office, at(now))


def table(statistics, key, period="all"):
    """Rows of a figure as people read them, by their first cells that are no numbers."""
    figure = statistics.period(period).figure(key)
    heads = sum(not column.number for column in figure.columns)
    return {
        tuple(cell.text for cell in row[:heads]): tuple(cell.text for cell in row[heads:])
        for row in figure.rows
    }


def totals(statistics, period="all"):
    return {each.key: each.text for each in statistics.period(period).head}


LATE = (found(), reported("09:25", stage="快报事实"))
GOOD = (found(), reported("09:06", stage="快报事实"))
OPEN = (found("+1 09:00"),)


def test_totals_of_a_few_incidents():
    shown = totals(view("+1 09:30", facts("+1 09:30", *LATE), facts("+1 09:30", *OPEN), facts("+9 09:00", *until_archive())))  # fmt: skip
    assert (shown["opened"], shown["closed"], shown["open"]) == ("3", "1", "2")
    assert (shown["overdue"], shown["items"], shown["answered"]) == ("1", "3", "1")
    assert (shown["lessons"], shown["revised"]) == ("1", "0")


def test_share_on_time_is_over_what_was_done_or_has_run_out():
    """Two in time, one late, one overdue; one that still runs is not judged."""
    records = (
        facts("+1 09:30", *GOOD, id="a"),
        facts("+1 09:30", *GOOD, id="b"),
        facts("+1 09:30", *LATE, id="c"),
        facts("+1 09:30", *OPEN, id="d"),
        facts("+1 09:30", found("+1 09:25"), id="e"),
    )
    rows = table(view("+1 09:30", *records), "duties")
    name = ("首报", "全部", "10 分钟", "本预案", "三(二)")
    assert rows[name] == ("2", "1", "1", "50.0%", "6 分钟", "25 分钟")
    assert rows["首报", "一般", *name[2:]] == rows[name]
    assert [row for row in rows if row[0] == "首次回应"] == []


def test_every_duty_is_shown_with_the_force_it_has():
    late = table(view("+9 09:00", facts("+9 09:00", *LATE)), "duties")
    assert ("首次回应", "全部", "48 小时", "参照", "国办发〔2016〕61号") in late


def test_a_prompt_duty_shows_its_time_and_is_never_late():
    done = facts("+9 09:00", *GOOD, consulted("+5 09:06"))
    shown = view("+9 09:00", done)
    assert table(shown, "prompt")["会商", "全部", "本预案", "三(三)"] == ("1", "0", "5 天", "5 天")
    assert all(row[0] != "会商" for row in table(shown, "duties"))


def test_a_single_drill_of_a_real_ledger_does_not_count():
    records = (facts("10:00", *GOOD), facts("10:00", *LATE, drill=True))
    shown = view("10:00", *records)
    assert totals(shown)["opened"] == "1"
    assert (shown.left_out, shown.drill) == (1, False)
    assert totals(shown)["on-time-share"] == "100.0%"


def test_a_drill_ledger_counts_itself_and_says_so():
    shown = view("10:00", facts("10:00", *GOOD), facts("10:00", *LATE, drill=True), drill=True)
    assert totals(shown)["opened"] == "2"
    assert (shown.left_out, shown.drill) == (0, True)


def test_a_year_holds_what_was_discovered_in_it():
    last = facts("+90 09:00", found("2026-12-31 23:50"), reported("2027-01-01 00:01", stage="快报事实"))  # fmt: skip
    next_ = facts("+90 09:00", found("2027-01-01 00:10"))
    shown = view("+90 09:00", last, next_)
    assert [period.key for period in shown.periods] == ["all", "2027", "2026"]
    assert totals(shown, "2026")["opened"] == totals(shown, "2027")["opened"] == "1"
    assert [each.partial for each in shown.periods] == [False, True, False]
    months = table(shown, "months", "2026")
    assert len(months) == 12
    assert months["2026-12",][0] == "1"
    assert [*table(shown, "months", "2027")] == [("2027-01",), ("2027-02",)]
    assert [*table(shown, "months")] == [("2026-12",), ("2027-01",), ("2027-02",)]


def test_closings_are_counted_in_their_own_month():
    done = facts("+90 09:00", *until_archive(), closed="2027-01-03T10:00:00+08:00")
    shown = view("+90 09:00", done, facts("+90 09:00", found("2027-01-09 09:00")))
    assert table(shown, "months", "2026")["2026-11",][:2] == ("1", "0")
    assert table(shown, "months", "2027")["2027-01",][:2] == ("1", "1")
    assert table(shown, "years")["2027",][:2] == ("1", "1")


def test_months_in_which_nothing_happened_are_shown():
    shown = view("+90 09:00", facts("+90 09:00", *GOOD))
    assert table(shown, "months")["2027-01",][:2] == ("0", "0")


def test_levels_stand_in_the_plans_order_with_those_that_have_none():
    shown = view("10:00", facts("10:00", found(level="较大")), facts("10:00", found()))
    assert [*table(shown, "levels").items()] == [
        (("特别重大",), ("0", "0.0%")),
        (("重大",), ("0", "0.0%")),
        (("较大",), ("1", "50.0%")),
        (("一般",), ("1", "50.0%")),
    ]


def test_an_incident_of_two_natures_counts_for_both():
    both = facts("10:00", found(items=[item(), item("事项2", "咨询"), item("事项3", "咨询")]))
    shown = view("10:00", both)
    assert table(shown, "natures") == {("咨询",): ("1", "100.0%"), ("诉求",): ("1", "100.0%")}
    assert table(shown, "answers")["咨询",] == ("2", "0", "2", "0.0%")


def test_intervals_by_level_and_of_all():
    slow = [found(level="较大"), reported("09:20", stage="快报事实")]
    rows = table(view("10:00", facts("10:00", *GOOD), facts("10:00", *slow)), "intervals")
    assert rows["发现→报告", "全部"] == ("2", "13 分钟", "20 分钟")
    assert rows["发现→报告", "较大"] == ("1", "20 分钟", "20 分钟")


def test_stages_stand_in_the_plans_order():
    rows = table(view("+9 09:00", facts("+9 09:00", *until_archive())), "stages")
    assert [name for name, level in rows if level == "全部"] == [
        "监测舆情", "快报事实", "会商研判", "应急处置", "后期处置", "总结评估",
    ]  # fmt: skip


def test_what_is_overdue_is_named_the_longest_first():
    early = facts("+4 09:00", *GOOD, id="20261109-aaaa")
    shown = view("+4 09:00", facts("+4 09:00", found("+3 09:00"), id="20261112-bbbb"), early)
    figure = shown.period("all").figure("overdue")
    assert [[cell.text for cell in row] for row in figure.rows] == [
        ["20261109-aaaa", "一般", "快报事实", "首次回应", "参照", "2026-11-11 09:00", "2 天"],
        ["20261112-bbbb", "一般", "监测舆情", "首报", "本预案", "2026-11-12 09:10", "23 小时 50 分钟"],
    ]  # fmt: skip
    assert figure.rows[1][-1].value == 1430.0


def test_names_of_a_former_plan_are_kept_as_they_are():
    plan = shipped().plan
    former = replace(plan, id="2020-01-01", deadlines=tuple(
        replace(each, limit=replace(each.limit, amount=20)) if each.code == "first-report" else each
        for each in plan.deadlines
    ))  # fmt: skip
    records = (
        facts("10:00", *GOOD),
        facts("10:00", *LATE, plan="2020-01-01", level="一类", stage="核实"),
    )
    shown = view("10:00", *records, plans=(plan, former))
    rows = table(shown, "duties")
    assert rows["首报", "全部", "10 分钟", "本预案", "三(二)"][:3] == ("1", "0", "0")
    assert rows["首报", "全部", "20 分钟", "本预案", "三(二)"][:3] == ("0", "1", "0")
    assert ("一类",) in table(shown, "levels")


def test_a_plan_without_levels_has_no_levels_in_its_figures():
    plan = replace(shipped().plan, levels=())
    done = facts("10:00", *GOOD, level="")
    shown = view("10:00", done, plans=(plan,))
    assert shown.period("all").figure("levels") is None
    assert [column.key for column in shown.period("all").figure("months").columns] == [
        "month", "opened", "closed", "entries", "late-entries",
    ]  # fmt: skip
    assert {level for _, level, *_ in table(shown, "duties")} == {"全部"}


def test_an_empty_ledger_has_figures_and_nothing_in_them():
    shown = view("10:00")
    assert [period.key for period in shown.periods] == ["all"]
    assert shown.period("all").total == 0
    assert totals(shown)["on-time-share"] == "—"


def test_causes_are_those_of_problems_the_most_frequent_first():
    lessons = (
        LessonFact("没有备岗", "plan", "2026-11-18"),
        LessonFact("说明不全", "other", ""),
        LessonFact("没有备岗", "", ""),
        LessonFact("", "", ""),
    )
    shown = view("10:00", facts("10:00", *GOOD, lessons=lessons))
    assert [*table(shown, "causes").items()] == [
        (("没有备岗",), ("2", "50.0%")),
        (("说明不全",), ("1", "25.0%")),
    ]
    assert [*table(shown, "lessons").items()] == [
        (("修订预案，2026-11-18 版",), ("1", "25.0%")),
        (("其他改进",), ("1", "25.0%")),
        (("尚无改进",), ("2", "50.0%")),
    ]


COLUMNS = {
    "totals": "key name value",
    "years": "year opened closed level-L1 level-L2 level-L3 level-L4 on-time-share",
    "months": "month opened closed level-L1 level-L2 level-L3 level-L4 entries late-entries",
    "levels": "name count share",
    "natures": "name count share",
    "platforms": "name count share",
    "scopes": "name count share",
    "measures": "name count share",
    "answers": "name items answered open share",
    "duties": "name level limit force basis on-time late overdue share median p90",
    "prompt": "name level force basis done running median p90",
    "overdue": "incident level stage name force due over",
    "intervals": "name level count median p90",
    "stages": "name level count median p90",
    "late-entries": "name entries late share",
    "causes": "name count share",
    "lessons": "name count share",
}
"""Names that programs rely on."""


def test_names_of_figures_and_columns_stay():
    period = view("+9 09:00", facts("+9 09:00", *until_archive())).period("all")
    assert {
        each.key: " ".join(column.key for column in each.columns) for each in period.figures
    } == COLUMNS
    for figure in period.figures:
        assert all(len(row) == len(figure.columns) for row in figure.rows)


@pytest.mark.parametrize("days", [0, 3, 30])
def test_the_same_records_serve_every_moment(days):
    """A record made early gives the figures of a later moment."""
    draft = drafted("10:20")
    story = [*until_handling(), draft, signed("10:30", draft), published("10:40")]
    moment = f"+{days + 1} 09:00"
    early, late = facts("10:41", *story), facts(moment, *story)
    assert view(moment, early) == view(moment, late)


def test_a_prompt_duty_that_ended_undone_is_in_no_table():
    done = facts("10:00", *GOOD)
    ended = tuple(each._replace(state="ended") for each in done.duties)
    assert "会商" in {row[0] for row in table(view("10:00", done), "prompt")}
    assert view("10:00", replace(done, duties=ended)).period("all").figure("prompt").rows == ()


def test_months_of_all_years_are_two_years_and_at_least_the_present_one():
    shown = [*table(view("10:00"), "months")]
    assert (len(shown), shown[0], shown[-1]) == (24, ("2024-12",), ("2026-11",))
    ahead = facts("10:00", *GOOD, opened="2027-03-09T09:00:00+08:00")
    assert [*table(view("10:00", ahead), "months")] == [("2026-11",)]


def test_incidents_without_a_level_stand_beside_those_that_have_one():
    """Of a former plan without levels."""
    draft = drafted("10:30", urgent="组长电话同意")
    story = (*until_handling(), draft, published("10:40"))
    shown = view("11:00", facts("11:00", *story), facts("11:00", *story, level=""))
    bare = "未分级"
    assert table(shown, "levels")[bare,] == ("1", "50.0%")
    for key, name in (
        ("duties", "首报"),
        ("prompt", "会商"),
        ("intervals", "发现→报告"),
        ("stages", "监测舆情"),
    ):
        told = [level for first, level, *_ in table(shown, key) if first == name]
        assert sorted(told) == sorted(["全部", "一般", bare])
    figure = shown.period("all").figure("months")
    assert bare in [column.title for column in figure.columns]
    assert [each.colour for each in figure.chart.series if each.name == bare] == [""]


def test_a_duty_is_shown_as_soon_as_one_was_done():
    """One in time beside one late, and beside one overdue; one done beside one that runs."""
    name = ("首报", "全部", "10 分钟", "本预案", "三(二)")
    late = view("10:00", facts("10:00", *GOOD), facts("10:00", *LATE))
    assert table(late, "duties")[name][:3] == ("1", "1", "0")
    over = view("+1 09:30", facts("+1 09:30", *GOOD), facts("+1 09:30", *OPEN))
    assert table(over, "duties")[name][:3] == ("1", "0", "1")
    runs = view("10:00", facts("10:00", *GOOD), facts("10:00", *GOOD, consulted("09:20")))
    assert table(runs, "prompt")["会商", "全部", "本预案", "三(三)"][:2] == ("1", "1")


def test_signing_afterwards_is_a_duty_with_the_force_its_line_has():
    draft = drafted("10:30", urgent="组长电话同意")
    story = (*until_handling(), draft, signed("11:00", draft))

    def told(**changes):
        lines = {each.code: each for each in shipped().plan.approvals}
        lines["release-approval"] = replace(lines["release-approval"], **changes)
        plan = replace(shipped().plan, approvals=tuple(lines.values()))
        rows = table(view("12:00", facts("12:00", *story), plans=(plan,)), "duties")
        return [key for key in rows if key[0].startswith("追认")]

    assert told()[0] == ("追认 · 送审", "全部", "24 小时", "本预案", "二(三)2")
    named = told(basis="某办法", on=(("kind", ("送审", "发布")),))
    assert named[0] == ("追认 · 送审、发布", "全部", "24 小时", "本预案", "某办法")
    assert told(basis="某办法", clause="")[0][3:] == ("目标", "某办法")
    assert told(clause="")[0][3:] == ("目标", "—")


def test_a_chart_shows_the_ten_most_frequent_and_the_newest_revision_stands_first():
    lessons = tuple(LessonFact(f"成因{n:02d}", "plan", f"2026-11-{n:02d}") for n in range(1, 13))
    period = view("10:00", facts("10:00", *GOOD, lessons=lessons)).period("all")
    causes = period.figure("causes")
    assert (len(causes.rows), len(causes.chart.labels)) == (12, 10)
    rows = period.figure("lessons").rows
    assert [row[0].text for row in rows[:2]] == [
        "修订预案，2026-11-12 版",
        "修订预案，2026-11-11 版",
    ]


def test_a_year_with_an_open_incident_still_moves_and_has_no_mark():
    """The mark says that a page may be kept as it is."""
    law, now = shipped(), at("+60 09:00")
    records = [
        facts("+60 09:00", *until_archive(), opened="2025-11-09T09:00:00+08:00"),
        facts("+60 09:00", *GOOD),
    ]
    by_month = months(records, now)
    years = {
        year: merged([each for month, each in by_month.items() if month[:4] == year])
        for year in ("2025", "2026")
    }
    shown = statistics_of_sums(
        years, merged(years.values()), records[1:], (law.plan,), law.office, now,
        history=True, left_out=0, marks={"2025": "a", "2026": "b"},
    )  # fmt: skip
    assert [(each.key, each.moving, each.mark) for each in shown.periods] == [
        ("all", True, ""), ("2026", True, ""), ("2025", False, "a True"),
    ]  # fmt: skip
    assert len(table(shown, "overdue", "2026")) == 1


def test_every_interval_that_is_measured_has_a_title():
    every = facts("10:00", *GOOD, intervals=tuple(Length(key, 60) for key in INTERVALS))
    shown = table(view("10:00", every), "intervals")
    assert [name for name, level, *_ in shown if level == "全部"] == [
        "首次出现→发现", "发现→报告", "报告→会商", "会商→首次回应", "首次回应→结论性回应", "发现→首次回应",
        "发现→平息", "平息→办结", "发现→办结",
    ]  # fmt: skip


def test_of_ten_lengths_nine_tenths_are_within_the_ninth():
    shown = spread(tuple(range(60, 660, 60)))
    assert [cell.text for cell in shown] == ["10", "5 分钟", "9 分钟"]
    assert [cell.text for cell in spread(())] == ["0", "—", "—"]
