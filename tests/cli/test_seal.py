"""``taizhang seal``: made, signed by a second person, verified here and against a copy outside."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from tests.branches import BEGUN, INCIDENT, OTHER, Branch, keyed, note, signer
from tests.ledgers import Ledger, models

from taizhang.store.keys import write_plain
from taizhang.store.sshsig import to_armor

__all__ = ["models"]

ROSTER = "plan/roster/0001.yml"
FIRST, SECOND = "ledger/seals/0001.yml", "ledger/seals/0002.yml"
NOW = "2026-11-09 18:00"


@pytest.fixture(scope="session")
def sealed_model(models, tmp_path_factory):
    """A drill ledger with two persons' keys and one incident."""
    base = tmp_path_factory.mktemp("sealed")
    root = base / "ledger"
    shutil.copytree(models["drill"], root)
    branch = Branch(root)
    branch.put({ROSTER: keyed(branch.text(ROSTER), "chen.li", "xu.gang")})
    branch.git("add", "-A")
    branch.git("commit", "-q", "--amend", "-m", "begin", at="2026-11-01 09:00")
    branch.commit({INCIDENT: BEGUN}, at="2026-11-09 09:14")
    for name in ("chen.li", "xu.gang", "li.na"):
        write_plain(base / name, signer(name))
    return base


@pytest.fixture
def ledger(sealed_model, tmp_path, monkeypatch, capsys):
    shutil.copytree(sealed_model, tmp_path, dirs_exist_ok=True)
    return Ledger(tmp_path / "ledger", monkeypatch, capsys)


def seal(ledger, *words, person="陈立", key="chen.li", now=NOW):
    options = ("--as", person, "--key", ledger.root.parent / key)
    return ledger.run("seal", *words, *options, now=now)


def found(ledger, *words):
    done = ledger.run("seal", "verify", "--format", "github", *words)
    return {line.partition("title=")[2].partition("::")[0] for line in done.out.splitlines()}


def outside(ledger):
    copy = ledger.root.parent / "copy.yml"
    copy.write_bytes((ledger.root / FIRST).read_bytes())
    return copy


def test_the_key_in_the_drill_signs(ledger):
    write_plain(ledger.root / ".git/taizhang/keys/chen.li", signer("chen.li"))
    assert ledger.run("seal", "--as", "陈立", now=NOW).code == 0
    assert not found(ledger)


def test_a_seal_is_made_signed_by_two_and_verified(ledger):
    made = seal(ledger)
    assert made.code == 0, made.err
    assert "封存：第 1 次" in made.out
    assert "抄存在仓库之外" in made.err
    assert seal(ledger, "sign", person="徐刚", key="xu.gang").code == 0
    assert found(ledger) == set()
    copy = outside(ledger)
    Branch(ledger.root).commit({INCIDENT: BEGUN + note()}, at="2026-11-09 18:05")
    assert seal(ledger, now="2026-11-09 18:10").code == 0
    assert f"previous: {'无'}" not in Branch(ledger.root).text(SECOND)
    assert found(ledger) == set()
    assert found(ledger, copy) == set()


