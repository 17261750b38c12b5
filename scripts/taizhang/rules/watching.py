"""Is the watch kept up: the list reviewed, its keywords there, sensitive periods manned."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from taizhang.model.calendar import ONE_DAY
from taizhang.model.findings import Phrase, Severity
from taizhang.model.journal import CHECKED, LOOK
from taizhang.model.kinds import WATCH_LIST
from taizhang.model.times import elapsed_words, format_time
from taizhang.rules.officecase import length, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from taizhang.model.findings import Finding
    from taizhang.model.office import Period, WatchList
    from taizhang.model.times import Span
    from taizhang.rules.officecase import OfficeCase

_FILE = "watch.yml"


def list_reviewed_on(case: OfficeCase, watch: WatchList) -> date:
    """When the list was gone through last: its own word, or a 复核 of the journal since."""
    days = [watch.reviewed_on or watch.since]
    checked = case.journal.last(CHECKED, WATCH_LIST)
    if checked is not None:
        days.append(case.day(checked))
    return max(days)


def list_stale(case: OfficeCase) -> Iterator[Finding]:
    """The list of engines and platforms is gone through once a year. Source: plan 三(一)."""
    limit = case.limit("watch_list_review")
    watch = case.office.watch(case.today)
    if limit is None:
        return
    if watch is None:
        yield told("watch-list-stale", _FILE, text="watch-list-none")
        return
    day = list_reviewed_on(case, watch)
    if not case.within(day, limit):
        yield told(
            "watch-list-stale",
            _FILE,
            "records",
            watch.row,
            "reviewed_on",
            day=day.isoformat(),
            limit=limit.limit,
        )


def keywords_there(case: OfficeCase) -> Iterator[Finding]:
    """A list without keywords watches nothing. Source: plan 三(一)."""
    for watch in case.office.watches:
        if not watch.keywords:
            where = ("records", watch.row, "keywords")
            yield told("watch-keywords-none", _FILE, *where, severity=Severity.ERROR)


def period_manned(case: OfficeCase) -> Iterator[Finding]:
    """In a sensitive period somebody is on duty every day. Source: plan 三(一)."""
    limit = case.limit("period_ahead")
    ahead = length(limit) if limit else timedelta()
    for period in case.office.periods:
        if not period.duty or period.until < case.today or period.since > case.today + ahead:
            continue
        empty = unmanned(case, period)
        if empty:
            yield told(
                "period-without-duty",
                "sensitive.yml",
                "records",
                period.row,
                name=period.name,
                count=len(empty),
                day=empty[0].isoformat(),
            )


def unmanned(case: OfficeCase, period: Period) -> tuple[date, ...]:
    """Days of a period, from today on, for which nobody is on the duty roster."""
    manned = {duty.day for duty in case.office.duties}
    first = max(period.since, case.today)
    days = (first + ONE_DAY * number for number in range((period.until - first).days + 1))
    return tuple(day for day in days if day not in manned)


def look_interval(case: OfficeCase) -> Span | None:
    """How often somebody looks: the plan's word, else the office's own; None = open."""
    limit = case.limit("watch_interval")
    watch = case.office.watch(case.today)
    return limit.span if limit else watch.interval if watch else None


def next_look(case: OfficeCase) -> datetime | None:
    """When the next look is due; None while no interval is laid down or nobody has looked."""
    interval, last = look_interval(case), case.journal.last(LOOK)
    return last.at + interval.delta if interval and last else None


def look_due(case: OfficeCase) -> Iterator[Finding]:
    """A look is due when the last one is longer ago than the interval. Source: plan 二(二)."""
    due = next_look(case)
    watch = case.office.watch(case.today)
    if due is not None and due < case.now:
        over = case.now - due
        yield told(
            "look-overdue",
            _FILE,
            *(("records", watch.row) if watch else ()),
            due=format_time(due, case.plan.zone),
            over=Phrase(elapsed_words(over), elapsed_words(over, "en")),
        )
