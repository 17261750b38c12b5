"""Substring search: one small script a year that a page may load from disk or a server."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from taizhang.pages.plan import plan_uri
from taizhang.pages.slots import Door, PageSlots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jinja2 import Environment

    from taizhang.model.site import PlanPages, SiteViews
    from taizhang.model.views import IncidentView

_TEXT_MAX = 4000
"""Characters of running text kept of one incident."""

_HEADING = re.compile(r"^#{1,6}\s+(?P<text>.+?)\s*(?:\{[^}]*#(?P<anchor>[\w-]+)[^}]*\})?\s*$")
_MARKUP = re.compile(r"<!--.*?-->|<[^>]+>|\{[^}]*\}|[*`|#>]|\]\([^)]*\)|\[")

_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def search_page(views: SiteViews, templates: Environment) -> PageSlots:
    """The search page; its filters offer only what occurs."""
    rows = [view.row for view in views.incidents]
    years = sorted({row.id[:4] for row in rows}, reverse=True)
    stages = (cell.name for row in rows for cell in row.strip)
    levels = {row.level.name: row.level.rank for row in rows if row.level.name}
    body = templates.get_template("search.html.j2").render(
        board=views.board,
        shards=[*years, *(["plan"] if views.plans else [])],
        years=years,
        levels=sorted(levels, key=lambda name: (levels[name], name)),
        stages=list(dict.fromkeys(stages)),
        natures=sorted({nature for row in rows for nature in row.natures}),
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


def shards(views: SiteViews) -> Iterator[tuple[str, str]]:
    """Name and script of every shard: one a year of opening, and ``plan``."""
    years: dict[str, list[dict[str, str]]] = {}
    for view in views.incidents:
        years.setdefault(view.row.id[:4], []).append(_incident(view))
    for name, records in years.items():
        yield name, _script(name, sorted(records, key=lambda record: record["id"], reverse=True))
    if views.plans:
        current = views.plans[0]
        yield "plan", _script("plan", list(_plan(current)))


def _script(name: str, records: Iterable[dict[str, str]]) -> str:
    """A call that hands the records over; data only, safe inside or outside of HTML."""
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    for mark, escaped in _UNSAFE.items():
        lines = lines.replace(mark, escaped)
    return f"taizhangShard({json.dumps(name)}, [\n{lines}\n]);\n"


def _incident(view: IncidentView) -> dict[str, str]:
    row = view.row
    return {
        "id": row.id,
        "title": row.title,
        "url": f"incidents/{row.id}.html",
        "level": row.level.name,
        "colour": row.level.colour,
        "shape": row.level.shape,
        "stage": row.stage,
        "nature": " ".join(row.natures),
        "late": "有" if row.late else "",
        "opened": row.opened.text,
        "text": " ".join(_words(view))[:_TEXT_MAX],
    }


def _words(view: IncidentView) -> Iterator[str]:
    row = view.row
    # First what is short and asked for often: running text may be cut at its end.
    yield from row.platforms
    yield from dict.fromkeys(entry.by for entry in view.entries)
    yield from (row.outcome, *row.lessons, *view.scope, *view.sources)
    for item in view.items:
        yield from (item.name, item.summary, item.answer)
    if view.review:
        yield from view.review.good
        for problem in view.review.problems:
            yield from (problem.text, problem.outcome)
    for entry in view.entries:
        yield entry.kind
        for field in entry.fields:
            yield from field.lines


def _plan(version: PlanPages) -> Iterator[dict[str, str]]:
    for name, text in version.pages:
        page = plan_uri(version.id, name).removesuffix(".md") + ".html"
        for title, anchor, body in _sections(text):
            yield {
                "id": f"预案 {version.id}",
                "title": title or version.title,
                "url": f"{page}#{anchor}" if anchor else page,
                "text": body[:_TEXT_MAX],
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
