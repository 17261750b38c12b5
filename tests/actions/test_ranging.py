"""A change judged before it is taken: one test a rule, on real git."""

from __future__ import annotations

import shutil

import pytest
from tests.branches import BEGUN, HEAD, INCIDENT, OTHER, Branch, note
from tests.ledgers import models

from taizhang.model.findings import Severity

__all__ = ["models"]


@pytest.fixture
def branch(models, tmp_path):
    """A real ledger with one incident on its branch, recorded 09:14."""
    root = tmp_path / "ledger"
    shutil.copytree(models["real"], root)
    made = Branch(root)
    made.commit({INCIDENT: BEGUN}, at="2026-11-09 09:14")
    return made


def test_a_record_that_grows_is_taken(branch):
    old = branch.tip
    branch.commit({INCIDENT: BEGUN + note()})
    report = branch.report(old)
    assert report.findings == ()
    assert (report.files, report.incidents) == (1, 1)


def test_nothing_changed_is_nothing_to_judge(branch):
    assert branch.report(branch.tip).files == 0


def test_a_branch_that_begins_is_judged_from_its_first_commit(branch):
    branch.commit({INCIDENT: BEGUN + note()})
    assert branch.codes(None) == set()
    branch.commit({INCIDENT: BEGUN})
    assert branch.codes(None) == {"record-rewritten"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (BEGUN.replace("浏览约四百", "浏览约四千"), (18, 15)),
        (BEGUN.replace("2022-08-05", "2026-11-18"), (3, 10)),
        (HEAD + note(), (5, 21)),
        (HEAD, (5, 21)),
    ],
    ids=["value", "header", "entry", "end"],
)
def test_what_was_recorded_stays(branch, text, place):
    old = branch.tip
    branch.commit({INCIDENT: text + note()})
    (found,) = [each for each in branch.report(old).findings if each.code == "record-rewritten"]
    assert (found.path, found.line, found.column) == (INCIDENT, *place)


@pytest.mark.parametrize(
    "more",
    ["  text: 补一句\n", "    、传真\n", "  late: 补记\n"],
    ids=["a field more", "a value carried on", "an excuse"],
)
def test_bytes_that_change_the_entry_above_are_no_growth(branch, more):
    old = branch.tip
    branch.commit({INCIDENT: BEGUN + more})
    assert "record-reworded" in branch.codes(old)


def test_a_file_without_a_line_end_cannot_be_carried_on(branch):
    branch.commit({OTHER: BEGUN.replace("4mq2", "7kq4").rstrip("\n")}, at="2026-11-09 09:20")
    old = branch.tip
    branch.commit({OTHER: BEGUN.replace("4mq2", "7kq4").rstrip("\n") + "，后删除\n"})
    assert "record-reworded" in branch.codes(old)


def test_comments_and_blank_lines_may_be_added(branch):
    old = branch.tip
    branch.commit({INCIDENT: BEGUN + "# 以下为夜班所记\n\n" + note()})
    assert branch.codes(old) == set()


def test_a_record_is_not_deleted_and_not_renamed(branch):
    old = branch.tip
    branch.commit({INCIDENT: None})
    assert branch.codes(old) == {"record-deleted"}
    branch.commit({OTHER: BEGUN})
    assert branch.codes(old) == {"record-deleted", "id-not-path"}


def test_a_change_undone_by_the_next_commit_was_still_made(branch):
    old = branch.tip
    branch.commit({INCIDENT: BEGUN.replace("四百", "四千")})
    branch.commit({INCIDENT: BEGUN})
    assert branch.codes(old) == {"record-rewritten"}


def test_records_and_rules_come_apart(branch):
    old = branch.tip
    branch.commit({INCIDENT: BEGUN + note(), "mkdocs.yml": "site_name: x\n"})
    assert branch.codes(old) == {"change-mixed"}


def test_records_and_pages_may_come_together(branch):
    old = branch.tip
    branch.commit({INCIDENT: BEGUN + note(), "site/pages/index.md": "# 首页\n"})
    assert branch.codes(old) == set()


