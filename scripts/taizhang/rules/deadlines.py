"""Duties with a clock, as they stand at ``now``: facts, never refusals.

State is a pure function of (plan, folded incident, now). A limit is met when the act is done
at or before the due time: the limit itself is inside. Source: plan 三(二); format.md "The plan".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from taizhang.model.entry import part
from taizhang.model.plan import MOMENTS
from taizhang.model.state import Clock, Due, Effect
from taizhang.model.times import Span, parse_day, parse_time
from taizhang.rules.gates import holds, touches

if TYPE_CHECKING:
    from taizhang.model.plan import Deadline, Matcher
    from taizhang.model.state import Act, Thing
    from taizhang.rules.ground import Ground, Subject

ZERO = timedelta()
SOON = timedelta(hours=1)
"""Due soon without a ``remind`` of its own: one hour, or a quarter of a shorter limit."""


def dues(ground: Ground, now: datetime) -> tuple[Due, ...]:
    """Every duty of the incident with its clock, in the order of the plan."""
    found: list[Due] = []
    for deadline in ground.plan.deadlines:
        if deadline.each:
            found.extend(_each(deadline, ground, now))
        else:
            found.extend(_plain(deadline, ground, now))
    found.extend(_ratifications(ground, now))
    return tuple(found)


def _starts(deadline: Deadline, ground: Ground) -> list[tuple[datetime, int]]:
    """Claimed times and entry numbers that start the clock, oldest first by file order."""
    starts: dict[int, datetime] = {}
    for start in deadline.starts:
        if isinstance(start, str):
            for moment in ground.moments:
                if moment.name == start and start in MOMENTS:
                    starts[moment.number] = moment.at
            continue
        found = ground.candidates(start, -1)
        if found:
            act = ground.acts[found[0]]
            starts.setdefault(act.took_effect or found[0], act.entry.at)
    return sorted(((at, number) for number, at in starts.items()), key=lambda pair: pair[1])


def _plain(deadline: Deadline, ground: Ground, now: datetime) -> list[Due]:
    starts = _starts(deadline, ground)
    found = []
    for index, (start, number) in enumerate(starts):
        until = starts[index + 1] if index + 1 < len(starts) else None
        last = until[1] if until else len(ground.acts)
        if not holds(deadline.when, _as_of(ground, last), ground):
            continue
        done = _done(deadline, ground, number, until[1] if until else None)
        due = _due_at(start, deadline.limit)
        found.append(_fact(deadline, ground, now, _Run((start, number), due, done, until)))
    return found


def _as_of(ground: Ground, number: int) -> Subject:
    """The incident as it stood just before entry ``number`` took its turn."""
    last = ground.subjects[min(number, len(ground.subjects)) - 1]
    if number >= len(ground.subjects):
        return replace(last, level=ground.level, marks=tuple(ground.marks.items()))
    return last


def _done(
    deadline: Deadline, ground: Ground, after: int, before: int | None, thing: str = ""
) -> tuple[datetime, int] | None:
    """Claimed time and number of the first act that ends the duty in the span of file order."""
    best: tuple[datetime, int] | None = None
    for matcher in deadline.ends:
        if isinstance(matcher, str):  # 签完 belongs to approvals, see _ratifications
            continue
        for number in _candidates(matcher, ground, after, before):
            if thing and not touches(thing, number, ground):
                continue
            at = ground.acts[number].entry.at
            if best is None or number < best[1]:
                best = (at, number)
    return best


def _candidates(
    matcher: Matcher, ground: Ground, after: int, before: int | None
) -> tuple[int, ...]:
    return tuple(
        number
        for number in ground.candidates(matcher, -1)
        if number >= after and (before is None or number < before)
    )


def _due_at(start: datetime, limit: Span | None) -> datetime | None:
    """When a limit from ``start`` ends; days end with their day, day 0 not counted."""
    if limit is None:
        return None
    if limit.unit in ("min", "h"):
        return start + limit.delta
    day = start.date() + limit.delta
    return datetime.combine(day, time(23, 59, 59), start.tzinfo)


def _each(deadline: Deadline, ground: Ground, now: datetime) -> list[Due]:
    found = []
    for thing in ground.of_sort(deadline.each):
        act = ground.acts[thing.number]
        start = act.effective_at or act.entry.at
        due = _thing_due(deadline, thing, ground) or _due_at(start, deadline.limit)
        if due is None and deadline.limit_field:
            continue
        done = _done(deadline, ground, thing.number, None, thing.name)
        found.append(
            _fact(deadline, ground, now, _Run((start, thing.number), due, done, None, thing.name))
        )
    return found


def _thing_due(deadline: Deadline, thing: Thing, ground: Ground) -> datetime | None:
    """The thing's own limit, an effective 延期 counted."""
    if not deadline.limit_field:
        return None
    text = part(thing.fields, deadline.limit_field)
    for act in ground.acts:
        if act.counts and act.entry.kind == "延期" and act.entry.word("about") == thing.name:
            text = act.entry.word("until")
    if not text:
        return None
    zone = ground.plan.zone
    try:
        return parse_time(text, zone)
    except ValueError:
        return datetime.combine(parse_day(text), time(23, 59, 59), zone)


