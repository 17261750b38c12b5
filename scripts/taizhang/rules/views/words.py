"""Small pieces of every view: times, levels, clocks, commands."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from taizhang.model.calendar import COUNT_ON
from taizhang.model.clause import anchor
from taizhang.model.plan import SIGNED
from taizhang.model.state import Clock
from taizhang.model.times import elapsed_words, format_time
from taizhang.model.views import NONE, DueView, LevelView, Moment
from taizhang.rules.howto import how_to
from taizhang.rules.matchers import key_of

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from taizhang.model.plan import Matcher, Plan
    from taizhang.model.state import Due, State

SHAPES = ("◆", "▲", "●", "■")
STATES = {
    Clock.MET: "met",
    Clock.LATE: "late",
    Clock.OPEN: "open",
    Clock.SOON: "soon",
    Clock.OVERDUE: "overdue",
    Clock.DONE: "done",
    Clock.PENDING: "pending",
    Clock.SUPERSEDED: "superseded",
    Clock.ENDED: "ended",
    Clock.UNKNOWN: "unknown",
}


def moment(at: datetime | None, zone: tzinfo) -> Moment:
    """A time twice: RFC 3339 in ``zone``, and to the minute for people."""
    return NONE if at is None else _moment(at, at.fold, zone)


@lru_cache(4096)
def _moment(at: datetime, _fold: int, zone: tzinfo) -> Moment:
    """An incident tells each of its times many times over; equal ones may differ in their fold."""
    told = at.astimezone(zone).isoformat(timespec="seconds")
    return Moment(at=told, text=f"{told[:10]} {told[11:16]}")


def level_view(state: State, plan: Plan) -> LevelView:
    """The level as the plan names and colours it, with its shape."""
    level, rank = plan.level(state.level), plan.rank(state.level)
    return LevelView(
        name=state.level,
        key=level.key if level else "",
        shape=SHAPES[min(rank, len(SHAPES) - 1)] if level else "○",
        confirmed=state.level_confirmed,
        colour=level.colour if level else "",
        rank=rank,
    )


def due_view(due: Due, plan: Plan, incident: str) -> DueView:
    """A duty in words, with who must act and what to type."""
    zone = plan.zone
    return DueView(
        code=due.code,
        name=_name(due, plan),
        state=STATES[due.clock],
        state_zh=standing(due),
        start=moment(due.start, zone),
        due=moment(due.due, zone),
        done=moment(due.done, zone),
        soon=moment(due.remind_at, zone),
        remind=moment(_remind(due), zone),
        reminders=tuple(moment(each, zone) for each in due.reminders),
        first_due=moment(due.first_due, zone),
        over=elapsed_words(due.over) if due.over else "",
        taken=elapsed_words(due.taken),
        limit=_limit(due),
        force=due.force,
        basis=due.basis,
        clause=due.clause,
        anchor=anchor(due.clause) if due.clause else "",
        thing=due.thing,
        who="、".join(due.who),
        command=command_for(due, incident) if due.open else "",
        kind=_kind(due) if due.open else "",
    )


def _name(due: Due, plan: Plan) -> str:
    if due.extended_by is None or due.due is None:
        return due.name
    return f"{due.name}（延期至 {format_time(due.due, plan.zone)}）"


def _remind(due: Due) -> datetime | None:
    """The next reminder; the first one where none is ahead."""
    present = due.start + due.taken  # a running clock has been taken up to now
    ahead = (each for each in due.reminders if due.open and each > present)
    return next(ahead, due.reminders[0] if due.reminders else None)


def standing(due: Due) -> str:
    """How it stands: a duty that was late and never done is not one done late."""
    if due.clock is Clock.LATE and due.done is None:
        return "办结时未办，已超时"
    if due.clock is Clock.UNKNOWN and due.lacks:
        return f"{due.clock.value}，缺{due.lacks.year}年放假数据"
    return due.clock.value


def _limit(due: Due) -> str:
    """The plan's limit, with what office hours do to it."""
    if due.deadline is None or due.deadline.limit is None:
        return ""
    words = due.deadline.limit.words()
    outside = due.deadline.outside
    return words if outside == COUNT_ON else f"{words}（{outside}）"


def command_for(due: Due, incident: str) -> str:
    """What to type for it."""
    matcher = _end(due)
    if matcher is None:
        return f"taizhang approve {incident}"
    text = how_to(matcher, incident)
    return f"{text} --about {due.thing}" if due.thing else text


def _kind(due: Due) -> str:
    matcher = _end(due)
    kinds = key_of(matcher, "kind") if matcher else ()
    return kinds[0] if kinds else ""


def _end(due: Due) -> Matcher | None:
    """What ends it first of all; None where that is a signature."""
    if due.deadline is None or SIGNED in due.deadline.ends:
        return None
    return next(each for each in due.deadline.ends if not isinstance(each, str))


def most_urgent(dues: tuple[Due, ...]) -> Due | None:
    """The open duty to see to first: overdue longest, then due soonest, then running longest."""
    waiting = [due for due in dues if due.open]
    if not waiting:
        return None
    return min(waiting, key=lambda due: (due.due is None, due.due or due.start))
