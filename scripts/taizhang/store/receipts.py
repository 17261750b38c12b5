"""Receipts of a server: when each push came in by its clock, and from whom. Only added to.

One line an update, in ``taizhang/receipts`` of the bare repository: time with its offset, old
commit, new commit, ref, pusher, parted by tabs. No clone carries it: it is to be backed up.
"""

from __future__ import annotations

import fcntl
import os
from datetime import datetime
from typing import TYPE_CHECKING

from taizhang.errors import EnvironmentProblem
from taizhang.model.push import Receipt, RefUpdate
from taizhang.store.characters import escaped
from taizhang.store.git.objects import NO_ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

FOLDER = "taizhang"
"""Folder in a bare repository that holds what this program keeps there."""

_NAME = "receipts"
_FIELDS = 5
_PUSHERS = ("GL_USERNAME", "GL_USER", "GITEA_PUSHER_NAME", "FORGEJO_PUSHER_NAME", "REMOTE_USER")


def pusher(environ: Mapping[str, str]) -> str:
    """Who the server says is pushing; the account itself where it names nobody.

    GitLab, gitolite, Gitea, Forgejo, a web server: each has its own word for it.
    """
    told = next((environ[name] for name in _PUSHERS if environ.get(name)), "")
    return escaped(told or environ.get("USER") or environ.get("LOGNAME") or f"uid {os.getuid()}")


def note(git_dir: Path, receipts: Iterable[Receipt]) -> None:
    """Add ``receipts`` at the end, on disk when this returns.

    Raises:
        EnvironmentProblem: ``receipts-unwritable``.
    """
    path = git_dir / FOLDER / _NAME
    try:
        path.parent.mkdir(exist_ok=True)
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        held = os.open(path, flags, 0o640)
        try:
            fcntl.flock(held, fcntl.LOCK_EX)
            text = "".join(map(_line, receipts)).encode()
            os.write(held, _torn(held) + text)
            os.fsync(held)
        finally:
            os.close(held)
    except OSError as error:
        why = error.strerror or str(error)
        raise EnvironmentProblem("receipts-unwritable", path=str(path), why=why) from error


def read_receipts(git_dir: Path) -> tuple[Receipt, ...]:
    """All receipts, oldest first; a line that was torn by a power cut is passed over."""
    path = git_dir / FOLDER / _NAME
    if not path.is_file():
        return ()
    lines = path.read_text("utf-8", "replace").split("\n")[:-1]
    return tuple(found for line in lines if (found := _receipt(line)) is not None)


def _line(one: Receipt) -> str:
    at, (ref, old, new), who = one
    return f"{at.isoformat()}\t{old or NO_ID}\t{new or NO_ID}\t{ref}\t{who}\n"


def _receipt(line: str) -> Receipt | None:
    parts = line.split("\t")
    if len(parts) != _FIELDS:
        return None
    old, new = (None if each == NO_ID else each for each in parts[1:3])
    try:
        at = datetime.fromisoformat(parts[0])
    except ValueError:
        return None
    return Receipt(at, RefUpdate(parts[3], old, new), parts[4])


def _torn(held: int) -> bytes:
    """A line end where a power cut left the last line without."""
    size = os.fstat(held).st_size
    return b"\n" if size and os.pread(held, 1, size - 1) != b"\n" else b""
