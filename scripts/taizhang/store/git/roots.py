"""Where the first-parent chain of a branch begins, remembered from one change to the next.

Commits are named by what they hold: that the chain of one begins at another is true for ever.
So a walk need only go back to a commit whose beginning was looked up before.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from taizhang.store.git.steps import first_commit, on_chain

if TYPE_CHECKING:
    from pathlib import Path

    from taizhang.store.git.repository import Repository

_FORM = re.compile(rb"([0-9a-f]{40}) ([0-9a-f]{40})\n")


def known_first(repo: Repository, tip: str) -> str:
    """The first commit of ``tip``'s first-parent chain; ``tip`` must be there to stay.

    What is remembered lies in the repository's own git directory, where whoever may write may
    also replace hook and history. It is looked at only where this user wrote it, and used only
    where the remembered commit is on the chain; else the whole chain is walked. A shallow clone
    has no beginning to remember.
    """
    if repo.shallow:
        return first_commit(repo, tip)
    path = repo.common_dir / "taizhang" / "first"
    known = _load(path)
    if known is not None and known[0] == tip:
        return known[1]
    first = known[1] if known and on_chain(repo, known[0], tip) else first_commit(repo, tip)
    _save(path, f"{tip} {first}\n")
    return first


def _load(path: Path) -> tuple[str, str] | None:
    try:
        with path.open("rb") as file:
            facts = os.fstat(file.fileno())
            found = _FORM.fullmatch(file.read(100))
    except OSError:
        return None
    if found is None or facts.st_uid != os.getuid() or facts.st_mode & 0o022:
        return None
    return found[1].decode(), found[2].decode()


def _save(path: Path, text: str) -> None:
    """Keep ``text``; where that cannot be done the next walk is a long one, no more."""
    growing = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        growing.write_text(text, "ascii")
        growing.chmod(0o600)
        growing.replace(path)
