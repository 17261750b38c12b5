"""Personal data and secrecy marks in any text: git cannot forget, so they stay out.

Text is normalised first (NFKC, separators between digits dropped), so that full-width digits and
spaced numbers are seen too. Identity numbers and secrecy marks are refused; everything else that
looks like personal data is a warning, lifted by ``confirmed`` with the reason why it is none.

Source: 突发事件应对法 art. 84–85; 个人信息保护法 art. 6, 34; 保守国家秘密法; domain rules 2, 3.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from taizhang.model.fields import Field, Type
from taizhang.model.findings import Finding, Severity
from taizhang.model.kinds import KINDS
from taizhang.model.once import once
from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from taizhang.model.entry import Entry
    from taizhang.model.fields import Kind
    from taizhang.model.findings import Where
    from taizhang.rules.ground import Ground, Subject

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_QUOTED = ("sig", "was")
"""No words of the entry itself: a signature, and what stands in the file already."""

_CHECK_DIGITS = "10X98765432"
_TEXTS = (Type.TEXT, Type.WORD, Type.WORDS, Type.VALUE)
_FIRST_YEAR = 1900
_LONG = 6


def _late(text: str, flags: int = 0) -> Callable[[], re.Pattern[str]]:
    """A pattern compiled when first asked for: most texts give no cause to."""
    return cache(lambda: re.compile(text, flags))


_SEPARATORS = _late(r"(?<=\d)[\s\-_.·•,，、/]{1,2}(?=[\dXx])")
_IDENTITY = _late(r"(?<!\d)[1-9]\d{16}[\dXx](?!\d)", re.ASCII)
_MOBILE = _late(r"(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)", re.ASCII)
_CARD = _late(r"(?<!\d)[3-6]\d{14,18}(?!\d)", re.ASCII)
_MAIL = _late(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_HANDLE = _late(r"(?<![A-Za-z0-9._%+-])@[\w\-]{2,30}")
_ACCOUNT = _late(
    r"(?:QQ|微信|微博|抖音|快手|小红书|账|帐|UID)(?:号码|号|ID|id)?\s*[:：是为]?\s*"
    r"([A-Za-z][A-Za-z0-9_\-]{5,19}|\d{5,12})(?![\w万余次条人])",
    re.IGNORECASE,
)
_PROFILE = _late(
    r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}/(?:u|user|users|profile|people|space|home|n)/[\w\-.%]+"
    r"|(?:https?://)?(?:space\.bilibili|weibo|m\.weibo)\.(?:com|cn)/\w{4,}",
    re.IGNORECASE,
)
_SECRET = _late(
    r"绝密|机密(?!性)|秘密[★☆级]|密级\s*[:：]?\s*秘密|[\[【〔(]秘密[\]】〕)]|^\s*秘密\s*$"
)


_WORTH_A_LOOK = re.compile(r"[0-9A-Za-z@＠０-９Ａ-Ｚａ-ｚ密]|\d")
"""Without any of these nothing below can be found; most texts of an office have none."""


_CAUSE = _late(r"[@/密]|\d{5}|[A-Za-z][A-Za-z0-9_\-]{5}")
"""The same of a text that is normalised; a time of day is none."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One sort of data: how it is found, and what it is called."""

    code: str
    severity: Severity
    find: Callable[[str], Iterator[str]]


def _all(pattern: Callable[[], re.Pattern[str]]) -> Callable[[str], Iterator[str]]:
    return lambda text: (found[0] for found in pattern().finditer(text))


def is_identity_number(number: str) -> bool:
    """True for 18 characters with a real birth date and the right check character.

    Source: GB 11643.
    """
    if not _IDENTITY().fullmatch(number):
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return born.year >= _FIRST_YEAR and _CHECK_DIGITS[total % 11] == number[17].upper()


