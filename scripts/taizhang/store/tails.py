"""The entries a record grew by, found in its bytes without reading the whole file.

For a pass over a long history, where each version of a file differs from the one before by an
entry or two. What is not written the way this program writes is read the long way.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from taizhang.store.strict import Unreadable, read

_ITEM = re.compile(rb"^-(?=[ \r\n])", re.MULTILINE)
# The beginning stands ahead of what looks back for its line: literal bytes are found fast.
_PLAIN = re.compile(
    rb"- at: (?<=^- at: )(\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?)\r?\n"
    rb"  by: [^\s\"'|>&*!%@`\[{?#][^\n]*\n  kind: ([^\s\"'#]+)\r?$",
    re.MULTILINE,
)
_TIMELINE = re.compile(rb"^timeline:[^\n]*\n", re.MULTILINE)


class Tail(NamedTuple):
    """One entry as it was added.

    ``number``: place in the file, from 0; ``start``: where it begins, in bytes; ``at`` and
    ``kind`` as written.
    """

    number: int
    start: int
    at: str
    kind: str


def outline(data: bytes) -> list[re.Match[bytes]]:
    """Every entry of a record: where it begins, [1] ``at`` and [2] ``kind`` as written.

    Empty where anything in it may be an entry written otherwise.
    """
    found = _TIMELINE.search(data)
    if found is None:
        return []
    plain = list(_PLAIN.finditer(data, found.end()))
    return plain if len(plain) == data.count(b"\n-", found.end() - 1) else []


def tails(old: bytes, new: bytes) -> tuple[Tail, ...] | None:
    """The entries of ``new`` after ``old``, with which it begins; None = read the file instead."""
    found = _TIMELINE.search(new)
    if found is None:
        return None
    start = max(len(old), found.end())
    number = len(_ITEM.findall(old, found.end())) if len(old) > found.end() else 0
    starts = [item.start() for item in _ITEM.finditer(new, start)]
    plain = [
        Tail(number + place, item.start(), item[1].decode(), item[2].decode("utf-8", "replace"))
        for place, item in enumerate(_PLAIN.finditer(new, start))
    ]
    return tuple(plain) if [each.start for each in plain] == starts else None


def entries_of(data: bytes) -> list[dict[str, object]] | None:
    """The entries of a record as read, whatever way they are written; None = it cannot be read."""
    try:
        timeline = read(data).get("timeline")
    except Unreadable:
        return None
    if not isinstance(timeline, list):
        return None
    return [{**each} if isinstance(each, dict) else {} for each in timeline]
