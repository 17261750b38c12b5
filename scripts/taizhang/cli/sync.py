"""``taizhang sync``: fetch the records of others, own ones behind them; nothing is pushed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli import both, telling, wizard
from taizhang.cli.edge import ledger_root, now, session
from taizhang.cli.output import say

if TYPE_CHECKING:
    from taizhang.actions.joining import Clash
    from taizhang.actions.rebuilding import Keep


@click.command(
    help=both(
        "取回他人的记录，本机尚未提交的逐条接在其后；不提交。"
        "用 git 取回时停在冲突处的，也用它理顺。",
        "Fetch the records of others and put your own behind them; pushes nothing. "
        "Also mends a git pull that stopped in a conflict.",
    )
)
@click.option(
    "--keep",
    type=click.Choice(("theirs", "both")),
    help=both(
        "双方都改变了同一件舆情的环节或等级时：theirs 留他人的，both 两条都留、本机的在后",
        "where both changed one incident's stage or level: keep theirs, or both with yours behind",
    ),
)
def command(keep: str | None) -> int:
    """Brings this machine up to date."""
    from taizhang.actions.rebuilding import Keep
    from taizhang.actions.syncing import sync
    from taizhang.store.git.repository import open_repository

    repo = open_repository(ledger_root())
    done = sync(repo, now(), (lambda _: Keep(keep)) if keep else _choose)
    lang = session().lang
    place = {"remote": done.remote, "branch": done.branch}
    if done.untangled:
        say("sync-untangled", lang)
    for copy in done.copies:
        say("sync-copy", lang, path=f"{repo.git_dir}/{copy}")
    say("synced" if done.own else "synced-even", lang, count=done.fetched, own=done.own, **place)
    telling.rejoined(done.rebuilt)
    return 0


def _choose(clash: Clash) -> Keep:
    """Ask which of two decisions stands; refuse where nobody can be asked."""
    from taizhang.actions.rebuilding import Keep, never
    from taizhang.model.messages import words

    if not wizard.interactive():
        return never(clash)
    values = {
        "id": clash.id,
        "theirs": "、".join(f"{entry.name}（{entry.by}）" for entry in clash.theirs),
        "ours": "、".join(f"{entry.name}（{entry.by}）" for entry in clash.ours),
    }
    click.echo(words("sync-both-moved", values, session().lang)[0], err=True)
    options = ("留他人的", "两条都留") if session().lang == "zh" else ("keep theirs", "keep both")
    (answer,) = wizard.ask_choice("怎样处理", "which", options)
    return Keep.THEIRS if answer == options[0] else Keep.BOTH
