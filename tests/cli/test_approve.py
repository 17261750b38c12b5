"""``taizhang approve`` under a roster with keys: shown, signed, recorded, verified by anybody."""

from __future__ import annotations

import re

import pytest
from tests.ledgers import Ledger, commit, git
from tests.signing import signer
from tests.store import agents, stock

from taizhang.store.keys import write_plain
from taizhang.store.sshsig import to_armor

WHEN = "2026-11-09 09:30"
AT = "2026-11-09 09:29:30"


@pytest.fixture
def waiting(keyed_ledger):
    """A ledger whose last incident waits for one approval; its id."""
    identity = keyed_ledger.new("--reported-at", "09:17")
    keyed_ledger.done("advance", identity, "会商研判", "--reason", "先核实")
    return keyed_ledger, identity


def last_sig(ledger, identity):
    return ledger.text(identity).rsplit("sig: ", 1)[1].strip()


def test_the_statement_is_shown_and_signed_by_the_key_in_the_drill(waiting):
    ledger, identity = waiting
    said = ledger.run("approve", identity, "--as", "陈立", now=WHEN)
    assert said.code == 0, said.err
    assert said.err.startswith("审批声明：\n舆情台账审批声明 v1\n台账：")
    assert "时间：2026-11-09 09:30 +08:00" in said.err
    assert "已验签" in said.out
    assert "已生效，会商研判" in said.out
    assert "at: 2026-11-09 09:30\n  by: 陈立\n" in ledger.text(identity)
    shown = ledger.done("show", identity, now=WHEN)
    assert "陈立（组长）已验签" in shown
    assert "审批 陈立  [已验签]" in shown
    assert ledger.done("check", now=WHEN)
    assert git(ledger.root, "status", "--porcelain") == ""


@stock.needed
def test_ssh_keygen_verifies_what_approve_wrote(waiting, tmp_path):
    ledger, identity = waiting
    text = ledger.run("approve", identity, "--as", "陈立", "--at", AT, "--statement", now=WHEN)
    ledger.done("approve", identity, "--as", "陈立", "--at", AT, now=WHEN)
    armour = to_armor(last_sig(ledger, identity))
    allowed = stock.allowing(signer("chen.li").key, "chen.li")
    assert stock.takes(tmp_path, armour, allowed, text=text.out, who="chen.li")
    changed = text.out.replace("同意", "退回")
    assert not stock.takes(tmp_path, armour, allowed, text=changed, who="chen.li")


@stock.needed
@pytest.mark.parametrize("way", ["file", "standard input"])
def test_a_statement_signed_by_ssh_keygen_is_taken(waiting, tmp_path, way, monkeypatch):
    ledger, identity = waiting
    words = ("approve", identity, "--as", "陈立", "--at", AT)
    before = ledger.state()
    text = ledger.run(*words, "--statement", now=WHEN)
    assert text.code == 0
    assert f'--at "{AT}" --sig' in text.err
    assert ledger.state() == before
    armour = stock.sign(ledger.root / ".git/taizhang/keys/chen.li", text.out)
    path = tmp_path / "sig"
    path.write_text(armour, encoding="ascii")
    if way == "file":
        said = ledger.done(*words, "--sig", path, now=WHEN)
    else:
        with path.open(encoding="ascii") as source:
            monkeypatch.setattr("sys.stdin", source)
            said = ledger.done(*words, "--sig", "-", now=WHEN)
    assert "已验签" in said


def test_the_block_to_paste_checks_out_once_it_is_pasted(waiting):
    ledger, identity = waiting
    before = ledger.state()
    said = ledger.run("approve", identity, "--as", "陈立", "--print", now=WHEN)
    assert said.code == 0
    path = f"ledger/2026/11/{identity}.yml"
    assert f"以上一段可粘贴到 {path} 末尾" in said.err
    assert ledger.state() == before
    with (ledger.root / path).open("a", encoding="utf-8") as file:
        file.write(said.out)
    assert "陈立（组长）已验签" in ledger.done("show", identity, now=WHEN)
    assert ledger.run("check", path, now=WHEN).code == 0


def test_a_return_is_signed_too(waiting):
    ledger, identity = waiting
    said = ledger.done("approve", identity, "--as", "王强", "--return", "理由不足", now=WHEN)
    assert "退回" in said
    assert "已验签" in said


def test_an_urgent_act_is_signed_afterwards_in_the_same_way(keyed_ledger):
    identity = keyed_ledger.new("--reported-at", "09:17")
    keyed_ledger.done("advance", identity, "会商研判", "--urgent", "组长电话同意", "--reason", "急")
    said = keyed_ledger.done("approve", identity, "--as", "陈立", now=WHEN)
    assert "已验签" in said
    assert "审批已齐" in said


