"""When and by whom each entry entered the record: one pass over the history.

What git tells is the time a machine claimed when it made a commit; the server's own record, where
there is one, is the stronger witness.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from taizhang.model.recorded import Recorded, Revision
from taizhang.store.emit import blocks
from taizhang.store.git.commitlog import LOG, tokens_of, walk, walk_in
from taizhang.store.git.objects import (
    NO_ID,
    blob_id,
    blob_sizes,
    list_blobs,
    listed_at,
    moment,
    read_blobs,
    require_id,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from taizhang.store.git.repository import Repository

LEDGER = "ledger"

_FEW = 3  # files; see ``recorded``

_Key = tuple[bytes, int]
"""Digest of an entry's bytes, and which of several equal ones it is."""
_Versions = dict[str, dict[str, "Recorded"]]
"""For each path its blob ids, the earliest first, and the commit that first held each."""


class Step(NamedTuple):
    """A file as a commit made it; ids None = absent. ``old`` is the first parent's."""

    recorded: Recorded
    path: str
    old: str | None
    new: str | None


def recorded(
    repo: Repository,
    rev: str,
    paths: Collection[str] | None = None,
    since: str | None = None,
) -> Mapping[str, tuple[Recorded, ...]]:
    """For each file, one ``Recorded`` an entry, in the order of the entries at ``rev``.

    It is the earliest commit reachable from ``rev`` in which the file holds that entry, whatever
    merges, rebases or copies brought it there. ``paths`` None = every ``.yml`` below ``ledger``.
    In a shallow clone nothing is claimed: the mapping is empty (``Repository.shallow``). With
    ``since`` only commits that it does not hold are looked at: right for what they added.
    """
    if repo.shallow:
        return {}
    final = final_ids(repo, rev, paths)
    # Beyond a few files one pass without a pathspec is cheaper: git compares every tree twice
    # to honour one.
    named = tuple(final) if len(final) <= _FEW else ()
    seen: dict[str, dict[str, Recorded]] = {path: {} for path in final}
    alone = len(named) == 1 and since is None
    for version in _life(repo, rev, named[0]) if alone else versions(repo, rev, named, since):
        if version.new and version.path in final:
            seen[version.path].setdefault(version.new, version.recorded)
    return _grown(repo, final, seen) | otherwise(repo, final, seen)


def file_diffs(repo: Repository, path: str, rev: str) -> tuple[Revision, ...]:
    """Every recorded change of ``path`` up to ``rev``, the earliest first.

    In a shallow clone only what the clone holds; ask ``Repository.shallow``.
    """
    steps = [version for version in versions(repo, rev, (path,)) if version.path == path]
    ids = {one for version in steps for one in (version.old, version.new) if one}
    data = dict(read_blobs(repo, ids))
    return tuple(
        _revision(version.recorded, data.get(version.old or ""), data.get(version.new or ""))
        for version in steps
    )


def _revision(about: Recorded, old: bytes | None, new: bytes | None) -> Revision:
    before, after = old or b"", new or b""
    grown = new is not None and after.startswith(before)
    added = after[len(before) :] if grown else after
    return Revision(recorded=about, added=added.decode("utf-8", "replace"), rewritten=not grown)


def final_ids(repo: Repository, rev: str, paths: Collection[str] | None) -> dict[str, str]:
    """The id of each plain file of ``paths`` at ``rev``; None = every ``.yml`` of the ledger."""
    if paths is not None and len(paths) <= _FEW:
        listed = [found for path in paths if (found := listed_at(repo, rev, path))]
    else:
        listed = [
            found
            for found in list_blobs(repo, rev, LEDGER if paths is None else "")
            if (found.path.endswith(".yml") if paths is None else found.path in paths)
        ]
    return {found.path: found.id for found in listed if found.is_plain}


def _grown(
    repo: Repository, final: Mapping[str, str], versions: _Versions
) -> dict[str, tuple[Recorded, ...]]:
    """The files that only ever grew; they are taken out of ``versions``.

    Of these only the last version is read. That a version of so many bytes is a beginning of it
    is proven by its id, which is a digest of those bytes.
    """
    sizes = blob_sizes(repo, (one for known in versions.values() for one in known))
    data = dict(read_blobs(repo, dict.fromkeys(final.values())))
    answer = {}
    for path, last in final.items():
        found = first_holders(data[last], versions[path], sizes)
        if found is not None:
            answer[path] = found
            del versions[path]
    return answer


def first_holders(
    data: bytes, known: Mapping[str, Recorded], sizes: Mapping[str, int]
) -> tuple[Recorded, ...] | None:
    """The commit that first held each entry, if every version is a beginning of ``data``."""
    head, *entries = blocks(data)
    starts = accumulate((len(entry) for entry in entries), initial=len(head))
    ends = [start + len(_core(entry)) for start, entry in zip(starts, entries, strict=False)]
    holders: list[Recorded] = []
    for one, about in known.items():
        size = sizes[one]
        if one != blob_id(data[:size]):
            return None
        holders += [about] * (bisect_right(ends, size) - len(holders))
    return tuple(holders) if len(holders) == len(ends) else None


