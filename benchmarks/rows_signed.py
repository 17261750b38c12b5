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

_FILES = "ledger/2*/*/*.yml"
_SIGNATURE = re.compile(rb"^  sig: .*\n", re.MULTILINE)
_KEYS = re.compile(rb"^  keys:\n(?:  (?:- |  ).*\n)+", re.MULTILINE)


def rows(bench: Bench, size: int) -> Iterator[Row]:
    """Cold, over the same without signatures and the time of each; known, over the same.

    Of a ledger where every other incident is signed, then of one where all are.
    """
    every = _drill(bench.folder / f"signed-{size}", size)
    half = _unsigned(every, bench.folder / f"half-signed-{size}", 2)
    plain = _unsigned(every, bench.folder / f"unsigned-{size}", 1)
    rounds = max(bench.rounds // 2, 1)
    figures = timed(
        {
            "half": _check(half, forget=True),
            "known": _check(half, forget=False),
            "every": _check(every, forget=True),
            "plain": _check(plain, forget=True),
        },
        rounds,
    )
    rival = figures["plain"]
    for name, root in (("half", half), ("every", every)):
        count = _signatures(root)
        more = count * EACH
        floor = Figure(wall=rival.wall + more, cpu=rival.cpu + more, memory=rival.memory)
        of = f"{size}, {count / size:.1f} signatures an incident"
        what = "check, cold, of the same without signatures and 130 µs each"
        yield against(bench, what, of, {"a": figures[name], "b": floor}, 1.1)
    what = "check, known, of a cold one without signatures"
    of = f"{size}, {_signatures(half) / size:.1f} signatures an incident"
    yield against(bench, what, of, {"a": figures["known"], "b": rival}, 1.1)


def _check(root: Path, *, forget: bool) -> Command:
    memory = root / ".git/taizhang/check"
    return Command(
        words=(sys.executable, "-m", "taizhang", "check", "--now", NOW.isoformat()),
        cwd=root, codes=(0, 1),
        before=partial(shutil.rmtree, memory, ignore_errors=True) if forget else lambda: None,
    )  # fmt: skip


def _drill(root: Path, size: int) -> Path:
    """A drill all of whose approvals are signed, some six an incident."""
    if not root.is_dir():
        print(f"making a signed ledger of {size} incidents", file=sys.stderr, flush=True)
        make_demo(root, incidents=size, seed=11, now=NOW, made=NOW)
    return root


def _unsigned(signed: Path, root: Path, every: int) -> Path:
    """The same with the approvals of each ``every``-th incident under a roster without keys."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(signed, root, ignore=shutil.ignore_patterns("check"))
    roster = (root / "plan/roster/0001.yml").read_bytes().replace(b"version: 1", b"version: 2")
    (root / "plan/roster/0002.yml").write_bytes(_KEYS.sub(b"", roster))
    for path in sorted(root.glob(_FILES))[::every]:
        data = _SIGNATURE.sub(b"", path.read_bytes())
        path.write_bytes(data.replace(b"\n  roster: 1\n", b"\n  roster: 2\n"))
    return root


def _signatures(root: Path) -> int:
    return sum(len(_SIGNATURE.findall(path.read_bytes())) for path in root.glob(_FILES))
