"""``taizhang plan``: check the plan, show it as sentences, compare two versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli import both
from taizhang.cli.mandating import approving

if TYPE_CHECKING:
    from taizhang.model.findings import Report
    from taizhang.model.governance import Governance
    from taizhang.model.source import Source
    from taizhang.rules.plandiff import Change
    from taizhang.rules.plantext import Line

_JSON = click.option("--json", "as_json", is_flag=True, help=both("输出 JSON", "print JSON"))


@click.group(name="plan", help=both("查看或核对预案", "show or check the plan"))
def command() -> None:
    """Holds the commands."""


@command.command(name="approve", help=both("核准预案的新版本", "approve a new plan version"))
@click.argument("version")
@approving
def approve(version: str, acting: str, file: str, *, shown: bool) -> int:
    """Shows what is signed, signs it, records it."""
    from taizhang.cli.mandating import approve_version

    return approve_version("plan", version, acting, file, shown=shown)


def _load() -> tuple[Governance, Source]:
    from taizhang.actions.governance import load_governance
    from taizhang.cli.edge import ledger_root
    from taizhang.store.worktree import WorkTree

    source = WorkTree(ledger_root())
    return load_governance(source), source


@command.command(
    name="check",
    help=both(
        "核对预案、名册和单位设置；不写版本时核对全部版本",
        "check plan, roster and the office's files; all versions where none is named",
    ),
)
@click.argument("version", default="")
@_JSON
@click.option("--now", "at", help=both("按这个时刻核对", "judge as of this moment"))
def check(version: str, as_json: bool, at: str | None) -> int:
    """Prints every finding; 1 where there is an error."""
    from taizhang.actions.plans import check_plans
    from taizhang.cli.edge import now, session

    governance, source = _load()
    moment = now(at)
    report = check_plans(governance, source, version, moment.date(), moment)
    _print_report(report, session().lang, as_json=as_json)
    return 0 if report.clean else 1


@command.command(
    name="show",
    help=both(
        "把预案逐条写成一句话；写代号时只看那一条",
        "every line of the plan as a sentence, or the one of that code",
    ),
)
@click.argument("version", default="")
@click.argument("code", default="")
@_JSON
def show(version: str, code: str, as_json: bool) -> int:
    """Prints the version in force, or the one named; a code alone is looked up in that."""
    from taizhang.actions.plans import choose_plan, plan_lines
    from taizhang.cli.edge import session
    from taizhang.cli.plan_text import print_lines

    governance, _ = _load()
    if version and not code and version not in governance.plans and version[:1].isalpha():
        version, code = "", version
    plan = choose_plan(governance, version)
    lines = plan_lines(plan, code)
    if as_json:
        _print_json({"plan": plan.id, "title": plan.title, "lines": [*map(_line_json, lines)]})
        return 0
    print_lines(lines, session().lang, plan=None if code else plan)
    return 0


@command.command(
    name="diff", help=both("比较预案的两个版本", "what one plan version changes in another")
)
@click.argument("old")
@click.argument("new")
@_JSON
def diff(old: str, new: str, as_json: bool) -> int:
    """Prints lines added, removed and changed."""
    from taizhang.actions.plans import choose_plan
    from taizhang.cli.edge import session
    from taizhang.cli.plan_text import print_diff
    from taizhang.rules.plandiff import compare

    governance, _ = _load()
    before, after = choose_plan(governance, old), choose_plan(governance, new)
    changes = compare(before, after)
    if as_json:
        _print_json({"old": old, "new": new, "changes": [*map(_change_json, changes)]})
        return 0
    print_diff(before, after, changes, session().lang)
    return 0


def _print_json(value: object) -> None:
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _line_json(line: Line) -> dict[str, str]:
    return {
        "group": line.group,
        "code": line.code,
        "zh": line.zh,
        "en": line.en,
        "clause": line.clause,
    }


def _change_json(change: Change) -> dict[str, object]:
    return {
        "sort": change.sort,
        "group": change.group,
        "code": change.code,
        "before": _line_json(change.before) if change.before else None,
        "after": _line_json(change.after) if change.after else None,
    }


_SEVERITIES = {
    "error": ("错误", "error"),
    "warning": ("提醒", "warning"),
    "late": ("迟", "late"),
}


def _print_report(report: Report, lang: str, *, as_json: bool) -> None:
    from taizhang.model.messages import finding_words

    rows = []
    for finding in report.findings:
        message, fix = finding_words(finding, lang)
        rows.append(
            {
                "code": finding.code,
                "severity": finding.severity.value,
                "path": finding.path,
                "line": finding.line,
                "column": finding.column,
                "clause": finding.clause,
                "message": message,
                "fix": fix,
            }
        )
    if as_json:
        _print_json({"clean": report.clean, "findings": rows})
        return
    for row in rows:
        severity = _SEVERITIES[str(row["severity"])][lang == "en"]
        click.echo(f"{row['path']}:{row['line']}:{row['column']} {severity} {row['message']}")
        if row["fix"]:
            click.echo(f"  ↳ {row['fix']}")
    if not rows:
        count = report.files
        click.echo(
            f"{count} plan version(s), nothing wrong."
            if lang == "en"
            else f"预案 {count} 个版本，没有问题。"
        )
