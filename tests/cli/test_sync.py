"""``sync`` with a real remote and a colleague's clone; pulls with plain git that stopped halfway."""

from __future__ import annotations

import subprocess

import pytest
from tests.ledgers import git

from taizhang.actions import rebuilding, syncing
from taizhang.actions.replaying import bare
from taizhang.cli import edge
from taizhang.store.emit import blocks
from taizhang.store.git.repository import open_repository

REPORT = ("--to", "group", "--channel", "电话")


@pytest.fixture
def both(ledger, colleague):
    """One incident that both have; its id."""
    identity = ledger.new()
    ledger.done("submit")
    colleague.git("pull", "-q")
    return identity


def _path(identity):
    return f"ledger/{identity[:4]}/{identity[4:6]}/{identity}.yml"


def _tip(remote):
    return git(remote, "rev-parse", "main").strip()


def _entries(ledger, identity):
    return [bare(block).decode() for block in blocks(ledger.text(identity).encode())[1:]]


def _pull(ledger, *how):
    """``git pull`` as a person types it; it stops in a conflict."""
    for key, value in (("user.name", "张伟"), ("user.email", "zhang.wei@taizhang.invalid")):
        ledger.git("config", key, value)
    done = subprocess.run(
        ["git", "pull", "-q", *how], cwd=ledger.root, capture_output=True, check=False
    )
    assert done.returncode
    assert "<<<<<<<" in "".join(
        path.read_text("utf-8") for path in (ledger.root / "ledger").rglob("*.yml")
    )


def test_records_of_others_come_and_own_ones_stay_unshared(ledger, shared, colleague, both):
    colleague.done("add", both, "说明", "--text", "同事所记")
    colleague.done("submit")
    ledger.done("add", both, "说明", "--text", "本机所记", "--at", "09:19")
    tip = _tip(shared)
    said = ledger.done("sync")
    assert "已取回他人的 1 次记录；本机有 1 次尚未提交" in said
    assert _tip(shared) == tip
    assert ["同事所记" in each for each in _entries(ledger, both)] == [False, True, False]
    assert ledger.git("status", "--porcelain") == ""
    assert "已提交共享 1 次" in ledger.done("submit")


def test_with_nothing_new_on_either_side_nothing_moves(ledger, shared):
    before = ledger.state()
    assert "已取回他人的 0 次记录；本机没有要提交的" in ledger.done("sync")
    assert ledger.state() == before


def test_an_entry_both_have_is_kept_once(ledger, shared, colleague, both):
    colleague.done("add", both, "说明", "--text", "同一句", "--by", "张伟")
    ledger.done("add", both, "说明", "--text", "同一句")
    ledger.done("add", both, "说明", "--text", "另一句", "--at", "09:18")
    colleague.done("submit")
    ledger.done("sync")
    assert sum("同一句" in each for each in _entries(ledger, both)) == 1
    assert "另一句" in ledger.text(both)


def test_notes_of_two_persons_in_one_minute_are_told_apart_by_seconds(
    ledger, shared, colleague, both
):
    colleague.done("add", both, "说明", "--text", "同事所记")
    colleague.done("submit")
    ledger.done("add", both, "说明", "--text", "本机所记")
    said = ledger.done("submit")
    assert "他人已有“2026-11-09 09:20 说明”，本机的一条加秒，记为“2026-11-09 09:20:01 说明”" in said
    assert "at: 2026-11-09 09:20:01\n" in ledger.text(both)
    ledger.done("check")


def test_an_entry_that_another_names_keeps_its_time(ledger, shared, colleague, both):
    colleague.done("add", both, "说明", "--text", "同事所记")
    colleague.done("submit")
    ledger.done("add", both, "说明", "--text", "本机所计")
    change = ("--field", "text", "--now", "本机所记", "--reason", "错字")
    entry = ("2026-11-09 09:20 说明", *change)
    corrected = ledger.run("correct", both, *entry, now="2026-11-09 09:22")
    assert corrected.code == 0, corrected.err
    said = ledger.run("sync")
    assert said.code == 1
    assert "2026-11-09 09:20 说明" in said.err


