"""Rows about ``demo``: a true history as fast as git takes it in."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from ledgers import NOW
from measure import Command, against, timed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from measure import Bench, Row

TAIZHANG = (sys.executable, "-m", "taizhang")


def rows(bench: Bench) -> Iterator[Row]:
    """``demo`` against ``git fast-import`` of the history that it makes."""
    count = bench.small if bench.by_cpu else bench.large
    made, taken, stream = (bench.folder / name for name in ("made", "taken", "stream"))
    words = (*TAIZHANG, "demo", str(made), "--incidents", str(count), "--now", NOW.isoformat())
    subprocess.run(words, cwd=bench.folder, check=True, capture_output=True)
    with stream.open("wb") as file:
        subprocess.run(["git", "fast-export", "HEAD"], cwd=made, check=True, stdout=file)

    def anew() -> None:
        for place in (made, taken):
            shutil.rmtree(place, ignore_errors=True)
        subprocess.run(["git", "init", "-q", str(taken)], check=True)

    take = ("sh", "-c", f"git fast-import --quiet <{stream}")
    try:
        figures = timed(
            {
                "ours": Command(words=words, cwd=bench.folder, before=anew),
                "git": Command(words=take, cwd=taken, before=anew),
            },
            max(bench.rounds // 2, 1),
        )
    finally:
        anew()
        stream.unlink()
    yield against(bench, "demo, of git fast-import", str(count), figures, 1.5, 3.5)
