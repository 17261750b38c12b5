"""The quick cards: one page a role when printed, then the levels and stages of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.pages.slots import Door, Heading, PageSlots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

    from taizhang.model.site import SiteViews

CARDS = "plan/cards.html"
"""Where the page lies, from the site's root."""

_TITLE = "岗位卡"
_TABLES = ("levels", "stages")


def card_pages(views: SiteViews, templates: Environment) -> Iterator[PageSlots]:
    """The page, where the plan gives somebody something to do."""
    if not views.cards or not views.plans:
        return
    current = views.plans[0]
    cards = [(f"card-{number}", card) for number, card in enumerate(views.cards, 1)]
    tables = [
        (name, current.tables[name])
        for name in _TABLES
        if name in current.tables and current.tables[name].rows
    ]
    headings = [Heading(2, anchor, card.name) for anchor, card in cards]
    headings += [Heading(2, name, table.title) for name, table in tables]
    yield PageSlots(
        uri=CARDS,
        title=_TITLE,
        description=f"{views.board.ledger} 各岗位要办要签的事",
        body=templates.get_template("cards.html.j2").render(
            board=views.board, plan=current, cards=cards, tables=tables, root="../"
        ),
        contents=tuple(headings),
        door=Door.PLAN,
        menu=_TITLE,
    )
