"""``taizhang init``: a ledger for another office."""

from __future__ import annotations

import click

from taizhang.cli import both
from taizhang.cli.edge import now, session
from taizhang.cli.output import say
from taizhang.errors import UsageProblem


@click.command(
    help=both(
        "为本单位新建一个台账仓库：预案为样板，名册为占位，启用前换成本单位的。",
        "Make a ledger repository: the plan as a template, a roster of stand-ins to be replaced.",
    )
)
@click.argument("folder", metavar="DIR")
@click.option(
    "--name", default="网络舆情台账", show_default=True, help=both("台账名称", "name of the ledger")
)
@click.option(
    "--id",
    "identity",
    default="opinion-ledger",
    show_default=True,
    help=both("台账代号，启用后不改", "its id, never to be changed"),
)
@click.option("--drill", is_flag=True, help=both("演练台账", "a drill ledger"))
@click.option("--person", default="", help=both("管理员姓名，默认取 git 身份", "administrator"))
@click.option("--email", default="", help=both("管理员邮箱", "the administrator's address"))
def command(*, folder: str, name: str, identity: str, drill: bool, person: str, email: str) -> int:
    """Makes it and tells what to do next."""
    from pathlib import Path

    from taizhang.actions.founding import Founding, found
    from taizhang.store.git.repository import Identity

    if bool(person) != bool(email):
        raise UsageProblem("init-who")
    who = Identity(name=person, email=email) if person else None
    made = found(Path(folder), Founding(name=name, id=identity, drill=drill, who=who), now())
    say("init-made", session().lang, folder=folder, person=made.name)
    return 0
