"""What a Tab offers: ids of incidents, kinds, stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.kinds import KINDS

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

_MOST = 200


def complete_ids(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Ids that begin or end with what was typed, the newest first; read from file names alone."""
    from taizhang.cli.edge import ledger_root
    from taizhang.errors import TaizhangError

    try:
        folder = ledger_root() / "ledger"
    except TaizhangError:
        return []
    names = sorted((path.stem for path in folder.glob("[0-9]*/[0-9]*/*.yml")), reverse=True)
    return [name for name in names if name.startswith(incomplete) or name.endswith(incomplete)][
        :_MOST
    ]


def complete_kinds(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Kinds by name and key."""
    from click.shell_completion import CompletionItem

    return [
        CompletionItem(word, help=kind.name)
        for kind in KINDS.values()
        for word in (kind.key, kind.name)
        if word.startswith(incomplete)
    ]
