"""Write objects: blobs, the trees on the way to them, a commit. No branch moves here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from taizhang.errors import EnvironmentProblem
from taizhang.store.git.objects import FILE, TREE, Listed, list_tree, require_id, tree_id
from taizhang.store.git.worktree import require_plain_path

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from taizhang.store.git.repository import Identity, Repository

_Node = dict[str, "str | _Node"]
"""A folder to be changed: name -> id of a blob, or a folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a commit says of itself.

    Attributes:
        message: subject line, and trailer lines after an empty line.
        author: whose act it is.
        committer: who git says sat at the machine.
        when: aware time of recording, to the second.
    """

    message: str
    author: Identity
    committer: Identity
    when: datetime


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
    tree = _graft(repo, tree_id(repo, parent) if parent else None, root, "")
    return _commit(repo, tree, parent, note)


def _plant(root: _Node, path: str, blob: str) -> None:
    *folders, name = path.split("/")
    node = root
    for folder in folders:
        below = node.setdefault(folder, {})
        if isinstance(below, str):
            raise EnvironmentProblem("path-not-plain", path=path)
        node = below
    node[name] = blob


def _graft(repo: Repository, tree: str | None, changed: _Node, prefix: str) -> str:
    listed = list_tree(repo, tree) if tree else ()
    entries = {entry.path: entry for entry in listed}
    for name, below in changed.items():
        path = prefix + name
        entries[name] = _replaced(repo, entries.get(name), below, path)
    feed = b"".join(
        f"{entry.mode} {entry.kind} {entry.id}\t{name}\0".encode("utf-8", "surrogateescape")
        for name, entry in entries.items()
    )
    return repo.line("mktree", "-z", feed=feed)


def _replaced(repo: Repository, old: Listed | None, below: str | _Node, path: str) -> Listed:
    if isinstance(below, str):
        if old and not old.is_plain:
            raise EnvironmentProblem("path-not-plain", path=path)
        return Listed(old.mode if old else FILE, "blob", below, path)
    if old and old.kind != "tree":
        raise EnvironmentProblem("path-not-plain", path=path)
    return Listed(TREE, "tree", _graft(repo, old.id if old else None, below, f"{path}/"), path)


def _commit(repo: Repository, tree: str, parent: str | None, note: Note) -> str:
    date = f"@{int(note.when.timestamp())} {note.when:%z}"
    env = {
        "GIT_AUTHOR_NAME": note.author.name,
        "GIT_AUTHOR_EMAIL": note.author.email,
        "GIT_AUTHOR_DATE": date,
        "GIT_COMMITTER_NAME": note.committer.name,
        "GIT_COMMITTER_EMAIL": note.committer.email,
        "GIT_COMMITTER_DATE": date,
    }
    parents = ("-p", require_id(parent)) if parent else ()
    message = note.message.rstrip("\n") + "\n"
    return repo.line("commit-tree", tree, *parents, feed=message.encode(), env=env)
