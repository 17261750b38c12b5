"""``taizhang due``: duties that run, the most pressing first."""

from __future__ import annotations

import re
from datetime import timedelta

import click

from taizhang.cli import both
from taizhang.errors import UsageProblem

_SPAN = re.compile(r"(\d{1,4})\s*(m|min|h|d)", re.ASCII)
_UNITS = {
    "m": timedelta(minutes=1),
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
}


@click.command(help=both("列出即将到期和已逾期的事项。", "List what is due or overdue."))
@click.option(
    "--within", default="", metavar="SPAN", help=both("多久之内到期：10m、2h、1d", "10m, 2h, 1d")
)
@click.option("--json", "as_json", is_flag=True, help=both("输出 JSON", "print JSON"))
@click.option("--now", "at", metavar="TIME", help=both("按哪一时刻判断", "judge at TIME"))
def command(within: str, as_json: bool, at: str | None) -> int:
    """Prints one line a duty."""
    from taizhang.actions.querying import due_duties
    from taizhang.cli.edge import ledger_root, now, session
    from taizhang.cli.incident_text import duty_rows
    from taizhang.cli.output import print_json, say, table

    duties = due_duties(ledger_root(), now(at), _span(within) if within else None)
    if as_json:
        print_json({"duties": duties})
    elif duties:
        table(duty_rows(duties), ("  状态", "事项", "到期", "编号", "标题"))
    else:
        say("due-empty", session().lang)
    return 0


def _span(text: str) -> timedelta:
    """Raises: UsageProblem: not a length of time."""
    found = _SPAN.fullmatch(text.strip())
    if not found:
        raise UsageProblem("bad-span", text=text)
    return int(found[1]) * _UNITS[found[2]]
