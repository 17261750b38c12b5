"""The board: what is overdue, due soon, waiting, open, and lately archived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.boardview import BoardView
from taizhang.model.state import Clock
from taizhang.rules.cover import turns
from taizhang.rules.views.rows import row_view, waiting_views
from taizhang.rules.views.unverified import unverified_views
from taizhang.rules.views.words import due_view, moment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from taizhang.model.office import Office
    from taizhang.model.plan import Plan
    from taizhang.model.views import DueView, RowView, WaitingView
    from taizhang.rules.judge import Judged

ARCHIVED_SHOWN = 5
UNVERIFIED_SHOWN = 10


def board_view(
    cases: Sequence[Judged],
    office: Office,
    plan: Plan,
    now: datetime,
    commit: str = "",
    committed: datetime | None = None,
) -> BoardView:
    """The board at ``now``. ``plan`` is the version new incidents are opened under."""
    rows = [(case, row_view(case, now)) for case in cases]
    opened = [(case, row) for case, row in rows if not case.state.closed]
    archived = sorted(
        (row for case, row in rows if case.state.closed),
        key=lambda row: row.closed.at,
        reverse=True,
    )
    unverified = unverified_views(cases)
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
        open=_by_urgency([row for _, row in opened]),
        archived=tuple(archived[:ARCHIVED_SHOWN]),
        total=len(rows),
        ledger_id=office.id,
        committed=moment(committed, plan.zone),
        unverified=unverified[:UNVERIFIED_SHOWN],
        unverified_total=len(unverified),
    )


def _waiting(opened: Sequence[tuple[Judged, RowView]]) -> tuple[WaitingView, ...]:
    """What waits, the longest first."""
    views = (view for case, _ in opened for view in waiting_views(case))
    return tuple(sorted(views, key=lambda view: view.since.at))


def _on_duty(office: Office, plan: Plan, now: datetime) -> tuple[str, ...]:
    shifts = turns(office, plan.zone)
    return tuple(f"{each.shift} {each.person}" for each in shifts if each.since <= now < each.until)


def _clocks(
    opened: Sequence[tuple[Judged, RowView]], clock: Clock
) -> tuple[tuple[RowView, DueView], ...]:
    found = [
        (due, row, case)
        for case, row in opened
        for due in case.dues
        if due.clock is clock and due.due is not None
    ]
    found.sort(key=lambda each: each[0].due or each[0].start)
    return tuple((row, due_view(due, case.plan, row.id)) for due, row, case in found)


def _by_urgency(rows: list[RowView]) -> tuple[RowView, ...]:
    """Rows with a due time first, soonest on top; then the newest."""
    newest = sorted(rows, key=lambda row: row.opened.at, reverse=True)
    dues = ((row.next.due.at if row.next else "", row) for row in newest)
    return tuple(row for _, row in sorted(dues, key=lambda pair: (not pair[0], pair[0])))
