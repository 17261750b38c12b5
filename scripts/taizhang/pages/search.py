"""Substring search: one small script a year that a page may load from disk or a server."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING

from taizhang.pages.held import shelf_of
from taizhang.pages.plan import plan_uri
from taizhang.pages.searchline import TEXT_MAX, safe
from taizhang.pages.slots import Batch, Door, PageSlots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jinja2 import Environment

    from taizhang.model.site import PlanPages, SiteViews

_HEADING = re.compile(r"^#{1,6}\s+(?P<text>.+?)\s*(?:\{[^}]*#(?P<anchor>[\w-]+)[^}]*\})?\s*$")
_MARKUP = re.compile(r"<!--.*?-->|<[^>]+>|\{[^}]*\}|[*`|#>]|\]\([^)]*\)|\[")


def search_page(views: SiteViews, templates: Environment) -> PageSlots:
    """The search page; its filters offer only what occurs."""
    found = shelf_of(views).facets()
    body = templates.get_template("search.html.j2").render(
        board=views.board,
        shards=[*found.years, *(["plan"] if views.plans else [])],
        years=found.years,
        levels=sorted(found.levels, key=lambda name: (found.levels[name], name)),
        stages=found.stages,
        natures=found.natures,
        root="",
    )
    return PageSlots(
        uri="search.html",
        title=Door.SEARCH.value,
        description=f"{views.board.ledger} 查找",
        body=body,
        door=Door.SEARCH,
        menu=Door.SEARCH.value,
        hide=("navigation", "toc"),
    )


def shards(views: SiteViews) -> Iterator[Batch]:
    """The script of every shard: one a year of opening, and ``plan``."""
    shelf = shelf_of(views)

    def of_year(year: str) -> Iterator[tuple[str, str]]:
        yield _file(year, shelf.lines(year))

    for year in reversed(shelf.facets().years):
        yield Batch(files=partial(of_year, year), key=shelf.lines_mark(year))
    if views.plans:
        yield Batch(files=lambda: (_file("plan", map(_safe_json, _plan(views.plans[0]))),))


def _file(name: str, lines: Iterable[str]) -> tuple[str, str]:
    return f"assets/search/{name}.js", shard(name, lines)


def shard(name: str, lines: Iterable[str]) -> str:
    """The script of one: a call that hands the records over."""
    together = ",\n".join(lines)
    return f"taizhangShard({json.dumps(name)}, [\n{together}\n]);\n"


def _safe_json(record: dict[str, str]) -> str:
    return safe(json.dumps(record, ensure_ascii=False))


def _plan(version: PlanPages) -> Iterator[dict[str, str]]:
    for name, text in version.pages:
        page = plan_uri(version.id, name).removesuffix(".md") + ".html"
        for title, anchor, body in _sections(text):
            yield {
                "id": f"预案 {version.id}",
                "title": title or version.title,
                "url": f"{page}#{anchor}" if anchor else page,
                "text": body[:TEXT_MAX],
            }


def _sections(markdown: str) -> Iterator[tuple[str, str, str]]:
    """Heading, anchor and plain text of every section."""
    title, anchor, lines = "", "", list[str]()
    for line in markdown.splitlines():
        found = _HEADING.match(line)
        if found is None:
            lines.append(_MARKUP.sub(" ", line).strip())
            continue
        if title or any(lines):
            yield title, anchor, " ".join(filter(None, lines))
        title, anchor, lines = found["text"], found["anchor"] or "", []
    if title or any(lines):
        yield title, anchor, " ".join(filter(None, lines))
