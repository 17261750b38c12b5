"""``taizhang undo``: take back one's own last record."""

from __future__ import annotations

import click

from taizhang.cli import both, recording
from taizhang.cli.completion import complete_ids
from taizhang.cli.edge import session
from taizhang.cli.entry_options import acting as acting_option
from taizhang.cli.output import say


@click.command(
    help=both(
        "撤回本人刚记、尚未提交共享的一条；已共享的只能更正。",
        "Take back your last record while nobody else has it.",
    )
)
@click.argument("identity", metavar="ID", shell_complete=complete_ids)
@acting_option
def command(identity: str, acting: str) -> int:
    """Takes back the last commit."""
    from taizhang.actions.undoing import undo

    desk, now = recording.start(acting)
    undone = undo(desk, identity, now)
    say("undone-gone" if undone.gone else "undone", session().lang, subject=undone.subject)
    return 0
