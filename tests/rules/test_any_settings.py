"""Whatever stands in a plan, a roster, the office's files or an incident: readers never raise."""

from __future__ import annotations

import copy
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.builders import shipped, until_archive
from tests.rules.builders import tree as file_of
from tests.rules.histories import PLANS
from tests.rules.plans import OFFICE, PLAN, ROOT, ROSTER, changed, tree

from taizhang.model.kinds import KINDS
from taizhang.model.messages import finding_words
from taizhang.rules.judge import judge
from taizhang.rules.officeread import read_office
from taizhang.rules.plancheck import check_plan
from taizhang.rules.planread import read_plan
from taizhang.rules.reading import read_incident
from taizhang.rules.rosterread import read_roster
from taizhang.rules.sentences import approval_sentence, deadline_sentence, rule_sentence
from taizhang.store.strict import Profile, read

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def words_in(node):
    """Every key and text of a tree."""
    if isinstance(node, dict):
        return {*node, *(word for each in node.values() for word in words_in(each))}
    if isinstance(node, list):
        return {word for each in node for word in words_in(each)}
    return {node}


def settings_of(path):
    return read(path.read_bytes(), profile=Profile.SETTINGS)


PLANS_READ = (
    tree(PLAN),
    settings_of(ROOT / "plan" / "2022-08-05" / "plan.yml"),
    *(settings_of(path) for path in sorted(PLANS.glob("*/plan/*/plan.yml"))),
)
ROSTERS = (tree(ROSTER), settings_of(ROOT / "plan" / "roster" / "0001.yml"))
OFFICES = ({name: tree(text) for name, text in OFFICE.items()},)
FILES = (file_of(*until_archive("较大")),)

KNOWN = sorted(
    {word for each in (*PLANS_READ, *ROSTERS, *OFFICES, *FILES) for word in words_in(each)}
    | set(KINDS)
    | {"any", "已确认", "签完", "升级", "待追认", "", " ", "0", "-1", "9" * 30, "24 h", "5 workday"}
)
TEXTS = st.sampled_from(KNOWN) | st.text(max_size=8)
TREES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=5),
    max_leaves=20,
)
SWAPS = st.lists(
    st.tuples(st.lists(st.integers(0, 400), max_size=6), TREES), min_size=1, max_size=3
)


def swapped(node, path, value):
    """``node`` with the part that ``path`` leads to replaced, or taken out."""
    if not path or not isinstance(node, dict | list) or not node:
        return value
    made = copy.copy(node)
    keys = list(made) if isinstance(made, dict) else range(len(made))
    key = keys[path[0] % len(keys)]
    if len(path) == 1 and value == "":
        del made[key]
    else:
        made[key] = swapped(made[key], path[1:], value)
    return made


def altered(node, swaps):
    for path, value in swaps:
        node = swapped(node, path, value)
    return node


def worded(findings):
    for finding in findings:
        for lang in ("zh", "en"):
            assert all(finding_words(finding, lang))


def plan_is_read(raw):
    plan, findings = read_plan(raw, "digest")
    worded(findings)
    if plan is None:
        return
    law = shipped()
    worded(check_plan(plan, law.rosters, law.office, NOW.date()))
    for lang in ("zh", "en"):
        for rule in plan.rules:
            assert rule_sentence(rule, plan, lang)
        for line in plan.approvals:
            assert approval_sentence(line, plan, lang)
        for deadline in plan.deadlines:
            assert deadline_sentence(deadline, plan, lang)


def roster_is_read(raw):
    worded(read_roster(raw)[1])


def office_is_read(raw):
    _, findings = read_office(raw if isinstance(raw, dict) else {"duty.yml": raw})
    for found in findings.values():
        worded(found)


def file_is_read(raw):
    law = shipped()
    incident, findings = read_incident(raw, law.plan, law.persons)
    worded(findings)
    if incident is not None:
        worded(judge(incident, law.plan, law.rosters, law.office, NOW).findings)


READERS = (
    pytest.param(plan_is_read, PLANS_READ, id="plan"),
    pytest.param(roster_is_read, ROSTERS, id="roster"),
    pytest.param(office_is_read, OFFICES, id="office"),
    pytest.param(file_is_read, FILES, id="incident"),
)


def try_all(reads, sound, examples):
    @settings(max_examples=examples, deadline=None)
    @given(TREES)
    def anything(raw):
        reads(raw)

    @settings(max_examples=examples, deadline=None)
    @given(st.sampled_from(sound), SWAPS)
    def nearly(raw, swaps):
        reads(altered(raw, swaps))

    anything()
    nearly()


@pytest.mark.parametrize(
    ("old", "where"),
    [
        ("roles: [组长, 成员], clause: 二", ("approvals", 0, "roles")),
        ("from: [研判, 处置], to: 归档", ("moves", 2, "from")),
        ("values: [是, 否]", ("marks", 0, "values")),
        ("need: {kind: 报告, to: 上级}, when", ("rules", 0, "need")),
        ("fields: [reason]", ("rules", 4, "fields")),
        ("units: [宣传科]", ("rules", 3, "drafters", "units")),
        ("from: {kind: 发现}, to: {kind: 报告}, limit", ("deadlines", 0, "from")),
        ("to: {kind: 报告}, limit", ("deadlines", 0, "to")),
    ],
)
def test_a_list_of_nothing_asks_for_what_nobody_can_give(old, where):
    key, rest = old.split(": ", 1)
    value = rest[: rest.index("]") + 1] if rest[0] == "[" else rest[: rest.index("}") + 1]
    _, findings = read_plan(tree(changed(PLAN, (old, old.replace(value, "[]", 1)))), "digest")
    assert [(each.code, each.where) for each in findings] == [("setting-missing", where)]
    assert where[-1] == key


@pytest.mark.slow
@pytest.mark.parametrize(("reads", "sound"), READERS)
def test_a_reader_takes_anything(reads, sound):
    try_all(reads, sound, 250)


@pytest.mark.long
@pytest.mark.parametrize(("reads", "sound"), READERS)
def test_a_reader_takes_very_much(reads, sound):
    try_all(reads, sound, 12_500)


@pytest.mark.parametrize("raw", PLANS_READ, ids=lambda raw: raw["id"])
def test_what_is_altered_was_sound(raw):
    assert read_plan(raw, "digest")[1] == ()