def test_stock_ssh_keygen_verifies_a_seal(ledger, tmp_path):
    made = seal(ledger)
    sig = Branch(ledger.root).text(FIRST).rpartition("sig: ")[2].strip()
    (tmp_path / "sig").write_text(to_armor(sig))
    (tmp_path / "allowed").write_text(f"chen.li {signer('chen.li').key}\n")
    words = ["-Y", "verify", "-f", "allowed", "-I", "chen.li", "-n", "seal@taizhang", "-s", "sig"]
    done = subprocess.run(
        ["ssh-keygen", *words], cwd=tmp_path, input=made.out.encode(), capture_output=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_a_seal_and_its_second_signature_are_taken(ledger):
    branch = Branch(ledger.root)
    old = branch.tip
    seal(ledger)
    seal(ledger, "sign", person="徐刚", key="xu.gang")
    assert branch.codes(old, now=NOW) == set()


def history(ledger, *words):
    done = ledger.run("check", "--history", "--format", "github", *words, now="2026-11-09 18:30")
    codes = {line.partition("title=")[2].partition("::")[0] for line in done.out.splitlines()}
    return {each for each in codes if each.startswith(("seal-", "sig-"))}


def test_a_history_check_verifies_the_seals_on_the_way(ledger):
    branch = Branch(ledger.root)
    seal(ledger)
    assert history(ledger) == set()
    text = branch.text(FIRST)
    branch.git("reset", "-q", "--hard", "HEAD~1")
    branch.git("update-ref", "-d", "refs/taizhang/verified")
    branch.commit({FIRST: text.replace("incidents: 1", "incidents: 2")}, at="2026-11-09 18:01")
    assert history(ledger) == {"seal-digest-differs", "sig-differs", "seal-unsigned"}


def test_a_history_check_looks_for_the_commit_that_was_sealed(ledger):
    branch = Branch(ledger.root)
    start = branch.tip
    branch.git("switch", "-qc", "side")
    branch.commit({INCIDENT: BEGUN + note()}, at="2026-11-09 17:30")
    seal(ledger)
    text = branch.text(FIRST)
    branch.git("switch", "-q", "main")
    assert history(ledger) == set()  # up to here nothing has to be looked at again
    branch.commit({FIRST: text}, at="2026-11-09 18:01")
    assert start in branch.git("rev-parse", "HEAD~1")
    assert history(ledger) == {"seal-not-on-chain"}
    assert found(ledger) == {"seal-not-on-chain", "seal-record-changed"}


def set_back(branch):
    branch.git("reset", "-q", "--hard", "HEAD~2")


def another_beginning(branch):
    tree = branch.git("rev-parse", "HEAD^{tree}")
    branch.git("reset", "-q", "--hard", branch.git("commit-tree", tree, "-m", "anew"))


def taken_away(branch):
    branch.commit({INCIDENT: None})


def changed(branch):
    branch.commit({INCIDENT: BEGUN.replace("四百", "四千")})


def seal_changed(branch):
    branch.commit({FIRST: branch.text(FIRST).replace("incidents: 1", "incidents: 2")})


def seal_forged(branch):
    text = branch.text(FIRST)
    digest = text.partition("digest: ")[2][:64]
    branch.commit({FIRST: text.replace(digest, "0" * 64)})


def seal_dropped(branch):
    branch.commit({FIRST: None})


def seal_unsigned(branch):
    text = branch.text(FIRST)
    branch.commit({FIRST: text.partition("signatures:")[0] + "signatures: []\n"})


def seal_scribbled(branch):
    branch.commit({FIRST: branch.text(FIRST).replace("incidents: 1", "incidents: 一")})


def seal_renamed(branch):
    branch.commit({FIRST: None, SECOND: branch.text(FIRST)})


def stranger_signs(branch):
    branch.commit({FIRST: branch.text(FIRST).replace("by: 陈立", "by: 外人")})


@pytest.mark.parametrize(
    ("attack", "here", "against_copy"),
    [
        (set_back, set(), {"seal-not-on-chain", "seal-lost", "seal-record-missing"}),
        (
            another_beginning,
            {"seal-not-on-chain", "seal-genesis-differs"},
            {"seal-not-on-chain", "seal-genesis-differs"},
        ),
        (taken_away, {"seal-record-missing"}, {"seal-record-missing"}),
        (changed, {"seal-record-changed"}, {"seal-record-changed"}),
        (seal_changed, {"seal-digest-differs", "sig-differs", "seal-unsigned"}, {"seal-lost"}),
        (seal_forged, {"seal-digest-differs", "sig-differs", "seal-unsigned"}, {"seal-lost"}),
        (seal_dropped, set(), {"seal-lost"}),
        (seal_unsigned, {"seal-unsigned"}, set()),
        (seal_scribbled, {"seal-value"}, {"seal-lost"}),
        (seal_renamed, {"seal-misplaced"}, set()),
        (stranger_signs, {"seal-stranger", "seal-unsigned"}, set()),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_a_seal_shows(ledger, attack, here, against_copy):
    seal(ledger)
    copy = outside(ledger)
    attack(Branch(ledger.root))
    assert found(ledger) == here
    assert found(ledger, copy) == against_copy


def test_a_seal_left_out_breaks_the_row(ledger):
    seal(ledger)
    seal(ledger, now="2026-11-09 18:10")
    Branch(ledger.root).commit({FIRST: None})
    assert found(ledger) == {"seal-chain-broken"}


@pytest.mark.parametrize(
    ("words", "options", "said"),
    [
        ((), {"person": "李娜", "key": "li.na"}, "没有有效的公钥"),
        (("sign", "7"), {}, "还没有封存过。\n  ↳ 先封存：taizhang seal"),
        (("sign",), {}, "还没有封存过。"),
    ],
)
def test_who_cannot_seal_is_told(ledger, words, options, said):
    done = seal(ledger, *words, **options)
    assert (done.code, said in done.err) == (2, True), done.err


def test_nobody_signs_a_seal_twice(ledger):
    seal(ledger)
    other = seal(ledger, "sign", "7")
    assert (other.code, "没有第 7 次封存。\n  ↳ 核对序号，见 ledger/seals" in other.err) == (
        2,
        True,
    )
    done = seal(ledger, "sign")
    assert (done.code, "已在 ledger/seals/0001.yml 上签过名" in done.err) == (2, True)


def test_a_copy_that_is_none_is_told(ledger):
    seal(ledger)
    assert ledger.run("seal", "verify", "nowhere.yml").code == 2
    other = ledger.root.parent / "other.yml"
    other.write_text("[\n", "utf-8")
    assert ledger.run("seal", "verify", str(other)).code == 1
    assert OTHER not in found(ledger)
