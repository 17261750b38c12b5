"""Publish a built site at once or not at all: a link that is switched, one builder at a time.

The link ``DIR`` names one of the folders in ``.DIR.sites`` beside it; the one before stays until
the next switch, so that a page that is open keeps its pictures.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from taizhang.errors import UsageProblem
from taizhang.store.receipts import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

_FAILED = "publish-failed"
_LOG = "publish.log"
_LARGEST_LOG = 1 << 20


class Failure(NamedTuple):
    """A publication that failed and that no later one has made good."""

    at: str
    reason: str
    log: Path


def require_link(link: Path) -> None:
    """Refuse a place whose folder cannot be written, or where something else stands.

    Raises:
        UsageProblem: ``publish-place-taken``, ``publish-place-closed``.
    """
    if not link.is_symlink() and link.exists():
        raise UsageProblem("publish-place-taken", folder=str(link))
    if not os.access(link.parent, os.W_OK | os.X_OK):
        raise UsageProblem("publish-place-closed", folder=str(link.parent))


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


def staging(link: Path, revision: str) -> Path:
    """A new folder beside ``link`` for the site of a commit; not yet there."""
    folder = _sites(link)
    folder.mkdir(exist_ok=True)
    return folder / f"{revision[:12]}-{secrets.token_hex(3)}"


def switch(link: Path, site: Path) -> None:
    """Let ``link`` name ``site`` from one moment to the next; drop all sites but the one before."""
    before = link.resolve() if link.is_symlink() else None
    spare = site.with_name(f".{site.name}.link")
    spare.symlink_to(os.path.relpath(site, link.parent))
    spare.rename(link)
    for other in _sites(link).iterdir():
        if other not in (site, before) and not other.is_symlink():
            shutil.rmtree(other, ignore_errors=True)


def published(link: Path) -> str:
    """The beginning of the id of the commit that ``link`` shows, ``""`` = none yet."""
    return link.readlink().name.partition("-")[0] if link.is_symlink() else ""


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


def _sites(link: Path) -> Path:
    return link.with_name(f".{link.name}.sites")


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o640)


def _taken(held: int) -> bool:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
