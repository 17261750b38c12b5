"""One writer at a time: a lock the kernel frees when its holder dies, however it dies."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from taizhang.errors import EnvironmentProblem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from taizhang.store.git.repository import Repository

_PAUSE = 0.05  # seconds between two tries


@contextmanager
def writing(repo: Repository, *, wait: float = 10) -> Iterator[None]:
    """Hold the writer's lock of ``repo``; ``wait`` seconds at most for another writer to end.

    Raises:
        EnvironmentProblem: ``ledger-busy``: another writer holds it; ``repository-not-writable``:
            the lock, or what was to be written under it, met a full disk, missing permissions
            and the like.
    """
    path = repo.common_dir / "taizhang.lock"
    try:
        with _held(path, wait):
            yield
    except OSError as error:
        place, why = error.filename or path, error.strerror or str(error)
        raise EnvironmentProblem("repository-not-writable", path=str(place), why=why) from error


@contextmanager
def _held(path: Path, wait: float) -> Iterator[None]:
    held = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
    try:
        until = time.monotonic() + wait
        while not _taken(held):
            if time.monotonic() >= until:
                raise EnvironmentProblem("ledger-busy")
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(held)


def _taken(held: int) -> bool:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
