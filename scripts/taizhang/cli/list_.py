"""``taizhang list``: incidents, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli import both

if TYPE_CHECKING:
    from taizhang.model.views import RowView


@click.command(help=both("列出舆情，新的在前。", "List incidents, the newest first."))
@click.option("--open/--closed", "opened", default=None, help=both("只列在办／已办结", "only"))
@click.option("--level", default="", metavar="LEVEL", help=both("只列这一等级", "this level"))
@click.option("--stage", default="", metavar="STAGE", help=both("只列这一环节", "this stage"))
@click.option("--year", default="", metavar="YYYY", help=both("只列这一年", "this year"))
@click.option("--json", "as_json", is_flag=True, help=both("输出 JSON", "print JSON"))
@click.option("--now", "at", metavar="TIME", help=both("按哪一时刻判断", "judge at TIME"))
def command(
    opened: bool | None, level: str, stage: str, year: str, as_json: bool, at: str | None
) -> int:
    """Prints one line an incident."""
    from taizhang.actions.querying import Filter, list_rows
    from taizhang.cli.edge import ledger_root, now
    from taizhang.cli.output import print_json

    closed = None if opened is None else not opened
    wanted = Filter(closed=closed, level=level, stage=stage, year=year)
    rows = list_rows(ledger_root(), wanted, now(at))
    if as_json:
        print_json({"incidents": rows})
    else:
        _print(rows)
    return 0


def _print(rows: tuple[RowView, ...]) -> None:
    from taizhang.cli.edge import session
    from taizhang.cli.incident_text import level_words
    from taizhang.cli.output import say, table

    if not rows:
        say("list-empty", session().lang)
        return
    lines = [(row.id, level_words(row.level), row.stage, _next(row), row.title) for row in rows]
    titles = ("编号", "等级", "环节", "下一时限", "标题")
    shown = [n for n in range(len(titles)) if n != 1 or any(line[n] for line in lines)]
    table([tuple(line[n] for n in shown) for line in lines], tuple(titles[n] for n in shown))


def _next(row: RowView) -> str:
    from taizhang.cli.incident_text import told, worded

    if row.waiting:
        return told("show-waiting", count=row.waiting)
    if row.next is None:
        return "–"
    due = row.next.due.text[5:] or worded("及时")
    return f"{row.next.name} {due} {worded(row.next.state_zh)}"
