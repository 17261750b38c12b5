"""Read every file of a ledger in two processes by one reader alone: a floor to hold ours against.

python benchmarks/readers.py FOLDER strict|csafe [PROCESSES]
"""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path


def strict(data: bytes) -> object:
    """Our own reader, and nothing else."""
    from taizhang.store.strict import read

    return read(data)


def csafe(data: bytes) -> object:
    """PyYAML's safe loader on libyaml."""
    import yaml

    return yaml.load(data, Loader=yaml.CSafeLoader)


def whole(folder: str) -> int:
    """Read all incidents of one month."""
    reader = {"strict": strict, "csafe": csafe}[sys.argv[2]]
    names = sorted(Path(folder).glob("*.yml"))
    for path in names:
        reader(path.read_bytes())
    return len(names)


if __name__ == "__main__":
    months = [str(each) for each in sorted(Path(sys.argv[1]).glob("ledger/[0-9]*/[0-9]*"))]
    processes = int(sys.argv[3]) if len(sys.argv) > 3 else 2  # noqa: PLR2004
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        print(sum(pool.imap(whole, months)))
