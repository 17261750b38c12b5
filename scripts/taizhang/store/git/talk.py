"""One running git that is asked for objects again and again.

To start a git costs as much as dozens of its answers; who asks for little, many times, talks to
one. Every answer is read to its end, so that none is taken for that to another question.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from taizhang.model.record import replace
from taizhang.store.git.objects import (
    FILE,
    KINDS,
    LINK,
    MODULE,
    PROGRAM,
    TREE,
    Listed,
    moment,
    tree_lines,
)
from taizhang.store.git.repository import too_old
from taizhang.store.git.run import GitFailed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from taizhang.errors import EnvironmentProblem
    from taizhang.store.git.repository import Repository
    from taizhang.store.git.run import Dialogue

_COMMAND = ("cat-file", "--batch-command", "--buffer")
"""Git answers at each ``flush``, and not before."""
_USAGE = 129
"""What git ends with where it does not know an option."""
_HEADER = 3  # id, kind, size
_ID = 40


@contextmanager
def talking(repo: Repository) -> Iterator[Repository]:
    """The same repository with a git that runs and is asked for objects, as long as the block."""
    with repo.dialogue(*_COMMAND) as git:
        yield replace(repo, talk=Talk(git, repo.root))


class _Told(NamedTuple):
    """One object; ``kind`` is ``""`` where it is missing, ``data`` where it was not wanted."""

    kind: str
    size: int
    data: bytes = b""


class Talk:
    """Questions to a git that runs; for one thread of one process. Callers hand over full ids.

    Raises:
        GitFailed: from each method: an object is missing or of another kind, or git is gone.
        EnvironmentProblem: likewise: git is too old for a talk.
    """

    def __init__(self, git: Dialogue, folder: Path) -> None:
        self._git = git
        self._folder = folder

    def blobs(self, ids: Sequence[str]) -> Iterator[bytes]:
        """The bytes of each blob."""
        return self._contents(ids, "blob")

    def blob_sizes(self, ids: Sequence[str]) -> Iterator[int]:
        """The size in bytes of each blob, which is not read."""
        self._ask("info", ids)
        for one, told in zip(ids, [self._header() for _ in ids], strict=True):
            if told.kind != "blob":
                raise GitFailed("cat-file", 1, f"{one} is missing or no blob")
            yield told.size

    def commit_time(self, rev: str) -> datetime:
        """When the commit ``rev`` was made, by its committer's clock (UTC)."""
        (text,) = self._contents((rev,), "commit")
        committer = text.partition(b"\n\n")[0].rpartition(b"\ncommitter ")[2].partition(b"\n")[0]
        return moment(committer.rpartition(b"> ")[2].split(b" ")[0].decode())

    def tree_id(self, rev: str, path: str) -> str | None:
        """The id of the tree (or file) ``path`` at ``rev``; None when there is none."""
        found = self._at(rev, path)
        return found.id if found else None

    def files_below(self, rev: str, folder: str) -> tuple[Listed, ...]:
        """Every file below ``folder`` at ``rev``, links and modules included, in git's order."""
        top = self._at(rev, folder)
        trees = [top] if top and top.kind == "tree" else []
        found: list[Listed] = []
        while trees:
            below = [each for lines in self._trees(trees) for each in lines]
            found += (each for each in below if each.kind != "tree")
            trees = [each for each in below if each.kind == "tree"]
        return tuple(sorted(found, key=lambda each: each.path.encode("utf-8", "surrogateescape")))

    def _at(self, rev: str, path: str) -> Listed | None:
        """The line of ``path`` at ``rev``; ``""`` is the topmost tree."""
        (root,) = self._contents((rev,), "commit")
        found = Listed(TREE, "tree", root[len("tree ") :][:_ID].decode(), "")
        for name in path.split("/") if path else ():
            lines = self._trees([found]) if found.kind == "tree" else iter(())
            below = f"{found.path}/{name}".removeprefix("/")
            hits = [each for each in next(lines, ()) if each.path == below]
            if not hits:
                return None
            (found,) = hits
        return found

    def _trees(self, trees: Sequence[Listed]) -> Iterator[Iterator[Listed]]:
        """The lines of each of ``trees``."""
        told = self._contents([each.id for each in trees], "tree")
        return map(_lines, told, (f"{each.path}/".removeprefix("/") for each in trees))

    def _contents(self, ids: Sequence[str], kind: str) -> Iterator[bytes]:
        self._ask("contents", ids)
        for one, told in zip(ids, [self._object() for _ in ids], strict=True):
            if told.kind != kind:
                why = f"is no whole {kind}" if told.kind else "is missing"
                raise GitFailed("cat-file", 1, f"{one} {why}")
            yield told.data

    def _ask(self, command: str, ids: Sequence[str]) -> None:
        lines = "".join([f"{command} {one}\n" for one in ids])
        try:
            self._git.asked.write(f"{lines}flush\n".encode("ascii"))
            self._git.asked.flush()
        except BrokenPipeError:
            raise self._why() from None

    def _why(self) -> EnvironmentProblem:
        """Why there is no answer; a git that does not know the command is too old."""
        why = self._git.why()
        return too_old(self._folder) if why.returncode == _USAGE else why

    def _object(self) -> _Told:
        found = self._header()
        if not found.kind:
            return found
        data = self._git.told.read(found.size + 1)
        if len(data) != found.size + 1:
            raise self._why()
        return found._replace(data=data[:-1])

    def _header(self) -> _Told:
        line = self._git.told.readline()
        if not line.endswith(b"\n"):
            raise self._why()
        parts = line.split()
        return _Told(parts[1].decode(), int(parts[2])) if len(parts) == _HEADER else _MISSING


_MISSING = _Told("", 0)


def _lines(raw: bytes, folder: str) -> Iterator[Listed]:
    """The lines of a tree as git keeps it; ``folder`` is put before their names."""
    for name, told, one in tree_lines(raw):
        mode = _mode(told)
        yield Listed(mode, KINDS.get(mode, "blob"), one, folder + name)


def _mode(told: str) -> str:
    """The mode as git shows it: old ones wrote more bits of a file than whether it is run."""
    if told.startswith("100"):
        return PROGRAM if int(told, 8) & 0o100 else FILE
    return told if told in {LINK, TREE} else MODULE
