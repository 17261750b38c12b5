"""Heads of tables in English: numbers stay, and what is not known stays as it is."""

from __future__ import annotations

import pytest

from taizhang.model.messages.headings import heading


@pytest.mark.parametrize(
    ("words", "lang", "expected"),
    [
        ("等级", "en", "level"),
        ("等级", "zh", "等级"),
        ("  2 小时 05 分钟", "en", "  2 h 05 min"),
        ("修订预案，2022-08-05 版", "en", "plan revised, 2022-08-05"),
        ("首次回应", "en", "首次回应"),
        ("", "en", ""),
    ],
)
def test_it_is_worded(words, lang, expected):
    assert heading(words, lang) == expected
