"""Views of a month's incidents, as their pages show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.pasts import histories_of
from taizhang.actions.workspace import judge_file, read_file
from taizhang.model.record import replace
from taizhang.rules.views.incident import incident_view

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from taizhang.actions.stock import Stock
    from taizhang.actions.workspace import Case
    from taizhang.model.recorded import History
    from taizhang.model.views import IncidentView

_PLAIN = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-~/"

_CARRIED = 7500
"""Characters of an address that may be a file's text: web servers cut addresses at 8 KB."""


def views(
    stock: Stock, month: str, paths: Sequence[str]
) -> Iterator[tuple[Case, IncidentView, History]]:
    """Every sound incident of ``paths`` at ``stock.now``, with its page and its past."""
    pasts = histories_of(stock, month, paths)
    for path, data in stock.months.read(month, paths):
        case = judge_file(stock.workspace, read_file(stock.workspace, path, data), stock.now)
        if case is None:
            continue
        history = pasts(path, data)
        view = incident_view(
            case.judged,
            stock.now,
            path=path,
            findings=case.findings,
            recorded=history.recorded,
            revisions=history.revisions,
        )
        # What only its reference data may be kept of travels nowhere as a whole.
        text = "" if view.reference_only else _portable(data)
        yield case, replace(view, text=text), history


def _portable(data: bytes) -> str:
    """A file's text where it fits into an address, ``""`` where it does not."""
    # In an address every other byte takes three.
    return data.decode() if len(data) + 2 * len(data.translate(None, _PLAIN)) <= _CARRIED else ""
