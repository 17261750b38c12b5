"""Archive pages: the index by year and month, and one page a year."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from taizhang.model.record import dataclass
from taizhang.pages.held import shelf_of
from taizhang.pages.slots import Batch, Door, Heading, PageSlots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from jinja2 import Environment
    from markupsafe import Markup

    from taizhang.model.site import SiteViews
    from taizhang.model.views import RowView

FOLDER = "archive"
_LESSONS_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month with archived incidents; on the page of its year with them, newest first."""

    name: str
    anchor: str
    count: int
    items: tuple[Markup, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """Months with archived incidents, newest first."""

    name: str
    count: int
    months: tuple[Month, ...]


def index_page(views: SiteViews, templates: Environment) -> PageSlots:
    """The archive's index."""
    shelf = shelf_of(views)
    years = _years(shelf.closings())
    shown = shelf.closed_lessons(_LESSONS_SHOWN)
    headings = [Heading(2, f"y{year.name}", f"{year.name} 年") for year in years]
    if shown:
        headings.append(Heading(2, "lessons", "近期教训"))
    return PageSlots(
        uri="archive/index.html",
        title=Door.ARCHIVE.value,
        description=f"{views.board.ledger} 已归档舆情",
        body=templates.get_template("archive.html.j2").render(
            board=views.board,
            years=years,
            lessons=shown,
            count=sum(year.count for year in years),
            root="../",
        ),
        contents=tuple(headings),
        door=Door.ARCHIVE,
        menu="全部档案",
    )


def year_pages(
    views: SiteViews, templates: Environment, draw: Callable[[RowView], str]
) -> Iterator[Batch]:
    """A page for each year. ``draw``: draws an incident's place on it."""
    shelf = shelf_of(views)
    for year in _years(shelf.closings()):
        page = PageSlots(
            uri=f"{FOLDER}/{year.name}.html",
            title=f"{year.name} 年档案",
            description=f"{views.board.ledger} {year.name} 年归档舆情",
            body="",
            contents=tuple(Heading(2, month.anchor, month.name) for month in year.months),
            door=Door.ARCHIVE,
            family=FOLDER,
        )

        def bodies(year: Year = year) -> Iterator[str]:
            whole = _with_items(year, shelf.filed(year.name, draw))
            template = templates.get_template("year.html.j2")
            yield template.render(board=views.board, year=whole, root="../")

        yield Batch(pages=(page,), bodies=bodies, key=shelf.filed_mark(year.name))


def _years(closings: Mapping[str, int]) -> list[Year]:
    """Years and months, newest first, from counts by month."""
    years = []
    for name, months in groupby(closings, key=lambda month: month[:4]):
        members = tuple(_month(month, closings[month]) for month in months)
        count = sum(month.count for month in members)
        years.append(Year(name=name, count=count, months=members))
    return years


def _with_items(year: Year, filed: Iterable[tuple[str, str]]) -> Year:
    from markupsafe import Markup

    groups = [
        (month, tuple(Markup(html) for _, html in inside))  # noqa: S704 - drawn by a template
        for month, inside in groupby(filed, key=lambda each: each[0][:7])
    ]
    return Year(
        name=year.name,
        count=year.count,
        months=tuple(_month(month, len(inside), inside) for month, inside in groups),
    )


def _month(month: str, count: int, items: tuple[Markup, ...] = ()) -> Month:
    return Month(name=f"{int(month[5:])} 月", anchor=f"m{month[5:]}", count=count, items=items)
