"""Run one taizhang command in this process and print where its own time went.

What a command gives to other processes is not seen: it is told that there is one core, and git's
share shows as waiting.

    python benchmarks/profiled.py check --fresh
"""

from __future__ import annotations

import cProfile
import io
import os
import pstats
import sys
from contextlib import redirect_stdout
from unittest.mock import patch

MOST = 12
"""Functions told."""


def main() -> None:
    """Run the words after the script's name."""
    from taizhang.cli.edge import main as taizhang

    profile = cProfile.Profile()
    with patch.object(os, "cpu_count", return_value=1), redirect_stdout(io.StringIO()):
        profile.runcall(taizhang, sys.argv[1:])
    told = io.StringIO()
    pstats.Stats(profile, stream=told).strip_dirs().sort_stats("tottime").print_stats(MOST)
    lines = told.getvalue().splitlines()
    first = next(at for at, line in enumerate(lines) if "ncalls" in line)
    print("\n".join(line for line in lines[first:] if line.strip()))


if __name__ == "__main__":
    main()
