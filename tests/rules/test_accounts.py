"""Checks of an incident about what the office keeps: accounts, platforms, key works, hands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.rules.builders import (
    codes,
    drafted,
    folded,
    found,
    noted,
    published,
    shipped,
    signed,
    until_handling,
)

from taizhang.model.office import Account, Period
from taizhang.rules.accounts import ENTRY_CHECKS

CODES = {check.code for check in ENTRY_CHECKS}


def own(*entries, **office):
    """Codes of these checks alone; ``office`` replaces facts of the shipped office."""
    law = shipped()
    law = replace(law, office=replace(law.office, **office))
    return [each for each in codes(folded(*entries, law=law)) if each in CODES]


def account(**fields):
    return (Account(name="公众号", channel="微信", **{"since": date(2026, 1, 1), **fields}),)


def spoken(at="10:20"):
    """A release by the account 公众号 on 2026-11-09."""
    return drafted(at, form="声明", channel="微信", account="公众号")


def _law_without_a_list():
    """The plan's own list of accounts is empty, so any name passes the form."""
    law = shipped()
    return replace(law, plan=replace(law.plan, choices={**law.plan.choices, "accounts": ()}))


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        (account(), []),
        (account(since=None), []),
        (account(since=date(2026, 11, 9)), []),
        (account(since=date(2026, 11, 10)), ["account-not-open"]),
        (account(until=date(2026, 11, 9)), []),
        (account(until=date(2026, 11, 8)), ["account-not-open"]),
        (account(gaps=((date(2026, 11, 8), date(2026, 11, 9)),)), ["account-not-open"]),
        (account(gaps=((date(2026, 11, 7), date(2026, 11, 8)),)), []),
        ((), ["account-unregistered"]),
    ],
)
def test_only_accounts_open_on_the_day_may_speak(accounts, expected):
    law = _law_without_a_list()
    law = replace(law, office=replace(law.office, accounts=accounts))
    done = folded(*until_handling(), spoken(), law=law)
    assert [each for each in codes(done) if each in CODES] == expected


def test_the_plans_own_list_holds_where_the_office_lists_none():
    law = shipped()
    plan = replace(law.plan, choices={**law.plan.choices, "accounts": ("公众号",)})
    law = replace(law, plan=plan, office=replace(law.office, accounts=()))
    done = folded(*until_handling(), spoken(), law=law)
    assert [each for each in codes(done) if each in CODES] == []


def test_a_platform_that_is_on_no_list_is_named():
    assert own(found(sources=[{"platform": "其他", "section": "某问答网站"}])) == []
    assert own(found(sources=[{"platform": "论坛"}, {"platform": "其他"}])) == ["platform-unnamed"]


def test_a_key_work_stands_in_the_offices_list():
    works = (Period(name="条例草案", since=date(2026, 11, 1), until=date(2026, 12, 1)),)
    assert own(found(work="条例草案"), works=works) == []
    assert own(found(), noted("09:05", work="条例草"), works=works) == ["work-unknown"]


@pytest.mark.parametrize(
    ("drafters", "by", "expected"),
    [(["张伟"], "张伟", ["one-person-throughout"]), (["何俊"], "张伟", []), (["李娜"], "李娜", [])],
    ids=["one", "two", "found-by-another"],
)
def test_one_person_alone_is_told_of(drafters, by, expected):
    draft = drafted("10:20", drafted_by=drafters)
    release = {**published("10:40"), "by": by}
    story = until_handling()
    story[1]["by"] = "李娜"  # who found it is who opened the file, whoever wrote next
    assert own(*story, draft, signed("10:30", draft, by="王强"), release) == expected
