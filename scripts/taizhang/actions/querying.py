"""Read-only questions: one incident, lists, what waits, what is due. Answers are views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.approving import acts_for
from taizhang.actions.remembering import open_cases, open_ledger
from taizhang.actions.workspace import (
    find_case,
    incident_paths,
    judge_file,
    open_workspace,
    read_file,
    verify_once,
)
from taizhang.errors import EnvironmentProblem, TaizhangError, UsageProblem
from taizhang.model.record import dataclass
from taizhang.model.state import Clock
from taizhang.rules.views.incident import incident_view
from taizhang.rules.views.rows import row_view, waiting_views
from taizhang.rules.views.words import due_view
from taizhang.store.worktree import WorkTree

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime, timedelta
    from pathlib import Path

    from taizhang.actions.tallying import Ledger
    from taizhang.actions.workspace import Case, Workspace
    from taizhang.model.plan import Plan
    from taizhang.model.recorded import Recorded
    from taizhang.model.roster import Person
    from taizhang.model.state import Due
    from taizhang.model.views import DueView, IncidentView, RowView, WaitingView

_URGENCY = {
    Clock.OVERDUE: 0,
    Clock.UNKNOWN: 1,
    Clock.SOON: 1,
    Clock.OPEN: 2,
    Clock.PENDING: 3,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which incidents to list; ``""`` and None = any. ``year`` as four digits."""

    closed: bool | None = None
    level: str = ""
    stage: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A duty with a clock and the incident it belongs to."""

    incident: str
    title: str
    due: DueView


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """What waits for a person or a role: signatures, and duties that run."""

    person: str
    waiting: tuple[WaitingView, ...]
    duties: tuple[Duty, ...]


def show(root: Path, identity: str, now: datetime, lang: str = "zh") -> IncidentView:
    """Everything about one incident, with its recorded times where git knows them.

    Raises:
        UsageProblem: no such incident, or its file is not sound.
        EnvironmentProblem: no plan or roster can be read.
    """
    workspace = open_workspace(WorkTree(root), few=True, verify=verify_once())
    case = find_case(workspace, identity, now)
    return incident_view(
        case.judged,
        now,
        path=case.file.path,
        findings=case.findings,
        recorded=recorded_times(root, (case.file.path,)).get(case.file.path, ()),
        lang=lang,
    )


def list_rows(root: Path, wanted: Filter, now: datetime) -> tuple[RowView, ...]:
    """Incidents that fit, the newest first.

    Raises:
        UsageProblem: no such level or stage in any plan.
        EnvironmentProblem: no plan or roster can be read.
    """
    ledger = open_ledger(root, now, few=True)
    workspace = ledger.workspace
    level = _named(wanted.level, workspace, "level") if wanted.level else ""
    stage = _named(wanted.stage, workspace, "stage") if wanted.stage else ""
    cases = _open_or_all(ledger, wanted)
    rows = [row_view(case.judged, now) for case in cases]
    return tuple(
        row
        for row in reversed(rows)
        if (wanted.closed is None or wanted.closed is bool(row.closed.at))
        and level in ("", row.level.name)
        and stage in ("", row.stage)
    )


def due_duties(root: Path, now: datetime, within: timedelta | None = None) -> tuple[Duty, ...]:
    """Duties that run, the most pressing first.

    Args:
        root: the ledger's folder.
        now: aware.
        within: only those overdue or due within this length of time; None: all that run.
    """
    return _duties(tuple(open_cases(open_ledger(root, now, few=True))), now, within)


def todo(root: Path, now: datetime, *, person: str = "", role: str = "") -> Todo:
    """What waits for a person, or for a role; neither given: for git's identity, else for all.

    Raises:
        UsageProblem: the roster knows no such person, the plan no such role.
        EnvironmentProblem: no plan or roster can be read.
    """
    ledger = open_ledger(root, now, few=True)
    workspace, cases = ledger.workspace, tuple(open_cases(ledger))
    if role:
        return _todo_of_role(cases, role, workspace, now)
    who = _who(workspace, root, person)
    if who is None:
        waiting = tuple(view for case in cases for view in waiting_views(case.judged))
        return Todo(person="", waiting=waiting, duties=_duties(cases, now, None))
    waiting = tuple(view for case in cases for view in _to_sign(who, case))
    duties = _duties(cases, now, None, _of_person(who))
    return Todo(person=who.name, waiting=waiting, duties=duties)


def all_cases(workspace: Workspace, now: datetime, year: str = "") -> tuple[Case, ...]:
    """Every sound incident, judged at ``now``, oldest first; unsound ones are ``check``'s."""
    found = []
    for path in incident_paths(workspace):
        if year and not path.startswith(f"ledger/{year}/"):
            continue
        try:
            data = workspace.source.read(path)
        except EnvironmentProblem:
            continue
        case = judge_file(workspace, read_file(workspace, path, data), now) if data else None
        if case is not None:
            found.append(case)
    return tuple(found)


