#!/usr/bin/env python3
"""What reading and judging one incident file costs, part by part, against readers alone.

For each file: microseconds of PyYAML's ``CSafeLoader``, of the strict reader, of giving types to
its entries, of folding them and of judging the whole at one time; and how many times the strict
reader alone all of it takes. Everything in turns in the same rounds. Prints medians.

    python benchmarks/judging.py [--ledger build/demo] [--files 40] [--rounds 15]
"""

from __future__ import annotations

import argparse
import gc
from datetime import datetime, timedelta, timezone
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

import yaml

from taizhang.actions.workspace import open_workspace
from taizhang.rules.fold import fold
from taizhang.rules.judge import judge
from taizhang.rules.reading import plan_of, read_incident
from taizhang.store.strict import read
from taizhang.store.worktree import WorkTree

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2026, 11, 27, 9, 0, tzinfo=timezone(timedelta(hours=8)))
EXAMPLES = ("complex.yml", "ordinary.yml", "referred.yml")


def timed(work: Callable[[], object], times: int) -> float:
    """Microseconds of processor time of one call, the garbage of others not collected in it."""
    gc.collect()
    begin = process_time()
    for _ in range(times):
        work()
    return (process_time() - begin) / times * 1e6


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--ledger", type=Path, help="the first files of a ledger, too")
    options.add_argument("--files", type=int, default=40)
    options.add_argument("--rounds", type=int, default=15)
    asked = options.parse_args()
    groups = {name: (ROOT, [ROOT / "tests" / "examples" / name]) for name in EXAMPLES}
    if asked.ledger:
        found = sorted(asked.ledger.glob("ledger/2*/*/*.yml"))[: asked.files]
        groups["ledger"] = (asked.ledger, found)
    for name, (root, files) in groups.items():
        measure(name, root, [file.read_bytes() for file in files], asked.rounds)


def measure(name: str, root: Path, datas: list[bytes], rounds: int) -> None:
    """Measure the files together and print the figures of one."""
    workspace = open_workspace(WorkTree(root))
    governance = workspace.governance
    trees = [read(data) for data in datas]
    plans = [governance.plans[plan_of(tree)] for tree in trees]
    rosters, office = governance.rosters, governance.office
    incidents = []
    for tree, plan in zip(trees, plans, strict=True):
        incident, _ = read_incident(tree, plan, workspace.persons)
        if incident is not None:
            incidents.append(incident)
    entries = sum(len(each.entries) for each in incidents) / len(datas)
    both = list(zip(incidents, plans, strict=True))

    parts: dict[str, Callable[[], object]] = {
        "CSafeLoader": lambda: [yaml.load(data, yaml.CSafeLoader) for data in datas],
        "read": lambda: [read(data) for data in datas],
        "types": lambda: [
            read_incident(tree, plan, workspace.persons)
            for tree, plan in zip(trees, plans, strict=True)
        ],
        "fold": lambda: [fold(each, plan, rosters, office) for each, plan in both],
        "judge": lambda: [judge(each, plan, rosters, office, NOW) for each, plan in both],
    }
    runs: dict[str, list[float]] = {part: [] for part in parts}
    times = max(1, 20 // len(datas))
    for _ in range(rounds):
        for part, work in parts.items():
            runs[part].append(timed(work, times) / len(datas))
    figures = {part: median(each) for part, each in runs.items()}
    told = "  ".join(f"{part} {figure:.0f}" for part, figure in figures.items())
    whole = (figures["read"] + figures["types"] + figures["judge"]) / figures["read"]
    print(f"{name}: {entries:.0f} entries, µs a file: {told}; all {whole:.2f} x the reader alone")


if __name__ == "__main__":
    main()
