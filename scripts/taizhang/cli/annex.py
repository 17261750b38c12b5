"""``taizhang annex``: bytes that belong to an incident and stay outside git."""

from __future__ import annotations

import click

from taizhang.cli import both, recording, telling
from taizhang.cli.completion import complete_ids
from taizhang.cli.edge import ledger_root, session
from taizhang.cli.edge import now as read_clock

_ID = click.argument("identity", metavar="ID", shell_complete=complete_ids)
_NAME = click.argument("name", metavar="NAME")
_ACTING = click.option(
    "--as",
    "acting",
    default="",
    metavar="PERSON",
    help=both("代这个人操作（仅限演练台账）", "act for this person (drill ledgers only)"),
)


@click.group(help=both("保管附件：不入库，加密，可销毁。", "Keep annexes outside git, encrypted."))
def command() -> None:
    """Adds, shows and destroys annexes."""


@command.command("add", help=both("保管一个文件，并在台账中记名称和摘要值。", "Keep a file."))
@_ID
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False))
@click.option("--name", required=True, metavar="NAME", help=both("附件名称", "its name"))
@click.option("--text", default="", metavar="TEXT", help=both("说明", "a note beside it"))
@_ACTING
def add(identity: str, file: str, name: str, text: str, acting: str) -> int:
    """Keeps ``file`` and records it."""
    from pathlib import Path

    from taizhang.actions import annexing
    from taizhang.actions.filing import locate

    desk, now = recording.start(acting)
    case = locate(desk, identity, now)
    telling.filed(annexing.add(desk, case, Path(file), name, text, now), now)
    return 0


@command.command("show", help=both("列出附件，或取出其中一个。", "List annexes, or take one out."))
@_ID
@click.argument("name", metavar="NAME", required=False)
@click.option("--out", metavar="FILE", help=both("取出到哪个文件", "where to put it"))
def show(identity: str, name: str | None, out: str | None) -> int:
    """Lists or decrypts."""
    from taizhang.actions import annexing
    from taizhang.actions.workspace import find_case, open_workspace
    from taizhang.store.git.repository import open_repository
    from taizhang.store.worktree import WorkTree

    root = ledger_root()
    case = find_case(open_workspace(WorkTree(root), few=True), identity, read_clock())
    store = annexing.annex_store(open_repository(root))
    if name and out:
        from taizhang.store.digest import put_file

        put_file(out, annexing.content(case, store, name))
        return 0
    for annex in annexing.annexes(case, store):
        if name in (None, annex.name):
            click.echo(f"{annex.name}  {annex.digest[:16]}  {_state(annex.destroyed, annex.here)}")
    return 0


@command.command("destroy", help=both("销毁附件：先记销毁并审批，再删除。", "Destroy an annex."))
@_ID
@_NAME
@click.option(
    "--assessment", default="", metavar="TEXT", help=both("评估意见", "the assessment made")
)
@_ACTING
def destroy(identity: str, name: str, assessment: str, acting: str) -> int:
    """Destroys when the ledger approves it, else asks for the approval."""
    from taizhang.actions import annexing
    from taizhang.actions.filing import locate

    desk, now = recording.start(acting)
    case = locate(desk, identity, now)
    if annexing.destroy(desk, case, name):
        words = {"zh": f"附件“{name}”已销毁。", "en": f"{name} is destroyed."}
        click.echo(words[session().lang])
        return 0
    telling.filed(annexing.request_destruction(desk, case, name, assessment, now), now)
    return 0


def _state(destroyed: bool, here: bool) -> str:
    """Where the annex stands, in the language of the session."""
    zh, en = ("已销毁", "destroyed") if destroyed else ("在本机", "here")
    if not destroyed and not here:
        zh, en = "不在本机", "not on this machine"
    return en if session().lang == "en" else zh
