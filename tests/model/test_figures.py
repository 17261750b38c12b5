"""Figures made late are made once, when one is looked at."""

from __future__ import annotations

from taizhang.model.statisticsviews import Column, Figure, Figures


def test_they_are_made_once_and_looked_at_by_place():
    made = []

    def make():
        made.append(1)
        for key in ("a", "b"):
            yield Figure(
                key=key, title=key, note="", group="", columns=(Column("key", "代号"),), rows=()
            )

    figures = Figures(make)
    assert made == []
    assert [figures[0].key, figures[1:][0].key, len(figures)] == ["a", "b", 2]
    assert [each.key for each in figures] == ["a", "b"]
    assert made == [1]
