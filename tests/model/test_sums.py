"""Lists of lengths that are looked into without being put together."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.model.sums import LateLengths, Lengths

PIECES = st.lists(st.lists(st.integers(0, 10**12), max_size=6).map(sorted), max_size=5)


@given(PIECES)
def test_every_place_holds_what_it_would_in_one_list(pieces):
    whole = sorted(value for each in pieces for value in each)
    found = Lengths([array("Q", each) for each in pieces])
    assert len(found) == len(whole)
    assert [found[place] for place in range(len(whole))] == whole
    assert found[1:] == tuple(whole[1:])
    assert found == whole
    assert found != [*whole, 1]


def test_a_place_beyond_the_last_is_none():
    with pytest.raises(IndexError):
        Lengths([(1, 2), (3,)])[3]
    assert Lengths([(1, 4), (3,)])[-1] == 4
    assert Lengths([(1,)]) != 1


def test_late_lengths_are_read_once_and_only_when_asked_for():
    asked = []

    def read():
        asked.append(1)
        return {("a",): (1, 2), ("b",): (3,)}

    late = LateLengths(read)
    assert not asked
    assert (late["a",], [*late], len(late)) == ((1, 2), [("a",), ("b",)], 2)
    assert asked == [1]