def recorded_times(
    root: Path, paths: tuple[str, ...] | None = None
) -> Mapping[str, tuple[Recorded, ...]]:
    """When each entry of ``paths`` (None: of all incidents) entered the record, by path.

    Empty where git cannot tell.
    """
    from taizhang.store.arrivals import Arrivals
    from taizhang.store.git.history import recorded
    from taizhang.store.git.objects import head
    from taizhang.store.git.repository import open_repository

    try:
        repo = open_repository(root)
    except EnvironmentProblem:
        return {}
    rev = head(repo)
    if rev is None or repo.root.resolve() != root.resolve():
        return {}
    arrivals = Arrivals(repo, rev)
    found = recorded(repo, rev, paths)
    return {path: arrivals.stamped(times) for path, times in found.items()}


def _duties(
    cases: tuple[Case, ...],
    now: datetime,
    within: timedelta | None,
    concerns: Callable[[Due, Plan], bool] | None = None,
) -> tuple[Duty, ...]:
    found = []
    for case in cases:
        state = case.judged.state
        for due in case.judged.dues:
            if not due.open or (within is not None and (due.due is None or due.due > now + within)):
                continue
            if concerns is not None and not concerns(due, case.judged.plan):
                continue
            view = due_view(due, case.judged.plan, state.incident.id)
            duty = Duty(incident=state.incident.id, title=state.incident.title, due=view)
            found.append(((_URGENCY[due.clock], due.due or due.start), duty))
    return tuple(duty for _, duty in sorted(found, key=lambda pair: pair[0]))


def _of_person(who: Person) -> Callable[[Due, Plan], bool]:
    """Duties of a role the person holds or of the person's unit, and those of nobody."""

    def concerns(due: Due, plan: Plan) -> bool:
        return not due.who or any(
            name == who.unit if plan.role(name) is None else who.holds(name, plan)
            for name in due.who
        )

    return concerns


def _of_role(fills: set[str]) -> Callable[[Due, Plan], bool]:
    """Duties of the role, a unit's own among them where the plan gives them to the role."""

    def concerns(due: Due, _: Plan) -> bool:
        named = due.deadline.who if due.deadline else ""
        return bool(fills & {*due.who, named})

    return concerns


def _to_sign(who: Person, case: Case) -> tuple[WaitingView, ...]:
    names = {act.written.name for act in acts_for(who, case.judged)}
    return tuple(view for view in waiting_views(case.judged) if view.entry in names)


def _todo_of_role(cases: tuple[Case, ...], name: str, workspace: Workspace, now: datetime) -> Todo:
    plan = workspace.governance.newest
    role = plan.role(name) if plan else None
    if role is None:
        known = "、".join(each.name for each in plan.roles) if plan else "–"
        raise UsageProblem("role-not-known", value=name, known=known)
    fills = {role.name, *role.includes}
    waiting = tuple(
        view for case in cases for view in waiting_views(case.judged) if fills & set(view.roles)
    )
    duties = _duties(cases, now, None, _of_role(fills))
    return Todo(person=role.name, waiting=waiting, duties=duties)


def _who(workspace: Workspace, root: Path, name: str) -> Person | None:
    from taizhang.actions.acting import find_person, require_person

    if name:
        return require_person(workspace.governance, name)
    from taizhang.store.git.repository import identity, open_repository

    try:
        return find_person(workspace.governance, identity(open_repository(root)))
    except TaizhangError:
        return None  # a reader who is nobody sees everything


def _open_or_all(ledger: Ledger, wanted: Filter) -> tuple[Case, ...]:
    """What may fit: of open incidents no others are read."""
    if wanted.closed is not False:
        return all_cases(ledger.workspace, ledger.now, wanted.year)
    below = f"ledger/{wanted.year}/" if wanted.year else "ledger/"
    return tuple(case for case in open_cases(ledger) if case.file.path.startswith(below))


def _named(name: str, workspace: Workspace, sort: str) -> str:
    """A level or stage by name or key, of any plan version; the newest's word first."""
    plans = tuple(workspace.governance.plans.values())
    for plan in reversed(plans):
        found = plan.level(name) if sort == "level" else plan.stage(name)
        if found is not None:
            return found.name
    newest = plans[-1]
    known = "、".join(each.name for each in (newest.levels if sort == "level" else newest.stages))
    raise UsageProblem(f"{sort}-not-known", value=name, known=known)
