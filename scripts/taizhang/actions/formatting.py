"""Put what was typed by hand, and is not recorded yet, into the form the tools write.

Only the part of a ledger's file behind what is recorded, never a byte before it; a block with a
comment stays as it is. The reader must find the same in it before and after, digest by digest.
Settings are left alone: their comments are read by people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from taizhang.actions.workspace import INCIDENT_PATH
from taizhang.errors import Refused, UsageProblem
from taizhang.model.digest import tree_digest
from taizhang.model.journal import JOURNAL_KINDS, JOURNAL_PATH
from taizhang.model.kinds import KINDS
from taizhang.store.emit import blocks, entry_block, header_block
from taizhang.store.git.lock import writing
from taizhang.store.git.objects import FILE, head, read_file
from taizhang.store.git.worktree import no_filters, read_work, write_work
from taizhang.store.strict import Unreadable, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from taizhang.store.emit import TreeValue
    from taizhang.store.git.repository import Repository

_HEADER = ("id", "title", "plan", "drill", "journal")
_ENTRY = ("at", "by", "kind")


def tidy(repo: Repository, paths: Sequence[str], *, write: bool) -> tuple[str, ...]:
    """The files whose unrecorded part is not in the written form; put into it with ``write``.

    Args:
        repo: the ledger's repository.
        paths: files of the ledger; none = all with something unrecorded.
        write: False only tells.

    Raises:
        UsageProblem: a path is no file of the ledger, or what is recorded of it was touched.
        Refused: a file cannot be read; nothing was written.
        EnvironmentProblem: it could not be written.
    """
    found: dict[str, bytes] = {}
    for path in paths or _unrecorded(repo):
        data = _data(repo, path)
        form = _formed(path, data, _recorded(repo, path, data))
        if form != data:
            found[path] = form
    if write and found:
        with writing(repo):
            for path, form in found.items():
                write_work(repo, path, form, FILE)
    return tuple(found)


def _unrecorded(repo: Repository) -> tuple[str, ...]:
    """Files of the ledger that are new or changed."""
    out = repo.git(
        "ls-files", "-z", "-m", "-o", "--exclude-standard", "--", "ledger", env=no_filters(repo)
    )
    named = dict.fromkeys(out.decode("utf-8", "surrogateescape").split("\0"))
    return tuple(path for path in named if _is_record(path) and (repo.root / path).exists())


def _is_record(path: str) -> bool:
    return bool(INCIDENT_PATH.fullmatch(path) or JOURNAL_PATH.fullmatch(path))


def _data(repo: Repository, path: str) -> bytes:
    data = read_work(repo, path) if _is_record(path) else None
    if data is None:
        raise UsageProblem("fmt-no-record", path=path)
    return data


def _recorded(repo: Repository, path: str, data: bytes) -> bytes:
    """What is recorded of the file, which must stand at its beginning."""
    recorded = read_file(repo, head(repo), path) or b""
    if not data.startswith(recorded):
        raise UsageProblem("fmt-recorded-touched", path=path)
    return recorded


def _formed(path: str, data: bytes, recorded: bytes) -> bytes:
    """The file with its unrecorded part in the written form."""
    tree = _tree(path, data)
    entries = cast("list[Mapping[str, TreeValue]]", tree.get("timeline") or [])
    cut = blocks(data)
    first = len(blocks(recorded)) if recorded else 0
    at = sum(map(len, cut[:first]))
    new = [recorded, data[len(recorded) : at]]
    if recorded and not recorded.endswith(b"\n") and not new[1]:
        new.append(b"\n")
    for number, block in enumerate(cut[first:], first):
        new.append(block if _commented(block) else _block(number, tree, entries))
    form = b"".join(new)
    return form if tree_digest(_tree(path, form)) == tree_digest(tree) else data


def _block(
    number: int, tree: Mapping[str, object], entries: Sequence[Mapping[str, TreeValue]]
) -> bytes:
    if number == 0:
        head_fields = {key: value for key, value in tree.items() if key != "timeline"}
        named = cast("Mapping[str, TreeValue]", head_fields)
        return header_block(list(_ordered(named, _HEADER))).encode()
    entry = entries[number - 1]
    kind = KINDS.get(str(entry.get("kind", ""))) or JOURNAL_KINDS.get(str(entry.get("kind", "")))
    return entry_block(list(_ordered(entry, kind.names if kind else _ENTRY))).encode()


def _ordered(
    fields: Mapping[str, TreeValue], names: Sequence[str]
) -> Iterator[tuple[str, TreeValue]]:
    """Fields in the order the tools write them; those they do not know behind."""
    for name in names:
        if name in fields:
            yield name, fields[name]
    for name, value in fields.items():
        if name not in names:
            yield name, value


def _commented(block: bytes) -> bool:
    return any(line.lstrip().startswith(b"#") for line in block.splitlines())


def _tree(path: str, data: bytes) -> Mapping[str, object]:
    try:
        return cast("Mapping[str, object]", read(data))
    except Unreadable as problem:
        raise Refused(tuple(each.at(path) for each in problem.findings)) from problem
