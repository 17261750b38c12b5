"""Move the branch, then bring files and index after it; finish what a killed writer began.

The order makes every moment safe: a small note of what is about to happen, the branch by
compare-and-swap (from here on it has happened), the files, the index, the note removed. Whoever
comes next finds the note and finishes.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from taizhang.errors import EnvironmentProblem
from taizhang.store.git.changes import changes
from taizhang.store.git.lock import writing
from taizhang.store.git.objects import NO_ID, PLAIN_MODES, blob_id, head, read_blobs
from taizhang.store.git.repository import current_branch
from taizhang.store.git.run import GitFailed, plain_words
from taizhang.store.git.worktree import (
    index_ids,
    read_work,
    replace_file,
    require_plain_path,
    set_index,
    sweep,
    write_work,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from taizhang.store.git.changes import Change
    from taizhang.store.git.repository import Repository


def settle(repo: Repository) -> tuple[str, ...]:
    """Finish what a killed writer began; the paths brought up to date.

    Only files that still hold exactly what the moved branch held before, or a beginning of what
    it holds now, are touched: nothing anyone wrote is lost. Does nothing while a writer works.
    """
    if repo.bare or not _note(repo).exists():
        return ()
    try:
        with writing(repo, wait=0):
            return settle_held(repo)
    except (OSError, EnvironmentProblem):
        return ()  # whoever wants to write is told why; a reader need not be stopped


def settle_held(repo: Repository) -> tuple[str, ...]:
    """The same, for one who holds the writer's lock."""
    sweep(repo)
    begun = _read_note(repo)
    now = head(repo) if begun else None
    if now is None or begun is None:
        return ()
    old, new = begun
    if now == old:
        return ()  # the branch never moved
    if now != new and repo.ask("merge-base", "--is-ancestor", new, now).code:
        _note(repo).unlink(missing_ok=True)  # the branch went elsewhere: nothing of ours to finish
        return ()
    healed = _follow(repo, _changes_since(repo, old, now), {})
    _note(repo).unlink(missing_ok=True)
    return healed


def require_branch(repo: Repository) -> str | None:
    """The tip of the branch to be moved; None before the first commit.

    Raises:
        EnvironmentProblem: ``head-detached``, or ``branch-moved``: another branch was switched
            to since the repository was opened.
    """
    if repo.branch is None:
        raise EnvironmentProblem("head-detached", branch="main")
    if current_branch(repo) != repo.branch:
        raise EnvironmentProblem("branch-moved", branch=short_name(repo))
    return head(repo)


def short_name(repo: Repository) -> str:
    """The branch as people say it: ``main``."""
    return (repo.branch or "").removeprefix("refs/heads/")


def move_branch(
    repo: Repository, old: str | None, new: str, why: str, known: Iterable[bytes] = ()
) -> tuple[Change, ...]:
    """Move the branch ``HEAD`` stands on from ``old`` to ``new``; files and index follow.

    The writer's lock must be held. Files with changes of their own are left as they are. Returns
    what differs between the two; nothing happens when nothing does. ``known``: contents of files
    that are at hand and need not be read from git.

    Raises:
        EnvironmentProblem: ``branch-moved``: another moved it first, nothing was recorded;
            ``path-not-plain``; ``recorded-unsettled``: it is recorded, but a file could not be
            brought up to date.
    """
    changed = changes(repo, old, new)
    if not changed:
        return ()
    for change in changed:
        _require_writable(repo, change)
    replace_file(repo, _note(repo), f"{old or NO_ID} {new}\n".encode())
    try:
        _swap(repo, old, new, why)
    except EnvironmentProblem:
        _note(repo).unlink(missing_ok=True)
        raise
    try:
        _follow(repo, changed, {blob_id(data): data for data in known})
    except (OSError, EnvironmentProblem) as error:
        detail = error.detail if isinstance(error, GitFailed) else str(error)
        raise EnvironmentProblem("recorded-unsettled", commit=new[:12], why=detail) from error
    with contextlib.suppress(OSError):
        _note(repo).unlink(missing_ok=True)
    return changed


def _note(repo: Repository) -> Path:
    return repo.git_dir / "taizhang.moving"


def _read_note(repo: Repository) -> tuple[str | None, str] | None:
    try:
        old, new = _note(repo).read_text("ascii").split()
    except (OSError, ValueError):
        return None
    return (None if old == NO_ID else old), new


def _changes_since(repo: Repository, old: str | None, now: str) -> tuple[Change, ...]:
    try:
        return changes(repo, old, now)
    except GitFailed:
        return ()  # the old commit was tidied away: nothing to compare with


def _require_writable(repo: Repository, change: Change) -> None:
    require_plain_path(change.path)
    if change.new_id and change.new_mode not in PLAIN_MODES:
        raise EnvironmentProblem("path-not-plain", path=change.path)
    read_work(repo, change.path)


def _swap(repo: Repository, old: str | None, new: str, why: str) -> None:
    feed = f"update {repo.branch}\0{new}\0{old or NO_ID}\0".encode("utf-8", "surrogateescape")
    subject = why.partition("\n")[0]
    answer = repo.ask("update-ref", "-m", f"taizhang: {subject}", "--stdin", "-z", feed=feed)
    if not answer.code:
        return
    now = head(repo)  # git may fail after the deed: only the branch itself tells
    if now == new:
        return
    if now != old:
        raise EnvironmentProblem("branch-moved", branch=short_name(repo))
    raise GitFailed("update-ref", answer.code, plain_words(answer.err))


def _follow(
    repo: Repository, changed: Sequence[Change], known: Mapping[str, bytes]
) -> tuple[str, ...]:
    wanted = {change.new_id for change in changed if change.new_id}
    contents = {**known, **dict(read_blobs(repo, wanted - known.keys()))}
    followed = []
    for change in changed:
        new = contents[change.new_id] if change.new_id else None
        if _is_behind(read_work(repo, change.path), change, new):
            write_work(repo, change.path, new, change.new_mode)
            followed.append(change.path)
    _follow_index(repo, changed)
    return tuple(followed)


def _is_behind(work: bytes | None, change: Change, new: bytes | None) -> bool:
    if work == new:
        return False
    if (blob_id(work) if work is not None else None) == change.old_id:
        return True
    return work is not None and new is not None and new.startswith(work)


def _follow_index(repo: Repository, changed: Sequence[Change]) -> None:
    held = index_ids(repo, [change.path for change in changed])
    behind = {
        change.path: (change.new_mode, change.new_id) if change.new_id else None
        for change in changed
        if held.get(change.path) == change.old_id
    }
    if behind:
        set_index(repo, behind)