def test_rules_and_then_records_are_two_changes(branch):
    old = branch.tip
    middle = branch.commit({"mkdocs.yml": "site_name: x\n"})
    branch.commit({INCIDENT: BEGUN + note()})
    assert branch.codes(old) == {"change-mixed"}
    assert branch.codes(old, middle) == set()
    assert branch.codes(middle) == set()


@pytest.mark.parametrize(
    ("path", "mode", "code"),
    [
        (OTHER, "120000", "mode-not-plain"),
        (OTHER, "160000", "mode-not-plain"),
        (OTHER, "100755", "mode-program"),
        ("plan/office/watch.yml", "100755", "mode-program"),
        ("site/pages/x.md", "120000", "mode-not-plain"),
        ("ledger/2026/11/20261109-4MQ2.yml", "100644", "path-unknown"),
        ("ledger/2026/12/20261109-7kq4.yml", "100644", "path-unknown"),
        ("ledger/2026/11/note.txt", "100644", "path-unknown"),
        ("Ledger/x.yml", "100644", "path-unknown"),
        ("plan/roster/2.yml", "100644", "path-unknown"),
        ("plan/office/a b.yml", "100644", "path-unknown"),
        ("MKDOCS.yml", "100644", "path-twin"),
        ("site/Pages/x.md", "100644", "path-twin"),
        ("site/pages/\u202ex.md", "100644", "path-name"),
        ("site/pages/a\nb.md", "100644", "path-name"),
        ("site/pages/con.md", "100644", "path-name"),
        ("site/pages/a:b.md", "100644", "path-name"),
        ("site/pages/-rf", "100644", "path-name"),
        ("site/pages/x.", "100644", "path-name"),
        ("site/pages/e\u0301.md", "100644", "path-name"),
    ],
)
def test_what_a_tree_may_not_hold(branch, path, mode, code):
    branch.commit({"mkdocs.yml": "site_name: x\n", "site/pages/x1.md": "x\n"})
    old = branch.tip
    branch.mode(path, mode)
    branch.record()
    assert code in branch.codes(old)


def test_a_name_is_shown_without_what_a_terminal_would_act_on(branch):
    old = branch.tip
    branch.mode("site/pages/\x1b[31m.md", "100644")
    branch.record()
    (found,) = branch.report(old).findings
    assert found.path == "site/pages/\\x1b[31m.md"


def test_a_file_has_a_size(branch):
    old = branch.tip
    branch.mode("site/pages/big.bin", "100644", b"\0" * (10 * 1024 * 1024 + 1))
    branch.record()
    assert branch.codes(old) == {"file-oversize"}


def test_a_time_after_its_record_is_refused_one_long_before_is_told(branch):
    old = branch.tip
    branch.commit({INCIDENT: BEGUN + note("2026-11-09 09:36")})
    assert branch.codes(old, now="2026-11-09 10:00") == {"entry-after-record"}
    branch.git("reset", "-q", "--hard", old)
    branch.commit({INCIDENT: BEGUN + note("2026-11-09 09:35")})
    assert branch.codes(old, now="2026-11-09 10:00") == set()
    branch.git("reset", "-q", "--hard", old)
    branch.commit({INCIDENT: BEGUN + note()}, at="2026-11-09 11:26")
    found = branch.report(old, now="2026-11-09 11:27").findings
    assert [(each.code, each.severity, each.line) for each in found] == [
        ("entry-recorded-late", Severity.LATE, 26)
    ]


def test_a_late_record_with_a_reason_needs_no_other(branch):
    old = branch.tip
    late = note() + "  late: 网络中断\n"
    branch.commit({INCIDENT: BEGUN + late}, at="2026-11-09 11:26")
    assert branch.codes(old, now="2026-11-09 11:27") == set()


def test_work_done_offline_is_as_old_as_its_own_commits(branch):
    old = branch.tip
    branch.git("switch", "-qc", "side")
    branch.commit({INCIDENT: BEGUN + note()}, at="2026-11-09 09:26")
    branch.git("switch", "-q", "main")
    branch.git("merge", "-q", "--no-ff", "-m", "merge", "side", at="2026-11-09 18:00")
    assert branch.codes(old, now="2026-11-09 18:01") == set()


