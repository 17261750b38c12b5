"""Another office changes its plan, not the program: three plans, each taken to its last stage.

Everything that differs lies under ``tests/plans/``: a ledger as an office keeps it, with one
incident from first sight to its end, and the commands of another one.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.ledgers import ROOT, ZONE, Ledger, git
from tests.rules.builders import tree
from tests.rules.histories import world

from taizhang.actions.check import check_tree
from taizhang.actions.workspace import incident_paths, judge_file, open_workspace, read_file
from taizhang.model.findings import Severity
from taizhang.model.state import Clock
from taizhang.rules.fold import fold
from taizhang.rules.plancheck import check_plan
from taizhang.rules.reading import read_incident
from taizhang.store.strict import Profile, read
from taizhang.store.worktree import WorkTree

PLANS = Path(__file__).resolve().parents[1] / "plans"
NAMES = ("committee", "county", "simple")
LATER = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
OURS = (
    "特别重大", "监测舆情", "快报事实", "会商研判", "应急处置", "总结评估", "小组", "市网信办",
    "启动预案", "南充",
)  # fmt: skip
"""Words of the plan that the project ships and none of these use."""
PROGRAMS_OWN = ("guide/", "plan/rules.html")
"""Pages with examples of the program's own."""


def workspace(name):
    return open_workspace(WorkTree(PLANS / name))


def judged(name):
    """The incident of the plan's own ledger, judged long after its end."""
    place = workspace(name)
    (path,) = incident_paths(place)
    case = judge_file(place, read_file(place, path, (PLANS / name / path).read_bytes()), LATER)
    assert case is not None
    return case.judged


