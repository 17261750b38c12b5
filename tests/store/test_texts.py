"""Lines of incidents come back as they were kept, whatever is written in them."""

from __future__ import annotations

from taizhang.store.texts import text_of, texts_in, texts_out, values_of

VALUES = ["", 'a "b" c', "一行\n二行\r\u2028三行\x85四行", {"空 格": [1, None]}, []]


def test_values_come_back_by_path():
    texts = {f"ledger/2026/11/{number}.yml": text_of(each) for number, each in enumerate(VALUES)}
    found = texts_in(texts_out(texts))
    assert found == texts
    assert values_of(found.values()) == VALUES


def test_of_nothing_there_is_nothing():
    assert texts_in(texts_out({})) == texts_in(None) == {}
    assert values_of(()) == []
