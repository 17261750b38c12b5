"""Git's own log of a branch on this machine: each step with its time and its maker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.push import RefMove
from taizhang.store.git.objects import moment

if TYPE_CHECKING:
    from taizhang.store.git.repository import Repository


def read_reflog(repo: Repository, ref: str) -> tuple[RefMove, ...]:
    """The steps of ``ref`` (``refs/heads/main``), oldest first; none where none was kept."""
    path = repo.common_dir / "logs" / ref
    if not path.is_file():
        return ()
    lines = path.read_text("utf-8", "replace").split("\n")
    return tuple(_move(line) for line in lines if line)


def _move(line: str) -> RefMove:
    old, new, rest = line.partition("\t")[0].split(" ", 2)
    who, seconds, _ = rest.rsplit(" ", 2)
    return RefMove(moment(seconds), old, new, who)
