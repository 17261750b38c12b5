"""Plan pages: Markdown as written, with tables made from the plan's data; and the guides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from taizhang.errors import EnvironmentProblem
from taizhang.pages.slots import Door, MarkdownPage
from taizhang.store.resources import resource_dir

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from jinja2 import Environment

    from taizhang.model.site import PlanPages

_ANCHOR = re.compile(r"\{[^}\n]*#([\w-]+)[^}\n]*\}|\bid=\"([\w-]+)\"")
_LINK = re.compile(r"\]\(([\w-]+\.md)")
_TITLE = re.compile(r"^# .+$", re.MULTILINE)
_INDEX = "index.md"
_CHANGES = "changes.md"
_STANDING = "standing"
_PLACEHOLDER = re.compile(r"<!--\s*taizhang:([a-z-]+)\s*-->")


def plan_uri(version: str, name: str) -> str:
    """Where file ``name`` (``index.md``) of a plan version lies in the site's sources."""
    return f"plan/{version}/{name}"


def plan_pages(plans: Sequence[PlanPages], templates: Environment) -> Iterator[MarkdownPage]:
    """Every page of every version, the version in force first; each says how its version stands."""
    template = templates.get_template("plan-table.html.j2")
    for version in plans:
        tables = {name: template.render(table=table) for name, table in version.tables.items()}
        tables[_STANDING] = templates.get_template("plan-standing.html.j2").render(
            version=version,
            current=next((each for each in plans if each.standing == "current"), None),
            changes=any(name == _CHANGES for name, _ in version.pages),
            up="../",
        )
        word = "，修订建议" if version.standing == "proposed" else ""
        for name, text in _in_order(version.pages):
            yield MarkdownPage(
                uri=plan_uri(version.id, name),
                markdown=_with_standing(text),
                door=Door.PLAN,
                tables=tables,
                group=f"{version.title}（{version.id}{word}）",
            )


def _with_standing(text: str) -> str:
    """``text`` with the place of the version's standing behind its first heading."""
    return _TITLE.sub(lambda found: f"{found[0]}\n\n<!-- taizhang:{_STANDING} -->\n", text, count=1)


def _in_order(pages: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """First ``index.md``, then pages as it links to them, then the rest by name."""
    index = next((text for name, text in pages if name == _INDEX), "")
    linked = [found[1] for found in _LINK.finditer(index)]

    def place(page: tuple[str, str]) -> tuple[int, str]:
        name = page[0]
        if name == _INDEX:
            return -1, name
        return (linked.index(name) if name in linked else len(linked)), name

    return sorted(pages, key=place)


def guide_pages() -> Iterator[MarkdownPage]:
    """The guides that travel with the program, by file name."""
    try:
        folder = resource_dir("guides")
    except EnvironmentProblem:
        return
    for path in sorted(folder.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        yield MarkdownPage(uri=f"guide/{path.name}", markdown=text, door=Door.GUIDE, tables={})


def guide_pictures() -> tuple[Path, ...]:
    """The pictures the guides show, by file name."""
    try:
        return tuple(sorted(resource_dir("guides").glob("*.png")))
    except EnvironmentProblem:
        return ()


def fill_tables(html: str, tables: Mapping[str, str]) -> str:
    """``html`` with each ``<!-- taizhang:NAME -->`` replaced; an unknown name leaves nothing."""
    return _PLACEHOLDER.sub(lambda found: tables.get(found[1], ""), html)


def clause_links(plans: Sequence[PlanPages]) -> dict[tuple[str, str], str]:
    """(version, anchor) -> page and fragment, from the site's root; anchor ``""`` = first page."""
    links: dict[tuple[str, str], str] = {}
    for version in plans:
        for name, text in _in_order(version.pages):
            page = plan_uri(version.id, name).removesuffix(".md") + ".html"
            links.setdefault((version.id, ""), page)
            for found in _ANCHOR.finditer(text):
                anchor = found[1] or found[2]
                links.setdefault((version.id, anchor), f"{page}#{anchor}")
    return links
