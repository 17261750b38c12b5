"""Reads a tree of settings (plan, roster, office) key by key; every fault is a finding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from taizhang.model.findings import Finding
from taizhang.model.times import Span, parse_day
from taizhang.rules.values import close

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from taizhang.model.findings import Value, Where

Record = dict[str, object]

CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)
CODE_LIMIT = 60


class Settings:
    """Reads values out of records and gathers what is wrong with them.

    A reading method returns an empty value after a fault, so that reading goes on and every
    fault of a file comes out at once.
    """

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def fault(self, code: str, where: Where, *, on_key: bool = False, **values: Value) -> None:
        """Note one finding."""
        self.findings.append(Finding(code=code, where=where, values=values, on_key=on_key))

    def record(
        self, raw: object, where: Where, keys: Iterable[str], needed: Iterable[str] = ()
    ) -> Record:
        """The record ``raw``: only ``keys`` may be there, ``needed`` must be; {} if it is none."""
        if not isinstance(raw, dict):
            self.fault("setting-not-record", where)
            return {}
        known = tuple(keys)
        for key in raw:
            if key not in known:
                self.unknown_key(key, known, (*where, key))
        for key in needed:
            if raw.get(key) in (None, ""):
                self.fault("setting-missing", where, key=key)
        return {key: raw[key] for key in known if key in raw}

    def unknown_key(self, key: str, known: Iterable[str], where: Where) -> None:
        """Note a key that nobody declared, with the nearest known one."""
        self.fault("setting-unknown", where, on_key=True, key=key, near=close(key, known))

    def some(self, record: Record, where: Where, *keys: str) -> None:
        """Note each of ``keys`` that lists nothing: it would ask for what nobody can give."""
        for key in keys:
            if record.get(key) == []:
                self.fault("setting-missing", (*where, key), key=key)

    def rows(self, record: Record, key: str, where: Where) -> list[tuple[object, Where]]:
        """Every element of the list under ``key`` with its path; absent is an empty list."""
        raw = record.get(key, [])
        if not isinstance(raw, list):
            self.fault("setting-not-list", (*where, key), key=key)
            return []
        return [(each, (*where, key, number)) for number, each in enumerate(raw)]

    def word(self, record: Mapping[str, object], key: str, where: Where) -> str:
        """The single value under ``key``, ``""`` when absent."""
        raw = record.get(key, "")
        if isinstance(raw, str):
            return raw
        self.fault("setting-not-text", (*where, key), key=key)
        return ""

    def words(self, record: Mapping[str, object], key: str, where: Where) -> tuple[str, ...]:
        """The value or the list of values under ``key``."""
        return self.values(record.get(key, ""), (*where, key), key)

    def values(self, raw: object, where: Where, key: str) -> tuple[str, ...]:
        """A value or a list of values as a tuple; no value is an empty tuple."""
        if isinstance(raw, str):
            return (raw,) if raw else ()
        if not isinstance(raw, list):
            self.fault("setting-not-text", where, key=key)
            return ()
        read = []
        for number, each in enumerate(raw):
            if isinstance(each, str) and each:
                read.append(each)
            else:
                self.fault("setting-not-text", (*where, number), key=key)
        return tuple(read)

    def one_of(
        self, record: Mapping[str, object], key: str, where: Where, options: Iterable[str]
    ) -> str:
        """The value under ``key`` if it is one of ``options``; ``""`` when absent."""
        value = self.word(record, key, where)
        return value if not value or self.known(value, key, (*where, key), options) else ""

    def known(self, value: str, key: str, where: Where, options: Iterable[str]) -> bool:
        """True when ``value`` is one of ``options``, else a finding."""
        allowed = tuple(options)
        if value in allowed:
            return True
        self.fault("setting-value", where, key=key, value=value, options="、".join(allowed))
        return False

    def yes(self, record: Mapping[str, object], key: str, where: Where) -> bool:
        """True for 是, False for 否 and when absent."""
        return self.one_of(record, key, where, ("是", "否")) == "是"

    def day(self, record: Mapping[str, object], key: str, where: Where) -> date | None:
        """The day under ``key``; None when absent or not a day."""
        raw = self.word(record, key, where)
        if not raw:
            return None
        try:
            return parse_day(raw)
        except ValueError:
            self.fault("setting-not-day", (*where, key), key=key, value=raw)
            return None

    def span(
        self, record: Mapping[str, object], key: str, where: Where, *, workdays: bool = False
    ) -> Span | None:
        """The length of time under ``key``; None when absent or not one.

        Args:
            record: what holds it.
            key: under which.
            where: path of the record.
            workdays: it may be in working days.
        """
        raw = self.word(record, key, where)
        return self.span_of(raw, key, (*where, key), workdays=workdays) if raw else None

    def span_of(self, text: str, key: str, where: Where, *, workdays: bool = False) -> Span | None:
        """The length of time in ``text``; None after a finding."""
        try:
            span = Span.parse(text)
        except ValueError:
            self.fault("setting-not-span", where, key=key, value=text)
            return None
        if span.unit == "workday" and not workdays:
            self.fault("setting-workday", where, key=key)
            return None
        return span

    def code(self, record: Mapping[str, object], where: Where) -> str:
        """The line's ``code``: short ASCII words joined by hyphens."""
        code = self.word(record, "code", where)
        if code and (len(code) > CODE_LIMIT or not CODE.fullmatch(code)):
            self.fault("setting-not-code", (*where, "code"), value=code)
        return code

    def unique(self, names: Iterable[tuple[str, Where]], text: str = "setting-taken") -> None:
        """A finding, called ``text``, for every name that was there before."""
        seen: set[str] = set()
        for name, where in names:
            if name and name in seen:
                self.fault(text, where, value=name)
            seen.add(name)
