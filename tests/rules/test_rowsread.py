"""The rows of the written plan: read, and held against the rules there are."""

from __future__ import annotations

import pytest

from taizhang.model.messages import finding_words
from taizhang.rules.rowsread import read_rows
from taizhang.store.strict import Profile, read

ROW = """\
rows:
- no: 1
  clause: 三(二)
  text: 及时报告
  strength: [E, F]
  rules: [first, second]
- no: 2
  clause: 一(一)
  text: 目的
  strength: [M]
  record: 预案正文
  note: 不设规则
"""
KNOWN = ("first", "second")


def rows(old="", new=""):
    assert old in ROW
    tree = read(ROW.replace(old, new, 1).encode(), profile=Profile.SETTINGS)
    return read_rows(tree, KNOWN)


def test_a_row_is_read_with_its_rules_and_where_it_is_recorded():
    (first, second), found = rows()
    assert found == ()
    assert (first.number, first.clause, first.strength) == ("1", "三(二)", ("E", "F"))
    assert (first.rules, first.text) == (KNOWN, "及时报告")
    assert (second.rules, second.record) == ((), "预案正文")
    assert (first.note, second.note) == ("", "不设规则")


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ("second]", "secnd]", "row-rule-unknown", ("rows", 0, "rules", 1)),
        ("[first, second]", "[third]", "row-rule-unknown", ("rows", 0, "rules")),
        ("  record: 预案正文\n", "", "row-empty", ("rows", 1)),
        ("no: 2", "no: 1", "setting-taken", ("rows", 1, "no")),
        ("[E, F]", "[X]", "setting-value", ("rows", 0, "strength")),
        ("  text: 目的\n", "", "setting-missing", ("rows", 1)),
        ("rows:", "row:", "setting-unknown", ("row",)),
    ],
)
def test_a_fault_is_told_where_it_stands(old, new, code, where):
    _, found = rows(old, new)
    assert (code, where) in [(each.code, each.where) for each in found]
    for each in found:
        assert all(finding_words(each, lang)[1] for lang in ("zh", "en"))


def test_a_strength_nobody_knows_is_told_with_those_there_are():
    (fault,) = rows("[E, F]", "[E, X]")[1]
    assert finding_words(fault)[0] == "“strength”不能写“X”。"


def test_what_is_no_list_of_rows_is_told():
    listed, found = read_rows("text", KNOWN)
    assert listed == ()
    assert [each.code for each in found] == ["setting-not-record"]
