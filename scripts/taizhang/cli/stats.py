"""``taizhang stats``: the figures of a year, or of all years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli import both
from taizhang.errors import UsageProblem

if TYPE_CHECKING:
    from taizhang.model.statisticsviews import Figure, PeriodView, StatisticsView


@click.command(
    help=both(
        "统计：件数、时限、用时、补录、教训，与网站的统计页同一口径。"
        "一年只算当年发现的事件；真实台账中的单次演练不计。",
        "Figures of a year or of all years, as the statistics pages have them. A year holds what"
        " was discovered in it; single drills in a real ledger do not count.",
    )
)
@click.option("--year", default="", metavar="YYYY", help=both("只算这一年", "this year only"))
@click.option(
    "--figure", "wanted", default="", metavar="NAME",
    help=both("只列这一张表，如 duties", "this table only, such as duties"),
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help=both("输出 JSON", "print JSON"))
@click.option(
    "--csv", "as_csv", is_flag=True,
    help=both("输出 CSV，供表格软件打开", "print CSV for a spreadsheet"),
)  # fmt: skip
@click.option("--now", "at", metavar="TIME", help=both("按哪一时刻判断", "judge at TIME"))
def command(year: str, wanted: str, as_json: bool, as_csv: bool, at: str | None) -> int:
    """Prints the figures of one period."""
    from taizhang.actions.statistics import period_of
    from taizhang.cli.edge import ledger_root, now
    from taizhang.cli.output import print_json

    if as_json and as_csv:
        raise UsageProblem("stats-one-form")
    view, period = period_of(ledger_root(), now(at), year)
    figures = _wanted(period, wanted)
    if as_json:
        print_json(_plain(view, period, figures))
    elif as_csv:
        _csv(period, figures if wanted else ())
    else:
        _print(view, period, figures)
    return 0


def _wanted(period: PeriodView, name: str) -> tuple[Figure, ...]:
    """Raises: UsageProblem: no figure is called so."""
    if not name:
        return tuple(period.figures)
    found = period.figure(name)
    if found is None:
        known = "、".join(each.key for each in period.figures)
        raise UsageProblem("stats-no-figure", value=name, known=known)
    return (found,)


def _plain(view: StatisticsView, period: PeriodView, figures: tuple[Figure, ...]) -> object:
    """Figures with ASCII names of columns and bare values; lengths of time in minutes."""
    return {
        "ledger": view.ledger,
        "drill": view.drill,
        "at": view.built.at,
        "period": period.key,
        "total": period.total,
        "left_out": view.left_out,
        "figures": [
            {
                "key": figure.key,
                "title": figure.title,
                "columns": [column.key for column in figure.columns],
                "rows": [[cell.value for cell in row] for row in figure.rows],
            }
            for figure in figures
        ],
    }


def _csv(period: PeriodView, figures: tuple[Figure, ...]) -> None:
    from taizhang.pages.csvfile import figure_csv, period_csv

    text = figure_csv(figures[0]) if figures else period_csv(period)
    click.echo(text.encode(), nl=False)


def _print(view: StatisticsView, period: PeriodView, figures: tuple[Figure, ...]) -> None:
    from taizhang.cli.edge import session
    from taizhang.cli.output import say, table
    from taizhang.model.messages.headings import heading

    lang = session().lang
    if not period.total:
        say("stats-empty", lang)
        return
    click.echo(f"{view.ledger}  {heading(period.title, lang)}  {view.built.text}")
    if view.drill:
        say("stats-drill", lang)
    if view.left_out:
        say("stats-left-out", lang, count=view.left_out)
    for figure in figures:
        if figure.rows:
            key = f" ({figure.key})" if lang == "en" else f"（{figure.key}）"
            click.echo(f"\n{heading(figure.title, lang)}{key}")
            table(
                [tuple(heading(cell.text, lang) for cell in row) for row in figure.rows],
                tuple(column.title for column in figure.columns),
            )
