"""What is written reads well, is read back exactly, and can be cut into its blocks again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.strict_tables import ENTRY, HEAD

from taizhang.store.characters import forbidden
from taizhang.store.emit import TreeValue, Unwritable, blocks, entry_block, header_block
from taizhang.store.strict import read

Fields = list[tuple[str, TreeValue]]
HEADER: Fields = [("id", "20261109-4mq2"), ("title", "开放时间与公告不符"), ("plan", "2022-08-05")]


def test_a_header_ends_with_the_line_timeline():
    assert header_block(HEADER) == HEAD


def test_an_entry_is_written_in_the_style_of_the_examples():
    fields: Fields = [
        ("at", "2026-11-09 09:12"),
        ("by", "张伟"),
        ("kind", "发现"),
        ("level", "一般"),
        ("reason", "浏览约四百,评论十二条"),
        ("scope", ["公众关注", "损害机关形象"]),
        ("marks", {"状态": "已发布", "广泛关注且情况复杂": "是"}),
        ("items", [{"id": "事项1", "nature": "诉求"}, {"id": "事项2", "items": ["事项1"]}]),
        ("good", ["十小时内公开辟谣", "教训：夜间无备岗，首报迟三分钟"]),
        ("text", "　　第一段：说明 #1\n\n　　第二段"),
        ("late", "见 #3 号: 甲"),
    ]
    assert (
        entry_block(fields)
        == """\
- at: 2026-11-09 09:12
  by: 张伟
  kind: 发现
  level: 一般
  reason: 浏览约四百,评论十二条
  scope: [公众关注, 损害机关形象]
  marks:
    状态: 已发布
    广泛关注且情况复杂: 是
  items:
  - id: 事项1
    nature: 诉求
  - id: 事项2
    items: [事项1]
  good:
  - 十小时内公开辟谣
  - 教训：夜间无备岗，首报迟三分钟
  text: |-
    　　第一段：说明 #1

    　　第二段
  late: "见 #3 号: 甲"
