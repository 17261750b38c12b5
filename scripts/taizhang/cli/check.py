"""``taizhang check``: a whole ledger, or files of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli import both
from taizhang.cli.output import FORMATS, print_report

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    help=both(
        "按预案核对台账。PATH 为台账目录，或同一台账中的文件；不写则核对本台账。",
        "Check a ledger, or files of one, against the plan.",
    )
)
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help=both("输出格式", "format")
)
@click.option("--now", "at", metavar="TIME", help=both("按哪一时刻判断", "judge at TIME"))
def command(paths: tuple[str, ...], form: str, at: str | None) -> int:
    """Prints every finding; 1 where there is an error."""
    from taizhang.actions.check import check_tree
    from taizhang.actions.workspace import open_workspace
    from taizhang.cli.edge import now, session
    from taizhang.store.worktree import WorkTree

    root, files = _places(paths)
    report = check_tree(open_workspace(WorkTree(root)), now(at), files)
    print_report(report, form, session().lang)
    return 0 if report.clean else 1


def _places(paths: tuple[str, ...]) -> tuple[Path, tuple[str, ...]]:
    """The ledger, and the files of it that were named.

    Raises: UsageProblem: a path is not there, or the files are of several ledgers.
    """
    import os
    from pathlib import Path

    from taizhang.cli.edge import ledger_root
    from taizhang.errors import UsageProblem

    root: Path | None = None
    files = []
    for text in paths:
        # Not resolved: a link must be seen as one.
        path = Path(os.path.abspath(text))  # noqa: PTH100
        if not os.path.lexists(path):
            raise UsageProblem("path-not-there", path=text)
        own = ledger_root(path if path.is_dir() and not path.is_symlink() else path.parent)
        if root not in (None, own):
            raise UsageProblem("two-ledgers", one=str(root), other=str(own))
        root = own
        if path.is_symlink() or not path.is_dir():
            files.append((path.parent.resolve() / path.name).relative_to(own).as_posix())
        elif path.resolve() != own:
            raise UsageProblem("path-not-a-ledger", path=text, root=str(own))
    return root or ledger_root(), tuple(files)
