"""Time whole commands in turns, so that a ratio holds on a machine whose speed drifts."""

from __future__ import annotations

import os
import platform
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import ledgers
import memory

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


_ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
}
"""Byte code is kept, as it is for everybody who installed the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command to time. ``before`` runs ahead of each round and is not timed.

    ``after``: puts back what a single run outside the rounds left behind. ``together``: memory is
    that of all its processes at one time, what they share counted once; looked at while it runs.
    """

    words: Sequence[str]
    cwd: Path
    before: Callable[[], object] = lambda: None
    after: Callable[[], object] = lambda: None
    codes: tuple[int, ...] = (0,)
    together: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Medians of one command: wall seconds, CPU seconds, peak memory in MB of one process.

    Of all its processes where the command says ``together``.
    """

    wall: float
    cpu: float
    memory: float
    command: Command | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A ratio, what it is of, what it is to reach and what it was when the table was made."""

    name: str
    size: str
    ours: str
    rival: str
    ratio: float
    limit: float
    known: float = 0.0
    command: Command | None = None

    def __str__(self) -> str:
        mark = "reached" if self.ratio <= self.limit else "not reached"
        return (
            f"| {self.name} | {self.size} | {self.ours} | {self.rival} "
            f"| {self.ratio:.2f} | ≤ {self.limit:g} | {mark} |"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Sizes of this run and where its ledgers are.

    ``by_cpu``: ratios of CPU time, which holds on a busy machine; else of wall time. ``peers``:
    programs from the package index are run, too. ``only``: parts of a group, all where empty.
    """

    folder: Path
    rounds: int
    by_cpu: bool
    small: int
    large: int
    peers: bool = False
    only: tuple[str, ...] = ()

    def wants(self, part: str) -> bool:
        """Whether a part of a group is to be run."""
        return not self.only or part in self.only

    def ledger(self, incidents: int) -> Path:
        """A ledger of that many incidents; made when it is first asked for."""
        place = self.folder / f"ledger-{incidents}"
        if not place.is_dir():
            print(f"making a ledger of {incidents} incidents", file=sys.stderr, flush=True)
            ledgers.make(place, incidents)
        return place


def seconds(figure: Figure) -> str:
    """Wall time, CPU time and peak memory as they stand in the table."""
    return f"{figure.wall:.2f} s ({figure.cpu:.2f} s CPU), {figure.memory:.0f} MB"


def against(
    bench: Bench, name: str, size: str, figures: Mapping[str, Figure], limit: float,
    known: float = 0.0,
) -> Row:  # fmt: skip
    """A row of two figures, ours first."""
    ours, rival = figures.values()
    ratio = ours.cpu / rival.cpu if bench.by_cpu else ours.wall / rival.wall
    return Row(
        name=name, size=size, ours=seconds(ours), rival=seconds(rival),
        ratio=ratio, limit=limit, known=known, command=ours.command,
    )  # fmt: skip


def profile(command: Command) -> str:
    """Where the own time of a taizhang command goes; ``""`` for any other command."""
    words = [sys.executable, "-m", "taizhang"]
    if list(command.words[:3]) != words:
        return ""
    command.before()
    runner = str(Path(__file__).with_name("profiled.py"))
    done = subprocess.run(
        [sys.executable, runner, *command.words[3:]],
        cwd=command.cwd, env=_ENVIRONMENT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    command.after()
    return done.stdout


def timed(commands: Mapping[str, Command], rounds: int) -> dict[str, Figure]:
    """Each command ``rounds`` times, interleaved.

    Raises:
        RuntimeError: one of them failed; its words are told.
    """
    seen: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            command.before()
            seen[name].append(_once(command))
    return {
        name: Figure(
            wall=median(each[0] for each in runs),
            cpu=median(each[1] for each in runs),
            memory=median(each[2] for each in runs),
            command=commands[name],
        )
        for name, runs in seen.items()
    }


def _once(command: Command) -> tuple[float, float, float]:
    started = perf_counter()
    child = subprocess.Popen(
        command.words,
        cwd=command.cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=_ENVIRONMENT,
        start_new_session=True,
    )
    try:
        watch = memory.Watch(child.pid) if command.together else None
        said = child.stdout.read() if child.stdout else b""
        _, status, usage = os.wait4(child.pid, 0)
    except BaseException:
        # Whoever interrupts takes away the folders that it and its children write in.
        os.killpg(child.pid, signal.SIGKILL)
        raise
    wall = perf_counter() - started
    peak = watch.peak() if watch else usage.ru_maxrss / 1024
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in command.codes:
        words = said[-2000:].decode(errors="replace")
        raise RuntimeError(f"{list(command.words)}: {child.returncode}\n{words}")
    return wall, usage.ru_utime + usage.ru_stime, peak


def machine() -> str:
    """One line about where the figures come from; no name of the machine."""
    cpu = platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:  # noqa: PTH123 - one line of one file
            cpu = next(
                (line.split(":")[1].strip() for line in file if line.startswith("model name")), cpu
            )
    except OSError:
        pass
    git = subprocess.run(["git", "version"], capture_output=True, text=True, check=False).stdout
    busy = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores, {cpu}, Python {sys.version.split()[0]}, "
        f"{git.strip()}, load {busy:.1f}"
    )
