"""The message catalogue: code -> Chinese and English, with the next step in both.

One table a field of work; this module only joins them and fills them in. A message says what
is wrong; ``fix`` says what to do next. ``{name}`` marks a value.
"""

from __future__ import annotations

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


def catalogue() -> Mapping[str, Message]:
    """Every message of the program, by code."""
    if not _TABLE:
        from taizhang.model.messages import (
            act,
            annex,
            clock,
            entry,
            form,
            forms,
            journal,
            key,
            personal,
            plan,
            repo,
            sharing,
            timeline,
            usage,
        )

        for part in (
            form,
            forms,
            entry,
            timeline,
            clock,
            journal,
            personal,
            plan,
            act,
            annex,
            key,
            repo,
            sharing,
            usage,
        ):
            for code, message in part.MESSAGES.items():
                if code in _TABLE:
                    raise ValueError(code)
                _TABLE[code] = message
    return _TABLE


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
    """What commands say is looked up first: a clean check needs no other table."""
    from taizhang.model.messages import act

    return act.MESSAGES.get(code) or catalogue()[code]


def finding_words(finding: Finding, lang: str = "zh") -> tuple[str, str]:
    """Message and next step of a finding in ``lang``."""
    return words(finding.message_key, finding.values, lang)


def _word(value: object, lang: str) -> str:
    if isinstance(value, Phrase):
        return value.en if lang == "en" else value.zh
    return str(value)
