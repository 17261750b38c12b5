"""Seals are read as they are written, and their digests can be recomputed by hand."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from tests.rules.builders import worded

from taizhang.rules.sealing import read_seal, records_digest, seal_digest, seal_text

TREE = {
    "seal": "2",
    "at": "2026-12-31 17:00",
    "ledger": "renda",
    "tip": "a" * 40,
    "genesis": "b" * 40,
    "incidents": "7",
    "digest": "c" * 64,
    "previous": "无",
    "signatures": [{"by": "陈立", "sig": "AAAA"}],
}


def seal():
    made, findings = read_seal(TREE)
    assert findings == ()
    assert made
    return made


def test_a_seal_is_read():
    made = seal()
    assert (made.number, made.incidents, made.path) == (2, 7, "ledger/seals/0002.yml")
    assert (made.tip, made.genesis, made.previous) == ("a" * 40, "b" * 40, "无")
    assert made.signatures == (("陈立", "AAAA"),)


@pytest.mark.parametrize(
    ("key", "value", "code", "where"),
    [
        ("seal", "0", "seal-value", ("seal",)),
        ("seal", "１", "seal-value", ("seal",)),
        ("at", "2026-12-31", "seal-value", ("at",)),
        ("tip", "A" * 40, "seal-value", ("tip",)),
        ("genesis", "b" * 39, "seal-value", ("genesis",)),
        ("incidents", "some", "seal-value", ("incidents",)),
        ("digest", "c" * 65, "seal-value", ("digest",)),
        ("previous", "none", "seal-value", ("previous",)),
        ("ledger", "", "setting-missing", ()),
        ("signatures", ["AAAA"], "setting-not-record", ("signatures", 0)),
        ("signatures", [{"by": "陈立"}], "setting-missing", ("signatures", 0)),
        ("note", "x", "setting-unknown", ()),
    ],
)
def test_a_fault_of_form_is_told_in_its_place(key, value, code, where):
    made, findings = read_seal({**TREE, key: value})
    assert made is None
    (found,) = worded(findings)
    assert found.code == code
    assert found.where[: len(where)] == where


def test_what_is_signed_names_the_signer_and_what_is_chained_does_not():
    said, signed = seal_text(seal()), seal_text(seal(), "陈立", "chen.li")
    assert signed == f"{said}封存人：陈立 chen.li\n"
    assert said.splitlines() == [
        "舆情台账封存声明 v1", "台账：renda", "封存：第 2 次", "时间：2026-12-31 17:00",
        f"提交：{'a' * 40}", f"起点：{'b' * 40}", "事件：7 件", f"摘要：{'c' * 64}", "上一次：无",
    ]  # fmt: skip
    assert seal_digest(seal()) == hashlib.sha256(said.encode()).hexdigest()
    assert seal_digest(replace(seal(), signatures=())) == seal_digest(seal())


@pytest.mark.parametrize(
    "change",
    [{"number": 3}, {"at": "2026-12-31 17:01"}, {"ledger": "x"}, {"tip": "d" * 40}, {"genesis": "d" * 40},
     {"incidents": 8}, {"digest": "d" * 64}, {"previous": "d" * 64}],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_whatever_a_seal_says_is_in_its_digest(change):
    assert seal_digest(replace(seal(), **change)) != seal_digest(seal())


def test_the_digest_of_records_is_what_sha256sum_gives_of_the_list():
    listed = "".join(
        f"{hashlib.sha256(data).hexdigest()}  {len(data)}  {path}\n"
        for path, data in (("a", b"x"), ("b\udcff", b""))
    )
    expected = hashlib.sha256(listed.encode("utf-8", "surrogateescape")).hexdigest()
    assert records_digest([("a", b"x"), ("b\udcff", b"")]) == expected
    assert records_digest([]) == hashlib.sha256(b"").hexdigest()
