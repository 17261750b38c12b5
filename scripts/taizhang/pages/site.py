"""Turns the site's views into page slots, Markdown pages and data files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
from taizhang.pages.slots import Door, Heading, MarkdownPage, PageSlots
from taizhang.pages.spreadchart import spread_chart

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jinja2 import Environment

    from taizhang.model.formviews import Forge
    from taizhang.model.site import SiteViews
    from taizhang.model.views import IncidentView

INCIDENTS = "incidents"
"""Folder and family of the incident pages."""


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
    pages: tuple[PageSlots, ...]
    markdown: tuple[MarkdownPage, ...]
    address: str = ""
    forge: Forge | None = None

    def shapes(self) -> tuple[tuple[Heading, ...], ...]:
        """Every table of contents that occurs among framed pages, each once, in a fixed order."""
        own = {page.contents for page in self.forms()}
        return tuple(sorted({contents(view) for view in self.views.incidents} | own))

    def forms(self) -> Iterator[PageSlots]:
        """The pages on which entries are made."""
        return forms.form_pages(self.views, self.templates)

    def incidents(self) -> Iterator[PageSlots]:
        """Incident pages one by one, so that not all bodies are held at once."""
        template = self.templates.get_template("incident.html.j2")
        offered = forms.Offered.of(self.views.forms)
        for view in self.views.incidents:
            headings = contents(view)
            uri = f"{INCIDENTS}/{view.row.id}.html"
            yield PageSlots(
                uri=uri,
                title=view.row.title,
                description=f"{view.row.id} {view.row.stage}",
                body=template.render(
                    view=view,
                    board=self.views.board,
                    spread_chart=spread_chart,
                    forms=offered,
                    shown={heading.anchor for heading in headings},
                    address=self.address and self.address + uri,
                    root="../",
                ),
                contents=headings,
                door=Door.BOARD,
                family=INCIDENTS,
                hide=("navigation",),
            )

    def files(self) -> Iterator[tuple[str, str]]:
        """Data files beside the pages: where, and their text."""
        yield "board.json", data.board_json(self.views.board)
        yield "board.atom", feeds.atom(self.views, self.address)
        yield "board.ics", calendar.deadlines(self.views.board, self.address)
        for view in self.views.incidents:
            yield f"{INCIDENTS}/{view.row.id}.json", data.incident_json(view)
        if self.views.forms:
            ledger = self.views.board.ledger
            yield "forms/data.js", formdata.forms_data(self.views.forms, ledger, self.forge)
        for name, text in search.shards(self.views):
            yield f"assets/search/{name}.js", text
        yield from statistics.files(self.views.statistics)
        yield "robots.txt", "User-agent: *\nDisallow: /\n"


def render_site(
    views: SiteViews, root: Path | None = None, address: str = "", forge: Forge | None = None
) -> Site:
    """The site of ``views``; templates in ``root``/site/templates go before the packaged ones.

    ``address``: where the site will be found, where that is known; printed pages and feeds name it.
    ``forge``: the web pages of the office's git server, where there is one.

    Raises:
        EnvironmentProblem: the installation lacks its templates.
    """
    links = plan.clause_links(views.plans)

    def link(version: str, anchor: str) -> str:
        return links.get((version, anchor), "")

    templates = environment(template_folders(root), link)
    pages = (
        board_page(views, templates),
        todo.todo_page(views, templates),
        *([forms.index_page(views, templates)] if views.forms else []),
        *journal.journal_pages(views, templates),
        *archive.archive_pages(views, templates),
        *lessons.lesson_pages(views, templates),
        *statistics.statistics_pages(views, templates),
        search.search_page(views, templates),
        *cards.card_pages(views, templates),
        *rules.rule_pages(views, templates),
    )
    markdown = (*plan.plan_pages(views.plans, templates), *plan.guide_pages())
    return Site(
        views=views,
        templates=templates,
        pages=pages,
        markdown=markdown,
        address=f"{address.rstrip('/')}/" if address else "",
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


def contents(view: IncidentView) -> tuple[Heading, ...]:
    """The sections an incident page has, in order."""
    sections = (
        ("facts", "基本情况", True),
        ("next", "下一步", view.next or view.waiting or not view.row.closed.text),
        ("dues", "时限", view.dues),
        ("timeline", "经过", True),
        ("spread", "传播走势", view.spread),
        ("approvals", "审批", any(each.approvals or each.missing for each in view.entries)),
        ("rules", "规则对照", view.rules),
        ("things", "任务、发布与移送", view.things),
        ("documents", "文书与附件", view.documents),
        ("review", "总结", view.review),
        ("changes", "变更记录", view.changes),
        ("findings", "核对结果", view.findings),
        ("related", "相关事件", view.related),
    )
    return tuple(Heading(2, anchor, text) for anchor, text, there in sections if there)
