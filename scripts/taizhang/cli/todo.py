"""``taizhang todo``: what waits for a person or a role."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli import both

if TYPE_CHECKING:
    from taizhang.actions.querying import Todo


@click.command(
    help=both(
        "列出等待本人办理的事项：待签的审批，正在计时的事项。",
        "List what waits for you: approvals to give, duties that run.",
    )
)
@click.option(
    "--role", default="", metavar="ROLE", help=both("等这一角色签的、办的", "for this role")
)
@click.option(
    "--person", default="", metavar="PERSON", help=both("等这个人办的", "for this person")
)
@click.option("--json", "as_json", is_flag=True, help=both("输出 JSON", "print JSON"))
@click.option("--now", "at", metavar="TIME", help=both("按哪一时刻判断", "judge at TIME"))
def command(role: str, person: str, as_json: bool, at: str | None) -> int:
    """Prints approvals to give, then duties."""
    from taizhang.actions.querying import todo
    from taizhang.cli.edge import ledger_root, now
    from taizhang.cli.output import print_json

    found = todo(ledger_root(), now(at), person=person, role=role)
    if as_json:
        print_json(found)
    else:
        _print(found)
    return 0


def _print(found: Todo) -> None:
    from taizhang.cli.edge import session
    from taizhang.cli.incident_text import duty_rows, worded
    from taizhang.cli.output import say, table

    lang = session().lang
    if not found.waiting and not found.duties:
        say("todo-empty", lang)
        return
    if found.waiting:
        say("todo-waiting", lang, count=len(found.waiting), person=found.person or "–")
        table(
            [
                (f"  {worded(w.sort)}", w.entry, "、".join(w.roles), w.title, w.command)
                for w in found.waiting
            ]
        )
    if found.duties:
        say("todo-duties", lang, count=len(found.duties))
        table(duty_rows(found.duties))
