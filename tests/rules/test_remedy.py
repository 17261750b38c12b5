"""What a gate that is not met asks to be typed: the signature waited for, or the record."""

from __future__ import annotations

import pytest
from tests.rules.builders import (
    decided,
    drafted,
    found,
    item,
    moved,
    published,
    reported,
    shipped,
    typed,
)

from taizhang.model.plan import Rule
from taizhang.rules.fold import fold
from taizhang.rules.remedy import remedy

START = [found(items=[item(), item("事项2")]), reported(stage="快报事实")]
DRAFT = drafted("10:00", items=["事项1", "事项2"])
CHECK = (("kind", ("核查",)),)
HANDLE = (("kind", ("办理",)), ("outcome", ("办结",)))
HANDLED = "taizhang add ID 办理 --outcome 办结"
DRAFTED = (("kind", ("送审",)),)
PUBLISHED = (("kind", ("发布",)),)


def asked(*entries, need, same="", each=""):
    """What is said of the last entry under a rule with that need."""
    law = shipped().changed(rules=())
    done = fold(typed(*START, *entries, law=law), law.plan, law.rosters, law.office)
    rule = Rule(code="x", on=(), need=need, same=same, each=each)
    return remedy(rule, done.ground.subjects[-1], done.ground)


@pytest.mark.parametrize(
    ("same", "told"),
    [
        ("", f"taizhang add ID 核查；{HANDLED}"),
        (
            "items",
            f"taizhang add ID 核查 --items 事项1 --items 事项2；{HANDLED} --about 事项1",
        ),
        # a check has no matter of its own to name; what is handled has
        ("about", f"taizhang add ID 核查；{HANDLED} --about 发布1"),
    ],
)
def test_every_way_is_named_once_with_what_it_must_be_about(same, told):
    assert asked(DRAFT, need=(CHECK, HANDLE, CHECK), same=same) == told


def test_what_is_about_a_thing_names_the_thing_and_not_itself():
    told = asked(published("11:00"), need=(PUBLISHED,), same="about")
    assert told == "taizhang add ID 发布 --about 发布1"


@pytest.mark.parametrize("same", ["items", "about"])
def test_an_entry_about_nothing_asks_for_no_thing(same):
    told = asked(moved("11:00", "归档"), need=(HANDLE,), same=same)
    assert told == HANDLED


def test_a_kind_without_items_and_matter_is_asked_for_alone():
    told = asked(DRAFT, need=((("kind", ("会商",)),),), same="items")
    assert told == "taizhang add ID 会商"


def test_a_state_is_asked_for_without_items():
    told = asked(DRAFT, need=((("level", ("已确认",)),),), same="items")
    assert told == "taizhang add ID 决定"


def test_what_waits_for_its_signature_is_signed_and_not_filed_again():
    wait = drafted("10:00")
    told = asked(wait, published("11:00"), need=(DRAFTED,), same="about")
    assert told == 'taizhang approve ID --entry "2026-11-09 10:00 送审"'


def test_where_nothing_must_be_the_same_what_waits_is_signed_whatever_it_is_about():
    told = asked(decided("10:00"), published("11:00"), need=((("kind", ("决定",)),),))
    assert told == 'taizhang approve ID --entry "2026-11-09 10:00 决定"'


def test_what_waits_and_would_not_do_is_not_to_be_signed():
    wait = decided("10:00")
    told = asked(wait, published("11:00"), need=(DRAFTED, ()), same="about")
    assert "approve" not in told


def test_what_waits_and_is_of_another_kind_is_not_to_be_signed():
    assert asked(decided("10:00"), published("11:00"), need=(DRAFTED,)) == "taizhang add ID 送审"


def test_where_each_thing_is_asked_for_no_signature_is_named():
    told = asked(drafted("10:00"), published("11:00"), need=(DRAFTED,), each="事项")
    assert told == "taizhang add ID 送审"


def test_no_entry_waits_for_itself():
    assert asked(DRAFT, need=(DRAFTED,)) == "taizhang add ID 送审"
