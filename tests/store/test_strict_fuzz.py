"""Whatever bytes come in, the reader reads or refuses, and agrees with YAML and with the blocks."""

from __future__ import annotations

import contextlib

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.strict_tables import BYTES, ENTRY, HEAD, STRUCTURE, SYNTAX

from taizhang.model.messages import finding_words
from taizhang.store.emit import blocks, entry_block
from taizhang.store.positions import locate
from taizhang.store.strict import Profile, Unreadable, read

WHOLE = (
    HEAD
    + ENTRY
    + "  text: |-\n    甲：乙\n\n    丙 #1\n  scope: [公众关注, 扰乱秩序]\n"
    + '  late: "见 #3: \\u4e00"\n'
    + ENTRY
    + "  items:\n  - id: 事项1\n    summary: 'it''s'\n  # 说明\n"
)

PIECES = st.sampled_from([
    *"\n\r\t :-?#&*!|>'\"%@`~[]{},=<，、：　a甲\\\u200b\u202e\ufeff\u0301\x85\u00a0",
    "- ", ": ", " #", "\n- ", "\n  ", "---\n", "\n...", "<<: ", '"\n', "|-\n", "timeline:\n",
    "\\u202e", ENTRY, HEAD, "at: ", "级别：", "\n    ", "[甲，乙]", "{a: b}", "\r\n",
])  # fmt: skip
EDITS = st.lists(
    st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 6), PIECES), min_size=1, max_size=4
)
SOUP = st.lists(PIECES, max_size=30).map("".join)
ROWS = [row[0] for row in (*BYTES.values(), *STRUCTURE.values(), *SYNTAX.values())]


def edited(edits):
    text = WHOLE
    for start, length, new in edits:
        text = text[:start] + new + text[start + length :]
    return text.encode()


def judge(data):
    for profile in Profile:
        try:
            tree = read(data, profile=profile)
        except Unreadable as error:
            worded(error.findings, data)
        else:
            assert tree == yaml.load(data, yaml.CBaseLoader)  # noqa: S506 - makes only texts
            # A reader of another make may refuse more, but never reads something else.
            with contextlib.suppress(yaml.YAMLError):
                assert tree == yaml.load(data, yaml.BaseLoader)  # noqa: S506
            if profile is Profile.LEDGER:
                cut_and_grow(data, tree)
    assert min(locate(data, ("timeline", 1, "by"))) >= 1


def worded(findings, data):
    places = [(each.line, each.column) for each in findings]
    assert places == sorted(places)
    assert min(places) >= (1, 1)
    assert max(line for line, _ in places) <= data.count(b"\n") + data.count(b"\r") + 1
    for lang in ("zh", "en"):
        assert all(all(finding_words(each, lang)) for each in findings)


def cut_and_grow(data, tree):
    parts = blocks(data)
    assert b"".join(parts) == data
    timeline = tree.get("timeline")
    if not isinstance(timeline, list):
        return
    for part, entry in zip(parts[1:], timeline, strict=True):
        assert yaml.load(part, yaml.CBaseLoader) == [entry]  # noqa: S506
    if data.endswith(b"\n"):
        fields = [("at", "2026-11-09 09:20"), ("by", "李娜")]
        grown = read(data + entry_block(fields).encode())
        assert grown == {**tree, "timeline": [*timeline, dict(fields)]}


def test_the_whole_file_is_read():
    judge(WHOLE.encode())
    assert len(read(WHOLE.encode())["timeline"]) == 2


@pytest.mark.parametrize("data", ROWS)
def test_every_known_fault_is_judged_soundly(data):
    judge(data if isinstance(data, bytes) else data.encode())


@given(EDITS)
@settings(max_examples=250, deadline=None)
def test_an_edited_file_is_read_or_refused(edits):
    judge(edited(edits))


@given(st.binary(max_size=60) | SOUP.map(str.encode))
@settings(max_examples=250, deadline=None)
def test_any_bytes_are_read_or_refused(data):
    judge(data)


@pytest.mark.long
@given(EDITS)
@settings(max_examples=15_000, deadline=None)
def test_an_edited_file_is_read_or_refused_at_length(edits):
    judge(edited(edits))


@pytest.mark.long
@given(st.binary(max_size=60) | SOUP.map(str.encode))
@settings(max_examples=15_000, deadline=None)
def test_any_bytes_are_read_or_refused_at_length(data):
    judge(data)
