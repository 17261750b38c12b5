"""``taizhang fmt``: what was typed by hand, put into the form the tools write."""

from __future__ import annotations

import click

from taizhang.cli import both
from taizhang.cli.edge import ledger_root, session
from taizhang.cli.output import say


@click.command(
    help=both(
        "把手写的、尚未入库的记录整理成工具的写法；已入库的一个字节也不动，含义不变。",
        "Put records typed by hand and not committed yet into the written form; nothing recorded, "
        "and no meaning, changes.",
    )
)
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("--check", "only", is_flag=True, help=both("只列出，不改", "only tell which"))
def command(paths: tuple[str, ...], only: bool) -> int:
    """Tidies the files; with ``--check`` 1 where one is not tidy."""
    from pathlib import Path

    from taizhang.actions.formatting import tidy
    from taizhang.store.git.repository import open_repository

    root = ledger_root()
    inside = [Path(path).resolve() for path in paths]
    named = [
        path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        for path in inside
    ]
    found = tidy(open_repository(root), named, write=not only)
    for path in found:
        say("fmt-untidy" if only else "fmt-done", session().lang, path=path)
    if not found:
        say("fmt-tidy", session().lang)
    return 1 if only and found else 0
