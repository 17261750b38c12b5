"""Reads the lines of a plan: matchers, conditions, approval lines and rules.

Only the shape is judged here; whether the names exist is for ``plannames``, when the whole plan
is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.plan import (
    ALWAYS,
    BLOCK,
    EACH,
    MOMENTS,
    MOVE_TYPES,
    NOTE,
    WARN,
    ApprovalLine,
    Condition,
    Rule,
)

if TYPE_CHECKING:
    from taizhang.model.findings import Where
    from taizhang.model.plan import Matcher
    from taizhang.model.times import Span
    from taizhang.rules.settings import Record, Settings

APPROVAL_KEYS = ("code", "on", "when", "roles", "count", "urgent", "clause", "basis")
RULE_KEYS = (
    "code", "on", "when", "each", "need", "drafters", "fields", "same", "again", "else",
    "clause", "basis",
)  # fmt: skip
_COUNTS = tuple("123456789")


def read_matcher(settings: Settings, raw: object, where: Where) -> Matcher:
    """``{kind: 报告, to: 市网信办}`` as a matcher; empty after a finding."""
    if not isinstance(raw, dict) or not raw:
        settings.fault("matcher-not-record", where)
        return ()
    read = []
    for key, value in raw.items():
        values = settings.values(value, (*where, key), key)
        if values:
            read.append((key, values))
        elif value in ("", []):
            settings.fault("setting-missing", (*where, key), key=key)
    return tuple(read)


def read_matchers(settings: Settings, raw: object, where: Where) -> tuple[Matcher, ...]:
    """One matcher or a list of them; faulty ones are left out."""
    if not isinstance(raw, list):
        return tuple(filter(None, (read_matcher(settings, raw, where),)))
    read = (read_matcher(settings, each, (*where, n)) for n, each in enumerate(raw))
    return tuple(filter(None, read))


def read_condition(settings: Settings, record: Record, where: Where) -> Condition:
    """``when`` of a line; absent means always."""
    raw = record.get("when")
    if raw is None:
        return ALWAYS
    where = (*where, "when")
    if not isinstance(raw, dict) or not raw:
        settings.fault("setting-not-record", where)
        return ALWAYS
    moves = settings.words(raw, "move", where)
    for move in moves:
        settings.known(move, "move", (*where, "move"), MOVE_TYPES)
    marks = [
        (key, settings.values(value, (*where, key), key))
        for key, value in raw.items()
        if key not in ("level", "level_from", "nature", "move")
    ]
    return Condition(
        levels=settings.words(raw, "level", where),
        level_from=settings.word(raw, "level_from", where),
        natures=settings.words(raw, "nature", where),
        moves=moves,
        marks=tuple((key, values) for key, values in marks if values),
    )


def read_approval(settings: Settings, raw: object, where: Where) -> ApprovalLine:
    """One line of ``approvals``."""
    record = settings.record(raw, where, APPROVAL_KEYS, ("code", "on", "roles"))
    settings.some(record, where, "roles")
    roles = settings.words(record, "roles", where)
    count = _count(settings, record, where)
    if count > 1 and len(roles) > 1:
        settings.fault("approval-count-of-many", (*where, "count"))
    return ApprovalLine(
        code=settings.code(record, where),
        on=read_matcher(settings, record["on"], (*where, "on")) if "on" in record else (),
        when=read_condition(settings, record, where),
        roles=roles,
        count=count,
        ratify=_ratify(settings, record, where),
        clause=settings.word(record, "clause", where),
        basis=settings.word(record, "basis", where),
    )


def _count(settings: Settings, record: Record, where: Where) -> int:
    raw = settings.word(record, "count", where)
    if not raw:
        return 1
    if raw in _COUNTS:
        return int(raw)
    settings.fault("setting-not-count", (*where, "count"), value=raw, most=_COUNTS[-1])
    return 1


def _ratify(settings: Settings, record: Record, where: Where) -> Span | None:
    if "urgent" not in record:
        return None
    where = (*where, "urgent")
    urgent = settings.record(record["urgent"], where, ("ratify",), ("ratify",))
    return settings.span(urgent, "ratify", where)


def read_rule(settings: Settings, raw: object, where: Where) -> Rule:
    """One line of ``rules``: exactly one of need, drafters and fields."""
    record = settings.record(raw, where, RULE_KEYS, ("code", "on"))
    settings.some(record, where, "need", "fields")
    asked = [key for key in ("need", "drafters", "fields") if key in record]
    if record and len(asked) != 1:
        settings.fault("rule-asks-one", where)
    drafters: Record = {}
    if "drafters" in record:
        drafters = settings.record(record["drafters"], (*where, "drafters"), ("units",), ("units",))
        settings.some(drafters, (*where, "drafters"), "units")
    again = settings.words(record, "again", where)
    for moment in again:
        settings.known(moment, "again", (*where, "again"), MOMENTS)
    return Rule(
        code=settings.code(record, where),
        on=read_matcher(settings, record["on"], (*where, "on")) if "on" in record else (),
        need=read_matchers(settings, record["need"], (*where, "need")) if "need" in record else (),
        when=read_condition(settings, record, where),
        each=settings.one_of(record, "each", where, EACH),
        same=settings.one_of(record, "same", where, ("items", "about")),
        again=again,
        strength=settings.one_of(record, "else", where, (BLOCK, WARN, NOTE)) or BLOCK,
        drafter_units=settings.words(drafters, "units", (*where, "drafters")),
        fields=settings.words(record, "fields", where),
        clause=settings.word(record, "clause", where),
        basis=settings.word(record, "basis", where),
    )
