"""Incidents beside one another: those one names, those that name it, the one before and after."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from taizhang.model.pageviews import LinkView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taizhang.model.views import IncidentView

_BACK = {"相关": "相关", "并入": "由其并入"}


def relate(views: Sequence[IncidentView]) -> tuple[IncidentView, ...]:
    """``views`` in their order, each with its links; an id without a page is left out."""
    ordered = sorted(views, key=lambda view: view.row.id)
    rows = {view.row.id: view.row for view in ordered}
    back: dict[str, list[tuple[str, str]]] = {}
    for view in ordered:
        for other, how in view.named:
            back.setdefault(other, []).append((view.row.id, _BACK.get(how, how)))
    place = {view.row.id: number for number, view in enumerate(ordered)}

    def linked(view: IncidentView) -> IncidentView:
        own = view.row.id
        told = dict((*back.get(own, ()), *view.named))
        number = place[own]
        return replace(
            view,
            related=tuple(
                LinkView(id=other, title=rows[other].title, how=how)
                for other, how in told.items()
                if other in rows and other != own
            ),
            before=_link(ordered[number - 1]) if number else None,
            after=_link(ordered[number + 1]) if number + 1 < len(ordered) else None,
        )

    return tuple(linked(view) for view in views)


def _link(view: IncidentView) -> LinkView:
    return LinkView(id=view.row.id, title=view.row.title)
