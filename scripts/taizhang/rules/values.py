"""One field's value against its type: text in, typed text out, or one finding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from taizhang.model.fields import LISTS, NOTHING, Field, Type, fields_of
from taizhang.model.findings import Finding
from taizhang.model.kinds import FIXED_CHOICES, KINDS
from taizhang.model.once import once
from taizhang.model.times import parse_day, parse_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from taizhang.model.fields import Kind
    from taizhang.model.findings import Where
    from taizhang.model.plan import Plan

INCIDENT_ID = re.compile(r"\d{8}-[0-9a-hjkmnp-tv-z]{4}", re.ASCII)
DIGEST = re.compile(r"[0-9a-f]{64}|[0-9a-f]{4,63}…", re.ASCII)
NUMBER = re.compile(r"0|[1-9]\d{0,11}", re.ASCII)
ENTRY = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?) (\S+)")
THING = re.compile(r"\S{1,20}")
_OWN = frozenset(("at", "by", "kind"))
"""Fields that every entry has; they are read apart."""
_NESTED = frozenset((Type.RECORDS, Type.RECORD, Type.MARKS))
_ONE_LINE = frozenset((Type.WORD, Type.WORDS, Type.CHOICE, Type.CHOICES))
_LISTED = frozenset((Type.CHOICE, Type.LEVEL, Type.STAGE, Type.ROLE, Type.BODY, Type.NEW, Type.YES))
"""Types of which the same few words are written again and again, and the plan alone judges."""

WORD_LIMIT = 200
TEXT_LIMIT = 4000
_MOST_WORDS = 256
"""Words of one field that are known to be right; past these each is judged anew."""


def close(word: str, known: Iterable[str]) -> str:
    """The known word most like ``word``, or all of a short list, for a did-you-mean."""
    options = list(known)
    from difflib import get_close_matches

    near = get_close_matches(word, options, n=1, cutoff=0.5)
    return near[0] if near else "、".join(options[:12])


class Values:
    """Reads field values of one file: knows the plan's lists and the roster's names."""

    def __init__(
        self, plan: Plan, persons: frozenset[str], kinds: Mapping[str, Kind] = KINDS
    ) -> None:
        self.plan = plan
        self.persons = persons
        self.kinds = kinds
        self.findings: list[Finding] = []
        self._right = _right_under(plan)

    def fault(self, code: str, where: Where, *, on_key: bool = False, **values: str | int) -> None:
        """Note one finding of form."""
        self.findings.append(Finding(code=code, where=where, values=values, on_key=on_key))

    def fields(self, kind: Kind, raw: Mapping[str, object], where: Where) -> dict[str, object]:
        """The typed values of an entry's own and common fields, as far as they are right."""
        read: dict[str, object] = {}
        right, known = self._right(kind), fields_of(kind)
        for key, each in raw.items():
            words = right.get(key)
            if words is not None and each.__class__ is str and each in words:
                read[key] = each
                continue
            field = known.get(key)
            if field is None:
                if key not in _OWN:
                    self.unknown_key(key, kind.names, (*where, key))
                continue
            value = self.read(field, each, (*where, key), kind.name)
            if value is not None:
                read[key] = value
                if words is not None and len(words) < _MOST_WORDS:
                    words.add(value)
        return read

    def read(self, field: Field, raw: object, where: Where, kind: str = "") -> object | None:
        """The typed value of a field, None after a finding."""
        if raw.__class__ is str and field.type in _FREE and _is_text(raw):
            return raw
        if field.type in _NESTED:
            return self._nested(field, raw, where, kind)
        if field.type in LISTS or (field.type is Type.VALUE and isinstance(raw, list)):
            return self._list(field, raw, where, kind)
        if not isinstance(raw, str):
            self.fault("field-not-text", where, field=field.name, title=field.zh)
            return None
        return self._scalar(field, raw, where, kind)

    def _nested(self, field: Field, raw: object, where: Where, kind: str) -> object | None:
        if field.type is Type.RECORDS:
            return self._records(field, raw, where, kind)
        if field.type is Type.RECORD:
            return self._record(field.fields, raw, where, kind)
        return self._marks(raw, where)

    def _list(self, field: Field, raw: object, where: Where, kind: str) -> object | None:
        if not isinstance(raw, list) or not raw:
            self.fault("field-not-list", where, field=field.name, title=field.zh)
            return None
        read = []
        for number, each in enumerate(raw):
            if not isinstance(each, str):
                self.fault("field-not-text", (*where, number), field=field.name, title=field.zh)
                continue
            value = self._scalar(field, each, (*where, number), kind)
            if value is not None:
                read.append(value)
        return tuple(read) if len(read) == len(raw) else None

    def _records(self, field: Field, raw: object, where: Where, kind: str) -> object | None:
        if not isinstance(raw, list) or not raw:
            self.fault("field-not-records", where, field=field.name, title=field.zh)
            return None
        read = [
            self._record(field.fields, each, (*where, number), kind)
            for number, each in enumerate(raw)
        ]
        return None if None in read else tuple(read)

    def _record(
        self, fields: tuple[Field, ...], raw: object, where: Where, kind: str
    ) -> dict[str, object] | None:
        if not isinstance(raw, dict):
            self.fault("field-not-record", where)
            return None
        known = _named(fields)
        before = len(self.findings)
        read: dict[str, object] = {}
        for key, each in raw.items():
            if key not in known:
                self.unknown_key(key, known, (*where, key))
                continue
            value = self.read(known[key], each, (*where, key), kind)
            if value is not None:
                read[key] = value
        for field in fields:
            if field.needed and field.name not in raw:
                self.fault("field-missing", where, field=field.name, title=field.zh)
        return read if len(self.findings) == before else None

    def _marks(self, raw: object, where: Where) -> dict[str, object] | None:
        if not isinstance(raw, dict):
            self.fault("field-not-record", where)
            return None
        known = {mark.name: mark.values for mark in self.plan.marks}
        before = len(self.findings)
        for key, value in raw.items():
            if key not in known:
                self.unknown_key(key, known, (*where, key))
            elif value not in known[key]:
                self.fault(
                    "value-unknown",
                    (*where, key),
                    title=key,
                    value=str(value),
                    options="、".join(known[key]),
                )
        return dict(raw) if len(self.findings) == before else None

    def unknown_key(self, key: str, known: Iterable[str], where: Where) -> None:
        """Note a key that nobody declared, with the nearest known one."""
        self.fault("field-unknown", where, on_key=True, field=key, near=close(key, known))

    def _scalar(self, field: Field, raw: str, where: Where, kind: str) -> str | None:
        if not raw.strip():
            self.fault("value-empty", where, title=field.zh)
            return None
        if field.type in (Type.CHOICE, Type.CHOICES):
            return self._choice(field, raw, where, kind)
        check = _CHECKS.get(field.type)
        if check is None or check(self, raw):
            return self._length(field, raw, where)
        from taizhang.rules.valueforms import FORMS, NAMES  # there is something to say

        known = NAMES.get(field.type)
        if field.type is Type.LEVEL and not self.plan.levels:
            self.fault("levels-none", where)
        elif known is None:
            self.fault(FORMS[field.type], where, field=field.name, title=field.zh, value=raw)
        else:
            options = known(self)
            self.fault(
                "value-unknown", where, title=field.zh, value=raw, options=close(raw, options)
            )
        return None

    def _choice(self, field: Field, raw: str, where: Where, kind: str) -> str | None:
        options = FIXED_CHOICES.get(field.choices) or self.plan.options(field.choices, kind)
        if options and raw not in options:
            self.fault(
                "value-unknown", where, title=field.zh, value=raw, options="、".join(options)
            )
            return None
        return raw if options else self._length(field, raw, where)

    def _length(self, field: Field, raw: str, where: Where) -> str | None:
        line = field.type in _ONE_LINE
        limit = WORD_LIMIT if line else TEXT_LIMIT
        if field.name == "sig":
            limit = TEXT_LIMIT
        if len(raw) > limit:
            self.fault("value-too-long", where, title=field.zh, length=len(raw), limit=limit)
            return None
        if line and ("\n" in raw or "\r" in raw):
            self.fault("value-not-one-line", where, title=field.zh)
            return None
        return raw


