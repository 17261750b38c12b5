"""Sums over many incidents: counts and lists of lengths of time, by keys made of words.

A sum of sums is a sum: months add up to years, years to everything, in any order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain, repeat
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Key = tuple[str, ...]
"""What is counted, from the general to the special: ``("level", "较大")``."""


class Sums:
    """Counts, and lengths of time in seconds, shortest first. A key that is not there counts 0."""

    def __init__(self, *, counts: Mapping[Key, int], lengths: Mapping[Key, Sequence[int]]) -> None:
        self.counts = counts
        self.lengths = lengths

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sums) and (self.counts, self.lengths) == (
            other.counts,
            other.lengths,
        )

    __hash__ = None  # type: ignore[assignment]  # as what it is made of

    def count(self, *key: str) -> int:
        """How many."""
        return self.counts.get(key, 0)

    def under(self, *start: str) -> dict[Key, int]:
        """Counts of all keys that begin so, by what follows."""
        size = len(start)
        own = self._sorts.get(start[0], ())
        return {key[size:]: n for key, n in own if key[:size] == start}

    @cached_property
    def _sorts(self) -> Mapping[str, Sequence[tuple[Key, int]]]:
        """Counts by the first word of their keys: of thousands a figure asks for some."""
        found: dict[str, list[tuple[Key, int]]] = {}
        for each in self.counts.items():
            found.setdefault(each[0][0], []).append(each)
        return found

    def lengths_under(self, *start: str) -> dict[Key, Sequence[int]]:
        """Lengths of all keys that begin so, by what follows."""
        size = len(start)
        return {key[size:]: each for key, each in self.lengths.items() if key[:size] == start}


class Lengths(Sequence[int]):
    """Several lists of lengths as one, shortest first.

    They are not put together: of millions of lengths a median asks for two, and each is found by
    halving the time in which it lies.
    """

    def __init__(self, pieces: Sequence[Sequence[int]]) -> None:
        """``pieces``: each shortest first."""
        self.pieces = tuple(each for each in pieces if each)

    def __len__(self) -> int:
        return sum(map(len, self.pieces))

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[int, ...]: ...
    def __getitem__(self, index: int | slice) -> int | tuple[int, ...]:
        if isinstance(index, slice):
            return tuple(self)[index]
        rank = range(len(self))[index]
        least = min(each[0] for each in self.pieces)
        most = max(each[-1] for each in self.pieces)
        while least < most:
            middle = (least + most) // 2
            if sum(map(bisect_right, self.pieces, repeat(middle))) > rank:
                most = middle
            else:
                least = middle + 1
        return least

    def __iter__(self) -> Iterator[int]:
        return iter(sorted(chain.from_iterable(self.pieces)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # as a list: long, and never a key


class LateLengths(Mapping[Key, Sequence[int]]):
    """Lengths that are read when they are first asked for: of most years nobody asks."""

    def __init__(self, read: Callable[[], Mapping[Key, Sequence[int]]]) -> None:
        self._read = read

    @cached_property
    def _found(self) -> Mapping[Key, Sequence[int]]:
        return self._read()

    def __getitem__(self, key: Key) -> Sequence[int]:
        return self._found[key]

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Key]:
        return iter(self._found)
