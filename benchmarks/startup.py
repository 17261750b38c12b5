#!/usr/bin/env python3
"""How long short commands take, against the least that any such program needs.

``taizhang --help`` against importing click; ``taizhang check FILE`` against importing click and
yaml plus one start of git: a file without a signature, and the one with most of them, which is
checked once before: what was verified is remembered. All run in turns in the same rounds, so that
the ratios hold on a busy machine too. Prints medians by the clock and of processor time, which a
busy machine disturbs less; makes a drill ledger in a temporary folder where none is given.

    python benchmarks/startup.py [--ledger build/demo] [--rounds 41]
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

HELP = "taizhang --help"
CLICK = "import click"
CHECK = "taizhang check FILE"
SIGNED = "taizhang check SIGNED"
FLOOR = "import click, yaml"
GIT = "git --version"
LIMITS = {HELP: "at most 1.4", CHECK: "at most 1.7", SIGNED: "no limit"}


def timed(words: list[str], folder: str, environ: dict[str, str]) -> tuple[float, float]:
    """Seconds of one process from start to end: on the clock, and of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = perf_counter()
    subprocess.run(words, cwd=folder, env=environ, check=True, stdout=subprocess.DEVNULL)
    took = perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--ledger", type=Path)
    options.add_argument("--rounds", type=int, default=41)
    asked = options.parse_args()
    # Compiled modules are what an installed program has; the first round writes them.
    environ = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    program = str(Path(sys.executable).parent / "taizhang")
    with tempfile.TemporaryDirectory() as made:
        ledger = asked.ledger
        if ledger is None:
            ledger = Path(made) / "demo"
            words = [program, "demo", str(ledger), "--seed", "1"]
            subprocess.run(words, env=environ, check=True, stdout=subprocess.DEVNULL)
        signed = {
            str(file.relative_to(ledger)): file.read_text("utf-8").count("sig:")
            for file in sorted(ledger.glob("ledger/2*/*/*.yml"))
        }
        commands = {
            CLICK: [sys.executable, "-c", CLICK],
            HELP: [program, "--help"],
            FLOOR: [sys.executable, "-c", FLOOR],
            GIT: ["git", "--version"],
            CHECK: [program, "check", min(signed, key=signed.__getitem__)],
            SIGNED: [program, "check", max(signed, key=signed.__getitem__)],
        }
        runs: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for turn in range(asked.rounds + 1):
            for name, words in commands.items():
                took = timed(words, str(ledger), environ)
                if turn:
                    runs[name].append(took)
    for which, told in enumerate(("clock", "processor")):
        middle = {name: median(each[which] for each in runs[name]) for name in runs}
        print(f"{told}: " + ", ".join(f"{name} {middle[name] * 1000:.1f} ms" for name in runs))
        for name, floors in ((HELP, (CLICK,)), (CHECK, (FLOOR, GIT)), (SIGNED, (FLOOR, GIT))):
            ratio = middle[name] / sum(middle[each] for each in floors)
            print(f"  {name} / ({' + '.join(floors)}): {ratio:.2f}, {LIMITS[name]}")


if __name__ == "__main__":
    main()
