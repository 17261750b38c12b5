"""What came last among incidents: the lists that many pages show the head of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from taizhang.model.shelf import Tops
from taizhang.rules.views.board import ARCHIVED_SHOWN, UNVERIFIED_SHOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from taizhang.model.boardview import UnverifiedView
    from taizhang.model.lessonviews import LessonView
    from taizhang.model.shelf import Leaf
    from taizhang.model.views import RowView

Item = TypeVar("Item")


class Sort(NamedTuple, Generic[Item]):
    """One list.

    Attributes:
        name: as ``Gist`` and ``Tops`` call it.
        most: how many are shown at most.
        of: what of an incident belongs to it.
        when: the time of an item.
        whose: the id of an item's incident.
        hidden: incidents that not everybody is shown belong to it, too.
    """

    name: str
    most: int
    of: Callable[[Leaf], Iterable[Item]]
    when: Callable[[Item], str]
    whose: Callable[[Item], str]
    hidden: bool = False

    def newest(self, items: Iterable[Item]) -> list[Item]:
        """The newest, equal ones in the order of their incidents' ids."""
        ordered = sorted(items, key=self.whose)
        return sorted(ordered, key=self.when, reverse=True)[: self.most]


def _closed(leaf: Leaf) -> tuple[RowView, ...]:
    return (leaf.row,) if leaf.row.closed.at else ()


def _id(row: RowView) -> str:
    return row.id


MOVED: Sort[RowView] = Sort("moved", 50, lambda leaf: (leaf.row,), lambda row: row.updated.at, _id)
CLOSED: Sort[RowView] = Sort(
    "closed", ARCHIVED_SHOWN, _closed, lambda row: row.closed.at, _id, hidden=True
)
LEARNT: Sort[RowView] = Sort(
    "learnt",
    12,
    lambda leaf: _closed(leaf) if leaf.row.lessons else (),
    lambda row: row.closed.at,
    _id,
)
TAUGHT: Sort[LessonView] = Sort(
    "taught", 300, lambda leaf: leaf.lessons, lambda each: each.at.at, lambda each: each.incident
)
APPROVED: Sort[UnverifiedView] = Sort(
    "approved",
    UNVERIFIED_SHOWN,
    lambda leaf: leaf.unverified,
    lambda each: each.at.at,
    lambda each: each.incident,
    hidden=True,
)


def tops_of(leaves: Iterable[Leaf], *, all_shown: bool) -> Tops:
    """The newest of each list. ``all_shown``: nothing is hidden from the audience."""
    every = tuple(leaves)
    shown = [leaf for leaf in every if all_shown or not leaf.hidden]

    def top(sort: Sort[Item]) -> tuple[Item, ...]:
        of = every if sort.hidden else shown
        return tuple(sort.newest(item for leaf in of for item in sort.of(leaf)))

    return Tops(
        moved=top(MOVED),
        closed=top(CLOSED),
        learnt=top(LEARNT),
        taught=top(TAUGHT),
        approved=top(APPROVED),
    )
