"""The schema for editors says what the reader says of a file's form, no less and no more."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema
import pytest
from tests.rules.builders import shipped
from tests.rules.plans import ROOT

from taizhang.actions.schema import as_json
from taizhang.model.kinds import KINDS
from taizhang.rules.reading import read_incident
from taizhang.rules.schema import incident_schema
from taizhang.store.strict import Unreadable, read

EXAMPLES = sorted((ROOT / "tests" / "examples").glob("*.yml"))
CASES = sorted((ROOT / "tests" / "cases").glob("*/*/incident.yml"))


def schema_of(plan, **more) -> Any:
    """The schema, to be looked into freely."""
    return incident_schema(plan, **more)


@cache
def validator():
    law = shipped()
    schema = incident_schema(law.plan, persons=sorted(law.persons))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def broken(changes):
    """An ordinary example with some of its text replaced."""
    text = (ROOT / "tests/examples/ordinary.yml").read_text()
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    return text


def as_an_editor_reads(tree):
    """Numbers are numbers there; everything else is text, as here."""
    if isinstance(tree, dict):
        return {key: as_an_editor_reads(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [as_an_editor_reads(value) for value in tree]
    return int(tree) if tree.isdecimal() else tree


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_valid_as_our_reader_and_as_an_editor_reads_them(path):
    tree = read(path.read_bytes())
    assert not [*map(str, validator().iter_errors(tree))]
    assert not [*map(str, validator().iter_errors(as_an_editor_reads(tree)))]


def test_a_case_is_valid_exactly_when_the_reader_finds_no_fault_of_form():
    law, judged = shipped(), 0
    for path in CASES:
        try:
            tree = read(path.read_bytes())
        except Unreadable:
            continue
        own_plan = (path.parent / "files" / "plan").exists()
        if own_plan or tree.get("plan") != law.plan.id:
            continue
        _, faults = read_incident(tree, law.plan, law.persons)
        errors = [*map(str, validator().iter_errors(tree))]
        assert bool(errors) == bool(faults), (path.parent.name, faults, errors[:1])
        judged += 1
    assert judged > 150


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        pytest.param({"kind: 报告": "kind: 汇报"}, "'汇报' is not one of", id="kind"),
        pytest.param({"form: 首报": "forms: 首报"}, "'forms' was unexpected", id="unknown-key"),
        pytest.param({"form: 首报\n  ": ""}, "'form' is a required property", id="lacking"),
        pytest.param({"id: 2": "id: x2"}, "does not match", id="id"),
        pytest.param({"title: ": "title: <b>"}, "does not match", id="title"),
    ],
)
def test_what_is_wrong_is_found_at_its_own_field(changes, says):
    errors = [*validator().iter_errors(read(broken(changes).encode()))]
    assert any(says in error.message for error in errors), [error.message for error in errors]


def test_names_are_explained_and_every_kind_has_a_snippet():
    law = shipped()
    entry = schema_of(law.plan)["definitions"]["entry"]
    assert [each["label"] for each in entry["defaultSnippets"]] == [*KINDS]
    kind = entry["properties"]["kind"]
    assert len(kind["enum"]) == len(kind["enumDescriptions"]) == len(KINDS)
    report = entry["defaultSnippets"][[*KINDS].index("报告")]["body"]
    assert report["form"] == "${3|首报,续报,终报|}"
    natures = json.dumps(entry["allOf"][0], ensure_ascii=False)
    assert "责任单位答复" in natures
    assert entry["properties"]["at"] == {"$ref": "#/definitions/at"}


def test_the_persons_of_the_roster_are_offered_where_there_are_some():
    plan = shipped().plan
    schema = schema_of(plan, persons=["甲", "乙"], plans=["旧版", plan.id])
    entry = schema["definitions"]["entry"]
    assert schema["definitions"]["by"]["enum"] == ["甲", "乙"]
    assert "enumDescriptions" not in schema["definitions"]["by"]
    assert {each["body"]["by"] for each in entry["defaultSnippets"]} == {"${2|甲,乙|}"}
    assert schema["properties"]["plan"]["enum"] == ["旧版", plan.id]
    assert "enum" not in schema_of(plan)["definitions"]["by"]


def test_a_pattern_says_in_chinese_what_to_write():
    at = schema_of(shipped().plan)["definitions"]["at"]
    assert "写成 2026-10-12 22:14" in at["patternErrorMessage"]


def test_a_plan_without_levels_has_no_field_for_one():
    schema = schema_of(shipped().changed(levels=()).plan)
    found = schema["definitions"]["entry"]["allOf"][0]["then"]
    assert "level" not in found["properties"]
    assert "level" not in found["required"]


def test_the_file_of_a_new_ledger_is_the_one_the_model_makes():
    kept = ROOT / "site/ledger-template/.vscode/incident.schema.json"
    assert kept.read_text() == as_json(incident_schema(shipped().plan))