REFUSED = {
    "a person without a key": ("approver-without-key", ("--as", "周敏"), "没有登记周敏在用的公钥"),
    "no time for a signature": ("sig-needs-time", ("--as", "陈立", "--sig", "-"), "加 --at"),
    "half a signature": (
        "sig-not-armor", ("--as", "陈立", "--at", AT, "--sig", "SIG"), "不是完整的签名",
    ),
    "another's key": ("key-not-in-roster", ("--as", "陈立", "--key", "OTHER"), "不是名册中登记"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_signed_is_refused_and_nothing_is_recorded(waiting, tmp_path, case):
    ledger, identity = waiting
    _, words, told = case
    (tmp_path / "SIG").write_text("-----BEGIN SSH SIGNATURE-----\nU1NI\n", encoding="ascii")
    write_plain(tmp_path / "OTHER", signer("wang.qiang"))
    if "周敏" in words:
        path = ledger.root / "plan" / "roster" / "0002.yml"
        text = path.read_text("utf-8")
        head, _, tail = text.partition(f"  keys:\n  - key: {signer('zhou.min').key}\n")
        path.write_text(head + tail.split("\n", 1)[1], "utf-8")
        commit(ledger.root, "without", "2026-11-09T09:25:00+08:00")
    before = ledger.state()
    put = {"SIG": tmp_path / "SIG", "OTHER": tmp_path / "OTHER"}
    said = ledger.run("approve", identity, *(put.get(word, word) for word in words), now=WHEN)
    assert said.code == 2, said.err
    assert told in said.err
    assert ledger.state() == before


def test_a_signature_of_another_statement_is_refused(waiting, tmp_path):
    ledger, identity = waiting
    words = ("approve", identity, "--as", "陈立")
    made = ledger.run(*words, "--at", AT, "--print", now=WHEN).out
    sig = tmp_path / "sig"
    sig.write_text(made.rsplit("sig: ", 1)[1], encoding="ascii")
    before = ledger.state()
    said = ledger.run(*words, "--at", "2026-11-09 09:29:31", "--sig", sig, now=WHEN)
    assert said.code == 1
    assert "签名与内容不符" in said.err
    assert ledger.state() == before


@agents.needed
def test_a_key_in_the_agent_signs_in_a_ledger_that_is_no_drill(waiting, tmp_path, monkeypatch):
    ledger, identity = waiting
    key = ledger.root / ".git/taizhang/keys/chen.li"
    kept = tmp_path / "kept"
    key.rename(kept)
    monkeypatch.setenv("HOME", str(tmp_path))
    with agents.running(tmp_path) as address:
        agents.add(address, kept)
        monkeypatch.setenv("SSH_AUTH_SOCK", address)
        assert "已验签" in ledger.done("approve", identity, "--as", "陈立", now=WHEN)


@pytest.fixture
def elsewhere(waiting, tmp_path, monkeypatch):
    """No key at the usual places, and the one that the drill ledger had for 陈立."""
    ledger, _ = waiting
    kept = tmp_path / "kept"
    (ledger.root / ".git/taizhang/keys/chen.li").rename(kept)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    return kept


def test_no_key_at_hand_says_how_to_get_one_and_that_works(waiting, elsewhere):
    ledger, identity = waiting
    facts = ledger.root / "plan/office/ledger.yml"
    facts.write_text(facts.read_text("utf-8").replace("drill: 是", "drill: 否"), "utf-8")
    commit(ledger.root, "no drill")
    ledger.git("config", "user.name", "陈立")
    ledger.git("config", "user.email", "chen.li@taizhang.invalid")
    said = ledger.run("approve", identity, now=WHEN)
    assert said.code == 2
    assert "taizhang key new" in said.err
    (option,) = re.findall("签名时用 (--[a-z]+)", said.err)
    assert "已验签" in ledger.done("approve", identity, option, elsewhere, now=WHEN)


@pytest.mark.parametrize("another", [False, True], ids=["no key", "the key of another"])
def test_a_clone_of_a_drill_says_where_its_keys_stayed_and_that_works(
    waiting, elsewhere, tmp_path, monkeypatch, capsys, another
):
    first, identity = waiting
    elsewhere.rename(first.root / ".git/taizhang/keys/chen.li")
    if another:
        (tmp_path / ".ssh").mkdir()
        write_plain(tmp_path / ".ssh/taizhang", signer("xu.gang"))
    git(tmp_path, "clone", "-q", str(first.root), "clone")
    ledger = Ledger(tmp_path / "clone", monkeypatch, capsys)
    said = ledger.run("approve", identity, "--as", "陈立", now=WHEN)
    assert said.code == 2
    assert "key new" not in said.err
    ((option, file),) = re.findall(r"(--key) (\S+)。", said.err)
    file = file.replace("演练台账目录", str(first.root))
    assert "已验签" in ledger.done("approve", identity, "--as", "陈立", option, file, now=WHEN)


def test_the_private_keys_of_a_drill_are_their_owners_alone(keyed_ledger):
    keys = [*(keyed_ledger.root / ".git/taizhang/keys").iterdir()]
    assert len(keys) > 10
    assert {key.stat().st_mode & 0o777 for key in keys} == {0o600}
    assert "PRIVATE KEY" not in git(keyed_ledger.root, "log", "-p", "--all")
