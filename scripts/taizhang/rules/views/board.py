"""The board: what is overdue, due soon, waiting, open, and lately archived."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from taizhang.model.boardview import BoardView
from taizhang.model.state import Clock
from taizhang.rules.cover import turns
from taizhang.rules.views.rows import row_view, waiting_views
from taizhang.rules.views.unverified import unverified_views
from taizhang.rules.views.words import STATES, due_view, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from taizhang.model.boardview import UnverifiedView
    from taizhang.model.office import Office
    from taizhang.model.plan import Plan
    from taizhang.model.views import DueView, RowView, WaitingView
    from taizhang.rules.judge import Judged

ARCHIVED_SHOWN = 5
UNVERIFIED_SHOWN = 10


class Opened(NamedTuple):
    """An open incident as the board needs it; duties are those that run, at least."""

    row: RowView
    duties: tuple[DueView, ...]
    waiting: tuple[WaitingView, ...]


class Counted(NamedTuple):
    """Numbers of all incidents, and the newest of what the board shows some of."""

    total: int
    archived: tuple[RowView, ...]
    unverified: tuple[UnverifiedView, ...]
    unverified_total: int


def board_view(
    cases: Sequence[Judged],
    office: Office,
    plan: Plan,
    now: datetime,
    commit: str = "",
    committed: datetime | None = None,
) -> BoardView:
    """The board at ``now``. ``plan`` is the version new incidents are opened under."""
    opened = [
        Opened(
            row_view(case, now),
            tuple(due_view(due, case.plan, case.state.incident.id) for due in case.dues),
            waiting_views(case),
        )
        for case in cases
        if not case.state.closed
    ]
    archived = (row_view(case, now) for case in cases if case.state.closed)
    unverified = unverified_views(cases)
    counted = Counted(len(cases), last_closed(archived), unverified, len(unverified))
    return board_of(opened, counted, office, plan, now, commit, committed)


def last_closed(rows: Iterable[RowView]) -> tuple[RowView, ...]:
    """The rows of closed incidents that the board shows, the last first."""
    newest_first = sorted(rows, key=lambda row: row.closed.at, reverse=True)
    return tuple(newest_first[:ARCHIVED_SHOWN])


def board_of(
    opened: Sequence[Opened],
    counted: Counted,
    office: Office,
    plan: Plan,
    now: datetime,
    commit: str,
    committed: datetime | None,
) -> BoardView:
    """The board from incidents in short, in the order of their ids."""
    today = now.astimezone(plan.zone).date()
    return BoardView(
        ledger=office.name,
        drill=office.drill,
        built=moment(now, plan.zone),
        commit=commit,
        plan=plan.id,
        plan_title=plan.title,
        duty=_on_duty(office, plan, now),
        periods=tuple(each.name for each in office.periods if each.since <= today <= each.until),
        overdue=_clocks(opened, Clock.OVERDUE),
        soon=_clocks(opened, Clock.SOON),
        later=_clocks(opened, Clock.OPEN),
        waiting=_waiting(opened),
        open=_by_urgency([each.row for each in opened]),
        archived=counted.archived,
        total=counted.total,
        ledger_id=office.id,
        committed=moment(committed, plan.zone),
        unverified=counted.unverified[:UNVERIFIED_SHOWN],
        unverified_total=counted.unverified_total,
    )


def _waiting(opened: Sequence[Opened]) -> tuple[WaitingView, ...]:
    """What waits, the longest first."""
    views = (view for each in opened for view in each.waiting)
    return tuple(sorted(views, key=lambda view: view.since.at))


def _on_duty(office: Office, plan: Plan, now: datetime) -> tuple[str, ...]:
    shifts = turns(office, plan.zone)
    return tuple(f"{each.shift} {each.person}" for each in shifts if each.since <= now < each.until)


def _clocks(opened: Sequence[Opened], clock: Clock) -> tuple[tuple[RowView, DueView], ...]:
    found = [
        (each.row, due)
        for each in opened
        for due in each.duties
        if due.state == STATES[clock] and due.due.at
    ]
    return tuple(sorted(found, key=lambda pair: datetime.fromisoformat(pair[1].due.at)))


def _by_urgency(rows: list[RowView]) -> tuple[RowView, ...]:
    """Rows with a due time first, soonest on top; then the newest."""
    newest = sorted(rows, key=lambda row: row.opened.at, reverse=True)
    dues = ((row.next.due.at if row.next else "", row) for row in newest)
    return tuple(row for _, row in sorted(dues, key=lambda pair: (not pair[0], pair[0])))