@once
def _named(fields: tuple[Field, ...]) -> dict[str, Field]:
    return {field.name: field for field in fields}


@once
def _right_under(plan: Plan) -> Callable[[Kind], dict[str, set[object]]]:
    """Words found right under a plan, by kind and field; filled while files are read."""
    del plan  # whose words they are; nothing of it is asked before a word is met
    return once(
        lambda kind: {
            field.name: set() for field in (*kind.fields, *kind.common) if field.type in _LISTED
        }
    )


def _is_text(raw: str) -> bool:
    return 0 < len(raw) <= TEXT_LIMIT and not raw.isspace()


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


_CHECKS: dict[Type, Callable[[Values, str], bool]] = {
    Type.PERSON: lambda values, raw: raw in values.persons,
    Type.PERSONS: lambda values, raw: raw in values.persons,
    Type.BODY: lambda values, raw: values.plan.body(raw) is not None or _is_role(values, raw),
    Type.BODIES: lambda values, raw: values.plan.body(raw) is not None or _is_role(values, raw),
    Type.LEVEL: lambda values, raw: any(raw == each.name for each in values.plan.levels),
    Type.STAGE: lambda values, raw: any(raw == each.name for each in values.plan.stages),
    Type.ROLE: lambda values, raw: values.plan.role(raw) is not None,
    Type.TIME: _is_time,
    Type.DAY: _is_day,
    Type.DIGEST: _matches(DIGEST),
    Type.NUMBER: _matches(NUMBER),
    Type.YES: lambda _, raw: raw in ("是", "否"),
    Type.NEW: _matches(THING),
    Type.ENTRY: _is_entry,
    Type.INCIDENT: _matches(INCIDENT_ID),
    Type.INCIDENTS: _matches(INCIDENT_ID),
    Type.FOUND: lambda _, raw: raw == NOTHING or INCIDENT_ID.fullmatch(raw) is not None,
}

_FREE = frozenset(Type).difference(_CHECKS, _NESTED, _ONE_LINE, LISTS)
"""Types that take any text."""


def _is_role(values: Values, raw: str) -> bool:
    """A consultation names roles (组长) beside bodies."""
    return values.plan.role(raw) is not None
