"""What a Tab offers: ids of incidents, kinds, stages."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from taizhang.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import click
    from click.shell_completion import CompletionItem

    from taizhang.model.source import Source

_MOST = 200


def complete_ids(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Ids that begin or end with what was typed, the newest first; read from file names alone."""
    from taizhang.cli.edge import ledger_folder
    from taizhang.errors import TaizhangError
    from taizhang.store.worktree import WorkTree

    try:
        return list(islice(_ids(WorkTree(ledger_folder(".")), incomplete), _MOST))
    except TaizhangError:
        return []


def _ids(source: Source, typed: str) -> Iterator[str]:
    from taizhang.store.monthfolders import month_folders

    for month in month_folders(source):
        for name in reversed(source.names(month)):
            one = name.removesuffix(".yml")
            if one != name and (one.startswith(typed) or one.endswith(typed)):
                yield one


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
