"""A record only grows at its end: what was there stays, byte for byte, and keeps its meaning.

Bytes alone do not say it: appended text can carry on the last value, or put a field to the last
entry. So the file must also read as before, with entries added. Source: format.md 1.
"""

from __future__ import annotations

import re

from taizhang.model.findings import Finding

_OPENS = re.compile(rb"- at: ")
_FIRST = re.compile(rb"^- at: ", re.MULTILINE)


def rewritten(old: bytes, new: bytes, path: str) -> Finding | None:
    """Where ``new`` is no longer what ``old`` was, placed; None when it only grew."""
    if new.startswith(old):
        return None
    same = _common(old, new)
    line = new.count(b"\n", 0, same) + 1
    start = new.rfind(b"\n", 0, same) + 1
    # The first bytes of a character that changed are no character before it.
    column = len(new[start:same].decode("utf-8", "ignore")) + 1
    return Finding(code="record-rewritten", path=path, line=line, column=column)


def plainly_grown(old: bytes, new: bytes) -> bool:
    """True when what was added to ``old`` can be nothing but whole entries more.

    False says nothing yet: another way of writing; ``extended`` then has to look closely.
    """
    return (
        old.endswith(b"\n")
        and _FIRST.search(old) is not None
        and _OPENS.match(new, len(old)) is not None
    )


def extended(old: object, new: object) -> bool:
    """True when the tree ``new`` is ``old`` with entries added to its lists, and nothing else."""
    if not isinstance(old, dict) or not isinstance(new, dict) or list(old) != list(new):
        return False
    return all(_same_or_longer(each, new[key]) for key, each in old.items())


def reworded(old: bytes, path: str) -> Finding:
    """The finding for a file that grew in bytes while what stood there changed its meaning."""
    return Finding(code="record-reworded", path=path, line=old.count(b"\n") + 1, column=1)


def _same_or_longer(old: object, new: object) -> bool:
    if isinstance(old, list):
        return isinstance(new, list) and new[: len(old)] == old
    return bool(old == new)


def _common(old: bytes, new: bytes) -> int:
    """How many bytes both begin with."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if old[:middle] == new[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
