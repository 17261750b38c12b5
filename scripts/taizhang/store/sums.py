"""Sums as plain JSON values, and back; what is not of the right form raises ``ValueError``."""

from __future__ import annotations

from array import array
from binascii import a2b_base64, b2a_base64
from typing import TYPE_CHECKING, Any

from taizhang.model.sums import Sums

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from taizhang.model.sums import Key

_SHORT, _LONG = "I", "Q"
_SHORT_MOST = 1 << 32
"""A hundred years in seconds take four bytes."""

_FORMS = (AttributeError, IndexError, KeyError, TypeError, ValueError)


def sums_out(sums: Mapping[str, Sums]) -> dict[str, Any]:
    """Sums by month as plain JSON values."""
    counts, lengths = counts_out(sums), lengths_out(sums)
    return {month: [counts[month], lengths[month]] for month in sums}


def counts_out(sums: Mapping[str, Sums]) -> dict[str, Any]:
    """The counts of sums as plain JSON values."""
    return {
        name: [[*key, number] for key, number in each.counts.items()] for name, each in sums.items()
    }


def lengths_out(sums: Mapping[str, Sums]) -> dict[str, Any]:
    """The lengths of sums as plain JSON values."""
    return {
        name: [[list(key), *_packed(values)] for key, values in each.lengths.items()]
        for name, each in sums.items()
    }


def sums_in(plain: Any) -> dict[str, Sums]:  # noqa: ANN401 - whatever JSON held
    """The sums that ``sums_out`` made.

    Raises:
        ValueError: no sums.
    """
    try:
        counts = counts_in({name: each for name, (each, _) in plain.items()})
        lengths = lengths_in({name: each for name, (_, each) in plain.items()})
    except _FORMS as error:
        raise ValueError("sums") from error
    return {name: Sums(counts=counts[name], lengths=lengths[name]) for name in counts}


def counts_in(plain: Any) -> dict[str, dict[Key, int]]:  # noqa: ANN401 - whatever JSON held
    """The counts that ``counts_out`` made.

    Raises:
        ValueError: no counts.
    """
    try:
        return {
            name: {tuple(key): number for *key, number in counts} for name, counts in plain.items()
        }
    except _FORMS as error:
        raise ValueError("counts") from error


def lengths_in(plain: Any) -> dict[str, dict[Key, Sequence[int]]]:  # noqa: ANN401 - JSON
    """The lengths that ``lengths_out`` made.

    Raises:
        ValueError: no lengths.
    """
    try:
        return {
            name: {tuple(key): _unpacked(code, told) for key, code, told in lengths}
            for name, lengths in plain.items()
        }
    except _FORMS as error:
        raise ValueError("lengths") from error


def _packed(values: Sequence[int]) -> tuple[str, str]:
    """Seconds as text that is read in a hundredth of the time of so many numbers."""
    code = _SHORT if not values or values[-1] < _SHORT_MOST else _LONG
    return code, b2a_base64(array(code, values).tobytes(), newline=False).decode()


def _unpacked(code: str, told: str) -> Sequence[int]:
    found = array(code)
    found.frombytes(a2b_base64(told))
    return found
