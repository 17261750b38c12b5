"""A shelf of views that are all at hand, each with its links: small, or made by hand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from taizhang.model.shelf import Facets, Links
from taizhang.pages.incident import contents
from taizhang.pages.searchline import line
from taizhang.rules.views.leaves import ACT_ON

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from taizhang.model.shelf import Shelf, Writing
    from taizhang.model.site import SiteViews
    from taizhang.model.views import DueView, IncidentView, RowView


class Held:
    """A ``Shelf`` of the incidents and the archive of some views."""

    def __init__(self, views: SiteViews) -> None:
        self._views = views.incidents
        self._closed = views.archive

    def shapes(self) -> frozenset[tuple[str, ...]]:
        """The sections of pages."""
        return frozenset(
            (*(each.anchor for each in contents(view)), *(["related"] if view.related else []))
            for view in self._views
        )

    def facets(self) -> Facets:
        """What occurs; years newest first."""
        rows = [view.row for view in self._views]
        return Facets(
            years=tuple(sorted({row.id[:4] for row in rows}, reverse=True)),
            levels={row.level.name: row.level.rank for row in rows if row.level.name},
            stages=tuple(dict.fromkeys(cell.name for row in rows for cell in row.strip)),
            natures=tuple(sorted({nature for row in rows for nature in row.natures})),
        )

    def moved(self, count: int) -> tuple[RowView, ...]:
        """Those in which something was entered last."""
        rows = [view.row for view in self._views]
        return tuple(sorted(rows, key=lambda row: row.updated.at, reverse=True)[:count])

    def duties(self) -> tuple[tuple[RowView, DueView], ...]:
        """Duties on which somebody must act."""
        return tuple(
            (view.row, due) for view in self._views for due in view.dues if due.state in ACT_ON
        )

    def closings(self) -> Mapping[str, int]:
        """How many were closed, by month, newest first."""
        found = Counter(_day(row)[:7] for row in self._closed)
        return {month: found[month] for month in sorted(found, reverse=True)}

    def filed(self, year: str, draw: Callable[[RowView], str]) -> list[tuple[str, str]]:
        """Those closed in a year, the last first."""
        rows = [row for row in self._closed if _day(row)[:4] == year]
        return [(_day(row), draw(row)) for row in sorted(rows, key=_day, reverse=True)]

    def filed_mark(self, year: str) -> str:  # noqa: ARG002 - nothing is kept of these
        """Not known."""
        return ""

    def closed_lessons(self, count: int) -> tuple[tuple[RowView, str], ...]:
        """Lessons of those closed last."""
        rows = sorted(self._closed, key=_day, reverse=True)
        return tuple([(row, lesson) for row in rows for lesson in row.lessons][:count])

    def lines(self, year: str) -> tuple[str, ...]:
        """Search records of those opened in a year, newest first."""
        chosen = [view for view in self._views if view.row.id[:4] == year]
        ordered = sorted(chosen, key=lambda view: view.row.id, reverse=True)
        return tuple(line(view) for view in ordered)

    def lines_mark(self, year: str) -> str:  # noqa: ARG002 - nothing is kept of these
        """Not known."""
        return ""

    def write(self, write: Writing) -> None:
        """Hand every page to ``write``."""
        for view in self._views:
            for uri, told in write.finish(write.sketch(view), links_of(view)):
                with open(f"{write.out}/{uri}", "wb") as file:  # noqa: PTH123 - of many
                    file.write(told)


def links_of(view: IncidentView) -> Links:
    """The links a view holds."""
    return Links(view.related, view.before, view.after)


def shelf_of(views: SiteViews) -> Shelf:
    """The shelf of a site."""
    return views.shelf or Held(views)


def _day(row: RowView) -> str:
    return row.closed.at or row.opened.at
