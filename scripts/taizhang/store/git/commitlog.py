"""What git tells of the commits of a history, with little of it in memory at one time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from taizhang.store.git.objects import moment, require_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime
    from typing import IO

    from taizhang.store.git.repository import Repository

LOG = (
    "log", "--no-renames", "--no-abbrev", "--raw", "-z", "-c",
    "--format=%H %ct %cn%x1f%an",
)  # fmt: skip
"""A line about a commit, then one about each file it changed and that file's path."""

_ORDER = ("--reverse", "--date-order")
_LIMIT = 900  # seconds, for the longest history we know of
_LINE = 41  # bytes of an id in a list of them
_RUN = 16_000
"""Commits that one git is asked about: it holds what it knew of each until it ends."""
_CHUNK = 1 << 16
_ONE_PARENT = 3  # words of a line: a time, an id and a parent


class Since(NamedTuple):
    """The commits of a revision and not of an earlier one.

    Attributes:
        order: a line with the id of each, the earliest first.
        earliest: the time of the earliest; None where each has the one before as its parent.
    """

    order: bytes
    earliest: datetime | None


def commits_since(repo: Repository, rev: str, tip: str) -> Since | None:
    """What came to ``rev`` after ``tip``; None where that is no part of it, or not here."""
    beyond = (require_id(rev), f"^{require_id(tip)}")
    words = ("--boundary", "--parents", "--timestamp")
    told = repo.ask("rev-list", *_ORDER, *words, *beyond, limit=_LIMIT)
    lines = [line.split() for line in told.out.decode("ascii").splitlines()]
    # What came after the tip is told with the tip at its edge, and only then.
    if told.code or (rev != tip and not any(line[1] == f"-{tip}" for line in lines)):
        return None
    own = [line for line in lines if line[1][0] != "-"]
    order = "".join(f"{line[1]}\n" for line in own).encode()
    if all(len(line) == _ONE_PARENT for line in own):
        return Since(order, None)
    return Since(order, moment(min((line[0] for line in own), key=int)))


def every_commit(repo: Repository, rev: str, since: str | None = None) -> bytes:
    """A line with the id of each commit of ``rev`` and not of ``since``, the earliest first."""
    return repo.git("rev-list", *_ORDER, *_span(rev, since), limit=_LIMIT)


def walk(
    repo: Repository, rev: str, since: str | None, paths: Collection[str] = ()
) -> Iterator[bytes]:
    """What ``LOG`` tells of the commits of ``rev`` and not of ``since``, the earliest first.

    With ``paths``, only of what changed one of them.
    """
    if not paths:
        yield from walk_in(repo, every_commit(repo, rev, since))
        return
    span = ("--full-history", *_span(rev, since), "--", *paths)
    yield from repo.git(*LOG, *_ORDER, *span, limit=_LIMIT).split(b"\0")


def walk_in(repo: Repository, order: bytes) -> Iterator[bytes]:
    """What ``LOG`` tells of the commits whose ids are the lines of ``order``, in that order."""
    size = _LINE * _RUN
    for start in range(0, len(order), size):
        feed = (order[start : start + size],)
        with repo.stream(*LOG, "--no-walk=unsorted", "--stdin", feed=feed) as out:
            yield from tokens_of(out)


def _span(rev: str, since: str | None) -> tuple[str, ...]:
    return (require_id(rev), *((f"^{require_id(since)}",) if since else ()))


def tokens_of(out: IO[bytes]) -> Iterator[bytes]:
    """What stands between NULs, as it comes."""
    rest = b""
    while chunk := out.read1(_CHUNK):  # type: ignore[attr-defined]  # a pipe is buffered
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole
    yield rest
