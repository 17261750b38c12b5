"""What differs between two commits, and the commits that lie between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from taizhang.model.record import dataclass
from taizhang.store.git.objects import EMPTY_TREE, NO_ID, head, moment, require_id
from taizhang.store.git.repository import Identity
from taizhang.store.git.run import GitFailed, plain_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from taizhang.store.git.repository import Repository

_FORMAT = "--format=%H%x00%P%x00%ct%x00%at%x00%cn%x00%ce%x00%an%x00%ae%x00%B%x00"
_FIELDS = 9


class Change(NamedTuple):
    """One path that differs. An id is None where the path is absent on that side.

    ``status`` is git's letter: ``A`` added, ``M`` changed, ``D`` removed, ``T`` of another kind.
    """

    path: str
    status: str
    old_mode: str
    new_mode: str
    old_id: str | None
    new_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One commit; its times are aware (UTC) and only what its maker's machine claimed."""

    sha: str
    parents: tuple[str, ...]
    at: datetime
    authored_at: datetime
    author: Identity
    committer: Identity
    message: str


def changes(repo: Repository, old: str | None, new: str) -> tuple[Change, ...]:
    """The paths that differ from ``old`` to ``new``; ``old`` None = from nothing."""
    since = require_id(old) if old else EMPTY_TREE
    out = repo.git(
        "diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", since, require_id(new),
        limit=600,
    )  # fmt: skip
    return tuple(_changes(out))


def commits_between(repo: Repository, old: str | None, new: str) -> tuple[Commit, ...]:
    """The commits reachable from ``new`` and not from ``old``, parents first."""
    span = [require_id(new)] + ([f"^{require_id(old)}"] if old else [])
    out = repo.git("log", "--reverse", "--topo-order", _FORMAT, *span, limit=600)
    fields = out.decode("utf-8", "replace").split("\0")[:-1]
    return tuple(_commit(fields[at : at + _FIELDS]) for at in range(0, len(fields), _FIELDS))


def last_commit(repo: Repository) -> tuple[str | None, datetime | None]:
    """The commit ``HEAD`` stands on and its committer's time (UTC); both None before the first.

    Raises:
        GitFailed: there is one, but it cannot be read.
    """
    told = repo.ask("log", "-1", "--format=%H %ct", "HEAD")
    if told.code:
        if head(repo) is not None:
            raise GitFailed("log", told.code, plain_words(told.err))
        return None, None
    sha, seconds = told.out.decode("ascii").split()
    return sha, moment(seconds)


def _changes(out: bytes) -> Iterator[Change]:
    tokens = iter(out.decode("utf-8", "surrogateescape").split("\0"))
    for about in tokens:
        if not about.startswith(":"):
            continue
        old_mode, new_mode, old_id, new_id, status = about[1:].split(" ")
        yield Change(next(tokens), status, old_mode, new_mode, _present(old_id), _present(new_id))


def _present(one: str) -> str | None:
    return None if one == NO_ID else one


def _commit(fields: list[str]) -> Commit:
    sha, parents, committed, authored, *who, message = fields
    return Commit(
        sha=sha.strip(),
        parents=tuple(parents.split()),
        at=moment(committed),
        authored_at=moment(authored),
        committer=Identity(name=who[0], email=who[1]),
        author=Identity(name=who[2], email=who[3]),
        message=message.rstrip("\n"),
    )
