"""The office's journal and the checks of the office: read, judged, added to.

Unlike an incident the journal needs no approval; it grows at its end like one.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from taizhang.actions.governance import placed, plan_in_force
from taizhang.actions.workspace import lost_incidents, open_workspace
from taizhang.errors import EnvironmentProblem, Refused, UsageProblem
from taizhang.model.findings import Finding, Severity
from taizhang.model.journal import JOURNAL_KINDS, JOURNAL_PATH, VOID, Journal, path_of
from taizhang.model.record import dataclass, replace
from taizhang.model.times import format_time, parse_time
from taizhang.rules.journalread import judge_month, read_month
from taizhang.rules.officecase import OfficeCase
from taizhang.rules.officechecks import find_office
from taizhang.rules.reading import plan_of
from taizhang.rules.views.journal import journal_view, record_view
from taizhang.store.positions import place
from taizhang.store.strict import Unreadable, read

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from taizhang.actions.acting import Desk
    from taizhang.actions.filing import Draft
    from taizhang.actions.workspace import Workspace
    from taizhang.model.entry import Entry
    from taizhang.model.governance import Governance
    from taizhang.model.journal import Month
    from taizhang.model.officeviews import JournalView, RecordView
    from taizhang.model.plan import Plan
    from taizhang.model.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFile:
    """One file of the journal: typed if its form is sound, with its findings, placed."""

    path: str
    data: bytes
    month: Month | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What was added to the journal: the entry, and the warnings that came with it."""

    path: str
    entry: Entry
    findings: tuple[Finding, ...]
    commit: str


def journal_paths(workspace: Workspace) -> tuple[str, ...]:
    """Paths of the journal's files, oldest first."""
    paths = workspace.source.list("ledger/journal")
    return tuple(sorted(path for path in paths if JOURNAL_PATH.fullmatch(path)))


def read_month_file(workspace: Workspace, path: str, data: bytes, now: datetime) -> MonthFile:
    """Read and judge one file of the journal at ``now`` (aware)."""
    try:
        tree = read(data)
    except Unreadable as problem:
        found = tuple(each.at(path) for each in problem.findings)
        return MonthFile(path=path, data=data, month=None, findings=found)
    version = plan_of(tree)
    plan = workspace.governance.plans.get(version)
    findings: tuple[Finding, ...]
    month = None
    if plan is None:
        findings = (_no_plan(version, workspace),)
    else:
        month, findings = read_month(tree, plan, workspace.persons)
        if month is not None:
            findings = (*findings, *_judged(workspace, month, plan, path, now))
    return MonthFile(path=path, data=data, month=month, findings=place(findings, data, path))


def _no_plan(version: str, workspace: Workspace) -> Finding:
    if not version:
        return Finding(code="header-missing", values={"field": "plan"})
    values = {"value": version, "known": "、".join(workspace.governance.plans)}
    return Finding(code="plan-version-unknown", where=("plan",), values=values)


def _judged(
    workspace: Workspace, month: Month, plan: Plan, path: str, now: datetime
) -> tuple[Finding, ...]:
    found = [*judge_month(month, plan, now)]
    found += lost_incidents(workspace.source, month.entries)
    if month.path != path:
        values = {"value": month.month, "expected": month.path}
        found.append(Finding(code="journal-month-not-path", where=("journal",), values=values))
    return tuple(found)


def load_journal(workspace: Workspace, now: datetime) -> Journal:
    """The months that can be read; what is wrong with a file is for ``check`` to say."""
    months = []
    for path in journal_paths(workspace):
        try:
            data = workspace.source.read(path)
        except EnvironmentProblem:
            continue
        if data is not None:
            month = read_month_file(workspace, path, data, now).month
            months += [month] if month else []
    return Journal(months=tuple(months))


def office_case(governance: Governance, plan: Plan, journal: Journal, now: datetime) -> OfficeCase:
    """The office at ``now`` (aware), judged by ``plan``."""
    return OfficeCase(
        plan=plan,
        rosters=governance.rosters,
        office=governance.office,
        journal=journal,
        now=now,
    )


def office_findings(
    governance: Governance, source: Source, journal: Journal, now: datetime
) -> tuple[Finding, ...]:
    """What is left lying in the office at ``now`` (aware), each placed in its own file.

    Nothing where no plan is in force: there is nothing to judge it by.
    """
    if governance.newest is None:
        return ()
    case = office_case(governance, governance.newest, journal, now)
    found = [
        replace(finding, clause=finding.clause or check.clause)
        for check, finding in find_office(case)
    ]
    paths = dict.fromkeys(finding.path for finding in found)
    return tuple(
        each
        for path in paths
        for each in placed(source, path, [one for one in found if one.path == path])
    )


