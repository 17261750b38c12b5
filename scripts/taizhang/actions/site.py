"""Build the views of the whole site at one moment, from committed files or the work tree."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from taizhang.actions.forms import forms_view
from taizhang.actions.governance import plan_in_force
from taizhang.actions.journal import journal_of
from taizhang.actions.ledgershelf import LedgerShelf
from taizhang.actions.ruling import rule_book
from taizhang.actions.shelving import kept_book, shelved
from taizhang.actions.statistics import newest_first
from taizhang.actions.stock import Stock
from taizhang.actions.workspace import open_workspace
from taizhang.errors import EnvironmentProblem, UsageProblem
from taizhang.model.record import dataclass
from taizhang.model.shelf import Setting
from taizhang.model.site import STANDINGS, PlanPages, SiteViews
from taizhang.rules.plandiff import compare
from taizhang.rules.views.board import board_of
from taizhang.rules.views.cards import card_views, person_views
from taizhang.rules.views.statistics import statistics_of_sums
from taizhang.rules.views.tables import diff_table, plan_tables
from taizhang.rules.views.words import moment
from taizhang.store.arrivals import Arrivals
from taizhang.store.cache import Cache, program_stamp
from taizhang.store.git.months import CommitMonths
from taizhang.store.git.objects import commit_time, head
from taizhang.store.git.past import Past
from taizhang.store.git.repository import open_repository
from taizhang.store.git.source import CommitSource
from taizhang.store.months import WorkMonths
from taizhang.store.witness import Witness
from taizhang.store.worktree import WorkTree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from taizhang.actions.workspace import Workspace
    from taizhang.model.months import Months
    from taizhang.model.shelf import Sketch
    from taizhang.model.source import Source
    from taizhang.model.views import IncidentView
    from taizhang.store.git.repository import Repository
    from taizhang.store.keptpages import KeptPages
    from taizhang.store.sketches import Sketches

_PLACE = ("taizhang", "site")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a site is asked for.

    Attributes:
        root: the ledger's folder.
        now: what the clocks are judged by; aware.
        work_tree: read files as they lie on disk; else what is committed.
        audience: one of ``AUDIENCES``.
    """

    root: Path
    now: datetime
    work_tree: bool
    audience: str


class Drawing(NamedTuple):
    """How incident pages come about.

    Attributes:
        sketches: where those are put that had to be drawn.
        pages: those that an earlier build left.
        artist: from the plan's pages and the setting, what draws a page.
        stamp: changes with how that draws.
    """

    sketches: Sketches
    pages: KeptPages
    artist: Callable[[tuple[PlanPages, ...], Setting], Callable[[IncidentView], Sketch]]
    stamp: str


def asked_moment(text: str) -> datetime:
    """A moment as settings name it: RFC 3339 with offset.

    Raises:
        UsageProblem: something else.
    """
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        given = None
    if given is None or given.tzinfo is None:
        raise UsageProblem("site-now", now=text)
    return given


def load(asked: Asked, drawing: Drawing) -> SiteViews:
    """Everything there is to show; incidents that are not known yet are judged and drawn.

    Raises:
        EnvironmentProblem: no ledger there, or its plan or roster cannot be read.
    """
    stock, plans = _stock(asked, drawing)
    workspace, past, now = stock.workspace, stock.past, asked.now
    governance = workspace.governance
    plan, office = plan_in_force(governance), governance.office
    shelf = LedgerShelf(stock, shelved(stock), drawing.pages)
    rev = past.rev if past else ""
    committed = commit_time(past.repo, rev) if past else None
    board = board_of(shelf.opened(), shelf.counted(), office, plan, now, rev, committed)
    roster, day = governance.rosters.current, now.astimezone(plan.zone).date()
    sums = shelf.summed(drill=office.drill)
    return SiteViews(
        board=board,
        plans=plans,
        lessons=shelf.lessons(),
        lesson_count=shelf.lesson_count(),
        rules=rule_book(workspace.source, plan),
        journal=journal_of(workspace, now),
        cards=card_views(plan, roster, day),
        people=person_views(roster, day),
        forms=forms_view(governance, now),
        statistics=statistics_of_sums(
            sums.years,
            sums.whole,
            sums.running,
            newest_first(workspace),
            office,
            now,
            history=past is not None and past.told and board.total > 0,
            left_out=sums.left_out,
            marks=sums.marks,
        ),
        shelf=shelf,
        hidden=shelf.hidden,
    )


def _stock(asked: Asked, drawing: Drawing) -> tuple[Stock, tuple[PlanPages, ...]]:
    """What incidents are read from, and the plan's pages."""
    repo = _repository(asked.root)
    rev = head(repo) if repo else None
    source: Source = WorkTree(asked.root)
    months: Months = WorkMonths(WorkTree(asked.root))
    recorded: Months | None = None
    place, past, arrivals = drawing.sketches.folder, None, None
    if repo is not None:
        place = repo.git_dir.joinpath(*_PLACE)
    if repo is not None and rev is not None:
        recorded = CommitMonths(repo, rev)
        if not asked.work_tree:
            source, months = CommitSource(repo, rev), recorded
    witness = Witness(source)
    workspace = open_workspace(witness)
    plans = _plans(workspace)
    office, plan = workspace.governance.office, plan_in_force(workspace.governance)
    forms = forms_view(workspace.governance, asked.now)
    setting = Setting(office.name, office.drill, moment(asked.now, plan.zone), forms)
    key = _digest(program_stamp(), witness.digest(), plan.id, asked.audience, drawing.stamp)
    cache = Cache(place, key)
    book = kept_book(cache)
    if repo is not None and rev is not None:
        past, arrivals = Past(repo, rev, book.tip or None), Arrivals(repo, rev)
    stock = Stock(
        workspace=workspace,
        months=months,
        recorded=recorded,
        past=past,
        arrivals=arrivals,
        cache=cache,
        book=book,
        key=key,
        sketches=drawing.sketches,
        sketch=drawing.artist(plans, setting),
        audience=asked.audience,
        now=asked.now,
    )
    return stock, plans


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()


def _repository(root: Path) -> Repository | None:
    """The ledger's repository, None where the folder is none (or lies inside another's)."""
    try:
        repo = open_repository(root)
    except EnvironmentProblem:
        return None
    return repo if repo.root.resolve() == root.resolve() else None


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


def _text(source: Source, path: str) -> str:
    return (source.read(path) or b"").decode("utf-8", "replace")
