"""Duties with a clock, as they stand at ``now``: facts, never refusals.

State is a pure function of (plan, office data, folded incident, now): while the file stays the
same a clock only runs forward. A limit is met when the act is done at or before the due time:
the limit itself is inside. Source: plan 三(二); format.md "The plan".
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from taizhang.model.entry import part
from taizhang.model.plan import SIGNED
from taizhang.model.record import replace
from taizhang.model.state import Clock, Due, Effect
from taizhang.rules.duetime import later, reminder_times
from taizhang.rules.limits import Limit, limit_of
from taizhang.rules.runs import Run, held, may_hold, runs, stopped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from taizhang.model.plan import ApprovalLine, Deadline
    from taizhang.model.state import Act
    from taizhang.rules.ground import Ground

ZERO = timedelta()


def dues(ground: Ground, now: datetime) -> tuple[Due, ...]:
    """Every duty of the incident with its clock, in the order of the plan.

    Of lines that share a name the one shows whose condition held when the duty was done; a duty
    not done is judged by the line that holds now, from the old start.
    """
    found = [
        (duty.deadline, run, *held(duty.deadline, ground, run))
        for duty in ground.lookup.duties
        if not duty.graded or may_hold(duty.deadline.when, ground)
        for run in runs(duty, ground)
    ]
    firm = {_duty(deadline, run) for deadline, run, then, _ in found if then}
    facts = [
        _fact(deadline, run, limit, now, _who(deadline, run, ground))
        for deadline, run, then, now_too in found
        if then or (now_too and _duty(deadline, run) not in firm)
        if (limit := limit_of(deadline, run, ground)) is not None
    ]
    return (*facts, *_ratifications(ground, now))


def _duty(deadline: Deadline, run: Run) -> tuple[str, int, str]:
    return deadline.name, run.started_by, run.thing.name if run.thing else run.label


def _fact(deadline: Deadline, run: Run, limit: Limit, now: datetime, who: tuple[str, ...]) -> Due:
    clock, over, end = clock_at(now, run, limit)
    thing = run.thing.name if run.thing else ""
    label = run.label or thing
    return Due(
        code=deadline.code,
        name=f"{deadline.name} · {label}" if label else deadline.name,
        clock=clock,
        start=run.start,
        due=limit.due,
        done=run.done,
        started_by=run.started_by,
        done_by=run.done_by,
        over=over,
        taken=max(end - run.start, ZERO),
        force=deadline.force,
        basis=deadline.basis,
        clause=deadline.clause,
        thing=thing,
        remind_at=limit.soon,
        reminders=limit.reminders,
        stopped=run.stopped,
        extended_by=limit.extended_by,
        first_due=limit.first_due,
        cut=limit.cut,
        lacks=limit.lacks,
        deadline=deadline,
        who=who,
    )


def _who(deadline: Deadline, run: Run, ground: Ground) -> tuple[str, ...]:
    """Who must act: whose signatures are missing, the task's unit, else whom the plan names."""
    missing = ground.acts[run.started_by].missing if SIGNED in deadline.ends else ()
    unit = part(run.thing.fields, "unit") if run.thing else ""
    named = (unit,) if unit else (deadline.who,) if deadline.who else ()
    return tuple(dict.fromkeys(missing)) or named


def clock_at(now: datetime, run: Run, limit: Limit) -> tuple[Clock, timedelta, datetime]:
    """State of the clock, how late, and the time up to which it ran."""
    ended = run.done or run.stopped
    end = ended or now
    due = limit.due
    if run.superseded:
        return Clock.SUPERSEDED, ZERO, end
    if limit.lacks and (ended is None or ended.date() >= limit.lacks):
        return Clock.UNKNOWN, ZERO, end
    over = end - due if due and end > due else ZERO
    if run.done:
        in_time = Clock.MET if due or limit.lacks else Clock.DONE
        return (Clock.LATE if over else in_time), over, end
    if run.stopped:
        return (Clock.LATE if over else Clock.ENDED), over, end
    return _running(now, limit), over, end


def _running(now: datetime, limit: Limit) -> Clock:
    if limit.due is None:
        return Clock.PENDING
    if now > limit.due:
        return Clock.OVERDUE
    return Clock.SOON if limit.soon is not None and now >= limit.soon else Clock.OPEN


def _ratifications(ground: Ground, now: datetime) -> Iterator[Due]:
    """Urgent acts: signed afterwards, within the approval line's own limit."""
    for act in ground.acts:
        line = act.line
        if line is None or line.ratify is None or not act.entry.has("urgent"):
            continue
        if act.effect in (Effect.EFFECTIVE, Effect.UNRATIFIED):
            yield _ratification(act, line, ground, now)


def _ratification(act: Act, line: ApprovalLine, ground: Ground, now: datetime) -> Due:
    start = act.entry.at
    run = stopped(Run(start=start, started_by=act.entry.number, before=0), ground)
    counted = [each for each in act.approvals if each.counts]
    if counted and not act.missing:
        run = replace(run, done=counted[-1].at, done_by=counted[-1].number, stopped=None)
    due = later(start, line.ratify.delta if line.ratify else ZERO)
    reminders, soon = reminder_times(start, due, (), line.ratify)
    clock, over, end = clock_at(now, run, Limit(due=due, soon=soon))
    return Due(
        code=f"ratify-{line.code}",
        name=f"追认 · {act.entry.word('id') or act.entry.kind}",
        clock=clock,
        start=start,
        due=due,
        done=run.done,
        started_by=run.started_by,
        done_by=run.done_by,
        over=over,
        taken=max(end - start, ZERO),
        force="本预案" if line.clause else "目标",
        basis=line.basis,
        clause=line.clause,
        remind_at=soon,
        reminders=reminders,
        stopped=run.stopped,
        who=tuple(dict.fromkeys(act.missing)),
    )
