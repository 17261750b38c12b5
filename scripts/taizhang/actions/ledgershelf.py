"""The shelf of a whole ledger: lists for other pages, made from months and not from incidents."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from taizhang.actions.pagewriting import write_pages
from taizhang.actions.shelving import (
    settled_filed,
    settled_lines,
    settled_tops,
)
from taizhang.actions.yearsums import Summed, summed_by_year
from taizhang.model.shelf import Facets
from taizhang.rules.views.board import Counted, Opened, last_closed
from taizhang.rules.views.tops import APPROVED, CLOSED, LEARNT, MOVED, TAUGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from taizhang.actions.stock import Shelved, Stock
    from taizhang.model.lessonviews import LessonView
    from taizhang.model.shelf import Leaf, Tops, Writing
    from taizhang.model.views import DueView, RowView
    from taizhang.rules.views.tops import Sort
    from taizhang.store.keptpages import KeptPages

Item = TypeVar("Item")


class LedgerShelf:
    """A ``Shelf``; months are read again only where their incidents are asked for."""

    def __init__(self, stock: Stock, months: Mapping[str, Shelved], pages: KeptPages) -> None:
        """``pages``: those that an earlier build left."""
        self._stock = stock
        self._months = months
        self._pages = pages
        self._read: dict[str, Tops] = {}

    @cached_property
    def live(self) -> list[Leaf]:
        """Incidents that are not settled, in the order of their ids."""
        return [leaf for month in self._months.values() for leaf in month.live.values()]

    @cached_property
    def hidden(self) -> frozenset[str]:
        """Ids of incidents that the audience is not shown."""
        if self._stock.all_shown:
            return frozenset()
        settled = (each for month in self._months.values() for each in month.gist.hidden)
        return frozenset([*settled, *(leaf.row.id for leaf in self.live if leaf.hidden)])

    @cached_property
    def _shown(self) -> list[Leaf]:
        return [leaf for leaf in self.live if leaf.row.id not in self.hidden]

    def shapes(self) -> frozenset[tuple[str, ...]]:
        """With related incidents, too, where one names another: the link may be on any page."""
        settled = (each for month in self._months.values() for each in month.gist.shapes)
        plain = {*settled, *(leaf.anchors for leaf in self._shown)}
        linked = any(month.gist.naming for month in self._months.values())
        if linked or any(leaf.named for leaf in self.live):
            return frozenset([*plain, *((*each, "related") for each in plain)])
        return frozenset(plain)

    def facets(self) -> Facets:
        """What occurs; years newest first."""
        gists = [month.gist for month in self._months.values()]
        rows = [leaf.row for leaf in self._shown]
        levels = {name: rank for gist in gists for name, rank in gist.levels.items()}
        levels |= {row.level.name: row.level.rank for row in rows if row.level.name}
        stages = [name for gist in gists for name in gist.stages]
        stages += [name for leaf in self._shown for name in leaf.stages]
        natures = [name for gist in gists for name in gist.natures]
        natures += [name for row in rows for name in row.natures]
        return Facets(
            years=tuple(sorted(self._years(), reverse=True)),
            levels=levels,
            stages=tuple(dict.fromkeys(stages)),
            natures=tuple(sorted(set(natures))),
        )

    def _years(self) -> set[str]:
        settled = (
            name.split("/")[1]
            for name, month in self._months.items()
            if month.gist.count > len(month.gist.hidden) * (not self._stock.all_shown)
        )
        return {*settled, *(leaf.row.id[:4] for leaf in self._shown)}

    def moved(self, count: int) -> tuple[RowView, ...]:
        """Those in which something was entered last; no more are known than ``MOVED.most``."""
        return tuple(self._newest(MOVED)[:count])

    def duties(self) -> tuple[tuple[RowView, DueView], ...]:
        """Duties on which somebody must act."""
        return tuple((leaf.row, due) for leaf in self._shown for due in leaf.duties)

    def closings(self) -> Mapping[str, int]:
        """How many were closed, by month, newest first."""
        found: Counter[str] = Counter()
        for month in self._months.values():
            found.update(month.gist.closings)
        found.update(leaf.row.closed.at[:7] for leaf in self._shown if leaf.row.closed.at)
        return {month: found[month] for month in sorted(found, reverse=True)}

    def filed(self, year: str, draw: Callable[[RowView], str]) -> list[tuple[str, str]]:
        """Those closed in a year, the last first."""
        found: list[tuple[str, str]] = []
        for name in self._closing(year):
            month = self._months[name]
            kept = settled_filed(self._stock, name, month)
            own = {_id(path): (closed, html) for path, (closed, html) in kept.items()}
            rows = [leaf.row for leaf in month.live.values() if leaf.row.closed.at]
            own |= {row.id: (row.closed.at, draw(row)) for row in rows}
            found += [own[one] for one in sorted(own) if one not in self.hidden]
        here = [each for each in found if each[0][:4] == year]
        return sorted(here, key=lambda each: each[0], reverse=True)

    def filed_mark(self, year: str) -> str:
        """Changes with those closed in a year."""
        return self._mark(self._closing(year), lambda leaf: leaf.row.closed.at[:4] == year)

    def _closing(self, year: str) -> list[str]:
        """Months of which some incident was closed in a year."""
        return self._closings.get(year, [])

    @cached_property
    def _closings(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, month in self._months.items():
            years = {each[:4] for each in month.gist.closings}
            years |= {leaf.row.closed.at[:4] for leaf in month.live.values()}
            for year in years:
                found.setdefault(year, []).append(name)
        return found

    def _mark(self, names: Iterable[str], counts: Callable[[Leaf], bool]) -> str:
        """Of months, ``""`` where a live incident of theirs ``counts``."""
        gists = {name: self._months[name] for name in names}
        if any(counts(leaf) for month in gists.values() for leaf in month.live.values()):
            return ""
        told = [self._stock.key, *(f"{name} {each.gist.digest}" for name, each in gists.items())]
        return sha256("\n".join(told).encode()).hexdigest()

    def closed_lessons(self, count: int) -> tuple[tuple[RowView, str], ...]:
        """Lessons of those closed last; no more incidents are known than ``LEARNT.most``."""
        every = ((row, each) for row in self._newest(LEARNT) for each in row.lessons)
        return tuple(islice(every, count))

    def lines(self, year: str) -> tuple[str, ...]:
        """Search records of those opened in a year, newest first."""
        found: dict[str, str] = {}
        for name in self._opening(year):
            month = self._months[name]
            kept = settled_lines(self._stock, name, month)
            found |= {_id(path): line for path, line in kept.items()}
            if month.live:
                found |= {each.id: each.line for each in self._stock.sketches.of(name)}
        return tuple(found[one] for one in sorted(found, reverse=True) if one not in self.hidden)

    def lines_mark(self, year: str) -> str:
        """Changes with the search records of a year."""
        return self._mark(self._opening(year), lambda _: True)

    def _opening(self, year: str) -> list[str]:
        return [name for name in self._months if name.split("/")[1] == year]

    def lessons(self) -> tuple[LessonView, ...]:
        """The newest lessons of reviews, and all that led to a plan version; newest first."""
        newest = self._newest(TAUGHT)
        revised = [each for month in self._months.values() for each in month.gist.revised]
        revised += [each for leaf in self._shown for each in leaf.lessons if each.plan]
        every = {(each.incident, each.name): each for each in (*newest, *revised)}
        return tuple(sorted(every.values(), key=lambda each: each.at.at, reverse=True))

    def lesson_count(self) -> int:
        """How many lessons there are."""
        settled = sum(month.gist.lessons for month in self._months.values())
        return settled + sum(len(leaf.lessons) for leaf in self._shown)

    def counted(self) -> Counted:
        """What the board counts; nothing is hidden yet."""
        gists = [month.gist for month in self._months.values()]
        return Counted(
            total=sum(gist.count for gist in gists) + len(self.live),
            archived=last_closed(self._newest(CLOSED)),
            unverified=tuple(self._newest(APPROVED)),
            unverified_total=sum(gist.unverified for gist in gists)
            + sum(len(leaf.unverified) for leaf in self.live),
        )

    def opened(self) -> list[Opened]:
        """Open incidents as the board needs them; nothing is hidden yet."""
        return [
            Opened(leaf.row, leaf.duties, leaf.waiting)
            for leaf in self.live
            if not leaf.row.closed.at
        ]

    def summed(self, *, drill: bool) -> Summed:
        """Sums of all incidents. ``drill``: of a drill ledger, whose every incident counts."""
        counted = [each for leaf in self.live if (each := leaf.facts) and (drill or not each.drill)]
        left = sum(month.gist.left_out for month in self._months.values())
        return summed_by_year(
            self._stock, self._months, counted, left + len(self.live) - len(counted)
        )

    def write(self, write: Writing) -> None:
        """Hand every page to ``write`` that is not there yet as it should be."""
        write_pages(self._stock, self._months, self._pages, self.hidden, write)

    def _newest(self, sort: Sort[Item]) -> list[Item]:
        """The newest of all incidents; equal ones in the order of their ids."""
        live = self.live if sort.hidden else self._shown
        found = sort.newest(item for leaf in live for item in sort.of(leaf))
        tops = {name: getattr(month.gist, sort.name) for name, month in self._months.items()}
        for name in sorted(filter(tops.__getitem__, tops), key=tops.__getitem__, reverse=True):
            if len(found) == sort.most and sort.when(found[-1]) > tops[name]:
                break
            found = sort.newest([*found, *getattr(self._tops(name), sort.name)])
        return found

    def _tops(self, month: str) -> Tops:
        if month not in self._read:
            self._read[month] = settled_tops(self._stock, month, self._months[month])
        return self._read[month]


def _id(path: str) -> str:
    return path.rpartition("/")[2][:-4]
