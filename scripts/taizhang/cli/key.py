"""``taizhang key``: the key a person signs approvals with."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from taizhang.cli import both
from taizhang.cli.edge import session
from taizhang.cli.output import tell

if TYPE_CHECKING:
    from typing import TextIO

    from taizhang.actions.keys import PublicPart

_FILE = click.option(
    "--file",
    "file",
    default="",
    metavar="FILE",
    help=both("私钥文件，默认 ~/.ssh/taizhang", "the private key, by default ~/.ssh/taizhang"),
)


@click.group(help=both("审批签名用的密钥。", "The key approvals are signed with."))
def command() -> None:
    """Makes a key, shows its public half."""


@command.command(
    "new",
    help=both(
        "新建一把密钥，设口令；把显示的公钥交给管理员登记。",
        "Make a key under a passphrase; hand the line shown to the administrator.",
    ),
)
@_FILE
@click.option(
    "--passphrase-file",
    "source",
    type=click.File("r", encoding="utf-8"),
    metavar="FILE",
    help=both("口令取自文件的第一行，- 为标准输入", "its first line; - is standard input"),
)
def new(file: str, source: TextIO | None) -> int:
    """Makes it; the public line goes to stdout, the rest to stderr."""
    from taizhang.actions.keys import new_key

    def ask() -> str:
        return next(iter(source), "").rstrip("\r\n") if source else ask_new_passphrase()

    part = new_key(file, ask)
    _show(part)
    tell("key-made", session().lang, file=part.place)
    return 0


@command.command(
    "show", help=both("显示交给管理员登记的公钥。", "Show the line for the administrator.")
)
@_FILE
@click.option(
    "--agent", is_flag=True, help=both("显示 ssh-agent 中的", "those that the ssh-agent holds")
)
def show(file: str, *, agent: bool) -> int:
    """Prints the public line; no passphrase is asked for."""
    from taizhang.actions.keys import agent_held, shown_key
    from taizhang.errors import UsageProblem

    parts = agent_held() if agent else (shown_key(file),)
    if not parts:
        raise UsageProblem("agent-empty")
    for part in parts:
        _show(part)
    return 0


def ask_new_passphrase() -> str:
    """A passphrase typed twice, unseen.

    Raises: UsageProblem: nobody sits at a terminal, or the two differ.
    """
    from taizhang.errors import UsageProblem

    typed = _ask("新口令", "new passphrase")
    if typed != _ask("再输一遍", "again"):
        raise UsageProblem("key-passphrase-differs")
    return typed


def ask_passphrase() -> str:
    """The passphrase of a key, typed unseen.

    Raises: UsageProblem: nobody sits at a terminal.
    """
    return _ask("密钥口令", "passphrase of the key")


def _ask(zh: str, en: str) -> str:
    from taizhang.errors import UsageProblem

    if not sys.stdin.isatty():
        raise UsageProblem("key-no-terminal")
    label = en if session().lang == "en" else zh
    typed: str = click.prompt(label, hide_input=True, err=True)
    return typed


def _show(part: PublicPart) -> None:
    click.echo(part.line)
    tell("key-fingerprint", session().lang, fingerprint=part.fingerprint)
