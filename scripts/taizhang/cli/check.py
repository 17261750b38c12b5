"""``taizhang check``: a whole ledger, files of one, a change of its branch, or its history.

Paths are texts here: pathlib takes longer to load than a file to check.
"""

# ruff: noqa: PTH112, PTH114, PTH118, PTH119, PTH120

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import click

from taizhang.cli import both
from taizhang.cli.output import FORMATS, print_report

if TYPE_CHECKING:
    from datetime import datetime

    from taizhang.model.findings import Report


@click.command(
    help=both(
        "按预案核对台账。PATH 为台账目录、同一台账中的文件，或舆情编号；不写则核对本台账。",
        "Check a ledger, or files or incidents of one, against the plan.",
    )
)
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help=both("输出格式", "format")
)
@click.option(
    "--recorded", is_flag=True, help=both("只看已提交的内容，不看工作目录", "the last commit alone")
)
@click.option(
    "--fresh", is_flag=True, help=both("不用以前核对的结果，全部重新核对", "remember nothing")
)
@click.option("--all", "every", is_flag=True, help=both("列出全部迟报迟办", "list every lateness"))
@click.option("--now", "at", metavar="TIME", help=both("按哪一时刻判断", "judge at TIME"))
@click.option(
    "--range",
    "span",
    metavar="OLD..NEW",
    help=both("只核对从 OLD 到 NEW 的改动", "judge the change from OLD to NEW alone"),
)
@click.option(
    "--history",
    is_flag=True,
    help=both("核对全部历史，逐个提交", "judge every commit of the history"),
)
@click.option("--pin", metavar="ROOT", default="", help=both("信任根", "the root of trust"))
def command(
    paths: tuple[str, ...],
    form: str,
    *,
    recorded: bool,
    fresh: bool,
    every: bool,
    at: str | None,
    span: str | None,
    history: bool,
    pin: str,
) -> int:
    """Prints every finding; 1 where there is an error."""
    from taizhang.cli.edge import now, session

    _require_one_way(span=span, history=history, pin=pin)
    root, files = _places(paths)
    if span:
        report = _range(root, files, span, now(at), pin)
    elif history:
        report = _history(root, files, now(at), pin, fresh=fresh)
    elif files:
        report = _named(root, files, now(at), fresh=fresh)
    else:
        report = _whole(root, now(at), recorded, not fresh, every or form != FORMATS[0])
    print_report(report, form, session().lang)
    return 0 if report.clean else 1


def _require_one_way(*, span: str | None, history: bool, pin: str) -> None:
    """Raises: UsageProblem: a range and the history, or a root of trust for neither."""
    from taizhang.errors import UsageProblem

    if span and history:
        raise UsageProblem("range-and-history")
    if pin and not (span or history):
        raise UsageProblem("pin-alone")


def _range(root: str, files: tuple[str, ...], span: str, moment: datetime, pin: str) -> Report:
    """Raises: UsageProblem: no range, a commit that is not there, or files named beside it."""
    from pathlib import Path

    from taizhang.actions.ranging import check_range
    from taizhang.errors import UsageProblem
    from taizhang.store.git.objects import resolve
    from taizhang.store.git.repository import open_repository

    old, dots, new = span.partition("..")
    if not dots or not new or new.startswith("."):
        raise UsageProblem("range-form", value=span)
    if files:
        raise UsageProblem("range-with-files")
    repo = open_repository(Path(root))
    start = resolve(repo, old) if old else None
    return check_range(repo, start, resolve(repo, new), moment, pin=pin)


def _history(
    root: str, files: tuple[str, ...], moment: datetime, pin: str, *, fresh: bool
) -> Report:
    """Raises: UsageProblem: files named beside it. EnvironmentProblem: no commit, or shallow."""
    from pathlib import Path

    from taizhang.actions.historing import check_history
    from taizhang.errors import EnvironmentProblem, UsageProblem
    from taizhang.store.git.objects import head
    from taizhang.store.git.repository import open_repository

    if files:
        raise UsageProblem("range-with-files")
    repo = open_repository(Path(root))
    tip = head(repo)
    if tip is None:
        raise EnvironmentProblem("nothing-recorded")
    return check_history(repo, tip, moment, pin=pin, fresh=fresh)


def _named(root: str, files: tuple[str, ...], at: datetime, *, fresh: bool) -> Report:
    """A few files: judged from their bytes, little is loaded."""
    from taizhang.actions.check import JOURNAL, check_tree
    from taizhang.actions.workspace import open_workspace, verify, verify_once
    from taizhang.store.worktree import WorkTree

    few = not any(path.startswith(JOURNAL) for path in files)
    port = verify if fresh else verify_once()
    workspace = open_workspace(WorkTree(root), few=few, statements=False, verify=port)
    return check_tree(workspace, at, files)


def _whole(root: str, at: datetime, recorded: bool, remember: bool, every: bool) -> Report:
    from pathlib import Path

    from taizhang.actions.ledgercheck import check_ledger

    return check_ledger(Path(root), at, recorded=recorded, remember=remember, every_late=every)


def _places(paths: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The ledger, and the files of it that were named, by their place or their incident.

    Raises: UsageProblem: a path is not there, or the files are of several ledgers.
    """
    from taizhang.cli.edge import ledger_folder
    from taizhang.errors import UsageProblem

    root = ""
    files = []
    for name in paths:
        path = name if os.path.lexists(name) else _incident(name)
        # A link is a file to be told of, wherever it leads.
        folder = os.path.isdir(path) and not os.path.islink(path)
        place = os.path.realpath(path if folder else os.path.dirname(path) or ".")
        own = ledger_folder(place)
        if root not in ("", own):
            raise UsageProblem("two-ledgers", one=root, other=own)
        root = own
        if not folder:
            inner = place[len(own) :].strip("/")
            files.append("/".join(filter(None, (inner, os.path.basename(path)))))
        elif place != own:
            raise UsageProblem("path-not-a-ledger", path=path, root=own)
    return root or ledger_folder("."), tuple(files)


_LIKE_AN_ID = re.compile(r"last|[\d-]*[0-9a-hjkmnp-tv-z]{1,4}", re.ASCII)
"""An id, an ending of one, or ``last``; whatever else is not there was meant as a path."""


def _incident(name: str) -> str:
    """Where the incident of that id lies in this ledger.

    Raises: UsageProblem: it is no id, or there is no such incident.
    """
    from taizhang.actions.workspace import find_path
    from taizhang.cli.edge import ledger_folder
    from taizhang.errors import UsageProblem
    from taizhang.store.worktree import WorkTree

    if not _LIKE_AN_ID.fullmatch(name):
        raise UsageProblem("path-not-there", path=name)
    root = ledger_folder(".")
    path = os.path.join(root, find_path(WorkTree(root), name))
    if not os.path.lexists(path):
        raise UsageProblem("incident-unknown", value=name)
    return path