@pytest.mark.parametrize("how", [("--no-rebase",), ("--rebase",)], ids=["merge", "rebase"])
def test_a_pull_that_stopped_is_put_in_order_from_the_versions(
    ledger, shared, colleague, both, how
):
    colleague.done("add", both, "说明", "--text", "同事所记")
    colleague.done("submit")
    ledger.done("add", both, "说明", "--text", "本机所记", "--at", "09:19")
    ledger.done("add", both, "说明", "--text", "本机再记", "--at", "09:18")
    wanted = {*_entries(ledger, both), *_entries(colleague, both)}
    _pull(ledger, *how)
    refused = ledger.run("submit")
    assert refused.code == 4
    assert "taizhang sync" in refused.err
    said = ledger.done("sync")
    assert "现已理顺" in said
    assert "已另存" not in said
    assert {*_entries(ledger, both)} == wanted
    assert len(_entries(ledger, both)) == len(wanted)
    assert ledger.git("status", "--porcelain=v2", "--branch").splitlines()[1:] == [
        "# branch.head main",
        "# branch.upstream origin/main",
        "# branch.ab +2 -0",
    ]
    ledger.done("submit")
    assert ledger.done("check")


@pytest.mark.parametrize("how", [("--no-rebase",), ("--rebase",)], ids=["merge", "rebase"])
def test_words_typed_between_the_marks_are_kept_aside(ledger, shared, colleague, both, how):
    colleague.done("add", both, "说明", "--text", "同事所记")
    colleague.done("submit")
    ledger.done("add", both, "说明", "--text", "本机所记", "--at", "09:19")
    _pull(ledger, *how)
    path = ledger.root / _path(both)
    path.write_text(path.read_text("utf-8") + "手写的一句\n", "utf-8")
    assert "已另存备查" in ledger.done("sync")
    copy = ledger.root / ".git" / "taizhang.set-aside" / _path(both)
    assert "手写的一句" in copy.read_text("utf-8")
    assert "手写的一句" not in ledger.text(both)


def test_a_merge_that_is_no_pull_is_left_alone(ledger, shared, both):
    ledger.git("switch", "-qc", "side")
    ledger.done("add", both, "说明", "--text", "支线")
    ledger.git("switch", "-q", "main")
    ledger.done("add", both, "说明", "--text", "主线", "--at", "09:19")
    subprocess.run(
        ["git", "merge", "-q", "side"], cwd=ledger.root, capture_output=True, check=False
    )
    before = ledger.state()
    said = ledger.run("sync")
    assert said.code == 4
    assert "没有做完的合并" in said.err
    assert ledger.state() == before


def test_a_pull_git_merged_by_itself_is_no_obstacle(ledger, shared, colleague, both):
    theirs = colleague.new()
    colleague.done("submit")
    ledger.done("add", both, "说明", "--text", "本机所记")
    ledger.git("pull", "-q", "--no-rebase", "--no-edit")
    colleague.done("add", theirs, "说明", "--text", "又一条")
    colleague.done("submit")
    ledger.done("submit")
    assert "又一条" in ledger.text(theirs)
    assert "本机所记" in ledger.text(both)


def test_work_on_a_file_that_others_changed_is_not_run_over(ledger, shared, colleague, both):
    colleague.done("add", both, "说明", "--text", "同事所记")
    colleague.done("submit")
    path = ledger.root / _path(both)
    path.write_text(path.read_text("utf-8") + "# 还没写完\n", "utf-8")
    before = ledger.state()
    for command in ("sync", "submit"):
        said = ledger.run(command)
        assert said.code == 4
        assert "有尚未入库的改动" in said.err
        assert ledger.state() == before


