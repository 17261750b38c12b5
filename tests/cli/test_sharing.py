"""``submit`` with a real remote and a second clone."""

from __future__ import annotations

import shutil
import subprocess

from tests.ledgers import commit, git

BY_HAND = "2026-11-09T09:20:00+08:00"


def _tip(remote):
    return git(remote, "rev-parse", "main").strip()


def _head(ledger):
    return ledger.git("rev-parse", "HEAD").strip()


def test_what_was_recorded_here_is_shared(ledger, shared):
    ledger.new("--reported-at", "09:17")
    assert "已提交共享 1 次记录（origin/main）" in ledger.done("submit")
    assert _tip(shared) == _head(ledger)
    assert "没有要提交的" in ledger.done("submit")


def test_what_is_shared_cannot_be_taken_back(ledger, shared):
    identity = ledger.new()
    ledger.done("submit")
    said = ledger.run("undo", identity)
    assert said.code == 4
    assert "taizhang correct" in said.err


def test_records_of_others_come_here(ledger, shared, colleague):
    identity = colleague.new()
    colleague.done("submit")
    assert "已取回他人的记录" in ledger.done("submit")
    assert ledger.text(identity) == colleague.text(identity)
    assert ledger.git("status", "--porcelain") == ""


def test_other_incidents_of_the_faster_one_come_first(ledger, shared, colleague):
    theirs, ours = colleague.new(), ledger.new()
    colleague.done("submit")
    assert "接在他人先提交的记录之后" in ledger.done("submit")
    assert _tip(shared) == _head(ledger)
    assert ledger.text(theirs)
    assert ledger.text(ours)
    assert ledger.git("status", "--porcelain") == ""
    subjects = ledger.git("log", "--format=%an %s").splitlines()
    assert subjects[:2] == [f"张伟 {ours}: 发现 张伟", f"李娜 {theirs}: 发现 李娜"]


def test_two_who_add_to_one_file_lose_nothing(ledger, shared, colleague):
    identity = ledger.new()
    ledger.done("submit")
    colleague.git("pull", "-q")
    colleague.done("add", identity, "说明", "--text", "同事所记")
    ledger.done("add", identity, "说明", "--text", "本机所记", "--at", "09:19")
    colleague.done("submit")
    ledger.done("submit")
    text = ledger.text(identity)
    assert text.index("同事所记") < text.index("本机所记")
    removed = [
        line
        for line in ledger.git("log", "-p", "-2", "--format=").splitlines()
        if line.startswith("-") and not line.startswith("---")
    ]
    assert removed == []


def test_two_who_both_move_an_incident_are_told_and_nothing_is_pushed(ledger, shared, colleague):
    identity = ledger.new()
    ledger.done("submit")
    colleague.git("pull", "-q")
    report = ("add", identity, "报告", "--to", "group", "--channel", "电话")
    colleague.done(*report)
    ledger.done(*report, "--at", "09:19")
    colleague.done("submit")
    tip, before = _tip(shared), ledger.state()
    said = ledger.run("submit")
    assert said.code == 1
    assert f"同时改变了 {identity} 的环节或等级" in said.err
    assert "taizhang sync --keep theirs" in said.err
    assert (_tip(shared), ledger.state()) == (tip, before)


def test_the_same_id_on_two_machines_is_told(ledger, shared, colleague):
    identity = colleague.new()
    colleague.done("submit")
    folder = ledger.root / "ledger" / "2026" / "11"
    folder.mkdir(parents=True)
    text = colleague.text(identity).replace("联络站", "另一站")
    (folder / f"{identity}.yml").write_text(text, "utf-8")
    commit(ledger.root, "by hand", BY_HAND)
    before = ledger.state()
    said = ledger.run("submit")
    assert said.code == 1
    assert f"另一台电脑先用了编号 {identity}" in said.err
    assert f"taizhang renumber {identity}" in said.err
    assert ledger.state() == before


def test_a_commit_that_does_more_than_add_is_not_put_behind_others(ledger, shared, colleague):
    colleague.new()
    colleague.done("submit")
    (ledger.root / "note.txt").write_text("x")
    commit(ledger.root, "by hand", BY_HAND)
    said = ledger.run("submit")
    assert said.code == 4
    assert "不只是在末尾续写记录" in said.err


def test_unsound_entries_are_not_shared(ledger, shared):
    identity = ledger.new()
    path = ledger.root / "ledger" / "2026" / "11" / f"{identity}.yml"
    path.write_text(path.read_text("utf-8").replace("一般", "严重", 1), "utf-8")
    commit(ledger.root, "by hand", BY_HAND)
    tip = _tip(shared)
    said = ledger.run("submit")
    assert said.code == 1
    assert "严重" in said.err
    assert _tip(shared) == tip


def test_a_refusal_of_the_server_is_told_in_its_own_words(ledger, shared):
    ledger.new()
    hook = shared / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 演示拒绝 >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    git(shared, "config", "core.hooksPath", str(hook.parent))
    before = ledger.state()
    said = ledger.run("submit")
    assert said.code == 4
    assert "演示拒绝" in said.err
    assert ledger.state() == before


def test_a_remote_that_is_gone_is_told(ledger, shared):
    ledger.new()
    shutil.rmtree(shared)
    said = ledger.run("submit")
    assert said.code == 4
    assert "没有连上远程仓库 origin" in said.err


def test_another_ledger_is_not_pushed_to(ledger, tmp_path):
    stranger = tmp_path / "stranger"
    subprocess.run(["git", "init", "-q", "-b", "main", str(stranger)], check=True)
    (stranger / "x").touch()
    commit(stranger, "x")
    ledger.git("remote", "add", "origin", str(stranger))
    ledger.new()
    said = ledger.run("submit")
    assert said.code == 4
    assert "不是同一个台账" in said.err
