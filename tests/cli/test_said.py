"""What commands say about themselves: each row is a situation and the message it must give."""

from __future__ import annotations

import re

import pytest

from taizhang.model.messages import catalogue

ID = "{id}"


def pattern(text):
    """A message of the catalogue as a pattern: what fills it is anything."""
    pieces = re.split(r"\{\w+\}", text.replace("{{", "\0").replace("}}", "\1"))
    plain = [re.escape(piece.replace("\0", "{").replace("\1", "}")) for piece in pieces]
    return re.compile(".*".join(plain), re.DOTALL)


def says(said, code):
    """True when the message was given, in its words and with its next step."""
    message = catalogue()[code]
    whole = said.out + said.err
    return all(pattern(text).search(whole) for text in (message.zh, message.fix_zh) if text)


FRESH = [
    ("kind-elsewhere", ("add", ID, "审批")),
    ("options-missing", ("add", ID, "会商", "--findings", "属实")),
    ("option-not-of-kind", ("add", ID, "说明", "--text", "补充", "--trend", "平稳")),
    ("text-unwritable", ("add", ID, "说明", "--text", "甲\u200b乙")),
    ("person-not-known", ("add", ID, "说明", "--text", "补充", "--by", "某某")),
    ("refused", ("add", ID, "说明", "--text", "证件号 11010519491231002X")),
    ("entry-not-there", ("correct", ID, "2026-01-01 00:00 决定", "--void", "--reason", "误记")),
    ("correct-field", ("correct", ID, "发现", "--field", "channel", "--now", "当面", "--reason", "误")),
    ("bad-span", ("due", "--within", "两天")),
    ("bad-value-of-kind", ("check", "--format", "pdf")),
    ("missing-parameter", ("show",)),
    ("extra-argument", ("show", ID, "再来")),
    ("plan-version-not-there", ("plan", "check", "1999-01-01")),
    ("plan-code-not-there", ("plan", "show", "no-such-line")),
    ("rule-not-there", ("rules", "no-such-rule")),
    ("incident-unknown", ("show", "zzzz")),
    ("incident-unknown", ("check", "zzzz")),
    ("incident-unknown", ("check", "20200101-0000")),
    ("path-not-there", ("check", "nowhere.yml")),
    ("path-not-there", ("check", "ledgr")),
    ("no-remote", ("submit",)),
    ("filed", ("add", ID, "说明", "--text", "论坛管理员已置顶官方说明。")),
    ("check-clean", ("check",)),
    ("todo-empty", ("todo", "--person", "周敏")),
    ("todo-duties", ("todo", "--role", "监控员")),
    ("level-not-known", ("regrade", ID, "很大", "--reason", "转发增加")),
    ("stage-not-known", ("advance", ID, "结束")),
    ("role-not-known", ("todo", "--role", "科员")),
    ("undone-gone", ("undo", ID)),
    ("nothing-waits", ("approve", ID)),
    ("list-empty", ("list", "--closed")),
    ("journal-none", ("journal", "list")),
]  # fmt: skip


def _run(ledger, words, identity, **clock):
    return ledger.run(*(word.replace(ID, identity) for word in words), **clock)


@pytest.mark.parametrize(
    ("code", "words"), FRESH, ids=[f"{words[0]}-{code}" for code, words in FRESH]
)
def test_a_command_says(ledger, code, words):
    said = _run(ledger, words, ledger.new())
    assert says(said, code), (said.out, said.err)


@pytest.fixture
def waiting(ledger):
    """An incident whose decision waits for its signature."""
    identity = ledger.new()
    ledger.done("add", identity, "报告", "--to", "应急管理小组", "--channel", "电话")
    ledger.done("advance", identity, "会商研判", "--reason", "先核实", now="2026-11-09 09:40")
    return identity


SIGNING = [
    ("approved-in-effect", ("approve", ID, "--as", "陈立"), 0),
    ("returned", ("approve", ID, "--as", "陈立", "--return", "先核实"), 0),
    ("approver-without-role", ("approve", ID, "--as", "周敏"), None),
    ("todo-waiting", ("todo", "--role", "小组成员"), 0),
    ("undone", ("undo", ID), 0),
]


@pytest.mark.parametrize(("code", "words", "ends"), SIGNING, ids=[row[0] for row in SIGNING])
def test_what_waits_says(ledger, waiting, code, words, ends):
    said = _run(ledger, words, waiting, now="2026-11-09 09:50")
    assert says(said, code), (said.out, said.err)
    assert ends is None or said.code == ends


def test_an_act_that_waits_says_whose_signature_it_lacks(ledger):
    identity = ledger.new()
    ledger.done("add", identity, "报告", "--to", "应急管理小组", "--channel", "电话")
    said = ledger.run("advance", identity, "会商研判", "--reason", "先核实")
    assert says(said, "filed-waits")


def test_of_two_roles_the_one_that_is_left_is_named(ledger):
    identity = ledger.new("--level", "特别重大")
    ledger.done("add", identity, "报告", "--to", "应急管理小组", "--channel", "电话")
    ledger.done(
        "add", identity, "报告", "--to", "市网信办", "--channel", "电话", now="2026-11-09 09:25"
    )
    ledger.done("advance", identity, "会商研判", "--reason", "先核实", now="2026-11-09 09:30")
    said = ledger.run("approve", identity, "--as", "陈立", now="2026-11-09 09:50")
    assert says(said, "approved-lacks")


def test_a_new_incident_says_its_id_and_its_clocks(ledger):
    from tests.ledgers import NEW

    said = ledger.run(*NEW)
    assert says(said, "opened")
    assert says(said, "opened-due")


def test_a_broken_file_is_told(ledger):
    identity = ledger.new()
    path = ledger.root / "ledger" / identity[:4] / identity[4:6] / f"{identity}.yml"
    path.write_text(path.read_text("utf-8") + "  x\n", "utf-8")
    assert says(ledger.run("show", identity), "incident-unsound")
    assert says(ledger.run("check"), "check-errors")


FOUNDING = [
    ("init-id", ("--id", "不行")),
    ("init-who", ("--person", "张三")),
    ("init-made", ("--person", "张三", "--email", "zhang.san@taizhang.invalid")),
]


@pytest.mark.parametrize(("code", "words"), FOUNDING, ids=[code for code, _ in FOUNDING])
def test_founding_a_ledger_says(ledger, tmp_path, code, words):
    said = ledger.run("init", tmp_path / "new", *words)
    assert says(said, code), (said.out, said.err)


def test_a_folder_with_something_in_it_is_left_alone(ledger):
    assert says(ledger.run("init", ledger.root), "init-folder-taken")


def test_what_the_machine_has_is_told(ledger):
    said = ledger.run("doctor")
    for code in ("doctor-python", "doctor-libyaml", "doctor-git", "doctor-ledger", "doctor-state"):
        assert pattern(catalogue()[code].zh).search(said.out + said.err), code
