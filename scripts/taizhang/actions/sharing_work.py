"""Do independent pieces of work in two processes: the second core for what takes seconds."""

from __future__ import annotations

import gc
import multiprocessing
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Piece = TypeVar("Piece")
Result = TypeVar("Result")

PROCESSES = 2

_tasks: list[Callable[[Any], Any]] = []
"""What a child does; put here before it is forked, since a closure cannot be sent to it."""


def in_two(
    work: Callable[[Piece], Any], pieces: Sequence[Piece], back: Callable[[Any], Result]
) -> Iterator[Result]:
    """``back(work(piece))`` for each piece, in order.

    ``work`` runs in a forked child, which sees everything as it is now, and gives plain values;
    ``back`` makes them whole in this process.
    """
    _tasks.append(work)
    try:
        with multiprocessing.get_context("fork").Pool(PROCESSES, _settle) as pool:
            for plain in pool.imap(_do, pieces):
                yield back(plain)
    finally:
        _tasks.remove(work)


def _settle() -> None:
    """Garbage is looked for seldom: values of ours hold no circles, and go when they are done."""
    gc.freeze()
    gc.set_threshold(_SELDOM)


_SELDOM = 100_000
"""Values made and not yet gone between two searches."""


def _do(piece: Piece) -> Any:  # noqa: ANN401 - whatever the work gives
    return _tasks[-1](piece)
