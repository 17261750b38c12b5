#!/usr/bin/env python3
"""The table of speeds: each row against a rival or a floor measured in the same run.

    python benchmarks/table.py [--small] [--full] [--cpu] [--profile] [--rows check,site]
        [--only NAME] [--rounds 5] [--keep FOLDER]

``--small`` takes a minute or two and ends with 1 where a ratio is twice its limit, or
twice what is known of it; ``--full`` makes ledgers of 100 000 incidents and takes hours.
Ledgers are made once and kept in ``--keep``. What is not on this machine is skipped with a word;
check-jsonschema and yamllint are installed there from the package index. ``--profile`` says below a
row where the time of our side went; ``--cpu`` makes ratios of CPU time, for a busy machine;
``--only after,history`` runs those parts of a group alone.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import rows_check
import rows_demo
import rows_search
import rows_site
from measure import Bench, machine, profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from measure import Row

MARGIN = 2.0
"""A ratio this many times worse than the known one is broken."""

GROUPS = {
    "check": rows_check.rows,
    "demo": rows_demo.rows,
    "site": rows_site.rows,
    "search": rows_search.rows,
}


def main() -> int:
    """Print the table; 1 where a ratio is broken."""
    asked = _arguments()
    small, large = (100, 400) if asked.small else (1000, 100_000 if asked.full else 10_000)
    broken = []
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # leaves nothing on disk either
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(asked.keep or place)
        bench = Bench(
            folder=folder,
            rounds=asked.rounds,
            by_cpu=asked.small or asked.cpu,
            peers=not asked.small,
            small=small,
            large=large,
            only=tuple(filter(None, asked.only.split(","))),
        )
        for row in _rows(bench, asked.rows.split(",")):
            print(row, flush=True)
            if asked.profile and row.command is not None:
                print(profile(row.command), flush=True)
            if row.ratio > MARGIN * max(row.limit, row.known):
                broken.append(row.name)
    if broken:
        print(f"broken: {'; '.join(broken)}")
    return 1 if broken else 0


def _rows(bench: Bench, names: list[str]) -> Iterator[Row]:
    for name in names:
        yield from GROUPS[name](bench)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--cpu", action="store_true")
    parser.add_argument("--rows", default=",".join(GROUPS))
    parser.add_argument("--only", default="")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", default="")
    parser.add_argument("--profile", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
