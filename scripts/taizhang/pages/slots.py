"""What a page is, before any generator: text for its slots, HTML only in ``body``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Door(Enum):
    """The site's doors in the order of the menu: five for the work, then what stands beside it."""

    BOARD = "态势"
    ARCHIVE = "档案"
    PLAN = "预案"
    STATISTICS = "统计"
    TODO = "待办"
    DUTY = "值班"
    SEARCH = "查找"
    GUIDE = "指南"


class Heading(NamedTuple):
    """A line of the table of contents; ``text`` is not escaped."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSlots:
    """A page. ``body`` is finished HTML, all else is plain text to be escaped by the user.

    Attributes:
        uri: where it lies, relative to the site's root: ``incidents/20261109-4mq2.html``.
        menu: its words in the menu; ``""`` = not in the menu.
        family: pages of one family differ only in their slots, so a generator may draw the
            frame once for those with the same ``contents``; ``""`` = stands alone.
        hide: parts of the frame it does without: ``navigation``, ``toc``.
    """

    uri: str
    title: str
    description: str
    body: str
    contents: tuple[Heading, ...] = ()
    door: Door
    menu: str = ""
    family: str = ""
    hide: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownPage:
    """A page somebody wrote in Markdown. ``tables``: placeholder name -> finished HTML."""

    uri: str
    markdown: str
    door: Door
    tables: Mapping[str, str]
    group: str = ""