def add_record(desk: Desk, draft: Draft, now: datetime) -> Recorded:
    """Add one entry to the journal, in the month of its act, in one commit.

    Raises:
        Refused: the formats forbid it; nothing was written.
        UsageProblem: no such time, or the month's file is not sound.
        EnvironmentProblem: it could not be recorded; nothing was written.
    """
    from taizhang.actions.filing import block, new_findings
    from taizhang.store.git.state import require_safe
    from taizhang.store.git.trees import Note
    from taizhang.store.git.write import commit_file

    plan = plan_in_force(desk.workspace.governance)
    path = _path(draft, plan, now)
    require_safe(desk.repo, path, now)
    old = _old(desk.workspace, path, now)
    timed = _timed(old, draft, plan, now)
    head = old.data if old else _head(path, plan)
    new = head + block(timed)
    after = read_month_file(desk.workspace, path, new, now)
    found = new_findings(old.findings if old else (), after.findings)
    errors = tuple(each for each in found if each.severity is Severity.ERROR)
    if errors or after.month is None:
        raise Refused(tuple(replace(each, path="") for each in errors or after.findings))
    note = Note(
        message=f"journal-{after.month.month}: {timed.kind} {timed.by}",
        author=desk.author,
        committer=desk.committer,
        when=now,
    )
    commit = commit_file(desk.repo, path, old.data if old else None, new, note)
    return Recorded(path=path, entry=after.month.entries[-1], findings=found, commit=commit)


def ready_at(desk: Desk, draft: Draft, now: datetime) -> datetime:
    """When the entry can be recorded: now, or the second in which its name is free.

    Raises:
        UsageProblem: no such time, or the month's file is not sound.
    """
    plan = plan_in_force(desk.workspace.governance)
    if draft.at:
        return now
    old = _old(desk.workspace, _path(draft, plan, now), now)
    return max(now, parse_time(_timed(old, draft, plan, now).at, plan.zone))


def _path(draft: Draft, plan: Plan, now: datetime) -> str:
    """The file an entry belongs to: that of its act; what makes void goes to what it voids.

    Raises: UsageProblem: there is no such time.
    """
    named = draft.fields.get("entry") if draft.kind == VOID else None
    at = named if isinstance(named, str) else draft.at or format_time(now, plan.zone)
    path = path_of(at[:7])
    if not JOURNAL_PATH.fullmatch(path):
        raise UsageProblem("journal-time", value=at)
    return path


def _old(workspace: Workspace, path: str, now: datetime) -> MonthFile | None:
    """Raises: UsageProblem: the file is there and not sound."""
    data = workspace.source.read(path)
    if data is None:
        return None
    file = read_month_file(workspace, path, data, now)
    if file.month is None:
        raise UsageProblem("journal-unsound", path=path)
    return file


def _head(path: str, plan: Plan) -> bytes:
    from taizhang.store.emit import header_block

    year, month = path.removesuffix(".yml").split("/")[-2:]
    return header_block([("journal", f"{year}-{month}"), ("plan", plan.id)]).encode()


def _timed(old: MonthFile | None, draft: Draft, plan: Plan, now: datetime) -> Draft:
    """The draft with a time at which its name is free: seconds are added where it is taken."""
    entries = old.month.entries if old and old.month else ()
    names = {entry.name for entry in entries if entry.by == draft.by}
    try:
        at = draft.at or format_time(now.replace(second=0), plan.zone)
        moment = parse_time(at, plan.zone)
    except ValueError:
        return draft  # the reader words that fault
    while f"{format_time(moment, plan.zone)} {draft.kind}" in names:
        moment += timedelta(seconds=1)
    return replace(draft, at=format_time(moment, plan.zone))


def list_records(root: Path, month: str, kind: str, now: datetime) -> tuple[RecordView, ...]:
    """Standing entries of the journal, the newest first; ``""`` = of any month, any kind.

    Raises:
        EnvironmentProblem: no plan or roster can be read.
    """
    case = _open(root, now)
    entries = case.journal.of_kind(*((kind,) if kind else JOURNAL_KINDS))
    wanted = [each for each in entries if each.at_text.startswith(month)]
    return tuple(record_view(each, case) for each in reversed(wanted))


def show_office(root: Path, now: datetime, lang: str = "zh") -> JournalView:
    """How watch and duty stand at ``now`` (aware).

    Raises:
        EnvironmentProblem: no plan or roster can be read.
    """
    return journal_view(_open(root, now), lang)


def journal_of(workspace: Workspace, now: datetime) -> JournalView:
    """The same, of a ledger already open."""
    return journal_view(_case(workspace, now))


def _open(root: Path, now: datetime) -> OfficeCase:
    from taizhang.store.worktree import WorkTree

    return _case(open_workspace(WorkTree(root)), now)


def _case(workspace: Workspace, now: datetime) -> OfficeCase:
    """Raises: EnvironmentProblem: no plan is in force."""
    governance = workspace.governance
    plan = plan_in_force(governance)
    return office_case(governance, plan, load_journal(workspace, now), now)
