"""Views of incidents, as their pages show them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from taizhang.actions.pasts import histories_of
from taizhang.actions.workspace import judge_file, read_file
from taizhang.model.record import replace
from taizhang.rules.views.incident import incident_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from taizhang.actions.stock import Stock
    from taizhang.actions.workspace import Case
    from taizhang.model.recorded import History
    from taizhang.model.views import IncidentView

_PLAIN = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-~/"

_CARRIED = 7500
"""Characters of an address that may be a file's text: web servers cut addresses at 8 KB."""

_TOGETHER = 40
"""Incidents that go from step to step together: see ``views``."""


class Wanted(NamedTuple):
    """Incidents of a month, and the past of each by its path and its text."""

    month: str
    paths: Sequence[str]
    past: Callable[[str, bytes], History]


class Viewed(NamedTuple):
    """An incident as its page shows it, and what that was made from."""

    month: str
    case: Case
    view: IncidentView
    history: History


def ask(stock: Stock, month: str, paths: Sequence[str]) -> Wanted:
    """Ask for incidents of a month."""
    return Wanted(month, paths, histories_of(stock, month, paths))


def views(stock: Stock, asked: Iterable[Wanted]) -> Iterator[list[Viewed]]:
    """Every sound incident that is asked for at ``stock.now``, in order, some tens at a time.

    Each step is taken with all of them before the next one: the program and the plan are larger
    than what a processor has at hand, and fetched anew for every incident they cost a quarter of
    the time (``benchmarks/table.py --rows site``).
    """
    files = (
        (each, path, data)
        for each in asked
        for path, data in stock.months.read(each.month, each.paths)
    )
    while some := [*islice(files, _TOGETHER)]:
        read = [read_file(stock.workspace, path, data) for _, path, data in some]
        judged = [judge_file(stock.workspace, file, stock.now) for file in read]
        pasts = [each.past(path, data) for each, path, data in some]
        yield [
            Viewed(each.month, case, _view(stock, case, history), history)
            for (each, _, _), case, history in zip(some, judged, pasts, strict=True)
            if case is not None
        ]


def _view(stock: Stock, case: Case, history: History) -> IncidentView:
    view = incident_view(
        case.judged,
        stock.now,
        path=case.file.path,
        findings=case.findings,
        recorded=history.recorded,
        revisions=history.revisions,
    )
    # What only its reference data may be kept of travels nowhere as a whole.
    return replace(view, text="" if view.reference_only else _portable(case.file.data))


def _portable(data: bytes) -> str:
    """A file's text where it fits into an address, ``""`` where it does not."""
    # In an address every other byte takes three.
    return data.decode() if len(data) + 2 * len(data.translate(None, _PLAIN)) <= _CARRIED else ""
