"""A new ledger's roster can run whatever plan it was founded with."""

from __future__ import annotations

import pytest
from tests.rules.histories import NAMES, world

from taizhang.actions.standins import administrators_role, stand_ins
from taizhang.model.roster import Person, Roster, Rosters
from taizhang.rules.plancheck import check_plan
from taizhang.rules.plangates import find_roles


def roster_of(plan):
    persons = tuple(
        Person(name=each.name, key=each.key, unit=each.unit, roles=(each.role,))
        for each in stand_ins(plan)
    )
    return Roster(version=1, persons=persons)


@pytest.mark.parametrize("name", NAMES)
def test_every_gate_can_be_passed_and_no_role_is_invented(name):
    law = world(name).law
    roster = roster_of(law.plan)
    assert find_roles(roster, law.plan) == ()
    before = check_plan(law.plan, law.rosters, law.office)
    assert check_plan(law.plan, Rosters(versions=(roster,)), law.office) == before
    assert len({each.name for each in roster.persons}) == len(roster.persons)
    assert len({each.key for each in roster.persons}) == len(roster.persons)


@pytest.mark.parametrize("name", NAMES)
def test_the_founder_has_a_role_of_the_plan(name):
    plan = world(name).law.plan
    assert plan.role(administrators_role(plan))


def test_there_is_one_more_of_each_role_than_signs_together():
    told = [(each.name, each.unit) for each in stand_ins(world("committee").law.plan)]
    assert told == [
        ("值守甲", "待定"), ("处长甲", "待定"), ("处长乙", "待定"), ("秘书长甲", "待定"),
        ("秘书长乙", "待定"), ("主席甲", "待定"), ("主席乙", "待定"), ("承办甲", "待定"),
    ]  # fmt: skip


def test_each_drafting_unit_has_somebody():
    told = {each.name: each.unit for each in stand_ins(world("shipped").law.plan)}
    assert told["责任单位甲"] == "法工委"
    assert told["责任单位乙"] == "法制委"
