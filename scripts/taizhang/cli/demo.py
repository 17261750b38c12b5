"""``taizhang demo``: a drill ledger to try things in."""

from __future__ import annotations

import click

from taizhang.cli import both
from taizhang.cli.edge import now as read_clock
from taizhang.cli.edge import session
from taizhang.cli.output import say

MOST = 100_000


@click.command(
    help=both(
        "新建一个演练台账：独立的 git 仓库，事件均为虚构，时间以现在为准。",
        "Make a drill ledger: a git repository of its own, invented incidents, times around now.",
    )
)
@click.argument("folder", metavar="DIR")
@click.option(
    "--incidents",
    type=click.IntRange(1, MOST),
    default=24,
    show_default=True,
    help=both("舆情件数", "how many incidents"),
)
@click.option(
    "--seed",
    type=int,
    default=1,
    show_default=True,
    help=both("种子，相同则内容相同", "the same seed makes the same ledger"),
)
@click.option("--now", metavar="TIME", help=both("把哪一时刻当作现在", "take TIME as now"))
@click.option(
    "--force",
    is_flag=True,
    help=both(
        "替换同一目录里的旧演练台账，其中的改动会丢失",
        "replace the drill ledger in that folder; edits in it are lost",
    ),
)
def command(folder: str, incidents: int, seed: int, now: str | None, force: bool) -> None:
    """Make it and tell what to try next."""
    from pathlib import Path

    from taizhang.actions.demo import make_demo

    made = make_demo(
        Path(folder),
        incidents=incidents,
        seed=seed,
        now=read_clock(now),
        made=read_clock(),
        force=force,
    )
    lang = session().lang
    say("demo-made", lang, folder=folder, incidents=made.incidents, commits=made.commits)
    say("demo-identity", lang, name=made.identity.name, email=made.identity.email)
    say("demo-next", lang, folder=folder)
