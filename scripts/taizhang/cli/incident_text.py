"""An incident as text on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli.output import colour, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taizhang.actions.querying import Duty
    from taizhang.model.views import DueView, EntryView, IncidentView, LevelView, NextView

_MARKS = {"done": "✓", "now": "▶", "skipped": "·", "todo": " "}
_COLOURS = {"overdue": "red", "late": "magenta", "soon": "yellow"}
_OPEN = ("overdue", "soon", "open", "pending")


def level_words(level: LevelView) -> str:
    """``▲ 重大``, with what is only provisional said so; ``""`` where the plan has no levels."""
    if not level.name:
        return ""
    return f"{level.shape} {level.name}" + ("" if level.confirmed else "（暂定）")


def duty_rows(duties: Sequence[Duty]) -> list[tuple[str, ...]]:
    """Duties of several incidents, a row each."""
    return [
        (f"  {_state(each.due)}", each.due.name, _due_at(each.due), each.incident, each.title)
        for each in duties
    ]


def print_incident(view: IncidentView) -> None:
    """Header, stages, what is next, duties, waiting approvals, timeline, findings."""
    row = view.row
    click.echo(f"{row.id}  {row.title}{'  演练' if row.drill else ''}")
    told = (
        ("等级", level_words(row.level)),
        ("环节", row.stage),
        ("性质", "、".join(row.natures)),
        ("预案", view.plan),
    )
    click.echo("  ".join(f"{title} {words}" for title, words in told if words))
    click.echo("  ".join(f"{_MARKS[cell.state]}{cell.name}" for cell in row.strip))
    _print_waiting(view)
    _print_next(view.next)
    _print_duties(view.dues)
    click.echo("\n经过")
    for entry in reversed(view.entries):
        _print_entry(entry)
    if not view.history:
        click.echo("  （没有入库时间：尚未提交，或本地没有完整历史）")
    _print_findings(view)


def _print_waiting(view: IncidentView) -> None:
    if not view.waiting:
        return
    click.echo("\n待审批")
    for each in view.waiting:
        click.echo(f"  {each.sort} {each.entry} {each.by}，还缺 {'、'.join(each.roles)}")
        click.echo(f"    ↳ {each.command}")


def _print_next(options: Sequence[NextView]) -> None:
    if not options:
        return
    click.echo("\n下一步")
    for each in options:
        signed = f"，须经 {'、'.join(each.approvers)} 审批" if each.approvers else ""
        click.echo(f"  {each.move} {each.stage}{signed}{'' if each.ready else '（条件未齐）'}")
        if each.ready:
            click.echo(f"    ↳ {each.command}")
        for need in each.requirements:
            if need.state == "已满足":
                continue
            click.echo(f"    {need.state}：{need.strength}有{need.text}")
            if need.fix:
                click.echo(f"      ↳ {need.fix}")


def _print_duties(dues: Sequence[DueView]) -> None:
    if not dues:
        return
    click.echo("\n时限")
    rows = [
        (
            f"  {_state(due)}",
            due.name,
            _due_at(due),
            _taken(due),
            due.force,
            due.clause or due.basis,
        )
        for due in dues
    ]
    table(rows)


def _state(due: DueView) -> str:
    name = _COLOURS.get(due.state)
    return colour(due.state_zh, name) if name else due.state_zh


def _due_at(due: DueView) -> str:
    return f"{due.due.text} 前" if due.due.text else "及时"


def _taken(due: DueView) -> str:
    if due.over:
        return f"超 {due.over}"
    return f"已过 {due.taken}" if due.state in _OPEN else f"用时 {due.taken}"


def _print_entry(entry: EntryView) -> None:
    labels = [*entry.labels, *([entry.effect] if entry.effect != "生效" else [])]
    into = f" → {entry.stage}" if entry.stage else ""
    marks = f"  [{'] ['.join(labels)}]" if labels else ""
    click.echo(f"  {entry.number:>2} {entry.at.text} {entry.kind}{into} {entry.by}{marks}")
    if entry.recorded.text:
        lag = f"，晚 {entry.lag}" if entry.lag else ""
        recorder = f"，{entry.recorder} 代录" if entry.recorder else ""
        received = f"，服务器 {entry.received.text} 收到" if entry.received.text else ""
        click.echo(f"       入库 {entry.recorded.text}{lag}{recorder}{received}")
    for field in entry.fields:
        was = f"（原写 {field.corrected}）" if field.corrected else ""
        click.echo(f"       {field.title}：{' / '.join(field.lines)}{was}")
    for name, reason in (("补录原因", entry.late), ("先办后签", entry.urgent)):
        if reason:
            click.echo(f"       {name}：{reason}")
    for approval in entry.approvals:
        spoiled = "" if approval.counts else f"，不算数：{approval.why}"
        click.echo(
            f"       {approval.verdict} {approval.at.text} {approval.person}（{approval.role}）"
            f"{approval.verification}{spoiled}"
        )
    if entry.missing:
        click.echo(f"       还缺 {'、'.join(entry.missing)} 审批")


def _print_findings(view: IncidentView) -> None:
    if not view.findings:
        return
    click.echo("\n核对")
    words = {"error": "错误", "warning": "提示", "late": "迟"}
    for each in view.findings:
        click.echo(f"  {words[each.severity]} 第 {each.line} 行：{each.message}")
        if each.fix:
            click.echo(f"    ↳ {each.fix}")
