"""Doing what the fix says makes the file readable, with the meaning the writer had."""

from __future__ import annotations

import pytest

from taizhang.store.strict import Unreadable, read

WANTED = {"id": "x", "note": "甲", "plan": "y"}


def change(data, line, column, length, new):
    lines = data.decode().split("\n")
    row = lines[line - 1]
    lines[line - 1] = row[: column - 1] + new + row[column - 1 + length :]
    return "\n".join(lines).encode()


def drop_line(data, at, _column):
    lines = data.decode().split("\n")
    return "\n".join(lines[: at - 1] + lines[at:]).encode()


def put(new, length=1):
    return lambda data, line, column: change(data, line, column, length, new)


def quote_value(data, line, column):
    rows = data.decode().split("\n")
    key, value = rows[line - 1].split(": ", 1)
    rows[line - 1] = f'{key}: "{value}"'
    return "\n".join(rows).encode()


def comment_above(data, line, column):
    rows = data.decode().split("\n")
    row = rows[line - 1]
    rows[line - 1 : line] = [row[column - 1 :], row[: column - 1].rstrip()]
    return "\n".join(rows).encode()


TABLE = {
    "GBK": (
        "id: x\nnote: 甲\nplan: y\n".encode("gbk"),
        lambda data, *_: data.decode("gbk").encode(),
        {},
    ),
    "UTF-16": (
        "id: x\nnote: 甲\nplan: y\n".encode("utf-16"),
        lambda data, *_: data.decode("utf-16").encode(),
        {},
    ),
    "BOM": ("\ufeffid: x\nnote: 甲\nplan: y".encode(), lambda d, *_: d[3:], {}),
    "tab": (b"id: x\nnote:\t\xe7\x94\xb2\nplan: y\n", put(" "), {}),
    "zero-width": ("id: x\nno\u200bte: 甲\nplan: y\n".encode(), put(""), {}),
    "bidi": ("id: x\nnote: \u202e甲\nplan: y\n".encode(), put(""), {}),
    "control": (b"id: x\nnote: \xe7\x94\xb2\x07\nplan: y\n", put(""), {}),
    "NFC": ("id: x\nnote: cafe\u0301\nplan: y\n".encode(), put("é", 2), {"note": "café"}),
    "full-width colon": ("id: x\nnote：甲\nplan: y\n".encode(), put(": "), {}),
    "no space": ("id: x\nnote:甲\nplan: y\n".encode(), put(": "), {}),
    "odd space": ("id: x\nnote:\u3000甲\nplan: y\n".encode(), put(" "), {}),
    "anchor": ("id: x\nnote: &a 甲\nplan: y\n".encode(), put("", 3), {}),
    "tag": ("id: x\nnote: !a 甲\nplan: y\n".encode(), put("", 3), {}),
    "stars": ("id: x\nnote: *甲*\nplan: y\n".encode(), quote_value, {"note": "*甲*"}),
    "at sign": ("id: x\nnote: @甲\nplan: y\n".encode(), quote_value, {"note": "@甲"}),
    "bracket": ("id: x\nnote: [图] 甲\nplan: y\n".encode(), quote_value, {"note": "[图] 甲"}),
    "colon within": ("id: x\nnote: 甲: 乙\nplan: y\n".encode(), quote_value, {"note": "甲: 乙"}),
    "hash": ("id: x\nnote: 甲 #3\nplan: y\n".encode(), quote_value, {"note": "甲 #3"}),
    "comment": ("id: x\nnote: 甲 # 乙\nplan: y\n".encode(), comment_above, {}),
    "document": ("id: x\n---\nnote: 甲\nplan: y\n".encode(), drop_line, {}),
    "duplicate": ("id: x\nnote: 甲\nplan: y\nid: z\n".encode(), drop_line, {}),
    "empty value": ("id: x\nnote: 甲\nlate:\nplan: y\n".encode(), drop_line, {}),
    "comma": ("id: x\nnote: [甲，乙]\nplan: y\n".encode(), put(", "), {"note": ["甲", "乙"]}),
    "merge": ("id: x\nnote: 甲\n<<: z\nplan: y\n".encode(), drop_line, {}),
    "unclosed quotes": ('id: x\nplan: y\nnote: "甲'.encode(), lambda d, *_: d + b'"', {}),
    "unclosed bracket": (
        "id: x\nplan: y\nnote: [甲".encode(),
        lambda data, *_: data + b"]",
        {"note": ["甲"]},
    ),
    "list indent": (
        b"id: x\nnote:\n  - a\nplan: y\n",
        lambda data, *_: data.replace(b"  -", b"-"),
        {"note": ["a"]},
    ),
    "quotes at the edge": (
        'id: x\nnote: "甲\n乙"\nplan: y\n'.encode(),
        put("    ", 0),
        {"note": "甲 乙"},
    ),
    "indent": (
        "id: x\n note: 甲\nplan: y\n".encode(),
        lambda data, line, column: change(data, line, 1, column - 1, ""),
        {},
    ),
}


@pytest.mark.parametrize(("data", "fix", "other"), TABLE.values(), ids=TABLE)
def test_following_the_fix_makes_the_file_readable(data, fix, other):
    with pytest.raises(Unreadable) as caught:
        read(data)
    (finding,) = caught.value.findings
    assert read(fix(data, finding.line, finding.column)) == WANTED | other
