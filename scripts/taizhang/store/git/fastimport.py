"""Make a repository out of a stream of commits: one git for all of them.

For ledgers that are invented or taken over as a whole. The order of the stream is the order of
the numbers; the same stream makes the same commits. Git keeps a content as what it adds to the one
before it in the stream: the versions of one file, told together ahead of their commits, take half
the room and less time than among those of other files.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING

from taizhang.model.record import dataclass, replace
from taizhang.store.git import run as binary
from taizhang.store.git.objects import FILE
from taizhang.store.git.repository import open_repository
from taizhang.store.git.worktree import require_plain_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from taizhang.store.git.repository import Identity, Repository

MAIN = "refs/heads/main"
_FILE = FILE.encode()
_SIDE = "refs/taizhang/side"
"""Where commits stand that are on main by a merge only; gone when all is read."""
_QUICK = {
    "pack.compression": "1",  # differences hardly grow smaller by more work
    "checkout.workers": "2",
}
"""Settings under which git takes in many thousands of commits, and fills the work tree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One commit of the stream.

    Attributes:
        number: from 1, in the order of the stream.
        parents: numbers of earlier commits, the first parent first; empty for the first commit.
        when: aware; to the second.
        files: what the commit changes against its first parent: path -> whole content, or the
            ``blob_id`` of one that was told before.
        on_main: False on a branch that a later commit merges.
    """

    number: int
    parents: tuple[int, ...]
    author: Identity
    committer: Identity
    when: datetime
    message: str
    files: Mapping[str, bytes | str]
    on_main: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Versions of one file, in the order they were written; commits name them afterwards."""

    versions: tuple[bytes, ...]


def new_repository(path: Path, identity: Identity) -> Repository:
    """An empty repository at the empty folder ``path``: branch main, ``identity`` its own.

    Raises:
        GitFailed: git could not make it.
    """
    env = binary.environment()
    words = ("--quiet", "--initial-branch=main", "--object-format=sha1", "--template=")
    made = binary.run(["init", *words, "--", "."], cwd=path, env=env)
    if made.code:
        raise binary.GitFailed("init", made.code, binary.plain_words(made.err))
    repo = open_repository(path)
    repo.git("config", "--local", "user.name", identity.name)
    repo.git("config", "--local", "user.email", identity.email)
    return repo


def import_commits(repo: Repository, commits: Iterable[Commit | Contents]) -> int:
    """Write all ``commits``, let main stand on the last one of it, fill the work tree.

    Returns:
        How many commits there are. ``repo`` must be new.

    Raises:
        GitFailed: git refused the stream.
        Exception: whatever ``commits`` raises; main then does not exist.
    """
    feed = _Feed(commits)
    quick = replace(repo, extra_env=(*repo.extra_env, *_in_words(_QUICK)))
    try:
        with quick.stream("fast-import", "--quiet", "--done", feed=feed.chunks()) as out:
            out.read()
    except binary.GitFailed:
        if feed.failure is not None:
            raise feed.failure from None
        raise
    quick.git("update-ref", "-d", _SIDE)
    quick.git("reset", "--hard", "--quiet", MAIN, limit=900)
    return feed.count


def _in_words(settings: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Settings of git as variables of its environment."""
    yield "GIT_CONFIG_COUNT", str(len(settings))
    for number, (name, value) in enumerate(settings.items()):
        yield f"GIT_CONFIG_KEY_{number}", name
        yield f"GIT_CONFIG_VALUE_{number}", value


class _Feed:
    """The stream as git reads it; keeps what went wrong in making it."""

    def __init__(self, commits: Iterable[Commit | Contents]) -> None:
        self.commits = commits
        self.count = 0
        self.failure: Exception | None = None

    def chunks(self) -> Iterator[bytes]:
        """One chunk an element. A failure leaves the stream without its end: git drops it all."""
        try:
            for each in self.commits:
                if isinstance(each, Contents):
                    yield b"".join(b"blob\n%b" % _data(version) for version in each.versions)
                else:
                    self.count += 1
                    yield _chunk(each)
        except Exception as error:  # noqa: BLE001 - raised again by the caller's own thread
            self.failure = error
            return
        yield b"done\n"


def _chunk(commit: Commit) -> bytes:
    """One commit in the words of ``git fast-import``.

    Raises:
        ValueError: a time without a zone, or a name with characters git would break off at.
    """
    message = f"{commit.message}\n".encode()
    moment = _moment(commit.when)
    parts = [
        f"commit {MAIN if commit.on_main else _SIDE}\n"
        f"mark :{commit.number}\n"
        f"author {_who(commit.author)} {moment}\n"
        f"committer {_who(commit.committer)} {moment}\n"
        f"data {len(message)}\n".encode(),
        message,
    ]
    for place, parent in enumerate(commit.parents):
        parts.append(b"%b :%d\n" % (b"merge" if place else b"from", parent))
    for path, content in commit.files.items():
        if isinstance(content, str):
            parts.append(b"M %b %b %b\n" % (_FILE, content.encode(), _plain(path)))
        else:
            parts.append(b"M %b inline %b\n%b" % (_FILE, _plain(path), _data(content)))
    return b"".join(parts)


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)


@lru_cache(maxsize=4096)
def _plain(path: str) -> bytes:
    """The path as git reads it; a file comes up again and again.

    Raises:
        EnvironmentProblem: it leads out of the work tree.
    """
    require_plain_path(path)
    return path.encode()


@lru_cache(maxsize=256)
def _who(person: Identity) -> str:
    if any(each in "<>\n\0" for each in person.name + person.email):
        raise ValueError(person)
    return f"{person.name} <{person.email}>"


def _moment(when: datetime) -> str:
    span = when.utcoffset()
    if span is None:
        raise ValueError(when)
    return f"{int(when.timestamp())} {_offset(span)}"


@lru_cache(maxsize=16)
def _offset(span: timedelta) -> str:
    """``+0800``."""
    return datetime(2000, 1, 1, tzinfo=timezone(span)).strftime("%z")
