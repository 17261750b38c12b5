"""Publish a built site at once or not at all: one place that a link names, one builder at a time.

The link ``DIR`` names the folder ``site`` in ``.DIR.sites`` beside it. Each site is built beside
that one and takes its place (``store.switching``), so that pages which did not change stay. The
commit it shows is noted in ``.DIR.sites/commit`` afterwards, and struck out before; which
repository publishes there, in ``.DIR.sites/repository``.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from taizhang.errors import UsageProblem
from taizhang.store.receipts import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

_FAILED = "publish-failed"
_LOG = "publish.log"
_LARGEST_LOG = 1 << 20
_SITE = "site"
_COMMIT = "commit"
_OWNER = "repository"
_SPARE = ".link"


class Failure(NamedTuple):
    """A publication that failed and that no later one has made good."""

    at: str
    reason: str
    log: Path


def require_link(link: Path, git_dir: Path) -> None:
    """Refuse a place whose folder cannot be written, or where something else stands.

    ``git_dir``: of the repository that is to publish there.

    Raises:
        UsageProblem: ``publish-place-taken``, ``publish-place-closed``, ``publish-place-shared``.
    """
    if not link.is_symlink() and link.exists():
        raise UsageProblem("publish-place-taken", folder=str(link))
    if not os.access(link.parent, os.W_OK | os.X_OK):
        raise UsageProblem("publish-place-closed", folder=str(link.parent))
    _require_ours(_owner(link), git_dir)


def claim(link: Path, git_dir: Path) -> None:
    """Note that this repository publishes there; two would show their sites in turns.

    Raises:
        UsageProblem: ``publish-place-shared``: another one does, and it is still there;
            ``publish-place-closed``.
    """
    owner = _owner(link)
    _require_open(owner.parent)
    if not _require_ours(owner, git_dir):
        owner.unlink(missing_ok=True)
    with suppress(FileExistsError):
        # Of two that begin at once one is the first.
        held = os.open(owner, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o640)
        with os.fdopen(held, "wb") as file:
            file.write(os.fsencode(git_dir.resolve()) + b"\n")
    _require_ours(owner, git_dir)


@contextmanager
def one_turn(git_dir: Path) -> Iterator[bool]:
    """The builder's turn; False where another already waits for it: that one sees all of ours."""
    folder = git_dir / FOLDER
    folder.mkdir(exist_ok=True)
    waiting = _opened(folder / "publish.waiting")
    building = _opened(folder / "publish.building")
    try:
        if not _taken(waiting):
            yield False
            return
        fcntl.flock(building, fcntl.LOCK_EX)
        fcntl.flock(waiting, fcntl.LOCK_UN)
        yield True
    finally:
        os.close(waiting)
        os.close(building)


def place_of(link: Path) -> Path:
    """The folder the site is to be in; from now on nothing is said of what it shows.

    Raises:
        UsageProblem: ``publish-place-closed``.
    """
    site = _site(link)
    _require_open(site.parent)
    _commit(link).unlink(missing_ok=True)
    return site


def show(link: Path, revision: str) -> None:
    """Let ``link`` name the site from one moment to the next, and note the commit it shows.

    A folder that ``link`` named until now stays until the next publication.
    """
    if _named(link):
        _clear(_site(link))
    else:
        spare = _site(link).with_name(_SPARE)
        spare.unlink(missing_ok=True)
        spare.symlink_to(os.path.relpath(_site(link), link.parent))
        spare.rename(link)
    _commit(link).write_text(f"{revision}\n", "utf-8")


def published(link: Path) -> str:
    """The id of the commit that ``link`` shows, ``""`` = none yet, or not known."""
    if _named(link):
        with suppress(FileNotFoundError):  # a build that begins strikes it out
            return _commit(link).read_text("utf-8", "replace").strip()
    return ""


def log_file(git_dir: Path) -> Path:
    """Where builders write; begun anew when it has grown large."""
    path = git_dir / FOLDER / _LOG
    path.parent.mkdir(exist_ok=True)
    if path.is_file() and path.stat().st_size > _LARGEST_LOG:
        path.replace(path.with_suffix(".log.1"))
    return path


def note_failure(git_dir: Path, at: datetime, reason: str) -> None:
    """Keep that a publication failed, until one succeeds."""
    (git_dir / FOLDER / _FAILED).write_text(f"{at.isoformat()}\n{reason}\n", "utf-8")


def forget_failure(git_dir: Path) -> None:
    """A publication succeeded."""
    (git_dir / FOLDER / _FAILED).unlink(missing_ok=True)


def last_failure(git_dir: Path) -> Failure | None:
    """The failure that still stands, None where the last publication succeeded."""
    path = git_dir / FOLDER / _FAILED
    if not path.is_file():
        return None
    at, _, reason = path.read_text("utf-8", "replace").partition("\n")
    return Failure(at, reason.strip(), git_dir / FOLDER / _LOG)


def _site(link: Path) -> Path:
    return link.with_name(f".{link.name}.sites") / _SITE


def _commit(link: Path) -> Path:
    return _site(link).with_name(_COMMIT)


def _require_open(folder: Path) -> None:
    """Raises: UsageProblem: ``publish-place-closed``."""
    folder.mkdir(exist_ok=True)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UsageProblem("publish-place-closed", folder=str(folder))


def _owner(link: Path) -> Path:
    return _site(link).with_name(_OWNER)


def _require_ours(owner: Path, git_dir: Path) -> bool:
    """Whether this repository is noted; False where none is, or one that is gone.

    Raises:
        UsageProblem: ``publish-place-shared``.
    """
    try:
        other = os.fsdecode(owner.read_bytes().rstrip(b"\n"))
    except FileNotFoundError:
        return False
    if other == str(git_dir.resolve()):
        return True
    if other and Path(other, "HEAD").exists():
        raise UsageProblem("publish-place-shared", other=other, file=str(owner))
    return False


def _named(link: Path) -> bool:
    """False where nothing was published, or by a version that made a folder for each site."""
    return link.is_symlink() and link.readlink() == Path(_site(link).parent.name, _SITE)


def _clear(site: Path) -> None:
    """Delete what other versions left beside the site; its own memory begins with its name."""
    for other in site.parent.iterdir():
        if other.is_symlink():
            other.unlink()
        elif other.is_dir() and other != site and not other.name.startswith(f".{_SITE}."):
            shutil.rmtree(other, ignore_errors=True)


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o640)


def _taken(held: int) -> bool:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
