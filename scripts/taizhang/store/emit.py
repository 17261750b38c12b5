"""YAML as this program writes it, and a file cut into the blocks it was written in.

What is written here, the strict reader gives back exactly. Knows no field; reads nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from taizhang.store.characters import ODD_SPACES, forbidden

TreeValue = str | Sequence["TreeValue"] | Mapping[str, "TreeValue"]
"""What can be written: texts, lists and mappings of them."""

_LONGEST_KEY = 1000
"""Characters of a key as written; YAML itself ends at 1024."""
_NAME_LENGTH = 20
"""Characters of an element that still counts as a name and may stand in ``[…]``."""
_ROW_LENGTH = 72
"""Characters between the brackets of one line."""

_UNSAFE = re.compile(
    rf"[\t\r\n]|:[ {ODD_SPACES}]| #|:$|\s$"
    rf"|^[-?:,\[\]{{}}#&*!|>'\"%@`=~<\s]|^\.\.\.|^[A-Za-z_]+："
)
_NAME = re.compile(
    r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=~<.，、\\](?:[^\s:,\[\]{}#'\"，、\\]| (?! ))*(?<! )"
)
_LITERAL = re.compile(r"[^ \n\t\r](?:[^\t\r]*[^ \n\t\r])?\n?")


class Unwritable(ValueError):  # noqa: N818 - named like the reader's Unreadable
    """Something that no file may hold; whoever hands it over should have looked before."""


def header_block(fields: Sequence[tuple[str, TreeValue]]) -> str:
    """The head of a new file: its fields and the line ``timeline:``.

    Raises:
        Unwritable: a text holds a character no file may hold, a key cannot be written, or a
            mapping is empty.
    """
    head = dict(_unique(fields))
    if "timeline" in head:
        raise Unwritable("timeline")
    return _text([*_mapping(head, 0), "timeline:"])


def entry_block(fields: Sequence[tuple[str, TreeValue]]) -> str:
    """One entry of the timeline, to be put at the end of its file.

    Raises:
        Unwritable: as for ``header_block``.
    """
    return _text(_item(dict(_unique(fields)), 0))


def blocks(data: bytes) -> tuple[bytes, ...]:
    """The file cut into its head (with the line ``timeline:``) and one block an entry.

    Joined again they are the file. Blank lines and comments belong to the block before them.
    Right for every file that the strict reader takes with the ledger's profile.
    """
    timeline = _TIMELINE.search(data)
    starts = [match.start() for match in _ENTRY.finditer(data, timeline.end())] if timeline else []
    edges = [0, *starts, len(data)]
    return tuple(data[start:end] for start, end in pairwise(edges))


_TIMELINE = re.compile(rb"^timeline:[ ]*(?:#[^\n]*)?\r?\n", re.MULTILINE)
_ENTRY = re.compile(rb"^-(?=[ \r\n])", re.MULTILINE)


def _unique(fields: Sequence[tuple[str, TreeValue]]) -> Sequence[tuple[str, TreeValue]]:
    names = [name for name, _ in fields]
    if not names or len(set(names)) != len(names):
        raise Unwritable(names)
    return fields


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


def _mapping(tree: Mapping[str, TreeValue], indent: int) -> list[str]:
    if not tree:
        raise Unwritable("{}")
    lines = []
    for key, value in tree.items():
        lines += _field(f"{' ' * indent}{_key(key)}:", value, indent)
    return lines


def _field(start: str, value: TreeValue, indent: int) -> list[str]:
    """Lines of one key with its value; a list stands as far left as its key."""
    if isinstance(value, str):
        return _scalar(start, value, indent + 2)
    if isinstance(value, Mapping):
        return [start, *_mapping(value, indent + 2)]
    row = _row(value)
    if row is not None:
        return [f"{start} {row}"]
    return [start, *(line for item in value for line in _item(item, indent))]


def _item(value: TreeValue, indent: int) -> list[str]:
    """Lines of one element of a list that stands at ``indent``."""
    dash = f"{' ' * indent}-"
    if isinstance(value, str):
        return _scalar(dash, value, indent + 2)
    if isinstance(value, Mapping):
        lines = _mapping(value, indent + 2)
    else:
        if not value:
            return [f"{dash} []"]
        lines = [line for item in value for line in _item(item, indent + 2)]
    lines[0] = f"{dash} {lines[0].lstrip(' ')}"
    return lines


def _row(items: Sequence[TreeValue]) -> str | None:
    """A list of short names on one line; None where it has to stand item by item."""
    names = [item for item in items if isinstance(item, str)]
    if len(names) != len(items) or not all(map(_is_name, names)):
        return None
    row = ", ".join(map(_checked, names))
    return f"[{row}]" if len(row) <= _ROW_LENGTH else None


def _is_name(text: str) -> bool:
    return len(text) <= _NAME_LENGTH and _NAME.fullmatch(text) is not None


def _scalar(start: str, text: str, indent: int) -> list[str]:
    _checked(text)
    if "\n" in text and _LITERAL.fullmatch(text):
        sign = "|" if text.endswith("\n") else "|-"
        lines = text.removesuffix("\n").split("\n")
        return [f"{start} {sign}", *(" " * indent + line if line else "" for line in lines)]
    return [f"{start} {text if text and not _UNSAFE.search(text) else _quoted(text)}"]


@lru_cache(maxsize=512)
def _key(text: str) -> str:
    if not text or text == "<<":
        raise Unwritable(text)
    _checked(text)
    plain = _is_name(text) and "：" not in text
    written = text if plain else _quoted(text)
    if len(written) > _LONGEST_KEY:
        raise Unwritable(text)
    return written


def _quoted(text: str) -> str:
    import json  # for what needs quotes alone

    return json.dumps(text, ensure_ascii=False)


def _checked(text: str) -> str:
    character = forbidden(text)
    if character:
        raise Unwritable(f"U+{ord(character):04X}")
    return text
