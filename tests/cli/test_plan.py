"""``taizhang plan``: what people see of the plan at the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.rules.plans import ROOT, changed

from taizhang.rules.plantext import GROUPS

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def ledger(tmp_path):
    """The shipped plan, roster and office in a ledger of its own."""
    shutil.copytree(ROOT / "plan", tmp_path / "plan")
    (tmp_path / "ledger").mkdir()
    return tmp_path


@pytest.fixture
def broken(ledger):
    path = ledger / "plan" / "2022-08-05" / "plan.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("entered_by: [总结]", "entered_by: [总節]"), encoding="utf-8")
    return ledger


def test_a_sound_plan_is_said_to_be_sound(taizhang, ledger):
    for version in ("2022-08-05", "2026-11-18"):
        done = taizhang("plan", "check", version, cwd=ledger)
        assert (done.code, done.out, done.err) == (0, "预案 1 个版本，没有问题。\n", "")
    done = taizhang("--lang", "en", "plan", "check", "2022-08-05", cwd=ledger)
    assert (done.code, done.out) == (0, "1 plan version(s), nothing wrong.\n")


def test_what_the_office_must_see_to_is_no_error(taizhang, ledger):
    done = taizhang("plan", "check", "--json", cwd=ledger)
    assert done.code == 0
    assert {each["severity"] for each in json.loads(done.out)["findings"]} <= {"warning"}


def test_a_fault_is_told_with_its_place_and_what_to_do(taizhang, broken):
    done = taizhang("plan", "check", "2022-08-05", cwd=broken)
    assert done.code == 1
    first, second = done.out.splitlines()
    assert first.startswith("plan/2022-08-05/plan.yml:")
    assert first.endswith("错误 “entered_by”写的“总節”，没有列在可用的名称中。")
    assert second == "  ↳ 改为“总结”，或者先把它列出来。"


def test_a_fault_is_told_as_json(taizhang, broken):
    done = taizhang("plan", "check", "2022-08-05", "--json", cwd=broken)
    told = json.loads(done.out)
    assert done.code == 1
    assert told["clean"] is False
    (finding,) = told["findings"]
    assert set(finding) == {
        "code", "severity", "path", "line", "column", "clause", "message", "fix",
    }  # fmt: skip
    assert finding["code"] == "plan-name-unknown"
    assert finding["line"] > 1


def test_persons_must_hold_their_roles_on_the_day(taizhang, ledger):
    done = taizhang("plan", "check", "--now", "2020-01-01 09:00", cwd=ledger)
    assert done.code == 1
    assert "凑不齐" in done.out


def test_a_plan_is_shown_in_groups_of_sentences(taizhang, ledger):
    lines = taizhang("plan", "show", cwd=ledger).out.splitlines()
    assert lines[0] == "网络舆情应急处置预案（2022-08-05）南充市人大常委会机关"
    heads = [line for line in lines[1:] if line and not line.startswith(" ")]
    assert heads == [group.zh for group in GROUPS]


@pytest.mark.parametrize("words", [("first-report",), ("2022-08-05", "first-report")])
def test_one_line_is_shown_by_its_code(taizhang, ledger, words):
    done = taizhang("plan", "show", *words, cwd=ledger)
    assert done.out.splitlines()[0].strip() == "first-report"
    assert "10 分钟内" in done.out
    assert "规则" not in done.out


def test_a_plan_is_shown_as_json(taizhang, ledger):
    told = json.loads(taizhang("plan", "show", "--json", cwd=ledger).out)
    assert told["plan"] == "2022-08-05"
    rule = next(line for line in told["lines"] if line["code"] == "level-confirmed")
    assert rule["zh"] == "进入“应急处置”之前，等级须已确认。"
    assert set(rule) == {"group", "code", "zh", "en", "clause"}


def test_an_unknown_version_or_code_is_a_slip_of_use(taizhang, ledger):
    done = taizhang("plan", "show", "2021-01-01", cwd=ledger)
    assert done.code == 2
    assert "现有版本：2022-08-05" in done.err
    done = taizhang("plan", "show", "first-repot", cwd=ledger)
    assert done.code == 2
    assert "first-report" in done.err


@pytest.fixture
def newer(ledger):
    """Writes a version 2027-01-01: the shipped plan with each old part replaced once."""

    def write(*changes):
        text = (ledger / "plan" / "2022-08-05" / "plan.yml").read_text(encoding="utf-8")
        path = ledger / "plan" / "2027-01-01" / "plan.yml"
        path.parent.mkdir()
        path.write_text(changed(text, ("id: 2022-08-05", "id: 2027-01-01"), *changes), "utf-8")

    return write


def test_two_versions_are_compared_in_words(taizhang, ledger, newer):
    newer(
        ("limit: 10 min", "limit: 20 min"),
        ("limits, expires", "limits"),
        ("- {name: 状态, values: [已发布, 可能发布]}\n", ""),
    )
    done = taizhang("plan", "diff", "2022-08-05", "2027-01-01", cwd=ledger)
    assert done.code == 0
    assert done.out == DIFF
    done = taizhang("--lang", "en", "plan", "diff", "2022-08-05", "2027-01-01", cwd=ledger)
    assert done.out == DIFF_EN


DIFF = """\
2022-08-05 → 2027-01-01
删去 1 条，改动 2 条。

