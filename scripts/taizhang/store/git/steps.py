"""The first-parent chain of a branch, step by step: what each commit changed.

One stream of git for any length of history; never more of it in memory than one commit.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from taizhang.store.git.changes import Change, changes
from taizhang.store.git.objects import NO_ID, moment, require_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from typing import IO

    from taizhang.store.git.repository import Repository

_LOG = (
    "log", "--reverse", "--first-parent", "-m", "--root", "--raw", "-z", "--no-renames",
    "--no-abbrev", "--ignore-submodules=none", "--format=%H %ct %P",
)  # fmt: skip
_CHUNK = 1 << 18


class Step(NamedTuple):
    """One commit of the chain. A tuple, because a history has a hundred thousand of them.

    ``parents``: the first is the commit before on the chain; none of the first commit.
    ``seconds``: since 1970 (UTC), as the machine that made the commit claims.
    """

    commit: str
    parents: tuple[str, ...]
    seconds: int
    changes: tuple[Change, ...]

    @property
    def at(self) -> datetime:
        """The time of the commit; aware (UTC)."""
        return moment(self.seconds)

    @property
    def before(self) -> str | None:
        """The commit before on the chain, None of the first one."""
        return self.parents[0] if self.parents else None


def steps(repo: Repository, old: str | None, new: str) -> Iterator[Step]:
    """The commits of ``new``'s first-parent chain that ``old`` does not hold, earliest first.

    Where the first of them does not follow ``old`` directly, ``old`` is not on the chain.
    """
    with walking(repo, old, new) as found:
        yield from found


@contextmanager
def walking(repo: Repository, old: str | None, new: str) -> Iterator[Iterator[Step]]:
    """``steps`` from a git that runs already: it looks while something else is done."""
    span = [require_id(new)] + ([f"^{require_id(old)}"] if old else [])
    with repo.stream(*_LOG, *span) as out:
        yield _steps(_tokens(out))


def leap(repo: Repository, old: str | None, new: str) -> Step:
    """All of ``new`` as one step from ``old``, whatever lies between them."""
    seconds, _, parents = repo.line("log", "-1", "--format=%ct %P", require_id(new)).partition(" ")
    before = (old, *parents.split()[1:]) if old else ()
    return Step(new, before, int(seconds), changes(repo, old, new))


def on_chain(repo: Repository, commit: str, tip: str) -> bool:
    """True when ``commit`` is ``tip`` or one of its first-parent ancestors."""
    if commit == tip:
        return True
    told = repo.ask("cat-file", "-e", f"{require_id(commit)}^{{commit}}")
    if told.code:
        return False
    span = (require_id(tip), f"^{commit}")
    out = repo.git("log", "--first-parent", "--reverse", "--format=%P", *span, limit=600)
    first = out.split(b"\n", 1)[0].split()
    return bool(first) and first[0].decode() == commit


def off_chain(repo: Repository, commits: Iterable[str], tip: str) -> frozenset[str]:
    """Those of ``commits`` that are not on ``tip``'s first-parent chain; one pass for all."""
    left = set(commits)
    with repo.stream("rev-list", "--first-parent", require_id(tip)) as out:
        for line in out:
            left.discard(line[:40].decode())
            if not left:
                break
    return frozenset(left)


def first_commit(repo: Repository, tip: str) -> str:
    """Where the first-parent chain of ``tip`` begins."""
    out = repo.git("rev-list", "--first-parent", "--max-parents=0", require_id(tip), limit=600)
    return out.split()[-1].decode()


def _tokens(out: IO[bytes]) -> Iterator[str]:
    left = b""
    while chunk := out.read(_CHUNK):
        whole, nul, left = (left + chunk).rpartition(b"\0")
        if nul:
            yield from whole.decode("utf-8", "surrogateescape").split("\0")
    if left:
        yield left.decode("utf-8", "surrogateescape")


def _steps(tokens: Iterator[str]) -> Iterator[Step]:
    about: list[str] = []
    found: list[Change] = []
    for token in tokens:
        line = token.lstrip("\n") if token[:1] == "\n" else token
        if line[:1] == ":":
            old_mode, new_mode, old_id, new_id, status = line[1:].split(" ")
            path = next(tokens)
            old = None if old_id == NO_ID else old_id
            new = None if new_id == NO_ID else new_id
            found.append(Change(path, status, old_mode, new_mode, old, new))
        elif line:
            if about:
                yield _step(about, found)
            about, found = line.split(), []
    if about:
        yield _step(about, found)


def _step(about: list[str], found: list[Change]) -> Step:
    commit, seconds, *parents = about
    return Step(commit, tuple(parents), int(seconds), tuple(found))