def is_card_number(number: str) -> bool:
    """True when the digits pass the Luhn check of bank cards."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value // 10 + value % 10
    return total % 10 == 0


def sought() -> Iterator[tuple[str, Severity, re.Pattern[str]]]:
    """Every sort with the pattern that finds it, for whoever looks with other means.

    Identity and card numbers count only where their check digits are right. ``text`` is to be
    ``normalised`` first.
    """
    found = {
        "identity-number": _IDENTITY,
        "secrecy-mark": _SECRET,
        "mobile-number": _MOBILE,
        "card-number": _CARD,
        "mail-address": _MAIL,
        "account-handle": _HANDLE,
        "account-id": _ACCOUNT,
        "profile-link": _PROFILE,
    }
    for pattern in PATTERNS:
        yield pattern.code, pattern.severity, found[pattern.code]()


def separators() -> re.Pattern[str]:
    """What stands between the digits of a number and is dropped before it is looked at."""
    return _SEPARATORS()


def _identities(text: str) -> Iterator[str]:
    return (found for found in _all(_IDENTITY)(text) if is_identity_number(found))


def _cards(text: str) -> Iterator[str]:
    return (
        found
        for found in _all(_CARD)(text)
        if is_card_number(found) and not is_identity_number(found)
    )


PATTERNS = (
    Pattern("identity-number", Severity.ERROR, _identities),
    Pattern("secrecy-mark", Severity.ERROR, _all(_SECRET)),
    Pattern("mobile-number", Severity.WARNING, _all(_MOBILE)),
    Pattern("card-number", Severity.WARNING, _cards),
    Pattern("mail-address", Severity.WARNING, _all(_MAIL)),
    Pattern("account-handle", Severity.WARNING, _all(_HANDLE)),
    Pattern("account-id", Severity.WARNING, _all(_ACCOUNT)),
    Pattern("profile-link", Severity.WARNING, _all(_PROFILE)),
)


def normalised(text: str) -> str:
    """``text`` after NFKC, with separators inside numbers dropped."""
    return _SEPARATORS().sub("", unicodedata.normalize("NFKC", text))


def found_in(text: str) -> Iterator[tuple[Pattern, str]]:
    """Every sort of personal data or secrecy mark in ``text``, once each, with what was found."""
    if not _WORTH_A_LOOK.search(text):
        return
    plain = normalised(text)
    if not _CAUSE().search(plain):
        return
    for pattern in PATTERNS:
        first = next(pattern.find(plain), None)
        if first is not None:
            yield pattern, first


def masked(found: str) -> str:
    """What was found, recognisable to who wrote it and to nobody else."""
    keep = 2 if len(found) > _LONG else 1
    return f"{found[:keep]}…{found[-keep:]}" if len(found) > 2 * keep else found


def no_personal_data(subject: Subject, ground: Ground) -> list[Finding]:
    """Findings for every text of an entry, and for the title with the first entry."""
    entry = subject.entry
    found = personal_in(entry, KINDS[entry.kind])
    if entry.number == 0:
        return [*_judge(ground.incident.title, ("title",), confirmed=False), *found]
    return found


def personal_in(entry: Entry, kind: Kind) -> list[Finding]:
    """Findings for every text of one entry of ``kind``."""
    found: list[Finding] = []
    texts = texts_of(kind)
    for key, value in entry.fields.items():
        field = texts.get(key)
        if field is not None and _worth_a_look(field, value):
            where = ("timeline", entry.number, key)
            found += _walk(field, value, where, confirmed=entry.has("confirmed"))
    return found


@once
def texts_of(kind: Kind) -> dict[str, Field]:
    """Fields in which somebody may have written what should not be there."""
    every = (*kind.common, *kind.fields)
    return {each.name: each for each in every if each.name not in _QUOTED and _holds_text(each)}


@once
def _texts_in(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    return tuple(filter(_holds_text, fields))


def _holds_text(field: Field) -> bool:
    return field.type in _TEXTS or any(map(_holds_text, field.fields))


def _worth_a_look(field: Field, value: object) -> bool:
    """Whether anything could be found in a value of ``field``, which holds text."""
    if isinstance(value, str):
        return _WORTH_A_LOOK.search(value) is not None
    if isinstance(value, dict):
        for part in _texts_in(field.fields):  # asked of every record; a generator takes twice
            if part.name in value and _worth_a_look(part, value[part.name]):
                return True
        return False
    several = value if isinstance(value, tuple) else ()
    return any(_worth_a_look(field, each) for each in several)


def _walk(field: Field, value: object, where: Where, *, confirmed: bool) -> Iterator[Finding]:
    values = value if isinstance(value, tuple) else (value,)
    for number, each in enumerate(values):
        place = (*where, number) if isinstance(value, tuple) else where
        if field.type in _TEXTS:
            yield from _judge(str(each), place, confirmed=confirmed)
        elif field.fields:
            yield from _record(field.fields, each, place, confirmed=confirmed)


def _record(
    fields: tuple[Field, ...], record: object, where: Where, *, confirmed: bool
) -> Iterator[Finding]:
    parts: Mapping[str, object] = record if isinstance(record, dict) else {}
    for part in fields:
        if part.name in parts:
            yield from _walk(part, parts[part.name], (*where, part.name), confirmed=confirmed)


def _judge(text: str, where: Where, *, confirmed: bool) -> Iterator[Finding]:
    for pattern, found in found_in(text):
        if pattern.severity is Severity.WARNING and confirmed:
            continue
        yield Finding(
            code=pattern.code,
            severity=pattern.severity,
            where=where,
            values={"found": masked(found)},
        )
