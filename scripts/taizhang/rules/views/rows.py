"""An incident as one row: strip of stages, next duty, what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.entry import part
from taizhang.model.pageviews import LimitView
from taizhang.model.plan import SKIP
from taizhang.model.state import Clock, Effect
from taizhang.model.times import elapsed_words
from taizhang.model.views import NONE, RowView, StageCell, WaitingView
from taizhang.rules.signatures import beginning_for
from taizhang.rules.views.things import natures_of, platforms_of
from taizhang.rules.views.words import STATES, due_view, level_view, moment, most_urgent

if TYPE_CHECKING:
    from datetime import datetime

    from taizhang.model.plan import Plan
    from taizhang.model.state import Act, Due, StageSpan, State
    from taizhang.model.times import Span
    from taizhang.rules.judge import Judged

LATE = (Clock.LATE, Clock.OVERDUE)


def row_view(judged: Judged, now: datetime) -> RowView:
    """The incident in a list at ``now``."""
    state, plan = judged.state, judged.plan
    first, last = state.acts[0].entry, state.acts[-1].entry
    stage = plan.stage(state.stage)
    urgent = most_urgent(judged.dues)
    closed = state.spans[-1].since if state.closed else None
    return RowView(
        id=state.incident.id,
        title=state.incident.title,
        level=level_view(state, plan),
        stage=state.stage,
        stage_key=stage.key if stage else "",
        strip=strip(state, plan, now, judged.dues),
        natures=natures_of(state),
        platforms=platforms_of(state),
        opened=moment(first.at, plan.zone),
        updated=moment(last.at, plan.zone),
        closed=moment(closed, plan.zone) if closed else NONE,
        next=due_view(urgent, plan, state.incident.id) if urgent else None,
        waiting=len(state.waiting) + len(state.unratified),
        late=sum(1 for due in judged.dues if due.clock in LATE),
        drill=state.incident.drill,
        outcome=_outcome(state),
        lessons=tuple(part(thing.fields, "text") for thing in state.things_of("问题")),
    )


def strip(
    state: State, plan: Plan, now: datetime, dues: tuple[Due, ...] = ()
) -> tuple[StageCell, ...]:
    """One cell a stage, in the plan's order, with the latest stay and the limits that began in it.

    A limit whose clock started anew since is left out.
    What lies before the present stage was done or skipped; what lies behind it is still to do,
    even if the incident was there before and went back.
    """
    cells = []
    names = [stage.name for stage in plan.stages]
    present = names.index(state.stage) if state.stage in names else -1
    stays = {span.stage: span for span in state.spans}
    limited = [
        (due, due.deadline.limit)
        for due in dues
        if due.deadline and due.deadline.limit and due.clock is not Clock.SUPERSEDED
    ]
    for number, stage in enumerate(plan.stages):
        last = stays.get(stage.name)
        word = "now" if number == present else "todo"
        if number < present:
            word = "done" if last else "skipped"
        taken = (last.until or now) - last.since if last and not stage.closed else None
        cells.append(
            StageCell(
                name=stage.name,
                key=stage.key,
                state=word,
                since=moment(last.since if last else None, plan.zone),
                until=moment(last.until if last else None, plan.zone),
                taken=elapsed_words(taken) if taken is not None else "",
                limits=_limits(last, limited),
            )
        )
    return tuple(cells)


def _limits(stay: StageSpan | None, limited: list[tuple[Due, Span]]) -> tuple[LimitView, ...]:
    """Limits whose clock started during ``stay``."""
    if stay is None:
        return ()
    return tuple(
        LimitView(
            name=due.name,
            limit=limit.words(),
            taken=elapsed_words(due.taken),
            state=STATES[due.clock],
            state_zh=due.clock.value,
        )
        for due, limit in limited
        if stay.since <= due.start and (stay.until is None or due.start < stay.until)
    )


def waiting_views(judged: Judged) -> tuple[WaitingView, ...]:
    """Acts of the incident that wait for signatures."""
    acts = (*judged.state.waiting, *judged.state.unratified)
    return tuple(_waiting(act, judged) for act in acts if act.missing)


def _waiting(act: Act, judged: Judged) -> WaitingView:
    state, plan = judged.state, judged.plan
    return WaitingView(
        incident=state.incident.id,
        title=state.incident.title,
        level=level_view(state, plan),
        entry=act.written.name,
        sort="待追认" if act.effect is Effect.UNRATIFIED else "待审批",
        by=act.entry.by,
        roles=act.missing,
        since=moment(act.entry.at, plan.zone),
        command=f'taizhang approve {state.incident.id} --entry "{act.written.name}"',
        statement=beginning_for(act, judged.ground, judged.chain),
    )


def _outcome(state: State) -> str:
    """How a closed incident ended, in a few words."""
    if not state.closed:
        return ""
    last = next((act for act in reversed(state.acts) if act.move and act.counts), None)
    if last is not None and last.entry.has("into"):
        return f"并入 {last.entry.word('into')}"
    if state.things_of("移送") and last is not None and last.move == SKIP:
        return "已移送"
    return "办结"
