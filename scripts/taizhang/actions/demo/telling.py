"""The incidents of a drill written out: by two processes where there are many.

Whoever takes them puts them in order and hands them to git meanwhile. What is written does not
depend on who writes it.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING

from taizhang.actions.demo.cast import by_days, scripts
from taizhang.actions.demo.history import tale_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taizhang.actions.demo.cast import Play
    from taizhang.actions.demo.history import Tale
    from taizhang.actions.demo.signing import Notary

MANY = 200
"""Incidents from which on a second process is worth its start."""
_PIECE = 40
"""Incidents a process hands over at once, at the least: some two megabytes."""


@contextmanager
def told(play: Play, notary: Notary, *, sittings: bool) -> Iterator[Iterator[Tale]]:
    """All incidents of ``play``, the oldest first; ``sittings``: see ``tale_of``."""

    def tell(piece: slice) -> list[Tale]:
        return [tale_of(script, notary, sittings=sittings) for script in scripts(play, piece)]

    if len(play.calls) >= MANY and (os.cpu_count() or 1) > 1:
        from taizhang.actions.sharing_work import in_two

        pieces = in_two(tell, by_days(play, _PIECE), list)
        try:
            # Processes are forked with the first piece: now, while this one has a single thread.
            yield chain.from_iterable(chain((next(pieces),), pieces))
        finally:
            pieces.close()
        return
    yield (tale_of(script, notary, sittings=sittings) for script in scripts(play))
