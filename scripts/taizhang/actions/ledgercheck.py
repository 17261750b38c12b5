"""Check a whole ledger, as it lies on disk or as it is recorded, and judge nothing twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.check import check_file, in_order
from taizhang.actions.remembering import open_commit, open_ledger
from taizhang.actions.surroundings import journal_paths, strange, whole_findings
from taizhang.actions.tallying import late_findings, lost, open_verdicts, tallies
from taizhang.model.findings import Report

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from taizhang.actions.tallying import Ledger
    from taizhang.model.findings import Finding
    from taizhang.model.tally import Link, Tally
    from taizhang.store.git.repository import Repository

FEW = 200
"""Findings of lateness that are listed whatever they are of; of more, only those still open."""


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
    ledger = open_ledger(root, now, recorded=recorded, remember=remember)
    return _report(ledger, every_late=every_late)


def check_commit(repo: Repository, rev: str, now: datetime, *, remember: bool) -> Report:
    """The same of the ledger as ``rev`` holds it, of much lateness what is open; month by month.

    Raises:
        EnvironmentProblem: no plan version or roster can be read.
    """
    return _report(open_commit(repo, rev, now, remember=remember), every_late=False)


def _report(ledger: Ledger, *, every_late: bool) -> Report:
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
