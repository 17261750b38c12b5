"""The journal in a ledger: read, checked with the rest, and shared."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta, timezone

import pytest
from tests.rules.offices import FILES, JOURNAL
from tests.rules.plans import ROOT

from taizhang.actions.check import check_tree
from taizhang.actions.governance import load_governance
from taizhang.actions.journal import journal_of, load_journal
from taizhang.actions.plans import check_plans
from taizhang.actions.workspace import open_workspace
from taizhang.store.worktree import WorkTree

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=timezone(timedelta(hours=8)))
HEAD = "journal: {month}\nplan: 2022-08-05\ntimeline:\n"
STANDING = ["basis-unchecked", "basis-superseded"]
"""What the shipped plan of 2022 has to be told whatever the office does."""


@pytest.fixture
def ledger(tmp_path):
    """The shipped plan and roster with an office and a journal in order."""
    for part in ("2022-08-05", "roster"):
        shutil.copytree(ROOT / "plan" / part, tmp_path / "plan" / part)
    (tmp_path / "plan" / "office").mkdir()
    for name, text in FILES.items():
        (tmp_path / "plan" / "office" / f"{name}.yml").write_text(text, "utf-8")
    for month, text in JOURNAL.items():
        write(tmp_path, month, text)
    return tmp_path


def write(root, month, text, name=""):
    path = root / "ledger" / "journal" / (name or f"{month.replace('-', '/')}.yml")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD.format(month=month) + text, "utf-8")
    return path.relative_to(root).as_posix()


def check(root, *paths):
    report = check_tree(open_workspace(WorkTree(root)), NOW, paths)
    return report, [(each.code, each.path, each.line) for each in report.findings]


def test_an_office_in_order_is_told_of_its_bases_and_its_missing_keys_only(ledger):
    report, found = check(ledger)
    *bases, keys = found
    assert [each[0] for each in bases] == STANDING
    assert all(path == "plan/2022-08-05/plan.yml" and line > 1 for _, path, line in bases)
    assert keys[:2] == ("roster-without-keys", "plan/roster/0001.yml")
    assert (report.files, report.incidents, report.clean) == (3, 0, True)


def test_findings_of_the_office_stand_in_their_files(ledger):
    path = ledger / "plan" / "office" / "contacts.yml"
    path.write_text(path.read_text("utf-8").replace("body: 公安机关", "body: 公安局"), "utf-8")
    _, found = check(ledger)
    assert ("contact-body-unknown", "plan/office/contacts.yml", 4) in found
    assert ("contact-missing", "plan/office/contacts.yml", 2) in found


def test_faults_of_the_journal_stand_in_it(ledger):
    text = JOURNAL["2026-11"]
    write(ledger, "2026-11", text + text.replace("found: 无", "found: 20261101-aaaa"))
    path = "ledger/journal/2026/11.yml"
    _, found = check(ledger)
    assert ("journal-entry-twice", path, 9) in found
    assert ("incident-not-there", path, 13) in found


def test_one_file_of_the_journal_is_checked_alone(ledger):
    path = write(ledger, "2026-10", JOURNAL["2026-11"])
    report, found = check(ledger, path)
    assert found == [("journal-other-month", path, 4)]
    assert report.files == 1


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("2026/11.yml", "journal: 2026-11\njournal: 2026-11\n", "yaml-duplicate-key"),
        ("2026/11.yml", "journal: 2026-11\nplan: 2030-01-01\n", "plan-version-unknown"),
        ("2026/11.yml", "journal: 2026-11\n", "header-missing"),
        ("2026/13.yml", "journal: 2026-12\n", "file-stranger"),
        ("11.yml", "journal: 2026-11\n", "file-stranger"),
    ],
)
def test_one_bad_file_hides_no_other(ledger, name, text, code):
    path = ledger / "ledger" / "journal" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    _, found = check(ledger)
    own = [each[0] for each in found if each[1] == f"ledger/journal/{name}"]
    assert own == [code]
    assert "basis-superseded" in [each[0] for each in found]
    assert [month.month for month in load_journal(open_workspace(WorkTree(ledger)), NOW).months][
        :2
    ] == ["2026-03", "2026-05"]


def test_a_link_in_the_journal_is_a_finding_and_is_not_followed(ledger, tmp_path):
    target = tmp_path / "elsewhere.yml"
    target.write_text(HEAD.format(month="2026-10") + JOURNAL["2026-11"], "utf-8")
    (ledger / "ledger" / "journal" / "2026" / "10.yml").symlink_to(target)
    _, found = check(ledger)
    assert "ledger/journal/2026/10.yml" in [each[1] for each in found]
    assert len(load_journal(open_workspace(WorkTree(ledger)), NOW).months) == 3


def test_the_month_of_the_header_is_that_of_the_path(ledger):
    path = write(ledger, "2026-11", JOURNAL["2026-11"], name="2026/10.yml")
    _, found = check(ledger, path)
    assert found == [("journal-month-not-path", path, 1)]


def test_incidents_that_an_incident_names_must_be_there(ledger):
    shutil.copytree(ROOT / "plan" / "office", ledger / "plan" / "office", dirs_exist_ok=True)
    text = (ROOT / "tests" / "examples" / "ordinary.yml").read_text("utf-8")
    identity = text.split("\n", 1)[0].removeprefix("id: ")
    first, rest = text.split("timeline:\n", 1)
    lines = rest.split("\n")
    lines.insert(3, "  related: [20260101-aaaa]")
    path = ledger / "ledger" / identity[:4] / identity[4:6] / f"{identity}.yml"
    path.parent.mkdir(parents=True)
    path.write_text(f"{first}timeline:\n" + "\n".join(lines), "utf-8")
    _, found = check(ledger)
    assert "incident-not-there" in [each[0] for each in found]


def test_the_plan_is_checked_with_the_office_when_the_moment_is_given(ledger):
    source = WorkTree(ledger)
    governance = load_governance(source)
    assert check_plans(governance, source).findings == ()
    told = check_plans(governance, source, now=NOW).findings
    assert [each.code for each in told] == STANDING
    assert check_plans(governance, source, "2022-08-05", now=NOW).findings == ()


def test_the_view_tells_how_the_office_stands(ledger):
    view = journal_of(open_workspace(WorkTree(ledger)), NOW)
    assert [(each.shift, each.person) for each in view.on_duty] == [("白班", "张伟")]
    assert [each.person for each in view.next_duty] == ["刘洋", "张伟", "刘洋", "张伟"]
    assert (view.gaps, view.overlaps) == ((), ())
    assert (view.look.age, view.look.next.text, view.look.late) == (
        "1 小时 30 分钟", "2026-11-23 12:30", False,
    )  # fmt: skip
    assert [(each.name, each.now, each.unmanned) for each in view.periods] == [
        ("年末", True, 0), ("评议", True, 0),
    ]  # fmt: skip
    assert not any(each.stale for each in view.contacts)
    states = {each.name: (each.state, each.detail) for each in view.yearly}
    assert states["党组议题"] == ("已办", "2026-03-02 陈立")
    assert states["培训"] == ("已办", "")
    assert states["演练"] == ("已办", "2026-05-11 李娜")
    assert states["编制依据核对"][0] == "未办"
    assert [each.code for each in view.findings] == ["basis-superseded", "basis-unchecked"]
    assert view.findings[0].anchor == "s1-2"
    assert [each.kind for each in view.records] == ["监测", "演练", "培训", "年度事项", "年度事项"]
    assert view.records[0].lines == (("平台", "论坛；微信"), ("发现", "无"))
