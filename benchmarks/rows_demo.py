"""Rows about ``demo``: a true history as fast as git takes it in.

The rival is stock ``git fast-import`` of what ``git fast-export`` tells of the same history. A
hundred thousand incidents (``--full``) take some 6 GB of disk while they are measured, once.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ledgers import NOW
from measure import Command, against, timed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from measure import Bench, Row

TAIZHANG = (sys.executable, "-m", "taizhang")
_ONCE = 100_000
"""Incidents of which one round is enough."""


def rows(bench: Bench) -> Iterator[Row]:
    """``demo`` against ``git fast-import`` of the history that it makes."""
    count = bench.small if bench.by_cpu else bench.large
    rounds = 1 if count >= _ONCE else max(bench.rounds // 2, 1)
    with tempfile.TemporaryDirectory(dir=bench.folder, ignore_cleanup_errors=True) as place:
        yield _row(bench, Path(place), count, rounds)


def _row(bench: Bench, folder: Path, count: int, rounds: int) -> Row:
    made, taken, stream = (folder / name for name in ("made", "taken", "stream"))
    words = (*TAIZHANG, "demo", str(made), "--incidents", str(count), "--now", NOW.isoformat())

    def unmade() -> None:
        shutil.rmtree(made, ignore_errors=True)

    def told() -> None:
        """The stream of what was made in this round, on disk; nothing else of it is left there."""
        if not stream.exists():
            with stream.open("wb") as file:
                subprocess.run(["git", "fast-export", "HEAD"], cwd=made, check=True, stdout=file)
        for place in (made, taken):
            shutil.rmtree(place, ignore_errors=True)
        subprocess.run(["git", "init", "-q", str(taken)], check=True)

    take = ("sh", "-c", f"exec git fast-import --quiet <{stream}")
    figures = timed(
        {
            "ours": Command(words=words, cwd=folder, before=unmade, after=unmade, together=True),
            "git": Command(words=take, cwd=taken, before=told),
        },
        rounds,
    )
    return against(bench, "demo, of git fast-import", str(count), figures, 1.5, 3.5)
