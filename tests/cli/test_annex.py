"""``taizhang annex``: kept outside git, destroyed only on an approved entry."""

from __future__ import annotations

import hashlib

import pytest
from tests.ledgers import NEW, git

TEXT = "会商纪要：已核实。".encode()


@pytest.fixture
def paper(tmp_path):
    file = tmp_path / "minutes.txt"
    file.write_bytes(TEXT)
    return file


@pytest.fixture
def opened(ledger):
    ledger.done(*NEW)
    return ledger


def add(ledger, paper):
    return ledger.done("annex", "add", "last", paper, "--name", "会商纪要")


def test_the_ledger_holds_name_and_digest_and_never_the_bytes(opened, paper):
    add(opened, paper)
    text = git(opened.root, "show", "HEAD")
    assert "会商纪要" in text
    assert hashlib.sha256(TEXT).hexdigest() in text
    assert "已核实" not in text
    assert not git(opened.root, "status", "--porcelain").strip()
    assert "在本机" in opened.done("annex", "show", "last")


def test_an_annex_comes_back_as_it_was(opened, paper, tmp_path):
    add(opened, paper)
    out = tmp_path / "again.txt"
    opened.done("annex", "show", "last", "会商纪要", "--out", out)
    assert out.read_bytes() == TEXT
    assert opened.run("annex", "show", "last", "会商纪要", "--out", out).code == 2
    assert out.read_bytes() == TEXT


def test_destruction_waits_for_approval_and_then_leaves_only_the_digest(opened, paper, tmp_path):
    add(opened, paper)
    assert "待审批" in opened.done(
        "annex", "destroy", "last", "会商纪要", "--assessment", "已无必要"
    )
    again = opened.run("annex", "destroy", "last", "会商纪要")
    assert again.code == 2
    assert "待审批" in again.err
    assert "在本机" in opened.done("annex", "show", "last")
    opened.done("approve", "last", "--as", "陈立")
    assert "已销毁" in opened.done("annex", "destroy", "last", "会商纪要")
    assert "已销毁" in opened.done("annex", "show", "last")
    told = opened.run("annex", "show", "last", "会商纪要", "--out", tmp_path / "x")
    assert told.code == 2
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("annex", "show", "last", "无此附件", "--out", "x"), "没有附件"),
        (("annex", "destroy", "last", "无此附件"), "没有附件"),
    ],
)
def test_an_unknown_annex_is_told_with_those_at_hand(opened, paper, words, told):
    add(opened, paper)
    said = opened.run(*words)
    assert said.code == 2
    assert told in said.err
    assert "会商纪要" in said.err


def test_a_name_is_used_once(opened, paper):
    add(opened, paper)
    before = git(opened.root, "rev-parse", "HEAD")
    said = opened.run("annex", "add", "last", paper, "--name", "会商纪要")
    assert said.code == 2
    assert git(opened.root, "rev-parse", "HEAD") == before


def test_a_refused_note_leaves_no_bytes_behind(opened, paper):
    said = opened.run("annex", "add", "last", paper, "--name", "机密材料")
    assert said.code == 1
    kept = opened.root / ".git" / "taizhang-annex" / "files"
    assert not [each for each in kept.rglob("*") if each.is_file()]


def test_the_folder_can_be_set(opened, paper, tmp_path):
    git(opened.root, "config", "taizhang.annex", str(tmp_path / "safe"))
    add(opened, paper)
    assert list((tmp_path / "safe" / "files").rglob("*"))
