"""Rows about the site: against Hugo, MkDocs, the plan's pages alone, and itself."""

from __future__ import annotations

import json
import shutil
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ledgers import NOW
from measure import Command, Row, against, seconds, timed
from rows_check import _git, _grown, _tip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from measure import Bench

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = ROOT / "site" / "ledger-template"
BUILD = (sys.executable, "-m", "taizhang", "build", "--now", NOW.isoformat())

_MANY = 10_000
"""Incidents up to which one change is to cost 1.3 times the plan's pages; beyond, 1.5 times."""

_MEMORY = 600
"""MB that a build may hold at once, over all its processes."""

_BODY = '<div class="tz tz-incident"'
_END = "</article>"
_HUGO = 'baseURL = "http://x.invalid/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n'


def rows(bench: Bench) -> Iterator[Row]:
    """Every row of this module, cheapest first."""
    large = bench.ledger(bench.large)
    site = _dressed(large)
    yield from _one_changed(bench, large)
    if bench.large > _MANY:
        yield from _growth(bench, large, bench.ledger(_MANY))
        return
    yield from _cold(bench, large, site)
    small = bench.ledger(bench.small)
    beside = _dressed(small)
    timed({"fill": _build(small)}, 1)
    yield from _markdown(bench, small, beside)


def _dressed(root: Path) -> Path:
    """Give a ledger the settings of a site; where its site lies once it was built."""
    shutil.copytree(TEMPLATE, root, dirs_exist_ok=True)
    return root / "build" / "site"


def _build(root: Path) -> Command:
    return Command(words=BUILD, cwd=root)


def _forget(root: Path) -> None:
    shutil.rmtree(root / ".git" / "taizhang" / "site", ignore_errors=True)
    shutil.rmtree(root / "build", ignore_errors=True)


def bare_build(bench: Bench, root: Path) -> Command:
    """The site of a ledger with the plan of ``root`` and no incidents, at ``plan-alone``."""
    bare = bench.folder / "plan-alone"
    if not bare.is_dir():
        shutil.copytree(root / "plan", bare / "plan")
        (bare / "ledger").mkdir()
        _dressed(bare)
    return _build(bare)


def _one_changed(bench: Bench, root: Path) -> Iterator[Row]:
    """After one more commit each time, against a ledger of the same plan without incidents."""
    old = _tip(root)

    def advance() -> None:
        _git(root, "update-ref", "refs/heads/main", _grown(root))

    timed({"fill": _build(root)}, 1)
    ours = Command(words=BUILD, cwd=root, before=advance)
    try:
        figures = timed({"ours": ours, "plan": bare_build(bench, root)}, bench.rounds)
    finally:
        _git(root, "update-ref", "refs/heads/main", old)
    limit = 1.3 if bench.large <= _MANY else 1.5
    name = "site, one incident changed, of the plan's pages alone"
    yield against(bench, name, str(bench.large), figures, limit, 1.5)


def _growth(bench: Bench, root: Path, tenth: Path) -> Iterator[Row]:
    """From nothing, once: against a ledger of a tenth, and what may be held at once."""
    _dressed(tenth)
    commands = {
        str(each): Command(words=BUILD, cwd=each, before=partial(_forget, each), together=True)
        for each in (root, tenth)
    }
    figures = timed(commands, 1)
    size = f"{bench.large} / {_MANY}"
    yield against(bench, "site, cold, of itself", size, figures, 11.0)
    ours = figures[str(root)]
    yield Row(
        name="site, cold, memory of all processes, of 600 MB", size=str(bench.large),
        ours=seconds(ours), rival="-", ratio=ours.memory / _MEMORY, limit=1.0,
    )  # fmt: skip


