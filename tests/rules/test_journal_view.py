"""The office in words, where the plan or the office leaves something out."""

from __future__ import annotations

from dataclasses import replace

from tests.rules.offices import case, journal, law, office

from taizhang.model.views import NONE
from taizhang.rules.views.journal import journal_view


def test_a_plan_that_asks_for_nothing_shows_no_yearly_items():
    plan = replace(law(), parameters=())
    view = journal_view(case(plan=plan, facts=office(watch="", duty="", contacts="")))
    assert (view.yearly, view.gaps, view.overlaps, view.on_duty) == ((), (), (), ())
    look = view.look
    assert (look.platforms, look.reviewed_on, look.interval, look.next) == ((), "", "", NONE)


def test_what_is_missing_is_named():
    view = journal_view(case(book=journal(m2026_03="", m2026_05="", m2026_11="")))
    told = {each.name: (each.state, each.detail) for each in view.yearly}
    assert told["党组议题"] == ("未办", "")
    assert told["演练"] == ("未办", "")
    assert told["培训"] == ("未办", "尚无记录：张伟、刘洋、赵磊、孙婷")
    assert told["编制依据核对"] == ("已办", "")
    assert (view.look.looked, view.look.by, view.look.age) == (NONE, "", "")


def test_an_overdue_look_is_late():
    assert not journal_view(case("2026-11-23 12:30")).look.late
    assert journal_view(case("2026-11-23 12:31")).look.late


def test_a_shift_begins_at_its_first_minute():
    view = journal_view(case("2026-11-23 20:30"))
    assert [each.shift for each in view.on_duty] == ["夜班"]
    assert view.next_duty[0].shift == "白班"


def test_what_was_not_checked_is_named_without_a_day():
    facts = office(("contacts", "hours: 24小时, verified_on: 2026-10-01", "hours: 24小时"))
    view = journal_view(case("2028-11-23 10:00", facts=facts))
    assert (view.contacts[0].verified_on, view.contacts[0].stale) == ("", True)
    told = {each.name: each.detail for each in view.yearly}
    assert told["编制依据核对"] == "久未核对：某办法、某条例"


def test_the_next_period_stands_first_from_its_first_day_to_its_last():
    facts = office(("sensitive", "重点工作, from: 2026-11-20", "重点工作, from: 2026-11-19"))
    names = ("2026-11-19 10:00", "2026-12-01 10:00", "2026-12-02 10:00")
    views = [journal_view(case(now, facts=facts)).periods for now in names]
    assert [[(each.name, each.now) for each in periods] for periods in views] == [
        [("评议", True), ("年末", False)],
        [("评议", True), ("年末", True)],
        [("评议", True)],
    ]


def test_periods_that_are_over_are_left_out():
    view = journal_view(case("2026-12-10 10:00"))
    assert [(each.name, each.sort, each.now) for each in view.periods] == [
        ("评议", "重点工作", True)
    ]


def test_annexes_are_named_and_only_the_latest_records_shown():
    line = "- at: 2026-11-{day:02} 0{hour}:00\n  by: 张伟\n  kind: 监测\n  platforms: [论坛]\n  found: 无\n"
    text = "".join(line.format(day=day, hour=hour) for day in range(1, 9) for hour in (1, 4, 7))
    text += f"  annex:\n  - name: 截图\n    sha256: {'0' * 64}\n"
    view = journal_view(case(book=journal(m2026_11=text)))
    assert len(view.records) == 20
    assert view.records[0].lines[-1] == ("附件", "截图")


def test_words_come_in_the_language_asked_for():
    facts = office(("duty", "person: 刘洋", "person: 钱某"))
    (finding,) = journal_view(case(facts=facts), "en").findings
    assert finding.message == "'钱某' is on duty but not on the roster"
