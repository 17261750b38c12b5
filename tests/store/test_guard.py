"""Brackets that look deep but are not, and the other way round."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from taizhang.store import guard

FLAT = "\n".join(f"- {{kind: [推进, 决定], number: {number}}}" for number in range(100))


@pytest.mark.parametrize(
    "text",
    [
        FLAT,
        f"# 说明：[ 不算数\n{FLAT}",
        f"{FLAT}\ntext: '引号里的 ['\n",
        FLAT.replace("决定", "决定, [甲, {乙: 丙}]"),
    ],
)
def test_many_short_lists_are_nothing_to_fear(text):
    assert not guard.suspicious(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "[" * 40,
        "[\n" * 40,
        "[a, \n" * 40,
        "a]: [\n" * 40,
        "[ ']'\n" * 40,
        "[ # ]\n" * 40,
        "[\r]\r" * 40,
        "- {a: [ b, {c: \n" * 20,
    ],
)
def test_whatever_can_nest_is_noticed(text):
    assert guard.suspicious(text.encode())


def _depth(data):
    """How deep brackets nest in what YAML makes of it, up to where it gives up."""
    depth = deepest = 0
    try:
        for event in yaml.parse(data, Loader=yaml.CLoader):
            if isinstance(event, yaml.CollectionStartEvent) and event.flow_style:
                depth += 1
                deepest = max(deepest, depth)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        pass
    return deepest


PIECES = st.sampled_from(
    ["[", "]", "{", "}", "a", ": ", ",", "- ", '"', "'", " #", "\n", "\r", "  ", "? ", "|", ">"]
)


@settings(max_examples=600, deadline=None)
@example(["a", "]", ": ", "["])
@example(["[", "\n", "a", "]", "\n", "["])
@example(["[", "[", "[", "? "])
@given(st.lists(PIECES, max_size=60))
def test_what_is_let_through_nests_no_deeper_than_it_may(pieces):
    """Each bracket may hide one pair without brackets of its own: ``[a: b]``, ``[? a]``."""
    data = "".join(pieces).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guard, "_FEW", 3)
        if not guard._nests_in_brackets(data):
            assert _depth(data) <= 2 * 3
