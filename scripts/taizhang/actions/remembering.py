"""A whole ledger together with what earlier checks of it remember, and what of it is still open.

The memory hangs on every file that governs and on the program; reading no more of the plans than
is asked for does not change what it hangs on.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from taizhang.actions.governance import governing_paths
from taizhang.actions.tallying import Ledger, tallies
from taizhang.actions.workspace import judge_file, open_workspace, read_file
from taizhang.errors import EnvironmentProblem
from taizhang.store.cache import Cache, program_stamp
from taizhang.store.git.months import CommitMonths
from taizhang.store.git.objects import head
from taizhang.store.git.repository import open_repository
from taizhang.store.git.source import CommitSource
from taizhang.store.months import WorkMonths
from taizhang.store.witness import Witness
from taizhang.store.worktree import WorkTree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from taizhang.actions.workspace import Case
    from taizhang.model.months import Months
    from taizhang.store.git.repository import Repository

_PLACE = ("taizhang", "check")


def open_ledger(
    root: Path, now: datetime, *, recorded: bool = False, remember: bool = True, few: bool = False
) -> Ledger:
    """The ledger at ``root`` to be judged month by month.

    Args:
        root: the ledger's folder.
        now: what the clocks are judged by (aware).
        recorded: the last commit, not the work tree.
        remember: use what earlier checks remembered, and remember.
        few: read no more plan versions than the files to be judged need.

    Raises:
        EnvironmentProblem: no plan version or roster can be read; nothing is recorded yet.
    """
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
    return _opened(witness, months, repo if remember else None, now, few=few)


def open_commit(repo: Repository, rev: str, now: datetime, *, remember: bool) -> Ledger:
    """The ledger as the commit ``rev`` holds it.

    Raises:
        EnvironmentProblem: no plan version or roster can be read.
    """
    witness = Witness(CommitSource(repo, rev))
    months = CommitMonths(repo, rev)
    return _opened(witness, months, repo if remember else None, now, few=False)


def _opened(
    witness: Witness, months: Months, repo: Repository | None, now: datetime, *, few: bool
) -> Ledger:
    """The ledger that ``witness`` reads; what is known of it lies in ``repo``."""
    workspace = open_workspace(witness, few=few)
    cache = None
    if repo is not None:
        key = sha256(f"{program_stamp()} {_reasons(witness)}".encode()).hexdigest()
        cache = Cache(repo.git_dir.joinpath(*_PLACE), key)
    return Ledger(workspace=workspace, months=months, cache=cache, now=now)


def open_cases(ledger: Ledger) -> Iterator[Case]:
    """Every incident on which anything can still happen, judged at ``ledger.now``, oldest first."""
    for month, tally in tallies(ledger).items():
        for path, data in ledger.months.read(month, tally.open) if tally.open else ():
            file = read_file(ledger.workspace, path, data)
            case = judge_file(ledger.workspace, file, ledger.now)
            if case is not None:
                yield case


def _reasons(witness: Witness) -> str:
    """Digest of all that verdicts rest on beside the files themselves."""
    for path in governing_paths(witness):
        try:
            witness.read(path)
        except EnvironmentProblem:
            continue
    return witness.digest()


def _repository(root: Path) -> Repository | None:
    """The ledger's own repository; None where it has none."""
    try:
        repo = open_repository(root)
    except EnvironmentProblem:
        return None
    return repo if repo.bare or repo.root.resolve() == root.resolve() else None
