"""Sums over many incidents: counts and lists of lengths of time, by keys made of words.

A sum of sums is a sum: months add up to years, years to everything, in any order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

Key = tuple[str, ...]
"""What is counted, from the general to the special: ``("level", "较大")``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Counts, and lengths of time in seconds, shortest first. A key that is not there counts 0."""

    counts: Mapping[Key, int]
    lengths: Mapping[Key, tuple[int, ...]]

    def count(self, *key: str) -> int:
        """How many."""
        return self.counts.get(key, 0)

    def under(self, *start: str) -> dict[Key, int]:
        """Counts of all keys that begin so, by what follows."""
        size = len(start)
        return {key[size:]: n for key, n in self.counts.items() if key[:size] == start}

    def lengths_under(self, *start: str) -> dict[Key, tuple[int, ...]]:
        """Lengths of all keys that begin so, by what follows."""
        size = len(start)
        return {key[size:]: each for key, each in self.lengths.items() if key[:size] == start}
