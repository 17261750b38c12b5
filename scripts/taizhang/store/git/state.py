"""States of a repository in which a command must not write, each with the way out of it."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from taizhang.errors import EnvironmentProblem
from taizhang.model.findings import Phrase
from taizhang.model.times import elapsed_words
from taizhang.store.git.changes import last_commit
from taizhang.store.git.move import settle
from taizhang.store.git.objects import blob_id, listed_at
from taizhang.store.git.repository import identity
from taizhang.store.git.worktree import index_ids, read_work

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from taizhang.store.git.objects import Listed
    from taizhang.store.git.repository import Repository

CLOCK_LIMIT = timedelta(minutes=5)
"""How far the last commit may lie in the future of this machine's clock; 5 min itself may."""

_WAIT_FOR_LOCK = 1.0  # seconds: an editor's own `git status` locks for a moment
_OPERATIONS = (
    ("MERGE_HEAD", Phrase("合并", "a merge"), "git merge --abort"),
    ("rebase-merge", Phrase("变基", "a rebase"), "git rebase --abort"),
    ("rebase-apply/applying", Phrase("应用补丁", "applying patches"), "git am --abort"),
    ("rebase-apply", Phrase("变基", "a rebase"), "git rebase --abort"),
    ("CHERRY_PICK_HEAD", Phrase("拣选提交", "a cherry-pick"), "git cherry-pick --abort"),
    ("REVERT_HEAD", Phrase("还原提交", "a revert"), "git revert --abort"),
    ("BISECT_LOG", Phrase("二分查找", "a bisection"), "git bisect reset"),
)


def unsafe_states(
    repo: Repository, path: str | None, now: datetime
) -> tuple[EnvironmentProblem, ...]:
    """Every reason not to write now, to ``path`` where one is given; none = go ahead."""
    return tuple(_problems(repo, path, now))


def require_safe(repo: Repository, path: str | None, now: datetime, *, named: bool = False) -> None:
    """Finish what a killed writer began, then refuse if it is not safe to write.

    ``named``: git was asked already who is at work here.

    Raises:
        EnvironmentProblem: the first reason, with the way out of it.
    """
    settle(repo)
    until = time.monotonic() + _WAIT_FOR_LOCK
    while _locks(repo) and time.monotonic() < until:
        time.sleep(0.05)
    problem = next(_problems(repo, path, now, named=named), None)
    if problem:
        raise problem


def path_problem(
    repo: Repository, recorded: Listed | None, path: str, *, accept: bytes | None = None
) -> EnvironmentProblem | None:
    """Why the file ``path`` is not exactly what is ``recorded`` of it; None when it is.

    ``accept``: other bytes that may stand there too, because they are about to be recorded.
    """
    if recorded and not recorded.is_plain:
        return EnvironmentProblem("path-not-plain", path=path)
    try:
        work = read_work(repo, path)
    except EnvironmentProblem as problem:
        return problem
    wanted = {recorded.id if recorded else None}
    if accept is not None:
        wanted.add(blob_id(accept))
    staged = index_ids(repo, [path]).get(path)
    if (blob_id(work) if work is not None else None) in wanted:
        return None if staged in wanted else EnvironmentProblem("file-staged", path=path)
    return EnvironmentProblem(_difference(recorded, work), path=path)


def require_history(repo: Repository) -> None:
    """Refuse to speak about times of record where the clone cut the history off.

    Raises:
        EnvironmentProblem: ``history-shallow``.
    """
    if repo.shallow:
        raise EnvironmentProblem("history-shallow")


def _problems(
    repo: Repository, path: str | None, now: datetime, *, named: bool = False
) -> Iterator[EnvironmentProblem]:
    for lock in _locks(repo):
        yield _locked(lock, now)
    operation = _operation(repo)
    if operation:
        yield operation
    elif repo.branch is None:
        yield EnvironmentProblem("head-detached", branch=_home(repo))
    try:
        if not named:
            identity(repo)
    except EnvironmentProblem as nobody:
        yield nobody
    rev, at = last_commit(repo)
    ahead = at - now if at else timedelta(0)
    if ahead > CLOCK_LIMIT:
        yield EnvironmentProblem("clock-behind", ahead=_span(ahead))
    if path is None:
        return
    problem = path_problem(repo, listed_at(repo, rev, path) if rev else None, path)
    if problem:
        yield problem


def _locks(repo: Repository) -> list[Path]:
    names = [repo.git_dir / "index.lock", repo.git_dir / "HEAD.lock"]
    if repo.branch:
        names.append(repo.common_dir / f"{repo.branch}.lock")
    return [name for name in names if name.exists()]


def _locked(lock: Path, now: datetime) -> EnvironmentProblem:
    try:
        made = datetime.fromtimestamp(lock.stat().st_mtime, UTC)
    except FileNotFoundError:
        made = now
    age = max(now - made, timedelta(0))
    return EnvironmentProblem("git-locked", lock=str(lock), age=_span(age))


def _operation(repo: Repository) -> EnvironmentProblem | None:
    for name, what, abort in _OPERATIONS:
        if (repo.git_dir / name).exists():
            return EnvironmentProblem("git-in-progress", what=what, abort=abort)
    return None


def _home(repo: Repository) -> str:
    out = repo.git("for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads/")
    names = out.decode("utf-8", "replace").split("\n")
    return next((name for name in ("main", "master") if name in names), names[0] or "main")


def _span(length: timedelta) -> Phrase:
    return Phrase(elapsed_words(length), elapsed_words(length, "en"))


def _difference(recorded: Listed | None, work: bytes | None) -> str:
    if recorded is None:
        return "file-untracked"
    return "file-missing" if work is None else "file-dirty"