def otherwise(
    repo: Repository, final: Mapping[str, str], versions: _Versions
) -> dict[str, tuple[Recorded, ...]]:
    """The files left: every version is read, and its entries are told by their own digests."""
    data = dict(read_blobs(repo, {one: None for known in versions.values() for one in known}))
    answer = {}
    for path, known in versions.items():
        first: dict[_Key, Recorded] = {}
        for one, about in known.items():
            for key in _keys(data[one]):
                first.setdefault(key, about)
        keys = _keys(data.get(final[path], b""))
        if all(key in first for key in keys):
            answer[path] = tuple(first[key] for key in keys)
    return answer


def _keys(data: bytes) -> tuple[_Key, ...]:
    seen: Counter[bytes] = Counter()
    keys = []
    for block in blocks(data)[1:]:
        digest = hashlib.sha256(_core(block)).digest()
        keys.append((digest, seen[digest]))
        seen[digest] += 1
    return tuple(keys)


def _core(block: bytes) -> bytes:
    # A comment put below an entry later on lies in its block, but is not of its time.
    lines = block.rstrip().split(b"\n")
    while len(lines) > 1 and (lines[-1].startswith(b"#") or not lines[-1].strip()):
        lines.pop()
    return b"\n".join(lines)


def versions(
    repo: Repository, rev: str, paths: Collection[str], since: str | None = None
) -> Iterator[Step]:
    """Every change that the commits of ``rev`` and not of ``since`` made, the earliest first."""
    yield from _steps(walk(repo, rev, since, paths))


def told_by_folder(repo: Repository, order: bytes) -> dict[str, bytearray]:
    """What ``steps_of`` reads, by the folder the files lie in; ``.yml`` below ``ledger`` only.

    Changes as git tells them, a few bytes each: a ledger of decades has a million of them.
    ``order``: a line with the id of each commit that is looked at.
    """
    found: dict[str, bytearray] = {}
    start, about = f"{LEDGER}/".encode(), b""
    tokens = walk_in(repo, order)
    for token in tokens:
        line = token.lstrip(b"\n")
        if not line.startswith(b":"):
            about = line or about
            continue
        path = next(tokens)
        if path.startswith(start) and path.endswith(b".yml"):
            folder = path.rpartition(b"/")[0].decode("utf-8", "surrogateescape")
            found.setdefault(folder, bytearray()).extend(b"%b\0%b\0%b\0" % (about, line, path))
    return found


def steps_of(told: bytes | bytearray) -> dict[str, list[Step]]:
    """The changes of each file by path, the earliest first."""
    found: dict[str, list[Step]] = {}
    for step in _steps(iter(bytes(told).split(b"\0"))):
        found.setdefault(step.path, []).append(step)
    return found


def _life(repo: Repository, rev: str, path: str) -> Iterable[Step]:
    """Every change of ``path`` since it came to be, the earliest first.

    The newest commits are asked first, and none before the one that made the file: what was
    recorded long before an incident costs nothing. No order is asked for, since git would look at
    everything first to keep it; without a merge there is but one. Where one came in since, git
    is asked for all of history, for only it knows what came in with the merge.
    """
    found: list[Step] = []
    span = ("--full-history", require_id(rev), "--", path)
    with repo.stream(*LOG, *span, whole=False) as out:
        for step in _steps(tokens_of(out)):
            found.append(step)
            if step.old is None:
                break
    born = found[-1] if found and found[-1].old is None else None
    merged = ("rev-list", "--merges", "--max-count=1", require_id(rev))
    if born is None or repo.line(*merged, f"^{born.recorded.commit}"):
        return versions(repo, rev, (path,))
    return found[::-1]


def _steps(tokens: Iterator[bytes]) -> Iterator[Step]:
    about: Recorded | None = None
    for token in tokens:
        line = token.lstrip(b"\n")
        if line.startswith(b":"):
            path = next(tokens).decode("utf-8", "surrogateescape")
            if about is not None:
                yield _version(about, line.decode("ascii"), path)
        elif line:
            about = _recorded(line.decode("utf-8", "replace"))


def _version(about: Recorded, raw: str, path: str) -> Step:
    # One colon a parent; then the modes and ids of the parents, then those of the commit.
    parents = len(raw) - len(raw.lstrip(":"))
    fields = raw[parents:].split(" ")
    old, new = fields[parents + 1], fields[2 * parents + 1]
    return Step(about, path, None if old == NO_ID else old, None if new == NO_ID else new)


def _recorded(line: str) -> Recorded:
    sha, seconds, names = line.split(" ", 2)
    committer, _, author = names.partition("\x1f")
    return Recorded(at=moment(seconds), commit=sha, author=author, committer=committer)