"""
    )


ODD_TEXTS = [
    "", " ", "~", "-", "?", ":", "- a", "a: b", "a:", "a #b", "#a", "[a", "{a}", "&a", "*a", "!a",
    "|", ">", "'", '"', '"a" b', "%", "@a", "`a", "=", "<<", "...", "---", "null", "no", "0123",
    " a", "a ", "\u3000a", "a\u3000", "\u00a0", "a\tb", "\t", "a\rb", "a\r\nb", "\r", "\n", "\n\n",
    "a\n", "a\n\n", "a\nb", " a\nb", "a\n b", "a \nb", "a\n   \nb", "a\n\n\nb", "a\n ", "\na",
    "a\n- at: b\ntimeline:\nc", "- a\n- b", "#a\n#b", "---\na", "a，b", "a、b", "at：b", "at：b\nc",
    "级别：一般", "C:\\q", "\\", "\\u202e", "a\\nb", "https://a.example/?a=1&b=2#c", "⚠️", "😀",
    "长" * 400, "a, b", "a]", "a,#b", 'a"#b', "key: value # x", "1_000", ", a", "x" * 30 + ": y",
    "a:\u00a0b", "a:\u3000b", "\u0301", "<\u0301", "A\n\u3000", "\u3000\nA", "a\n\u3000b",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_any_text_is_read_back_exactly_wherever_it_stands(text):
    fields = [
        ("at", "2026-11-09 09:12"),
        ("text", text),
        ("one", [text]),
        ("more", ["甲", text]),
        ("record", {"a": text}),
        ("records", [{"a": text, "b": [text]}, {"a": "乙", "c": {"d": text}}]),
        ("nested", [["a", text], [[text]]]),
        ("last", text),
    ]
    head = [("id", text), ("title", text)]
    data = (header_block(head) + entry_block(fields) + entry_block(fields)).encode()
    assert read(data) == dict(head) | {"timeline": [dict(fields)] * 2}
    assert blocks(data)[1:] == (entry_block(fields).encode(),) * 2


@pytest.mark.parametrize("key", [text for text in ODD_TEXTS if text not in {"", "<<"}])
def test_any_name_of_a_mark_is_read_back_exactly(key):
    fields: Fields = [("at", "x"), ("marks", {key: "是", key + "乙": [{key: "否"}]})]
    data = (header_block(HEADER) + entry_block(fields)).encode()
    assert read(data)["timeline"] == [dict(fields)]


@pytest.mark.parametrize(
    "fields",
    [
        [],
        [("a", "x"), ("a", "y")],
        [("", "x")],
        [("<<", "x")],
        [("a" * 1200, "x")],
        [("a", {})],
        [("a", [{}])],
        [("a", "\u200b")],
        [("a", ["\u202e"])],
        [("a", {"\x07": "x"})],
        [("a", [{"b": "cafe\u0301"}])],
        [("a", "\ud800")],
        [("a", "甲\n\x85乙")],
    ],
)
def test_what_the_reader_would_refuse_is_not_written(fields):
    with pytest.raises(Unwritable):
        entry_block(fields)
    with pytest.raises(Unwritable):
        header_block(fields)


def test_a_header_has_one_timeline():
    with pytest.raises(Unwritable):
        header_block([("timeline", "x")])


def test_short_names_share_a_line_and_longer_lists_do_not():
    lists = [("a", ["甲"] * 3), ("b", []), ("c", ["名" * 21]), ("d", ["名字"] * 40)]
    assert entry_block(lists) == (
        f"- a: [甲, 甲, 甲]\n  b: []\n  c:\n  - {'名' * 21}\n  d:\n" + "  - 名字\n" * 40
    )


def test_a_file_is_cut_into_head_and_entries_and_joined_again():
    data = f"# 甲\n{HEAD}\n# 乙\n{ENTRY}\n  text: |-\n    - 丙\n# 丁\n{ENTRY}".encode()
    head, first, second = blocks(data)
    assert head == f"# 甲\n{HEAD}\n# 乙\n".encode()
    assert first == f"{ENTRY}\n  text: |-\n    - 丙\n# 丁\n".encode()
    assert second == ENTRY.encode()


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (b"", 1),
        (HEAD.encode(), 1),
        (HEAD.encode() + b"-\n  at: x\n- at: y", 3),
        ((HEAD + ENTRY * 3).replace("\n", "\r\n").encode(), 4),
        (b"good:\n- a\n- b\ntimeline:\n- at: x\n", 2),
        (b"good:\n- a\n- b\n", 1),
        (b"title: timeline:\n- a\n", 1),
    ],
)
def test_blocks_joined_are_the_file(data, count):
    assert len(blocks(data)) == count
    assert b"".join(blocks(data)) == data


def texts(most=40):
    return st.text(
        st.one_of(
            st.sampled_from(list(" \n\t\r#:-?[]{},&*!|>'\"%@`~.<=，、：　甲乙a0\\")),
            st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]),
        ),
        max_size=most,
    ).filter(lambda text: not forbidden(text))


keys = texts(20).filter(lambda key: key not in {"", "<<"})
trees = st.recursive(
    texts(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(keys, inner, min_size=1, max_size=4)
    ),
    max_leaves=5,
)
field_lists = st.dictionaries(keys, trees, min_size=1, max_size=4).map(lambda tree: [*tree.items()])


def depth(tree):
    inner = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    return 1 + max(map(depth, inner), default=0) if not isinstance(tree, str) else 0


def round_trip(header, entries):
    data = (header_block(header) + "".join(map(entry_block, entries))).encode()
    assert read(data) == dict(header) | {"timeline": [dict(entry) for entry in entries]}
    parts = blocks(data)
    assert [part.decode() for part in parts] == [
        header_block(header),
        *map(entry_block, entries),
    ]


shallow = field_lists.filter(lambda fields: depth(dict(fields)) < 9)
headers = shallow.filter(lambda fields: "timeline" not in dict(fields))


@given(headers, st.lists(shallow, min_size=1, max_size=3))
@settings(max_examples=50, deadline=None)
def test_whatever_is_written_is_read_back(header, entries):
    round_trip(header, entries)


@pytest.mark.long
@given(headers, st.lists(shallow, min_size=1, max_size=3))
@settings(max_examples=8_000, deadline=None)
def test_whatever_is_written_is_read_back_at_length(header, entries):
    round_trip(header, entries)