class TestTwoDecisions:
    @pytest.fixture
    def clash(self, ledger, colleague, both):
        colleague.done("add", both, "报告", *REPORT)
        colleague.done("submit")
        ledger.done("add", both, "报告", *REPORT, "--at", "09:19")
        ledger.done("add", both, "说明", "--text", "本机所记", "--at", "09:18")
        return both

    def test_nobody_to_ask_is_a_refusal_with_both_choices(self, ledger, clash):
        before = ledger.state()
        said = ledger.run("sync")
        assert said.code == 1
        assert "taizhang sync --keep theirs" in said.err
        assert "taizhang sync --keep both" in said.err
        assert ledger.state() == before

    def test_theirs_is_kept_and_only_the_own_decision_left_out(self, ledger, clash):
        said = ledger.done("sync", "--keep", "theirs")
        assert "2026-11-09 09:19 报告”和依据它的记录没有接上" in said
        assert "09:19\n" not in ledger.text(clash)
        assert "本机所记" in ledger.text(clash)
        ledger.done("submit")

    def test_both_are_kept_only_where_the_plan_allows(self, ledger, clash):
        before = ledger.state()
        said = ledger.run("sync", "--keep", "both")
        assert said.code == 1
        assert "没有写入" in said.err
        assert ledger.state() == before

    def test_both_are_kept_where_they_go_together(self, ledger, colleague, both):
        colleague.done("add", both, "报告", *REPORT)
        colleague.done("submit")
        ledger.done("regrade", both, "较大", "--reason", "转发增多", "--at", "09:19")
        ledger.done("sync", "--keep", "both")
        kinds = [each.split("kind: ")[1].split("\n")[0] for each in _entries(ledger, both)]
        assert kinds == ["发现", "报告", "调级"]

    def test_the_choice_is_asked_for_once_an_incident(self, ledger, clash):
        asked = []

        def choose(clash):
            asked.append((clash.id, [entry.name for entry in clash.ours]))
            return rebuilding.Keep.THEIRS

        done = syncing.sync(open_repository(ledger.root), edge.now(), choose)
        assert asked == [(clash, ["2026-11-09 09:19 报告"])]
        assert [each.id for each in done.rebuilt.gave_way] == [clash]


def test_an_approval_overtaken_by_a_change_of_stage_must_be_given_anew(ledger, colleague, both):
    ledger.done("add", both, "报告", *REPORT)
    ledger.done("advance", both, "会商研判", "--reason", "先核实", now="2026-11-09 09:40")
    ledger.done("submit")
    colleague.git("pull", "-q")
    colleague.done("approve", both, "--as", "陈立", "--return", "再核", now="2026-11-09 09:50")
    colleague.done("submit")
    ledger.done("approve", both, "--as", "陈立", now="2026-11-09 09:52")
    said = ledger.done("sync")
    assert "已不作数" in said
    assert f"taizhang approve {both}" in said
    assert "09:52" not in ledger.text(both)


def test_a_fresh_approval_stays_valid_behind_a_note(ledger, colleague, both):
    ledger.done("add", both, "报告", *REPORT)
    ledger.done("advance", both, "会商研判", "--reason", "先核实", now="2026-11-09 09:40")
    ledger.done("submit")
    colleague.git("pull", "-q")
    colleague.done("add", both, "说明", "--text", "同事所记", now="2026-11-09 09:50")
    colleague.done("submit")
    ledger.done("approve", both, "--as", "陈立", now="2026-11-09 09:52")
    assert "已不作数" not in ledger.done("sync")
    assert "会商研判" in ledger.done("show", both, now="2026-11-09 09:53")


def test_an_incident_that_left_the_remote_is_told(ledger, shared, both):
    other = ledger.root.parent / "other"
    git(ledger.root.parent, "clone", "-q", str(shared), str(other))
    git(other, "rm", "-q", _path(both))
    git(other, "commit", "-qm", "gone")
    git(other, "push", "-q")
    ledger.done("add", both, "说明", "--text", "本机所记")
    said = ledger.run("sync")
    assert said.code == 1
    assert f"{_path(both)} 在远程仓库中已被删除，本机的记录无处可接" in said.err
