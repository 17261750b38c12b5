"""What a plan, a roster and a governance answer when they are asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.rules.builders import shipped, small

from taizhang.model.office import Account
from taizhang.model.plan import ANY, ApprovalLine, Condition
from taizhang.model.roster import Person, Roster, Rosters


def test_parts_of_a_plan_are_found_by_name_or_key():
    plan = shipped().plan
    assert plan.stage("归档") is plan.stage("archived")
    assert plan.level("一般") is plan.level("L4")
    assert plan.nature("举报") is plan.nature("whistleblow")
    assert plan.body("市网信办") is plan.body("cac_city")
    assert plan.role("监测员") is plan.role("监控员")
    for found in (
        plan.stage("无"),
        plan.level("无"),
        plan.nature("无"),
        plan.body("无"),
        plan.role("无"),
    ):
        assert found is None


def test_levels_are_ranked_from_the_highest():
    plan = shipped().plan
    assert [plan.rank(name) for name in ("特别重大", "一般", "", "无")] == [0, 3, 4, 4]
    assert plan.higher("一般", "重大") == "重大"
    assert plan.higher("重大", "一般") == "重大"
    assert plan.higher("一般", "") == "一般"
    assert plan.higher("", "一般") == "一般"
    flat = replace(plan, levels=())
    assert flat.rank("一般") == 0


def test_a_move_is_the_one_that_is_listed():
    plan = shipped().plan
    assert plan.move("监测舆情", "快报事实").type == "前进"
    assert plan.move("归档", "应急处置").type == "重开"
    assert plan.move("监测舆情", "归档") is None


def test_a_stage_that_nobody_declares_closes_nothing():
    plan = shipped().plan
    assert [plan.closed(name) for name in ("归档", "应急处置", "")] == [True, False, False]


@pytest.mark.parametrize(
    ("choices", "kind", "first"),
    [
        ("forms", "送审", "答复"),
        ("natures", "", "咨询"),
        ("channels", "", "门户网站"),
        ("verdicts", "", "同意"),
    ],
)
def test_the_values_of_a_field_are_the_plans(choices, kind, first):
    assert shipped().plan.options(choices, kind)[0] == first


def test_what_the_plan_does_not_list_is_open():
    plan = shipped().plan
    assert plan.options("forms", "说明") == ()
    assert plan.options("nowhere") == ()


def test_roles_asked_for_are_persons_asked_for():
    line = ApprovalLine(code="a", on=(("kind", (ANY,)),), roles=("组长", "小组成员"))
    assert line.needed == ("组长", "小组成员")
    assert replace(line, roles=("小组成员",), count=2).needed == ("小组成员", "小组成员")


@pytest.mark.parametrize(
    ("condition", "empty"),
    [
        (Condition(), True),
        (Condition(levels=("一般",)), False),
        (Condition(level_from="一般"), False),
        (Condition(natures=("咨询",)), False),
        (Condition(moves=("前进",)), False),
        (Condition(marks=(("状态", ("已发布",)),)), False),
    ],
)
def test_a_condition_that_asks_nothing_is_empty(condition, empty):
    assert condition.empty == empty


# The roster


def test_a_role_holds_between_its_days():
    person = Person(
        name="甲", key="a", unit="科", roles=(), since=date(2026, 1, 2), until=date(2026, 1, 4)
    )
    days = [person.active(date(2026, 1, day)) for day in range(1, 6)]
    assert days == [False, True, True, True, False]
    assert Person(name="甲", key="a", unit="科", roles=()).active(date(2026, 1, 1))


def test_a_role_counts_as_what_the_plan_says_by_any_of_its_names():
    law = small(
        ("{name: 组长, includes: 成员}", "{name: 组长, also: 主任, includes: [成员, 监控员]}")
    )
    plan = law.plan
    leader = Person(name="丙", key="c", unit="科", roles=("主任",))
    assert [leader.holds(role, plan) for role in ("组长", "主任", "成员", "值班员", "监控员")] == [
        True
    ] * 5
    member = Person(name="乙", key="b", unit="科", roles=("成员", "无此角色"))
    assert [member.holds(role, plan) for role in ("成员", "组长", "无此角色")] == [
        True,
        False,
        False,
    ]


def test_a_person_is_found_by_name_key_or_mail_in_the_newest_version_that_knows_them():
    old = Person(name="甲", key="a", unit="旧科", roles=(), email="a@example.invalid")
    new = replace(old, unit="新科")
    other = Person(name="乙", key="b", unit="科", roles=())
    rosters = Rosters(
        versions=(Roster(version=1, persons=(old, other)), Roster(version=2, persons=(new,)))
    )
    assert rosters.current.version == 2
    assert rosters.version(1) is rosters.versions[0]
    assert rosters.versions[0].person("a") is old
    assert rosters.version(3) is None
    found = [rosters.person(name) for name in ("甲", "a", "a@example.invalid", "乙")]
    assert found == [new, new, new, other]
    assert rosters.person("丙") is None
    assert rosters.current.person("") is None


def test_the_accounts_are_the_offices():
    office = shipped().office
    assert Account(name="南充人大网", channel="门户网站").name in shipped().plan.options("accounts")
    assert {account.name for account in office.accounts} == {*shipped().plan.options("accounts")}
