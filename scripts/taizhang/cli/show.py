"""``taizhang show``: one incident."""

from __future__ import annotations

import click

from taizhang.cli import both
from taizhang.cli.completion import complete_ids


@click.command(help=both("查看一件舆情；编号可只写末尾几位。", "Show one incident."))
@click.argument("identity", metavar="ID", shell_complete=complete_ids)
@click.option(
    "--rules",
    "by_rule",
    is_flag=True,
    help=both("逐条说明预案在本件上的情况", "say of each rule of the plan how it stands"),
)
@click.option("--json", "as_json", is_flag=True, help=both("输出 JSON", "print JSON"))
@click.option("--now", "at", metavar="TIME", help=both("按哪一时刻判断", "judge at TIME"))
def command(identity: str, by_rule: bool, as_json: bool, at: str | None) -> int:
    """Prints the incident, or the rules of the plan on it."""
    from taizhang.actions.querying import show
    from taizhang.cli.edge import ledger_root, now, session
    from taizhang.cli.incident_text import print_incident
    from taizhang.cli.output import print_json

    if by_rule:
        return _rules(identity, at, as_json=as_json)
    view = show(ledger_root(), identity, now(at), session().lang)
    if as_json:
        print_json(view)
    else:
        print_incident(view)
    return 0


def _rules(identity: str, at: str | None, *, as_json: bool) -> int:
    from taizhang.actions.ruling import rules_of
    from taizhang.cli.edge import ledger_root, now, session
    from taizhang.cli.output import print_json
    from taizhang.cli.rule_text import print_standing

    rules = rules_of(ledger_root(), identity, now(at), session().lang)
    if as_json:
        print_json(rules)
    else:
        print_standing(rules, session().lang)
    return 0
