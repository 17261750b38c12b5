"""``taizhang submit``: share what was recorded on this machine."""

from __future__ import annotations

import click

from taizhang.cli import both, telling
from taizhang.cli.edge import ledger_root, now, session
from taizhang.cli.output import say


@click.command(
    help=both(
        "把本机的记录提交共享；他人先提交的，本机的记录接在其后。",
        "Push what was recorded here; where others were faster, behind their records.",
    )
)
def command() -> int:
    """Pushes and brings this machine up to date."""
    from taizhang.actions.submitting import submit
    from taizhang.store.git.repository import open_repository

    done = submit(open_repository(ledger_root()), now())
    place = {"remote": done.remote, "branch": done.branch}
    if done.commits:
        code = "submitted-behind" if done.behind else "submitted"
        say(code, session().lang, count=done.commits, **place)
    else:
        say("refreshed" if done.refreshed else "nothing-to-submit", session().lang, **place)
    telling.rejoined(done.rebuilt)
    return 0
