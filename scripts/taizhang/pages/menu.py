"""The site's menu: a door each, in a fixed order, where there is something behind it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from taizhang.pages.slots import Door

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taizhang.pages.site import Site
    from taizhang.pages.slots import MarkdownPage

Item = str | dict[str, "str | list[Item]"]
"""A source file, or a title with a source file or a list of items, as menus are written in YAML."""

_OWN = "本单位"


def menu(site: Site, own: Sequence[str] = ()) -> list[Item]:
    """The menu. ``own``: sources of the office's own pages, last."""
    items: list[Item] = []
    for door in Door:
        pages = [page for page in site.pages if page.door is door and page.menu]
        sources = [page.uri.removesuffix(".html") + ".md" for page in pages]
        written = _groups([page for page in site.markdown if page.door is door])
        if len(pages) == 1 and not written and pages[0].menu == door.value:
            items.append({door.value: sources[0]})
            continue
        inside: list[Item] = [
            {page.menu: source} for page, source in zip(pages, sources, strict=True)
        ]
        # What is written comes first behind the plan's door: its own text is what it opens on.
        both = [*written, *inside] if door is Door.PLAN else [*inside, *written]
        if both:
            items.append({door.value: both})
    if own:
        items.append({_OWN: list(own)})
    return items


def _groups(pages: Sequence[MarkdownPage]) -> list[Item]:
    """Pages of the first group plainly, those of later groups each under its group's name.

    A title in a menu is HTML there, and a plan's title is not.
    """
    from markupsafe import escape

    items: list[Item] = []
    for number, (name, members) in enumerate(groupby(pages, key=lambda page: page.group)):
        sources: list[Item] = [page.uri for page in members]
        if number == 0:
            items.extend(sources)
        else:
            items.append({str(escape(name)): sources})
    return items
