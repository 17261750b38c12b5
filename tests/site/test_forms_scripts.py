"""What the scripts of the forms write and find is what the program writes and finds."""

from __future__ import annotations

import random
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from tests.rules import test_personal
from tests.rules.plans import ROOT

from taizhang.actions.forms import forms_view
from taizhang.actions.governance import load_governance
from taizhang.pages.formdata import forms_data
from taizhang.rules.personal import found_in, masked
from taizhang.store.characters import forbidden
from taizhang.store.emit import Unwritable, entry_block, header_block
from taizhang.store.worktree import WorkTree

pytestmark = pytest.mark.browser

NOW = datetime(2026, 11, 9, 13, 30, tzinfo=timezone(timedelta(hours=8)))
SCRIPTS = ROOT / "site" / "assets" / "forms"

AWKWARD = (
    "", " ", "  前有两格", "后有一格 ", "\t制表", "甲\t乙", "一行\n二行", "一行\n\n　　缩进\n", "\n先换行",
    "末尾：", "末尾:", "甲: 乙", "甲:　乙", "甲 #乙", "# 注", "- 列", "-列", "? 问", "'单引'", '"双引"',
    "反\\斜", "[括]", "{括}", "a, b", "甲，乙", "甲、乙", "no", "yes", "null", "~", "true", "0123", "10:30",
    "1e3", "2026-11-09", "*星", "&和", "!叹", "|竖", ">大", "%百", "@某", "`撇", "=等", "<<", "<小", "...", "...后",
    "---", "abc：甲", "甲：乙", "ａｂｃ１２３", "😀 表情", "👩", "\u3000全角空格", "全角\u3000中", "a\u00a0b", "e\u0301",
    "é", "\u200b零宽", "\u202e反", "\ufeff", "\x07响铃", "\u2028行", "长" * 2000, "字 " * 999 + "字", "x" * 21,
    "名 字", "名  字", "a.b", "1.", ".5", "尾\n ", "a\r\nb", "\\n", "甲\n- at: 2026\n  by: 乙",
)  # fmt: skip


PERSONAL = {
    part
    for test in vars(test_personal).values()
    for mark in getattr(test, "pytestmark", ())
    for row in mark.args[1]
    for part in (row if isinstance(row, tuple) else (row,))
    if isinstance(part, str)
}
"""Every text that the rule itself is tested with."""


@pytest.fixture(scope="module")
def forms():
    return forms_view(load_governance(WorkTree(ROOT)), NOW)


@pytest.fixture
def scripts(page, forms):
    page.goto("about:blank")
    page.add_script_tag(content=forms_data(forms, "台账", None))
    for name in ("emit", "check", "hand", "fields"):
        page.add_script_tag(content=(SCRIPTS / f"{name}.js").read_text("utf-8"))
    return page


def samples(count):
    """Trees of every shape, their texts awkward or put together at random."""
    chance = random.Random(20261109)  # noqa: S311 - to be the same every time
    letters = "甲乙：:# -\n\t\"'\\[]{},，、。a1é　😀|>%@`.~"

    def text():
        if chance.random() < 0.6:
            return chance.choice(AWKWARD)
        return "".join(chance.choices(letters, k=chance.randint(0, 30)))

    def tree(depth):
        sort = chance.random()
        if depth and sort < 0.25:
            return [tree(depth - 1) for _ in range(chance.randint(0, 4))]
        if depth and sort < 0.4:
            return {text(): tree(depth - 1) for _ in range(chance.randint(0, 3))}
        return text()

    keys = ("at", "text", "items", "说明", "a b", "甲：乙", "1", "2")
    for _ in range(count):
        chosen = chance.sample(keys, chance.randint(1, len(keys)))
        yield [(key, tree(2)) for key in chosen]


def expected(fields, write):
    try:
        return write(fields)
    except Unwritable:
        return None


def portable(tree):
    """A tree a browser can take: the order of keys is not safe in its own mappings."""
    if isinstance(tree, dict):
        return {"pairs": [[key, portable(value)] for key, value in tree.items()]}
    return [portable(each) for each in tree] if isinstance(tree, list) else tree


WRITE = """(all) => {
  const whole = (tree) => Array.isArray(tree) ? tree.map(whole)
    : typeof tree === "string" ? tree
    : new Map(tree.pairs.map(([key, value]) => [key, whole(value)]));
  const safe = (write, tree) => { try { return write(tree); } catch { return null; } };
  return all.map((tree) => [
    safe(taizhang.entryBlock, whole(tree)), safe(taizhang.headerBlock, whole(tree)),
  ]);
}"""


