"""Columns of text on a terminal, where a Chinese character takes two.

Knows no click and no language. Marks of ambiguous width (“ ” — …) count as one.
"""

from __future__ import annotations

import re
from unicodedata import combining, east_asian_width

_CLAUSE = r"[一二三四五六七八九十]\([一二三四五六七八九十]\)\d*"
_PIECE = re.compile(rf" +|[（〔《〈「『【“‘(]*(?:{_CLAUSE}|[!-~]+|.)", re.DOTALL)
_NOT_FIRST = frozenset("，。；：、？！）》〉」』】〕”’%.,;:)")


def columns(text: str) -> int:
    """How many columns ``text`` takes; a line break counts nothing."""
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text
    )


def pad(text: str, width: int) -> str:
    """``text`` with spaces behind it up to ``width`` columns; longer text as it is."""
    return text + " " * (width - columns(text))


def wrap(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` columns.

    Breaks at spaces and between Chinese characters; never inside a clause's number, nor behind
    opening or before closing punctuation, which may stand out. Line breaks of the text are kept.
    """
    return [line for part in text.split("\n") for line in _wrap_one(part, width)]


def _wrap_one(text: str, width: int) -> list[str]:
    lines = [""]
    for piece in _PIECE.findall(text):
        fits = columns(lines[-1]) + columns(piece.rstrip()) <= width
        if fits or not lines[-1] or _NOT_FIRST.issuperset(piece):
            lines[-1] += piece
        else:
            lines[-1] = lines[-1].rstrip()
            lines.append(piece.lstrip())
    lines[-1] = lines[-1].rstrip()
    return lines
