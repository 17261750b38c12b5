"""Check a whole ledger, as it lies on disk or as it is recorded, and judge nothing twice."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from taizhang.actions.check import check_file, in_order
from taizhang.actions.surroundings import journal_paths, strange, whole_findings
from taizhang.actions.tallying import Ledger, late_findings, lost, open_verdicts, tallies
from taizhang.actions.workspace import open_workspace
from taizhang.errors import EnvironmentProblem
from taizhang.model.findings import Report
from taizhang.store.cache import Cache, program_stamp
from taizhang.store.git.months import CommitMonths
from taizhang.store.git.objects import head
from taizhang.store.git.repository import open_repository
from taizhang.store.git.source import CommitSource
from taizhang.store.months import WorkMonths
from taizhang.store.witness import Witness
from taizhang.store.worktree import WorkTree

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from taizhang.model.findings import Finding
    from taizhang.model.months import Months
    from taizhang.model.tally import Link, Tally
    from taizhang.store.git.repository import Repository

FEW = 200
"""Findings of lateness that are listed whatever they are of; of more, only those still open."""

_PLACE = ("taizhang", "check")


def check_ledger(
    root: Path,
    now: datetime,
    *,
    recorded: bool = False,
    remember: bool = True,
    every_late: bool = True,
) -> Report:
    """Findings of a whole ledger at ``now`` (aware): the same as ``check_tree`` finds.

    Args:
        root: the ledger's folder.
        now: what the clocks are judged by.
        recorded: the last commit, not the work tree.
        remember: use what earlier checks remembered, and remember.
        every_late: list lateness of closed incidents too, however much there is.

    Raises:
        EnvironmentProblem: no plan version or roster can be read; nothing is recorded yet.
    """
    ledger = _ledger(root, now, recorded=recorded, remember=remember)
    months = tallies(ledger)
    found, links, incidents = _open(ledger, months)
    found += (each for tally in months.values() for each in tally.findings)
    found += lost(ledger, [*links, *(link for tally in months.values() for link in tally.links)])
    late = sum(tally.late for tally in months.values())
    listed = every_late or late <= FEW
    if listed:
        found += (each for m, tally in months.items() for each in late_findings(ledger, m, tally))
    journal = journal_paths(ledger.workspace)
    found += _beside(ledger, journal)
    return Report(
        findings=in_order(found),
        files=len(journal) + sum(tally.files for tally in months.values()),
        incidents=incidents + sum(tally.incidents for tally in months.values()),
        unlisted=0 if listed else late,
    )


def _open(ledger: Ledger, months: Mapping[str, Tally]) -> tuple[list[Finding], list[Link], int]:
    """Findings and links of everything still open, and how many of it are incidents."""
    verdicts = [
        verdict
        for month, tally in months.items()
        for verdict in open_verdicts(ledger, month, tally.open)
    ]
    found = [each for verdict in verdicts for each in verdict.findings]
    links = [link for verdict in verdicts for link in verdict.links]
    return found, links, sum(verdict.sound for verdict in verdicts)


def _beside(ledger: Ledger, journal: tuple[str, ...]) -> list[Finding]:
    """Findings of the journal's files, of strangers and of the office as a whole."""
    checked = [check_file(ledger.workspace, path, ledger.now) for path in journal]
    months = [month for _, month, _ in checked if month]
    return [
        *(each for found, _, _ in checked for each in found),
        *strange(ledger.months.others()),
        *whole_findings(ledger.workspace, months, ledger.now),
    ]


def _ledger(root: Path, now: datetime, *, recorded: bool, remember: bool) -> Ledger:
    repo = _repository(root)
    rev = head(repo) if repo is not None and recorded else None
    months: Months
    if repo is not None and rev is not None:
        months = CommitMonths(repo, rev)
        witness = Witness(CommitSource(repo, rev))
    elif recorded:
        raise EnvironmentProblem("nothing-recorded")
    else:
        tree = WorkTree(root)
        months, witness = WorkMonths(tree), Witness(tree)
    workspace = open_workspace(witness)
    cache = None
    if repo is not None and remember:
        key = sha256(f"{program_stamp()} {witness.digest()}".encode()).hexdigest()
        cache = Cache(repo.git_dir.joinpath(*_PLACE), key)
    return Ledger(workspace=workspace, months=months, cache=cache, now=now)


def _repository(root: Path) -> Repository | None:
    """The ledger's own repository; None where it has none."""
    try:
        repo = open_repository(root)
    except EnvironmentProblem:
        return None
    return repo if repo.bare or repo.root.resolve() == root.resolve() else None