def clocks(name):
    return {
        due.name: (due.clock, due.due and f"{due.due:%m-%d %H:%M}") for due in judged(name).dues
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_plan_is_sound(name):
    place = workspace(name)
    assert place.governance.findings == ()
    plan = place.governance.newest
    assert plan is not None
    found = check_plan(plan, place.governance.rosters, place.governance.office, LATER.date())
    assert [each.code for each in found if each.severity is Severity.ERROR] == []


@pytest.mark.parametrize("name", NAMES)
def test_an_incident_told_as_data_reaches_the_last_stage_without_a_fault(name):
    report = check_tree(workspace(name), LATER)
    told = [(each.code, each.where) for each in report.findings]
    assert told == [("roster-without-keys", ("version",))]
    state = judged(name).state
    assert state.closed
    assert [act.effect.value for act in state.acts] == ["生效"] * len(state.acts)


def test_three_levels_each_have_approvers_of_their_own():
    acts = judged("committee").state.acts
    asked = [(act.line.code, act.line.needed) for act in acts if act.line]
    assert asked == [
        ("study-mid", ("秘书长",)),
        ("answer-mid", ("秘书长",)),
        ("regrade", ("秘书长",)),
        ("study-top", ("主席",)),
        ("answer-top", ("主席", "秘书长")),
        ("answer-top", ("主席", "秘书长")),
        ("close", ("处长",)),
    ]


def test_an_hour_is_given_where_the_plan_gives_an_hour():
    assert clocks("committee")["先报"] == (Clock.MET, "11-03 09:40")


def test_clocks_of_the_county_run_on_and_roll_over_as_its_plan_says():
    # Found on a Friday after hours; the Saturday is worked in place of a holiday.
    assert clocks("county") == {
        "电话报告": (Clock.MET, "10-09 19:30"),
        "书面报告": (Clock.MET, "10-09 19:50"),
        "交办": (Clock.MET, "10-10 15:00"),
        "告知受理": (Clock.MET, "10-13 23:59"),
        "答复": (Clock.MET, "10-16 23:59"),
        "回电": (Clock.MET, "10-10 10:30"),
        "任务 · 任务1": (Clock.MET, "10-14 18:00"),
        "审定 · 发布1": (Clock.MET, "10-15 09:30"),
    }


def test_a_plan_without_levels_has_none_anywhere():
    state = judged("simple").state
    assert (state.level, state.moments) == ("", ())
    assert [act.line.needed for act in state.acts if act.line] == [("校领导", "校领导")] * 6


@pytest.mark.parametrize("fields", [{}, {"level": "一般"}], ids=["silent", "named"])
def test_a_regrade_is_refused_where_there_are_no_levels(fields):
    law = world("simple").law
    lived = [dict(each) for each in world("simple").beginnings[0][:1]]
    change = {"at": "2026-11-02 13:00", "by": "老师甲", "kind": "调级", "reason": "转发多"}
    raw = tree(*lived, {**change, **fields}, law=law)
    incident, faults = read_incident(raw, law.plan, law.persons)
    if incident is not None:
        faults = fold(incident, law.plan, law.rosters, law.office).findings
    assert [each.code for each in faults] == ["levels-none"]


@pytest.fixture
def office(tmp_path, monkeypatch, capsys):
    """The ledger of a plan in a repository of its own."""

    def make(name):
        root = tmp_path / name
        shutil.copytree(PLANS / name, root, ignore=shutil.ignore_patterns("journey.yml"))
        shutil.copytree(ROOT / "site" / "ledger-template", root, dirs_exist_ok=True)
        git(root, "init", "-q", "-b", "main")
        git(root, "add", "-A")
        day = dict.fromkeys(_DATES, "2026-09-01T09:00:00+08:00")
        subprocess.run(
            ["git", "commit", "-qm", "begin"], cwd=root, env={**os.environ, **day}, check=True
        )
        return Ledger(root, monkeypatch, capsys)

    return make


_DATES = ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE")


def walk(ledger, name):
    """Type every command of the plan's journey; how many were to be refused."""
    journey: Any = read((PLANS / name / "journey.yml").read_bytes(), profile=Profile.SETTINGS)
    refused = 0
    for step in journey["steps"]:
        words = [*shlex.split(step["do"]), "--as", step["as"]]
        if "refused" not in step:
            ledger.done(*words, now=step["at"])
            continue
        before = ledger.state()
        said = ledger.run(*words, now=step["at"])
        assert said.code in (1, 2), (words, said)
        assert step["refused"] in said.err, (words, said.err)
        assert ledger.state() == before
        refused += 1
    return journey, refused


@pytest.mark.parametrize("name", NAMES)
def test_an_incident_is_taken_to_the_last_stage_by_commands(name, office):
    ledger = office(name)
    journey, refused = walk(ledger, name)
    assert refused
    shown = json.loads(ledger.done("show", "last", "--json"))
    assert shown["row"]["title"] == journey["incident"]
    assert shown["row"]["closed"]["text"]
    assert [each for each in shown["findings"] if each["severity"] != "late"] == []
    checked = ledger.run("check", "--now", f"{LATER:%Y-%m-%d %H:%M}")
    assert checked.code == 0, checked.out
    assert ledger.git("status", "--porcelain") == ""
    assert ledger.run("plan", "check", "--now", f"{LATER:%Y-%m-%d %H:%M}").code == 0


def test_nothing_is_said_of_levels_where_there_are_none(office):
    ledger = office("simple")
    ledger.done(
        "new", "--nature", "反映", "--title", "甲", "--summary", "乙", "--scope", "涉本校",
        "--platform", "校园论坛", "--as", "老师甲", now="2026-11-20 09:00",
    )  # fmt: skip
    for words in (("list",), ("show", "last"), ("todo",), ("due",), ("plan", "show")):
        said = ledger.done(*words, now="2026-11-20 09:10")
        assert "等级" not in said, words
        assert "暂定" not in said, words
    refused = ledger.run(
        "new", "--nature", "反映", "--title", "甲", "--summary", "乙", "--scope", "涉本校",
        "--platform", "校园论坛", "--level", "一般", "--as", "老师甲", now="2026-11-20 09:20",
    )  # fmt: skip
    assert refused.code == 1
    assert "不分级" in refused.err


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_site_speaks_the_words_of_the_plan(name, office, taizhang):
    ledger = office(name)
    walk(ledger, name)
    done = taizhang("build", "--now", f"{LATER:%Y-%m-%d %H:%M}", cwd=ledger.root)
    assert done.code == 0, done.err
    site = ledger.root / "build" / "site"
    pages = {
        path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")
    }
    assert len([path for path in pages if path.startswith("incidents/")]) == 2
    strange = {
        (path, word) for path, text in pages.items() for word in OURS
        if word in text and not path.startswith(PROGRAMS_OWN)
    }  # fmt: skip
    assert strange == set()
    board = pages["index.html"]
    plan = workspace(name).governance.newest
    assert plan is not None
    shown = [path for path, text in pages.items() if 'class="tz-level"' in text]
    assert bool(shown) is bool(plan.levels)
    assert 'data-label="级别"' not in board
    colours = [f'data-colour="{level.colour}"' for level in plan.levels]
    assert all(any(colour in pages[path] for colour in colours) for path in shown)
    for text in (pages[path] for path in pages if path.startswith("incidents/")):
        assert all(stage.name in text for stage in plan.stages)
