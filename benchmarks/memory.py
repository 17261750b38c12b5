"""Memory of a process and all it started, at one time. From Linux; elsewhere nothing is seen."""

from __future__ import annotations

import re
import threading
from pathlib import Path

_EVERY = 0.5  # seconds
_SHARE = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


class Watch:
    """Looks at a process and its descendants twice a second until ``peak`` is asked for."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._most = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def peak(self) -> float:
        """The most that was seen, in MB; pages that several share are counted once."""
        self._done.set()
        self._thread.join()
        return self._most

    def _look(self) -> None:
        while not self._done.wait(_EVERY):
            self._most = max(self._most, sum(map(_share, _family(self._pid))))


def _family(pid: int) -> list[int]:
    try:
        told = [path.read_text("ascii") for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    below = [each for line in told for child in line.split() for each in _family(int(child))]
    return [pid, *below]


def _share(pid: int) -> float:
    try:
        found = _SHARE.search(Path(f"/proc/{pid}/smaps_rollup").read_text("ascii"))
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0
