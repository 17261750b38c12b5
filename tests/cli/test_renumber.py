"""``renumber``: the same id on two machines, mended before it is shared."""

from __future__ import annotations

import os
import subprocess

import pytest
from tests.cli.test_sync import _path
from tests.ledgers import git


def _same_id(ledger, identity, old):
    """Make this machine's incident ``old`` one with the id ``identity``, as chance might."""
    path = ledger.root / _path(old)
    text = path.read_text("utf-8").replace(old, identity)
    path.rename(ledger.root / _path(identity))
    (ledger.root / _path(identity)).write_text(text, "utf-8")
    ledger.git("add", "-A")
    _commit(ledger, "--amend", "-m", f"{identity}: 发现 张伟")


def _commit(ledger, *words):
    day = "2026-11-09T09:20:00+08:00"
    env = {**os.environ, "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
    command = ["git", "commit", "-qa", *words]
    subprocess.run(command, cwd=ledger.root, env=env, check=True)


@pytest.fixture
def collided(ledger, shared, colleague):
    """An id that a colleague has shared and this machine has used, too."""
    identity = colleague.new("--title", "他人的一件")
    colleague.done("submit")
    _same_id(ledger, identity, ledger.new())
    return identity


def _new_id(said):
    return said.split("改为 ")[1].split("，")[0]


def test_a_collision_is_told_and_mended_and_nothing_lost(ledger, shared, colleague, collided):
    ledger.done("add", collided, "说明", "--text", "本机所记", "--at", "09:19")
    refused = ledger.run("submit")
    assert f"taizhang renumber {collided}" in refused.err
    new = _new_id(ledger.done("renumber", collided))
    assert new[:9] == collided[:9]
    assert "本机所记" in ledger.text(new)
    assert f"id: {new}" in ledger.text(new)
    assert ledger.git("status", "--porcelain") == ""
    assert collided not in ledger.git("log", "-p", "origin/main..HEAD")
    ledger.done("submit")
    assert "他人的一件" in ledger.text(collided)
    assert ledger.text(collided) == colleague.text(collided)
    assert "联络站" in ledger.text(new)


def test_references_in_own_unshared_entries_follow_and_no_others(
    ledger, shared, colleague, collided
):
    other = ledger.new()
    related = ("--related", f"{collided}")
    ledger.done("add", other, "说明", "--text", f"见 {collided}，不是 {collided}x", *related)
    new = _new_id(ledger.done("renumber", collided))
    text = ledger.text(other)
    assert f"- {new}\n" in text or f"[{new}]" in text
    assert f"见 {new}，不是 {collided}x" in text


def test_a_pull_that_stopped_on_the_collision_is_mended_too(ledger, shared, colleague, collided):
    subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x@taizhang.invalid", "pull", "-q", "--no-rebase"],
        cwd=ledger.root, capture_output=True, check=False,
    )  # fmt: skip
    assert "<<<<<<<" in ledger.text(collided)
    assert f"taizhang renumber {collided}" in ledger.run("sync").err
    new = _new_id(ledger.done("renumber", collided))
    ledger.done("sync")
    assert "联络站" in ledger.text(new)
    assert "他人的一件" in ledger.text(collided)


def test_what_is_shared_keeps_its_id(ledger, shared):
    identity = ledger.new()
    ledger.done("submit")
    before = ledger.state()
    said = ledger.run("renumber", identity)
    assert said.code == 2
    assert "编号不能再变" in said.err
    assert ledger.state() == before


def test_what_stands_on_another_shared_branch_keeps_its_id(ledger, shared):
    identity = ledger.new()
    ledger.git("push", "-q", "origin", "HEAD:refs/heads/proposal")
    assert "已提交共享（origin/proposal）" in ledger.run("renumber", identity).err


def test_nothing_is_renumbered_before_anything_is_shared(ledger, tmp_path):
    git(tmp_path, "init", "-q", "--bare", "empty.git")
    ledger.git("remote", "add", "origin", str(tmp_path / "empty.git"))
    said = ledger.run("renumber", ledger.new())
    assert said.code == 4
    assert "还没有任何记录提交共享" in said.err


def test_signed_approvals_are_left_out_and_named(ledger, shared, colleague, collided):
    path = ledger.root / _path(collided)
    entry = (
        "- at: 2026-11-09 09:30:01\n  by: 陈立\n  kind: 审批\n  entry: 2026-11-09 09:12 发现\n"
        "  as: 组长\n  roster: 1\n  verdict: 同意\n  sig: U1NIU0lH\n"
    )
    path.write_text(path.read_text("utf-8") + entry, "utf-8")
    _commit(ledger, "-m", "signed")
    said = ledger.done("renumber", collided)
    new = _new_id(said)
    assert f"{new}：陈立的签名写有旧编号" in said
    assert "审批" not in ledger.text(new)


def test_annexes_kept_here_go_with_the_incident(ledger, shared, colleague, collided, tmp_path):
    paper = tmp_path / "paper.txt"
    paper.write_text("附件", "utf-8")
    ledger.done("annex", "add", collided, str(paper), "--name", "截图")
    new = _new_id(ledger.done("renumber", collided))
    out = tmp_path / "out.txt"
    ledger.done("annex", "show", new, "截图", "--out", str(out))
    assert out.read_text("utf-8") == "附件"
