"""One field's value against its type: text in, typed text out, or one finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.fields import LISTS, Field, Type
from taizhang.model.findings import Finding
from taizhang.model.kinds import KINDS
from taizhang.model.once import once
from taizhang.rules.rightvalues import CHECKS, choices_of, forms_under, limit_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from taizhang.model.fields import Kind
    from taizhang.model.findings import Where
    from taizhang.model.plan import Plan
    from taizhang.rules.rightvalues import Form

_OWN = frozenset(("at", "by", "kind"))
"""Fields that every entry has; they are read apart."""
_NESTED = frozenset((Type.RECORDS, Type.RECORD, Type.MARKS))


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
        self.plan: Plan = plan
        self.persons: frozenset[str] = persons
        self.kinds: Mapping[str, Kind] = kinds
        self.findings: list[Finding] = []
        self.form = forms_under(plan)

    def fault(self, code: str, where: Where, *, on_key: bool = False, **values: str | int) -> None:
        """Note one finding of form."""
        self.findings.append(Finding(code=code, where=where, values=values, on_key=on_key))

    def fields(self, form: Form, raw: Mapping[str, object], where: Where) -> dict[str, object]:
        """The typed values of an entry's own and common fields, as far as they are right."""
        read: dict[str, object] = {}
        for key, each in raw.items():
            reader = form.readers.get(key)
            if reader is None:
                if key not in _OWN:
                    self.unknown_key(key, form.kind.names, (*where, key))
                continue
            value = reader(self, each)
            if value is None:
                value = self.read(form.known[key], each, (*where, key), form.kind.name)
            if value is not None:
                read[key] = value
        return read

    def read(self, field: Field, raw: object, where: Where, kind: str = "") -> object | None:
        """The typed value of a field, None after a finding."""
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
        words = words_of(field, self.plan, kind)
        if words is not None:
            if raw in words:
                return raw
        else:
            check = CHECKS.get(field.type)
            if check is None or check(self, raw):
                return self._length(field, raw, where)
        self._wrong(field, raw, where, kind)
        return None

    def _wrong(self, field: Field, raw: str, where: Where, kind: str) -> None:
        """Say of a word what it should be."""
        from taizhang.rules.valueforms import FORMS, NAMES

        known = NAMES.get(field.type)
        if field.type is Type.LEVEL and not self.plan.levels:
            self.fault("levels-none", where)
        elif field.type in FORMS:
            self.fault(FORMS[field.type], where, field=field.name, title=field.zh, value=raw)
        else:
            options = (
                close(raw, known(self)) if known else "、".join(choices_of(field, self.plan, kind))
            )
            self.fault("value-unknown", where, title=field.zh, value=raw, options=options)

    def _length(self, field: Field, raw: str, where: Where) -> str | None:
        limit, line = limit_of(field)
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
