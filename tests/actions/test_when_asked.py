"""Where a few incidents are judged no plan version is read that none of them needs."""

from __future__ import annotations

import pytest
from tests.rules.plans import OFFICE, PLAN, ROSTER, changed

from taizhang.actions import governance
from taizhang.actions.governance import load_governance
from taizhang.actions.workspace import open_workspace
from taizhang.errors import EnvironmentProblem
from taizhang.rules.planread import read_plan
from taizhang.store.worktree import WorkTree


def version(name, day, *changes):
    return changed(
        PLAN, ("id: small", f"id: {name}"), ("published_on: 2026-01-01", f"published_on: {day}"),
        *changes,
    )  # fmt: skip


PLANS = {
    "first": version("first", "2024-01-01"),
    "later": version("later", "2025-01-01"),
    "small": PLAN,
    "wanted": version("wanted", "2026-06-01", ("id: wanted", "id: wanted\nproposal: 是")),
}


@pytest.fixture
def source(tmp_path):
    """A source over ``PLANS``, some of them replaced."""

    def write(**plans):
        files = {f"plan/{name}/plan.yml": text for name, text in {**PLANS, **plans}.items()}
        files |= {f"plan/office/{name}": text for name, text in OFFICE.items()}
        for path, text in {**files, "plan/roster/0001.yml": ROSTER}.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        return WorkTree(tmp_path)

    return write


@pytest.fixture
def parsed(monkeypatch):
    """Names of the plan versions that were parsed, in order."""
    seen = []
    plain = read_plan

    def noted(tree, digest):
        seen.append(tree["id"])
        return plain(tree, digest)

    monkeypatch.setattr(governance, "read_plan", noted)
    return seen


def test_the_version_in_force_is_found_without_reading_the_others(source, parsed):
    found = load_governance(source(), few=True)
    assert parsed == []
    assert found.newest is not None
    assert found.newest is found.plans["small"]
    assert parsed == ["small"]


def test_a_version_is_read_once_and_when_it_is_asked_for(source, parsed):
    workspace = open_workspace(source(), few=True)
    plans = workspace.governance.plans
    assert plans["first"] is plans["first"]
    assert "nowhere" not in plans
    assert parsed == ["small", "first"]


def test_asked_for_everything_it_says_the_same(source):
    few, every = load_governance(source(), few=True), load_governance(source())
    assert list(few.plans) == list(every.plans) == ["first", "later", "small", "wanted"]
    assert len(few.plans) == len(every.plans)
    assert few.newest == every.newest
    assert few.rosters == every.rosters


@pytest.mark.parametrize(
    "hidden",
    [
        ("title: 小预案", 'title: "小\n\npublished_on: 2020-01-01\n\n预案"'),
        ("title: 小预案", "title: '小\n\nproposal: 是\n\n预案'"),
        ("published_on: 2026-03-01", '"published_on": 2026-03-01'),
        ("published_on: 2026-03-01", "published_on: '2026-03-01'"),
    ],
)
def test_a_line_that_only_looks_like_a_key_is_no_key(source, hidden):
    text = version("tricky", "2026-03-01")
    assert text.count(hidden[0]) == 1, text[:200]
    found = source(tricky=text.replace(*hidden))
    few, every = load_governance(found, few=True), load_governance(found)
    assert list(few.plans) == list(every.plans)
    assert few.newest == every.newest


def test_one_that_cannot_be_read_is_passed_over(source, parsed):
    found = load_governance(source(small="a: [b\n"), few=True)
    assert found.newest is found.plans["later"]
    assert list(found.plans) == ["first", "later", "wanted"]


def test_a_ledger_of_proposals_alone_has_versions_and_none_in_force(source):
    text = ("id: {0}", "id: {0}\nproposal: 是")
    proposals = {
        name: changed(PLANS[name], tuple(part.format(name) for part in text))
        for name in ("first", "later", "small")
    }
    found = load_governance(source(**proposals), few=True)
    assert found.newest is None
    assert found.plans


def test_where_nothing_can_be_read_every_fault_is_counted(source):
    broken = source(**dict.fromkeys(PLANS, "a: [b\n"))
    with pytest.raises(EnvironmentProblem) as problem:
        open_workspace(broken, few=True)
    assert problem.value.values == {"count": len(load_governance(broken).findings)}
