"""A card for each who must act: what, by when, and what to sign."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.rules.builders import shipped, small

from taizhang.rules.views.cards import card_views, person_views

DAY = date(2026, 11, 9)


def cards(law=None, day=DAY):
    law = law or shipped()
    return {each.name: each for each in card_views(law.plan, law.rosters.current, day)}


def test_whoever_a_deadline_or_an_approval_names_has_a_card_and_nobody_else():
    plan = shipped().plan
    acting = {each.who for each in plan.deadlines if each.who}
    signing = {role for line in plan.approvals for role in line.roles}
    assert set(cards()) == acting | signing
    roles = [role.name for role in plan.roles if role.name in acting | signing]
    assert list(cards())[: len(roles)] == roles


def test_a_card_holds_exactly_what_the_plan_gives_its_role():
    plan = shipped().plan
    for name, card in cards().items():
        assert [each.title for each in card.duties] == [
            each.name for each in plan.deadlines if each.who == name
        ]
        assert len(card.signs) == sum(name in line.roles for line in plan.approvals)


def test_a_line_of_a_card_tells_its_limit_clause_and_command():
    first = next(each for each in cards()["监控员"].duties if each.title == "首报")
    assert (first.limit, first.clause, first.anchor) == ("10 分钟", "三(二)", "s3-2")
    assert first.command.startswith("taizhang add ID 报告")
    assert {each.command for each in cards()["组长"].signs} == {"taizhang approve ID"}


def test_what_has_no_limit_no_clause_and_ends_by_signatures_says_so():
    line = (
        "- {code: signed, name: 审定, from: {kind: 送审}, to: 签完, who: 甲组, "
        "force: 目标, basis: 目标}\n"
    )
    law = small(("deadlines:\n", f"deadlines:\n{line}"))
    (duty,) = cards(law)["甲组"].duties
    assert (duty.limit, duty.clause, duty.anchor, duty.command) == (
        "",
        "",
        "",
        "taizhang approve ID",
    )


def test_holders_and_persons_are_those_in_office_that_day():
    law = shipped()
    roster = law.rosters.current
    gone = [
        replace(each, until=date(2026, 11, 8)) if "组长" in each.roles else each
        for each in roster.persons
    ]
    later = replace(
        law, rosters=replace(law.rosters, versions=(replace(roster, persons=tuple(gone)),))
    )
    assert cards()["组长"].holders == ("陈立",)
    assert cards(later)["组长"].holders == ()
    names = [each.name for each in person_views(later.rosters.current, DAY)]
    assert names == [each.name for each in roster.persons if "组长" not in each.roles]


def test_a_unit_has_its_people_for_holders():
    plan = shipped().plan
    units = {each.who for each in plan.deadlines if each.who} - {each.name for each in plan.roles}
    persons = shipped().rosters.current.persons
    for unit in units:
        assert cards()[unit].holders == tuple(each.name for each in persons if each.unit == unit)
