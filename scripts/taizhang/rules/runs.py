"""Where a clock starts, and what ends it: every run of every duty of an incident.

Order is the order of the file, the clock is claimed time. Source: format.md 10, 13 and 14.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from taizhang.model.entry import parts
from taizhang.model.plan import ALWAYS, REOPEN, SIGNED
from taizhang.model.record import dataclass, replace
from taizhang.model.state import Effect
from taizhang.rules.gates import holds, stands, touches
from taizhang.rules.ground import NOTHING_YET

if TYPE_CHECKING:
    from datetime import datetime

    from taizhang.model.plan import Condition, Deadline
    from taizhang.model.state import Act, Thing
    from taizhang.rules.ground import Ground
    from taizhang.rules.lookup import Duty
    from taizhang.rules.matchers import Sought


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a clock; times are claimed, numbers are of entries.

    Attributes:
        done: when the act that ends the duty was done; ``done_by`` is its number.
        stopped: when the run ended undone; ``superseded`` when the clock was started over, else
            the incident was closed.
        before: number of the first entry that is no longer part of the run.
        thing: what it is about, where the plan asks for one clock a thing.
        label: what tells it from other runs of the same duty.
    """

    start: datetime
    started_by: int
    before: int
    done: datetime | None = None
    done_by: int | None = None
    stopped: datetime | None = None
    superseded: bool = False
    thing: Thing | None = None
    label: str = ""


def runs(duty: Duty, ground: Ground) -> list[Run]:
    """Every run of one line of the plan, whether its condition holds or not."""
    deadline = duty.deadline
    if SIGNED in deadline.ends:
        return _signings(deadline, ground)
    if not deadline.each:
        return _runs(duty, ground, None)
    return [run for thing in ground.of_sort(deadline.each) for run in _runs(duty, ground, thing)]


def _runs(duty: Duty, ground: Ground, thing: Thing | None) -> list[Run]:
    starts = _starts(duty, ground, thing)
    return [
        _run(start, following, thing, duty, ground)
        for start, following in zip(starts, (*starts[1:], None), strict=False)
    ]


def _starts(duty: Duty, ground: Ground, thing: Thing | None) -> list[tuple[int, datetime]]:
    """What starts the clock: number and time, in the order of the file.

    A moment (升级, 降级, 重开) starts it each time, at the ``at`` of its entry. A matcher starts
    it with the first act that fits, and with the first one again after each 重开; the time is
    that from which the act counts.
    """
    if thing is not None and not duty.deadline.starts:
        return [(thing.number, _counts_from(ground.acts[thing.number]))]
    first = thing.number if thing else 0
    starts = {
        each.number: each.at
        for each in ground.moments
        if each.name in duty.moments and each.number >= first
    }
    for sought in duty.starts:
        for number in _first_of_rounds(sought, ground, first, thing):
            starts.setdefault(number, _counts_from(ground.acts[number]))
    return sorted(starts.items())


def _counts_from(act: Act) -> datetime:
    return act.effective_at or act.entry.at


def _first_of_rounds(
    sought: tuple[Sought, ...], ground: Ground, first: int, thing: Thing | None
) -> list[int]:
    """The first fitting act from ``first`` on, and the first from each 重开 on."""
    fitting = ground.candidates(sought, first - 1)
    if thing is not None:
        fitting = [number for number in fitting if touches(thing.name, number, ground)]
    if not fitting or not ground.moments:
        return fitting[:1]
    reopened = (each.number for each in ground.moments if each.name == REOPEN)
    rounds = [first, *sorted(each for each in reopened if each > first)]
    found = []
    for begin, end in pairwise((*rounds, len(ground.acts))):
        at = bisect_left(fitting, begin)
        found += [number for number in fitting[at : at + 1] if number < end]
    return found


def _run(
    start: tuple[int, datetime],
    following: tuple[int, datetime] | None,
    thing: Thing | None,
    duty: Duty,
    ground: Ground,
) -> Run:
    """One run with what ends it: the act asked for, a new start, or the closing."""
    first, began = start
    end, before, superseded = _end(first, following, ground)
    # The earliest that was done after the start, by the clock: one filed afterwards counts.
    found = min(
        [
            (ground.acts[number].entry.at < began, ground.acts[number].entry.at, number)
            for sought in duty.ends
            for number in ground.candidates(sought, first - 1)
            if number < before and (thing is None or touches(thing.name, number, ground))
        ],
        default=None,
    )
    return Run(
        start=began,
        started_by=first,
        before=before,
        done=found[1] if found else None,
        done_by=found[2] if found else None,
        stopped=None if found else end,
        superseded=superseded and not found,
        thing=thing,
    )


