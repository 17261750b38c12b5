"""A signed file checked again loads less, and is judged from its bytes all the same."""

from __future__ import annotations

import pytest

WHEN = "2026-11-09 09:30"
DIFFERS = "签名与内容不符"
HEAVY = ("cryptography", "nacl", "hashlib", "json")


@pytest.fixture
def signed(keyed_ledger):
    """A ledger and the file of its one incident, approved with a signature."""
    identity = keyed_ledger.new("--reported-at", "09:17")
    keyed_ledger.done("advance", identity, "会商研判", "--reason", "先核实")
    keyed_ledger.done("approve", identity, "--as", "陈立", now=WHEN)
    return keyed_ledger.root, f"ledger/{identity[:4]}/{identity[4:6]}/{identity}.yml"


def loaded(done):
    names = {line.rpartition("|")[2].strip() for line in done.err.splitlines()}
    return [each for each in HEAVY if each in names]


def test_a_second_check_loads_nothing_that_verifies(signed, taizhang, tmp_path):
    root, path = signed

    def check(*words):
        told = {"HOME": str(tmp_path), "PYTHONPROFILEIMPORTTIME": "1"}
        return taizhang("check", path, "--now", WHEN, *words, cwd=root, **told)

    first, again, fresh = check(), check(), check("--fresh")
    assert [each.code for each in (first, again, fresh)] == [0, 0, 0]
    assert first.out == again.out == fresh.out
    assert loaded(first) == ["nacl"]
    assert loaded(again) == []
    assert loaded(fresh) == ["nacl"]


@pytest.mark.parametrize("words", [("check", "PATH"), ("show", "last")])
def test_a_changed_text_under_a_remembered_signature_is_found(signed, taizhang, tmp_path, words):
    root, path = signed
    words = [path if each == "PATH" else each for each in words]
    told = {"cwd": root, "HOME": str(tmp_path)}
    for _ in range(2):
        done = taizhang(*words, "--now", WHEN, **told)
        assert done.code == 0, done.err
        assert DIFFERS not in done.out
    file = root / path
    file.write_text(file.read_text("utf-8").replace("先核实", "先回应"), "utf-8")
    assert DIFFERS in taizhang(*words, "--now", WHEN, **told).out
