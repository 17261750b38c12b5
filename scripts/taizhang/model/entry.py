"""One incident as read: header and entries, typed where the program must understand them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act of the timeline, as written.

    Attributes:
        number: position in the file, from 0.
        at: claimed time of the act, aware.
        at_text: the same as written; with ``kind`` it names the entry.
        by: the person who did it.
        kind: name of the kind.
        fields: every other field: text, tuple of texts, tuple of records, or a record.
    """

    number: int
    at: datetime
    at_text: str
    by: str
    kind: str
    fields: Mapping[str, object]

    @property
    def name(self) -> str:
        """``2026-10-13 10:20 决定``: how other entries refer to this one."""
        return f"{self.at_text} {self.kind}"

    @property
    def stage(self) -> str:
        """The stage this entry enters, ``""`` if it does not move the incident."""
        value = self.fields.get("stage", "")
        return value if isinstance(value, str) else ""

    def has(self, key: str) -> bool:
        """True when the field was written."""
        return key in self.fields

    def word(self, key: str) -> str:
        """The field as one text; ``""`` when absent or not a single text."""
        value = self.fields.get(key, "")
        return value if isinstance(value, str) else ""

    def words(self, key: str) -> tuple[str, ...]:
        """The field as a tuple of texts; a single text counts as one."""
        return parts(self.fields, key)

    def records(self, key: str) -> tuple[Mapping[str, object], ...]:
        """The field as a tuple of records; a single record counts as one."""
        value = self.fields.get(key)
        if isinstance(value, tuple):
            return tuple([each for each in value if isinstance(each, dict)])
        return (value,) if isinstance(value, dict) else ()


def part(record: Mapping[str, object], key: str) -> str:
    """A record's field as one text, ``""`` when absent."""
    value = record.get(key, "")
    return value if isinstance(value, str) else ""


def parts(record: Mapping[str, object], key: str) -> tuple[str, ...]:
    """A record's field as a tuple of texts."""
    value = record.get(key)
    if isinstance(value, tuple):
        return tuple([each for each in value if isinstance(each, str)])
    return (value,) if isinstance(value, str) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One incident file: its header and its entries in the order of the file."""

    id: str
    title: str
    plan: str
    drill: bool
    entries: tuple[Entry, ...]
