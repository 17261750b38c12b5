"""What is left lying in an incident: a visit of the media, a trend nobody watches."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.builders import (
    entry,
    found,
    handled,
    judged,
    noted,
    shipped,
    signed,
    until_archive,
    until_handling,
)

from taizhang.model.times import Span
from taizhang.rules.pending import CLOCK_CHECKS

CODES = {check.code for check in CLOCK_CHECKS}
VISIT = entry(
    "09:30", "李娜", "来访", id="来访1", outlet="晚报", topic="问开放时间", handled_by="李娜"
)


def own(now, *entries, **parameters):
    """Codes of these checks alone; ``watch_interval="4 h"`` settles a parameter, "" opens it."""
    law = shipped()
    kept = tuple(
        replace(
            each,
            values=(parameters[each.key] or "待定",),
            span=Span.parse(parameters[each.key]) if parameters[each.key][-1:] in ("h", "n") else None,
        )
        if each.key in parameters
        else each
        for each in law.plan.parameters
    )  # fmt: skip
    done = judged(now, *entries, law=law.changed(parameters=kept))
    told = [each for each in done.findings if each.code in CODES]
    clauses = {check.code: check.clause for check in CLOCK_CHECKS}
    assert [each.clause for each in told] == [clauses[each.code] for each in told]
    return [each.code for each in told]


def watch(at, trend="平稳"):
    return entry(at, "张伟", "监看", trend=trend)


@pytest.mark.parametrize(
    ("now", "more", "limit", "expected"),
    [
        ("+1 09:30", [], "24 h", []),
        ("+1 09:31", [], "24 h", ["media-open"]),
        ("+1 09:31", [], "", []),
        ("+1 09:31", [handled("10:00", about="来访1")], "24 h", []),
        ("+1 09:31", [handled("10:00")], "24 h", ["media-open"]),
    ],
)
def test_a_visit_of_the_media_is_answered_within_its_time(now, more, limit, expected):
    assert own(now, found(), VISIT, *more, media_limit=limit, watch_interval="") == expected


def test_a_closed_incident_owes_nobody_an_answer():
    entries = until_archive()
    entries.insert(1, VISIT)
    assert own("+9 09:00", *entries, media_limit="24 h", watch_interval="4 h") == []


@pytest.mark.parametrize(
    ("now", "more", "limit", "expected"),
    [
        ("13:00", [], "4 h", []),
        ("13:01", [], "4 h", ["watch-gap"]),
        ("13:01", [], "", []),
        ("13:01", [noted("09:20")], "4 h", ["watch-gap"]),
        ("13:01", [watch("09:20")], "4 h", []),
        ("13:21", [watch("09:20")], "4 h", ["watch-gap"]),
    ],
    ids=["in-time", "late", "open", "noted", "looked", "looked-long-ago"],
)
def test_an_open_incident_is_watched_at_the_plans_interval(now, more, limit, expected):
    assert own(now, found(), *more, watch_interval=limit) == expected


def test_it_ends_with_the_trend_that_the_plan_names():
    calm = watch("11:00", "平息")
    entries = [*until_handling(), calm]
    assert own("18:00", *entries, watch_interval="4 h") == ["watch-gap"]
    approved = [*entries, signed("11:10", calm)]
    assert own("18:00", *approved, watch_interval="4 h") == []
    assert own("18:00", *approved, watch_interval="4 h", watch_until="回落") == ["watch-gap"]
    assert own("18:00", *approved, watch_interval="4 h", watch_until="") == ["watch-gap"]
