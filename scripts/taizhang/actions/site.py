"""Build the views of the whole site at one moment, from committed files or the work tree."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from taizhang.actions.forms import forms_view
from taizhang.actions.governance import plan_in_force
from taizhang.actions.journal import journal_of
from taizhang.actions.ruling import rule_book
from taizhang.actions.statistics import statistics_of
from taizhang.actions.workspace import (
    incident_paths,
    judge_file,
    open_workspace,
    read_file,
)
from taizhang.errors import EnvironmentProblem
from taizhang.model.recorded import NO_HISTORY
from taizhang.model.site import STANDINGS, PlanPages, SiteViews
from taizhang.rules.plandiff import compare
from taizhang.rules.views import board_view, incident_view, row_view
from taizhang.rules.views.cards import card_views, person_views
from taizhang.rules.views.lessons import lesson_views
from taizhang.rules.views.relations import relate
from taizhang.rules.views.tables import diff_table, plan_tables
from taizhang.store.git.history import histories
from taizhang.store.git.objects import commit_time, head
from taizhang.store.git.repository import open_repository
from taizhang.store.git.source import CommitSource
from taizhang.store.worktree import WorkTree

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from taizhang.actions.workspace import Case, Workspace
    from taizhang.model.lessonviews import LessonView
    from taizhang.model.recorded import History
    from taizhang.model.source import Source
    from taizhang.model.views import IncidentView
    from taizhang.store.git.repository import Repository

_CARRIED = 7500
"""Characters of an address that may be a file's text: web servers cut addresses at 8 KB."""


def load(root: Path, now: datetime, *, work_tree: bool) -> SiteViews:
    """Everything the site shows at ``now`` (aware).

    Args:
        root: the ledger's folder.
        now: what the clocks are judged by.
        work_tree: read files as they lie on disk; else what is committed.

    Raises:
        EnvironmentProblem: no ledger there, or its plan or roster cannot be read.
    """
    repo = _repository(root)
    rev = head(repo) if repo else None
    source: Source = WorkTree(root)
    if repo is not None and rev is not None and not work_tree:
        source = CommitSource(repo, rev)
    workspace = open_workspace(source)
    cases = _cases(workspace, now)
    history = histories(repo, rev) if repo is not None and rev is not None else {}
    plan = plan_in_force(workspace.governance)
    views = tuple(_view(case, now, history.get(case.file.path, NO_HISTORY)) for case in cases)
    board = board_view(
        [case.judged for case in cases],
        workspace.governance.office,
        plan,
        now,
        rev or "",
        commit_time(repo, rev) if repo is not None and rev is not None else None,
    )
    roster, day = workspace.governance.rosters.current, now.astimezone(plan.zone).date()
    closed = [row_view(case.judged, now) for case in cases if case.judged.state.closed]
    return SiteViews(
        board=board,
        incidents=relate(views),
        archive=tuple(sorted(closed, key=lambda row: row.closed.at, reverse=True)),
        plans=_plans(workspace),
        lessons=_lessons(cases, workspace),
        rules=rule_book(workspace.source, plan),
        journal=journal_of(workspace, now),
        cards=card_views(plan, roster, day),
        people=person_views(roster, day),
        forms=forms_view(workspace.governance, now),
        statistics=statistics_of(
            workspace, cases, {path: past.recorded for path, past in history.items()}, now
        ),
    )


def _repository(root: Path) -> Repository | None:
    """The ledger's repository, None where the folder is none (or lies inside another's)."""
    try:
        repo = open_repository(root)
    except EnvironmentProblem:
        return None
    return repo if repo.root.resolve() == root.resolve() else None


def _cases(workspace: Workspace, now: datetime) -> list[Case]:
    cases = []
    for path in incident_paths(workspace):
        data = workspace.source.read(path)
        if data is None:
            continue
        case = judge_file(workspace, read_file(workspace, path, data), now)
        if case is not None:
            cases.append(case)
    return cases


def _view(case: Case, now: datetime, history: History) -> IncidentView:
    view = incident_view(
        case.judged,
        now,
        path=case.file.path,
        findings=case.findings,
        recorded=history.recorded,
        revisions=history.revisions,
    )
    # What only its reference data may be kept of travels nowhere as a whole.
    return view if view.reference_only else replace(view, text=_portable(case.file.data))


def _portable(data: bytes) -> str:
    """A file's text where it fits into an address, ``""`` where it does not."""
    from urllib.parse import quote

    return data.decode() if len(data) <= _CARRIED and len(quote(data)) <= _CARRIED else ""


def _plans(workspace: Workspace) -> tuple[PlanPages, ...]:
    """Every version with its pages and tables: the one in force, proposals, former ones."""
    found = []
    governance = workspace.governance
    for plan in governance.plans.values():
        folder = f"plan/{plan.id}"
        pages = tuple(
            (path.removeprefix(f"{folder}/"), _text(workspace.source, path))
            for path in workspace.source.list(folder)
            if path.endswith(".md")
        )
        tables = {**plan_tables(plan, governance.rosters.current)}
        if revised := governance.plans.get(plan.revises):
            tables["diff"] = diff_table(compare(revised, plan))
        standing = "proposed" if plan.proposal else "former"
        found.append(
            PlanPages(
                id=plan.id,
                title=plan.title,
                pages=pages,
                tables=tables,
                standing="current" if plan is governance.newest else standing,
                revises=plan.revises,
            )
        )
    newest_first = sorted(found, key=lambda each: each.id, reverse=True)
    return tuple(sorted(newest_first, key=lambda each: STANDINGS.index(each.standing)))


def _lessons(cases: list[Case], workspace: Workspace) -> tuple[LessonView, ...]:
    """Lessons of every review that counts, the newest first."""
    known = workspace.governance.plans
    found = [lesson for case in cases for lesson in lesson_views(case.judged, known)]
    return tuple(sorted(found, key=lambda each: each.at.at, reverse=True))


def _text(source: Source, path: str) -> str:
    return (source.read(path) or b"").decode("utf-8", "replace")
