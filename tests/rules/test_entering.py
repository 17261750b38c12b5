"""An entry on the day it is recorded: the roster and the plan of that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from tests.rules.builders import shipped, worded

from taizhang.model.entry import Entry
from taizhang.model.governance import Governance
from taizhang.model.roster import Person, PublicKey, Roster
from taizhang.rules.entering import approval_now, plan_now

ZONE = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 27, 10, 0, tzinfo=ZONE)
OPEN, CLOSED, LOST = "ssh-ed25519 a", "ssh-ed25519 b", "ssh-ed25519 c"


def roster(until=None):
    keys = (
        PublicKey(text=OPEN),
        PublicKey(text=CLOSED, until=date(2026, 11, 26)),
        PublicKey(text=LOST, compromised_since="2026-11-27 09:59"),
    )
    person = Person(
        name="陈立", key="chen.li", unit="党组", roles=("组长",), until=until, keys=keys
    )
    return Roster(version=3, persons=(person,))


def approval(version="3", by="陈立", kind="审批"):
    return Entry(
        number=4, at=NOW - timedelta(days=9), at_text="2026-11-18 10:00", by=by, kind=kind,
        fields={"roster": version},
    )  # fmt: skip


def found(entry, key, until=None, now=NOW):
    told = worded(list(approval_now(entry, key, roster(until), now, ZONE)))
    return [(each.code, each.where) for each in told]


@pytest.mark.parametrize(
    ("entry", "key", "code", "field"),
    [
        (approval("2"), OPEN, "approval-roster-old", "roster"),
        (approval(), CLOSED, "approval-key-closed", "sig"),
        (approval(), LOST, "approval-key-closed", "sig"),
    ],
)
def test_an_approval_is_judged_by_the_roster_of_its_day(entry, key, code, field):
    assert found(entry, key) == [(code, ("timeline", 4, field))]


def test_whoever_left_cannot_approve_any_more():
    assert found(approval(), OPEN, until=date(2026, 11, 26)) == [
        ("approver-gone", ("timeline", 4, "by"))
    ]
    assert found(approval(), OPEN, until=date(2026, 11, 27)) == []


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        (approval(), OPEN),
        (approval(), ""),
        (approval(by="外人"), OPEN),
        (approval("2", kind="说明"), ""),
    ],
    ids=["open key", "unsigned", "told elsewhere", "no approval"],
)
def test_nothing_is_asked_where_nothing_is_wrong(entry, key):
    assert found(entry, key) == []


def test_a_key_closes_with_the_end_of_its_day():
    assert found(approval(), CLOSED, now=NOW - timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("version", "drill", "codes"),
    [
        ("2022-08-05", False, ["plan-not-in-force"]),
        ("2024-01-01", False, []),
        ("2022-08-05", True, []),
        ("2026-01-01", False, []),
        ("1999-01-01", False, []),
    ],
    ids=["an old one", "the one in force", "in a drill", "a proposal", "an unknown one"],
)
def test_a_new_incident_stands_under_the_plan_in_force(version, drill, codes):
    law = shipped()
    plans = {
        each.id: each
        for each in (
            law.plan,
            replace(law.plan, id="2024-01-01", published_on=date(2024, 1, 1)),
            replace(law.plan, id="2026-01-01", published_on=date(2026, 1, 1), proposal=True),
        )
    }
    office = replace(law.office, drill=drill)
    governance = Governance(plans=plans, rosters=law.rosters, office=office)
    # What is proposed or unknown is told where the file is read.
    told = worded(list(plan_now(version, governance)))
    assert [(each.code, each.where) for each in told] == [(code, ("plan",)) for code in codes]
