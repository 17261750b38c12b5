"""Check a ledger or files of it: every finding of every file, one bad file hiding no other.

Reads and judges everything it is asked for; ``ledgercheck`` does the same for a whole ledger
without judging anything twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.workspace import (
    incident_paths,
    judge_file,
    lost_incidents,
    read_file,
)
from taizhang.errors import EnvironmentProblem
from taizhang.model.findings import Finding, Report
from taizhang.store.positions import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from taizhang.actions.workspace import Workspace
    from taizhang.model.journal import Month

JOURNAL = "ledger/journal/"


def check_tree(workspace: Workspace, now: datetime, paths: Sequence[str] = ()) -> Report:
    """Findings of the whole ledger, or of ``paths`` (relative to the ledger's root) alone."""
    wanted = tuple(paths) or (*incident_paths(workspace), *_journal(workspace))
    findings: list[Finding] = []
    months: list[Month] = []
    incidents = 0
    for path in wanted:
        found, month, sound = check_file(workspace, path, now)
        findings.extend(found)
        months += [month] if month else []
        incidents += sound
    if not paths:
        from taizhang.actions.surroundings import strange, whole_findings

        findings.extend(strange(workspace.source.list("ledger")))
        findings.extend(whole_findings(workspace, months, now))
    return Report(findings=in_order(findings), files=len(wanted), incidents=incidents)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By file, line and column."""
    return tuple(sorted(findings, key=lambda each: (each.path, each.line, each.column)))


def unreadable(path: str, problem: EnvironmentProblem) -> Finding:
    """A link, a folder, a giant: a fault of that file alone."""
    values = {name: str(value) for name, value in problem.values.items()}
    return Finding(code=problem.code, values=values, path=path)


def check_file(
    workspace: Workspace, path: str, now: datetime
) -> tuple[tuple[Finding, ...], Month | None, bool]:
    """Findings of one file; the month it is of the journal; whether it is a sound incident."""
    try:
        data = workspace.source.read(path)
    except EnvironmentProblem as problem:
        return (unreadable(path, problem),), None, False
    if data is None:
        return (Finding(code="file-unreadable", path=path),), None, False
    if path.startswith(JOURNAL):
        return (*_month(workspace, path, data, now), False)
    found, sound = _incident(workspace, path, data, now)
    return found, None, sound


def _incident(
    workspace: Workspace, path: str, data: bytes, now: datetime
) -> tuple[tuple[Finding, ...], bool]:
    """The findings of one incident file, and whether its form is sound."""
    file = read_file(workspace, path, data)
    case = judge_file(workspace, file, now)
    if case is None:
        return file.findings, False
    lost = lost_incidents(workspace.source, case.judged.state.incident.entries)
    return (*case.findings, *(place(lost, data, path) if lost else ())), True


def _journal(workspace: Workspace) -> tuple[str, ...]:
    from taizhang.actions.journal import journal_paths

    return journal_paths(workspace)


def _month(
    workspace: Workspace, path: str, data: bytes, now: datetime
) -> tuple[tuple[Finding, ...], Month | None]:
    from taizhang.actions.journal import read_month_file

    file = read_month_file(workspace, path, data, now)
    return file.findings, file.month
