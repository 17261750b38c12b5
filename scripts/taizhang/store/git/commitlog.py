"""What git tells of the commits of a history, with little of it in memory at one time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.store.git.objects import require_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
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


def walk(
    repo: Repository, rev: str, since: str | None, paths: Collection[str] = ()
) -> Iterator[bytes]:
    """What ``LOG`` tells of the commits of ``rev`` and not of ``since``, the earliest first.

    With ``paths``, only of what changed one of them.
    """
    span = (require_id(rev), *((f"^{require_id(since)}",) if since else ()))
    if paths:
        span = ("--full-history", *span, "--", *paths)
        yield from repo.git(*LOG, *_ORDER, *span, limit=_LIMIT).split(b"\0")
        return
    order = repo.git("rev-list", *_ORDER, *span, limit=_LIMIT)
    size = _LINE * _RUN
    for start in range(0, len(order), size):
        feed = (order[start : start + size],)
        with repo.stream(*LOG, "--no-walk=unsorted", "--stdin", feed=feed) as out:
            yield from tokens_of(out)


def tokens_of(out: IO[bytes]) -> Iterator[bytes]:
    """What stands between NULs, as it comes."""
    rest = b""
    while chunk := out.read1(_CHUNK):  # type: ignore[attr-defined]  # a pipe is buffered
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole
    yield rest
