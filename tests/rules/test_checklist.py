"""What is left out because of an entry's shape would have said nothing."""

from __future__ import annotations

import pytest
from tests.casebook import cases, judged
from tests.rules.builders import folded, found, item, noted, signed, voided

from taizhang.rules import checklist, ground, lookup

TOLD = [each for each in cases() if (each.folder / "incident.yml").is_file()][::3]


def told(case):
    found = judged(case)
    return found and (found.findings, found.dues, found.state)


@pytest.mark.parametrize("case", TOLD, ids=lambda case: case.name)
def test_all_checks_say_what_the_chosen_ones_say(case, monkeypatch):
    usual = told(case)
    monkeypatch.setattr(ground, "lookup_of", lookup.Lookup)
    monkeypatch.setattr(lookup, "filed", lambda _: checklist._FILED)
    monkeypatch.setattr(lookup, "_MOST_SHAPES", 1)
    assert told(case) == usual


def test_of_a_reference_item_that_no_longer_counts_nothing_is_asked():
    refused = found(items=[item("事项9")], sources=None)
    report = noted("09:05", text=None, items=[item("事项1", "举报", summary=None)])
    del report["text"]
    void = voided("09:10", report)
    done = folded(refused, report, void, signed("09:11", void), noted("09:15"))
    assert not done.state.acts[1].counts
    assert [each.code for each in done.findings] == ["field-missing"]
