"""``roster approve``, ``plan approve`` and ``roster root`` as administrators use them."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from tests.branches import Branch, keyed, signer
from tests.ledgers import Ledger, models

from taizhang.store.keys import write_plain
from taizhang.store.sshsig import to_armor

__all__ = ["models"]

FIRST, SECOND = "plan/roster/0001.yml", "plan/roster/0002.yml"
NOW = "2026-11-09 09:29"
AS = ("--as", "陈立")


@pytest.fixture
def ledger(models, tmp_path, monkeypatch, capsys):
    """A drill ledger whose first roster has two persons with keys, and a second one drafted."""
    root = tmp_path / "ledger"
    shutil.copytree(models["drill"], root)
    branch = Branch(root)
    text = keyed(branch.text(FIRST), "chen.li", "xu.gang")
    branch.commit({FIRST: text}, at="2026-11-02 09:00")
    branch.put({SECOND: text.replace("version: 1", "version: 2", 1)})
    for name in ("chen.li", "xu.gang"):
        write_plain(tmp_path / name, signer(name))
    return Ledger(root, monkeypatch, capsys)


def approve(ledger, person, key, *more, kind="roster", version="2"):
    file = ledger.root.parent / key
    return ledger.run(kind, "approve", version, "--as", person, "--key", file, *more, now=NOW)


def test_two_administrators_approve_and_the_change_is_taken(ledger):
    branch = Branch(ledger.root)
    old = branch.tip
    ledger.git("switch", "-qc", "roster-2")
    first = approve(ledger, "陈立", "chen.li")
    assert first.code == 0, first.err
    assert "事项：名册 第 2 版" in first.out
    assert "已核准并提交" in first.err
    assert branch.codes(old, now=NOW) == {"mandate-few"}
    assert approve(ledger, "徐刚", "xu.gang").code == 0
    ledger.git("switch", "-q", "main")
    branch.git("merge", "-q", "--no-ff", "-m", "名册", "roster-2", at=NOW)
    assert branch.codes(old, now=NOW) == set()


def test_a_plan_version_is_approved_with_all_its_files(ledger):
    branch = Branch(ledger.root)
    ledger.git("clean", "-qfd")
    text = branch.text("plan/2022-08-05/plan.yml").replace("2022-08-05", "2026-11-09")
    branch.put({"plan/2026-11-09/plan.yml": text, "plan/2026-11-09/index.md": "# 预案\n"})
    done = approve(ledger, "陈立", "chen.li", kind="plan", version="2026-11-09")
    assert done.code == 0, done.err
    assert "文件：plan/2026-11-09/index.md" in done.out
    assert ledger.git("status", "--porcelain") == ""


def test_stock_ssh_keygen_verifies_what_was_signed(ledger, tmp_path):
    shown = approve(ledger, "陈立", "chen.li", "--show")
    assert shown.code == 0
    assert approve(ledger, "陈立", "chen.li").code == 0
    written = Branch(ledger.root).text("plan/approvals/roster-0002.yml")
    sig = written.rpartition("sig: ")[2].strip()
    (tmp_path / "sig").write_text(to_armor(sig))
    (tmp_path / "allowed").write_text(f"chen.li {signer('chen.li').key}\n")
    done = subprocess.run(
        ["ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "chen.li",
         "-n", "governance@taizhang", "-s", "sig"],
        cwd=tmp_path, input=shown.out.encode(), capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("李娜", "chen.li"), "在第 1 版名册中不是管理员，或者没有登记有效的公钥"),
        (("陈立", "xu.gang"), "不是名册"),
    ],
    ids=["nobody's key", "another's key"],
)
def test_who_may_not_approve_is_told(ledger, words, said):
    done = approve(ledger, *words)
    assert (done.code, said in done.err) == (2, True), done.err


def test_nobody_approves_twice(ledger):
    assert approve(ledger, "陈立", "chen.li").code == 0
    done = approve(ledger, "陈立", "chen.li")
    assert (done.code, "已经核准过" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("kind", "version", "said"),
    [("roster", "7", "先写好新版本的文件"), ("plan", "x", "没有 plan/x/plan.yml"),
     ("roster", "二", "没有 二"), ("roster", "1", "第一版名册没有上一版")],
)  # fmt: skip
def test_what_cannot_be_approved_is_told(ledger, kind, version, said):
    done = approve(ledger, "陈立", "chen.li", kind=kind, version=version)
    assert (done.code, said in done.err) == (2, True), done.err


def test_without_keys_nothing_can_be_approved(models, tmp_path, monkeypatch, capsys):
    root = tmp_path / "plain"
    shutil.copytree(models["drill"], root)
    branch = Branch(root)
    branch.put({SECOND: branch.text(FIRST).replace("version: 1", "version: 2", 1)})
    plain = Ledger(root, monkeypatch, capsys)
    done = plain.run("roster", "approve", "2", *AS, now=NOW)
    assert (done.code, "没有任何人登记公钥" in done.err) == (2, True)
    told = plain.run("roster", "root")
    assert (told.code, "还没有人登记公钥" in told.err) == (0, True)


def test_the_root_of_trust_is_one_line_for_the_pin(ledger):
    told = ledger.run("roster", "root")
    assert told.code == 0
    assert "抄在仓库之外" in told.err
    pin = told.out.strip()
    assert ledger.run("check", "--range", "..HEAD", "--pin", pin, now=NOW).code == 1
    other = pin[:2] + ("0" if pin[2] != "0" else "1") + pin[3:]
    done = ledger.run("check", "--range", "..HEAD", "--pin", other, now=NOW)
    assert "pin-roster-differs" in done.out
    done = ledger.run("check", "--range", "..HEAD", "--pin", "x", now=NOW)
    assert (done.code, "不是信任根" in done.err) == (2, True)
