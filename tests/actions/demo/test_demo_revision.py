"""The drill ledger has a proposed plan version, made on its day, and lessons that led to it."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.actions.demo.conftest import git, make

PROPOSAL = "plan/2026-11-18/plan.yml"


def lessons(cases):
    return [
        (act.entry.word("about"), act.entry.word("plan"), act.entry.word("clause"))
        for case in cases
        for act in case.judged.state.acts
        if act.entry.kind == "改进" and act.entry.has("plan")
    ]


def test_the_proposal_enters_the_record_on_its_day(drill):
    (told,) = drill.git("log", "--format=%cI %an", "--", PROPOSAL).splitlines()
    assert told == "2026-11-18T10:00:00+08:00 冯涛"


def test_incidents_stay_under_the_plan_in_force(drill):
    governance = drill.workspace.governance
    assert list(governance.plans) == ["2022-08-05", "2026-11-18"]
    assert governance.newest is governance.plans["2022-08-05"]
    assert {case.judged.plan.id for case in drill.cases()} == {"2022-08-05"}


def test_lessons_of_an_archived_incident_lead_to_the_proposal(drill):
    assert lessons(drill.cases()) == [
        ("问题1", "2026-11-18", "四(二)"),
        ("问题2", "2026-11-18", "三(一)"),
    ]


@pytest.mark.parametrize(
    ("now", "there"),
    [("2026-11-18T11:59:00+08:00", False), ("2026-11-18T12:00:00+08:00", True)],
)
def test_before_its_day_nobody_knows_of_the_proposal(tmp_path, now, there):
    make(tmp_path / "demo", incidents=3, now=datetime.fromisoformat(now))
    assert (tmp_path / "demo" / PROPOSAL).exists() is there
    assert ("plan: 2026-11-18" in git(tmp_path / "demo", "grep", "-h", "plan: ")) is there


def test_years_later_it_is_there_from_the_beginning(tmp_path):
    make(tmp_path / "demo", incidents=3, now=datetime.fromisoformat("2028-03-01T09:00:00+08:00"))
    first = git(tmp_path / "demo", "rev-list", "--max-parents=0", "HEAD").strip()
    assert PROPOSAL in git(tmp_path / "demo", "ls-tree", "-r", "--name-only", first)
