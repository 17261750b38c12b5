"""The message catalogue: code -> Chinese and English, with the next step in both.

One table a field of work; this module only joins them and fills them in. A message says what
is wrong; ``fix`` says what to do next. ``{name}`` marks a value.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING

from taizhang.model.findings import Phrase
from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from taizhang.model.findings import Finding


@dataclass(frozen=True, slots=True)
class Message:
    """One message in both languages."""

    zh: str
    en: str
    fix_zh: str = ""
    fix_en: str = ""


PARTS = (
    "act",
    "showing",
    "clock",
    "timeline",
    "approval",
    "entry",
    "form",
    "forms",
    "journal",
    "personal",
    "signature",
    "setting",
    "plan",
    "annex",
    "change",
    "key",
    "mandate",
    "repo",
    "seal",
    "setup",
    "sharing",
    "hook",
    "statistics",
    "usage",
)
"""The tables in the order in which they are looked through: what a check says comes first."""


def catalogue() -> Mapping[str, Message]:
    """Every message of the program, by code."""
    for name in PARTS:
        _read(name)
    return _TABLE


def _read(name: str) -> None:
    """Put one table to the others."""
    if name in _KNOWN:
        return
    _KNOWN.add(name)
    for code, message in import_module(f"taizhang.model.messages.{name}").MESSAGES.items():
        if code in _TABLE:
            raise ValueError(code)
        _TABLE[code] = message


_KNOWN: set[str] = set()
_TABLE: dict[str, Message] = {}


def words(code: str, values: Mapping[str, object], lang: str = "zh") -> tuple[str, str]:
    """The message and the next step of ``code`` in ``lang`` (``zh`` or ``en``).

    Raises:
        KeyError: the catalogue has no such code.
    """
    message = _message(code)
    filled = {name: _word(value, lang) for name, value in values.items()}
    text, fix = (message.en, message.fix_en) if lang == "en" else (message.zh, message.fix_zh)
    return text.format_map(filled), fix.format_map(filled)


def _message(code: str) -> Message:
    """A message of the catalogue; no more tables are loaded than are needed to find it."""
    for name in PARTS:
        if code in _TABLE:
            break
        _read(name)
    return _TABLE[code]


def finding_words(finding: Finding, lang: str = "zh") -> tuple[str, str]:
    """Message and next step of a finding in ``lang``; a command names the file's own incident."""
    message, fix = words(finding.message_key, finding.values, lang)
    found = _INCIDENT.search(finding.path)
    return message, _ITS_PLACE.sub(rf"\g<1>{found[1]}", fix) if found else fix


_INCIDENT = re.compile(r"(?:^|/)(\d{8}-[0-9a-z]{4})\.yml$", re.ASCII)
_ITS_PLACE = re.compile(r"(\btaizhang [a-z]+ )ID\b", re.ASCII)


def _word(value: object, lang: str) -> str:
    if isinstance(value, Phrase):
        return value.en if lang == "en" else value.zh
    return str(value)
