"""``taizhang roster check|show|allowed-signers|new``: the roster read, and its next version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli import both, recording
from taizhang.cli.edge import ledger_root, session

if TYPE_CHECKING:
    from taizhang.model.governance import Governance
    from taizhang.store.worktree import WorkTree


def _load() -> tuple[Governance, WorkTree]:
    from taizhang.actions.governance import load_governance
    from taizhang.store.worktree import WorkTree

    source = WorkTree(ledger_root())
    return load_governance(source), source


@click.command(
    "check",
    help=both("核对名册各版", "check every version of the roster against the one before"),
)
def check() -> int:
    """Prints every finding; 1 where there is an error."""
    from taizhang.actions.rosters import check_rosters
    from taizhang.cli.output import finding_lines, say

    report = check_rosters(*_load())
    for finding in report.findings:
        finding_lines(finding, session().lang)
    if not report.findings:
        say("roster-clean", session().lang, count=report.files)
    return 0 if report.clean else 1


@click.command(
    "show",
    help=both("列出名册的人、角色和公钥", "list persons, roles and keys of the roster"),
)
@click.argument("version", metavar="N", default="")
def show(version: str) -> int:
    """Prints the newest version, or the one named."""
    from taizhang.actions.rosters import choose_roster, person_row
    from taizhang.cli.output import table

    governance, _ = _load()
    roster = choose_roster(governance, version)
    heads = ("姓名", "key", "单位", "角色", "公钥指纹")
    day = recording.clock().date()
    table([person_row(person, day) for person in roster.persons], heads)
    return 0


@click.command(
    "allowed-signers",
    help=both(
        "导出公钥，供 ssh-keygen -Y verify 验签",
        "print the keys as ssh-keygen -Y verify reads them",
    ),
)
def signers() -> int:
    """Prints the file; all keys, closed ones too, each with its days."""
    from taizhang.actions.rosters import signers_file
    from taizhang.cli.output import write_bytes

    governance, _ = _load()
    write_bytes(signers_file(governance).encode())
    return 0


@click.command(
    "new",
    help=both(
        "起草名册的下一版，登记公钥；不提交",
        "write the next version of the roster with keys put in; nothing is committed",
    ),
)
@click.option(
    "--key",
    "keys",
    nargs=2,
    multiple=True,
    metavar="PERSON LINE",
    help=both("给这个人登记这行公钥，可重复", "list this public line for the person; repeatable"),
)
def new(keys: tuple[tuple[str, str], ...]) -> int:
    """Writes the file and says what to do with it."""
    from taizhang.actions.rosters import begin_version
    from taizhang.cli.output import say
    from taizhang.store.git.objects import head
    from taizhang.store.git.repository import open_repository
    from taizhang.store.git.source import CommitSource

    root = ledger_root()
    governance, source = _load()
    repo = open_repository(root)
    rev = head(repo)
    recorded = CommitSource(repo, rev) if rev else None
    done = begin_version(root, governance, source, recorded, keys, recording.clock())
    code = "roster-begun" if done.new else "roster-added"
    say(code, session().lang, path=done.path, version=done.version)
    return 0