def test_an_entry_is_written_byte_for_byte_as_the_program_writes_it(scripts):
    trees: list[list[tuple[str, Any]]]
    trees = [[("text", text), ("late", "后")] for text in AWKWARD]
    trees += [[("items", [text, "甲"])] for text in AWKWARD]
    trees += [[("marks", {text: "是"})] for text in AWKWARD]
    trees += list(samples(1200))
    wanted = [[expected(each, entry_block), expected(each, header_block)] for each in trees]
    assert sum(entry is None for entry, _ in wanted) < 0.8 * len(trees)
    found = scripts.evaluate(WRITE, [portable(dict(each)) for each in trees])
    for tree, ours, theirs in zip(trees, wanted, found, strict=True):
        assert theirs == ours, tree


def test_personal_data_is_found_where_the_program_finds_it(scripts):
    texts = [*sorted(PERSONAL), *AWKWARD]
    ours = [
        [[pattern.code, pattern.severity.value, masked(found)] for pattern, found in found_in(text)]
        for text in texts
    ]
    assert len({code for each in ours for code, _, _ in each}) == 8
    theirs = scripts.evaluate(
        "(all) => all.map((text) => taizhang.personal(text).map((each) =>"
        " [each.code, each.severity, each.text]))",
        texts,
    )
    for text, one, other in zip(texts, ours, theirs, strict=True):
        assert [each[:2] for each in one] == [each[:2] for each in other], text
        assert all(mine[2] in yours[2] for mine, yours in zip(one, other, strict=True))


def test_a_character_is_forbidden_where_the_program_forbids_it(scripts):
    edges = [*range(0x250), *range(0x600, 0x620), *range(0x1150, 0x1180), *range(0x1780, 0x1820)]
    edges += [*range(0x1FF0, 0x2080), *range(0x3000, 0x3010), *range(0x3160, 0x3170)]
    edges += [*range(0xFE00, 0xFF10), *range(0xFFA0, 0x10000), 0xE0001, 0xE0FFF, 0xF0000, 0x1F600]
    texts = [f"甲{chr(each)}乙" for each in edges]
    ours = [bool(forbidden(text)) for text in texts]
    assert (
        scripts.evaluate("(all) => all.map((each) => taizhang.forbidden(each) !== '')", texts)
        == ours
    )


FORGES = [
    ("gitea", True, "https://git.office/zb/ledger/_new/main/ledger/2026/11?filename=x.yml&value=a%0A"),
    ("gitea", False, "https://git.office/zb/ledger/_edit/main/ledger/2026/11/x.yml?value=olda%0A"),
    ("github", True, "https://git.office/zb/ledger/new/main?filename=ledger%2F2026%2F11%2Fx.yml&value=a%0A"),
    ("github", False, "https://git.office/zb/ledger/edit/main/ledger/2026/11/x.yml"),
    ("gitlab", True, "https://git.office/zb/ledger/-/new/main?file_name=ledger%2F2026%2F11%2Fx.yml"),
    ("gitlab", False, "https://git.office/zb/ledger/-/edit/main/ledger/2026/11/x.yml"),
]  # fmt: skip


def test_the_forge_is_opened_at_its_own_address(scripts):
    for kind, new, url in FORGES:
        old = "" if new else "old"
        place = {"file": "ledger/2026/11/x.yml", "new": new, "text": "a\n", "old": old}
        found = scripts.evaluate(
            "([forge, place]) => taizhang.address(forge, place)",
            [{"kind": kind, "url": "https://git.office/zb/ledger", "branch": "main"}, place],
        )
        assert found == {"url": url, "carries": "a%0A" in url}


def test_what_no_address_can_carry_is_left_to_be_pasted(scripts):
    forge = {"kind": "forgejo", "url": "https://git.office/zb/ledger", "branch": "主线/甲"}
    place = {"file": "ledger/2026/11/x.yml", "new": True, "old": ""}
    ask = "([forge, place]) => taizhang.address(forge, place)"
    short = scripts.evaluate(ask, [forge, place | {"text": "字" * 850}])
    assert short["carries"]
    assert len(short["url"]) < 8000
    long = scripts.evaluate(ask, [forge, place | {"text": "字" * 900}])
    assert long == {
        "url": "https://git.office/zb/ledger/_new/%E4%B8%BB%E7%BA%BF/%E7%94%B2/ledger/2026/11"
        "?filename=x.yml",
        "carries": False,
    }


def test_the_scripts_are_small():
    assert sum(path.stat().st_size for path in Path(SCRIPTS).glob("*.js")) < 48_000
