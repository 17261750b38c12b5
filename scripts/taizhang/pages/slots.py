"""What a page is, before any generator: text for its slots, HTML only in ``body``."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from taizhang.model.record import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping


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


class Shape(NamedTuple):
    """What a frame is drawn for: pages that agree in all of it differ in their slots alone.

    ``family``: their folder.
    """

    family: str
    door: Door
    contents: tuple[Heading, ...]
    hide: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSlots:
    """A page. ``body`` is finished HTML, all else is plain text to be escaped by the user.

    Attributes:
        uri: where it lies, relative to the site's root: ``incidents/20261109-4mq2.html``.
        menu: its words in the menu; ``""`` = not in the menu.
        family: folder of pages that differ only in their slots, so that a generator may draw
            one frame for those of the same ``shape``; ``""`` = stands alone.
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

    @property
    def shape(self) -> Shape:
        """What its frame is drawn for."""
        return Shape(self.family, self.door, self.contents, self.hide)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Framed pages and files that are made together, or kept together from an earlier build.

    Attributes:
        pages: without their bodies.
        bodies: theirs, in the same order.
        files: addresses and texts of what lies beside them.
        key: changes with everything that is made; ``""`` = made at every build.
    """

    pages: tuple[PageSlots, ...] = ()
    bodies: Callable[[], Iterable[str]] = tuple
    files: Callable[[], Iterable[tuple[str, str]]] = tuple
    key: str = ""

    def whole(self) -> Iterator[PageSlots]:
        """The pages with their bodies."""
        for page, body in zip(self.pages, self.bodies(), strict=True):
            yield replace(page, body=body)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownPage:
    """A page somebody wrote in Markdown. ``tables``: placeholder name -> finished HTML."""

    uri: str
    markdown: str
    door: Door
    tables: Mapping[str, str]
    group: str = ""
