"""Judged incidents in words: board, rows, timeline, things, next steps, the plan's tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.rules.builders import (
    corrected,
    decided,
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
    returned,
    shipped,
    signed,
    typed,
    until_archive,
    until_follow_up,
    until_handling,
    voided,
)
from tests.rules.plans import plan_of, rosters_of
from tests.signing import keyed_law, sealed

from taizhang.model.findings import Finding, Severity
from taizhang.model.office import Duty, Period
from taizhang.model.plan import Rule
from taizhang.model.recorded import Recorded, Revision
from taizhang.model.times import parse_time
from taizhang.model.views import NONE, Moment
from taizhang.rules.judge import judge
from taizhang.rules.views.board import Counted, Opened, board_of, board_view, last_closed
from taizhang.rules.views.entries import entry_views
from taizhang.rules.views.explained import explained
from taizhang.rules.views.incident import incident_view
from taizhang.rules.views.nexts import next_views
from taizhang.rules.views.rows import row_view, waiting_views
from taizhang.rules.views.tables import plan_tables
from taizhang.rules.views.things import item_views, review_view, thing_views
from taizhang.store.sshsig import why_not

ID = "20261109-4mq2"
OPEN = [found(), reported(stage="快报事实")]
PATH = f"ledger/2026/11/{ID}.yml"


def at(text):
    return parse_time(full_time(text), shipped().plan.zone)


def view(now, *entries, **given):
    law = given.pop("law", None)
    title = given.pop("title", "标题")
    return incident_view(judged(now, *entries, law=law, title=title), at(now), path=PATH, **given)


def row(now, *entries, law=None, title="标题"):
    return row_view(judged(now, *entries, law=law, title=title), at(now))


def cells(now, *entries):
    return [(cell.name, cell.state) for cell in row(now, *entries).strip if cell.state != "todo"]


# Rows


def test_a_row_says_where_an_incident_stands():
    shown = row("10:00", *OPEN)
    assert (shown.id, shown.title, shown.stage, shown.stage_key) == (
        ID,
        "标题",
        "快报事实",
        "report",
    )
    assert (shown.level.name, shown.level.key, shown.level.shape, shown.level.confirmed) == (
        "一般",
        "L4",
        "■",
        False,
    )
    assert (shown.natures, shown.platforms, shown.waiting, shown.late) == (
        ("诉求",),
        ("论坛",),
        0,
        0,
    )
    assert shown.opened == Moment("2026-11-09T09:00:00+08:00", "2026-11-09 09:00")
    assert shown.updated.text == "2026-11-09 09:05"
    assert (shown.closed, shown.outcome, shown.lessons) == (NONE, "", ())
    assert shown.next is not None


def test_a_corrected_time_of_discovery_is_when_it_was_opened():
    fix = corrected("10:00", OPEN[0], "at", "2026-11-09 09:00", "2026-11-09 08:50", late="核对")
    assert row("11:00", *OPEN, fix, signed("10:10", fix)).opened.text == "2026-11-09 08:50"


def test_a_plan_without_levels_shows_none():
    law = shipped().changed(levels=(), rules=())
    shown = row("10:00", found(level=None), law=law).level
    assert (shown.name, shown.key, shown.shape) == ("", "", "○")


def test_the_strip_shows_what_was_done_and_what_is_to_do():
    assert cells("10:00", *OPEN) == [("监测舆情", "done"), ("快报事实", "now")]
    assert cells("+1 12:00", *until_archive())[-1] == ("归档", "now")
    assert len(cells("+1 12:00", *until_archive())) == 7


def test_the_strip_tells_a_stage_that_was_left_out():
    end = moved("10:00", "归档", reason="无关")
    assert cells("11:00", *OPEN, end, signed("10:10", end)) == [
        ("监测舆情", "done"),
        ("快报事实", "done"),
        ("会商研判", "skipped"),
        ("应急处置", "skipped"),
        ("后期处置", "skipped"),
        ("总结评估", "skipped"),
        ("归档", "now"),
    ]


def test_what_was_reached_before_going_back_is_to_do_again():
    back = row("11:00", *until_handling(), moved("10:30", "会商研判")).strip
    assert [(cell.name, cell.state) for cell in back[2:4]] == [
        ("会商研判", "now"),
        ("应急处置", "todo"),
    ]
    assert back[3].since.text == "2026-11-09 10:05"
    assert back[3].taken == "25 分钟"
    up = moved("+2 09:00", "应急处置")
    story = [*until_archive(), up, signed("+2 09:10", up), signed("+2 09:20", up, by="王强")]
    assert cells("+2 10:00", *story) == [
        ("监测舆情", "done"),
        ("快报事实", "done"),
        ("会商研判", "done"),
        ("应急处置", "now"),
    ]


def test_the_strip_tells_how_long_each_stay_took():
    strip = row("12:30", *until_follow_up()).strip
    assert [cell.taken for cell in strip] == [
        "5 分钟",
        "20 分钟",
        "40 分钟",
        "1 小时 55 分钟",
        "30 分钟",
        "",
        "",
    ]
    assert strip[0].until.text == "2026-11-09 09:05"
    assert strip[-1].since == NONE
    assert row("+1 12:00", *until_archive()).strip[-1].taken == ""


def test_a_refused_discovery_stands_nowhere():
    shown = row("10:00", found(reason=None))
    assert (shown.stage, shown.stage_key) == ("", "")
    assert {cell.state for cell in shown.strip} == {"todo"}


@pytest.mark.parametrize(
    ("tail", "outcome"),
    [
        ([moved("10:00", "归档", reason="无关")], "办结"),
        ([moved("10:00", "归档", into="20261103-8kq3")], "并入 20261103-8kq3"),
        (
            [
                entry("09:40", "李娜", "移送", id="移送1", items=["事项1"], to="机关纪委"),
                handled("09:50", "移送1", outcome="已接收"),
                moved("10:00", "归档"),
            ],
            "已移送",
        ),
    ],
)
def test_a_closed_incident_says_how_it_ended(tail, outcome):
    shown = row("11:00", *OPEN, *tail, signed("10:10", tail[-1]))
    assert shown.outcome == outcome
    assert shown.closed.text == "2026-11-09 10:10"


def test_a_reviewed_incident_shows_what_was_learnt():
    shown = row("+1 12:00", *until_archive())
    assert (shown.outcome, shown.lessons) == ("办结", ("无备岗",))


def test_what_waits_is_counted_and_named():
    draft = drafted("10:20", urgent="先发后签")
    more = decided("10:30", "线下处置")
    done = judged("11:00", *until_handling(), draft, more)
    assert row_view(done, at("11:00")).waiting == 2
    waits = waiting_views(done)
    assert [(each.sort, each.entry, each.roles, each.by) for each in waits] == [
        ("待审批", "2026-11-09 10:30 决定", ("小组成员",), "李娜"),
        ("待追认", "2026-11-09 10:20 送审", ("小组成员",), "李娜"),
    ]
    assert waits[0].command == f'taizhang approve {ID} --entry "2026-11-09 10:30 决定"'


# Board


def board(now, *cases, **office):
    law = shipped()
    facts = replace(law.office, **office)
    return board_view([judged(now, *case) for case in cases], facts, law.plan, at(now), "abc")


def test_the_board_shows_what_is_overdue_first():
    late, closed = [found()], until_archive()
    shown = board("+1 12:00", late, closed, OPEN)
    assert shown.total == 3
    assert [each.stage for each in shown.open] == ["监测舆情", "快报事实"]
    assert [each.stage for each in shown.archived] == ["归档"]
    assert shown.overdue[0][1].code == "first-report"
    assert [due.state for _, due in shown.soon] == []
    assert (shown.plan, shown.commit, shown.built.text) == ("2022-08-05", "abc", "2026-11-10 12:00")
    soon = board("09:08", [found()])
    assert [due.code for _, due in soon.soon] == ["first-report"]


def test_the_board_lists_decisions_nobody_can_verify_the_latest_first():
    law = shipped()
    plain = judged("+1 12:00", *until_archive())
    shown = board_view([plain], law.office, law.plan, at("+1 12:00"))
    assert shown.unverified_total == len(shown.unverified) == 5
    first, last = shown.unverified[0], shown.unverified[-1]
    assert (first.entry, first.approvers) == ("2026-11-10 10:50 推进", ("陈立（组长）",))
    assert (last.entry, last.anchor) == ("2026-11-09 09:20 决定", "e3")
    keyed = keyed_law(law)
    sound = judge(
        typed(*sealed(until_archive(), keyed), law=keyed), keyed.plan, keyed.rosters,
        keyed.office, at("+1 12:00"), why_not,
    )  # fmt: skip
    assert board_view([sound], law.office, law.plan, at("+1 12:00")).unverified == ()
    entries = incident_view(sound, at("+1 12:00"), path="", findings=(), recorded=()).entries
    assert {label for each in entries for label in each.labels} == {"已验签"}


def test_rows_without_a_due_time_come_last_and_the_newest_of_them_first():
    def told(clock):
        bare = item(nature="举报", summary=None)
        return [
            found(clock, items=[bare], reason=None, sources=None),
            reported(f"{clock[:-1]}9", stage="快报事实"),
        ]

    law = shipped()
    now = at("12:00")
    cases = [judged("12:00", *told(clock), title="举报") for clock in ("09:00", "09:20", "09:10")]
    cases.append(judged("12:00", *OPEN))
    shown = board_view(cases, law.office, law.plan, now)
    assert [each.opened.text[-5:] for each in shown.open] == ["09:00", "09:20", "09:10", "09:00"]
    assert [bool(each.next and each.next.due.at) for each in shown.open] == [
        True,
        False,
        False,
        False,
    ]


def test_the_board_names_duty_and_periods_of_today():
    today = date(2026, 11, 9)
    day = timedelta(days=1)
    shown = board(
        "10:00",
        OPEN,
        duties=(
            Duty(day=today, shift="白班", person="张伟"),
            Duty(day=today + day, shift="白班", person="刘洋"),
        ),
        periods=(
            Period(name="审议期", since=today - day, until=today),
            Period(name="旧", since=today - day, until=today - day),
        ),
    )
    assert shown.duty == ("白班 张伟",)
    assert shown.periods == ("审议期",)


def test_the_board_names_who_is_on_duty_now_not_all_of_the_day():
    duties = tuple(
        Duty(day=date(2026, 11, day), shift=shift, person=person)
        for day, shift, person in ((8, "夜班", "刘洋"), (9, "白班", "张伟"), (9, "夜班", "李娜"))
    )
    assert board("06:00", OPEN, duties=duties).duty == ("夜班 刘洋",)
    assert board("10:00", OPEN, duties=duties).duty == ("白班 张伟",)


def test_a_period_and_a_shift_begin_with_their_first_moment():
    today = date(2026, 11, 9)
    duties = (Duty(day=today, shift="白班", person="张伟"),)
    periods = (Period(name="审议期", since=today, until=today),)
    begun = board("08:30", duties=duties, periods=periods)
    assert (begun.duty, begun.periods) == (("白班 张伟",), ("审议期",))


def test_the_board_lists_what_waits_longest_first_and_nothing_of_closed_incidents():
    one, two = decided("09:30", "启动预案"), decided("09:20", "启动预案")
    late = drafted("+1 10:45")
    closed = until_archive()
    closed = [*closed[:-2], late, *closed[-2:]]
    shown = board("+1 12:00", [*OPEN, one], [*OPEN, two], closed)
    assert [each.since.text[-5:] for each in shown.waiting] == ["09:20", "09:30"]


def test_the_board_shows_five_archived_at_most_the_last_first():
    cases = [until_archive() for _ in range(7)]
    assert len(board("+1 12:00", *cases).archived) == 5
    rows = [replace(row("+1 12:00", *cases[0]), closed=Moment(day, "")) for day in "1324"]
    assert [each.closed.at for each in last_closed(rows)] == [*"4321"]


def test_the_board_shows_ten_unverified_decisions_and_counts_all():
    shown = board("+1 12:00", *[until_archive() for _ in range(3)])
    assert (len(shown.unverified), shown.unverified_total) == (10, 15)


def test_a_row_without_a_next_duty_stands_among_those_without_a_due_time():
    law = shipped()
    told = row("10:00", *OPEN)
    bare = replace(told, next=None)
    prompt = replace(told, next=replace(told.next, due=NONE), opened=Moment("2026-11-09T09:10", ""))
    opened = [Opened(each, (), ()) for each in (bare, prompt, told)]
    shown = board_of(opened, Counted(3, (), (), 0), law.office, law.plan, at("10:00"), "", None)
    assert shown.open == (told, prompt, bare)


# Timeline


def lines(now, *entries, recorded=()):
    done = judged(now, *entries)
    return entry_views(done.state, done.plan, recorded)


def recorded(clock, author="张伟"):
    return Recorded(at=at(clock), commit="c1", author=author, committer=author)


def test_entries_are_shown_newest_first_with_their_fields():
    shown = lines("10:00", *OPEN)
    assert [(each.number, each.kind, each.anchor) for each in shown] == [
        (2, "报告", "e2"),
        (1, "发现", "e1"),
    ]
    report, discovery = shown
    assert (report.stage, report.move, report.effect, report.by) == (
        "快报事实",
        "前进",
        "生效",
        "张伟",
    )
    assert [(each.title, each.lines) for each in report.fields] == [
        ("报别", ("首报",)),
        ("报给", ("应急管理小组",)),
        ("渠道", ("电话",)),
    ]
    told = {each.name: each.lines for each in discovery.fields}
    assert told["scope"] == ("公众关注",)
    assert told["items"] == ("事项1　性质：诉求　概述：概述",)
    assert (discovery.recorded, discovery.lag, discovery.commit) == (NONE, "", "")


def test_records_and_long_texts_are_shown_line_by_line():
    task = {"id": "任务1", "unit": "法工委", "items": ["事项1"], "do": "查"}
    story = [*OPEN, decided("09:20", tasks=[task]), noted("09:30", "一行\n又一行")]
    story[0] = found(
        scope=["公众关注", "扰乱秩序"], annex=[{"name": "图.png", "sha256": "0e" * 32}]
    )
    watch = entry("09:40", "张伟", "监看", trend="平稳", spread={"posts": "3", "reads": "9"})
    shown = lines("10:00", *story, watch)
    told = {each.name: each.lines for line in shown for each in line.fields}
    assert told["tasks"] == ("任务1　责任单位：法工委　事项：事项1　办什么：查",)
    assert told["text"] == ("一行", "又一行")
    assert told["spread"] == ("帖文数：3　阅读量：9",)
    assert told["scope"] == ("公众关注、扰乱秩序",)
    assert told["annex"] == ("图.png　摘要值：" + "0e" * 32,)


def test_both_clocks_are_shown_and_labelled():
    shown = lines("12:00", *OPEN, recorded=(recorded("09:01"), recorded("11:30", "李娜")))
    report, discovery = shown
    assert (report.lag, report.recorder, report.labels) == (
        "2 小时 25 分钟",
        "李娜",
        ("补录", "代录"),
    )
    assert (report.recorded.text, report.commit) == ("2026-11-09 11:30", "c1")
    assert (discovery.lag, discovery.recorder, discovery.labels) == ("", "", ())
    (report, _) = lines("12:00", *OPEN, recorded=(recorded("09:01"), recorded("11:05")))
    assert (report.lag, report.labels) == ("", ()), "two hours are not late"
    part = lines("12:00", *OPEN, recorded=(recorded("09:01"),))
    assert part[0].recorded == NONE


def test_an_act_filed_afterwards_is_labelled():
    (note, *_) = lines("10:00", *OPEN, noted("09:01", late="当时在现场"))
    assert (note.labels, note.late) == (("补录",), "当时在现场")


def test_what_stands_beside_an_entry_is_not_told_again_among_its_fields():
    keyed = keyed_law(shipped())
    note = entry(
        "09:06",
        "张伟",
        "说明",
        late="在现场",
        urgent="急",
        stage="会商研判",
        text="补充",
        work="调研",
    )
    (seal,) = sealed([*OPEN, note, signed("09:10", note)], keyed)[-1:]
    assert seal["sig"]
    approval, told, *_ = lines("10:00", *OPEN, note, seal)
    assert [each.name for each in told.fields] == ["text", "work"]
    assert [each.name for each in approval.fields] == ["entry", "as", "roster", "verdict"]
    assert (told.late, told.urgent) == ("在现场", "急")


def test_a_correction_shows_what_was_written():
    one = corrected("10:00", OPEN[1], "at", "2026-11-09 09:05", "2026-11-09 09:06")
    two = corrected("10:10", OPEN[0], "reason", "转发不多", "转发很多")
    shown = lines("11:00", *OPEN, one, signed("10:05", one), two)
    report, discovery = shown[3], shown[4]
    assert report.labels == ("已更正",)
    assert (report.fields[0].name, report.fields[0].lines, report.fields[0].corrected) == (
        "at",
        ("2026-11-09 09:06",),
        "2026-11-09 09:05",
    )
    assert report.fields[0].title == "时间"
    told = {each.name: (each.lines, each.corrected) for each in discovery.fields}
    assert told["reason"] == (("转发很多",), "转发不多")


def test_a_voided_entry_is_shown_as_void():
    note = noted("09:30")
    void = voided("09:40", note)
    shown = lines("10:00", *OPEN, note, void, signed("09:50", void))
    assert (shown[2].effect, shown[2].labels) == ("作废", ())


def test_returned_refused_and_waiting_acts_keep_their_words():
    draft = drafted("10:20")
    story = [
        *until_handling(),
        draft,
        returned("10:30", draft),
        drafted("10:40", "发布2"),
        published("10:50", "发布2"),
    ]
    shown = lines("11:00", *story)
    assert [each.effect for each in shown[:4]] == ["不计", "待审批", "生效", "已退回"]
    assert shown[1].missing == ("小组成员",)
    back = shown[3].approvals[0]
    assert (back.verdict, back.reason, back.counts, back.why) == ("退回", "不妥", True, "")


def test_an_approval_that_does_not_count_says_why():
    go = decided("09:20", "启动预案", stage="会商研判")
    wrong = signed("09:30", go, by="李娜", as_="小组成员")
    unknown = signed("09:31", go, roster="9")
    own = signed("09:32", go, by="李娜", as_="办公室")
    other = signed("09:33", go, by="张伟", as_="监控员")
    shown = lines("10:00", *OPEN, go, wrong, unknown, own, other, signed("09:34", go))
    assert [each.why for each in shown[5].approvals] == [
        "李娜在第 1 版名册中当时不具有“小组成员”角色",
        "没有第 9 版名册",
        "李娜是“2026-11-09 09:20 决定”的办理人或拟稿人，不能审批自己的事",
        "“2026-11-09 09:20 决定”不缺“监控员”的审批",
        "",
    ]
    assert shown[4].labels == ("未验签",)


# Things


def test_items_say_how_they_were_answered():
    two = found(items=[item(), item("事项2")])
    draft = drafted("10:20", items=["事项2"])
    story = [
        two,
        *until_handling()[1:],
        draft,
        signed("10:30", draft),
        published("10:40"),
        handled("11:00"),
    ]
    shown = item_views(judged("12:00", *story))
    assert [(each.name, each.nature, each.summary, each.answer) for each in shown] == [
        ("事项1", "诉求", "概述", "2026-11-09 11:00 已解决"),
        ("事项2", "诉求", "概述", "2026-11-09 10:40 已发布（公文）"),
    ]
    assert [each.answer for each in item_views(judged("10:15", *until_handling()))] == [""]
    only_result = entry("11:00", "何俊", "办理", about="事项1", result="在查")
    assert [
        each.answer for each in item_views(judged("12:00", *until_handling(), only_result))
    ] == [""]


def things(now, *entries):
    return {each.name: each for each in thing_views(judged(now, *entries).state)}


def test_things_say_how_they_stand():
    task = {
        "id": "任务1",
        "unit": "法工委",
        "items": ["事项1"],
        "do": "查",
        "due": "2026-11-09 18:00",
    }
    more = decided("10:20", tasks=[task, {**task, "id": "任务2"}])
    drafts = [drafted(f"10:3{number}", f"发布{number}") for number in range(1, 5)]
    urgent = drafted("10:38", "发布5", urgent="急")
    refer = entry("10:40", "李娜", "移送", id="移送1", items=["事项1"], to="机关纪委")
    visit = entry(
        "10:41", "李娜", "来访", id="来访1", outlet="某报", topic="收费", handled_by="李娜"
    )
    answer = entry(
        "10:42", "张伟", "来文", **{"from": "机关纪委"}, about="移送1", form="意见", gist="收到"
    )
    story = [*until_handling(), more, signed("10:25", more), *drafts, urgent]
    story += [
        signed("10:39:01", drafts[0]),
        signed("10:39:02", drafts[1]),
        returned("10:39:03", drafts[2]),
    ]
    story += [
        published("10:39:30", "发布1"),
        refer,
        visit,
        answer,
        handled("10:50", "任务1", outcome="办结", result="查清"),
    ]
    story += [entry("10:51", "何俊", "办理", about="任务2", result="在查")]
    shown = things("11:00", *story)
    assert {name: each.state for name, each in shown.items()} == {
        "任务1": "办结",
        "任务2": "已办理",
        "发布1": "已发布",
        "发布2": "已审定，未发布",
        "发布3": "已退回",
        "发布4": "待审批",
        "发布5": "待追认",
        "移送1": "意见",
        "来访1": "办理中",
    }
    assert shown["任务1"].lines == (
        "责任单位：法工委",
        "事项：事项1",
        "时限：2026-11-09 18:00",
        "2026-11-09 10:50 办理 办结 查清",
    )
    assert (
        shown["任务1"].title,
        shown["发布1"].title,
        shown["移送1"].title,
        shown["来访1"].title,
    ) == (
        "查",
        "声明",
        "机关纪委",
        "收费",
    )
    assert shown["发布1"].lines[1:3] == ("渠道：公文", "内容：发布的内容")


def test_a_voided_thing_is_shown_as_void_and_a_refused_one_not_at_all():
    draft = drafted("10:20")
    void = voided("10:40", draft)
    story = [*until_handling(), draft, signed("10:30", draft), void, signed("10:45", void)]
    assert things("11:00", *story)["发布1"].state == "作废"
    assert things("11:00", *until_handling(), drafted("10:20", form="辟谣")) == {}


def test_the_review_shows_every_problem_and_what_came_of_it():
    story = until_archive()
    review = story[-5]
    problems = [{"id": f"问题{number}", "text": "甲"} for number in (1, 2, 3, 4)]
    story[-5] = {**review, "problems": problems}
    better = [
        entry("+1 10:41", "李娜", "改进", about="问题2", plan="2026-11-18", clause="三(二)"),
        entry("+1 10:42", "李娜", "改进", about="问题3", plan="2026-11-18"),
    ]
    story = [*story[:-2], *better]
    done = judged("+2 09:00", *story)
    shown = review_view(done.state, done)
    assert shown is not None
    assert (shown.at.text, shown.units, shown.good, shown.effect) == (
        "2026-11-10 10:00",
        ("办公室",),
        ("答复及时",),
        "生效",
    )
    assert [each.outcome for each in shown.problems] == [
        "已补岗",
        "预案 2026-11-18 修订 三(二)",
        "预案 2026-11-18 修订",
        "",
    ]


def test_a_review_that_waits_is_shown_and_a_returned_one_is_not():
    story = until_archive()[:-4]
    done = judged("+2 09:00", *story)
    assert getattr(review_view(done.state, done), "effect", "") == "待审批"
    back = judged("+2 09:00", *story, returned("+1 10:20", story[-1]))
    assert review_view(back.state, back) is None


# The incident


def test_an_incident_shows_everything_about_it():
    finding = Finding(
        code="level-same", severity=Severity.WARNING, values={"level": "一般"}, line=7
    )
    revisions = [
        Revision(recorded=recorded("09:01"), added="- at: …\n  by: 张伟\n", rewritten=False),
        Revision(recorded=recorded("09:06"), added="id: …\n", rewritten=True),
    ]
    source = {
        "platform": "微博",
        "section": "话题",
        "posted_at": "2026-11-09 08:00",
        "sha256": "0" * 64,
    }
    shown = view(
        "10:00",
        found(sources=[source, {"platform": "论坛"}], marks={"状态": "已发布"}),
        OPEN[1],
        findings=[finding],
        recorded=(recorded("09:01"), recorded("09:06")),
        revisions=revisions,
    )
    assert shown.sources == ("微博　话题　2026-11-09 08:00　000000000000", "论坛")
    assert (shown.reasons, shown.scope, shown.marks) == (
        ("转发不多",),
        ("公众关注",),
        (("状态", "已发布"),),
    )
    assert [(each.code, each.severity, each.line, each.message) for each in shown.findings] == [
        ("level-same", "warning", 7, "已是“一般”，不必调级")
    ]
    assert [(each.subject, each.added[0]) for each in shown.changes] == [
        ("改写了已有内容", "id: …"),
        ("", "- at: …"),
    ]
    brought = [[each.text for each in change.entries] for change in shown.changes]
    assert brought == [["2026-11-09 09:00 发现（张伟）", "2026-11-09 09:05 报告（张伟）"]] * 2
    assert (shown.history, shown.path, shown.merged_into, shown.reference_only) == (
        True,
        PATH,
        "",
        False,
    )
    assert shown.review is None
    english = view("10:00", *OPEN, findings=[finding], lang="en")
    assert english.findings[0].message == "the level is '一般' already"
    assert not english.history


def test_the_scope_shown_is_the_one_that_counts():
    fix = corrected("10:00", OPEN[0], "scope", ["公众关注"], ["扰乱秩序"])
    assert view("11:00", *OPEN, fix, signed("10:10", fix)).scope == ("扰乱秩序",)


def test_every_reason_of_a_level_is_shown():
    up = entry("10:00", "李娜", "调级", level="较大", reason="上了热搜")
    assert view("11:00", *OPEN, up).reasons == ("转发不多",)
    assert view("11:00", *OPEN, up, signed("10:10", up)).reasons == ("转发不多", "上了热搜")


def test_a_merged_incident_says_into_which():
    end = moved("10:00", "归档", into="20261103-8kq3")
    assert view("11:00", *OPEN, end).merged_into == ""
    assert view("11:00", *OPEN, end, signed("10:10", end)).merged_into == "20261103-8kq3"


def test_a_report_of_wrongdoing_is_marked():
    told = found(reason=None, sources=None, items=[item(nature="举报", summary=None)])
    assert view("11:00", told, title="举报").reference_only


# Next steps


def nexts(now, *entries, law=None, lang="zh"):
    done = judged(now, *entries, law=law)
    return {each.stage: each for each in next_views(done, at(now), lang)}


def test_a_next_step_says_what_it_needs_and_what_to_type():
    shown = nexts("10:00", found(level="较大"), OPEN[1])["会商研判"]
    assert (shown.ready, shown.move, shown.approvers) == (False, "前进", ("小组成员",))
    assert shown.command == f"taizhang advance {ID} 会商研判"
    (need,) = shown.requirements
    assert (need.code, need.text, need.state, need.strength) == (
        "cac-report-before-consult",
        "向市网信办的报告",
        "未满足",
        "必须",
    )
    assert need.fix == f"taizhang add {ID} 报告 --to 市网信办"
    assert need.anchor == "s3-2"
    done = nexts("10:00", found(level="较大"), OPEN[1], reported("09:10", to="市网信办"))[
        "会商研判"
    ]
    assert done.ready
    assert [(each.state, each.fix) for each in done.requirements] == [("已满足", "")]


def test_a_next_step_names_the_things_still_lacking():
    shown = nexts("11:00", *until_handling())["后期处置"]
    assert shown.requirements[0].text.startswith("每个事项都有发布或")
    assert shown.requirements[0].text.endswith("（还缺：事项1）")
    assert shown.requirements[-1].strength == "应当"
    assert shown.requirements[0].fix == f"taizhang add {ID} 发布；taizhang add {ID} 办理"


def test_what_rests_on_a_signature_to_come_is_shown_as_such():
    draft = drafted("10:20", urgent="急")
    shown = nexts("11:00", *until_handling(), draft, published("10:30"))["后期处置"]
    assert {each.code: each.state for each in shown.requirements}["urgent-ratified"] == "未满足"
    go = decided("09:20", "启动预案", urgent="急")
    law = shipped()
    plan = law.changed(
        rules=tuple(each for each in law.plan.rules if each.code == "activated-before-consult")
    )
    (need,) = nexts("10:00", *OPEN, go, law=plan)["会商研判"].requirements
    assert need.state == "待追认"


def test_words_the_person_must_find_stand_in_the_command():
    shown = nexts("10:00", *OPEN)["归档"]
    assert shown.command == f"taizhang advance {ID} 归档 --reason …"
    assert shown.ready


def test_what_the_plan_says_stands_unchanged_in_the_command():
    on, need = (("stage", ("会商研判",)),), ((("kind", ("报告",)), ("to", ("ID 中心",))),)
    law = shipped().changed(rules=(Rule(code="a", on=on, need=need),))
    (asked,) = nexts("10:00", *OPEN, law=law)["会商研判"].requirements
    assert asked.fix == f'taizhang add {ID} 报告 --to "ID 中心"'
    assert explained(judged("10:00", *OPEN, law=law), at("10:00"))[0].fix == asked.fix


def test_fields_and_drafters_are_put_in_words():
    on = (("stage", ("会商研判",)),)
    rules = (
        Rule(code="a", on=on, fields=("reason", "doc_no")),
        Rule(code="b", on=on, drafter_units=("法工委", "法制委"), strength="警"),
    )
    shown = nexts("10:00", *OPEN, law=shipped().changed(rules=rules))["会商研判"]
    assert [(each.text, each.state) for each in shown.requirements] == [
        ("写明理由、文号", "未满足"),
        ("由法工委、法制委共同拟稿", "未满足"),
    ]
    assert shown.command.endswith(" --reason … --doc-no …")
    told = nexts("10:00", *OPEN, law=shipped().changed(rules=rules), lang="en")["会商研判"]
    assert [each.text for each in told.requirements] == [
        "“reason” and “doc_no” in the entry itself",
        "a drafter from each of 法工委 and 法制委",
    ]


def test_a_next_step_says_what_it_needs_in_the_other_language():
    shown = nexts("11:00", *until_handling(), lang="en")["后期处置"]
    assert [each.text for each in shown.requirements] == [
        (
            "for each item: a publication, or a handling with outcome “已解决”, “已说明”, "
            "“不予回应”, “属实”, “部分属实” or “不属实” (lacking: 事项1)"
        ),
        "a signature for everything done before signing",
        "for each task: a handling that states “outcome”",
        "a handling in lane “线下”",
    ]


# The plan's tables


def test_the_tables_are_made_from_the_plan():
    law = shipped()
    tables = plan_tables(law.plan, law.rosters.current)
    for table in tables.values():
        assert table.rows
        assert {len(each) for each in table.rows} == {len(table.header)}
        assert all(isinstance(cell, str) for each in table.rows for cell in each)
    assert tables["levels"].rows[0][:3] == ("特别重大", "L1", "红")
    assert len(tables["rules"].rows) == len(law.plan.rules)
    assert ("举报", "移送", "不得商请管控，不得移送公安机关；只记文号，不记内容") in tables[
        "natures"
    ].rows
    assert ("求证", "公开辟谣", "") in tables["natures"].rows
    assert next(each for each in tables["roles"].rows if each[0] == "组长")[2] == "陈立"
    limits = {each[0]: each[2] for each in tables["deadlines"].rows}
    assert (limits["首报"], limits["会商"], limits["任务"]) == ("10 分钟", "及时", "自定")


def test_what_is_several_stands_in_one_cell():
    plan = plan_of(
        ("entered_by: [决定]", "entered_by: [决定, 会商]"),
        ("approvals:\n", "approvals:\n- {code: in, on: {stage: 研判}, roles: 组长}\n- {code: in-too, on: {stage: 研判}, roles: [成员, 组长]}\n"),
        ("{name: 上级, key: above, external: 是}", "{name: 上级, key: above, external: 是, enforces: 是}"),
        ("{name: 宣传科, key: press, external: 否}", "{name: 宣传科, key: press, external: 否, enforces: 是}"),
    )  # fmt: skip
    roster = rosters_of(("roles: [组长]", "roles: [组长, 成员]")).current
    tables = plan_tables(plan, roster)
    assert tables["stages"].rows[1] == (
        "研判",
        "决定、会商",
        "向上级的报告",
        "组长；成员、组长",
        "二",
    )
    assert tables["natures"].rows[0][2] == "不得商请管控，不得移送上级、宣传科"
    assert tables["roles"].rows[1] == ("成员", "", "乙、丙")
    assert plan_tables(plan_of(), roster)["natures"].rows[0][2] == "不得商请管控"
