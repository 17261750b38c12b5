"""A long table with a row a name and level, laid out with a column a level, as a page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from taizhang.model.statisticsviews import Cell, Figure, PeriodView


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How the rows of a figure become cells, in words with ``{column}`` for a cell's text.

    ``about`` names the columns that say what a row is about.
    """

    main: str
    more: tuple[str, ...]
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One cell: what it says, and the rest in small."""

    main: str
    more: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row; ``places`` as many as the matrix has levels, None where there is nothing."""

    name: str
    about: str
    places: tuple[Place | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A table with a column a level."""

    first: str
    levels: tuple[str, ...]
    lines: tuple[Line, ...]


_TIME = Layout(main="{median}", more=("九成 {p90}", "{count} 次"))
_LAYOUTS = {
    "intervals": _TIME,
    "stages": _TIME,
    "duties": Layout(
        main="{share}",
        more=("按时 {on-time}，迟 {late}，逾期 {overdue}", "中位 {median}", "九成 {p90}"),
        about=("limit", "force", "basis"),
    ),
    "prompt": Layout(
        main="{median}",
        more=("九成 {p90}", "已办 {done}，在办 {running}"),
        about=("force", "basis"),
    ),
}


def matrix(period: PeriodView, figure: Figure) -> Matrix | None:
    """The figure with a column a level; None where it is not one by level."""
    layout = _LAYOUTS.get(figure.key)
    if layout is None:
        return None
    keys = [column.key for column in figure.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in figure.rows]
    used = {row["level"].text for row in rows}
    named = period.figure("levels")
    order = [rows[0]["level"].text] if rows else []
    order += [row[0].text for row in named.rows] if named else []
    levels = tuple(level for level in order if level in used)
    groups: dict[tuple[str, str], dict[str, Place]] = {}
    for row in rows:
        about = " · ".join(row[key].text for key in layout.about if row[key].value)
        places = groups.setdefault((row["name"].text, about), {})
        places[row["level"].text] = _place(row, layout)
    lines = tuple(
        Line(name=name, about=about, places=_across(places, levels))
        for (name, about), places in groups.items()
    )
    return Matrix(first=figure.columns[0].title, levels=levels, lines=lines)


def _across(places: dict[str, Place], levels: tuple[str, ...]) -> tuple[Place | None, ...]:
    return tuple(places.get(level) for level in levels)


def _place(row: dict[str, Cell], layout: Layout) -> Place:
    words = {key: cell.text for key, cell in row.items()}
    return Place(
        main=layout.main.format_map(words),
        more=tuple(each.format_map(words) for each in layout.more),
    )
