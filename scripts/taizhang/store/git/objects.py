"""Read commits, trees and blobs. The work tree is not looked at here."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, NamedTuple

from taizhang.errors import UsageProblem
from taizhang.store.git.run import GitFailed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from taizhang.store.git.repository import Repository

FILE = "100644"
PROGRAM = "100755"
LINK = "120000"
MODULE = "160000"
TREE = "040000"
KINDS = {TREE: "tree", MODULE: "commit"}
"""Kinds of objects by mode; every other mode is that of a blob."""
PLAIN_MODES = frozenset({FILE, PROGRAM})
"""Modes of real files; a symbolic link or a module of another repository is neither."""

NO_ID = "0" * 40
EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

_FULL_ID = re.compile(r"[0-9a-f]{40}", re.ASCII)
_LAST_SECOND = 253402300799  # 9999-12-31 23:59:59 UTC
_LINE = 41
_ID_BYTES = 20
_SIZE = "%(objecttype) %(objectsize)"
_FULL_IDS = re.compile(r"(?:[0-9a-f]{40}\n)*", re.ASCII)


class Listed(NamedTuple):
    """A line of a tree. A tuple, because a ledger has a hundred thousand of them.

    ``path`` is relative to the root of the repository; ``kind`` is ``blob``, ``tree`` or
    ``commit`` (a module).
    """

    mode: str
    kind: str
    id: str
    path: str

    @property
    def is_plain(self) -> bool:
        """True for a real file."""
        return self.mode in PLAIN_MODES


def blob_id(data: bytes) -> str:
    """The id git gives ``data`` as a blob."""
    import hashlib  # brings OpenSSL along

    return hashlib.sha1(b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()


def head(repo: Repository) -> str | None:
    """The commit ``HEAD`` stands on; None before the first commit."""
    told = repo.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    return told.out.decode().strip() or None


def resolve(repo: Repository, name: str) -> str:
    """The full id of the commit a person named: a branch, a tag, an id, ``HEAD~2``.

    Raises:
        UsageProblem: there is no such commit.
    """
    if name and not any(ord(char) < ord(" ") for char in name):
        told = repo.ask(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
        )
        found = told.out.decode("ascii", "replace").strip()
        if not told.code and _FULL_ID.fullmatch(found):
            return found
    raise UsageProblem("revision-unknown", name=name)


def commit_time(repo: Repository, rev: str) -> datetime:
    """When the commit ``rev`` was made, by its committer's clock (UTC)."""
    if repo.talk is not None:
        return repo.talk.commit_time(require_id(rev))
    return moment(repo.line("log", "-1", "--format=%ct", require_id(rev)))


def moment(seconds: str | int) -> datetime:
    """The aware time (UTC) of git's seconds since 1970; a claim beyond year 9999 is cut to it."""
    return datetime.fromtimestamp(min(max(int(seconds), 0), _LAST_SECOND), UTC)


def require_id(text: str) -> str:
    """``text``, which must be a full object id: nothing else may reach git as an argument.

    Raises:
        ValueError: it is not; a bug of the caller.
    """
    if not _FULL_ID.fullmatch(text):
        raise ValueError(text)
    return text


def tree_id(repo: Repository, rev: str, path: str = "") -> str | None:
    """The id of the tree (or file) ``path`` at ``rev``; None when there is none."""
    if repo.talk is not None:
        return repo.talk.tree_id(require_id(rev), path)
    told = repo.ask(
        "rev-parse", "--verify", "--quiet", "--end-of-options", f"{require_id(rev)}:{path}"
    )
    return told.out.decode().strip() or None


def list_blobs(repo: Repository, rev: str, prefix: str = "") -> tuple[Listed, ...]:
    """Every file below the folder ``prefix`` at ``rev``, links and modules included."""
    if repo.talk is not None:
        return repo.talk.files_below(require_id(rev), prefix.rstrip("/"))
    return list_paths(repo, rev, (f"{prefix.rstrip('/')}/",) if prefix else (), deep=True)


def list_top(repo: Repository, rev: str) -> tuple[Listed, ...]:
    """The lines of the topmost tree at ``rev``, folders as ``tree``."""
    return tuple(_listed(repo.git("ls-tree", "-z", "--full-tree", require_id(rev))))


