"""Do independent pieces of work in two processes: the second core for what takes seconds."""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections import deque
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from multiprocessing.pool import AsyncResult

Piece = TypeVar("Piece")
Result = TypeVar("Result")

PROCESSES = 2
_AHEAD = 4 * PROCESSES
"""Pieces given out whose results nobody has taken yet; no more of them lie in memory."""

_tasks: list[Callable[[Any], Any]] = []
"""What a child does; put here before it is forked, since a closure cannot be sent to it."""


def in_two(
    work: Callable[[Piece], Any], pieces: Iterable[Piece], back: Callable[[Any], Result]
) -> Generator[Result, None, None]:
    """``back(work(piece))`` for each piece, in order.

    ``work`` runs in a forked child, which sees everything as it is now, and gives plain values;
    ``back`` makes them whole in this process. No more is done ahead than a few pieces.
    """
    given: deque[AsyncResult[Any]] = deque()
    _tasks.append(work)
    try:
        with multiprocessing.get_context("fork").Pool(PROCESSES, _settle) as pool:
            for piece in pieces:
                given.append(pool.apply_async(_do, (piece,)))
                if len(given) > _AHEAD:
                    yield back(given.popleft().get())
            while given:
                yield back(given.popleft().get())
    finally:
        _tasks.remove(work)


def _settle() -> None:
    """Garbage is looked for seldom: values of ours hold no circles, and go when they are done.

    A keyboard interrupt is for the process that asked: it ends its children.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(_SELDOM)


_SELDOM = 100_000
"""Values made and not yet gone between two searches."""


def _do(piece: Piece) -> Any:  # noqa: ANN401 - whatever the work gives
    return _tasks[-1](piece)
