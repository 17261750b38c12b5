"""Every way a file can be wrong in form: one clear finding, at the right place."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest
from tests.store.strict_tables import BYTES, CHARACTERS, STRUCTURE, SYNTAX

from taizhang.model.messages import catalogue, encoding, finding_words, syntax
from taizhang.store import strict
from taizhang.store.strict import Profile, Unreadable, read


def faults(data, profile=Profile.LEDGER):
    with pytest.raises(Unreadable) as caught:
        read(data if isinstance(data, bytes) else data.encode(), profile=profile)
    return [(each.code, each.line, each.column) for each in caught.value.findings]


@pytest.mark.parametrize(("data", "code", "line", "column"), BYTES.values(), ids=BYTES)
def test_bytes_that_are_no_ledger_file_are_named_for_what_they_are(data, code, line, column):
    assert faults(data) == [(code, line, column)]


@pytest.mark.parametrize(
    ("where", "line", "column"),
    [("id: x\nti{}tle: a\n", 2, 3), ("id: x\nnote: 甲{}乙\n", 2, 8), ("id: x\n# {}.\n", 2, 3)],
    ids=["key", "value", "comment"],
)
@pytest.mark.parametrize(
    ("character", "code"), CHARACTERS.items(), ids=[f"{ord(each):04X}" for each in CHARACTERS]
)
def test_a_character_nobody_sees_is_refused_wherever_it_stands(
    character, code, where, line, column
):
    assert faults(where.format(character)) == [(code, line, column)]


def test_a_character_put_together_from_parts_is_refused_where_it_stands():
    assert faults("id: x\nnote: 见cafe\u0301店\n") == [("yaml-not-nfc", 2, 11)]


def test_hidden_characters_are_named_all_at_once_up_to_a_limit():
    assert faults("a: \u200b\nb: \u202e\nc: \t\n") == [
        ("yaml-hidden-character", 1, 4),
        ("yaml-bidi-character", 2, 4),
        ("yaml-tab", 3, 4),
    ]
    assert len(faults("a: " + "\u200b" * 500)) == 20


@pytest.mark.parametrize("escape", [r"\u202e", r"\0", r"\x85", r"\N", r"\L", r"e\u0301", r"\x7f"])
def test_an_escape_cannot_smuggle_in_what_may_not_be_written(escape):
    assert faults(f'id: x\nnote: "甲{escape}乙"\n') == [("yaml-hidden-escape", 2, 7)]


def test_tabs_and_line_ends_may_be_escaped():
    assert read(rb'a: "x\ty\r\nz"') == {"a": "x\ty\r\nz"}


@pytest.mark.parametrize(("text", "code", "line", "column"), STRUCTURE.values(), ids=STRUCTURE)
def test_yaml_that_is_not_taken_is_one_finding_at_its_place(text, code, line, column):
    assert faults(text) == [(code, line, column)]


@pytest.mark.parametrize(("text", "code", "line", "column"), SYNTAX.values(), ids=SYNTAX)
def test_where_yaml_ends_the_likely_slip_is_named(text, code, line, column):
    assert faults(text) == [(code, line, column)]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [row for row in (*STRUCTURE.values(), *SYNTAX.values()) if row[1] != "yaml-list-indent"],
    ids=[name for name in (*STRUCTURE, *SYNTAX) if name != "list further in"],
)
def test_windows_line_ends_move_no_finding(text, code, line, column):
    assert faults(text.replace("\r\n", "\n").replace("\n", "\r\n")) == [(code, line, column)]


SETTINGS_TOO = {
    name: row
    for name, row in (STRUCTURE | SYNTAX).items()
    if row[1]
    not in {
        "yaml-flow-mapping",
        "yaml-flow-nested",
        "yaml-flow-lines",
        "yaml-flow-quoted",
        "yaml-flow-long",
        "yaml-comment-after-value",
        "yaml-timeline-line",
        "yaml-after-timeline",
        "yaml-list-indent",
        "yaml-quoted-indent",
    }
}


@pytest.mark.parametrize(
    ("text", "code", "line", "column"), SETTINGS_TOO.values(), ids=SETTINGS_TOO
)
def test_settings_are_read_no_less_strictly_but_for_braces_and_comments(text, code, line, column):
    assert faults(text, Profile.SETTINGS) == [(code, line, column)]


def test_a_comment_within_brackets_is_named_beside_their_lines():
    assert faults("id: x\ngood: [a, # b\n  c]\n") == [
        ("yaml-flow-lines", 2, 7),
        ("yaml-comment-after-value", 2, 11),
    ]


@pytest.mark.parametrize("text", ['a: "b"#c\n', "a: |#c\n  d\n", "a: [b]#c\n"])
def test_settings_want_a_blank_before_a_comment(text):
    ((code, line, column),) = faults(text, Profile.SETTINGS)
    assert (code, line) == ("yaml-comment-after-value", 1)
    assert text[column - 1] == "#"


def test_faults_of_one_file_come_all_at_once_and_in_order():
    text = (
        'id: x\ntitle: a # b\nid: y\nmarks: {a: b}\ngood: [甲，乙]\nnote:\ntext: "\\u202e"\nid: z\n'
    )
    assert faults(b"\xef\xbb\xbf" + text.encode()) == [
        ("yaml-bom", 1, 1),
        ("yaml-comment-after-value", 2, 10),
        ("yaml-duplicate-key", 3, 1),
        ("yaml-flow-mapping", 4, 8),
        ("yaml-flow-comma", 5, 9),
        ("yaml-empty-value", 6, 1),
        ("yaml-hidden-escape", 7, 7),
        ("yaml-duplicate-key", 8, 1),
    ]


def test_anchors_aliases_and_tags_come_all_at_once():
    assert faults("a: &x 1\nb: *x\nc: !y 2\n<<: *x\n") == [
        ("yaml-anchor", 1, 4),
        ("yaml-alias", 2, 4),
        ("yaml-tag", 3, 4),
        ("yaml-merge-key", 4, 5),
    ]


def test_a_duplicate_names_the_line_of_the_first():
    with pytest.raises(Unreadable) as caught:
        read(b"id: x\nplan: y\nid: z\n")
    assert caught.value.findings[0].values == {"key": "id", "first": 1}


def test_a_full_width_colon_is_named_with_its_key():
    with pytest.raises(Unreadable) as caught:
        read("id: x\n级别：一般\n".encode())
    text, fix = finding_words(caught.value.findings[0])
    assert "级别" in text
    assert "：" in text
    assert "级别: " in fix


ALL = [row[0] for row in (*BYTES.values(), *STRUCTURE.values(), *SYNTAX.values())] + [
    f"a: {character}\n" for character in CHARACTERS
]


@pytest.mark.parametrize("data", ALL)
def test_every_fault_has_words_in_both_languages(data):
    with pytest.raises(Unreadable) as caught:
        read(data if isinstance(data, bytes) else data.encode())
    for finding in caught.value.findings:
        assert finding.path == ""
        for lang in ("zh", "en"):
            assert all(finding_words(finding, lang))


def test_every_message_of_the_reader_is_used_and_every_code_has_one():
    folder = Path(strict.__file__).parent
    named = {
        node.value
        for name in ("characters", "guard", "parsing", "strict", "lines", "hints")
        for node in ast.walk(ast.parse((folder / f"{name}.py").read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith("yaml-")
    }
    assert named == {*encoding.MESSAGES, *syntax.MESSAGES}


def test_both_languages_take_the_same_values():
    formatter = string.Formatter()
    for code, message in catalogue().items():
        if code.startswith("yaml-") and code != "yaml-syntax":
            zh, en = (
                {name for part in parts for _, name, _, _ in formatter.parse(part) if name}
                for parts in ((message.zh, message.fix_zh), (message.en, message.fix_en))
            )
            assert zh == en, code
