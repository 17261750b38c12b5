"""``taizhang schema``: printed, or written where an editor looks for it."""

from __future__ import annotations

import json

import pytest
from tests.ledgers import ROOT, build


@pytest.fixture
def place(tmp_path):
    return build(tmp_path, drill=False)


def test_the_schema_knows_the_persons_of_this_ledger(taizhang, place):
    done = taizhang("schema", cwd=place)
    assert done.code == 0
    schema = json.loads(done.out)
    by = schema["definitions"]["by"]
    assert "张伟" in by["enum"]
    assert schema["properties"]["plan"]["enum"] == ["2022-08-05"]


def test_it_is_written_over_the_old_one(taizhang, place):
    out = place / ".vscode" / "incident.schema.json"
    for _ in range(2):
        done = taizhang("schema", "--out", ".vscode/incident.schema.json", cwd=place)
        assert (done.code, done.out) == (0, "格式说明已写到 .vscode/incident.schema.json。\n")
    assert out.read_text("utf-8") == taizhang("schema", cwd=place).out


def test_a_place_that_cannot_be_written_is_said_in_one_line(taizhang, place):
    done = taizhang("schema", "--out", "plan/roster/0001.yml/x.json", cwd=place)
    assert done.code == 2
    assert "plan/roster/0001.yml/x.json" in done.err
    assert "Traceback" not in done.err


def test_the_settings_of_a_new_ledger_point_at_the_file_and_at_no_other_host():
    folder = ROOT / "site" / "ledger-template" / ".vscode"
    settings = json.loads((folder / "settings.json").read_text("utf-8"))
    assert settings["yaml.schemas"] == {"./.vscode/incident.schema.json": "ledger/2*/*/*.yml"}
    assert settings["yaml.schemaStore.enable"] is False
    assert json.loads((folder / "extensions.json").read_text("utf-8"))["recommendations"]
