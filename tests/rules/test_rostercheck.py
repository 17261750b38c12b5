"""A roster's next version closes people and keys and drops none."""

from __future__ import annotations

import pytest
from tests.rules.plans import rosters_of

from taizhang.model.record import replace
from taizhang.model.roster import PublicKey, Rosters
from taizhang.rules.rostercheck import find_dropped, find_unkeyed

FIRST, SECOND = (
    PublicKey(text="ssh-ed25519 AAAAfirst001"),
    PublicKey(text="ssh-ed25519 AAAAsecond02"),
)


@pytest.fixture
def roster():
    """The small roster; its last person has two keys."""
    plain = rosters_of().current
    *others, last = plain.persons
    return replace(plain, persons=(*others, replace(last, keys=(FIRST, SECOND))))


def next_one(roster, *persons):
    return replace(roster, version=2, persons=persons)


def told(old, new):
    return [(each.code, each.where, dict(each.values)) for each in find_dropped(old, new)]


def test_the_same_people_with_the_same_keys_in_another_order_drop_nothing(roster):
    assert told(roster, next_one(roster, *reversed(roster.persons))) == []


def test_a_person_left_out_is_told(roster):
    assert told(roster, next_one(roster, *roster.persons[1:])) == [
        ("roster-drops-person", ("persons",), {"person": "甲", "key": "jia", "version": 1})
    ]


def test_a_person_of_another_name_under_the_same_key_is_another_person(roster):
    first, *others = roster.persons
    (found,) = told(roster, next_one(roster, replace(first, name="丁"), *others))
    assert found[0] == "roster-drops-person"


def test_a_key_left_out_is_told_where_its_person_stands(roster):
    *others, last = roster.persons
    assert told(roster, next_one(roster, replace(last, keys=(SECOND,)), *others)) == [
        (
            "roster-drops-key",
            ("persons", 0),
            {"person": last.name, "end": "first001", "version": 1},
        )
    ]


def test_a_newest_version_without_any_key_is_told_and_no_other(roster):
    bare = rosters_of().current
    assert [each.code for each in find_unkeyed(Rosters(versions=(roster, bare)))] == [
        "roster-without-keys"
    ]
    assert not list(find_unkeyed(Rosters(versions=(bare, roster))))
    assert not list(find_unkeyed(Rosters(versions=())))
