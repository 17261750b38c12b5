"""Judge a whole history: every step of the branch as a change, in one pass over one stream.

A step that only adds entries is told by its bytes; files are folded once, as they stand in the
end. What was found sound is remembered in this clone, to go on from there the next time; that is
a convenience and proves nothing to others. Source: trust.md 6(c).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.check import check_tree
from taizhang.actions.doubting import DOUBT, standing
from taizhang.actions.governing import governing_findings
from taizhang.actions.ledgercheck import check_commit
from taizhang.actions.recollecting import recall, remember
from taizhang.actions.regime import Regimes
from taizhang.actions.rooting import pin_findings, read_pin
from taizhang.actions.skimming import Skim
from taizhang.actions.stepfacts import Day, fact_findings
from taizhang.actions.stepping import Blobs, mixed, step_findings
from taizhang.actions.unsealing import seals_since
from taizhang.actions.workspace import open_workspace
from taizhang.errors import EnvironmentProblem
from taizhang.model.findings import Finding, Report
from taizhang.rules.treepaths import Area, area, is_record, plain
from taizhang.store.git.source import FewFiles
from taizhang.store.git.steps import first_commit, on_chain, steps

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from taizhang.actions.regime import Regime
    from taizhang.store.git.repository import Repository
    from taizhang.store.git.steps import Step

_RUN = 16_000
"""Steps that are skimmed together; of each no more is kept than what git tells in a line.

Many: of every file that they touch one version is read, and git begins anew with each run.
"""
_CLOSE = 100
"""Steps whose files are read whole together."""
_FEW = 200
"""Files that are read one by one; of more the whole ledger is judged, and remembered."""


def check_history(
    repo: Repository, tip: str, now: datetime, *, pin: str = "", fresh: bool = False
) -> Report:
    """Everything the first-parent chain of ``tip`` does that may not be done.

    Args:
        repo: where the history is; what was found sound is remembered in it.
        tip: the commit whose history is judged, 40 hexadecimal digits.
        now: aware.
        pin: root of trust kept outside the repository.
        fresh: begin with the first commit, whatever is remembered.

    Raises:
        EnvironmentProblem: ``history-shallow``: a part of the history is not here.
    """
    if repo.shallow:
        raise EnvironmentProblem("history-shallow")
    root = read_pin(pin) if pin else None
    remembered = recall(repo)
    findings: list[Finding] = []
    since = None if fresh else remembered
    if remembered and not on_chain(repo, remembered, tip):
        values = {"remembered": remembered[:10], "tip": tip[:10]}
        findings.append(Finding(code="history-rewritten", values=values))
        since = None
    walk = Walk(repo, since, tip, now)
    if since and _lost(walk.regimes.at(since)) != _lost(walk.regimes.at(tip)):
        since = None  # what was sound may be doubtful by now
        walk = Walk(repo, None, tip, now)
    findings += standing(walk.findings(), repo, tip, now)
    findings += seals_since(repo, tip, since)
    if root:
        findings += pin_findings(first_commit(repo, tip), walk.regimes.at(tip), root, now)
    touched = None if since is None else walk.touched
    files = _files(repo, tip, now, touched, remember=not fresh)
    report = Report(
        findings=(*findings, *files.findings),
        files=files.files,
        incidents=files.incidents,
        unlisted=files.unlisted,
    )
    if report.clean and all(each.code != DOUBT for each in findings):
        remember(repo, tip)
    return report


def _lost(regime: Regime) -> set[tuple[str, str]]:
    """The keys that are known to have been lost, and since when."""
    return {
        (key.text, key.compromised_since)
        for roster in regime.governance.rosters.versions[-1:]
        for person in roster.persons
        for key in person.keys
        if key.compromised_since
    }


def _files(
    repo: Repository, tip: str, now: datetime, touched: Collection[str] | None, *, remember: bool
) -> Report:
    """What the files show as they stand at ``tip``; ``touched``: those alone, when they are few."""
    if touched is None or len(touched) > _FEW:
        return check_commit(repo, tip, now, remember=remember)
    if not touched:
        return Report()
    return check_tree(open_workspace(FewFiles(repo, tip)), now, tuple(sorted(touched)))


class Walk:
    """The pass itself; ``touched`` and ``count`` are right when it has come to its end."""

    def __init__(self, repo: Repository, since: str | None, tip: str, now: datetime) -> None:
        self.repo = repo
        self.tip = tip
        self.now = now
        self.since = since
        self.regimes = Regimes(repo)
        self.touched: set[str] = set()
        self.count = 0
        self._regime: Regime | None = self.regimes.at(since) if since else None
        self._before: Step | None = None

    def findings(self) -> Iterator[Finding]:
        """What each step did, the earliest first; places name the commit, too."""
        last = self.regimes.at(self.tip)
        for run in _runs(steps(self.repo, self.since, self.tip)):
            self.count += len(run)
            odd = self._odd(run, last)
            for start in range(0, len(odd), _CLOSE):
                close = odd[start : start + _CLOSE]
                blobs = Blobs(self.repo, [run[number] for number in close])
                for number in close:
                    before = run[number - 1] if number else self._before
                    for finding in self._step(run[number], before, blobs, last):
                        path = f"{run[number].commit[:10]}:{plain(finding.path)}"
                        yield finding.at(path if finding.path else "")
            self._before = run[-1]
            paths = {each.path for step in run for each in step.changes if each.new_id}
            self.touched.update(filter(is_record, paths))

    def _odd(self, run: Sequence[Step], last: Regime) -> Sequence[int]:
        """The places of the steps to be looked at closely."""
        if self._regime is None or not self._regime.usable:
            return range(len(run))
        before = self._before.seconds if self._before else None
        return Skim(self.repo, self._regime, last, self.now).odd(run, before)

    def _step(
        self, step: Step, before: Step | None, blobs: Blobs, last: Regime
    ) -> Iterator[Finding]:
        yield from step_findings(self.repo, step, before.at if before else None, self.now, blobs)
        if step.before:
            yield from mixed((step,))
        old = self._regime
        if old is None or _governs(step):
            self._regime = self.regimes.at(step.commit)
        if any(area(each.path) is Area.GOVERNANCE for each in step.changes):
            new = self._regime or self.regimes.at(step.commit)
            yield from governing_findings(step, old, new, step.at)
        regime = old if old is not None and old.usable else self._regime
        if regime is not None:
            day = Day(regime=regime, last=last, at=step.at)
            for change in step.changes:
                if change.new_id and is_record(change.path):
                    yield from fact_findings(change, blobs, day)


def _runs(stream: Iterable[Step]) -> Iterator[list[Step]]:
    """Steps one after the other under the same rules; the last may change these."""
    run: list[Step] = []
    for step in stream:
        run.append(step)
        if len(run) == _RUN or step.before is None or _governs(step):
            yield run
            run = []
    if run:
        yield run


def _governs(step: Step) -> bool:
    for change in step.changes:  # noqa: SIM110  asked of every step of a history
        if change.path.startswith("plan/"):
            return True
    return False
