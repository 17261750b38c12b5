"""``taizhang add``: put an entry of any kind at the end of an incident."""

from __future__ import annotations

import click

from taizhang.cli import both, recording
from taizhang.cli.completion import complete_ids, complete_kinds
from taizhang.cli.entry_options import (
    ADDED,
    ELSEWHERE,
    common_options,
    field_options,
    kinds_help,
    typed_fields,
)
from taizhang.errors import UsageProblem
from taizhang.model.kinds import KEYS, KINDS


@click.command(
    help=both(
        "给一件舆情记一条。种类可写中文名或英文代号；在终端上缺什么问什么。\n\n"
        f"各种类的必填项和［可选项］：\n{kinds_help(ADDED)}",
        "Put an entry at the end of an incident; on a terminal, what is missing is asked for.\n\n"
        f"Kinds, with what they must and [may] carry:\n{kinds_help(ADDED)}",
    )
)
@click.argument("identity", metavar="ID", shell_complete=complete_ids)
@click.argument("kind", metavar="KIND", shell_complete=complete_kinds)
@common_options
@click.option(
    "--stay",
    is_flag=True,
    help=both("留在原环节，即使本条可以进入下一环节", "do not enter the next stage with it"),
)
@field_options(ADDED)
def command(
    identity: str, kind: str, at: str, by: str, acting: str, stay: bool, **typed: tuple[str, ...]
) -> int:
    """Records one entry."""
    from taizhang.actions.filing import locate

    name = require_kind(kind)
    desk, now = recording.start(acting)
    case = locate(desk, identity, now)
    fields = typed_fields(typed)
    draft = recording.entry(desk, case, name, fields, now, at=at, by=by, stage=not stay)
    return recording.file(desk, case, draft, now)


def require_kind(text: str) -> str:
    """The kind by name or key.

    Raises:
        UsageProblem: there is none, or it has a command of its own.
    """
    name = KEYS.get(text, text)
    if name in ELSEWHERE:
        raise UsageProblem("kind-elsewhere", kind=name, command=ELSEWHERE[name])
    if name not in KINDS:
        known = "、".join(f"{each}（{KINDS[each].key}）" for each in ADDED)
        raise UsageProblem("kind-not-known", value=text, known=known)
    return name
