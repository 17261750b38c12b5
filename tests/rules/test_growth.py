"""A record that grew, and one that did anything else."""

from __future__ import annotations

import pytest
from tests.rules.builders import worded

from taizhang.rules.growth import extended, plainly_grown, reworded, rewritten

OLD = "id: x\ntimeline:\n- at: 09:00\n  by: 张伟\n".encode()
MORE = "- at: 10:00\n  by: 李娜\n".encode()


@pytest.mark.parametrize(
    "new", [OLD, OLD + MORE, OLD + b"  odd: yes\n"], ids=["same", "more", "odd"]
)
def test_bytes_that_are_all_there_still_are_not_rewritten(new):
    assert rewritten(OLD, new, "p") is None


@pytest.mark.parametrize(
    ("new", "line", "column"),
    [
        (OLD.replace("张".encode(), "李".encode()), 4, 7),
        (OLD.replace("张".encode(), "弡".encode()), 4, 7),
        (OLD.replace(b"id: x", b"id: y"), 1, 5),
        (b"x" + OLD[1:], 1, 1),
        (OLD[:-1], 4, 9),
        (b"", 1, 1),
        (OLD.replace(b"09:00", b"09:01") + MORE, 3, 11),
    ],
    ids=[
        "a character",
        "the end of one",
        "first line",
        "first byte",
        "cut",
        "emptied",
        "changed and grown",
    ],
)
def test_the_first_byte_that_changed_is_shown_by_line_and_character(new, line, column):
    found = rewritten(OLD, new, "p")
    assert found
    worded([found])
    assert (found.code, found.path, found.line, found.column) == (
        "record-rewritten",
        "p",
        line,
        column,
    )


@pytest.mark.parametrize(
    ("old", "new", "plain"),
    [
        (OLD, OLD + MORE, True),
        (OLD, OLD + b"  late: x\n", False),
        (OLD, OLD, False),
        (OLD[:-1], OLD[:-1] + MORE, False),
        (b"timeline: []\n", b"timeline: []\n" + MORE, False),
        (b"x: '- at: '\n", b"x: '- at: '\n" + MORE, False),
    ],
    ids=["an entry", "a field", "nothing", "on the last line", "no entry before", "in a text"],
)
def test_only_a_whole_entry_after_an_entry_is_plainly_more(old, new, plain):
    assert plainly_grown(old, new) is plain


TREE = {"id": "x", "timeline": [{"at": "1"}, {"at": "2"}]}


@pytest.mark.parametrize(
    ("new", "more"),
    [
        (TREE, True),
        ({**TREE, "timeline": [*TREE["timeline"], {"at": "3"}]}, True),
        ({**TREE, "timeline": TREE["timeline"][:1]}, False),
        ({**TREE, "timeline": [{"at": "1"}, {"at": "2", "late": "x"}]}, False),
        ({**TREE, "timeline": [{"at": "0"}, *TREE["timeline"]]}, False),
        ({**TREE, "timeline": "none"}, False),
        ({**TREE, "id": "y"}, False),
        ({**TREE, "drill": "yes"}, False),
        ({"timeline": TREE["timeline"], "id": "x"}, False),
        ({"id": "x"}, False),
        ([], False),
    ],
    ids=[
        "same", "an entry", "one gone", "a field", "before the others", "no list", "header",
        "a key", "another order", "key gone", "no record",
    ],
)  # fmt: skip
def test_a_tree_is_extended_by_entries_at_the_end_of_its_lists_alone(new, more):
    assert extended(TREE, new) is more
    assert extended([], new) is False


def test_what_stood_there_and_reads_otherwise_is_told_after_the_old_end():
    found = reworded(OLD, "p")
    worded([found])
    assert (found.code, found.path, found.line, found.column) == ("record-reworded", "p", 5, 1)