def list_paths(
    repo: Repository, rev: str, paths: Sequence[str], *, deep: bool = False
) -> tuple[Listed, ...]:
    """The lines of ``paths`` at ``rev``; of a path ending in ``/`` what lies directly below it.

    ``deep``: every file below the folders instead.
    """
    words = ("-r",) if deep else ()
    out = repo.git("ls-tree", "-z", "--full-tree", *words, require_id(rev), "--", *paths, limit=600)
    return tuple(_listed(out))


def list_names(repo: Repository, rev: str, folder: str) -> tuple[str, ...]:
    """Names of the files and folders directly in ``folder`` at ``rev``, sorted; below, unasked."""
    listed = list_paths(repo, rev, (f"{folder}/",))
    real = (each.path for each in listed if each.is_plain or each.kind == "tree")
    return tuple(sorted(path.rpartition("/")[2] for path in real))


def listed_at(repo: Repository, rev: str, path: str) -> Listed | None:
    """The line of ``path`` at ``rev``: its mode, kind and id; None when there is none."""
    out = repo.git("ls-tree", "-z", "--full-tree", require_id(rev), "--", path.rstrip("/"))
    return next(_listed(out), None)


def read_file(repo: Repository, rev: str | None, path: str) -> bytes | None:
    """The bytes of the file ``path`` at ``rev``; None when there is no real file."""
    found = listed_at(repo, rev, path) if rev else None
    if found is None or not found.is_plain:
        return None
    return repo.git("cat-file", "blob", found.id)


def read_blobs(repo: Repository, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Each id with its bytes, in the order asked for, from one running git.

    Raises:
        GitFailed: one of them is missing or is no blob.
    """
    wanted = tuple(ids)
    if not wanted:
        return
    feed = _lines(wanted)
    if repo.talk is not None:
        yield from zip(wanted, repo.talk.blobs(wanted), strict=True)
        return
    with repo.stream("cat-file", "--batch", "--buffer", feed=(feed,)) as out:
        for one in wanted:
            yield one, _next_blob(out, one)


def blob_sizes(repo: Repository, ids: Iterable[str]) -> dict[str, int]:
    """The size in bytes of each blob, read without reading the blob.

    Raises:
        GitFailed: one of them is missing or is no blob.
    """
    wanted = tuple(dict.fromkeys(ids))
    feed = _lines(wanted)
    if repo.talk is not None:
        return dict(zip(wanted, repo.talk.blob_sizes(wanted), strict=True))
    told = repo.git("cat-file", f"--batch-check={_SIZE}", "--buffer", feed=feed, limit=600)
    words = told.split()
    for one, kind in zip(wanted, words[::2], strict=True):
        if kind != b"blob":
            raise GitFailed("cat-file", 1, f"{one} is missing or no blob")
    return dict(zip(wanted, map(int, words[1::2]), strict=True))


def tree_lines(raw: bytes) -> Iterator[tuple[str, str, str]]:
    """Name, mode and id in each line of a tree, in the form git keeps it in."""
    at = 0
    while at < len(raw):
        end = raw.index(b"\0", at)
        mode, _, name = raw[at:end].decode("utf-8", "surrogateescape").partition(" ")
        at = end + 1 + _ID_BYTES
        yield name, mode.zfill(6), raw[end + 1 : at].hex()


def _lines(ids: tuple[str, ...]) -> bytes:
    """What git is told to get ``ids``; all are looked at in one go, as ``require_id`` would."""
    text = "\n".join((*ids, ""))
    if len(text) != _LINE * len(ids) or not _FULL_IDS.fullmatch(text):
        raise ValueError(ids)
    return text.encode()


def _next_blob(out: IO[bytes], one: str) -> bytes:
    _, kind, size = _header(out.readline(), one)
    data = out.read(int(size))
    if kind != b"blob" or len(data) != int(size) or out.read(1) != b"\n":
        raise GitFailed("cat-file", 1, f"{one} is no whole blob")
    return data


def _header(line: bytes, one: str) -> tuple[bytes, bytes, bytes]:
    parts = line.split()
    if len(parts) != 3 or parts[0] != one.encode():  # noqa: PLR2004  id, kind, size
        raise GitFailed("cat-file", 1, f"{one} is missing")
    return parts[0], parts[1], parts[2]


def _listed(out: bytes) -> Iterator[Listed]:
    for line in out.decode("utf-8", "surrogateescape").split("\0"):
        if line:
            about, _, path = line.partition("\t")
            mode, kind, one = about.split(" ")
            yield Listed(mode, kind, one, path)
