"""From a judged incident to the record that the statistics keep of it.

The record is the same at whatever moment the incident was judged: of a clock that runs it holds
the limit, not how it stands. Source: design.md §5.
"""

from __future__ import annotations

from collections import Counter
from itertools import zip_longest
from typing import TYPE_CHECKING

from taizhang.model.entry import part
from taizhang.model.incidentfacts import (
    RUNNING,
    DutyFact,
    EntryFact,
    IncidentFacts,
    ItemFact,
    Length,
    LessonFact,
)
from taizhang.model.state import Clock
from taizhang.model.times import parse_time
from taizhang.rules.lag import is_late
from taizhang.rules.lessons import improvement
from taizhang.rules.views.things import item_views, natures_of, platforms_of
from taizhang.rules.views.words import STATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from taizhang.model.plan import Plan
    from taizhang.model.recorded import Recorded
    from taizhang.model.state import Act, Due, State
    from taizhang.rules.judge import Judged

INTERVALS = {
    "posted-found": "首次出现→发现",
    "found-report": "发现→报告",
    "report-consult": "报告→会商",
    "consult-response": "会商→首次回应",
    "response-conclusion": "首次回应→结论性回应",
    "found-response": "发现→首次回应",
    "found-subsided": "发现→平息",
    "subsided-closed": "平息→办结",
    "found-closed": "发现→办结",
}
"""Intervals that are measured, by key, in the order in which they are shown."""


def facts_of(judged: Judged, recorded: tuple[Recorded, ...] = ()) -> IncidentFacts:
    """The record of an incident.

    Args:
        judged: at any moment not before its last entry.
        recorded: when each entry entered the record; without it only entries that are out of
            order in the file count as recorded late.
    """
    state, zone = judged.state, judged.plan.zone
    counting = _counting(state)
    closed = state.spans[-1].since if state.closed else None
    return IncidentFacts(
        id=state.incident.id,
        plan=judged.plan.id,
        opened=_stamp(state.acts[0].entry.at.astimezone(zone)),
        closed=_stamp(closed.astimezone(zone)) if closed else "",
        stage=state.stage,
        level=state.level,
        drill=state.incident.drill,
        natures=natures_of(state),
        platforms=platforms_of(state),
        scope=state.acts[0].entry.words("scope"),
        measures=_measures(counting),
        items=tuple(ItemFact(each.nature, bool(each.answer)) for each in item_views(judged)),
        entries=_entries(state, recorded),
        lessons=_lessons(state),
        stays=_stays(state, judged.plan),
        intervals=tuple(_intervals(state, judged.plan, counting)),
        duties=tuple(_duty(due) for due in judged.dues),
    )


def _measures(counting: _Counting) -> tuple[str, ...]:
    named = (word for act in counting.get("决定", ()) for word in act.entry.words("measures"))
    return tuple(dict.fromkeys(named))


def _entries(state: State, recorded: tuple[Recorded, ...]) -> tuple[EntryFact, ...]:
    every: dict[str, int] = {}
    late: dict[str, int] = {}
    for act, known in zip_longest(state.acts, recorded[: len(state.acts)]):
        kind = act.entry.kind
        every[kind] = every.get(kind, 0) + 1
        late[kind] = late.get(kind, 0) + is_late(act, known)
    return tuple([EntryFact(kind, count, late[kind]) for kind, count in every.items()])


def _lessons(state: State) -> tuple[LessonFact, ...]:
    found = []
    for thing in state.things_of("问题"):
        made = improvement(thing.name, state)
        version = made.entry.word("plan") if made else ""
        result = "plan" if version else "other" if made else ""
        found.append(LessonFact(part(thing.fields, "cause"), result, version))
    return tuple(found)


def _stays(state: State, plan: Plan) -> tuple[Length, ...]:
    """Time in stages that were left; a stage the incident is in now is not over yet."""
    total = Counter[str]()
    for span in state.spans:
        if span.until is not None and not plan.closed(span.stage):
            total[span.stage] += max(int((span.until - span.since).total_seconds()), 0)
    return tuple(Length(*each) for each in total.items() if each[0] != state.stage)


def _intervals(state: State, plan: Plan, counting: _Counting) -> Iterator[Length]:
    """Intervals of which both ends are there, in order; the first act of each sort counts."""
    found = state.acts[0].entry.at
    report = _first(counting.get("报告", ()))
    consult = _first(counting.get("会商", ()))
    response = _first(counting.get("发布", ()))
    subsided = _subsided(plan, counting)
    closed = state.spans[-1].since if state.closed else None
    ends = {
        "posted-found": (_posted(state.acts[0], plan), found),
        "found-report": (found, report),
        "report-consult": (report, consult),
        "consult-response": (consult, response),
        "response-conclusion": (response, _conclusion(state, plan, counting)),
        "found-response": (found, response),
        "found-subsided": (found, subsided),
        "subsided-closed": (subsided, closed),
        "found-closed": (found, closed),
    }
    for key in INTERVALS:
        since, until = ends[key]
        if since is not None and until is not None and until >= since:
            yield Length(key, int((until - since).total_seconds()))


_Counting = dict[str, "list[Act]"]
"""The acts that count, by kind."""


def _counting(state: State) -> _Counting:
    found: _Counting = {}
    for act in state.acts:
        if act.counts:
            found.setdefault(act.entry.kind, []).append(act)
    return found


def _first(acts: Iterable[Act]) -> datetime | None:
    return min((act.entry.at for act in acts), default=None)


def _posted(act: Act, plan: Plan) -> datetime | None:
    """The earliest time at which a source of the discovery says it was posted."""
    named = (part(source, "posted_at") for source in act.entry.records("sources"))
    return min((parse_time(each, plan.zone) for each in named if each), default=None)


def _conclusion(state: State, plan: Plan, counting: _Counting) -> datetime | None:
    """The first publication of the plan's last phase."""
    phases = plan.options("phases")
    drafts = {
        thing.name for thing in state.things_of("发布")
        if phases and part(thing.fields, "phase") == phases[-1]
    }  # fmt: skip
    return _first(act for act in counting.get("发布", ()) if act.entry.word("about") in drafts)


def _subsided(plan: Plan, counting: _Counting) -> datetime | None:
    """The first look that found the trend up to which the plan has it watched."""
    until = plan.parameter("watch_until")
    trends = until.values if until else ()
    return _first(act for act in counting.get("监看", ()) if act.entry.word("trend") in trends)


def _duty(due: Due) -> DutyFact:
    running = due.open and due.clock is not Clock.UNKNOWN
    return DutyFact(
        code=due.code,
        state=RUNNING if running else STATES[due.clock],
        due=_stamp(due.due) if running and due.due else "",
        taken=0 if running else int(due.taken.total_seconds()),
    )


def _stamp(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
