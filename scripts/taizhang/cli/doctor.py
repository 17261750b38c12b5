"""``taizhang doctor``: is this machine ready, and what to run where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli import both

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    help=both(
        "检查本机环境和台账仓库；不齐备的，写明要运行的命令。",
        "Check machine and repository; where something is missing, name the command to run.",
    )
)
def command() -> int:
    """Prints one line a point; 4 where work cannot go on."""
    from pathlib import Path

    from taizhang.actions.doctor import examine
    from taizhang.cli.edge import now, session
    from taizhang.cli.output import point_lines

    points = examine(Path.cwd(), _root(), now())
    for point in points:
        point_lines(point, session().lang)
    return 4 if any(point.problem and point.needed for point in points) else 0


def _root() -> Path | None:
    from taizhang.cli.edge import ledger_root
    from taizhang.errors import EnvironmentProblem

    try:
        return ledger_root()
    except EnvironmentProblem:
        return None
