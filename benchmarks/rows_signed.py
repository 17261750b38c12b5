"""Rows about a whole check where approvals are signed, against the same without signatures."""

from __future__ import annotations

import re
import shutil
import sys
from functools import partial
from typing import TYPE_CHECKING

from ledgers import NOW
from measure import Command, Figure, against, timed

from taizhang.actions.demo import make_demo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from measure import Bench, Row

EACH = 130e-6
"""Seconds of processor that one signature may take."""

_SIGNATURE = re.compile(rb"^  sig: .*\n", re.MULTILINE)
_KEYS = re.compile(rb"^  keys:\n(?:  (?:- |  ).*\n)+", re.MULTILINE)


def rows(bench: Bench, size: int) -> Iterator[Row]:
    """Cold, over the same without signatures and the time of each; known, over the same."""
    signed, plain, count = _ledgers(bench.folder, size)
    figures = timed(
        {
            "cold": _check(signed, forget=True),
            "known": _check(signed, forget=False),
            "plain": _check(plain, forget=True),
        },
        max(bench.rounds // 2, 1),
    )
    of = f"{size}, {count / size:.1f} signatures an incident"
    rival, more = figures["plain"], count * EACH
    floor = Figure(wall=rival.wall + more, cpu=rival.cpu + more, memory=rival.memory)
    name = "check, cold, of the same without signatures and 130 µs each"
    yield against(bench, name, of, {"a": figures["cold"], "b": floor}, 1.1)
    name = "check, known, of a cold one without signatures"
    yield against(bench, name, of, {"a": figures["known"], "b": rival}, 1.1)


def _check(root: Path, *, forget: bool) -> Command:
    memory = root / ".git/taizhang/check"
    return Command(
        words=(sys.executable, "-m", "taizhang", "check", "--now", NOW.isoformat()),
        cwd=root, codes=(0, 1),
        before=partial(shutil.rmtree, memory, ignore_errors=True) if forget else lambda: None,
    )  # fmt: skip


def _ledgers(folder: Path, size: int) -> tuple[Path, Path, int]:
    """A drill with signatures, the same without any or anybody's key, and how many there are."""
    signed, plain = folder / f"signed-{size}", folder / f"unsigned-{size}"
    if not signed.is_dir():
        print(f"making a signed ledger of {size} incidents", file=sys.stderr, flush=True)
        make_demo(signed, incidents=size, seed=11, now=NOW, made=NOW)
    shutil.rmtree(plain, ignore_errors=True)
    shutil.copytree(signed, plain, ignore=shutil.ignore_patterns("check"))
    count = 0
    for path in plain.glob("ledger/2*/*/*.yml"):
        data, found = _SIGNATURE.subn(b"", path.read_bytes())
        path.write_bytes(data)
        count += found
    for path in plain.glob("plan/roster/*.yml"):
        path.write_bytes(_KEYS.sub(b"", path.read_bytes()))
    return signed, plain, count
