"""``taizhang schema``: the JSON Schema of incident files, for editors."""

from __future__ import annotations

import click

from taizhang.cli import both


@click.command(
    help=both(
        "输出事件文件的 JSON Schema，供编辑器提示和核对；名称取自现行预案和名册。",
        "Print the JSON Schema of incident files, with the names of plan and roster in force.",
    )
)
@click.option(
    "--out",
    "out",
    default="",
    metavar="FILE",
    help=both("写到这个文件，如 .vscode/incident.schema.json", "write it to this file"),
)
def command(out: str) -> None:
    """Prints the schema, or writes it and says where."""
    from taizhang.actions.governance import load_governance
    from taizhang.actions.schema import schema_text
    from taizhang.cli.edge import ledger_root, session
    from taizhang.model.messages import words
    from taizhang.store.digest import replace_file
    from taizhang.store.worktree import WorkTree

    text = schema_text(load_governance(WorkTree(ledger_root())))
    if not out:
        click.echo(text, nl=False)
        return
    replace_file(out, text.encode())
    click.echo(words("schema-written", {"file": out}, session().lang)[0])
