"""``taizhang rules`` and ``taizhang show --rules``: what people read of the rules."""

from __future__ import annotations

import json
import shutil

import pytest
from tests.rules.plans import ROOT

from taizhang.cli.width import columns


@pytest.fixture
def plan_only(tmp_path):
    shutil.copytree(ROOT / "plan", tmp_path / "plan")
    (tmp_path / "ledger").mkdir()
    return tmp_path


def run(taizhang, root, *words):
    return taizhang(*words, cwd=root)


def test_all_rules_are_listed_by_group_with_strength_code_and_clause(taizhang, plan_only):
    done = taizhang("rules", "--plan", "2022-08-05", cwd=plan_only)
    assert (done.code, done.err) == (0, "")
    assert "\n预案的规则\n  挡  first-report-made  三(二)\n" in done.out
    assert "  警  tasks-assigned  二(三)2\n" in done.out
    assert "  记  first-report  三(二)\n" in done.out
    assert "  程序  decision-approval  二(三)2\n" in done.out
    assert "  挡  yaml-tab\n      不用制表符。\n" in done.out
    assert max(map(columns, done.out.splitlines())) <= 100


def test_a_rule_is_explained_with_an_example_on_either_side(taizhang, plan_only):
    done = taizhang("rules", "consult-before-handling", "--plan", "2022-08-05", cwd=plan_only)
    assert done.code == 0
    first, sentence, *rest = done.out.splitlines()
    assert first == "consult-before-handling  三(三)  挡：不符合的不能生效"
    assert sentence.startswith("  进入“应急处置”之前，须先有会商")
    assert "  看什么：进入“应急处置”；此前的会商" in rest
    assert "  预案对照第 30 条：各个等级都会商" in rest
    assert any(line.startswith("符合的例子：") for line in rest)
    assert any(line.startswith("不符合的例子：") for line in rest)
    assert "  ↳ 核对结果：consult-before-handling" in rest


def test_hidden_characters_of_an_example_are_named(taizhang, plan_only):
    done = taizhang("rules", "yaml-bidi-character", "--plan", "2022-08-05", cwd=plan_only)
    assert "\u202e" not in done.out
    assert "⟨U+202E⟩" in done.out


def test_the_rows_of_the_plan_name_their_rules_and_how_many_cases_there_are(taizhang, plan_only):
    done = taizhang("rules", "--rows", "--plan", "2022-08-05", cwd=plan_only)
    assert done.code == 0
    assert (
        "30  三(三)  挡  各个等级都会商\n      consult-before-handling(4)  consult(2)\n" in done.out
    )
    assert "2  一(一)  由人判断  目的是尽快处置、回应关切\n      记在：预案正文“总则”\n" in done.out
    assert "(0)" not in done.out


def test_a_row_that_names_no_rule_is_told_with_its_place(taizhang, plan_only):
    path = plan_only / "plan" / "2022-08-05" / "rows.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[header-missing,", "[header-mising,", 1), encoding="utf-8")
    done = taizhang("rules", "--rows", "--plan", "2022-08-05", cwd=plan_only)
    assert done.code == 1
    assert "plan/2022-08-05/rows.yml:9:11" in done.out
    assert "没有代码为“header-mising”的规则。" in done.out
    assert "是否指：header-missing" in done.out
    checked = taizhang("plan", "check", "2022-08-05", cwd=plan_only)
    assert checked.code == 1
    assert "plan/2022-08-05/rows.yml:9:11" in checked.out


def test_a_file_of_rows_that_cannot_be_read_is_told(taizhang, plan_only):
    (plan_only / "plan" / "2022-08-05" / "rows.yml").write_text("rows: [\n", encoding="utf-8")
    done = taizhang("rules", "--rows", "--plan", "2022-08-05", cwd=plan_only)
    assert done.code == 1
    assert "plan/2022-08-05/rows.yml:2:1" in done.out


def test_a_code_that_is_none_comes_with_the_nearest(taizhang, plan_only):
    done = taizhang("rules", "consult-before-handlin", cwd=plan_only)
    assert done.code == 2
    assert "没有代码为“consult-before-handlin”的规则。" in done.err
    assert "是否指：consult-before-handling" in done.err


@pytest.mark.parametrize(
    ("words", "key"), [((), "rules"), (("first-report",), "examples"), (("--rows",), "rows")]
)
def test_everything_comes_as_json_too(taizhang, plan_only, words, key):
    done = taizhang("rules", *words, "--json", "--plan", "2022-08-05", cwd=plan_only)
    told = json.loads(done.out)
    assert told["plan"] == "2022-08-05"
    assert told[key]


def test_the_other_language(taizhang, plan_only):
    done = taizhang("--lang", "en", "rules", "first-report", "--plan", "2022-08-05", cwd=plan_only)
    assert done.out.startswith("first-report  三(二)  notes: puts it on record and asks why\n")
    assert "  Looks at: times of a discovery and a report to 应急管理小组" in done.out
    assert "\nFails: " in done.out
    done = taizhang("--lang", "en", "rules", "--plan", "2022-08-05", cwd=plan_only)
    assert "\nRules of the plan\n  blocks  first-report-made  三(二)\n" in done.out
    done = taizhang("--lang", "en", "rules", "--rows", "--plan", "2022-08-05", cwd=plan_only)
    assert "Recorded in: 总结：good、problems" in done.out
    assert "\n9  二(二)  blocks, warns  " in done.out


def test_an_incident_is_held_against_every_rule(ledger):
    identity = ledger.handled()
    said = ledger.done("show", identity, "--rules", "--now", "2026-11-10 19:00")
    assert "\n未满足  " in said
    assert "\n已满足  " in said
    assert "\n不适用  " in said
    assert "  挡  items-answered  三(四)1\n" in said
    assert "      （进入“后期处置”时用：事项1）\n" in said
    assert f"      ↳ taizhang add {identity} 发布\n" in said


def test_an_incident_is_held_against_every_rule_as_json(ledger):
    identity = ledger.handled()
    told = json.loads(ledger.done("show", identity, "--rules", "--json"))
    states = {each["code"]: each["state"] for each in told}
    assert states["consult-before-handling"] == "已满足"
    assert states["control-approval"] == "不适用"
