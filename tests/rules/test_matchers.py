"""Conditions that contain one another: each contains itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.plans import plan_of

from taizhang.model.plan import ALWAYS
from taizhang.rules.matchers import condition_covers, exclusive, levels_of

FROM_SECOND = replace(ALWAYS, level_from="较大")
OF_TWO = replace(ALWAYS, natures=("谣言", "举报"))


@pytest.mark.parametrize(
    ("condition", "levels"),
    [
        (ALWAYS, {"重大", "较大", "一般"}),
        (FROM_SECOND, {"重大", "较大"}),
        (replace(ALWAYS, level_from="重大"), {"重大"}),
        (replace(FROM_SECOND, levels=("较大", "一般")), {"较大"}),
    ],
)
def test_a_level_named_as_the_lowest_is_among_them(condition, levels):
    assert levels_of(condition, plan_of()) == levels


@pytest.mark.parametrize(
    ("general", "special", "covers"),
    [
        (FROM_SECOND, FROM_SECOND, True),
        (OF_TWO, OF_TWO, True),
        (OF_TWO, replace(OF_TWO, natures=("谣言",)), True),
        (replace(OF_TWO, natures=("谣言",)), OF_TWO, False),
        (OF_TWO, ALWAYS, False),
        (ALWAYS, OF_TWO, True),
    ],
)
def test_a_condition_covers_what_asks_no_less(general, special, covers):
    assert condition_covers(general, special, plan_of()) is covers


def test_what_may_hold_at_one_level_together_is_not_exclusive():
    lowest = replace(ALWAYS, levels=("较大", "一般"))
    assert not exclusive(FROM_SECOND, lowest, plan_of())
    assert exclusive(FROM_SECOND, replace(ALWAYS, levels=("一般",)), plan_of())
