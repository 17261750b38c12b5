"""Plan versions that are read only when they are asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.builders import shipped

from taizhang.model.governance import Governance, Plans

OLD = replace(shipped().plan, id="old")
NEW = replace(OLD, id="new")
IDEA = replace(OLD, id="idea", proposal=True)
ORDER = ("old", "broken", "new", "idea")


def plans(*known, order=ORDER, proposed=()):
    """The versions, and the list of those that were read."""
    read = []
    found = {each.id: each for each in known}

    def get(version):
        read.append(version)
        return found.get(version)

    return Plans(order, get, proposed), read


def test_a_version_is_read_once_and_only_when_asked_for():
    held, read = plans(OLD, NEW, IDEA)
    assert read == []
    assert held["old"] is held["old"] is OLD
    assert read == ["old"]


@pytest.mark.parametrize("version", ["broken", "elsewhere"])
def test_what_cannot_be_read_or_is_not_there_is_no_version(version):
    held, read = plans(OLD)
    with pytest.raises(KeyError):
        held[version]
    assert "elsewhere" not in read


def test_those_that_can_be_read_are_listed_in_their_order():
    held, _ = plans(OLD, NEW, IDEA)
    assert list(held) == ["old", "new", "idea"]
    assert len(held) == 3


def test_the_newest_is_no_proposal_and_known_proposals_are_not_read_for_it():
    held, read = plans(OLD, NEW, IDEA, proposed=["idea"])
    assert held.newest is NEW
    assert read == ["new"]
    assert Governance(plans=held, rosters=shipped().rosters, office=shipped().office).newest is NEW
    assert plans(OLD, NEW, IDEA)[0].newest is NEW


@pytest.mark.parametrize(("known", "some"), [((OLD,), True), ((IDEA,), True), ((), False)])
def test_there_are_plans_where_any_can_be_read_be_it_a_proposal(known, some):
    assert bool(plans(*known)[0]) is some
