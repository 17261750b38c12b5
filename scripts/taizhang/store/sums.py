"""Sums as they are kept, and back; what is not of the right form raises ``ValueError``.

Counts are plain JSON values. Lengths lie behind a line of JSON as they lie in memory: of millions
a median looks at some hundred, so nothing is made of the others.
"""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING, Any

from taizhang.model.sums import Sums

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from taizhang.model.sums import Key

_SHORT, _LONG = "I", "Q"
_SHORT_MOST = 1 << 32
"""A hundred years in seconds take four bytes."""

_FORMS = (AttributeError, IndexError, KeyError, TypeError, ValueError)


def sums_out(sums: Mapping[str, Sums], mark: str = "") -> bytes:
    """Sums by month. ``mark``: what they were made from."""
    packed: list[array[int]] = []
    places = {}
    for name, each in sums.items():
        lengths = {key: _packed(values) for key, values in each.lengths.items()}
        places[name] = [[list(key), one.typecode, len(one)] for key, one in lengths.items()]
        packed += lengths.values()
    head = json.dumps([mark, counts_out(sums), places], ensure_ascii=False, separators=(",", ":"))
    return b"".join([head.encode(), b"\n", *packed])


def sums_in(body: bytes | None, mark: str = "") -> dict[str, Sums]:
    """The sums that ``sums_out`` made; their lengths are looked at where they lie.

    Raises:
        ValueError: no sums, or made under another mark.
    """
    data = body or b""
    rest = memoryview(data)
    try:
        at = data.index(b"\n") + 1
        told, plain, places = json.loads(data[:at])
        counts = counts_in(plain)
        lengths: dict[str, dict[Key, Sequence[int]]] = {}
        for name, own in places.items():
            lengths[name] = {}
            for key, code, size in own:
                start, at = at, at + size * array(code).itemsize
                lengths[name][tuple(key)] = rest[start:at].cast(code)
        if told != mark or at != len(data):
            raise ValueError(told, at)
        return {name: Sums(counts=counts[name], lengths=lengths[name]) for name in places}
    except _FORMS as error:
        raise ValueError("sums") from error


def counts_out(sums: Mapping[str, Sums]) -> dict[str, Any]:
    """The counts of sums as plain JSON values."""
    return {
        name: [[*key, number] for key, number in each.counts.items()] for name, each in sums.items()
    }


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


def _packed(values: Sequence[int]) -> array[int]:
    return array(_SHORT if not values or values[-1] < _SHORT_MOST else _LONG, values)
