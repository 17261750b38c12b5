"""Turns the site's views into page slots, Markdown pages and data files."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from taizhang.model.record import dataclass, replace
from taizhang.model.shelf import Links, Setting, Sketch, Writing
from taizhang.pages import (
    archive,
    calendar,
    cards,
    data,
    feeds,
    formdata,
    forms,
    journal,
    lessons,
    plan,
    rules,
    search,
    statistics,
    todo,
)
from taizhang.pages.environment import environment, template_folders
from taizhang.pages.held import links_of, shelf_of
from taizhang.pages.incident import INCIDENTS, Artist, shape_of
from taizhang.pages.slots import Batch, Door, MarkdownPage, PageSlots

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jinja2 import Environment

    from taizhang.model.formviews import Forge
    from taizhang.model.site import PlanPages, SiteViews
    from taizhang.pages.frame import Frame
    from taizhang.pages.slots import Shape
    from taizhang.store.keptfiles import KeptFiles

_CHOICE = 50
"""Incidents of which some are looked at, those that moved last."""

_TAGS = frozenset("<>&")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The site before any generator has seen it.

    Attributes:
        pages: pages that stand alone, board first.
        markdown: plan and guide pages in the order of the menu.
        address: where the site will be found, with a slash at its end; ``""`` = not known.
        forge: where entries are handed over; None = by copy and file.
    """

    views: SiteViews
    templates: Environment
    artist: Artist
    pages: tuple[PageSlots, ...]
    markdown: tuple[MarkdownPage, ...]
    address: str = ""
    forge: Forge | None = None

    def shapes(self) -> tuple[Shape, ...]:
        """Every shape that occurs among framed pages, each once, in a fixed order."""
        own = {page.shape for batch in self.batches() for page in batch.pages}
        own |= {shape_of(each) for each in shelf_of(self.views).shapes()}
        return tuple(sorted(own, key=lambda each: (each.family, each.contents)))

    def samples(self, count: int) -> tuple[PageSlots, ...]:
        """Some incident pages without their bodies, always the same of one commit.

        Of plain titles only: the theme drops from a title what looks like a tag, we show it.
        """
        every = shelf_of(self.views).moved(_CHOICE)
        rows = [row for row in every if _TAGS.isdisjoint(row.title + row.stage)]
        chance = Random(self.views.board.commit)  # noqa: S311 - no secret
        chosen = chance.sample(rows, min(count, len(rows)))
        shapes = sorted(shelf_of(self.views).shapes())
        sketches = [Sketch(row.id, row.title, row.stage, shapes[0], b"", b"", "") for row in chosen]
        return tuple(self.artist.page(sketch, Links()) for sketch in sketches)

    def batches(self) -> Iterator[Batch]:
        """Framed pages and data files, without those of incidents."""
        yield from forms.form_pages(self.views, self.templates)
        yield from archive.year_pages(self.views, self.templates, self.artist.filed)
        yield from statistics.reports(self.views, self.templates)
        yield from search.shards(self.views)
        yield Batch(files=self._data)

    def framed(self) -> Iterator[PageSlots]:
        """Pages that share their frames, without those of incidents."""
        return (page for batch in self.batches() for page in batch.whole())

    def incidents(self) -> Iterator[PageSlots]:
        """Pages of the incidents at hand, one by one, so that not all bodies are held at once."""
        for view in self.views.incidents:
            sketch, links = self.artist.sketch(view), links_of(view)
            body = self.artist.body(sketch, links).decode()
            yield replace(self.artist.page(sketch, links), body=body)

    def write(self, out: str, frames: Mapping[Shape, Frame], kept: KeptFiles | None = None) -> None:
        """Write all pages with a frame, and all data files, below the folder ``out``.

        ``kept``: files of an earlier build, used again where nothing changed them.
        """
        digests = {shape: frame.digest() for shape, frame in frames.items()}
        for batch in self.batches():
            told = [batch.key, *(digests[page.shape] for page in batch.pages)]
            key = sha256("\n".join(told).encode()).hexdigest() if batch.key and kept else ""
            if kept and key and kept.put(key, out):
                continue
            files = [*((page.uri, frames[page.shape].join(page)) for page in batch.whole())]
            files += batch.files()
            for uri, text in files:
                _write(out, uri, text)
            if kept and key:
                kept.keep(key, out, [uri for uri, _ in files])
        if kept:
            kept.end()
        self._incidents(out, frames, digests)

    def _incidents(
        self, out: str, frames: Mapping[Shape, Frame], digests: Mapping[Shape, str]
    ) -> None:

        def finish(sketch: Sketch, links: Links) -> Iterator[tuple[str, bytes]]:
            page = self.artist.page(sketch, links)
            yield page.uri, frames[page.shape].around(page, self.artist.body(sketch, links))
            yield self.artist.data(sketch, links)

        Path(out, INCIDENTS).mkdir(exist_ok=True)
        writing = Writing(
            sketch=self.artist.sketch,
            finish=finish,
            out=out,
            frames={
                tuple(each.anchor for each in shape.contents): digest
                for shape, digest in digests.items()
                if shape.family == INCIDENTS
            },
        )
        shelf_of(self.views).write(writing)

    def files(self) -> Iterator[tuple[str, str]]:
        """Data files beside the pages, of incidents at hand too: where, and their text."""
        return (file for batch in self.batches() for file in batch.files())

    def _data(self) -> Iterator[tuple[str, str]]:
        yield "board.json", data.board_json(self.views.board)
        yield "board.atom", feeds.atom(self.views, self.address)
        yield "board.ics", calendar.deadlines(self.views.board, self.address)
        for view in self.views.incidents:
            uri, told = self.artist.data(self.artist.sketch(view), links_of(view))
            yield uri, told.decode()
        if self.views.forms:
            ledger = self.views.board.ledger
            yield "forms/data.js", formdata.forms_data(self.views.forms, ledger, self.forge)
        yield "robots.txt", "User-agent: *\nDisallow: /\n"


