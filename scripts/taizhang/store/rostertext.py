"""The text of a roster version with a key put in, or as the version that follows it.

The file stays as people wrote it, comments and all; only lines are added or their value changed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from taizhang.model.findings import Finding
from taizhang.store.positions import place

if TYPE_CHECKING:
    from collections.abc import Sequence

_VERSION = re.compile(rb"^version:.*$", re.MULTILINE)
_FROM = re.compile(rb"^from:.*$", re.MULTILINE)
_HEADING = re.compile("^(#.*第 ?)[0-9]+( ?版)".encode(), re.MULTILINE)


def next_version(data: bytes, version: int, since: str) -> bytes:
    """The same people under the number ``version``, in force ``since`` (as the file writes it)."""
    data = _VERSION.sub(f"version: {version}".encode(), data, count=1)
    data = _FROM.sub(f"from: {since}".encode(), data, count=1)
    return _HEADING.sub(rf"\g<1>{version}\g<2>".encode(), data, count=1)


def with_keys(data: bytes, keys: Sequence[tuple[int, str, str]]) -> bytes:
    """The roster with keys put in: each for the person at a row, the line, and its first day."""
    rows = place((Finding(code="", where=("persons", row)) for row, _, _ in keys), data, "")
    lines = data.decode().split("\n")
    placed = sorted(zip((each.line for each in rows), keys, strict=True), reverse=True)
    for first, (_, key, since) in placed:
        lines = _with_key(lines, first, key, since)
    return "\n".join(lines).encode()


def _with_key(lines: list[str], first: int, key: str, since: str) -> list[str]:
    own = _own(lines, first)
    item = [f"  - key: {key}", f"    from: {since}"]
    listed = next((number for number in own if lines[number].startswith("  keys:")), None)
    if listed is None:
        at, item = own[-1], ["  keys:", *item]
    else:
        at = listed
        while at + 1 in own and lines[at + 1].startswith(("  - ", "    ")):
            at += 1
    return [*lines[: at + 1], *item, *lines[at + 1 :]]


def _own(lines: Sequence[str], first: int) -> range:
    """Numbers (from 0) of the lines of the record that begins on line ``first`` (from 1)."""
    end = last = first
    while end < len(lines) and not lines[end].startswith("- "):
        if lines[end].startswith("  "):
            last = end + 1
        elif lines[end].strip() and not lines[end].startswith("#"):
            break
        end += 1
    return range(first - 1, last)
