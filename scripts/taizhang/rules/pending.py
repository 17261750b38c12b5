"""Named checks of an incident against the clock that no deadline of the plan says.

Warnings only: time that passed is recorded, never refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.findings import Finding, Phrase, Severity
from taizhang.model.record import dataclass
from taizhang.model.times import elapsed_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime, timedelta

    from taizhang.model.plan import Plan
    from taizhang.model.state import Act, State

    Find = Callable[["State", "Plan", datetime], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class ClockCheck:
    """A check of an incident at ``now``. ``row`` is of the plan's list of rules."""

    code: str
    clause: str
    row: str
    find: Find
    severity: Severity = Severity.WARNING


def visitor_answered(state: State, plan: Plan, now: datetime) -> Iterator[Finding]:
    """A visit of the media is answered within a day: a 办理 about it. Source: plan 二(三)4."""
    limit = plan.parameter("media_limit")
    if limit is None or limit.span is None or state.closed:
        return
    visits = _counting(state, "来访")
    answered = {act.entry.word("about") for act in _counting(state, "办理")} if visits else ()
    for act in visits:
        name = act.entry.word("id")
        open_for = now - act.entry.at
        if name not in answered and open_for > limit.span.delta:
            yield _told("media-open", "二(三)4", act, thing=name, age=_words(open_for))


def last_look(state: State) -> Act:
    """The entry with which the trend was looked at last: a 监看, or the 发现 itself."""
    looked = (state.acts[0], *_counting(state, "监看"))
    return max(looked, key=lambda act: act.entry.at)


def watched(state: State, plan: Plan, now: datetime) -> Iterator[Finding]:
    """While an incident is open its trend is watched at the plan's interval.

    It ends with the trend that the plan names (平息). While the plan leaves the interval open,
    nothing is judged. Source: plan 三(一).
    """
    limit = plan.parameter("watch_interval")
    if limit is None or limit.span is None or state.closed:
        return
    last = last_look(state)
    until = plan.parameter("watch_until")
    if until is not None and last.entry.word("trend") in until.values:
        return
    age = now - last.entry.at
    if age > limit.span.delta:
        yield _told("watch-gap", "三(一)", last, age=_words(age), limit=limit.limit)


def _counting(state: State, kind: str) -> tuple[Act, ...]:
    return tuple([act for act in state.acts if act.entry.kind == kind and act.counts])


def _words(span: timedelta) -> Phrase:
    return Phrase(elapsed_words(span), elapsed_words(span, "en"))


def _told(code: str, clause: str, act: Act, **values: str | Phrase) -> Finding:
    return Finding(
        code=code,
        severity=Severity.WARNING,
        clause=clause,
        where=("timeline", act.entry.number, "at"),
        values=values,
    )


CLOCK_CHECKS: tuple[ClockCheck, ...] = (
    ClockCheck("media-open", "二(三)4", "14", visitor_answered),
    ClockCheck("watch-gap", "三(一)", "26", watched),
)
"""Every check of this module, in the order of the plan."""


def pending_findings(state: State, plan: Plan, now: datetime) -> tuple[Finding, ...]:
    """What has been left lying in an incident at ``now`` (aware)."""
    return tuple(found for check in CLOCK_CHECKS for found in check.find(state, plan, now))
