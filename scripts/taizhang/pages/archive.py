"""Archive pages: the index by year and month, and one page a year."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, islice
from typing import TYPE_CHECKING

from taizhang.pages.slots import Door, Heading, PageSlots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jinja2 import Environment

    from taizhang.model.site import SiteViews
    from taizhang.model.views import RowView

_LESSONS_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """Incidents archived in one month, newest first."""

    name: str
    anchor: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """Months with archived incidents, newest first."""

    name: str
    count: int
    months: tuple[Month, ...]


def archive_pages(views: SiteViews, templates: Environment) -> Iterator[PageSlots]:
    """The archive's index, then a page for each year."""
    years = _years(views.archive)
    lessons = ((row, lesson) for row in views.archive for lesson in row.lessons)
    shown = list(islice(lessons, _LESSONS_SHOWN))
    headings = [Heading(2, f"y{year.name}", f"{year.name} 年") for year in years]
    if shown:
        headings.append(Heading(2, "lessons", "近期教训"))
    yield PageSlots(
        uri="archive/index.html",
        title=Door.ARCHIVE.value,
        description=f"{views.board.ledger} 已归档舆情",
        body=templates.get_template("archive.html.j2").render(
            board=views.board,
            years=years,
            lessons=shown,
            count=len(views.archive),
            root="../",
        ),
        contents=tuple(headings),
        door=Door.ARCHIVE,
        menu="全部档案",
    )
    for year in years:
        yield _year_page(year, views, templates)


def _year_page(year: Year, views: SiteViews, templates: Environment) -> PageSlots:
    return PageSlots(
        uri=f"archive/{year.name}.html",
        title=f"{year.name} 年档案",
        description=f"{views.board.ledger} {year.name} 年归档舆情",
        body=templates.get_template("year.html.j2").render(
            board=views.board, year=year, root="../"
        ),
        contents=tuple(Heading(2, month.anchor, month.name) for month in year.months),
        door=Door.ARCHIVE,
        menu=f"{year.name} 年",
    )


def _years(rows: Iterable[RowView]) -> list[Year]:
    """Rows by year and month of archiving; a row without such a time counts by its opening."""
    ordered = sorted(rows, key=_day, reverse=True)
    years = []
    for name, group in groupby(ordered, key=lambda row: _day(row)[:4]):
        members = tuple(group)
        months = tuple(
            Month(name=f"{int(month[5:])} 月", anchor=f"m{month[5:]}", rows=tuple(inside))
            for month, inside in groupby(members, key=lambda row: _day(row)[:7])
        )
        years.append(Year(name=name, count=len(members), months=months))
    return years


def _day(row: RowView) -> str:
    return row.closed.at or row.opened.at
