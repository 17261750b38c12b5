"""Plans, rosters and office facts are loaded from any source; a bad file hides no other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.rules.plans import OFFICE, PLAN, ROOT, ROSTER, changed

from taizhang.actions.governance import load_governance, plan_in_force
from taizhang.actions.plans import (
    check_plans,
    choose_plan,
    plan_lines,
)
from taizhang.errors import EnvironmentProblem, UsageProblem
from taizhang.model.messages import finding_words
from taizhang.rules.plandiff import compare
from taizhang.rules.plantext import GROUPS
from taizhang.store.worktree import WorkTree

FILES = {
    "plan/small/plan.yml": PLAN,
    "plan/small/index.md": "# 小预案\n",
    "plan/roster/0001.yml": ROSTER.replace(
        "persons:\n", "persons:\n- {name: 丁, key: ding, unit: 办公室, roles: [成员]}\n"
    ),
    **{f"plan/office/{name}": text for name, text in OFFICE.items()},
}


@pytest.fixture
def ledger(tmp_path):
    """Writes a ledger's files and reads its governance."""

    def write(**changes):
        for path, text in {**FILES, **changes.pop("files", {})}.items():
            if text is not None:
                file = tmp_path / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
        return WorkTree(tmp_path)

    return write


def told(findings):
    for finding in findings:
        assert all(finding_words(finding, lang)[0] for lang in ("zh", "en"))
    return [(finding.code, finding.path, finding.line) for finding in findings]


def test_a_sound_ledger_is_loaded(ledger):
    governance = load_governance(ledger())
    assert governance.findings == ()
    assert list(governance.plans) == ["small"]
    assert governance.rosters.current.version == 1
    assert governance.office.id == "some-ledger"


def test_accounts_and_platforms_of_the_plan_are_the_offices(ledger):
    plan = load_governance(ledger()).plans["small"]
    assert plan.options("accounts") == ("公众号", "老账号")
    assert plan.options("platforms") == ("论坛", "贴吧", "微博")


def test_without_the_offices_lists_the_plans_own_hold(ledger):
    files = {"plan/office/watch.yml": None, "plan/office/accounts.yml": None}
    plan = load_governance(ledger(files=files)).plans["small"]
    assert plan.options("accounts") == ()
    assert plan.options("platforms") == ("论坛",)


def test_the_digest_of_a_plan_rests_on_its_values(ledger):
    before = load_governance(ledger()).plans["small"].digest
    same = changed(PLAN, ("title: 小预案", 'title: "小预案"  # 同一个题目'))
    assert (
        load_governance(ledger(files={"plan/small/plan.yml": same})).plans["small"].digest == before
    )
    other = changed(PLAN, ("limit: 10 min", "limit: 11 min"))
    other_plan = load_governance(ledger(files={"plan/small/plan.yml": other})).plans["small"]
    assert other_plan.digest != before


def test_the_newest_version_is_the_last_published(ledger):
    newer = changed(PLAN, ("id: small", "id: newer"), ("2026-01-01", "2026-06-01"))
    governance = load_governance(ledger(files={"plan/newer/plan.yml": newer}))
    assert list(governance.plans) == ["small", "newer"]
    assert governance.newest is governance.plans["newer"]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("plan/small/plan.yml", changed(PLAN, ("key: L2", "kye: L2")), ("setting-unknown", 10)),
        ("plan/small/plan.yml", changed(PLAN, ("id: small", "id: smell")), ("plan-id-differs", 1)),
        ("plan/roster/0001.yml", changed(ROSTER, ("version: 1", "version: 2")), ("roster-version-differs", 1)),
        ("plan/roster/0001.yml", changed(ROSTER, ("key: jia", "key: 甲")), ("person-key", 4)),
        ("plan/office/ledger.yml", changed(OFFICE["ledger.yml"], ("drill: 否", "drill: 不")), ("setting-value", 3)),
        ("plan/office/other.yml", "a: b\n", ("office-file-unknown", 1)),
    ],
)  # fmt: skip
def test_a_fault_is_placed_in_its_file(ledger, path, text, expected):
    governance = load_governance(ledger(files={path: text}))
    code, line = expected
    assert (code, path, line) in told(governance.findings)
    assert governance.office.accounts


