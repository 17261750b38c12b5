"""Draw incidents: a leaf of each for other pages, and a sketch of its own."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from taizhang.actions.pageviews import views
from taizhang.rules.views.audience import masked
from taizhang.rules.views.leaves import leaf_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taizhang.actions.pageviews import Viewed, Wanted
    from taizhang.actions.stock import Stock
    from taizhang.model.shelf import Leaf, Sketch


class Drawn(NamedTuple):
    """An incident that was drawn; ``line``, ``filed``: as in its sketch."""

    path: str
    leaf: Leaf
    line: str
    filed: str


def drawn(stock: Stock, asked: Sequence[Wanted]) -> dict[str, list[Drawn]]:
    """Every sound incident that is asked for, by month; sketches of what is shown are put away."""
    found: dict[str, list[Drawn]] = {each.month: [] for each in asked}
    for month in found:
        stock.sketches.done(month)
    for some in views(stock, asked):
        sketches = [
            stock.sketch(each.view if stock.all_shown else masked(each.view)) for each in some
        ]
        shown = (
            (each.month, sketch)
            for each, sketch in zip(some, sketches, strict=True)
            if stock.all_shown or not each.view.reference_only
        )
        for month, pairs in groupby(shown, lambda pair: pair[0]):
            stock.sketches.put(month, (sketch for _, sketch in pairs))
        for each, sketch in zip(some, sketches, strict=True):
            leaf = _leaf(stock, each, sketch)
            path = each.case.file.path
            found[each.month].append(Drawn(path, leaf, sketch.line, sketch.filed))
    return found


def _leaf(stock: Stock, viewed: Viewed, sketch: Sketch) -> Leaf:
    return leaf_of(
        viewed.case.judged,
        viewed.view,
        stock.now,
        anchors=sketch.anchors,
        known=stock.workspace.governance.plans,
        recorded=viewed.history.recorded,
    )
