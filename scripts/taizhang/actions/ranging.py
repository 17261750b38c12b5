"""Judge a change before it is taken: everything from one commit of a branch to another.

The same for the command line, for CI and for a server's hook. What it costs grows with the change
and not with the ledger. Source: trust.md 6(b).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.entering import Entering, entering_findings
from taizhang.actions.governance import load_governance
from taizhang.actions.stepping import Blobs, mixed, step_findings
from taizhang.actions.workspace import workspace_of
from taizhang.model.findings import Finding, Report
from taizhang.rules.treepaths import INCIDENT, Area, area, plain
from taizhang.store.git.changes import moment
from taizhang.store.git.history import recorded
from taizhang.store.git.source import CommitSource, FewFiles
from taizhang.store.git.steps import leap, steps

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from taizhang.actions.entering import Recording
    from taizhang.actions.workspace import Workspace
    from taizhang.model.recorded import Recorded
    from taizhang.store.git.changes import Change
    from taizhang.store.git.repository import Repository
    from taizhang.store.git.steps import Step


def check_range(
    repo: Repository, old: str | None, new: str, now: datetime, *, pin: str = ""
) -> Report:
    """Everything the commits from ``old`` to ``new`` do that may not be done.

    Args:
        repo: a work tree's, or one a server's hook was opened with (``hook=True``).
        old: where the branch stands, 40 hexadecimal digits; None when it does not exist yet.
        new: where it is to stand, likewise.
        now: aware; commits must not lie ahead of it.
        pin: root of trust kept outside the repository, as ``taizhang roster root`` prints it.

    Raises:
        EnvironmentProblem: git cannot read the commits.
    """
    del pin
    if old == new:
        return Report()
    walked = tuple(steps(repo, old, new))
    broken: list[Finding] = []
    if old and not (walked and walked[0].before == old):
        broken.append(_broken(old, new, rollback=not walked))
        walked = (leap(repo, old, new),)
    blobs = Blobs(repo, walked)
    findings = [
        *broken,
        *_walk(repo, walked, old, now, blobs),
        *(mixed(walked) if old else ()),
        *_entered(repo, walked, old, now, blobs, intact=not broken),
    ]
    return _report(findings, walked)


def _broken(old: str, new: str, *, rollback: bool) -> Finding:
    code = "branch-set-back" if rollback else "branch-not-continued"
    return Finding(code=code, values={"old": old[:10], "new": new[:10]})


def _walk(
    repo: Repository, walked: Sequence[Step], old: str | None, now: datetime, blobs: Blobs
) -> Iterator[Finding]:
    before = moment(repo.line("log", "-1", "--format=%ct", old)) if old else None
    for step in walked:
        yield from step_findings(repo, step, before, now, blobs)
        before = step.at


def _entered(
    repo: Repository,
    walked: Sequence[Step],
    old: str | None,
    now: datetime,
    blobs: Blobs,
    *,
    intact: bool,
) -> Iterator[Finding]:
    """What the files of the ledger show as they stand in the end."""
    touched = _touched(walked)
    if not touched:
        return
    workspace = _workspace(repo, old, walked[-1].commit)
    times = _times(repo, walked, old, touched) if intact else {}
    for path, (first, last) in touched.items():
        new = blobs.new(last)
        if new is not None:
            entering = Entering(
                path=path,
                old=blobs.old(first),
                new=new,
                recorded=_recording(times.get(path, ()), walked[-1].at),
            )
            yield from entering_findings(workspace, entering, now)


def _touched(walked: Sequence[Step]) -> dict[str, tuple[Change, Change]]:
    """The files of the ledger that differ in the end: their first change and their last."""
    found: dict[str, tuple[Change, Change]] = {}
    for step in walked:
        for change in step.changes:
            if area(change.path) is Area.LEDGER:
                first = found[change.path][0] if change.path in found else change
                found[change.path] = (first, change)
    return {
        path: both
        for path, both in sorted(found.items())
        if both[1].new_id and both[0].old_id != both[1].new_id
    }


def _workspace(repo: Repository, old: str | None, new: str) -> Workspace:
    """The rules of ``old`` over the files of ``new``; those of ``new`` where ``old`` has none."""
    governance = load_governance(CommitSource(repo, old or new))
    if old and not (governance.plans and governance.rosters.versions):
        governance = load_governance(CommitSource(repo, new))
    return workspace_of(governance, FewFiles(repo, new))


def _times(
    repo: Repository, walked: Sequence[Step], old: str | None, touched: Mapping[str, object]
) -> Mapping[str, tuple[Recorded, ...]]:
    """When each entry was first recorded; not asked where one commit brought everything."""
    if len(walked) == 1 and len(walked[0].parents) <= 1:
        return {}
    return recorded(repo, walked[-1].commit, tuple(touched), old)


def _recording(times: Sequence[Recorded], otherwise: datetime) -> Recording:
    def at(number: int, total: int) -> datetime:
        return times[number].at if len(times) == total else otherwise

    return at


def _report(findings: Sequence[Finding], walked: Sequence[Step]) -> Report:
    paths = {change.path for step in walked for change in step.changes}
    ordered = sorted(findings, key=lambda each: (each.path, each.line, each.column))
    return Report(
        findings=tuple(each.at(plain(each.path)) for each in ordered),
        files=len(paths),
        incidents=sum(1 for path in paths if INCIDENT.fullmatch(path)),
    )