def test_a_file_that_cannot_be_read_hides_no_other(ledger):
    files = {
        "plan/small/plan.yml": "id: small\nid: small\n",
        "plan/office/duty.yml": "a: [b\n",
        "plan/roster/0002.yml": "a: [b\n",
    }
    governance = load_governance(ledger(files=files))
    assert {finding.path for finding in governance.findings} == set(files)
    assert governance.plans == {}
    assert governance.newest is None
    assert governance.rosters.versions


def test_a_link_is_a_finding(ledger, tmp_path):
    source = ledger()
    (tmp_path / "plan" / "office" / "more.yml").symlink_to(tmp_path / "plan" / "small" / "plan.yml")
    assert told(load_governance(source).findings) == [("source-is-link", "plan/office/more.yml", 0)]


def test_what_is_missing_altogether_is_told(tmp_path):
    assert told(load_governance(WorkTree(tmp_path)).findings) == [
        ("ledger-facts-missing", "plan/office/ledger.yml", 0),
        ("roster-missing", "plan/roster", 0),
        ("plan-missing", "plan", 0),
    ]


def test_the_shipped_ledger_is_sound():
    source = WorkTree(Path(ROOT))
    assert check_plans(load_governance(source), source).findings == ()


def test_faults_of_sense_are_placed_too(ledger):
    text = changed(PLAN, ("code: refuted", "code: decision"))
    source = ledger(files={"plan/small/plan.yml": text})
    report = check_plans(load_governance(source), source)
    assert not report.clean
    line = text[: text.index("on: {kind: 送审, form: 辟谣}")].count("\n") + 1
    assert told(report.findings) == [("plan-code-twice", "plan/small/plan.yml", line)]


def test_a_role_nobody_declares_is_found_in_the_roster(ledger):
    source = ledger(
        files={
            "plan/roster/0001.yml": FILES["plan/roster/0001.yml"].replace("[组长]", "[组长, 主席]")
        }
    )
    report = check_plans(load_governance(source), source)
    assert told(report.findings) == [("person-role-unknown", "plan/roster/0001.yml", 7)]


def test_one_version_is_checked_without_the_others(ledger):
    newer = changed(
        PLAN, ("id: small", "id: newer"), ("2026-01-01", "2026-06-01"), ("closed: 是", "closed: 否")
    )
    source = ledger(files={"plan/newer/plan.yml": newer})
    governance = load_governance(source)
    assert check_plans(governance, source, "small").clean
    assert not check_plans(governance, source, "newer").clean
    assert not check_plans(governance, source).clean
    with pytest.raises(UsageProblem) as caught:
        check_plans(governance, source, "oldest")
    assert caught.value.values["options"] == "small、newer"


def test_a_version_with_faults_of_form_can_be_checked_by_its_name(ledger):
    source = ledger(files={"plan/small/plan.yml": changed(PLAN, ("key: L2", "kye: L2"))})
    report = check_plans(load_governance(source), source, "small")
    assert not report.clean


def test_every_line_is_a_sentence_and_one_can_be_asked_for(ledger):
    plan = choose_plan(load_governance(ledger()))
    lines = plan_lines(plan)
    assert [line.code for line in lines if line.group == "moves"][2] == "consult+handle>closed"
    groups = {group.key for group in GROUPS} - {"parameters"}  # the small plan has none
    assert {line.group for line in lines} == groups
    (line,) = plan_lines(plan, "closing")
    assert line.words("zh") == "进入“归档”的推进须经成员 2 人同意。"
    assert line.words("en") == "A move entering “归档” needs the approval of 2 × 成员."
    with pytest.raises(UsageProblem) as caught:
        plan_lines(plan, "closin")
    assert caught.value.values["near"] == "closing"


