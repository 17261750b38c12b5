"""What the clocks of a plan rest on and do not have: approvals, and the calendar of the year.

Source: format.md, "The plan".
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from taizhang.model.calendar import COUNT_ON
from taizhang.model.findings import Finding, Severity
from taizhang.model.plan import SIGNED
from taizhang.rules.matchers import key_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taizhang.model.calendar import Calendar
    from taizhang.model.plan import Deadline, Matcher, Plan


def find_clocks(plan: Plan, calendar: Calendar, day: date | None) -> tuple[Finding, ...]:
    """Every deadline that cannot run as it is written.

    Args:
        plan: the version to be checked.
        calendar: the office's; its own faults are found where it is read.
        day: today; None: the calendar is not asked for.
    """
    found = [*_signed(plan), *_extended(plan)]
    return (*found, *_years(plan, calendar, day)) if day else tuple(found)


def _approved(plan: Plan, matcher: Matcher) -> bool:
    """True when the plan asks approval of some entry of a kind the matcher names."""
    kinds = key_of(matcher, "kind")
    asked = [key_of(line.on, "kind") for line in plan.approvals]
    return any(not line or not kinds or set(line) & set(kinds) for line in asked)


def _signed(plan: Plan) -> Iterator[Finding]:
    """签完 ends a clock that starts with the filing of what must be signed."""
    for number, line in enumerate(plan.deadlines):
        if SIGNED not in line.ends:
            continue
        starts = [each for each in line.starts if not isinstance(each, str)]
        sound = len(line.ends) == 1 and starts and len(starts) == len(line.starts)
        if not sound or not all(_approved(plan, each) for each in starts):
            yield _finding("deadline-signed-from", number, "to", line)


def _extended(plan: Plan) -> Iterator[Finding]:
    """An 延期 counts when the plan has it approved. Source: 信访工作条例 art. 34."""
    if _approved(plan, (("kind", ("延期",)),)):
        return
    for number, line in enumerate(plan.deadlines):
        if line.extend:
            yield _finding("deadline-extend-unsigned", number, "extend", line)


def _finding(code: str, number: int, key: str, line: Deadline) -> Finding:
    return Finding(code=code, where=("deadlines", number, key), values={"code": line.code})


def _years(plan: Plan, calendar: Calendar, day: date) -> Iterator[Finding]:
    """This year and the next have data, where some limit counts working days."""
    number = next((n for n, line in enumerate(plan.deadlines) if _asks_calendar(line)), None)
    if number is None:
        return
    for year in (day.year, day.year + 1):
        if not calendar.knows(date(year, 1, 1), date(year, 12, 31)):
            yield Finding(
                code="calendar-year-ahead",
                severity=Severity.WARNING,
                where=("deadlines", number),
                values={"year": year},
            )


def _asks_calendar(line: Deadline) -> bool:
    spans = (line.limit, line.extend)
    return line.outside != COUNT_ON or any(each and each.unit == "workday" for each in spans)
