"""The plan's own clause numbers as anchors of its pages."""

from __future__ import annotations

import re
from functools import lru_cache

_DIGITS = "零一二三四五六七八九"
_PART = re.compile(r"[一二三四五六七八九十]+|\d+", re.ASCII)


@lru_cache(512)
def anchor(clause: str) -> str:
    """The heading anchor of a clause: ``三(四)1`` gives ``s3-4-1``; ``""`` without a number."""
    parts = [_number(part) for part in _PART.findall(clause)]
    return "s" + "-".join(str(part) for part in parts) if parts else ""


def _number(text: str) -> int:
    """Chinese numerals up to 99, or plain digits."""
    if text.isascii():
        return int(text)
    if "十" not in text:
        return int("".join(str(_DIGITS.index(each)) for each in text))
    tens, _, ones = text.partition("十")
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)
