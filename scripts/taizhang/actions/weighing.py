"""Weigh the steps of a change: what each shows by itself, and what the files show in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.entering import Entering, entering_findings
from taizhang.actions.regime import Regimes
from taizhang.actions.stepping import Blobs, mixed, step_findings
from taizhang.actions.workspace import workspace_of
from taizhang.model.findings import Finding, Report
from taizhang.model.journal import JOURNAL_PATH
from taizhang.model.record import replace
from taizhang.rules.treepaths import INCIDENT, Area, area, plain
from taizhang.store.git.objects import commit_time
from taizhang.store.git.source import FewFiles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from taizhang.actions.entering import Recording
    from taizhang.actions.rooting import Pin
    from taizhang.actions.workspace import Workspace
    from taizhang.model.recorded import Recorded
    from taizhang.store.git.changes import Change
    from taizhang.store.git.repository import Repository
    from taizhang.store.git.steps import Step


def weigh(
    repo: Repository,
    walked: Sequence[Step],
    old: str,
    now: datetime,
    root: Pin | None,
    *,
    intact: bool = True,
) -> Report:
    """Everything that ``walked`` does that may not be done.

    Args:
        repo: as ``check_range`` takes it.
        walked: what leads on from ``old``, earliest first; at least one step.
        old: where the branch stands.
        now: aware.
        root: root of trust kept outside the repository.
        intact: the steps are the branch's own, none of them stands for many.
    """
    case = _Case(repo, walked, old, now, intact=intact)
    findings = [
        *_walk(case),
        *mixed(walked),
        *_entered(case),
        *(_pinned(case, root) if root else ()),
    ]
    return report_of(findings, walked)


class _Case:
    """A change with what is needed to judge it, read once."""

    def __init__(
        self,
        repo: Repository,
        walked: Sequence[Step],
        old: str,
        now: datetime,
        *,
        intact: bool,
    ) -> None:
        self.repo = repo
        self.walked = walked
        self.old = old
        self.now = now
        self.intact = intact
        self.blobs = Blobs(repo, walked)
        self.regimes = Regimes(repo, few=_only_incidents(walked))


def _only_incidents(walked: Sequence[Step]) -> bool:
    """True when nothing changes that governs, and nothing the whole office is needed for."""
    paths = (change.path for step in walked for change in step.changes)
    return all(
        area(path) is not Area.GOVERNANCE and not JOURNAL_PATH.fullmatch(path) for path in paths
    )


def _pinned(case: _Case, root: Pin) -> Iterator[Finding]:
    """What does not rest on the root of trust; what goes on from ``old`` begins where that does."""
    from taizhang.actions.rooting import pin_findings
    from taizhang.store.git.roots import known_first
    from taizhang.store.git.steps import first_commit

    new = case.walked[-1].commit
    first = known_first(case.repo, case.old) if case.intact else first_commit(case.repo, new)
    yield from pin_findings(first, case.regimes.at(new), root, case.now)


def _walk(case: _Case) -> Iterator[Finding]:
    """What each step shows by itself, and whether what governs may change as it does."""
    repo, old = case.repo, case.old
    before = commit_time(repo, old)
    for place, step in enumerate(case.walked):
        yield from step_findings(repo, step, before, case.now, case.blobs)
        if any(area(change.path) is Area.GOVERNANCE for change in step.changes):
            yield from _governing(case, step, case.walked[place + 1 :])
        before = step.at


def _governing(case: _Case, step: Step, later: Sequence[Step]) -> Iterator[Finding]:
    from taizhang.actions.governing import governing_findings

    regime = case.regimes.at(step.before) if step.before else None
    new = case.regimes.at(step.commit)
    for finding in governing_findings(step, regime, new, case.now):
        yield _told_apart(finding, later, case.old)


def _told_apart(finding: Finding, later: Sequence[Step], old: str) -> Finding:
    """A version and its approvals that both come, but in separate steps, whichever is first."""
    from taizhang.actions.governing import approvals_of

    coming = [each.path for step in later for each in step.changes]
    apart = ""
    if finding.code == "mandate-few" and approvals_of(finding.path) in coming:
        apart = "mandate-later"
    elif finding.code == "mandate-of-nothing" and finding.path in map(approvals_of, coming):
        apart = "mandate-early"
    return (
        replace(finding, code=apart, values={**finding.values, "old": old[:10]})
        if apart
        else finding
    )


def _entered(case: _Case) -> Iterator[Finding]:
    """What the files of the ledger show as they stand in the end."""
    touched = _touched(case.walked)
    if not touched:
        return
    last_step = case.walked[-1]
    workspace = _workspace(case)
    times = _times(case, touched) if case.intact else {}
    for path, (first, last) in touched.items():
        new = case.blobs.new(last)
        if new is not None:
            entering = Entering(
                path=path,
                old=case.blobs.old(first),
                new=new,
                recorded=_recording(times.get(path, ()), last_step.at),
            )
            yield from entering_findings(workspace, entering, case.now)


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


def _workspace(case: _Case) -> Workspace:
    """The rules before the change over the files after it; where there were none, those after."""
    new = case.walked[-1].commit
    regime = case.regimes.at(case.old)
    if not regime.usable:
        regime = case.regimes.at(new)
    return workspace_of(regime.governance, FewFiles(case.repo, new))


def _times(case: _Case, touched: Mapping[str, object]) -> Mapping[str, tuple[Recorded, ...]]:
    """When each entry was first recorded; not asked where one commit brought everything."""
    walked = case.walked
    if len(walked) == 1 and len(walked[0].parents) <= 1:
        return {}
    from taizhang.store.git.history import recorded

    return recorded(case.repo, walked[-1].commit, tuple(touched), case.old)


def _recording(times: Sequence[Recorded], otherwise: datetime) -> Recording:
    def at(number: int, total: int) -> datetime:
        return times[number].at if len(times) == total else otherwise

    return at


def report_of(findings: Sequence[Finding], walked: Sequence[Step]) -> Report:
    """The findings in the order of their places, and how many files were looked at."""
    paths = {change.path for step in walked for change in step.changes}
    ordered = sorted(findings, key=lambda each: (each.path, each.line, each.column))
    return Report(
        findings=tuple(each.at(plain(each.path)) for each in ordered),
        files=len(paths),
        incidents=sum(1 for path in paths if INCIDENT.fullmatch(path)),
    )
