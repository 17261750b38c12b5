"""Plain data of the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.record import dataclass
from taizhang.model.views import NONE

if TYPE_CHECKING:
    from taizhang.model.views import DueView, Moment, RowView, WaitingView


@dataclass(frozen=True, slots=True, kw_only=True)
class UnverifiedView:
    """A decision in effect whose approvals nobody can verify.

    ``anchor``: of the entry on the incident's page; ``approvers``: ``陈立（组长）``.
    """

    incident: str
    title: str
    entry: str
    anchor: str
    at: Moment
    approvers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """The board, top to bottom.

    Attributes:
        later: duties that run and are not due soon: the page holds them until they are.
        ledger_id: ASCII id of the ledger; part of every lasting name in feeds.
        committed: of ``commit``; ``NONE`` where the work tree is shown.
        withheld: open incidents that are counted here and not shown.
        unverified: the latest decisions whose approvals cannot be verified, of
            ``unverified_total`` there are.
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
    ledger_id: str = ""
    committed: Moment = NONE
    withheld: int = 0
    unverified: tuple[UnverifiedView, ...] = ()
    unverified_total: int = 0
