"""What is worked out once of a frozen value and kept beside it, as long as the program runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")
Result = TypeVar("Result")

MOST = 64
"""Values of one sort that are kept; plans, rosters and kinds are few."""


def once(make: Callable[[Value], Result]) -> Callable[[Value], Result]:
    """``make`` asked once for each value, told apart by what it is and not by what it holds.

    The value is kept with its result, so that no other takes its place in memory.
    """
    known: dict[int, tuple[Value, Result]] = {}

    def found(value: Value) -> Result:
        kept = known.get(id(value))
        if kept is None:
            if len(known) >= MOST:
                known.clear()
            kept = known[id(value)] = (value, make(value))
        return kept[1]

    return found
