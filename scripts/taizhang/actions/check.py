"""Check a ledger or files of it: every finding of every file, one bad file hiding no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.workspace import INCIDENT_PATH, incident_paths, judge_file, read_file
from taizhang.errors import EnvironmentProblem
from taizhang.model.findings import Finding, Report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from taizhang.actions.workspace import Workspace


def check_tree(workspace: Workspace, now: datetime, paths: Sequence[str] = ()) -> Report:
    """Findings of all incidents, or of ``paths`` (relative to the ledger's root) alone."""
    wanted = tuple(paths) or incident_paths(workspace)
    findings: list[Finding] = []
    if not paths:
        findings.extend(workspace.governance.findings)
        findings.extend(_strangers(workspace))
    incidents = 0
    for path in wanted:
        try:
            data = workspace.source.read(path)
        except EnvironmentProblem as problem:
            findings.append(_unreadable(path, problem))
            continue
        if data is None:
            findings.append(Finding(code="file-unreadable", path=path))
            continue
        file = read_file(workspace, path, data)
        case = judge_file(workspace, file, now)
        incidents += case is not None
        findings.extend(case.findings if case else file.findings)
    ordered = sorted(findings, key=lambda each: (each.path, each.line, each.column))
    return Report(findings=tuple(ordered), files=len(wanted), incidents=incidents)


def _unreadable(path: str, problem: EnvironmentProblem) -> Finding:
    """A link, a folder, a giant: a fault of that file alone."""
    values = {name: str(value) for name, value in problem.values.items()}
    return Finding(code=problem.code, values=values, path=path)


def _strangers(workspace: Workspace) -> list[Finding]:
    """Files below ``ledger/`` that are nothing the ledger knows: never passed over silently."""
    found = []
    for path in workspace.source.list("ledger"):
        known = INCIDENT_PATH.fullmatch(path) or path.startswith(
            ("ledger/journal/", "ledger/seals/")
        )
        if not known and not path.endswith("/.gitkeep"):
            found.append(Finding(code="file-stranger", path=path))
    return found
