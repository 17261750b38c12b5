"""Reading a record key by key: what a fault leaves, and how long a code may be."""

from __future__ import annotations

import pytest

from taizhang.rules.settings import CODE_LIMIT, Settings


def test_after_a_fault_there_is_no_value_and_reading_goes_on():
    settings = Settings()
    record: dict[str, object] = {"a": ["x"], "b": {"c": "d"}, "e": "早", "f": "是的"}
    assert settings.word(record, "a", ()) == ""
    assert settings.words(record, "b", ()) == ()
    assert (settings.day(record, "e", ()), settings.span(record, "e", ())) == (None, None)
    assert settings.one_of(record, "e", (), ("晚",)) == ""
    assert not settings.yes(record, "f", ())
    assert settings.rows(record, "e", ()) == []
    assert settings.record("文本", (), ("a",)) == {}
    assert len(settings.findings) == 8


@pytest.mark.parametrize(("length", "faults"), [(60, 0), (61, 1)])
def test_a_code_has_at_most_sixty_characters(length, faults):
    settings = Settings()
    assert settings.code({"code": "a" * length}, ()) == "a" * length
    assert len(settings.findings) == faults
    assert CODE_LIMIT == 60
