"""What ``roster approve`` and ``plan approve`` share: options, what is shown, what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli import both, recording
from taizhang.cli.edge import session
from taizhang.cli.entry_options import acting as acting_option

if TYPE_CHECKING:
    from collections.abc import Callable


def approving(function: Callable[..., int]) -> Callable[..., int]:
    """The options of a command that approves a version."""
    key = click.option(
        "--key", "file", default="", metavar="FILE", help=both("用这个私钥文件签", "sign with FILE")
    )
    show = click.option(
        "--show", "shown", is_flag=True, help=both("只显示声明，不签", "print the statement only")
    )
    return acting_option(key(show(function)))


def approve_version(kind: str, version: str, acting: str, file: str, *, shown: bool) -> int:
    """Show the statement, sign it, record it."""
    from taizhang.actions.mandating import give, mandate
    from taizhang.actions.signing import signer_at
    from taizhang.cli.key import ask_passphrase

    desk, now = recording.start(acting, few=False)
    given = mandate(desk, kind, version, now)
    click.echo(given.text, nl=False)
    if shown:
        return 0
    signer = signer_at(desk, given.keys, file, ask_passphrase)
    commit = give(desk, given, signer, now)
    tell("mandate-done", path=given.subject.path, commit=commit[:10])
    return 0


def tell(code: str, **values: str) -> None:
    """A message on stderr: stdout holds what can be kept or piped."""
    from taizhang.model.messages import words

    for text in filter(None, words(code, values, session().lang)):
        click.echo(text, err=True)
