"""``taizhang roster``: checked, shown, exported to auditors, its next version begun."""

from __future__ import annotations

from tests.ledgers import commit, git
from tests.signing import signer
from tests.store import stock

from taizhang.store.sshsig import to_armor

NOW = "2026-11-09 09:30"
SECOND = "plan/roster/0002.yml"


def test_a_roster_without_keys_is_told_and_passes(ledger):
    said = ledger.run("roster", "check", now=NOW)
    assert said.code == 0
    assert "plan/roster/0001.yml:2:10: 提示 roster-without-keys 名册没有公钥" in said.out


def test_a_sound_roster_says_so(keyed_ledger):
    assert keyed_ledger.done("roster", "check", now=NOW) == "名册共 2 版，没有问题。\n"


def test_a_dropped_key_is_an_error(keyed_ledger):
    path = keyed_ledger.root / SECOND
    line = signer("chen.li").key
    text = path.read_text("utf-8").replace(line, signer("chen.li:2").key)
    (keyed_ledger.root / "plan/roster/0003.yml").write_text(
        text.replace("version: 2", "version: 3"), "utf-8"
    )
    said = keyed_ledger.run("roster", "check", now=NOW)
    assert said.code == 1
    assert f"roster-drops-key 名册第 2 版陈立的公钥（末尾 {line[-8:]}）" in said.out


def test_it_shows_who_is_who_and_who_has_a_key(keyed_ledger):
    said = keyed_ledger.done("roster", "show", now=NOW)
    (row,) = [line for line in said.splitlines() if "chen.li" in line]
    assert "组长" in row
    assert "SHA256:" in row
    assert "没有公钥" in keyed_ledger.done("roster", "show", "1", now=NOW)
    missing = keyed_ledger.run("roster", "show", "9", now=NOW)
    assert missing.code == 2
    assert "名册没有第 9 版；现有：1、2" in missing.err


@stock.needed
def test_ssh_keygen_verifies_with_the_file_for_auditors(keyed_ledger, tmp_path):
    identity = keyed_ledger.new("--reported-at", "09:17")
    keyed_ledger.done("advance", identity, "会商研判", "--reason", "先核实")
    words = ("approve", identity, "--as", "陈立", "--at", "2026-11-09 09:29:30")
    text = keyed_ledger.run(*words, "--statement", now=NOW).out
    keyed_ledger.done(*words, now=NOW)
    sig = keyed_ledger.text(identity).rsplit("sig: ", 1)[1].strip()
    allowed = keyed_ledger.run("roster", "allowed-signers", now=NOW).out
    when = {"at": "20261109013000Z"}
    armour = to_armor(sig)
    assert stock.takes(tmp_path, armour, allowed, text=text, who="chen.li", **when)
    assert not stock.takes(tmp_path, armour, allowed, text=text, who="wang.qiang", **when)


def test_the_next_version_lists_a_key_and_is_not_committed(ledger):
    line = signer("chen.li").key
    before = git(ledger.root, "rev-parse", "HEAD")
    said = ledger.done("roster", "new", "--key", "陈立", f"{line} chen@office", now=NOW)
    assert f"已起草 {SECOND}" in said
    assert git(ledger.root, "rev-parse", "HEAD") == before
    old = (ledger.root / "plan/roster/0001.yml").read_text("utf-8")
    new = (ledger.root / SECOND).read_text("utf-8")
    added = [each for each in new.splitlines() if each not in old.splitlines()]
    day = "    from: 2026-11-09"
    assert added == [
        "# 名册第 2 版。人员均为虚构。人和公钥只关闭(until)，不删除；变动另立新版本。",
        "version: 2", "from: 2026-11-09 09:30", "  keys:", f"  - key: {line}", day,
    ]  # fmt: skip
    assert ledger.run("roster", "check", now=NOW).code == 0


def test_administrators_of_a_drill_approve_it_with_their_throw_away_keys(keyed_ledger):
    said = keyed_ledger.done("roster", "new", now=NOW)
    assert "taizhang roster approve 3" in said
    keyed_ledger.done("roster", "approve", "3", "--as", "冯涛", now=NOW)
    assert "plan/approvals/roster-0003.yml" in keyed_ledger.git("show", "--stat", "HEAD")


def test_further_keys_go_into_the_version_that_is_not_recorded_yet(ledger):
    for name, key in (("陈立", "chen.li"), ("王强", "wang.qiang"), ("陈立", "chen.li:2")):
        ledger.done("roster", "new", "--key", name, signer(key).key, now=NOW)
    assert not (ledger.root / "plan/roster/0003.yml").exists()
    shown = ledger.done("roster", "show", now=NOW)
    (row,) = [each for each in shown.splitlines() if "chen.li" in each]
    assert row.count("SHA256:") == 2
    commit(ledger.root, "keys", "2026-11-09T09:30:00+08:00")
    ledger.done("roster", "new", now="2026-11-09 09:40")
    assert (ledger.root / "plan/roster/0003.yml").exists()


def test_what_is_no_key_or_another_persons_is_refused_and_nothing_written(ledger):
    line = signer("chen.li").key
    both = ("--key", "陈立", line, "--key", "王强", line)
    for words, told in ((("--key", "陈立", "ssh-rsa AAAA"), "公钥"), (both, "只属于一个人")):
        said = ledger.run("roster", "new", *words, now=NOW)
        assert said.code == 1
        assert told in said.err
        assert not (ledger.root / SECOND).exists()
    unknown = ledger.run("roster", "new", "--key", "无此人", line, now=NOW)
    assert unknown.code == 2
