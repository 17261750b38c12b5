"""The three worked examples under the plan the project ships: sound, and every entry earns its place."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from tests.rules.builders import errors, shipped, worded

from taizhang.model.findings import Severity
from taizhang.model.state import Effect
from taizhang.rules.fold import fold
from taizhang.rules.judge import judge
from taizhang.rules.reading import read_incident
from taizhang.store.strict import read

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
NAMES = ("complex", "ordinary", "referred")
AFTER = datetime.fromisoformat("2026-12-31T12:00:00+08:00")

UNNEEDED = {
    ("complex", "2026-10-13 09:30 监看"): "a rising trend is a fact on which nothing rests",
    ("complex", "2026-10-13 10:58 发布"): "a later release answers the same items",
    (
        "complex",
        "2026-10-13 13:10 来文",
    ): "that the control was carried out is a fact; its end is asked for",
    ("complex", "2026-10-13 16:00 发布"): "a press conference may be held, no rule asks for it",
}
"""Entries whose removal rightly gives no finding: nothing rests on them."""

WAITS = {
    ("complex", "2026-10-14 09:20 审批"): "2026-10-14 09:00 更正",
    ("complex", "2026-11-12 11:00 审批"): "2026-11-12 10:30 建议",
    ("complex", "2026-11-19 09:30 审批"): "2026-11-19 09:00 推进",
    ("ordinary", "2026-11-16 11:30 审批"): "2026-11-16 11:10 推进",
    ("referred", "2026-11-20 16:00 审批"): "2026-11-20 15:30 推进",
}
"""Signatures whose removal gives no finding but leaves an act waiting: that is a state, no fault."""


def file_of(name):
    return read((EXAMPLES / f"{name}.yml").read_bytes())


def folded(tree):
    law = shipped()
    incident, findings = read_incident(tree, law.plan, law.persons)
    assert findings == ()
    assert incident is not None
    return fold(incident, law.plan, law.rosters, law.office)


def entry_name(entry):
    return f"{entry['at']} {entry['kind']}"


ENTRIES = [
    pytest.param(name, number, id=f"{name}-{entry_name(entry)}")
    for name in NAMES
    for number, entry in enumerate(file_of(name)["timeline"])
]


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_archived_without_a_finding_of_the_rules(name):
    done = folded(file_of(name))
    assert done.state.stage == "归档"
    assert done.state.closed
    assert worded(done.findings) == ()
    assert done.state.waiting == ()
    assert done.state.unratified == ()
    assert {act.effect for act in done.state.acts} == {Effect.EFFECTIVE}


@pytest.mark.parametrize("name", NAMES)
def test_the_clocks_of_an_example_find_lateness_at_most(name):
    law = shipped()
    incident, _ = read_incident(file_of(name), law.plan, law.persons)
    assert incident is not None
    done = judge(incident, law.plan, law.rosters, law.office, AFTER)
    worded(done.findings)
    assert {each.severity for each in done.findings} <= {Severity.LATE, Severity.WARNING}


def test_the_corrected_time_of_the_complex_example_counts():
    done = folded(file_of("complex"))
    assert done.state.acts[1].entry.at_text == "2026-10-12 22:27"
    assert done.state.spans[1].since.minute == 27


def test_the_regrade_of_the_complex_example_reopened_the_gates():
    done = folded(file_of("complex"))
    assert [(each.name, each.number) for each in done.state.moments] == [("升级", 14)]
    assert [span.stage for span in done.state.spans] == [
        "监测舆情",
        "快报事实",
        "会商研判",
        "应急处置",
        "会商研判",
        "应急处置",
        "后期处置",
        "总结评估",
        "归档",
    ]


@pytest.mark.parametrize(("name", "number"), ENTRIES)
def test_an_entry_that_a_rule_needs_is_missed(name, number):
    tree = file_of(name)
    left_out = (name, entry_name(tree["timeline"].pop(number)))
    done = folded(tree)
    worded(done.findings)
    if left_out in WAITS:
        assert errors(done) == []
        assert WAITS[left_out] in [act.written.name for act in done.state.waiting]
    else:
        assert bool(done.findings) == (left_out not in UNNEEDED)


@pytest.mark.parametrize(("name", "number"), ENTRIES)
def test_cut_off_after_any_entry_an_example_is_sound(name, number):
    tree = file_of(name)
    del tree["timeline"][number + 1 :]
    assert errors(folded(tree)) == []


def test_the_lists_of_exceptions_name_entries_that_are_there():
    known = {(name, entry_name(entry)) for name in NAMES for entry in file_of(name)["timeline"]}
    assert {*UNNEEDED, *WAITS} <= known
