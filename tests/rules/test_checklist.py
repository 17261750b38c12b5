"""What is left out because of an entry's shape would have said nothing."""

from __future__ import annotations

import pytest
from tests.casebook import cases, judged
from tests.rules.builders import folded, found, item, noted

from taizhang.rules import checklist, fold, lookup

TOLD = [each for each in cases() if (each.folder / "incident.yml").is_file()][::3]


def told(case):
    found = judged(case)
    return found and (found.findings, found.dues, found.state)


@pytest.mark.parametrize("case", TOLD, ids=lambda case: case.name)
def test_all_checks_say_what_the_chosen_ones_say(case, monkeypatch):
    usual = told(case)
    monkeypatch.setattr(fold, "filed", lambda _: checklist._FILED)
    monkeypatch.setattr(lookup, "_MOST_SHAPES", 1)
    assert told(case) == usual


def test_a_refused_reference_item_is_told_once_and_not_of_later_entries():
    mixed = found(items=[item(), item("事项2", "举报", summary=None)])
    codes = [each.code for each in folded(mixed, noted("09:10")).findings]
    assert codes.count("reference-own-file") == 1
