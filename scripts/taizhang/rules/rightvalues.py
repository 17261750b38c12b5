"""Values that are right, told at once; what is not goes the careful way, by ``values``.

Nearly every value of every file is right. How a field of a kind is read under a plan is worked
out once, from the field's type and the plan's lists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from taizhang.model.fields import LISTS, NOTHING, Field, Type, fields_of
from taizhang.model.kinds import FIXED_CHOICES
from taizhang.model.once import once
from taizhang.model.planindex import index_of
from taizhang.model.times import parse_day, parse_time

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from taizhang.model.fields import Kind
    from taizhang.model.plan import Plan
    from taizhang.rules.values import Values

    Reader = Callable[[Values, object], object | None]
    """Of what is right the typed value, of all else None."""

INCIDENT_ID = re.compile(r"\d{8}-[0-9a-hjkmnp-tv-z]{4}", re.ASCII)
DIGEST = re.compile(r"[0-9a-f]{64}|[0-9a-f]{4,63}…", re.ASCII)
NUMBER = re.compile(r"0|[1-9]\d{0,11}", re.ASCII)
ENTRY = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?) (\S+)")
THING = re.compile(r"\S{1,20}")
WORD_LIMIT = 200
TEXT_LIMIT = 4000
_ONE_LINE = frozenset((Type.WORD, Type.WORDS, Type.CHOICE, Type.CHOICES))
_CHOSEN = frozenset((Type.CHOICE, Type.CHOICES))


class Form:
    """How the fields of a kind are read under one plan.

    Attributes:
        kind: whose form it is.
        known: the fields it may have, by name; ``readers``: of each what reads a right value.
        needed: those it must have.
    """

    __slots__ = ("kind", "known", "needed", "readers")

    def __init__(self, plan: Plan, kind: Kind) -> None:
        self.kind = kind
        self.known = fields_of(kind)
        self.readers = {name: _reader(it, plan, kind.name) for name, it in self.known.items()}
        self.needed = tuple(
            # a plan without levels asks for none
            each
            for each in kind.fields
            if each.needed and (each.name != "level" or plan.levels)
        )


@once
def forms_under(plan: Plan) -> Callable[[Kind], Form]:
    """The forms of kinds under a plan."""
    return once(lambda kind: Form(plan, kind))


def choices_of(field: Field, plan: Plan, kind: str) -> tuple[str, ...]:
    """The values among which a CHOICE must be; empty where the plan lists none."""
    return FIXED_CHOICES.get(field.choices) or plan.options(field.choices, kind)


def words_of(field: Field, plan: Plan, kind: str) -> frozenset[str] | None:
    """The words a field may hold where the plan or the program lists them, else None."""
    if field.type in _CHOSEN:
        options = choices_of(field, plan, kind)
        return _words(options) if options else None
    listed = _LISTED.get(field.type)
    return _words(listed(plan)) if listed else None


def _words(listed: Iterable[str]) -> frozenset[str]:
    return frozenset(each for each in listed if each.strip())


_LISTED: dict[Type, Callable[[Plan], Iterable[str]]] = {
    # A consultation names roles (组长) beside bodies.
    Type.BODY: lambda plan: (*index_of(plan).bodies, *index_of(plan).roles),
    Type.BODIES: lambda plan: (*index_of(plan).bodies, *index_of(plan).roles),
    Type.LEVEL: lambda plan: (each.name for each in plan.levels),
    Type.STAGE: lambda plan: (each.name for each in plan.stages),
    Type.ROLE: lambda plan: index_of(plan).roles,
    Type.YES: lambda _: ("是", "否"),
}


def _is_time(values: Values, raw: str) -> bool:
    try:
        parse_time(raw, values.plan.zone)
    except ValueError:
        return False
    return True


def _is_day(_: Values, raw: str) -> bool:
    try:
        parse_day(raw)
    except ValueError:
        return False
    return True


def _is_entry(values: Values, raw: str) -> bool:
    found = ENTRY.fullmatch(raw)
    return bool(found and _is_time(values, found[1]) and found[2] in values.kinds)


def _matches(pattern: re.Pattern[str]) -> Callable[[Values, str], bool]:
    return lambda _, raw: pattern.fullmatch(raw) is not None


PATTERNS: dict[Type, re.Pattern[str]] = {
    Type.DIGEST: DIGEST,
    Type.NUMBER: NUMBER,
    Type.NEW: THING,
    Type.INCIDENT: INCIDENT_ID,
    Type.INCIDENTS: INCIDENT_ID,
}
"""The form of words that need nothing else to be right."""

CHECKS: dict[Type, Callable[[Values, str], bool]] = {
    Type.PERSON: lambda values, raw: raw in values.persons,
    Type.PERSONS: lambda values, raw: raw in values.persons,
    Type.TIME: _is_time,
    Type.DAY: _is_day,
    Type.ENTRY: _is_entry,
    **{type_: _matches(pattern) for type_, pattern in PATTERNS.items()},
    Type.FOUND: lambda _, raw: raw == NOTHING or INCIDENT_ID.fullmatch(raw) is not None,
}
"""What a word of a type must be, where it is none of a list."""


def limit_of(field: Field) -> tuple[int, bool]:
    """How many characters a text of the field may have, and whether it must be one line."""
    line = field.type in _ONE_LINE
    return WORD_LIMIT if line and field.name != "sig" else TEXT_LIMIT, line


def _reader(field: Field, plan: Plan, kind: str) -> Reader:
    if field.type is Type.MARKS:
        return _marks({mark.name: mark.values for mark in plan.marks})
    if field.type is Type.RECORD:
        return _record(field, plan, kind)
    if field.type is Type.RECORDS:
        return _several(_record(field, plan, kind))
    one = _word(field, plan, kind)
    return _several(one) if field.type in LISTS else one


def _word(field: Field, plan: Plan, kind: str) -> Reader:
    words = words_of(field, plan, kind)
    if words is not None:
        return _listed(words)
    pattern = PATTERNS.get(field.type)
    return _matching(pattern) if pattern else _free(field)


def _listed(words: Collection[object]) -> Reader:
    def read(_: Values, raw: object) -> object | None:
        return raw if raw.__class__ is str and raw in words else None

    return read


def _matching(pattern: re.Pattern[str]) -> Reader:
    def read(_: Values, raw: object) -> object | None:
        return raw if isinstance(raw, str) and pattern.fullmatch(raw) else None

    return read


def _free(field: Field) -> Reader:
    check = CHECKS.get(field.type)
    limit, line = limit_of(field)

    def read(values: Values, raw: object) -> object | None:
        if not isinstance(raw, str) or not 0 < len(raw) <= limit or raw.isspace():
            return None
        if line and ("\n" in raw or "\r" in raw):
            return None
        return raw if check is None or check(values, raw) else None

    return read


def _several(one: Reader) -> Reader:
    def read(values: Values, raw: object) -> object | None:
        if not isinstance(raw, list) or not raw:
            return None
        found = []
        for each in raw:
            value = one(values, each)
            if value is None:
                return None
            found.append(value)
        return tuple(found)

    return read


def _record(field: Field, plan: Plan, kind: str) -> Reader:
    readers = {part.name: _reader(part, plan, kind) for part in field.fields}
    needed = frozenset(part.name for part in field.fields if part.needed)

    def read(values: Values, raw: object) -> object | None:
        if not isinstance(raw, dict) or not raw.keys() >= needed:
            return None
        found = {}
        for key, each in raw.items():
            reader = readers.get(key)
            value = None if reader is None else reader(values, each)
            if value is None:
                return None
            found[key] = value
        return found

    return read


def _marks(known: Mapping[str, tuple[str, ...]]) -> Reader:
    def read(_: Values, raw: object) -> object | None:
        if isinstance(raw, dict) and all(it in known.get(key, ()) for key, it in raw.items()):
            return dict(raw)
        return None

    return read
