"""``taizhang journal``: what the office records beside its incidents, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli import both, recording, wizard
from taizhang.cli.entry_options import common_options, field_options, kinds_help, typed_fields
from taizhang.errors import UsageProblem
from taizhang.model.journal import JOURNAL_KEYS, JOURNAL_KINDS, LOOK

if TYPE_CHECKING:
    from datetime import datetime

    from taizhang.actions.acting import Desk
    from taizhang.actions.composing import Typed
    from taizhang.actions.filing import Draft
    from taizhang.model.officeviews import RecordView

_JSON = click.option("--json", "as_json", is_flag=True, help=both("输出 JSON", "print JSON"))
_NOW = click.option("--now", "at", metavar="TIME", help=both("按哪一时刻判断", "judge at TIME"))
_HELP = kinds_help(JOURNAL_KINDS, JOURNAL_KINDS)


@click.group(
    name="journal",
    help=both(
        "工作日志：监测、交接班、培训、演练、年度事项和复核，不属于哪一件舆情的都记在这里。",
        "The office's journal: watch looks, duty, training, drills, what comes round by the year.",
    ),
)
def command() -> None:
    """Holds the three commands."""


@command.command(
    name="add",
    help=both(
        "记一条。种类可写中文名或英文代号；在终端上缺什么问什么。\n\n"
        f"各种类的必填项和［可选项］：\n{_HELP}",
        "Add an entry; on a terminal, what is missing is asked for.\n\n"
        f"Kinds, with what they must and [may] carry:\n{_HELP}",
    ),
)
@click.argument("kind", metavar="KIND")
@common_options
@click.option(
    "--all",
    "every",
    is_flag=True,
    help=both("现行监测清单全部看过，只用于监测", "the whole watch list was looked at"),
)
@field_options(JOURNAL_KINDS, table=JOURNAL_KINDS, without=("stage", "urgent"))
def add(kind: str, at: str, by: str, acting: str, every: bool, **typed: tuple[str, ...]) -> int:
    """Records one entry."""
    from taizhang.actions.journal import add_record, ready_at
    from taizhang.cli.edge import session
    from taizhang.cli.output import finding_lines, say

    name = require_kind(kind)
    desk, now = recording.start(acting, few=False)
    fields = {**(_watch_list(desk, name, now) if every else {}), **typed_fields(typed)}
    draft = _draft(desk, name, fields, now, at=at, by=by)
    done = add_record(desk, draft, recording.pause(now, ready_at(desk, draft, now)))
    say("journal-added", session().lang, path=done.path, entry=done.entry.name, by=done.entry.by)
    for finding in done.findings:
        finding_lines(finding.at(""), session().lang)
    return 0


def require_kind(text: str) -> str:
    """The kind by name or key.

    Raises:
        UsageProblem: there is none.
    """
    name = JOURNAL_KEYS.get(text, text)
    if name not in JOURNAL_KINDS:
        known = "、".join(f"{each.name}（{each.key}）" for each in JOURNAL_KINDS.values())
        raise UsageProblem("kind-not-known", value=text, known=known)
    return name


def _watch_list(desk: Desk, kind: str, now: datetime) -> Typed:
    """The whole list in force, as if it had been typed.

    Raises: UsageProblem: the entry is no look, or there is no list.
    """
    watch = desk.workspace.governance.office.watch(now.date())
    if kind != LOOK or watch is None:
        raise UsageProblem("journal-all", kind=LOOK)
    names = ("engines", "keywords", "platforms")
    return {name: getattr(watch, name) for name in names if getattr(watch, name)}


def _draft(desk: Desk, kind: str, typed: Typed, now: datetime, *, at: str, by: str) -> Draft:
    """The entry ``typed`` describes; on a terminal what is missing is asked for."""
    from taizhang.actions.composing import require_complete, when
    from taizhang.actions.filing import Draft
    from taizhang.actions.governance import plan_in_force

    plan = plan_in_force(desk.workspace.governance)
    scene = recording.scene_of(desk, plan, None, now)
    fields = wizard.filled(JOURNAL_KINDS[kind], typed, scene)
    require_complete(JOURNAL_KINDS[kind], fields, plan)
    at = when(at, scene) if at else ""
    return Draft(kind=kind, by=recording.person(desk, by), at=at, fields=fields)


@command.command(
    name="list", help=both("列出日志，新的在前。", "List the journal's entries, the newest first.")
)
@click.option("--month", default="", metavar="YYYY-MM", help=both("只列这个月", "this month"))
@click.option("--kind", default="", metavar="KIND", help=both("只列这一种类", "this kind"))
@_JSON
@_NOW
def list_(month: str, kind: str, as_json: bool, at: str | None) -> int:
    """Prints one line an entry."""
    from taizhang.actions.journal import list_records
    from taizhang.cli.edge import ledger_root, now
    from taizhang.cli.output import print_json

    wanted = require_kind(kind) if kind else ""
    records = list_records(ledger_root(), month, wanted, now(at))
    if as_json:
        print_json({"records": records})
    else:
        _print_records(records)
    return 0


def _print_records(records: tuple[RecordView, ...]) -> None:
    from taizhang.cli.edge import session
    from taizhang.cli.output import say, table

    if not records:
        say("journal-none", session().lang)
        return
    rows = [
        (each.at.text, each.kind, each.by, "；".join(text for _, text in each.lines))
        for each in records
    ]
    table(rows, ("时间", "种类", "记录人", "内容"))


@command.command(
    name="show",
    help=both(
        "值班与监测的现状：谁在值班、下次监测、空档、联络、年度事项。",
        "How watch and duty stand: who is on duty, the next look, gaps, contacts, yearly items.",
    ),
)
@_JSON
@_NOW
def show(as_json: bool, at: str | None) -> int:
    """Prints the page 值班与监测 as text."""
    from taizhang.actions.journal import show_office
    from taizhang.cli.edge import ledger_root, now, session
    from taizhang.cli.journal_text import print_office
    from taizhang.cli.output import print_json

    view = show_office(ledger_root(), now(at), session().lang)
    if as_json:
        print_json(view)
    else:
        print_office(view)
    return 0
