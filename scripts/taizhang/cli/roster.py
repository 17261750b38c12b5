"""``taizhang roster``: who is who, which keys they have, and the root all trust rests on."""

from __future__ import annotations

from pathlib import Path

import click

from taizhang.cli import both, rostering
from taizhang.cli.mandating import approving


@click.group(
    name="roster", help=both("名册：核对、查看、新版本、信任根", "the roster and its versions")
)
def command() -> None:
    """Holds the commands."""


@command.command(
    name="approve", help=both("核准名册的新版本 N", "approve the new version N of the roster")
)
@click.argument("version", metavar="N")
@approving
def approve(version: str, acting: str, file: str, *, shown: bool) -> int:
    """Shows what is signed, signs it, records it."""
    from taizhang.cli.mandating import approve_version

    return approve_version("roster", version, acting, file, shown=shown)


@command.command(
    name="root",
    help=both(
        "显示信任根：抄在仓库之外，供钩子和流水线核对",
        "print the root of trust, to be kept outside the repository",
    ),
)
def root() -> int:
    """Prints the line for ``--pin``; what it is for goes to stderr."""
    from taizhang.actions.regime import Regimes
    from taizhang.actions.rooting import root_of
    from taizhang.cli.edge import ledger_root
    from taizhang.cli.mandating import tell
    from taizhang.errors import EnvironmentProblem
    from taizhang.store.git.objects import head
    from taizhang.store.git.repository import open_repository

    repo = open_repository(Path(ledger_root()))
    commit = head(repo)
    if commit is None:
        raise EnvironmentProblem("nothing-recorded")
    pin = root_of(repo, commit, Regimes(repo).at(commit))
    click.echo(pin.text)
    tell("root-told" if pin.signed else "root-unsigned", version=str(pin.version))
    return 0


for part in (rostering.check, rostering.show, rostering.signers, rostering.new):
    command.add_command(part)
