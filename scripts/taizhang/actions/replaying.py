"""Put this machine's own entries behind those of others: commit by commit, entry by entry.

Never mixed line by line. What both sides recorded alike is kept once. Only objects are written;
no branch moves here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from taizhang.errors import EnvironmentProblem, Refused
from taizhang.model.findings import Finding
from taizhang.model.journal import JOURNAL_PATH
from taizhang.store.emit import blocks
from taizhang.store.git.changes import changes
from taizhang.store.git.objects import read_file
from taizhang.store.git.trees import Note, build_commit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from taizhang.store.git.changes import Commit
    from taizhang.store.git.repository import Repository

LeftOut = dict[str, frozenset[bytes]]
"""Path -> blocks of own entries that are not to be put anywhere, as ``bare`` gives them."""


_BEGUN = 2
"""Blocks that tell whether two files are of one incident: the head and the 发现."""


class Growth(NamedTuple):
    """A file as a commit found it and as it left it; it only grew."""

    path: str
    old: bytes
    new: bytes


def bare(block: bytes) -> bytes:
    """A block of a file without blanks and line ends at its end: what makes two the same."""
    return block.rstrip()


def replay(
    repo: Repository, own: Sequence[Commit], tip: str, left_out: Mapping[str, frozenset[bytes]]
) -> str:
    """The new tip: ``own`` commits upon ``tip``, without those that bring nothing any more.

    Raises:
        Refused: an incident is gone there, or its id was taken by another.
        EnvironmentProblem: ``submit-not-entries``: a commit does more than add entries.
    """

    def upon(current: str, growth: Growth) -> bytes | None:
        return _grown(read_file(repo, current, growth.path), growth, left_out)

    for commit in own:
        if not _is_merge(repo, commit):
            tip = _again(repo, commit, tip, upon)
    return tip


def rewrite(
    repo: Repository,
    own: Sequence[Commit],
    base: str,
    change: Callable[[str, bytes], tuple[str, bytes]],
    message: Callable[[str], str],
) -> str:
    """The new tip: ``own`` commits upon ``base`` with every path and file they leave changed.

    Raises:
        EnvironmentProblem: ``submit-not-entries``.
    """
    for commit in own:
        if _is_merge(repo, commit):
            raise EnvironmentProblem("submit-not-entries", commit=commit.sha[:12])
        changed = (change(each.path, each.new) for each in growths(repo, commit))
        files = {path: data for path, data in changed if read_file(repo, base, path) != data}
        if files:
            base = build_commit(repo, base, files, _note(commit, message(commit.message)))
    return base


def growths(repo: Repository, commit: Commit) -> list[Growth]:
    """Every file a commit lets grow.

    Raises:
        EnvironmentProblem: ``submit-not-entries``: it does anything else.
    """
    found = []
    (parent,) = commit.parents or (None,)
    for change in changes(repo, parent, commit.sha):
        old = read_file(repo, parent, change.path) or b""
        new = read_file(repo, commit.sha, change.path) or b""
        grew = change.path.startswith("ledger/") and new != old
        if not grew or _bared(new)[: len(_bared(old))] != _bared(old):
            raise EnvironmentProblem("submit-not-entries", commit=commit.sha[:12])
        found.append(Growth(change.path, old, new))
    return found


def _bared(data: bytes) -> list[bytes]:
    return [bare(block) for block in blocks(data)] if data else []


def _again(
    repo: Repository,
    commit: Commit,
    tip: str,
    upon: Callable[[str, Growth], bytes | None],
) -> str:
    files = {
        growth.path: grown
        for growth in growths(repo, commit)
        if (grown := upon(tip, growth)) is not None
    }
    return build_commit(repo, tip, files, _note(commit, commit.message)) if files else tip


def _note(commit: Commit, message: str) -> Note:
    return Note(message=message, author=commit.author, committer=commit.committer, when=commit.at)


def _is_merge(repo: Repository, commit: Commit) -> bool:
    """True for a merge that only joins what its parents hold, and so brings nothing itself.

    Raises:
        EnvironmentProblem: ``submit-not-entries``: it does more.
    """
    if len(commit.parents) <= 1:
        return False
    first, *others = (
        {change.path: change.new_id for change in changes(repo, parent, commit.sha)}
        for parent in commit.parents
    )
    if any(all(path in other for other in others) for path in first):
        raise EnvironmentProblem("submit-not-entries", commit=commit.sha[:12])
    return True


def _grown(
    there: bytes | None, growth: Growth, left_out: Mapping[str, frozenset[bytes]]
) -> bytes | None:
    """The file ``there`` with the new entries; None where it has them already."""
    path, old, new = growth
    if there is None:
        if old:
            raise Refused((Finding(code="submit-gone", path=path, values={"path": path}),))
        return new
    begun, added = _bared(there), blocks(new)[len(_bared(old)) :]
    if not old:
        if not JOURNAL_PATH.fullmatch(path) and begun[:_BEGUN] != _bared(new)[:_BEGUN]:
            identity = path.rpartition("/")[2].removesuffix(".yml")
            raise Refused((Finding(code="submit-same-id", path=path, values={"id": identity}),))
        added = added[1:]  # both sides began the file; they share its head
    known = {*begun, *left_out.get(path, ())}
    fresh = [block for block in added if bare(block) not in known]
    return b"".join(map(_ended, (there, *fresh))) if fresh else None


def _ended(data: bytes) -> bytes:
    return data if not data or data.endswith(b"\n") else data + b"\n"
