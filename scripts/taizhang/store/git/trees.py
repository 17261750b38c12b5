"""Write objects: blobs, the trees on the way to them, a commit. No branch moves here."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from taizhang.errors import EnvironmentProblem
from taizhang.model.record import dataclass
from taizhang.store.git.objects import (
    FILE,
    KINDS,
    PLAIN_MODES,
    TREE,
    require_id,
    tree_lines,
)
from taizhang.store.git.run import GitFailed
from taizhang.store.git.worktree import require_plain_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from taizhang.store.git.repository import Identity, Repository

_Node = dict[str, "str | _Node"]
"""A folder to be changed: name -> id of a blob, or a folder."""


class _Line(NamedTuple):
    mode: str
    id: str


class _Tree(NamedTuple):
    id: str
    lines: Mapping[str, _Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a commit says of itself.

    Attributes:
        message: subject line, and trailer lines after an empty line.
        author: whose act it is.
        committer: who git says sat at the machine.
        when: aware time of recording, to the second.
        written: aware time at which the author wrote it; None = as it was recorded.
    """

    message: str
    author: Identity
    committer: Identity
    when: datetime
    written: datetime | None = None


def build_commit(
    repo: Repository, parent: str | None, files: Mapping[str, bytes], note: Note
) -> str:
    """The id of a new commit on ``parent`` in which ``files`` have the bytes given.

    Only objects are written: until a branch names the commit, nothing has happened. The cost is
    that of the folders on the way to the files, whatever the size of the ledger.

    Raises:
        EnvironmentProblem: a path leads through a file or a link, or git failed.
        ValueError: ``note.when`` has no zone.
    """
    if note.when.tzinfo is None:
        raise ValueError(note.when)
    root: _Node = {}
    for path, data in files.items():
        require_plain_path(path)
        _plant(root, path, repo.line("hash-object", "-w", "--stdin", feed=data))
    old = _read_trees(repo, parent, tuple(_folders(root, "")))
    written: list[_Tree] = []
    tree = _graft(root, "", old, written)
    _write_trees(repo, written)
    return _commit(repo, tree, parent, note)


def staged_commit(repo: Repository, parent: str | None, index: str = "") -> str:
    """The id of a commit of what is staged, to be judged; no branch will ever name it.

    Args:
        repo: one with a work tree.
        parent: the commit it would follow.
        index: git's file of what is staged; ``""`` = the repository's own.
    """
    tree = repo.line("write-tree", env={"GIT_INDEX_FILE": index} if index else None)
    on = ("-p", require_id(parent)) if parent else ()
    nobody = {
        f"GIT_{who}_{what}": "-" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    return repo.line("commit-tree", *on, "-m", "staged", tree, env=nobody)


def _plant(root: _Node, path: str, blob: str) -> None:
    *folders, name = path.split("/")
    node = root
    for folder in folders:
        below = node.setdefault(folder, {})
        if isinstance(below, str):
            raise EnvironmentProblem("path-not-plain", path=path)
        node = below
    if name in node:
        raise EnvironmentProblem("path-not-plain", path=path)
    node[name] = blob


def _folders(node: _Node, path: str) -> Iterator[str]:
    """``path`` and every folder to be changed below it."""
    yield path
    for name, below in node.items():
        if not isinstance(below, str):
            yield from _folders(below, f"{path}/{name}" if path else name)


def _graft(
    node: _Node, path: str, old: Mapping[str, Mapping[str, _Line]], written: list[_Tree]
) -> str:
    """The id of the folder ``path`` after the change; the trees it needs join ``written``."""
    lines = dict(old[path])
    for name, below in node.items():
        here = f"{path}/{name}" if path else name
        before = lines.get(name)
        if isinstance(below, str):
            if before and before.mode not in PLAIN_MODES:
                raise EnvironmentProblem("path-not-plain", path=here)
            lines[name] = _Line(before.mode if before else FILE, below)
        else:
            if before and before.mode != TREE:
                raise EnvironmentProblem("path-not-plain", path=here)
            lines[name] = _Line(TREE, _graft(below, here, old, written))
    written.append(_Tree(_tree_id(lines), lines))
    return written[-1].id


def _read_trees(
    repo: Repository, rev: str | None, folders: Sequence[str]
) -> dict[str, dict[str, _Line]]:
    """The lines of each folder at ``rev``, from one running git; none where there is no folder."""
    found: dict[str, dict[str, _Line]] = {folder: {} for folder in folders}
    if rev is None:
        return found
    feed = "".join(f"{require_id(rev)}:{folder}\n" for folder in folders)
    out = BytesIO(repo.git("cat-file", "--batch", feed=feed.encode("utf-8", "surrogateescape")))
    for folder in folders:
        words = out.readline().split()
        if len(words) < 2:  # noqa: PLR2004  git ends with 0 although it could not answer
            raise GitFailed("cat-file", 0, "incomplete answer")
        *_, kind, size = words
        if size == b"missing":
            continue
        if kind != b"tree":
            raise EnvironmentProblem("path-not-plain", path=folder)
        lines = tree_lines(out.read(int(size)))
        found[folder] = {name: _Line(mode, one) for name, mode, one in lines}
        out.read(1)
    return found


def _tree_id(lines: Mapping[str, _Line]) -> str:
    # Git sorts a folder as if its name ended in a slash.
    order = sorted(
        (name.encode("utf-8", "surrogateescape") + (b"/" if line.mode == TREE else b""), line)
        for name, line in lines.items()
    )
    raw = b"".join(
        b"%s %s\0%s"
        % (line.mode.lstrip("0").encode(), name.removesuffix(b"/"), bytes.fromhex(line.id))
        for name, line in order
    )
    return hashlib.sha1(b"tree %d\0%s" % (len(raw), raw), usedforsecurity=False).hexdigest()


def _write_trees(repo: Repository, written: Sequence[_Tree]) -> None:
    records = (
        "".join(
            f"{line.mode} {KINDS.get(line.mode, 'blob')} {line.id}\t{name}\0"
            for name, line in tree.lines.items()
        )
        for tree in written
    )
    feed = "\0".join(records).encode("utf-8", "surrogateescape")
    made = repo.git("mktree", "-z", "--batch", feed=feed).decode().split()
    if made != [tree.id for tree in written]:
        raise GitFailed("mktree", 0, "other trees than those asked for")


def _commit(repo: Repository, tree: str, parent: str | None, note: Note) -> str:
    env = {
        "GIT_AUTHOR_NAME": note.author.name,
        "GIT_AUTHOR_EMAIL": note.author.email,
        "GIT_AUTHOR_DATE": _date(note.written or note.when),
        "GIT_COMMITTER_NAME": note.committer.name,
        "GIT_COMMITTER_EMAIL": note.committer.email,
        "GIT_COMMITTER_DATE": _date(note.when),
    }
    parents = ("-p", require_id(parent)) if parent else ()
    message = note.message.rstrip("\n") + "\n"
    return repo.line("commit-tree", tree, *parents, feed=message.encode(), env=env)


def _date(moment: datetime) -> str:
    return f"@{int(moment.timestamp())} {moment:%z}"
