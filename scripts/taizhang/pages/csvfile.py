"""Tables as CSV files that an office program opens rightly and that run nothing in it.

UTF-8 with a mark at the start, every cell quoted, lines end as on Windows. A cell that a program
would take for a formula is written with an apostrophe before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from taizhang.model.statisticsviews import Column, Figure, PeriodView

BOM = "\ufeff"
_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What a formula, or what a program strips before one, begins with."""


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str | float]]) -> str:
    """The file's text, its mark included. Numbers are written bare, whatever they begin with."""
    lines = [",".join(map(_cell, each)) for each in (header, *rows)]
    return BOM + "\r\n".join([*lines, ""])


def figure_csv(figure: Figure) -> str:
    """One figure: a column each, lengths of time in the unit that the header names."""
    return csv_text(
        [heading(each) for each in figure.columns],
        ([cell.value for cell in row] for row in figure.rows),
    )


def period_csv(period: PeriodView) -> str:
    """Every figure of a period in one long table, a cell a line."""
    rows = (
        (figure.title, number, heading(column), cell.value)
        for figure in period.figures
        for number, row in enumerate(figure.rows, 1)
        for column, cell in zip(figure.columns, row, strict=True)
    )
    return csv_text(("表", "行", "栏", "值"), rows)


def heading(column: Column) -> str:
    """A column's name in files, which never changes."""
    return f"{column.title}（{column.unit}）" if column.unit else column.title


def _cell(value: str | float) -> str:
    if isinstance(value, (int, float)):
        return f'"{value}"'
    guarded = f"'{value}" if value.startswith(_STARTS) else value
    return '"' + guarded.replace('"', '""') + '"'