def test_a_commit_from_the_future_is_refused(branch):
    old = branch.tip
    branch.commit({INCIDENT: BEGUN + note()}, at="2026-11-09 09:36")
    assert branch.codes(old, now="2026-11-09 09:30") == {"commit-in-future"}
    assert branch.codes(old, now="2026-11-09 09:31") == set()


def test_a_commit_from_before_the_tip_is_refused(branch):
    branch.commit({INCIDENT: BEGUN + note()}, at="2026-11-09 10:00")
    old = branch.tip
    branch.commit({INCIDENT: BEGUN + note() + note("2026-11-09 09:30")}, at="2026-11-09 09:54")
    assert branch.codes(old, now="2026-11-09 10:01") == {"commit-before-tip"}


def test_a_branch_is_not_set_back(branch):
    back = branch.tip
    branch.commit({INCIDENT: BEGUN + note()})
    assert branch.codes(branch.tip, back) >= {"branch-set-back", "record-rewritten"}


def test_a_branch_does_not_change_sides(branch):
    start = branch.tip
    branch.commit({INCIDENT: BEGUN + note()})
    old = branch.tip
    branch.git("switch", "-qc", "side", start)
    branch.commit({OTHER: BEGUN.replace("4mq2", "7kq4")})
    branch.git("merge", "-q", "-s", "ours", "-m", "merge", old)
    assert branch.codes(old) >= {"branch-not-continued", "record-rewritten"}


def test_a_history_of_another_beginning_is_not_taken(branch):
    old = branch.tip
    branch.git("checkout", "-q", "--orphan", "other")
    branch.git("rm", "-q", "--cached", INCIDENT)
    branch.put({INCIDENT: None})
    branch.git("commit", "-qm", "all anew")
    assert branch.codes(old) >= {"branch-not-continued", "record-deleted"}


def test_a_change_is_judged_by_the_rules_before_it(branch):
    old = branch.tip
    text = (branch.root / "plan/2022-08-05/plan.yml").read_text("utf-8")
    branch.commit({"plan/2099-01-01/plan.yml": text.replace("2022-08-05", "2099-01-01", 1)})
    branch.commit({OTHER: BEGUN.replace("4mq2", "7kq4").replace("2022-08-05", "2099-01-01", 1)})
    assert branch.codes(old) >= {"change-mixed", "plan-version-unknown"}


def test_what_stood_there_before_is_not_held_against_who_adds(branch):
    wrong = note("2026-11-09 09:05")  # before the entry above, without a reason
    branch.commit({INCIDENT: BEGUN + wrong})
    old = branch.tip
    assert "late-without-reason" in branch.codes(f"{branch.git('rev-parse', 'HEAD~1')}")
    branch.commit({INCIDENT: BEGUN + wrong + note("2026-11-09 09:29")})
    assert branch.codes(old) == set()


def test_the_command_names_places_and_ends_with_1(branch, taizhang):
    old = branch.tip
    branch.commit({INCIDENT: BEGUN.replace("四百", "四千")})
    now = ("--now", "2026-11-09 09:31")
    done = taizhang("check", "--range", f"{old}..HEAD", *now, cwd=branch.root)
    assert done.code == 1
    assert f"{INCIDENT}:18:15: 错误 record-rewritten" in done.out
    assert taizhang("check", "--range", f"{old}..{old}", *now, cwd=branch.root).code == 0
    assert taizhang("check", "--range", "..HEAD~1", *now, cwd=branch.root).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["HEAD"], "不是一段改动"),
        (["HEAD..."], "不是一段改动"),
        (["none..HEAD"], "没有“none”"),
        (["HEAD..HEAD", INCIDENT], "不能另指定文件"),
        (["HEAD..HEAD", "--history"], "一次只核对一段改动或全部历史"),
    ],
)
def test_a_range_that_is_none_is_told(branch, taizhang, words, said):
    done = taizhang("check", "--range", *words, cwd=branch.root)
    assert (done.code, said in done.err) == (2, True)


def test_a_root_of_trust_is_not_passed_over(branch, taizhang):
    done = taizhang("check", "--pin", "x", cwd=branch.root)
    assert (done.code, "信任根要与" in done.err) == (2, True)