def artist_of(
    plans: Sequence[PlanPages], setting: Setting, root: Path | None, address: str
) -> Artist:
    """Who draws the incident pages; ``root`` and ``address`` as for ``render_site``."""
    return Artist(_templates(plans, root), setting, _slashed(address))


def artist_stamp(root: Path | None, address: str) -> str:
    """Changes with whatever an ``artist_of`` the same would draw in another way."""
    told = sha256(_slashed(address).encode())
    for folder in template_folders(root):
        for path in sorted(folder.rglob("*.j2")):
            told.update(f"\n{path.relative_to(folder)}\n".encode("utf-8", "surrogateescape"))
            told.update(path.read_bytes())
    return told.hexdigest()


def _templates(plans: Sequence[PlanPages], root: Path | None) -> Environment:
    links = plan.clause_links(plans)

    def link(version: str, anchor: str) -> str:
        return links.get((version, anchor), "")

    return environment(template_folders(root), link)


def _slashed(address: str) -> str:
    return f"{address.rstrip('/')}/" if address else ""


def render_site(
    views: SiteViews, root: Path | None = None, address: str = "", forge: Forge | None = None
) -> Site:
    """The site of ``views``; templates in ``root``/site/templates go before the packaged ones.

    ``address``: where the site will be found, where that is known; printed pages and feeds name it.
    ``forge``: the web pages of the office's git server, where there is one.

    Raises:
        EnvironmentProblem: the installation lacks its templates.
    """
    templates = _templates(views.plans, root)
    setting = Setting(views.board.ledger, views.board.drill, views.board.built, views.forms)
    pages = (
        board_page(views, templates),
        todo.todo_page(views, templates),
        *([forms.index_page(views, templates)] if views.forms else []),
        *journal.journal_pages(views, templates),
        archive.index_page(views, templates),
        *lessons.lesson_pages(views, templates),
        *statistics.index_pages(views, templates),
        search.search_page(views, templates),
        *cards.card_pages(views, templates),
        *rules.rule_pages(views, templates),
    )
    markdown = (*plan.plan_pages(views.plans, templates), *plan.guide_pages())
    return Site(
        views=views,
        templates=templates,
        artist=Artist(templates, setting, _slashed(address)),
        pages=pages,
        markdown=markdown,
        address=_slashed(address),
        forge=forge,
    )


def board_page(views: SiteViews, templates: Environment, notice: str = "") -> PageSlots:
    """The board. ``notice`` is finished HTML of the office's own, shown above the lists."""
    from markupsafe import Markup

    board = views.board
    links = plan.clause_links(views.plans)
    body = templates.get_template("board.html.j2").render(
        board=board,
        forms=views.forms is not None,
        notice=Markup(notice),  # noqa: S704 - a reviewed page of the repository, already HTML
        plan_page=links.get((board.plan, ""), ""),
        root="",
    )
    return PageSlots(
        uri="index.html",
        title=Door.BOARD.value,
        description=f"{board.ledger} 舆情态势",
        body=body,
        door=Door.BOARD,
        menu=Door.BOARD.value,
        hide=("navigation", "toc"),
    )


def _write(out: str, uri: str, text: str) -> None:
    path = Path(out, uri)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
