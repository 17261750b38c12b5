"""Check a ledger or files of it: every finding of every file, one bad file hiding no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.workspace import (
    INCIDENT_PATH,
    incident_paths,
    judge_file,
    lost_incidents,
    read_file,
)
from taizhang.errors import EnvironmentProblem
from taizhang.model.findings import Finding, Report
from taizhang.store.positions import place

if TYPE_CHECKING:
    from collections.abc import Sequence
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
        try:
            data = workspace.source.read(path)
        except EnvironmentProblem as problem:
            findings.append(_unreadable(path, problem))
            continue
        if data is None:
            findings.append(Finding(code="file-unreadable", path=path))
        elif path.startswith(JOURNAL):
            found, month = _month(workspace, path, data, now)
            findings.extend(found)
            months += [month] if month else []
        else:
            found, sound = _incident(workspace, path, data, now)
            findings.extend(found)
            incidents += sound
    if not paths:
        findings.extend(_whole(workspace, months, now))
    ordered = sorted(findings, key=lambda each: (each.path, each.line, each.column))
    return Report(findings=tuple(ordered), files=len(wanted), incidents=incidents)


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


def _whole(workspace: Workspace, months: list[Month], now: datetime) -> tuple[Finding, ...]:
    """What no single file shows: faults of plan and office, strangers, what was left lying."""
    from taizhang.actions.journal import office_findings
    from taizhang.model.journal import Journal

    journal = Journal(months=tuple(months))

    office = office_findings(workspace.governance, workspace.source, journal, now)
    return (*workspace.governance.findings, *_strangers(workspace), *office)


def _unreadable(path: str, problem: EnvironmentProblem) -> Finding:
    """A link, a folder, a giant: a fault of that file alone."""
    values = {name: str(value) for name, value in problem.values.items()}
    return Finding(code=problem.code, values=values, path=path)


def _strangers(workspace: Workspace) -> list[Finding]:
    """Files below ``ledger/`` that are nothing the ledger knows: never passed over silently."""
    from taizhang.model.journal import JOURNAL_PATH

    found = []
    for path in workspace.source.list("ledger"):
        known = (
            INCIDENT_PATH.fullmatch(path)
            or JOURNAL_PATH.fullmatch(path)
            or path.startswith("ledger/seals/")
        )
        if not known and not path.endswith("/.gitkeep"):
            found.append(Finding(code="file-stranger", path=path))
    return found
