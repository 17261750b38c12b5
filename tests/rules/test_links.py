"""Incidents that are named must be there."""

from __future__ import annotations

from tests.rules.builders import found, moved, noted, shipped, typed, worded
from tests.rules.offices import month
from tests.rules.plans import ROOT, brief

from taizhang.actions.ruling import load_rules
from taizhang.rules.links import CODE, ROW, lost_links
from taizhang.store.worktree import WorkTree

SOURCE = WorkTree(ROOT)
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


def test_a_drill_names_the_incident_it_was_held_on():
    drill = (
        "- at: 2026-11-23 16:00\n  by: 李娜\n  kind: 演练\n  scope: 夜间首报\n"
        "  incident: 20261101-aaaa\n  findings: 接通偏慢\n"
    )
    assert lost(month(drill).entries) == [("incident-not-there", ("timeline", 0, "incident"))]


def test_it_is_told_with_the_clause_and_the_row_it_carries_out():
    (told,) = lost_links(typed(found(related=["20261101-aaaa"])).entries, HERE.__contains__)
    note = next(each for each in load_rules(SOURCE, shipped().plan).notes if each.code == CODE)
    assert told.clause == note.clause == "三(一)"
    assert ROW in note.rows
