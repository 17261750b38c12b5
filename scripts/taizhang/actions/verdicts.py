"""One incident file judged for the memory of checks: what is found, and whether it can change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.check import unreadable
from taizhang.actions.surroundings import strange
from taizhang.actions.workspace import INCIDENT_PATH, judge_file, read_file
from taizhang.errors import EnvironmentProblem
from taizhang.model.findings import Finding
from taizhang.model.tally import Link, Verdict
from taizhang.rules.links import lost_links
from taizhang.rules.settled import latest, settled
from taizhang.store.positions import place

if TYPE_CHECKING:
    from datetime import datetime

    from taizhang.actions.workspace import Case, Workspace


def verdict_on(workspace: Workspace, path: str, data: bytes | None, now: datetime) -> Verdict:
    """The file at ``path`` of a month's folder, judged at ``now`` (aware).

    ``data`` None: what is there is no plain file.
    """
    if not INCIDENT_PATH.fullmatch(path):
        return _final(tuple(strange((path,))))
    if data is None:
        return _final((_why_not(workspace, path),))
    file = read_file(workspace, path, data)
    case = judge_file(workspace, file, now)
    if case is None:
        return _final(file.findings)
    return Verdict(
        sound=True,
        settled=settled(case.judged, now),
        latest=latest(case.judged),
        findings=case.findings,
        links=_links(case),
    )


def _final(findings: tuple[Finding, ...]) -> Verdict:
    return Verdict(sound=False, settled=True, latest=None, findings=findings)


def _links(case: Case) -> tuple[Link, ...]:
    """Every incident that is named, with what is to be said where it is not there."""
    found = tuple(lost_links(case.judged.state.incident.entries, lambda _: False))
    placed = place(found, case.file.data, case.file.path) if found else ()
    return tuple(Link(target=str(each.values["value"]), finding=each) for each in placed)


def _why_not(workspace: Workspace, path: str) -> Finding:
    """Why a path that git or the folder lists cannot be read as a file."""
    try:
        workspace.source.read(path)
    except EnvironmentProblem as problem:
        return unreadable(path, problem)
    return Finding(code="file-unreadable", path=path)
