"""Characters that may not stand in a file: those a reviewer cannot see, or that readers split on.

Pure text; knows no YAML. Positions are 1-based and count characters.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

from taizhang.model.findings import Finding, Phrase, Value

MOST = 20
"""How many findings of one kind a file yields; more would only bury the first."""

ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Blanks that are not the space bar's; fine inside a text, refused where YAML counts spaces."""

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_BREAK = "\u0085\u2028\u2029"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff"
_ZERO = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff"
)

_LAST_OF_FOUR = 0xFFFF
_KINDS = (
    ("yaml-bidi-character", f"[{_BIDI}]"),
    ("yaml-line-separator", f"[{_BREAK}]"),
    ("yaml-control-character", f"[{_CONTROL}]"),
    ("yaml-hidden-character", f"[{_ZERO}]"),
)
# Compiled when first asked for: few files give cause to, and these take long.
HIDDEN = f"[{_BIDI}{_BREAK}{_CONTROL}{_ZERO}]"
"""A class of every character that no value may hold."""
_RAW = f"\t|\r(?!\n)|[{_BIDI}{_BREAK}{_CONTROL}{_ZERO}]"

# What nearly every file is made of: one pass that finds nothing else spares all others.
# None of these composes with a neighbour, so such a text is in NFC as well.
_ORDINARY = re.compile(
    "[\n -~\u00b7\u2014\u2018\u2019\u201c\u201d\u2026\u3001-\u3017\u4e00-\u9fff\uff01-\uff5e]*+"
)


def ordinary(text: str) -> bool:
    """True when the text needs no closer look: visible, in NFC, no tab, no odd space."""
    return _ORDINARY.fullmatch(text) is not None


def spot(text: str, index: int) -> tuple[int, int]:
    """Line and column of a character."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def fault(code: str, text: str, index: int, **values: Value) -> Finding:
    """A finding at a character of a text."""
    line, column = spot(text, index)
    return Finding(code=code, values=values, line=line, column=column)


def hidden_faults(text: str) -> list[Finding]:
    """Findings for characters that may not stand in a file as it is written."""
    return [_fault(text, match.start()) for match in islice(re.finditer(_RAW, text), MOST)] + (
        _unlike_nfc(text)
    )


def forbidden(text: str) -> str:
    """The first character a value may not hold, ``""`` if the text may be written.

    Tabs and returns may: they are written as visible escapes.
    """
    if _ORDINARY.fullmatch(text):
        return ""
    found = re.search(HIDDEN, text)
    if found:
        return found[0]
    normal = unicodedata.normalize("NFC", text)
    return "" if normal == text else text[_first_difference(text, normal)]


def escaped(text: str) -> str:
    """``text`` fit to be echoed to somebody's terminal, on one line."""
    if _ORDINARY.fullmatch(text) and "\n" not in text:
        return text
    return re.sub(f"{HIDDEN}|[\t\n\r]", lambda found: _written(found[0]), text)


def _written(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number <= _LAST_OF_FOUR else f"\\U{number:08x}"


def _fault(text: str, index: int) -> Finding:
    character = text[index]
    if character == "\t":
        return fault("yaml-tab", text, index)
    if character == "\r":
        return fault("yaml-lone-return", text, index)
    code = next(code for code, kind in _KINDS if re.match(kind, character))
    return fault(code, text, index, char=f"U+{ord(character):04X}", name=_name(character))


def _name(character: str) -> Phrase:
    english = unicodedata.name(character, "")
    chinese = _NAMES.get(character, "")
    return Phrase(f"（{chinese}）" if chinese else "", f" ({english})" if english else "")


_NAMES = {
    "\u00ad": "软连字符",
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字",
    "\u200d": "零宽连字",
    "\u200e": "左至右标记",
    "\u200f": "右至左标记",
    "\u2028": "行分隔符",
    "\u2029": "段分隔符",
    "\u202d": "左至右强制",
    "\u202e": "右至左强制",
    "\u2060": "词连接符",
    "\ufeff": "零宽不换行空格",
}


def _unlike_nfc(text: str) -> list[Finding]:
    if unicodedata.is_normalized("NFC", text):
        return []
    found: list[Finding] = []
    start = 0
    for line in text.split("\n"):
        normal = unicodedata.normalize("NFC", line)
        if normal != line and len(found) < MOST:
            index = start + _first_difference(line, normal)
            wanted = normal[index - start : index - start + 1]
            found.append(fault("yaml-not-nfc", text, index, char=wanted))
        start += len(line) + 1
    return found


def _first_difference(text: str, other: str) -> int:
    pairs = zip(text, other, strict=False)
    equal = next((at for at, (one, two) in enumerate(pairs) if one != two), None)
    return min(len(text), len(other)) if equal is None else equal
