"""Paths of fields are found again as line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.model.findings import Finding
from taizhang.store import positions
from taizhang.store.positions import locate, place
from taizhang.store.strict import read

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"

DATA = """\
id: 20261109-4mq2
title: "开放时间"
timeline:
- at: 2026-11-09 09:12
  scope: [公众关注, 扰乱秩序]
  marks:
    状态: 已发布
  items:
  - id: 事项1
    summary: |-
      甲
      乙
- at: 2026-11-09 09:17
""".encode()

TABLE = [
    ((), 1, 1, 1, 1),
    (("id",), 1, 5, 1, 1),
    (("title",), 2, 8, 2, 1),
    (("timeline",), 4, 1, 3, 1),
    (("timeline", 0), 4, 3, 4, 3),
    (("timeline", 0, "scope", 1), 5, 17, 5, 17),
    (("timeline", 0, "marks", "状态"), 7, 9, 7, 5),
    (("timeline", 0, "items", 0, "summary"), 10, 14, 10, 5),
    (("timeline", 1, "at"), 13, 7, 13, 3),
]


@pytest.mark.parametrize(("where", "line", "column", "key_line", "key_column"), TABLE)
def test_a_field_is_found_by_its_path(where, line, column, key_line, key_column):
    assert locate(DATA, where) == (line, column)
    assert locate(DATA, where, on_key=True) == (key_line, key_column)
    windows = DATA.replace(b"\n", b"\r\n")
    assert locate(windows, where) == (line, column)


@pytest.mark.parametrize(
    ("where", "spot"),
    [
        (("plan",), (1, 1)),
        (("timeline", 1, "level"), (13, 3)),
        (("timeline", 7, "at"), (4, 1)),
        (("timeline", -1), (4, 1)),
        (("timeline", "at"), (4, 1)),
        (("id", 0), (1, 5)),
    ],
)
@pytest.mark.parametrize("on_key", [False, True])
def test_what_is_missing_stands_where_its_nearest_ancestor_does(where, spot, on_key):
    assert locate(DATA, where, on_key=on_key) == spot


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"a: b: c", b"[" * 100_000, b"a: &x 1\nb: *x\n", b"#\n"]
)
def test_a_file_that_cannot_be_read_is_its_first_character(data):
    assert locate(data, ("b", 0)) == (1, 1)


def test_all_findings_of_a_file_are_placed_and_placed_ones_stay():
    findings = [
        Finding(code="a", where=("timeline", 0, "marks", "状态"), on_key=True),
        Finding(code="b", where=("timeline", 1, "at")),
        Finding(code="c", line=9, column=9),
    ]
    placed = place(findings, DATA, "ledger/2026/11/x.yml")
    assert [(each.path, each.line, each.column) for each in placed] == [
        ("ledger/2026/11/x.yml", 7, 5),
        ("ledger/2026/11/x.yml", 13, 7),
        ("ledger/2026/11/x.yml", 9, 9),
    ]
    assert place(findings[2:], b"[", "x")[0].path == "x"
    assert place([], DATA, "x") == ()


def paths(tree, above=()):
    """Every path of a tree, and one that leads nowhere below each."""
    yield above
    yield (*above, "不存在")
    steps = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for step, value in steps if isinstance(tree, dict | list) else ():
        yield from paths(value, (*above, step))


FILES = [
    *(path.read_bytes() for path in sorted(EXAMPLES.glob("*.yml"))),
    DATA,
    DATA.replace(b"\n", b"\r\n"),
    DATA.replace(b"timeline:\n", b"timeline:\n\n# y\n"),
    DATA.replace(b"- at", b"-\n  at"),
]


@pytest.mark.parametrize("data", FILES)
@pytest.mark.parametrize("on_key", [False, True])
def test_a_place_in_an_entry_is_found_without_reading_the_others(data, on_key):
    wanted = [Finding(code="x", where=where, on_key=on_key) for where in paths(read(data))]
    whole = positions._root(data)
    for finding, placed in zip(wanted, place(wanted, data, "x.yml"), strict=True):
        spot = positions._find(whole, finding.where, on_key=on_key)
        assert (placed.line, placed.column) == spot, finding.where


def test_of_a_plain_file_one_entry_is_read(monkeypatch):
    read_whole: list[bytes] = []
    monkeypatch.setattr(positions, "_root", read_whole.append)
    (placed,) = place((Finding(code="x", where=("timeline", 1, "at")),), DATA, "x.yml")
    assert (placed.line, placed.column) == (13, 7)
    assert not read_whole
