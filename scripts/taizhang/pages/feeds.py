"""The board as an Atom feed: one entry an incident, by a name that lasts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from taizhang.pages.held import shelf_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from taizhang.model.boardview import BoardView
    from taizhang.model.site import SiteViews
    from taizhang.model.views import RowView

_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold, in whatever form."""

_SHOWN = 50
"""Incidents in the feed, those moved last first."""


def atom(views: SiteViews, address: str) -> str:
    """The feed as XML (RFC 4287). ``address``: the site's, ``""`` where links are relative."""
    board = views.board
    newest = shelf_of(views).moved(_SHOWN)
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "zh-CN"})
    _add(root, "id", _name(board, "board"))
    _add(root, "title", f"{board.ledger} 舆情态势" + ("（演练）" if board.drill else ""))
    _add(root, "updated", _moved(newest[0]) if newest else board.built.at)
    _add(ET.SubElement(root, "author"), "name", board.ledger)
    ET.SubElement(root, "link", {"rel": "alternate", "href": f"{address}index.html"})
    if address:
        ET.SubElement(root, "link", {"rel": "self", "href": f"{address}board.atom"})
    for row in newest:
        _entry(root, row, board, address)
    ET.indent(root, " ")
    body = ET.tostring(root, encoding="unicode", short_empty_elements=True)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'


def _entry(root: ET.Element, row: RowView, board: BoardView, address: str) -> None:
    entry = ET.SubElement(root, "entry")
    _add(entry, "id", _name(board, row.id))
    _add(entry, "title", row.title)
    _add(entry, "published", row.opened.at)
    _add(entry, "updated", _moved(row))
    ET.SubElement(entry, "link", {"rel": "alternate", "href": f"{address}incidents/{row.id}.html"})
    _add(entry, "summary", "，".join(_told(row)))


def _told(row: RowView) -> Iterable[str]:
    yield row.id
    if row.level.name:
        yield row.level.name + ("" if row.level.confirmed else "（暂定）")
    yield row.stage
    if row.waiting:
        yield f"待审批 {row.waiting} 项"
    if row.outcome:
        yield row.outcome


def _moved(row: RowView) -> str:
    return row.updated.at or row.opened.at


def _name(board: BoardView, what: str) -> str:
    return f"urn:taizhang:{board.ledger_id or 'ledger'}:{what}"


def _add(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = _NOT_XML.sub("", text)