def _cold(bench: Bench, root: Path, site: Path) -> Iterator[Row]:
    """From nothing, against Hugo with the finished bodies in the same page."""
    cold = Command(words=BUILD, cwd=root, before=partial(_forget, root))
    if shutil.which("hugo") is None:
        print("| hugo: not on this machine, skipped |", flush=True)
        return
    if not site.is_dir():
        timed({"fill": _build(root)}, 1)
    theirs = _hugo(bench.folder / f"hugo-{bench.large}", site)
    words = ("hugo", "--quiet", "--noTimes", "--cleanDestinationDir")
    figures = timed(
        {"ours": cold, "hugo": Command(words=words, cwd=theirs)}, max(bench.rounds // 2, 1)
    )
    yield against(bench, "site, cold, of Hugo", str(bench.large), figures, 0.6, 14.0)
    ours, rival = figures["ours"], figures["hugo"]
    yield Row(
        name="site, cold, memory of one process, of Hugo", size=str(bench.large),
        ours=seconds(ours), rival=seconds(rival), ratio=ours.memory / rival.memory, limit=0.25,
        known=0.6,
    )  # fmt: skip


def _hugo(place: Path, site: Path) -> Path:
    """The same pages as content of Hugo: title, body, and the frame as its template."""
    if place.is_dir():
        return place
    content = place / "content" / "incidents"
    layouts = place / "layouts" / "_default"
    for folder in (content, layouts):
        folder.mkdir(parents=True)
    (place / "hugo.toml").write_text(_HUGO, encoding="utf-8")
    (place / "config.toml").write_text(_HUGO, encoding="utf-8")
    for page in sorted((site / "incidents").glob("*.html")):
        before, mark, rest = page.read_text("utf-8").partition(_BODY)
        body, end, after = rest.partition(_END)
        title = json.loads(page.with_suffix(".json").read_text("utf-8"))["row"]["title"]
        head = json.dumps({"title": title}, ensure_ascii=False)
        (content / page.name).write_text(f"{head}\n{mark}{body}", encoding="utf-8")
        frame = before.replace(title, "{{ .Title }}") + "{{ .Content }}" + end + after
        (layouts / "single.html").write_text(frame, encoding="utf-8")
    return place


def _markdown(bench: Bench, root: Path, site: Path) -> Iterator[Row]:
    """From nothing, against MkDocs with the same facts as Markdown, without a search."""
    place = bench.folder / f"markdown-{root.name}"
    if not place.is_dir():
        _as_markdown(place, site)
    cold = Command(words=BUILD, cwd=root, before=partial(_forget, root))
    plain = Command(words=(sys.executable, "-m", "mkdocs", "build", "-q"), cwd=place)
    figures = timed({"ours": cold, "mkdocs": plain}, max(bench.rounds // 2, 1))
    name, size = "site, cold, of mkdocs build of Markdown", root.name.rpartition("-")[2]
    yield against(bench, name, size, figures, 0.12, 2.5)


def _as_markdown(place: Path, site: Path) -> None:
    docs = place / "docs" / "incidents"
    docs.mkdir(parents=True)
    settings = "site_name: x\ntheme: {name: material, language: zh, font: false}\nplugins: []\n"
    (place / "mkdocs.yml").write_text(f"{settings}not_in_nav: incidents/\n", encoding="utf-8")
    (docs.parent / "index.md").write_text("# x\n", encoding="utf-8")
    for path in (site / "incidents").glob("*.json"):
        view = json.loads(path.read_text("utf-8"))
        lines = [f"# {view['row']['title']}", "", *_table(view["dues"], ("name", "state_zh"))]
        for entry in view["entries"]:
            lines += ["", f"## {entry['at']['text']} {entry['kind']}（{entry['by']}）", ""]
            lines += [f"- {each['title']}：{'；'.join(each['lines'])}" for each in entry["fields"]]
        lines += ["", "## 规则对照", "", *_table(view["rules"], ("text", "state", "detail"))]
        for change in view["changes"]:
            lines += ["", f"## {change['at']['text']} {change['author']}", ""]
            lines += [f"    {line}" for line in change["added"]]
        target = docs / f"{path.stem}.md"
        target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _table(rows: list[dict[str, str]], names: tuple[str, ...]) -> list[str]:
    lines = [[each[name].replace("|", "/") for name in names] for each in rows]
    return [f"| {' | '.join(line)} |" for line in ([*names], ["---"] * len(names), *lines)]
