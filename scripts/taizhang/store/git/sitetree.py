"""The part of a commit a site is built from, laid out in a folder: no checkout of the ledger.

The folder is a work tree of the bare repository in which nothing is checked out: records are
read from the commit, and only settings and the office's own pages lie there as files.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from taizhang.store.git.objects import list_blobs, read_blobs, require_id

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from taizhang.store.git.repository import Repository

SETTINGS = "mkdocs.yml"
_OWN = ("site/pages", "site/assets")
"""Folders that travel into a site as they are. Templates and theme parts run as programs while
the site is built, and so come from the installed program alone."""
_EXPECTED = ("ledger", "plan", "site/pages")


def lay_out(repo: Repository, rev: str, folder: Path) -> None:
    """Let ``folder`` stand at the commit ``rev``: settings and own pages as files."""
    if not (folder / ".git").is_file():
        shutil.rmtree(folder, ignore_errors=True)
        repo.git("worktree", "prune")
        repo.git(
            "worktree", "add", "--quiet", "--no-checkout", "--detach", str(folder), require_id(rev)
        )  # fmt: skip
    repo.git(
        "update-ref", "--no-deref", "HEAD", require_id(rev), env={"GIT_DIR": str(folder / ".git")}
    )
    for name in _EXPECTED:
        (folder / name).mkdir(parents=True, exist_ok=True)
    listed = [each for each in list_blobs(repo, rev) if each.is_plain and _wanted(each.path)]
    _sweep(folder, {each.path for each in listed})
    blobs = dict(read_blobs(repo, dict.fromkeys(each.id for each in listed)))
    for each in listed:
        _put(folder / each.path, blobs[each.id])


def _wanted(path: str) -> bool:
    return path == SETTINGS or path.startswith(tuple(f"{each}/" for each in _OWN))


def _sweep(folder: Path, kept: Sequence[str] | set[str]) -> None:
    for name in _OWN:
        for path in (folder / name).rglob("*"):
            if path.is_file() and path.relative_to(folder).as_posix() not in kept:
                path.unlink()


def _put(path: Path, data: bytes) -> None:
    """Only what differs is written: a builder may go by the times of files."""
    if path.is_dir():
        shutil.rmtree(path)
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