def test_two_versions_are_compared_line_by_line(ledger):
    newer = changed(
        PLAN,
        ("id: small", "id: newer"),
        ("limit: 10 min", "limit: 20 min"),
        ("code: refuted", "code: disproved"),
        ("outcome: 办结}]}", "outcome: 办结}], clause: 四}"),
    )
    plans = load_governance(ledger(files={"plan/newer/plan.yml": newer})).plans
    changes = compare(plans["small"], plans["newer"])
    assert [(change.sort, change.code) for change in changes] == [
        ("删去", "refuted"),
        ("改动", "answered"),
        ("新增", "disproved"),
        ("改动", "first"),
    ]
    assert compare(plans["small"], plans["small"]) == ()


def test_a_change_that_a_sentence_leaves_out_is_seen(ledger):
    fields = "[at, by, stage, level, scope, items, marks, {}]"
    line = "- {{code: mend, on: {{kind: 更正, field: {}}}, roles: 成员}}\n"
    versions = {
        f"plan/{name}/plan.yml": changed(
            PLAN,
            ("id: small", f"id: {name}"),
            ("approvals:\n", "approvals:\n" + line.format(fields.format(last))),
        )
        for name, last in (("one", "form"), ("two", "phase"))
    }
    plans = load_governance(ledger(files=versions)).plans
    (change,) = compare(plans["one"], plans["two"])
    assert (change.code, change.reworded) == ("mend", False)
    assert change.hidden("zh") == (("阶段",), ("报别",))
    assert change.hidden("en") == (("phase",), ("form",))


PROPOSED = changed(
    PLAN,
    ("id: small", "id: newer\nproposal: 是\nrevises: small"),
    ("published_on: 2026-01-01", "published_on: 2026-06-01"),
)


def test_a_proposal_is_never_the_version_in_force(ledger):
    governance = load_governance(ledger(files={"plan/newer/plan.yml": PROPOSED}))
    assert list(governance.plans) == ["small", "newer"]
    assert governance.newest is governance.plans["small"]
    assert plan_in_force(governance) is governance.newest
    assert choose_plan(governance).id == "small"
    assert choose_plan(governance, "newer").revises == "small"


def test_a_ledger_of_proposals_alone_has_no_plan_in_force(ledger):
    source = ledger(files={"plan/newer/plan.yml": PROPOSED, "plan/small/plan.yml": None})
    governance = load_governance(source)
    assert governance.newest is None
    with pytest.raises(EnvironmentProblem) as told_of:
        plan_in_force(governance)
    assert told_of.value.code == "plan-none-in-force"
    codes = [finding.code for finding in check_plans(governance, source).findings]
    assert {"plan-none-in-force", "plan-revises-unknown"} <= set(codes)


def test_without_any_plan_there_is_none_in_force(ledger):
    governance = load_governance(ledger(files={"plan/small/plan.yml": "a: [b\n"}))
    with pytest.raises(EnvironmentProblem) as told_of:
        plan_in_force(governance)
    assert told_of.value.code == "governance-unreadable"


@pytest.mark.parametrize(
    ("revises", "line"), [("small", None), ("smell", 3), ("newer", 3)], ids=["there", "not", "self"]
)
def test_a_version_revises_another_one_that_is_there(ledger, revises, line):
    text = changed(PROPOSED, ("revises: small", f"revises: {revises}"))
    source = ledger(files={"plan/newer/plan.yml": text})
    found = told(check_plans(load_governance(source), source).findings)
    expected = [("plan-revises-unknown", "plan/newer/plan.yml", line)] if line else []
    assert [each for each in found if each[0].startswith("plan-")] == expected


def test_the_clocks_of_a_proposal_do_not_run_and_ask_for_no_calendar(ledger):
    for proposal, codes in (("是", []), ("否", ["calendar-year-ahead"] * 2)):
        text = changed(
            PROPOSED,
            ("proposal: 是", f"proposal: {proposal}"),
            ("limit: 10 min, remind: 3 min", "limit: 5 workday"),
        )
        source = ledger(files={"plan/newer/plan.yml": text})
        found = check_plans(load_governance(source), source, day=date(2030, 1, 1)).findings
        assert [each.code for each in found if each.code.startswith("calendar")] == codes