情况标记
  删去  状态
        可写已发布、可能发布。

审批
  改动  correct-approval
        原：改动时间、办理人、进入哪个环节、等级、适用情形、事项等 31 项的更正须经小组成员
            1 人同意。（目标）
        现：改动时间、办理人、进入哪个环节、等级、适用情形、事项等 30 项的更正须经小组成员
            1 人同意。（目标）
        去掉：到期

时限
  改动  first-report
        原：首报（由监控员办）：从发现起 10 分钟内须有向应急管理小组的报告；提前 3 分钟提
            醒（本预案）。（三(二)）
        现：首报（由监控员办）：从发现起 20 分钟内须有向应急管理小组的报告；提前 3 分钟提
            醒（本预案）。（三(二)）
"""

DIFF_EN = """\
2022-08-05 → 2027-01-01
1 removed, 2 changed.

Marks
  removed  状态
        One of 已发布、可能发布.

Approvals
  changed  correct-approval
        was: A correction of the time, who did it, the stage, “level”, “scope”, “items”
             and 25 more needs the approval of 1 × 小组成员. (target)
        now: A correction of the time, who did it, the stage, “level”, “scope”, “items”
             and 24 more needs the approval of 1 × 小组成员. (target)
        less: expires

Deadlines
  changed  first-report
        was: 首报 (by 监控员): a report to 应急管理小组 within 10 min of a discovery;
             reminder 3 min before (this plan). (三(二))
        now: 首报 (by 监控员): a report to 应急管理小组 within 20 min of a discovery;
             reminder 3 min before (this plan). (三(二))
"""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_the_proposal_changes_reads_as_it_did(taizhang, ledger, lang):
    """The golden file is read by people; whoever changes it reads it again."""
    done = taizhang("--lang", lang, "plan", "diff", "2022-08-05", "2026-11-18", cwd=ledger)
    assert done.out == (GOLDEN / f"plan-diff-{lang}.txt").read_text(encoding="utf-8")


def test_two_versions_are_compared_as_json(taizhang, ledger, newer):
    newer(("limit: 10 min", "limit: 20 min"))
    done = taizhang("plan", "diff", "--json", "2022-08-05", "2027-01-01", cwd=ledger)
    (change,) = json.loads(done.out)["changes"]
    assert (change["sort"], change["code"]) == ("改动", "first-report")
    assert "10 分钟" in change["before"]["zh"]
    assert "20 分钟" in change["after"]["zh"]


def test_a_version_does_not_differ_from_itself(taizhang, ledger):
    for lang, same in (("zh", "两个版本逐条相同。"), ("en", "No line differs.")):
        done = taizhang("--lang", lang, "plan", "diff", "2022-08-05", "2022-08-05", cwd=ledger)
        assert done.out.splitlines()[1] == same
