"""The readings of an incident over time, with the entries that may have moved them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.entry import part
from taizhang.model.spreadview import Event, Reading, SpreadView
from taizhang.rules.views.words import moment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from taizhang.model.plan import Plan
    from taizhang.model.state import Act, State

_MARKED = {
    "报告": ("form", "to"),
    "决定": ("measures",),
    "发布": ("channel",),
    "调级": ("level",),
}
"""Kinds that are marked, and the fields that say in a few words what was done."""


def spread_view(state: State, plan: Plan) -> SpreadView | None:
    """The spread, None where no entry that counts holds a number."""
    counting = [act for act in state.acts if act.counts]
    looks = [
        (act, record)
        for act in counting
        if act.entry.kind == "监看"
        for record in act.entry.records("spread")
        if any(part(record, key) for key in ("posts", "reads", "comments"))
    ]
    if not looks:
        return None
    found = state.acts[0].entry.at
    readings = (_reading(act, record, found, plan) for act, record in looks)
    events = (_event(act, found, plan) for act in counting if act.entry.kind in _MARKED)
    return SpreadView(
        readings=tuple(sorted(readings, key=lambda each: each.seconds)),
        events=tuple(sorted(events, key=lambda each: each.seconds)),
    )


def _reading(act: Act, record: Mapping[str, object], found: datetime, plan: Plan) -> Reading:
    return Reading(
        at=moment(act.entry.at, plan.zone),
        seconds=_since(found, act),
        anchor=_anchor(act),
        trend=act.entry.word("trend"),
        posts=_amount(record, "posts"),
        reads=_amount(record, "reads"),
        comments=_amount(record, "comments"),
    )


def _event(act: Act, found: datetime, plan: Plan) -> Event:
    words = ("、".join(act.entry.words(name)) for name in _MARKED[act.entry.kind])
    return Event(
        at=moment(act.entry.at, plan.zone),
        seconds=_since(found, act),
        anchor=_anchor(act),
        kind=act.entry.kind,
        text=" ".join(filter(None, words)),
    )


def _since(found: datetime, act: Act) -> int:
    return max(int((act.entry.at - found).total_seconds()), 0)


def _anchor(act: Act) -> str:
    """The entry's place on the incident's page, as ``entry_views`` has it."""
    return f"e{act.entry.number + 1}"


def _amount(record: Mapping[str, object], key: str) -> int | None:
    text = part(record, key)
    return int(text) if text else None
