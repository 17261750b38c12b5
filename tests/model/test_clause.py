"""Clause numbers of the plan become anchors of its pages."""

from __future__ import annotations

import pytest

from taizhang.model.clause import anchor


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("三(四)1", "s3-4-1"),
        ("三（四）1", "s3-4-1"),
        ("一", "s1"),
        ("二(三)", "s2-3"),
        ("十(二)", "s10-2"),
        ("十二(二十)3", "s12-20-3"),
        ("二十一", "s21"),
        ("3.4.1", "s3-4-1"),
        ("一〇", "s1"),
        ("", ""),
        ("附则", ""),
    ],
)
def test_a_clause_has_an_anchor(clause, expected):
    assert anchor(clause) == expected
