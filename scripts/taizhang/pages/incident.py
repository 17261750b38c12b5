"""An incident's page and data file: first a sketch, then what stands beside it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from taizhang.model.shelf import Sketch
from taizhang.pages import data, searchline
from taizhang.pages.forms import Offered
from taizhang.pages.parts import Parts
from taizhang.pages.slots import Door, Heading, PageSlots, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Environment, Template

    from taizhang.model.shelf import Links, Setting
    from taizhang.model.views import IncidentView, RowView

INCIDENTS = "incidents"
"""Folder and family of the incident pages."""

_HIDE = ("navigation",)

_PLACE = b"<!--taizhang:beside-->"
"""Stands in a sketch for what stands beside it; nobody's text can, since it is escaped."""


class Artist:
    """Draws incident pages of one site."""

    def __init__(self, templates: Environment, setting: Setting, address: str) -> None:
        """``address``: the site's, with a slash at its end; ``""`` = not known."""
        self._templates = templates
        self._setting = setting
        self._address = address
        self._offered = Offered.of(setting.forms)

    @cached_property
    def _page(self) -> Template:
        return self._templates.get_template("incident.html.j2")

    @cached_property
    def _beside(self) -> Template:
        return self._templates.get_template("beside.html.j2")

    @cached_property
    def _parts(self) -> Parts:
        return Parts(self._templates, "../")

    @cached_property
    def _filed(self) -> Template:
        return self._templates.get_template("filed.html.j2")

    def sketch(self, view: IncidentView) -> Sketch:
        """The page without what stands beside the incident."""
        from taizhang.pages.spreadchart import spread_chart

        headings = contents(view)
        anchors = tuple(heading.anchor for heading in headings)
        uri = f"{INCIDENTS}/{view.row.id}.html"
        body = self._page.render(
            part=self._parts,
            view=view,
            board=self._setting,
            spread_chart=spread_chart,
            forms=self._offered,
            shown=frozenset(anchors),
            received=any(entry.received.text for entry in view.entries),
            address=self._address and self._address + uri,
            root="../",
        )
        return Sketch(
            id=view.row.id,
            title=view.row.title,
            stage=view.row.stage,
            anchors=anchors,
            body=body.encode(),
            data=data.incident_json(view).encode(),
            line=searchline.line(view),
            filed=self.filed(view.row) if view.row.closed.at else "",
        )

    def filed(self, row: RowView) -> str:
        """The place of a closed incident in the archive."""
        return self._filed.render(part=self._parts, row=row, board=self._setting, root="../")

    def page(self, sketch: Sketch, links: Links) -> PageSlots:
        """The page as a generator takes it, without its body."""
        return PageSlots(
            uri=f"{INCIDENTS}/{sketch.id}.html",
            title=sketch.title,
            description=f"{sketch.id} {sketch.stage}",
            body="",
            contents=headings_of((*sketch.anchors, *(("related",) if links.related else ()))),
            door=Door.BOARD,
            family=INCIDENTS,
            hide=_HIDE,
        )

    def body(self, sketch: Sketch, links: Links) -> bytes:
        """The page's body in UTF-8."""
        beside = self._beside.render(links=links, root="../")
        return sketch.body.replace(_PLACE, beside.encode(), 1)

    def data(self, sketch: Sketch, links: Links) -> tuple[str, bytes]:
        """Where the data file lies, and what it holds."""
        return f"{INCIDENTS}/{sketch.id}.json", data.with_links(sketch.data, links)


def contents(view: IncidentView) -> tuple[Heading, ...]:
    """The sections an incident page has, in order, without what stands beside it."""
    sections = {
        "facts": True,
        "next": view.next or view.waiting or not view.row.closed.text,
        "dues": view.dues,
        "timeline": True,
        "spread": view.spread,
        "approvals": any(each.approvals or each.missing for each in view.entries),
        "rules": view.rules,
        "things": view.things,
        "documents": view.documents,
        "review": view.review,
        "changes": view.changes,
        "findings": view.findings,
    }
    return headings_of(anchor for anchor, there in sections.items() if there)


def shape_of(anchors: Iterable[str]) -> Shape:
    """The shape of incident pages with these sections."""
    return Shape(INCIDENTS, Door.BOARD, headings_of(anchors), _HIDE)


def headings_of(anchors: Iterable[str]) -> tuple[Heading, ...]:
    """Headings of sections by their anchors."""
    return tuple(Heading(2, anchor, _TITLES[anchor]) for anchor in anchors)


_TITLES = {
    "facts": "基本情况",
    "next": "下一步",
    "dues": "时限",
    "timeline": "经过",
    "spread": "传播走势",
    "approvals": "审批",
    "rules": "规则对照",
    "things": "任务、发布与移送",
    "documents": "文书与附件",
    "review": "总结",
    "changes": "变更记录",
    "findings": "核对结果",
    "related": "相关事件",
}
