"""From a tree of strings to a typed plan; every fault of its form as a finding, all at once."""

from __future__ import annotations

from datetime import date, timezone
from typing import TYPE_CHECKING, TypeVar

from taizhang.model.basis import Basis
from taizhang.model.kinds import FIXED_CHOICES
from taizhang.model.parameter import OPEN, SPANS, Parameter
from taizhang.model.plan import (
    FORCES,
    MOVE_TYPES,
    Body,
    Level,
    Mark,
    Move,
    Nature,
    Plan,
    Role,
    Stage,
)
from taizhang.model.times import parse_offset
from taizhang.rules.clockread import read_deadline, read_hours
from taizhang.rules.matchread import read_approval, read_rule
from taizhang.rules.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from taizhang.model.findings import Finding, Where
    from taizhang.rules.settings import Record

    T = TypeVar("T")

HEADER = ("id", "title", "org", "published_on", "utc_offset")
CHOICES = (
    "scope", "grounds", "outcomes", "channels", "phases", "measures", "trends", "lanes",
    "platforms",
)  # fmt: skip
"""Lists of values a plan may give for fields of entries."""

RECORDS = (
    "bases", "levels", "marks", "stages", "moves", "roles", "approvals", "rules", "deadlines",
    "natures", "bodies", "parameters", "accounts",
)  # fmt: skip
KEYS = (*HEADER, *RECORDS, *CHOICES, "forms", "watch", "office_hours", "proposal", "revises")
NEEDED = (*HEADER, "stages", "moves", "roles")
WATCH_KEYS = ("engines", "keywords", "platforms", "reviewed_on")
_FORBIDDEN = "不得"
_REFERENCE = "只记文号"


def read_plan(tree: object, digest: str) -> tuple[Plan | None, tuple[Finding, ...]]:
    """The plan in ``tree``, or None with one finding a fault.

    Args:
        tree: what the strict reader returned.
        digest: digest of the tree, part of what an approver signs.
    """
    settings = Settings()
    record = settings.record(tree, (), KEYS, NEEDED)
    if not record:
        return None, tuple(settings.findings)
    reader = _Reader(settings, record)
    plan = reader.plan(digest)
    return (None if settings.findings else plan), tuple(settings.findings)


