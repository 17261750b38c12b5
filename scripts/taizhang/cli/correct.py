"""``taizhang correct``: put right what an earlier entry says, without touching it."""

from __future__ import annotations

import click

from taizhang.cli import both, recording, wizard
from taizhang.cli.completion import complete_ids
from taizhang.cli.entry_options import common_options
from taizhang.errors import UsageProblem


@click.command(
    help=both(
        "更正已记的一条：另记一条“更正”，原文不动。ENTRY 写“时间 种类”，或只写第几条。",
        'Put an entry right by another one. ENTRY is its time and kind, or its number: "3".',
    )
)
@click.argument("identity", metavar="ID", shell_complete=complete_ids)
@click.argument("entry", metavar="ENTRY")
@click.option("--field", metavar="NAME", default="", help=both("更正哪一项", "which field"))
@click.option("--now", "value", metavar="TEXT", default="", help=both("应为", "the right value"))
@click.option("--void", is_flag=True, help=both("整条作废", "void the whole entry"))
@click.option("--reason", default="", help=both("更正的理由", "why"))
@click.option("--late", default="", help=both("补录原因", "why it is recorded late"))
@common_options
def command(
    *,
    identity: str,
    entry: str,
    field: str,
    value: str,
    void: bool,
    reason: str,
    late: str,
    at: str,
    by: str,
    acting: str,
) -> int:
    """Records the 更正."""
    from taizhang.actions.correcting import correction, find_act, voiding
    from taizhang.actions.filing import Draft, locate

    desk, now = recording.start(acting)
    case = locate(desk, identity, now)
    act = find_act(case.judged.state, entry)
    field, value, reason = _completed(field, value, reason, void=void)
    if value and field in ("at", "时间"):
        value = recording.full_time(desk, case, value, now)
    fields = voiding(act, reason) if void else correction(act, field, value, reason)
    draft = Draft(
        kind="更正",
        by=recording.person(desk, by),
        at=recording.full_time(desk, case, at, now),
        fields={**fields, **({"late": late} if late else {})},
    )
    return recording.file(desk, case, draft, now)


def _completed(field: str, value: str, reason: str, *, void: bool) -> tuple[str, str, str]:
    """What was given, and what a person on a terminal adds.

    Raises: UsageProblem: something is missing and nobody is there to ask.
    """
    given = {"--field": field or void, "--now": value or void, "--reason": reason}
    missing = [name for name, there in given.items() if not there]
    if missing and not wizard.interactive():
        raise UsageProblem("options-missing", kind="更正", options="、".join(missing))
    if "--field" in missing:
        field = wizard.ask_text("更正哪一项", "which field", needed=True)
    if "--now" in missing:
        value = wizard.ask_text("应为", "the right value", needed=True)
    if "--reason" in missing:
        reason = wizard.ask_text("理由", "reason", needed=True)
    return field, value, reason
