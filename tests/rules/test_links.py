"""Incidents that are named must be there."""

from __future__ import annotations

from tests.rules.builders import found, moved, noted, typed, worded
from tests.rules.offices import month
from tests.rules.plans import brief

from taizhang.rules.links import lost_links

HERE = {"20261109-4mq2"}


def lost(entries):
    return brief(worded(tuple(lost_links(entries, HERE.__contains__))))


def test_incidents_that_are_not_there_are_told_where_they_are_named():
    incident = typed(
        found(related=["20261109-4mq2", "20261101-aaaa"]),
        noted("09:05", related=["20261109-4mq2"]),
        moved("09:10", "归档", into="20261101-bbbb"),
    )
    assert lost(incident.entries) == [
        ("incident-not-there", ("timeline", 0, "related", 1)),
        ("incident-not-there", ("timeline", 2, "into")),
    ]


def test_the_journal_names_incidents_too():
    look = "- at: 2026-11-23 08:3{n}\n  by: 张伟\n  kind: 监测\n  platforms: [论坛]\n  found: {found}\n"
    text = "".join(
        look.format(n=number, found=each)
        for number, each in enumerate(("无", "20261109-4mq2", "20261101-aaaa"))
    )
    assert lost(month(text).entries) == [("incident-not-there", ("timeline", 2, "found"))]
