"""Files of the work tree and their lines in git's index.

Files are read and replaced whole: a reader sees the old bytes or the new ones. Symbolic links are
never followed, and no filter or hook named in the repository's settings is run.
"""

from __future__ import annotations

import contextlib
import os
import stat
import time
from typing import TYPE_CHECKING

from taizhang.errors import EnvironmentProblem
from taizhang.store.git.objects import NO_ID, PROGRAM
from taizhang.store.git.run import GitFailed, plain_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from taizhang.store.git.repository import Repository

UNMERGED = "unmerged"
"""Stands for an id in the index where a merge left a conflict."""

_STRAY = "taizhang-*.tmp"
_INDEX_TRIES = 40  # of _PAUSE: an editor's own `git status` is given two seconds
_PAUSE = 0.05  # seconds
_MANY = 200  # paths; more than this are not put on a command line


def require_plain_path(path: str) -> None:
    """Refuse a path that could lead out of the work tree or into git's own folder.

    Raises:
        EnvironmentProblem: it could.
    """
    for part in path.split("/"):
        seen = "".join(char for char in part if char.isascii()).casefold().rstrip(". ")
        odd = "\\" in part or any(char < " " or char == "\x7f" for char in part)
        if odd or part in {"", ".", ".."} or seen in {".git", "git~1"}:
            raise EnvironmentProblem("path-not-plain", path=path)


def read_work(repo: Repository, path: str) -> bytes | None:
    """The bytes of ``path`` in the work tree; None when it is not there.

    Raises:
        EnvironmentProblem: it, or a folder on the way, is a link or no real file.
    """
    require_plain_path(path)
    _require_real_folders(repo, path)
    try:
        handle = os.open(repo.root / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise EnvironmentProblem("path-not-plain", path=path) from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise EnvironmentProblem("path-not-plain", path=path)
    with os.fdopen(handle, "rb") as file:
        return file.read()


def write_work(repo: Repository, path: str, data: bytes | None, mode: str) -> None:
    """Replace ``path`` in the work tree, or remove it when ``data`` is None; on disk on return.

    Raises:
        OSError: the disk is full, the folder may not be written to, and the like.
    """
    target = repo.root / path
    if data is None:
        target.unlink(missing_ok=True)
        _drop_empty(repo, target.parent)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    replace_file(repo, target, data, 0o777 if mode == PROGRAM else 0o666)


def replace_file(repo: Repository, target: Path, data: bytes, permissions: int = 0o666) -> None:
    """Put ``data`` at ``target`` at one stroke; on disk on return.

    The new file grows in git's own folder, so that a killed writer leaves nothing in the ledger.

    Raises:
        OSError: the disk is full, the folder may not be written to, and the like.
    """
    apart = repo.git_dir.stat().st_dev != target.parent.stat().st_dev
    folder = target.parent if apart else repo.git_dir
    growing = folder / _STRAY.replace("*", str(os.getpid()))
    handle = os.open(growing, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, permissions)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)
        growing.replace(target)
    finally:
        growing.unlink(missing_ok=True)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(repo: Repository) -> None:
    """Remove what killed writers left half written. The writer's lock must be held."""
    for stray in repo.git_dir.glob(_STRAY):
        stray.unlink(missing_ok=True)


def index_ids(repo: Repository, paths: Iterable[str]) -> dict[str, str]:
    """The blob ids the index holds for ``paths``; a path it does not hold is left out."""
    wanted = frozenset(paths)
    named = ("--", *sorted(wanted)) if len(wanted) <= _MANY else ()
    out = repo.git("ls-files", "-z", "--stage", *named).decode("utf-8", "surrogateescape")
    held: dict[str, str] = {}
    for line in filter(None, out.split("\0")):
        about, _, path = line.partition("\t")
        _, one, step = about.split(" ")
        if path in wanted:
            held[path] = one if step == "0" else UNMERGED
    return held


def set_index(repo: Repository, lines: Mapping[str, tuple[str, str] | None]) -> None:
    """Give ``paths`` their mode and blob id in the index; None takes a path out.

    Raises:
        GitFailed: the index stayed locked, or git failed otherwise.
    """
    feed = b"".join(
        (f"{line[0]} {line[1]} 0\t{path}\0" if line else f"0 {NO_ID} 0\t{path}\0").encode(
            "utf-8", "surrogateescape"
        )
        for path, line in lines.items()
    )
    env = no_filters(repo)
    for _ in range(_INDEX_TRIES):
        answer = repo.ask("update-index", "-z", "--index-info", feed=feed, env=env)
        if not answer.code:
            return
        if not (repo.git_dir / "index.lock").exists():
            break
        time.sleep(_PAUSE)
    raise GitFailed("update-index", answer.code, plain_words(answer.err))


def no_filters(repo: Repository) -> dict[str, str]:
    """Settings that switch off every filter program named in the repository's settings.

    Writing the index, git 2.39 reads files again that changed in the same second as the index
    did, through their filters. Without the filter such a line is only looked at once more later.
    """
    told = repo.ask("config", "-z", "--name-only", "--get-regexp", r"^filter\.").out
    names = {
        key.rpartition(".")[0] for key in told.decode("utf-8", "surrogateescape").split("\0") if key
    }
    off = [
        (f"{name}.{key}", value)
        for name in sorted(names)
        for key, value in (("clean", ""), ("process", ""), ("required", "false"))
    ]
    env = {"GIT_CONFIG_COUNT": str(len(off))}
    for at, (key, value) in enumerate(off):
        env |= {f"GIT_CONFIG_KEY_{at}": key, f"GIT_CONFIG_VALUE_{at}": value}
    return env


def _require_real_folders(repo: Repository, path: str) -> None:
    folder = repo.root
    for part in path.split("/")[:-1]:
        folder = folder / part
        try:
            mode = folder.lstat().st_mode
        except FileNotFoundError:
            return
        if not stat.S_ISDIR(mode):
            raise EnvironmentProblem("path-not-plain", path=path)


def _drop_empty(repo: Repository, folder: Path) -> None:
    with contextlib.suppress(OSError):  # not empty: done
        while folder != repo.root:
            folder.rmdir()
            folder = folder.parent
