"""Put this machine's own entries behind those of others: commit by commit, entry by entry.

Never mixed line by line. What both sides recorded alike is kept once. Only objects are written;
no branch moves here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from taizhang.errors import EnvironmentProblem, Refused
from taizhang.model.findings import Finding
from taizhang.model.journal import JOURNAL_PATH
from taizhang.model.record import replace
from taizhang.store.emit import blocks
from taizhang.store.git.changes import changes
from taizhang.store.git.objects import moment, read_file
from taizhang.store.git.trees import Note, build_commit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from taizhang.store.git.changes import Commit
    from taizhang.store.git.repository import Repository

LeftOut = dict[str, frozenset[bytes]]
"""Path -> blocks of own entries that are not to be put anywhere, as ``bare`` gives them."""


_AT = re.compile(
    rb"^(?:- |  )at: *[\"']?(\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?)[\"']?\s*$", re.MULTILINE
)
_KIND = re.compile(rb"^(?:- |  )kind: *[\"']?([^\s\"']+)[\"']?\s*$", re.MULTILINE)
_BOUND = re.compile(rb"^(?:- |  )(?:entry|sig):|^(?:- |  )at:.*\d\d:\d\d:\d\d", re.MULTILINE)
_BEGUN = 2
"""Blocks that tell whether two files are of one incident: the head and the 发现."""


class Growth(NamedTuple):
    """A file as a commit found it and as it left it; it only grew."""

    path: str
    old: bytes
    new: bytes


class Retimed(NamedTuple):
    """An own entry given seconds, because another's has its name: kind and minute.

    ``old`` and ``new`` are names, such as ``2026-11-09 09:20 说明``.
    """

    path: str
    old: str
    new: str


def bare(block: bytes) -> bytes:
    """A block of a file without blanks and line ends at its end: what makes two the same."""
    return block.rstrip()


def replay(
    repo: Repository, own: Sequence[Commit], tip: str, left_out: Mapping[str, frozenset[bytes]]
) -> tuple[str, tuple[Retimed, ...]]:
    """The new tip: ``own`` commits upon ``tip``, without those that bring nothing any more.

    Beside it the entries that were given seconds on the way. None is recorded before the commit
    it follows: the author's time stays, the committer's is the later one of the two.

    Raises:
        Refused: an incident is gone there, or its id was taken by another.
        EnvironmentProblem: ``submit-not-entries``: a commit does more than add entries.
    """
    retimed: list[Retimed] = []

    def upon(current: str, growth: Growth) -> bytes | None:
        there = read_file(repo, current, growth.path)
        fresh = _fresh(there, growth, left_out)
        if there is not None and fresh:
            whole = read_file(repo, own[-1].sha, growth.path) or b""
            fresh = [_apart(block, there, whole, growth.path, retimed) for block in fresh]
        return b"".join(map(_ended, (there or b"", *fresh))) if fresh else None

    last = moment(repo.line("log", "-1", "--format=%ct", tip))
    for commit in own:
        if not _is_merge(repo, commit):
            last = max(last, commit.at)
            tip = _again(repo, replace(commit, at=last), tip, upon)
    return tip, tuple(retimed)


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
    return Note(
        message=message,
        author=commit.author,
        committer=commit.committer,
        when=commit.at,
        written=commit.authored_at,
    )


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


def _fresh(
    there: bytes | None, growth: Growth, left_out: Mapping[str, frozenset[bytes]]
) -> list[bytes]:
    """The blocks of a growth that the file ``there`` lacks."""
    path, old, new = growth
    if there is None:
        if old:
            raise Refused((Finding(code="submit-gone", path=path, values={"path": path}),))
        return [new]
    begun, added = _bared(there), blocks(new)[len(_bared(old)) :]
    if not old:
        if not JOURNAL_PATH.fullmatch(path) and begun[:_BEGUN] != _bared(new)[:_BEGUN]:
            identity = path.rpartition("/")[2].removesuffix(".yml")
            raise Refused((Finding(code="submit-same-id", path=path, values={"id": identity}),))
        added = added[1:]  # both sides began the file; they share its head
    known = {*begun, *left_out.get(path, ())}
    return [block for block in added if bare(block) not in known]


def _apart(block: bytes, there: bytes, ours: bytes, path: str, retimed: list[Retimed]) -> bytes:
    """The block with seconds where another's entry ``there`` has its name and nothing names it.

    What names another entry, or is signed, stays as written.
    """
    at, kind = _AT.search(block), _KIND.search(block)
    if not at or not kind or _BOUND.search(block):
        return block
    name = b"%s %s" % (at[1], kind[1])
    taken = _names(there)
    if name not in taken or name in ours:
        return block
    taken |= _names(ours)
    for second in range(1, 60):
        time = b"%s:%02d" % (at[1], second)
        other = b"%s %s" % (time, kind[1])
        if other not in taken:
            retimed.append(Retimed(path, name.decode(), other.decode()))
            return block[: at.start(1)] + time + block[at.end(1) :]
    return block


def _names(data: bytes) -> set[bytes]:
    """``2026-11-09 09:20 说明`` for every entry of a file."""
    pairs = ((_AT.search(block), _KIND.search(block)) for block in blocks(data)[1:])
    return {b"%s %s" % (at[1], kind[1]) for at, kind in pairs if at and kind}


def _ended(data: bytes) -> bytes:
    return data if not data or data.endswith(b"\n") else data + b"\n"
