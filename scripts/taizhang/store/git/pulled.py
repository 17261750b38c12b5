"""A pull with plain git that stopped in a conflict: whose commits, and the way back to before it.

The versions of both sides are commits and are read as such; the markers git left in the files
are no source of anything.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from taizhang.model.record import dataclass
from taizhang.store.git.objects import NO_ID, head, read_file
from taizhang.store.git.worktree import no_filters, read_work, replace_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from taizhang.store.git.repository import Repository

_ASIDE = "taizhang.set-aside"
_MARKS = (b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>")
_ID = re.compile(r"[0-9a-f]{40}\n?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedPull:
    """A merge or rebase under way.

    Attributes:
        ours: the tip of this machine's branch before it.
        theirs: what was pulled.
        branch: full name of the branch.
        rebasing: True for a rebase, False for a merge.
    """

    ours: str
    theirs: str
    branch: str
    rebasing: bool


def stopped_pull(repo: Repository) -> StoppedPull | None:
    """The merge or rebase that is under way; None when there is none, or one of another sort."""
    for folder in (repo.git_dir / "rebase-merge", repo.git_dir / "rebase-apply"):
        ours, theirs = _one_id(folder / "orig-head"), _one_id(folder / "onto")
        branch = _text(folder / "head-name").strip()
        if ours and theirs and branch.startswith("refs/heads/"):
            return StoppedPull(ours=ours, theirs=theirs, branch=branch, rebasing=True)
    theirs, tip = _one_id(repo.git_dir / "MERGE_HEAD"), head(repo)
    if theirs and tip and repo.branch:
        return StoppedPull(ours=tip, theirs=theirs, branch=repo.branch, rebasing=False)
    return None


def call_off(repo: Repository, pull: StoppedPull) -> tuple[str, ...]:
    """Go back to before the pull; copies of what was typed into its files are kept.

    Returns the copies, as paths below git's own folder.

    Raises:
        EnvironmentProblem: git could not; everything is as it was.
    """
    copies = tuple(_set_aside(repo, pull))
    env = no_filters(repo)
    if pull.rebasing:
        repo.git("rebase", "--abort", env=env)
    else:
        repo.git("merge", "--abort", env=env)
    return copies


def _set_aside(repo: Repository, pull: StoppedPull) -> Iterator[str]:
    """Copies of work files that hold a line neither side has recorded."""
    for path in _touched(repo):
        work = read_work(repo, path)
        sides = (read_file(repo, pull.ours, path) or b"", read_file(repo, pull.theirs, path) or b"")
        if work is None or work in sides:
            continue
        known = {line for side in sides for line in side.splitlines()}
        if all(line in known or line.startswith(_MARKS) for line in work.splitlines()):
            continue
        copy = repo.git_dir / _ASIDE / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        replace_file(repo, copy, work)
        yield f"{_ASIDE}/{path}"


def _touched(repo: Repository) -> tuple[str, ...]:
    """Paths whose work file is not as the index has it, or that the index has unmerged."""
    out = repo.git("diff-files", "-z", "--raw", "--no-renames", "--no-abbrev", env=no_filters(repo))
    staged = repo.git("diff-index", "-z", "--cached", "--raw", "--no-renames", "HEAD")
    found: dict[str, None] = {}
    for text in (out.decode("utf-8", "surrogateescape"), staged.decode("utf-8", "surrogateescape")):
        parts = iter(text.split("\0"))
        found |= {next(parts): None for part in parts if part.startswith(":")}
    return tuple(found)


def _one_id(path: Path) -> str:
    text = _text(path)
    return text.strip() if _ID.fullmatch(text) and NO_ID not in text else ""


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "surrogateescape")
    except OSError:
        return ""
