"""A proposed plan version beside the one in force: incidents stay where they were opened."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from tests.ledgers import ROOT, Ledger, models, real_ledger  # noqa: F401 - fixtures

from taizhang.actions.site import Asked, Drawing, load
from taizhang.actions.workspace import find_case, open_workspace
from taizhang.pages.site import artist_of
from taizhang.store.keptpages import KeptPages
from taizhang.store.sketches import Sketches
from taizhang.store.worktree import WorkTree

if TYPE_CHECKING:
    from taizhang.model.plan import Plan

NOW = datetime.fromisoformat("2026-11-09T12:00:00+08:00")


def site_views(root, now):
    """What a site of the last commit shows at ``now``."""
    asked = Asked(root=root, now=now, work_tree=False, audience="office")
    drawing = Drawing(
        sketches=Sketches(),
        pages=KeptPages(root / "build" / "site"),
        artist=lambda plans, setting: artist_of(plans, setting, None, "").sketch,
        stamp="",
    )
    return load(asked, drawing)


def commit(root, at):
    """Record everything in the work tree at a time of 2026-11-09."""
    when = f"2026-11-09T{at}:00+08:00"
    env = {**os.environ, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    for words in (("add", "-A"), ("commit", "-qm", "预案入库")):
        subprocess.run(["git", *words], cwd=root, env=env, check=True)


@pytest.fixture
def ledger(request):
    """A real ledger with the proposal beside the plan in force."""
    real: Ledger = request.getfixturevalue("real_ledger")
    shutil.copytree(ROOT / "plan" / "2026-11-18", real.root / "plan" / "2026-11-18")
    commit(real.root, "08:00")
    return real


def due(case, code):
    return next(each for each in case.judged.dues if each.code == code)


def limits(plan: Plan) -> dict[str, str]:
    return {each.code: each.limit.words() if each.limit else "" for each in plan.deadlines}


def test_a_new_incident_is_opened_under_the_plan_in_force(ledger):
    identity = ledger.new()
    assert "plan: 2022-08-05\n" in ledger.text(identity)


def test_an_incident_is_judged_by_the_version_it_was_opened_under(ledger):
    identity = ledger.new("--reported-at", "09:17")
    workspace = open_workspace(WorkTree(ledger.root))
    case = find_case(workspace, identity, NOW)
    assert case.judged.plan.id == "2022-08-05"
    plans = workspace.governance.plans
    assert limits(plans["2022-08-05"])["consult"] == ""
    assert limits(plans["2026-11-18"])["consult"] == "2 小时"
    assert due(case, "consult").due is None


def test_a_real_incident_cannot_stand_under_a_proposal(ledger):
    identity = ledger.new()
    path = next((ledger.root / "ledger").rglob(f"{identity}.yml"))
    text = path.read_text("utf-8").replace("plan: 2022-08-05", "plan: 2026-11-18")
    path.write_text(text, "utf-8")
    said = ledger.run("check")
    assert said.code == 1
    assert "“2026-11-18”是修订建议，尚未施行" in said.out


def test_the_site_has_the_plan_in_force_first_and_says_how_each_version_stands(ledger):
    views = site_views(ledger.root, NOW)
    assert [(each.id, each.standing, each.revises) for each in views.plans] == [
        ("2022-08-05", "current", ""),
        ("2026-11-18", "proposed", "2022-08-05"),
    ]
    assert views.board.plan == "2022-08-05"
    assert "diff" not in views.plans[0].tables
    rows = views.plans[1].tables["diff"].rows
    assert ("参数 会商时限", "待定。预案只写及时。（三(三)）", "（删去）") in rows


def test_an_adopted_version_takes_over_and_what_was_opened_before_stays(ledger):
    before = ledger.new()
    adopted = ledger.root / "plan" / "2026-11-18"
    later = ledger.root / "plan" / "2026-12-01"
    shutil.copytree(adopted, later)
    text = (later / "plan.yml").read_text("utf-8").replace("id: 2026-11-18", "id: 2026-12-01")
    (later / "plan.yml").write_text(text.replace("proposal: 是\n", ""), "utf-8")
    commit(ledger.root, "10:00")
    after = ledger.new(now="2026-11-09 10:20")
    assert "plan: 2022-08-05\n" in ledger.text(before)
    assert "plan: 2026-12-01\n" in ledger.text(after)
    views = site_views(ledger.root, NOW)
    assert [each.standing for each in views.plans] == ["current", "proposed", "former"]
