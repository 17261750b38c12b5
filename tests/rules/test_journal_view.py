"""The office in words, where the plan or the office leaves something out."""

from __future__ import annotations

from dataclasses import replace

from tests.rules.offices import case, journal, law, office

from taizhang.model.views import NONE
from taizhang.rules.views.journal import SHOWN, journal_view


def test_a_plan_that_asks_for_nothing_shows_no_yearly_items():
    plan = replace(law(), parameters=())
    view = journal_view(case(plan=plan, facts=office(watch="", duty="", contacts="")))
    assert (view.yearly, view.gaps, view.overlaps, view.on_duty) == ((), (), (), ())
    assert (view.look.platforms, view.look.reviewed_on, view.look.next) == ((), "", NONE)


def test_what_is_missing_is_named():
    view = journal_view(case(book=journal(m2026_03="", m2026_05="", m2026_11="")))
    told = {each.name: (each.state, each.detail) for each in view.yearly}
    assert told["党组议题"] == ("未办", "")
    assert told["演练"] == ("未办", "")
    assert told["培训"] == ("未办", "尚无记录：张伟、刘洋、赵磊、孙婷")
    assert told["编制依据核对"] == ("已办", "")
    assert view.look.looked == NONE


def test_an_overdue_look_is_late():
    view = journal_view(case("2026-11-23 12:31"))
    assert view.look.late


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
    assert len(view.records) == SHOWN
    assert view.records[0].lines[-1] == ("附件", "截图")


def test_words_come_in_the_language_asked_for():
    facts = office(("duty", "person: 刘洋", "person: 钱某"))
    (finding,) = journal_view(case(facts=facts), "en").findings
    assert finding.message == "'钱某' is on duty but not on the roster"