@dataclass(frozen=True, slots=True)
class _Run:
    """One run of a clock: started, due, done, started over; a time goes with its entry number."""

    start: tuple[datetime, int]
    due: datetime | None
    done: tuple[datetime, int] | None
    until: tuple[datetime, int] | None
    thing: str = ""


def _fact(deadline: Deadline, ground: Ground, now: datetime, run: _Run) -> Due:
    start, due, done, thing = run.start, run.due, run.done, run.thing
    remind = _remind(start[0], due, deadline.remind)
    clock, over, end = _clock(ground, now, due, done, run.until, remind)
    return Due(
        code=deadline.code,
        name=f"{deadline.name} · {thing}" if thing else deadline.name,
        clock=clock,
        start=start[0],
        due=due,
        done=done[0] if done else None,
        started_by=start[1],
        done_by=done[1] if done else None,
        over=over,
        taken=max(end - start[0], ZERO),
        force=deadline.force,
        basis=deadline.basis,
        clause=deadline.clause,
        thing=thing,
        remind_at=remind,
        deadline=deadline,
    )


def _remind(start: datetime, due: datetime | None, remind: Span | None) -> datetime | None:
    if due is None:
        return None
    if remind is not None and remind.unit != "workday":
        return due - remind.delta
    return due - min(SOON, (due - start) / 4)


def _clock(
    ground: Ground,
    now: datetime,
    due: datetime | None,
    done: tuple[datetime, int] | None,
    until: tuple[datetime, int] | None,
    remind: datetime | None,
) -> tuple[Clock, timedelta, datetime]:
    """State of the clock, how late, and the time up to which it ran."""
    if done:
        if due is None:
            return Clock.DONE, ZERO, done[0]
        return (
            (Clock.MET, ZERO, done[0]) if done[0] <= due else (Clock.LATE, done[0] - due, done[0])
        )
    if until:
        return Clock.SUPERSEDED, ZERO, until[0]
    if ground.plan.closed(ground.stage):
        end = ground.spans[-1].since
        over = end - due if due and end > due else ZERO
        return (Clock.LATE if over else Clock.ENDED), over, end
    if due is None:
        return Clock.PENDING, ZERO, now
    if now > due:
        return Clock.OVERDUE, now - due, now
    soon = remind is not None and now >= remind
    return (Clock.SOON if soon else Clock.OPEN), ZERO, now


def _ratifications(ground: Ground, now: datetime) -> list[Due]:
    """Urgent acts: signed afterwards, within the approval line's own limit."""
    found = []
    for act in ground.acts:
        line = act.line
        if not act.entry.has("urgent") or line is None or line.ratify is None:
            continue
        if act.effect is Effect.VOID:
            continue
        start = act.entry.at
        due = start + line.ratify.delta
        counted = [each for each in act.approvals if each.counts]
        signed = bool(counted) and (not act.missing or act.effect is Effect.RETURNED)
        done = (counted[-1].at, counted[-1].number) if signed else None
        remind = _remind(start, due, None)
        clock, over, end = _clock(ground, now, due, done, None, remind)
        found.append(_ratification(act, clock, due, done, over, end - start, remind))
    return found


def _ratification(
    act: Act,
    clock: Clock,
    due: datetime,
    done: tuple[datetime, int] | None,
    over: timedelta,
    taken: timedelta,
    remind: datetime | None,
) -> Due:
    line = act.line
    return Due(
        code=f"ratify-{line.code}" if line else "ratify",
        name=f"追认 · {act.entry.word('id') or act.entry.kind}",
        clock=clock,
        start=act.entry.at,
        due=due,
        done=done[0] if done else None,
        started_by=act.entry.number,
        done_by=done[1] if done else None,
        over=over,
        taken=max(taken, ZERO),
        force="本预案" if line and line.clause else "目标",
        basis=line.basis if line else "",
        clause=line.clause if line else "",
        remind_at=remind,
    )
