"""Every rule has an incident that meets it and one that breaks it; every row of the plan a rule."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.casebook import ROOT, cases, findings, judged, told, workspace

from taizhang.actions.governance import load_governance
from taizhang.actions.ruling import examples, load_rules
from taizhang.model.findings import Severity
from taizhang.model.messages import (
    approval,
    catalogue,
    clock,
    entry,
    finding_words,
    form,
    journal,
    personal,
    signature,
    timeline,
)
from taizhang.model.rulebook import LETTERS, STRENGTHS
from taizhang.model.state import Effect
from taizhang.rules.accounts import ENTRY_CHECKS
from taizhang.rules.judge import judge
from taizhang.rules.officechecks import OFFICE_CHECKS
from taizhang.rules.pending import CLOCK_CHECKS
from taizhang.rules.reading import read_incident
from taizhang.rules.rulebook import GROUPS, program_codes
from taizhang.store.strict import read
from taizhang.store.worktree import WorkTree

VERSION, PROPOSAL = "2022-08-05", "2026-11-18"
SOURCE = WorkTree(ROOT)
PLANS = load_governance(SOURCE).plans
RULING = load_rules(SOURCE, PLANS[VERSION])
RULINGS = {VERSION: RULING, PROPOSAL: load_rules(SOURCE, PLANS[PROPOSAL])}
ROWS = {VERSION: 67, PROPOSAL: 69}
NOTES = {note.code: note for note in RULING.notes}
CASES = cases()
VALID = [case for case in CASES if case.valid]
INVALID = [case for case in CASES if not case.valid]

SIGNED = {line.code for line in RULING.plan.approvals}
"""Codes of approvals: what breaks one is told by the rules about who may sign."""

UNTIMED = {
    each.code for each in RULING.plan.deadlines if not each.limit and not each.limit_field
}  # fmt: skip
"""Codes of deadlines without a number: nothing is late, the clock shows."""


def _ids(listed):
    return [case.name for case in listed]


@pytest.mark.parametrize("case", CASES, ids=[f"{c.folder.parent.name}/{c.name}" for c in CASES])
def test_a_case_gives_the_findings_it_names(case):
    found = findings(case)
    assert sorted(told(case, each) for each in found) == sorted(case.expect)
    for each in found:
        for lang in ("zh", "en"):
            text, fix = finding_words(each, lang)
            assert text
            assert fix, each.code
            assert "{" not in text.replace("{}", "")


@pytest.mark.parametrize("case", VALID, ids=_ids(VALID))
def test_what_meets_a_rule_is_not_faulted_for_it(case):
    assert case.code not in {each.code for each in findings(case)}
    assert not case.expect or not any(each.severity is Severity.ERROR for each in findings(case))


@pytest.mark.parametrize("case", INVALID, ids=_ids(INVALID))
def test_what_breaks_a_rule_is_faulted_for_it(case):
    found = {each.code: each for each in findings(case)}
    if case.code in SIGNED:
        assert [each for each in found.values() if each.severity is Severity.ERROR]
    elif case.code in UNTIMED:
        assert not found
    else:
        assert case.code in found


STRENGTH = {"挡": Severity.ERROR, "警": Severity.WARNING, "记": Severity.LATE}


@pytest.mark.parametrize("case", INVALID, ids=_ids(INVALID))
def test_a_rule_is_as_strong_as_its_note_says(case):
    note = NOTES[case.code]
    assert note.strength in STRENGTHS
    weights = {each.severity for each in findings(case) if each.code == case.code}
    if note.strength in STRENGTH and weights:
        assert weights == {STRENGTH[note.strength]}


@pytest.mark.parametrize(
    "case",
    [c for c in CASES if c.code in SIGNED],
    ids=lambda case: f"{case.folder.parent.name}-{case.name}",
)
def test_what_needs_approval_has_it_or_stands_idle(case):
    own = [act for act in judged(case).state.acts if act.line and act.line.code == case.code]
    assert own
    done = [act for act in own if act.effect is Effect.EFFECTIVE and not act.missing]
    told = " ".join(case.expect)
    assert done if case.valid else (not done or "approv" in told)


@pytest.mark.parametrize(
    "case", [c for c in CASES if c.clock], ids=lambda case: f"{case.folder.parent.name}-{case.name}"
)
def test_a_duty_without_a_number_shows_its_clock(case):
    clocks = {due.clock.value for due in judged(case).dues if due.code == case.code}
    assert case.clock in clocks


@pytest.mark.parametrize("code", sorted(NOTES))
def test_every_rule_has_a_case_on_either_side(code):
    sides = {case.valid for case in CASES if case.code == code}
    assert sides == {True, False}, NOTES[code].zh


def test_no_case_is_about_a_rule_that_is_not_there():
    assert {case.code for case in CASES} <= NOTES.keys()


def test_the_titles_are_one_sentence_each():
    titles = [case.title for case in CASES]
    assert all(title.endswith("。") and title.count("。") == 1 for title in titles)


SPOKEN = {"UsageProblem", "EnvironmentProblem", "Refused", "TaizhangError", "say", "words", "_say"}


def _of_commands():
    """Codes that stop a command or that it says: not about a file of the ledger."""
    return {
        node.args[0].value
        for path in (ROOT / "scripts" / "taizhang").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in SPOKEN
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


UNREACHED = {
    "file-not-incident": "the strict reader refuses what is no mapping",
    "journal-not-one": "the same",
    "timeline-not-last": "the strict reader says yaml-after-timeline",
    "approval-overtaken": "told beside the approval, not as a finding",
    "approval-returned": "told beside the approval, not as a finding",
    "setting-not-clock": "about the office's files",
    "public-key": "about a roster that cannot be read",
    "public-key-taken": "the same",
    "watch-list-none": "about an office without a list; tests/rules/test_officechecks.py",
    "duty-none": "about an office without a duty roster",
    "duty-person-closed": "about a person who left",
}
"""Messages about ledger files that no case can show, and why."""


def _about_files():
    settings = ("setting-", "office-hours", "deadline-limit", "deadline-outside", "deadline-extend",
                "deadline-remind", "deadline-signed", "calendar-year-ahead", "calendar-day",
                "calendar-work")  # fmt: skip
    tables = (form, entry, timeline, approval, clock, personal, journal, signature)
    codes = {code for table in tables for code in table.MESSAGES}
    return {code for code in codes if not code.startswith(settings)} - _of_commands()


@pytest.mark.parametrize("key", sorted(_about_files()))
def test_every_message_about_the_ledger_is_given_by_a_case(key):
    given = {each.message_key for case in INVALID for each in findings(case)}
    assert (key in given) != (key in UNREACHED)


def test_every_message_about_the_ledger_is_told_as_a_rule():
    plan = {note.code for note in RULING.notes if note.group in ("rules", "approvals", "deadlines")}
    texts = {key for key in _about_files() if key.startswith(("gate-", "deadline-"))}
    assert _about_files() - texts - set(UNREACHED) - plan <= program_codes()
    assert program_codes() <= catalogue().keys()


@pytest.mark.parametrize(
    "check", [*OFFICE_CHECKS, *ENTRY_CHECKS, *CLOCK_CHECKS], ids=lambda c: c.code
)
def test_a_check_that_names_its_clause_and_row_is_told_with_them(check):
    note = NOTES[check.code]
    assert note.clause == check.clause
    assert STRENGTH[note.strength] is check.severity
    assert not check.row.isdigit() or check.row in note.rows


@pytest.mark.parametrize("version", ROWS)
def test_every_row_of_the_plan_is_there_and_carried_out(version):
    ruling = RULINGS[version]
    assert ruling.findings == ()
    assert [row.number for row in ruling.rows] == [str(1 + at) for at in range(ROWS[version])]
    for row in ruling.rows:
        assert row.rules or row.record, row.number
        assert set(row.strength) <= LETTERS.keys()
        assert row.rules or set(row.strength) <= {"M", "-"}, row.number
        assert "M" not in row.strength or row.record, row.number


@pytest.mark.parametrize(
    ("version", "row"),
    [(version, row) for version in ROWS for row in RULINGS[version].rows],
    ids=[f"{version}/{row.number}" for version in ROWS for row in RULINGS[version].rows],
)
def test_a_row_is_as_strong_as_its_rules(version, row):
    kinds = {RULINGS[version].note(code).strength for code in row.rules}
    for letter in row.strength:
        if letter == "E":
            assert kinds & {"挡", "程序"}
        elif letter == "F":
            assert "记" in kinds
        elif letter == "W":
            assert kinds & {"警", "记"}


@pytest.mark.parametrize("version", ROWS)
def test_every_rule_of_the_plan_that_has_a_clause_carries_out_a_row(version):
    loose = [
        note.code
        for note in RULINGS[version].notes
        if note.group in ("rules", "approvals", "deadlines")
        and "(" in note.clause
        and not note.rows
    ]
    assert loose == []


def test_the_proposal_adds_one_rule_a_limit_for_news_of_progress():
    added = {note.code for note in RULINGS[PROPOSAL].notes} - NOTES.keys()
    assert added == {"progress-update"}
    case = next(each for each in VALID if each.code == "statement-before-progress")
    tree = read((case.folder / "incident.yml").read_bytes())
    ledger = workspace(case)
    plan = PLANS[PROPOSAL]
    incident, _ = read_incident(tree, plan, ledger.persons)
    assert incident is not None
    shown = next(each.at for each in incident.entries if each.kind == "发布")
    only = tuple(each for each in incident.entries if each.at <= shown)
    file = replace(incident, entries=only)

    def late(hours):
        facts = ledger.governance
        done = judge(file, plan, facts.rosters, facts.office, shown + timedelta(hours=hours))
        return "progress-update" in {each.code for each in done.findings}

    assert not late(24)
    assert late(25)


@pytest.mark.parametrize(
    ("row", "key", "code"),
    [
        ("26", "watch_interval", "watch-gap"),
        ("42", "progress_interval", "statement-before-progress"),
        ("56", "follow_up_days", "trend-followed"),
    ],
)
def test_a_row_whose_number_the_plan_leaves_open_has_its_parameter_and_its_rule(row, key, code):
    """No number is made up for the plan in force; the proposal says one, as a target."""
    for version, ruling in RULINGS.items():
        assert code in next(each for each in ruling.rows if each.number == row).rules
        parameter = next(each for each in PLANS[version].parameters if each.key == key)
        assert parameter.settled == (version == PROPOSAL)
    assert parameter.basis == "目标"
    assert {case.valid for case in CASES if case.code == code} == {True, False}


def test_every_rule_is_told_in_both_languages():
    for note in RULING.notes:
        assert note.group in GROUPS
        assert note.zh.endswith("。")
        assert note.en.endswith(".")
        assert note.looks
        assert note.looks_en


def test_every_example_shows_something():
    shown = examples()
    assert len(shown) == len(CASES)
    assert [each.name for each in shown if not any(each.blocks)] == ["yaml-empty"]
