"""Plain data of the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from taizhang.model.views import DueView, Moment, RowView, WaitingView


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """The board, top to bottom.

    ``later`` are duties that run and are not due soon: the page holds them until they are.
    """

    ledger: str
    drill: bool
    built: Moment
    commit: str
    plan: str
    plan_title: str
    duty: tuple[str, ...]
    periods: tuple[str, ...]
    overdue: tuple[tuple[RowView, DueView], ...]
    soon: tuple[tuple[RowView, DueView], ...]
    later: tuple[tuple[RowView, DueView], ...]
    waiting: tuple[WaitingView, ...]
    open: tuple[RowView, ...]
    archived: tuple[RowView, ...]
    total: int
