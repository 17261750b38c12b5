"""``taizhang seal``: seal the record, sign a seal too, verify seals."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from taizhang.cli import both
from taizhang.cli.entry_options import acting as acting_option
from taizhang.cli.output import FORMATS

if TYPE_CHECKING:
    from datetime import datetime

    from taizhang.actions.acting import Desk
    from taizhang.actions.sealing import Sealing

_KEY = click.option(
    "--key", "file", default="", metavar="FILE", help=both("用这个私钥文件签", "sign with FILE")
)


@click.group(
    name="seal",
    invoke_without_command=True,
    help=both(
        "封存：把台账现状做成一份签名的摘要，抄存在仓库之外",
        "seal the record: a signed summary to be kept outside the repository",
    ),
)
@_KEY
@acting_option
@click.pass_context
def command(context: click.Context, file: str, acting: str) -> int:
    """Seals the last commit, unless another command is named."""
    if context.invoked_subcommand is not None:
        return 0
    from taizhang.actions.sealing import new_seal
    from taizhang.cli import recording

    desk, now = recording.start(acting, few=False)
    return _put(desk, new_seal(desk, now), file, now)


@command.command(name="sign", help=both("在已有的封存上再签一份", "sign a seal too"))
@click.argument("number", type=int, default=0, metavar="[N]")
@_KEY
@acting_option
def sign(number: int, file: str, acting: str) -> int:
    """Signs the last seal, or the one of that number."""
    from taizhang.actions.sealing import seal_to_sign
    from taizhang.cli import recording

    desk, now = recording.start(acting, few=False)
    return _put(desk, seal_to_sign(desk, number, now), file, now)


@command.command(
    name="verify",
    help=both(
        "核对封存；写 FILE 时与存在外面的那一份核对",
        "verify the seals, or a copy of one kept outside",
    ),
)
@click.argument("copy", default="", metavar="[FILE]")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help=both("输出格式", "format")
)
def verify(copy: str, form: str) -> int:
    """Prints every finding; 1 where there is an error."""
    from taizhang.actions.unsealing import check_copy, check_seals
    from taizhang.cli.edge import ledger_root, session
    from taizhang.cli.output import print_report
    from taizhang.errors import EnvironmentProblem, UsageProblem
    from taizhang.store.git.objects import head
    from taizhang.store.git.repository import open_repository

    repo = open_repository(Path(ledger_root()))
    tip = head(repo)
    if tip is None:
        raise EnvironmentProblem("nothing-recorded")
    if copy and not Path(copy).is_file():
        raise UsageProblem("path-not-there", path=copy)
    report = (
        check_copy(repo, tip, Path(copy).read_bytes(), copy) if copy else check_seals(repo, tip)
    )
    print_report(report, form, session().lang)
    return 0 if report.clean else 1


def _put(desk: Desk, sealing: Sealing, file: str, now: datetime) -> int:
    from taizhang.actions.sealing import put_seal
    from taizhang.actions.signing import signer_at
    from taizhang.cli.key import ask_passphrase
    from taizhang.cli.mandating import tell

    click.echo(sealing.text, nl=False)
    signer = signer_at(desk, sealing.keys, file, ask_passphrase)
    commit = put_seal(desk, sealing, signer, now)
    tell("seal-done", path=sealing.seal.path, commit=commit[:10])
    return 0
