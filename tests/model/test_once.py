"""What is worked out once of a value: told apart by what it is, never mixed up, never endless."""

from __future__ import annotations

from taizhang.model.once import MOST, once


def test_it_is_made_once_for_a_value_and_anew_for_an_equal_one():
    asked: list[list[int]] = []

    def made(value: list[int]) -> int:
        asked.append(value)
        return len(asked)

    found = once(made)
    one, other = [1], [1]
    assert (found(one), found(one), found(other)) == (1, 1, 2)


def test_no_more_are_kept_than_agreed():
    asked: list[int] = []

    def noted(value: list[int]) -> None:
        asked.append(value[0])

    found = once(noted)
    values = [[number] for number in range(MOST + 1)]
    for value in values:
        found(value)
    found(values[-1])
    assert asked == [*range(MOST + 1)]
    found(values[0])
    assert asked[-1] == 0