def _end(
    first: int, following: tuple[int, datetime] | None, ground: Ground
) -> tuple[datetime | None, int, bool]:
    """How far a run goes that entry ``first`` starts, whatever is done meanwhile.

    Until ``following`` starts the clock over, or the closing: when it is stopped, the first entry
    that is no longer part of it, and whether it was started over.
    """
    effect = ground.acts[first].took_effect
    after = first if effect is None else effect
    for closing in ground.closings:
        if closing.number > after:
            if following is None or closing.number < following[0]:
                return closing.since, closing.number + 1, False
            break
    if following:
        return following[1], following[0], True
    return None, len(ground.acts), False


def stopped(run: Run, ground: Ground) -> Run:
    """The run as far as it goes, to the closing."""
    end, before, _ = _end(run.started_by, None, ground)
    return replace(run, stopped=end, before=before)


def _signings(deadline: Deadline, ground: Ground) -> list[Run]:
    """One clock for each act that waits or waited for its signatures; 退回 ends it too.

    An urgent act is signed afterwards and has the clock of its approval line instead.
    """
    found = []
    starts = [point for point in deadline.starts if not isinstance(point, str)]
    for number, act in enumerate(ground.acts):
        if act.line is None or act.entry.has("urgent"):
            continue
        if not any(ground.subjects[number].fits(point) for point in starts):
            continue
        if act.effect not in (Effect.WAITING, Effect.RETURNED, Effect.EFFECTIVE):
            continue
        thing = ground.things.get(act.entry.word("id"))
        label = thing.name if thing else act.written.name
        run = Run(start=act.entry.at, started_by=number, before=0, thing=thing, label=label)
        found.append(_signed(stopped(run, ground), act))
    return found


def _signed(run: Run, act: Act) -> Run:
    if act.effect is Effect.WAITING:
        return run
    last = [each for each in act.approvals if each.counts][-1]
    return replace(run, done=last.at, done_by=last.number, stopped=None)


def held(deadline: Deadline, ground: Ground, run: Run) -> tuple[bool, bool]:
    """Whether the line's condition held when the duty was done, and at the end of the run.

    Of a duty not done both are the same: what holds now, from the old start.
    """
    if deadline.when is ALWAYS:
        return True, True
    end = ground.as_of(run.before - 1)
    holds_now = _holds(deadline, ground, run, *end)
    if run.done_by is None:
        return holds_now, holds_now
    effect = ground.acts[run.done_by].took_effect
    then = ground.as_of(run.done_by if effect is None else effect)
    return holds_now if then == end else _holds(deadline, ground, run, *then), holds_now


def may_hold(when: Condition, ground: Ground) -> bool:
    """False where the incident never had a level and marks under which ``when`` holds."""
    stays = (NOTHING_YET, *((level, marks) for _, level, marks in ground.past))
    return any(stands(when, ground.plan, level, marks) for level, marks in stays)


def _holds(
    deadline: Deadline, ground: Ground, run: Run, level: str, marks: tuple[tuple[str, str], ...]
) -> bool:
    """The condition under that level and marks; natures are those of the thing."""
    when = deadline.when
    own = _natures(run, ground)
    if own and when.natures:
        if not set(own) & set(when.natures):
            return False
        when = replace(when, natures=())
    return holds(when, ground.subjects[run.started_by], ground, level, marks)


def _natures(run: Run, ground: Ground) -> tuple[str, ...]:
    """Natures of the items the thing is about; empty where it names none."""
    if run.thing is None:
        return ()
    made_by = ground.subjects[run.thing.number]
    items = {"事项": (run.thing.name,), "任务": parts(run.thing.fields, "items"), "问题": ()}
    named = items.get(run.thing.sort, made_by.items)
    return tuple(filter(None, map(ground.nature_of, named)))
