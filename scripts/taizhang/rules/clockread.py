"""Reads the lines of a plan that set clocks: deadlines, and the office's hours.

Only the shape is judged here; whether the names exist is for ``plannames``, and what a line
means for others is for ``planclocks``.
"""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING

from taizhang.model.calendar import COUNT_ON, HOURS_ONLY, OUTSIDE, START_ROLLS, OfficeHours
from taizhang.model.plan import EACH, FORCES, MOMENTS, SIGNED, UNRATIFIED, Deadline
from taizhang.model.times import Reminder
from taizhang.rules.matchread import read_condition, read_matcher

if TYPE_CHECKING:
    from taizhang.model.findings import Where
    from taizhang.model.plan import Matcher
    from taizhang.model.times import Span
    from taizhang.rules.settings import Record, Settings

DEADLINE_KEYS = (
    "code", "name", "each", "from", "to", "limit", "remind", "when", "force", "basis", "clause",
    "outside", "extend", "who",
)  # fmt: skip
LIMIT_FIELDS = {"due": "任务", "expires": "管控"}
"""Field that holds a thing's own limit -> the sort of thing that has it."""

THINGS = tuple(sort for sort in EACH if sort != UNRATIFIED)
"""Sorts with a clock each; an urgent act's clock stands with its approval line."""

_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)", re.ASCII)


def read_hours(settings: Settings, top: Record) -> OfficeHours:
    """``office_hours`` of the plan: ``[08:30-12:00, 14:30-18:00]``, earliest first."""
    spans: list[tuple[time, time]] = []
    many = isinstance(top.get("office_hours"), list)
    for number, text in enumerate(settings.words(top, "office_hours", ())):
        where: Where = ("office_hours", number) if many else ("office_hours",)
        found = _HOURS.fullmatch(text)
        if not found:
            settings.fault("setting-not-hours", where, value=text)
            continue
        hour, minute, last_hour, last_minute = map(int, found.groups())
        first, last = time(hour, minute), time(last_hour, last_minute)
        if last <= first or (spans and first < spans[-1][1]):
            settings.fault("office-hours-order", where, value=text)
        spans.append((first, last))
    return OfficeHours(spans=tuple(spans))


def read_deadline(settings: Settings, raw: object, where: Where, hours: OfficeHours) -> Deadline:
    """One line of ``deadlines``; ``hours`` are the plan's, which some lines rest on."""
    record = settings.record(raw, where, DEADLINE_KEYS, ("code", "name", "to"))
    settings.some(record, where, "from", "to")
    limit, limit_field = _limit(settings, record, where)
    each = settings.one_of(record, "each", where, THINGS)
    if limit_field and each and each != LIMIT_FIELDS[limit_field]:
        settings.fault(
            "deadline-limit-each", (*where, "limit"),
            limit=limit_field, sort=LIMIT_FIELDS[limit_field],
        )  # fmt: skip
    if record and "from" not in record and not each:
        settings.fault("setting-missing", where, key="from")
    return Deadline(
        code=settings.code(record, where),
        name=settings.word(record, "name", where),
        starts=_points(settings, record, "from", where, MOMENTS),
        ends=_points(settings, record, "to", where, (SIGNED,)),
        limit=limit,
        limit_field=limit_field,
        when=read_condition(settings, record, where),
        each=each,
        remind=_reminders(settings, record, where, limit),
        force=settings.one_of(record, "force", where, FORCES),
        basis=settings.word(record, "basis", where),
        clause=settings.word(record, "clause", where),
        outside=_outside(settings, record, where, limit, hours),
        extend=_extend(settings, record, where, each),
        who=settings.word(record, "who", where),
    )


def _limit(settings: Settings, record: Record, where: Where) -> tuple[Span | None, str]:
    raw = record.get("limit")
    if isinstance(raw, str) and raw in LIMIT_FIELDS:
        if not record.get("each"):
            settings.fault(
                "deadline-limit-each", (*where, "limit"), limit=raw, sort=LIMIT_FIELDS[raw]
            )
        return None, raw
    return settings.span(record, "limit", where, workdays=True), ""


def _reminders(
    settings: Settings, record: Record, where: Where, limit: Span | None
) -> tuple[Reminder, ...]:
    """``3 min`` or ``[15 min, 3 min, +30 min]``: before the end, with + after it."""
    texts = settings.words(record, "remind", where)
    where = (*where, "remind")
    if texts and not record.get("limit"):
        settings.fault("deadline-limit-none", where, key="remind")
    many = isinstance(record.get("remind"), list)
    read = []
    for number, text in enumerate(texts):
        place = (*where, number) if many else where
        after = text.startswith("+")
        span = settings.span_of(text.removeprefix("+"), "remind", place)
        if span is None:
            continue
        if limit and limit.unit != "workday" and not after and span.delta >= limit.delta:
            settings.fault("deadline-remind-long", place)
        read.append(Reminder(span, after))
    return tuple(read)


def _outside(
    settings: Settings, record: Record, where: Where, limit: Span | None, hours: OfficeHours
) -> str:
    """What time outside office hours does; every way but 照算 needs a limit and the hours."""
    outside = settings.one_of(record, "outside", where, OUTSIDE) or COUNT_ON
    where = (*where, "outside")
    if outside == COUNT_ON:
        return outside
    if not hours.spans:
        settings.fault("office-hours-missing", where, value=outside)
    if limit is None:
        settings.fault("deadline-limit-none", where, key="outside")
    elif outside not in _ways(limit):
        options = "、".join(_ways(limit))
        settings.fault("deadline-outside-unit", where, value=outside, options=options)
    return outside


def _ways(limit: Span) -> tuple[str, ...]:
    """Days are not counted in office hours, and working days end on one anyway."""
    if limit.unit == "workday":
        return (COUNT_ON, START_ROLLS)
    if limit.unit == "d":
        return tuple(way for way in OUTSIDE if way != HOURS_ONLY)
    return OUTSIDE


def _extend(settings: Settings, record: Record, where: Where, each: str) -> Span | None:
    """How far an approved 延期 may move the end; a 延期 names a thing, so there must be one."""
    extend = settings.span(record, "extend", where, workdays=True)
    if "extend" in record and not each:
        settings.fault("deadline-extend-each", (*where, "extend"))
    if "extend" in record and not record.get("limit"):
        settings.fault("deadline-limit-none", (*where, "extend"), key="extend")
    return extend


def _points(
    settings: Settings, record: Record, key: str, where: Where, moments: tuple[str, ...]
) -> tuple[Matcher | str, ...]:
    """Matchers or named moments: one, or a list."""
    raw = record.get(key)
    if raw is None:
        return ()
    many = isinstance(raw, list)
    read: list[Matcher | str] = []
    for number, each in enumerate(raw if isinstance(raw, list) else [raw]):
        place = (*where, key, number) if many else (*where, key)
        if isinstance(each, str):
            if settings.known(each, key, place, moments):
                read.append(each)
            continue
        matcher = read_matcher(settings, each, place)
        if matcher:
            read.append(matcher)
    return tuple(read)
