#!/usr/bin/env python3
"""What the hook of a server adds to a push of one file with one approval, over a large ledger.

Both kinds of push are made in turns in the same run, so that the ratio holds on a busy machine
too. The ledger is generated, is thrown away, and is pushed to over a folder: no network, only git.
From push to board is measured over the first size alone, and over closed incidents, as most of a
ledger are: the site is published from nothing before, and after one push what changed is drawn.

    python benchmarks/hook.py [--incidents 10000 100000] [--rounds 9] [--no-publish]
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import resource
import subprocess
import sys
import sysconfig
import tempfile
import time
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

import ledgers

from taizhang.store.git.fastimport import Commit, import_commits, new_repository
from taizhang.store.git.repository import Identity
from taizhang.store.publication import published

if TYPE_CHECKING:
    from collections.abc import Iterator

TAIZHANG = str(Path(sysconfig.get_path("scripts")) / "taizhang")
WHO = Identity(name="李娜", email="li.na@taizhang.invalid")
ZONE = timezone(timedelta(hours=8))
NEW = (
    "--nature", "咨询", "--title", "网民询问如何旁听会议", "--summary", "询问如何报名",
    "--level", "一般", "--reason", "浏览不足百次", "--scope", "公众关注", "--platform", "论坛",
)  # fmt: skip
LIMIT = 150
"""Milliseconds that the hook may add to a push."""
DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
PER_COMMIT = 500
_ID = re.compile(r"^id: .*", re.MULTILINE)


def main() -> int:
    """Generates, measures and prints; stops where a push was not taken."""
    asked = arguments().parse_args()
    worst = 0
    for number, incidents in enumerate(asked.incidents):
        with tempfile.TemporaryDirectory() as folder, own_settings(Path(folder)):
            publish = asked.publish and not number
            worst |= measure(Path(folder), incidents, asked.rounds, publish=publish)
    return worst


@contextmanager
def own_settings(base: Path) -> Iterator[None]:
    """Git's settings of nobody but this script, for as long as it measures.

    A hook that had to compile the program at every push would be another hook.
    """
    before = dict(os.environ)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ |= {"GIT_CONFIG_GLOBAL": str(base / "gitconfig"), "GIT_CONFIG_NOSYSTEM": "1"}
    (base / "gitconfig").write_text(
        f"[user]\n name = {WHO.name}\n email = {WHO.email}\n[gc]\n auto = 0\n", "utf-8"
    )
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def arguments() -> argparse.ArgumentParser:
    """The options of this script."""
    parser = argparse.ArgumentParser(description="what the hook adds to a push")
    parser.add_argument("--incidents", type=int, nargs="+", default=(10_000, 100_000))
    parser.add_argument("--rounds", type=int, default=9, help="pushes of each kind")
    parser.add_argument(
        "--publish", action=argparse.BooleanOptionalAction, default=True, help="from push to board"
    )
    return parser


class Pushes(NamedTuple):
    """Seconds, and seconds of processor, of each push to ``plain`` and to ``origin``."""

    times: dict[str, list[float]]
    work: dict[str, list[float]]


class Board(NamedTuple):
    """Seconds from a push to the board, and of processor to publish anew and again."""

    waited: float
    anew: float
    again: float


def pushes(base: Path, incidents: int, rounds: int) -> Pushes:
    """Pushes one new incident a round to either server; the first round does not count."""
    generate(base, incidents)
    plain, hooked = base / "plain.git", base / "hooked.git"
    for server in (plain, hooked):
        run(base, "git", "clone", "-q", "--bare", base / "made", server)
    run(base, TAIZHANG, "hook", "install", hooked)
    clone = base / "clone"
    run(base, "git", "clone", "-q", "--no-checkout", hooked, clone)
    run(clone, "git", "remote", "add", "plain", plain)
    times: dict[str, list[float]] = {"plain": [], "origin": []}
    work: dict[str, list[float]] = {"plain": [], "origin": []}
    for _ in range(rounds + 1):
        commit_one(clone, *approved(base / "demo"))
        for name, found in times.items():
            begun, worked = perf_counter(), processor()
            run(clone, "git", "push", "-q", name, "HEAD:main")
            found.append(perf_counter() - begun)
            work[name].append(processor() - worked)
    return Pushes({n: t[1:] for n, t in times.items()}, {n: w[1:] for n, w in work.items()})


def measure(base: Path, incidents: int, rounds: int, *, publish: bool) -> int:
    """Pushes, and prints what the hook adds."""
    times, work = pushes(base, incidents, rounds)
    without, with_hook = ([1000 * each for each in times[name]] for name in times)
    less, more = (1000 * median(work[name]) for name in work)
    added = median(one - other for one, other in zip(with_hook, without, strict=True))
    ratio = median(one / other for one, other in zip(with_hook, without, strict=True))
    best = min(with_hook) - min(without)
    load = os.getloadavg()[0]
    print(f"incidents      {incidents:8d}")
    print(f"without hook   {median(without):8.0f} ms  (median; quickest {min(without):.0f})")
    print(f"with hook      {median(with_hook):8.0f} ms  (median; quickest {min(with_hook):.0f})")
    print(f"added          {added:8.0f} ms  (median; quickest {best:.0f}; limit {LIMIT})")
    print(f"of processor   {more - less:8.0f} ms  ({less:.0f} without, {more:.0f} with)")
    print(f"ratio          {ratio:8.2f}     (median of {rounds})")
    if publish:
        board = to_board(base, incidents)
        print(f"push to board  {board.waited:8.1f} s   (over closed incidents)")
        print(f"published      {board.anew:8.1f} s   (of processor, from nothing)")
        print(f"published      {board.again:8.1f} s   (of processor, again)")
    print(f"machine        {platform.machine()}, {os.cpu_count()} cores, load {load:.1f}")
    return 0


def generate(base: Path, incidents: int) -> None:
    """A bare-bones ledger of ``incidents`` of many months in ``made``; who signs, in ``demo``."""
    run(base, TAIZHANG, "demo", base / "demo", "--incidents", "3")
    text = (base / "demo" / discovered(base / "demo")).read_text("utf-8")
    (base / "made").mkdir()
    repo = new_repository(base / "made", WHO)
    import_commits(repo, commits(base / "demo", text, incidents))


def discovered(demo: Path, *more: str) -> str:
    """The path of a new incident in the drill ledger."""
    run(demo, TAIZHANG, "new", *NEW, *more)
    return run(demo, "git", "diff", "--name-only", "HEAD~1", "HEAD").strip()


def approved(demo: Path) -> tuple[str, bytes]:
    """Path and bytes of a new incident with one approval, which is signed."""
    now = f"{datetime.now(ZONE):%H:%M}"
    path = discovered(demo, "--at", now, "--reported-at", now)
    run(demo, TAIZHANG, "advance", Path(path).stem, "会商研判", "--reason", "先核实")
    run(demo, TAIZHANG, "approve", Path(path).stem, "--as", "陈立")
    return path, (demo / path).read_bytes()


def commits(demo: Path, text: str, incidents: int) -> Iterator[Commit]:
    """The governance of the drill ledger, then incidents, many to a commit."""
    kept = run(demo, "git", "ls-files", "plan", "site", "mkdocs.yml", ".gitattributes").split()
    files = {path: (demo / path).read_bytes() for path in kept}
    begun = datetime.now(ZONE).replace(microsecond=0) - timedelta(days=1)
    yield commit(1, files, begun)
    today = datetime.now(ZONE)
    for number, first in enumerate(range(0, incidents, PER_COMMIT), start=2):
        made = dict(
            incident(text, today - timedelta(days=each % 3650), each)
            for each in range(first, min(first + PER_COMMIT, incidents))
        )
        yield commit(number, made, begun + timedelta(seconds=number))


def commit(number: int, files: dict[str, bytes], when: datetime) -> Commit:
    """One commit of the stream, on the one before."""
    return Commit(
        number=number, parents=(number - 1,) if number > 1 else (), author=WHO, committer=WHO,
        when=when, message="made", files=files,
    )  # fmt: skip


def incident(text: str, day: datetime, number: int) -> tuple[str, bytes]:
    """Path and bytes of one incident; its entries say the same as all others."""
    tail = "".join(DIGITS[number >> shift & 31] for shift in (15, 10, 5, 0))
    identity = f"{day:%Y%m%d}-{tail}"
    path = f"ledger/{day:%Y/%m}/{identity}.yml"
    return path, _ID.sub(f"id: {identity}", text).encode()


def commit_one(clone: Path, path: str, data: bytes) -> None:
    """A file upon ``HEAD``, without a work tree."""
    blob = run(clone, "git", "hash-object", "-w", "--stdin", feed=data).strip()
    run(clone, "git", "read-tree", "HEAD")
    run(clone, "git", "update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")
    tree = run(clone, "git", "write-tree").strip()
    made = run(clone, "git", "commit-tree", "-p", "HEAD", "-m", "one", tree).strip()
    run(clone, "git", "update-ref", "HEAD", made)


def to_board(base: Path, incidents: int) -> Board:
    """Pushes one new incident to a server that publishes closed ones."""
    made, server, clone, link = (base / name for name in ("closed", "board.git", "office", "www"))
    ledgers.make(made, incidents)
    run(base, "git", "clone", "-q", "--bare", made, server)
    run(base, TAIZHANG, "hook", "install", server, "--publish", link)
    anew = published_by_hand(base, server, link)
    run(base, "git", "clone", "-q", server, clone)
    run(clone, TAIZHANG, "new", *NEW)
    tip = run(clone, "git", "rev-parse", "HEAD").strip()
    begun = perf_counter()
    run(clone, "git", "push", "-q", "origin", "HEAD:main")
    while published(link) != tip:
        time.sleep(0.02)
    return Board(perf_counter() - begun, anew, published_by_hand(base, server, link))


def published_by_hand(base: Path, server: Path, link: Path) -> float:
    """Seconds of processor of one publication."""
    worked = processor()
    run(base, TAIZHANG, "hook", "publish", server, link)
    return processor() - worked


def processor() -> float:
    """Seconds of processor that finished children used; hardly changed by what else runs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(cwd: Path, *words: object, feed: bytes | None = None) -> str:
    """What a program prints.

    Raises:
        SystemExit: it failed; its own words.
    """
    done = subprocess.run([*map(str, words)], cwd=cwd, input=feed, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr.decode(errors="replace"))
    return done.stdout.decode()


if __name__ == "__main__":
    sys.exit(main())
