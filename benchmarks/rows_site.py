"""Rows about the site: against Hugo, MkDocs, the plan's pages alone, and itself."""

from __future__ import annotations

import json
import shutil
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledgers import NOW
from measure import Command, Row, against, seconds, timed
from rows_check import _git, _grown, _tip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
_LAYOUT = Path(__file__).with_name("hugo-incident.html")
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
    yield from _markdown(bench, large, site)


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
    """From nothing, against Hugo with the same page and facts: laid out by it, and by us before."""
    cold = Command(words=BUILD, cwd=root, before=partial(_forget, root))
    if shutil.which("hugo") is None:
        print("| hugo: not on this machine, skipped |", flush=True)
        return
    if not site.is_dir():
        timed({"fill": _build(root)}, 1)
    facts = _hugo(bench.folder / f"hugo-facts-{bench.large}", site, _facts, _LAYOUT.read_text())
    bodies = _hugo(bench.folder / f"hugo-{bench.large}", site, _body, "{{ .Content }}")
    words = ("hugo", "--quiet", "--noTimes", "--cleanDestinationDir")
    commands = {name: Command(words=words, cwd=each) for name, each in
                (("of Hugo", facts), ("of Hugo with finished bodies", bodies))}  # fmt: skip
    figures = timed({"ours": cold, **commands}, max(bench.rounds // 2, 1))
    ours, size = figures.pop("ours"), str(bench.large)
    for (name, rival), known in zip(figures.items(), (5.0, 14.0), strict=True):
        pair = {"ours": ours, "hugo": rival}
        yield against(bench, f"site, cold, {name}", size, pair, 0.6, known)
        yield Row(
            name=f"site, cold, memory of one process, {name}", size=size, ours=seconds(ours),
            rival=seconds(rival), ratio=ours.memory / rival.memory, limit=0.25, known=0.6,
        )  # fmt: skip


def _hugo(place: Path, site: Path, content: Callable[[Path], str], body: str) -> Path:
    """The same pages for Hugo: ``content`` of each, and our frame around ``body`` as its layout."""
    if place.is_dir():
        return place
    pages = place / "content" / "incidents"
    layouts = place / "layouts" / "_default"
    for folder in (pages, layouts):
        folder.mkdir(parents=True)
    (place / "hugo.toml").write_text(_HUGO, encoding="utf-8")
    (place / "config.toml").write_text(_HUGO, encoding="utf-8")
    for page in sorted((site / "incidents").glob("*.html")):
        (pages / page.name).write_text(content(page), encoding="utf-8")
    before, _, rest = page.read_text("utf-8").partition(_BODY)
    _, end, after = rest.partition(_END)
    before = before.replace(_view(page)["row"]["title"], "{{ .Title }}")
    (layouts / "single.html").write_text(before + body + end + after, encoding="utf-8")
    return place


def _view(page: Path) -> dict[str, Any]:
    view: dict[str, Any] = json.loads(page.with_suffix(".json").read_text("utf-8"))
    return view


def _facts(page: Path) -> str:
    """What the page shows, as data: nothing is read from YAML or judged by the rival."""
    view = {name: value for name, value in _view(page).items() if name != "text"}
    return json.dumps({"title": view["row"]["title"], "facts": view}, ensure_ascii=False) + "\n"


def _body(page: Path) -> str:
    """What stands within the frame, finished by us: nothing is left to the rival but to copy."""
    _, mark, rest = page.read_text("utf-8").partition(_BODY)
    head = json.dumps({"title": _view(page)["row"]["title"]}, ensure_ascii=False)
    return f"{head}\n{mark}{rest.partition(_END)[0]}"


def _markdown(bench: Bench, root: Path, site: Path) -> Iterator[Row]:
    """From nothing, against MkDocs with the same facts as Markdown, without a search."""
    place = bench.folder / f"markdown-{bench.large}"
    if not place.is_dir():
        _as_markdown(place, site)
    cold = Command(words=BUILD, cwd=root, before=partial(_forget, root))
    plain = Command(words=(sys.executable, "-m", "mkdocs", "build", "-q"), cwd=place)
    figures = timed({"ours": cold, "mkdocs": plain}, max(bench.rounds // 4, 1))
    name = "site, cold, of mkdocs build of Markdown"
    yield against(bench, name, str(bench.large), figures, 0.12, 2.5)


def _as_markdown(place: Path, site: Path) -> None:
    docs = place / "docs" / "incidents"
    docs.mkdir(parents=True)
    settings = "site_name: x\ntheme: {name: material, language: zh, font: false}\nplugins: []\n"
    (place / "mkdocs.yml").write_text(f"{settings}not_in_nav: incidents/\n", encoding="utf-8")
    (docs.parent / "index.md").write_text("# x\n", encoding="utf-8")
    for path in (site / "incidents").glob("*.json"):
        view = _view(path)
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