class _Reader:
    """Holds the record while its parts are read."""

    def __init__(self, settings: Settings, record: Record) -> None:
        self.settings = settings
        self.top = record

    def plan(self, digest: str) -> Plan:
        word = self.settings.word
        hours = read_hours(self.settings, self.top)
        return Plan(
            id=word(self.top, "id", ()),
            title=word(self.top, "title", ()),
            org=word(self.top, "org", ()),
            published_on=self.settings.day(self.top, "published_on", ()) or date.min,
            zone=self._zone(),
            levels=self._each("levels", self._level),
            stages=self._each("stages", self._stage),
            moves=self._each("moves", self._move),
            roles=self._each("roles", self._role),
            marks=self._each("marks", self._mark),
            natures=self._each("natures", self._nature),
            bodies=self._each("bodies", self._body),
            bases=self._each("bases", self._basis),
            approvals=self._each(
                "approvals", lambda raw, at: read_approval(self.settings, raw, at)
            ),
            rules=self._each("rules", lambda raw, at: read_rule(self.settings, raw, at)),
            deadlines=self._each(
                "deadlines", lambda raw, at: read_deadline(self.settings, raw, at, hours)
            ),
            choices=self._choices(),
            forms=self._forms(),
            parameters=self._each("parameters", self._parameter),
            office_hours=hours,
            proposal=self.settings.yes(self.top, "proposal", ()),
            revises=word(self.top, "revises", ()),
            digest=digest,
        )

    def _each(self, key: str, read: Callable[[object, Where], T]) -> tuple[T, ...]:
        return tuple(read(raw, where) for raw, where in self.settings.rows(self.top, key, ()))

    def _zone(self) -> timezone:
        raw = self.settings.word(self.top, "utc_offset", ())
        try:
            return parse_offset(raw)
        except ValueError:
            if raw:
                self.settings.fault("setting-not-offset", ("utc_offset",), value=raw)
        from datetime import UTC

        return UTC

    def _level(self, raw: object, where: Where) -> Level:
        record = self.settings.record(
            raw, where, ("name", "key", "colour", "criteria"), ("name", "key")
        )
        word = self.settings.word
        return Level(
            name=word(record, "name", where),
            key=word(record, "key", where),
            colour=word(record, "colour", where),
            criteria=word(record, "criteria", where),
        )

    def _stage(self, raw: object, where: Where) -> Stage:
        record = self.settings.record(
            raw, where, ("name", "key", "clause", "entered_by", "closed"), ("name", "key")
        )
        return Stage(
            name=self.settings.word(record, "name", where),
            key=self.settings.word(record, "key", where),
            clause=self.settings.word(record, "clause", where),
            entered_by=self.settings.words(record, "entered_by", where),
            closed=self.settings.yes(record, "closed", where),
        )

    def _move(self, raw: object, where: Where) -> Move:
        keys = ("from", "to", "type")
        record = self.settings.record(raw, where, keys, keys)
        self.settings.some(record, where, "from")
        return Move(
            origins=self.settings.words(record, "from", where),
            to=self.settings.word(record, "to", where),
            type=self.settings.one_of(record, "type", where, MOVE_TYPES),
        )

    def _role(self, raw: object, where: Where) -> Role:
        record = self.settings.record(raw, where, ("name", "also", "includes"), ("name",))
        return Role(
            name=self.settings.word(record, "name", where),
            also=self.settings.words(record, "also", where),
            includes=self.settings.words(record, "includes", where),
        )

    def _mark(self, raw: object, where: Where) -> Mark:
        keys = ("name", "values")
        record = self.settings.record(raw, where, keys, keys)
        self.settings.some(record, where, "values")
        return Mark(
            name=self.settings.word(record, "name", where),
            values=self.settings.words(record, "values", where),
        )

    def _nature(self, raw: object, where: Where) -> Nature:
        record = self.settings.record(
            raw, where, ("name", "key", "route", "control", "record"), ("name",)
        )
        one_of = self.settings.one_of
        return Nature(
            name=self.settings.word(record, "name", where),
            key=self.settings.word(record, "key", where),
            route=self.settings.word(record, "route", where),
            no_control=bool(one_of(record, "control", where, (_FORBIDDEN,))),
            reference_only=bool(one_of(record, "record", where, (_REFERENCE,))),
        )

    def _body(self, raw: object, where: Where) -> Body:
        record = self.settings.record(
            raw, where, ("name", "key", "external", "enforces"), ("name",)
        )
        return Body(
            name=self.settings.word(record, "name", where),
            key=self.settings.word(record, "key", where),
            external=self.settings.yes(record, "external", where),
            enforces=self.settings.yes(record, "enforces", where),
        )

    def _basis(self, raw: object, where: Where) -> Basis:
        keys = ("id", "force", "in_force_from", "superseded_by", "checked_on", "note")
        record = self.settings.record(raw, where, keys, ("id",))
        word = self.settings.word
        return Basis(
            name=word(record, "id", where),
            force=self.settings.one_of(record, "force", where, FORCES),
            in_force_from=word(record, "in_force_from", where),
            superseded_by=word(record, "superseded_by", where),
            checked_on=word(record, "checked_on", where),
            note=word(record, "note", where),
        )

    def _choices(self) -> dict[str, tuple[str, ...]]:
        """The lists of values; accounts and platforms may be replaced by the office's own."""
        choices = {name: self.settings.words(self.top, name, ()) for name in CHOICES}
        watch: Record = {}
        if "watch" in self.top:
            watch = self.settings.record(self.top["watch"], ("watch",), WATCH_KEYS)
            for key in ("engines", "keywords"):
                self.settings.words(watch, key, ("watch",))
            self.settings.day(watch, "reviewed_on", ("watch",))
        if not choices["platforms"]:
            choices["platforms"] = self.settings.words(watch, "platforms", ("watch",))
        choices["accounts"] = self._each("accounts", self._account)
        return {**choices, **FIXED_CHOICES}

    def _account(self, raw: object, where: Where) -> str:
        record = self.settings.record(raw, where, ("name", "channel"), ("name", "channel"))
        return self.settings.word(record, "name", where)

    def _parameter(self, raw: object, where: Where) -> Parameter:
        """A number or names the sources leave open; those the program knows have their form."""
        keys = ("name", "key", "value", "basis", "clause", "note")
        record = self.settings.record(raw, where, keys, ("name", "key", "value"))
        word = self.settings.word
        key = word(record, "key", where)
        values = self.settings.words(record, "value", where)
        span = None
        if key in SPANS and values != (OPEN,):
            span = self.settings.span(record, "value", where)
        return Parameter(
            name=word(record, "name", where),
            key=key,
            values=values,
            basis=word(record, "basis", where),
            clause=word(record, "clause", where),
            note=word(record, "note", where),
            span=span,
            number=int(where[-1]),
        )

    def _forms(self) -> dict[str, tuple[str, ...]]:
        raw = self.top.get("forms", {})
        if not isinstance(raw, dict):
            self.settings.fault("setting-not-record", ("forms",))
            return {}
        return {kind: self.settings.words(raw, kind, ("forms",)) for kind in raw}
