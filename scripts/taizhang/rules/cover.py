"""Is somebody on duty around the clock, and are they people of the roster."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from taizhang.model.calendar import ONE_DAY
from taizhang.model.record import dataclass
from taizhang.rules.officecase import length, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

    from taizhang.model.findings import Finding
    from taizhang.model.office import Office
    from taizhang.rules.officecase import OfficeCase

_FILE = "duty.yml"
_SHOWN = 3
"""Gaps named in a message; the rest is a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One shift of one day: from ``since`` (included) to ``until`` (not), aware."""

    shift: str
    person: str
    since: datetime
    until: datetime
    row: int


Span = tuple[datetime, datetime]


def turns(office: Office, zone: tzinfo) -> tuple[Turn, ...]:
    """Every turn of the duty roster, by its beginning; a night shift ends on the next day."""
    found = []
    for duty in office.duties:
        shift = office.shift(duty.shift)
        if shift is None:
            continue
        until = duty.day if shift.since < shift.until else duty.day + ONE_DAY
        found.append(
            Turn(
                shift=duty.shift,
                person=duty.person,
                since=datetime.combine(duty.day, shift.since, zone),
                until=datetime.combine(until, shift.until, zone),
                row=duty.row,
            )
        )
    return tuple(sorted(found, key=lambda each: (each.since, each.until)))


def gaps(listed: Iterable[Turn], since: datetime, until: datetime) -> tuple[Span, ...]:
    """Times from ``since`` to ``until`` for which nobody is on duty. ``listed``: by beginning."""
    found = []
    covered = since
    for turn in listed:
        if turn.until <= covered or turn.since >= until:
            continue
        if turn.since > covered:
            found.append((covered, turn.since))
        covered = turn.until
    if covered < until:
        found.append((covered, until))
    return tuple(found)


def overlaps(listed: Iterable[Turn], since: datetime, until: datetime) -> tuple[Span, ...]:
    """Times from ``since`` to ``until`` for which two turns are listed."""
    found = []
    covered = since
    for turn in listed:
        if turn.until <= since or turn.since >= until:
            continue
        if covered > since and turn.since < covered:
            found.append((max(turn.since, since), min(covered, turn.until, until)))
        covered = max(covered, turn.until)
    return tuple(found)


def next_days(case: OfficeCase) -> Span | None:
    """The time ahead for which the duty roster must stand; None while the plan leaves it open."""
    limit = case.limit("duty_ahead")
    now = case.now.astimezone(case.plan.zone)
    return (now, now + length(limit)) if limit else None


def duty_gaps(case: OfficeCase) -> Iterator[Finding]:
    """Somebody can be reached at every hour of the coming days. Source: plan 四(二)."""
    ahead = next_days(case)
    if ahead is None:
        return
    listed = turns(case.office, case.plan.zone)
    found = gaps(listed, *ahead)
    if found and not any(turn.until > ahead[0] for turn in listed):
        yield told("duty-gap", _FILE, "records", text="duty-none")
    elif found:
        yield told("duty-gap", _FILE, "records", count=len(found), spans=_words(found))


def duty_overlaps(case: OfficeCase) -> Iterator[Finding]:
    """At no hour two turns are listed: nobody would know who answers. Source: plan 四(二)."""
    ahead = next_days(case)
    found = overlaps(turns(case.office, case.plan.zone), *ahead) if ahead else ()
    if found:
        yield told("duty-overlap", _FILE, "records", count=len(found), spans=_words(found))


def duty_persons(case: OfficeCase) -> Iterator[Finding]:
    """Who is on duty stands on the roster, and still does on that day. Source: plan 四(二)."""
    told_of: set[str] = set()
    if not case.rosters.versions:
        return
    for duty in case.office.duties:
        if duty.day < case.today or duty.person in told_of:
            continue
        person = case.rosters.current.person(duty.person)
        if person is None or not person.active(duty.day):
            told_of.add(duty.person)
            yield told(
                "duty-person",
                _FILE,
                "records",
                duty.row,
                "person",
                text="duty-person" if person is None else "duty-person-closed",
                person=duty.person,
                day=duty.day.isoformat(),
            )


def span_words(span: Span) -> str:
    """``11-30 20:30 – 12-01 08:30``."""
    return f"{span[0]:%m-%d %H:%M} – {span[1]:%m-%d %H:%M}"


def _words(spans: tuple[Span, ...]) -> str:
    shown = "，".join(map(span_words, spans[:_SHOWN]))
    return f"{shown} …" if len(spans) > _SHOWN else shown
