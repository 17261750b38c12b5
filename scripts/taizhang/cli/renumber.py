"""``taizhang renumber``: another id for an incident that nobody else has yet."""

from __future__ import annotations

import click

from taizhang.cli import both
from taizhang.cli.completion import complete_ids
from taizhang.cli.edge import ledger_root, now, session
from taizhang.cli.output import say


@click.command(
    help=both(
        "给本机尚未提交共享的一件换一个编号；编号与他人相撞时用。已共享的编号不变。",
        "Give an incident not yet shared another id, where it collided with another's.",
    )
)
@click.argument("identity", metavar="ID", shell_complete=complete_ids)
def command(identity: str) -> int:
    """Makes own commits anew under the new id."""
    from taizhang.actions.renumbering import renumber
    from taizhang.store.git.repository import open_repository

    root = ledger_root()
    done = renumber(root, open_repository(root), identity, now())
    say("renumbered", session().lang, old=done.old, new=done.new)
    for each, person in done.unsigned:
        say("renumber-unsigned", session().lang, id=each, person=person)
    return 0
