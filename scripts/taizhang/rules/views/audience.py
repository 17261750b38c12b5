"""What a site shows to whom: restricted records are counted, not shown, outside of the office.

Restricted are incidents of which only references may be kept, and the entries of kinds that the
program marks as such: visits of the media, suggestions about units and their staff. Whatever
names such an entry (approvals, corrections, work about it) goes with it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from taizhang.model.kinds import RESTRICTED
from taizhang.model.record import replace
from taizhang.model.statisticsviews import Cell, Figures
from taizhang.model.views import FieldView

if TYPE_CHECKING:
    from taizhang.model.boardview import BoardView
    from taizhang.model.pageviews import ChangeView
    from taizhang.model.site import SiteViews
    from taizhang.model.statisticsviews import Figure, PeriodView, StatisticsView
    from taizhang.model.views import DueView, EntryView, IncidentView, RowView, ThingView

    Duties = tuple[tuple[RowView, DueView], ...]

AUDIENCES = ("staff", "office")
"""Who a site is built for; the first is meant where nothing is said."""

LABEL = "限定范围"
WITHHELD = "内容属限定范围，本站只计数。"

_KEPT = ("entry", "as", "roster", "verdict", "field", "void")
"""Fields of an entry about a restricted one that say nothing of its content."""

_RELEASES = ("送审", "发布")
"""Kinds that make something public, so that nothing of theirs needs to be withheld."""

_PIECE = re.compile(r"[　：、\s]+")


def shown_to(audience: str, views: SiteViews) -> SiteViews:
    """``views`` as ``audience`` may see them, counts unchanged."""
    if audience == AUDIENCES[-1]:
        return views
    at_hand = (view.row.id for view in views.incidents if view.reference_only)
    hidden = views.hidden.union(at_hand)
    return replace(
        views,
        board=_board(views.board, hidden),
        incidents=tuple(
            masked(_unlinked(view, hidden)) for view in views.incidents if view.row.id not in hidden
        ),
        archive=tuple(row for row in views.archive if row.id not in hidden),
        lessons=tuple(each for each in views.lessons if each.incident not in hidden),
        statistics=views.statistics and _statistics(views.statistics, hidden),
        hidden=frozenset(),
    )


def _statistics(view: StatisticsView, hidden: frozenset[str]) -> StatisticsView:
    """Everything counts; where a row is about one incident, a hidden one is not named."""

    def figure(each: Figure) -> Figure:
        rows = tuple(tuple(map(cell, row)) for row in each.rows)
        return replace(each, rows=rows)

    def cell(each: Cell) -> Cell:
        return Cell(LABEL, LABEL) if each.value in hidden else each

    def period(each: PeriodView) -> PeriodView:
        return replace(each, figures=Figures(lambda: map(figure, each.figures)))

    return replace(view, periods=tuple(map(period, view.periods)))


def _board(board: BoardView, hidden: frozenset[str]) -> BoardView:
    def shown(pairs: Duties) -> Duties:
        return tuple(pair for pair in pairs if pair[0].id not in hidden)

    return replace(
        board,
        overdue=shown(board.overdue),
        soon=shown(board.soon),
        later=shown(board.later),
        waiting=tuple(each for each in board.waiting if each.incident not in hidden),
        open=tuple(row for row in board.open if row.id not in hidden),
        archived=tuple(row for row in board.archived if row.id not in hidden),
        unverified=tuple(each for each in board.unverified if each.incident not in hidden),
        withheld=sum(row.id in hidden for row in board.open),
    )


def _unlinked(view: IncidentView, hidden: frozenset[str]) -> IncidentView:
    """``view`` without links to pages that are not there."""
    return replace(
        view,
        related=tuple(link for link in view.related if link.id not in hidden),
        before=None if view.before and view.before.id in hidden else view.before,
        after=None if view.after and view.after.id in hidden else view.after,
    )


def masked(view: IncidentView) -> IncidentView:
    """``view`` without the content of restricted entries."""
    secret = {thing.name for thing in view.things if thing.sort in RESTRICTED}
    covered = {entry.anchor for entry in view.entries if _restricted(entry, secret)}
    if not covered:
        return view
    return replace(
        view,
        text="",
        waiting=tuple(
            replace(each, statement="") if each.entry.rpartition(" ")[2] in RESTRICTED else each
            for each in view.waiting
        ),
        entries=tuple(_entry(each) if each.anchor in covered else each for each in view.entries),
        things=tuple(_thing(each) for each in view.things),
        changes=tuple(_change(each, covered) for each in view.changes),
        documents=tuple(each for each in view.documents if each.anchor not in covered),
        opinions=tuple(each for each in view.opinions if each.anchor not in covered),
        findings=tuple(
            replace(each, message=WITHHELD, fix="")
            if _quotes(each.message, view, covered)
            else each
            for each in view.findings
        ),
    )


def _restricted(entry: EntryView, secret: set[str]) -> bool:
    """True of a restricted entry and of whatever tells about one."""
    if entry.kind in RESTRICTED:
        return True
    told = {field.name: field.lines for field in entry.fields}
    about_entry = any(line.rpartition(" ")[2] in RESTRICTED for line in told.get("entry", ()))
    about_thing = not secret.isdisjoint(told.get("about", ()))
    return about_entry or (about_thing and entry.kind not in _RELEASES)


def _entry(entry: EntryView) -> EntryView:
    own = entry.kind in RESTRICTED
    kept = () if own else tuple(each for each in entry.fields if each.name in _KEPT)
    return replace(
        entry,
        fields=(*kept, FieldView(name="withheld", title="内容", lines=(WITHHELD,))),
        labels=(*entry.labels, LABEL),
        late="",
        urgent="",
        approvals=tuple(replace(each, reason="") for each in entry.approvals),
    )


def _thing(thing: ThingView) -> ThingView:
    if thing.sort not in RESTRICTED:
        return thing
    return replace(thing, title=LABEL, state="", lines=())


def _change(change: ChangeView, masked: set[str]) -> ChangeView:
    """A change whose entries are not known may hold any of them."""
    harmless = change.entries and masked.isdisjoint(each.anchor for each in change.entries)
    return change if harmless else replace(change, added=(WITHHELD,))


def _quotes(message: str, view: IncidentView, masked: set[str]) -> bool:
    """True when a message holds a piece of what is withheld; rather once too often."""
    return any(
        word in message
        for entry in view.entries
        if entry.anchor in masked
        for field in entry.fields
        if field.name not in _KEPT
        for line in field.lines
        for word in _PIECE.split(line)
        if len(word) > 1
    )
