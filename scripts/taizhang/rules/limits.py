"""When one run of a clock must be done: the plan's limit, the thing's own, an 延期.

Source: format.md "The plan", deadlines; 信访工作条例 art. 34 for extensions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.calendar import COUNT_ON, NoCalendarError
from taizhang.model.entry import part
from taizhang.model.record import dataclass
from taizhang.model.times import parse_day, parse_time
from taizhang.rules.duetime import due_time, end_of_day, reminder_times

if TYPE_CHECKING:
    from datetime import date, datetime, timezone

    from taizhang.model.plan import Deadline
    from taizhang.model.state import Act
    from taizhang.rules.ground import Ground
    from taizhang.rules.runs import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """When a run must be done.

    Attributes:
        due: the last moment in time; None = promptly, or unknown.
        lacks: first day without calendar data; the limit ends then or later.
        reminders: when to remind, oldest first.
        soon: from when on it counts as due soon.
        extended_by: number of the 延期 that holds.
        first_due: the limit before it was extended.
        cut: True when the 延期 says more than the plan allows.
    """

    due: datetime | None = None
    lacks: date | None = None
    reminders: tuple[datetime, ...] = ()
    soon: datetime | None = None
    extended_by: int | None = None
    first_due: datetime | None = None
    cut: bool = False


def limit_of(deadline: Deadline, run: Run, ground: Ground) -> Limit | None:
    """The limit of a run; None when it rests on a field that the thing does not have."""
    if deadline.limit is None and not deadline.limit_field:
        return Limit()
    try:
        first = _first(deadline, run, ground)
        due, extended_by, cut = _extended(deadline, run, ground, first)
    except NoCalendarError as lacking:
        return Limit(lacks=lacking.day)
    if due is None:
        return None
    reminders, soon = reminder_times(run.start, due, deadline.remind, deadline.limit)
    return Limit(
        due=due,
        reminders=reminders,
        soon=soon,
        extended_by=extended_by,
        first_due=None if extended_by is None else first,
        cut=cut,
    )


def _first(deadline: Deadline, run: Run, ground: Ground) -> datetime | None:
    """The limit as it was set."""
    plan = ground.plan
    if deadline.limit:
        calendar = ground.office.calendar
        return due_time(run.start, deadline.limit, deadline.outside, calendar, plan.office_hours)
    fields = run.thing.fields if run.thing else {}
    return _moment(part(fields, deadline.limit_field), plan.zone)


def _moment(text: str, zone: timezone) -> datetime | None:
    """The time written in a field, a day being its last second; None when it is neither."""
    try:
        return parse_time(text, zone)
    except ValueError:
        try:
            return end_of_day(parse_day(text), zone)
        except ValueError:
            return None


def _extended(
    deadline: Deadline, run: Run, ground: Ground, due: datetime | None
) -> tuple[datetime | None, int | None, bool]:
    """``due`` with the last approved 延期 of the thing, as far as the plan lets it go.

    The limit, the number of the 延期 that holds, and whether it says more than the plan allows.
    """
    if run.thing is None or (deadline.limit and deadline.extend is None):
        return due, None, False
    wanted, by = due, None
    for act in ground.acts:
        if act.entry.kind == "延期" and _extends(act, run):
            wanted = _moment(act.entry.word("until"), ground.plan.zone) or due
            by = act.entry.number
    if due is None or wanted is None or by is None or deadline.extend is None:
        return wanted, by, False
    most = due_time(
        due, deadline.extend, COUNT_ON, ground.office.calendar, ground.plan.office_hours
    )
    return min(wanted, most), by, wanted > most


def _extends(act: Act, run: Run) -> bool:
    """True for an 延期 of the run's thing that counts; one that nobody must approve does not."""
    return (
        act.counts
        and act.line is not None
        and act.entry.number >= run.started_by
        and run.thing is not None
        and act.entry.word("about") == run.thing.name
    )
