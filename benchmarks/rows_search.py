"""Rows about the search page: real Chromium on shards that the project itself writes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import islice
from math import inf
from random import Random
from statistics import median
from typing import TYPE_CHECKING

from ledgers import NOW, YEARS
from measure import Row, timed
from rows_site import bare_build

from taizhang.actions.workspace import incident_paths, judge_file, open_workspace, read_file
from taizhang.pages.search import shard
from taizhang.pages.searchline import line
from taizhang.rules.views.incident import incident_view
from taizhang.store.worktree import WorkTree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from measure import Bench
    from playwright.sync_api import Browser, Page

_DATE = re.compile(r"20\d\d-\d\d-\d\d")
_PATTERNS = 200
_SEEN = "事项1"
_WORDS = (_SEEN, "供水", "李娜 微博", "网民 办理 没有", "放声大哭没有这样的话")
"""In every incident, in a few, two words, three words, in none."""

_MANY = 10_000
_FEW_LIMITS, _MANY_LIMITS = (0.3, 0.02), (1.0, 0.1)
"""Seconds to the first result and for a query, up to ``_MANY`` incidents and beyond."""

_FIRST = """
new MutationObserver(() => {
  if (!globalThis.firstSeen && document.querySelector(".tz-results li"))
    globalThis.firstSeen = performance.now();
}).observe(document, { childList: true, subtree: true });
"""
"""Notes how long after the beginning of the navigation the first result was in the document."""

_TYPED = """(word) => {
  const field = document.querySelector("input[name=q]");
  field.value = word;
  const started = performance.now();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  document.body.getBoundingClientRect();
  return performance.now() - started;
}"""
"""Milliseconds for the answer to a word, laid out."""

_ALL_READ = "!document.querySelector('[data-status]').textContent.startsWith('正在')"


def rows(bench: Bench) -> Iterator[Row]:
    """Every row of this module."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("| chromium: not on this machine, skipped |", flush=True)
        return
    site = _site(bench)
    with _served(site) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for how, base in {"http": address, "file": f"{site.as_uri()}/"}.items():
            yield from _measured(bench, browser, how, base)
        browser.close()


@contextmanager
def _served(site: Path) -> Iterator[str]:
    """The site on this machine, from a process of its own; its address."""
    words = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1"]
    words += ["--protocol", "HTTP/1.1", "--directory", str(site)]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        said = server.stdout.readline() if server.stdout else ""
        yield f"{said.rpartition('(')[2].rpartition(')')[0]}"
        server.terminate()


def _measured(bench: Bench, browser: Browser, how: str, base: str) -> Iterator[Row]:
    runs = [_once(browser, base) for _ in range(bench.rounds)]
    limits = _FEW_LIMITS if bench.large <= _MANY else _MANY_LIMITS
    names = ("first result after load", "a query")
    for name, limit, taken in zip(names, limits, zip(*runs, strict=True), strict=True):
        yield Row(
            name=f"search, {name}, {how}", size=str(bench.large), ours=f"{median(taken):.3f} s",
            rival=f"{limit} s", ratio=median(taken) / limit, limit=1.0,
            known=inf if bench.by_cpu else 1.0,  # seconds break nothing on a busy machine
        )  # fmt: skip


def _once(browser: Browser, base: str) -> tuple[float, float]:
    """Seconds to the first result after going there, and for the slowest of the words.

    One comes from another page of the site; nothing of the shards is in the browser's memory.
    """
    page: Page = browser.new_page()
    page.goto(f"{base}archive/index.html")
    page.add_init_script(_FIRST)
    page.goto(f"{base}search.html?q={_SEEN}")
    page.wait_for_function("globalThis.firstSeen")
    first = page.evaluate("firstSeen") / 1000
    page.wait_for_function(_ALL_READ, timeout=120_000)
    slowest = max(min(page.evaluate(_TYPED, word) for _ in range(3)) for word in _WORDS) / 1000
    page.close()
    return first, slowest


def _site(bench: Bench) -> Path:
    """The site of a ledger without incidents, with the shards of many put into it."""
    bare = bench.folder / "plan-alone"
    timed({"fill": bare_build(bench, bench.ledger(bench.small))}, 1)
    site = bench.folder / f"search-{bench.large}"
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(bare / "build" / "site", site)
    years = _shards(bench, site / "assets" / "search")
    page = site / "search.html"
    html = page.read_text("utf-8")
    page.write_text(
        re.sub('data-shards="[^"]*"', f'data-shards="{" ".join(years)}"', html), "utf-8"
    )
    return site


def _shards(bench: Bench, folder: Path) -> list[str]:
    """Write a shard a year; their names, the newest first."""
    known = _lines(bench.ledger(bench.small))
    chance = Random(7)  # noqa: S311 - no secret
    lines: dict[str, list[str]] = {}
    for number in range(bench.large):
        opened = NOW.date() - timedelta(days=365 * YEARS * number // bench.large)
        made = _moved(chance.choice(known), opened, f"{number:05x}"[-4:])
        lines.setdefault(str(opened.year), []).append(made)
    folder.mkdir(parents=True, exist_ok=True)
    for year, own in lines.items():
        (folder / f"{year}.js").write_text(shard(year, own), "utf-8")
    return sorted(lines, reverse=True)


def _lines(root: Path) -> list[str]:
    """Search records of some incidents of a ledger."""
    workspace = open_workspace(WorkTree(root))
    found = []
    for path in islice(incident_paths(workspace), _PATTERNS):
        data = (root / path).read_bytes()
        case = judge_file(workspace, read_file(workspace, path, data), NOW)
        if case:
            found.append(line(incident_view(case.judged, NOW, path=path)))
    return found


def _moved(record: str, opened: date, name: str) -> str:
    """The same matter on another day under another id: no text twice, as in a real ledger."""
    identity = json.loads(record)["id"]
    was = date.fromisoformat(f"{identity[:4]}-{identity[4:6]}-{identity[6:8]}")
    text = record.replace(identity, f"{opened:%Y%m%d}-{name}")
    shift = opened - was
    return _DATE.sub(lambda day: (date.fromisoformat(day[0]) + shift).isoformat(), text)
