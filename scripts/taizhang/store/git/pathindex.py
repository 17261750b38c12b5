"""Whether git can tell which commits touched a file without comparing the trees of every one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from taizhang.store.git.repository import Repository

MANY = 20_000
"""Commits from which on an index is advised; what is first shown of them is seldom the oldest."""

_CHUNK = b"BIDX"
_HEAD = 512
"""Bytes in which a commit graph names its chunks."""


def lacks_index(repo: Repository) -> bool:
    """True where the history is long and no commit graph holds the paths that changed."""
    info = repo.common_dir / "objects" / "info"
    graphs = (info / "commit-graph", *(info / "commit-graphs").glob("*.graph"))
    if any(map(_has_paths, graphs)):
        return False
    told = repo.ask("rev-list", "--count", f"--max-count={MANY}", "HEAD")
    return told.out.strip() == b"%d" % MANY


def _has_paths(graph: Path) -> bool:
    try:
        with graph.open("rb") as file:
            return _CHUNK in file.read(_HEAD)
    except OSError:
        return False
