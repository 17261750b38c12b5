"""An incident as text on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli.edge import session
from taizhang.cli.output import colour, table
from taizhang.model.messages import words
from taizhang.model.messages.headings import heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taizhang.actions.querying import Duty
    from taizhang.model.views import (
        ApprovalView,
        DueView,
        EntryView,
        IncidentView,
        LevelView,
        NextView,
    )

_MARKS = {"done": "✓", "now": "▶", "skipped": "·", "todo": " "}
_COLOURS = {"overdue": "red", "late": "magenta", "soon": "yellow"}
_OPEN = ("overdue", "soon", "open", "pending")


def worded(set_words: str) -> str:
    """A state or a heading in the language of the session; names of the plan as they are."""
    return heading(set_words, session().lang)


def told(code: str, **values: object) -> str:
    """A piece of text of the catalogue."""
    return words(code, values, session().lang)[0]


def level_words(level: LevelView) -> str:
    """``▲ 重大``, with what is only provisional said so; ``""`` where the plan has no levels."""
    if not level.name:
        return ""
    name = f"{level.shape} {level.name}"
    return name if level.confirmed else told("show-provisional", level=name)


def duty_rows(duties: Sequence[Duty]) -> list[tuple[str, ...]]:
    """Duties of several incidents, a row each."""
    return [
        (f"  {_state(each.due)}", each.due.name, _due_at(each.due), each.incident, each.title)
        for each in duties
    ]


def print_incident(view: IncidentView) -> None:
    """Header, stages, what is next, duties, waiting approvals, timeline, findings."""
    row = view.row
    drill = f"  {worded('演练')}" if row.drill else ""
    click.echo(f"{row.id}  {row.title}{drill}")
    facts = (
        ("等级", level_words(row.level)),
        ("环节", row.stage),
        ("性质", "、".join(row.natures)),
        ("预案", view.plan),
    )
    click.echo("  ".join(f"{worded(title)} {fact}" for title, fact in facts if fact))
    click.echo("  ".join(f"{_MARKS[cell.state]}{cell.name}" for cell in row.strip))
    _print_waiting(view)
    _print_next(view.next)
    _print_duties(view.dues)
    click.echo(f"\n{worded('经过')}")
    for entry in reversed(view.entries):
        _print_entry(entry)
    if not view.history:
        click.echo(f"  {told('show-no-history')}")
    _print_findings(view)


def _print_waiting(view: IncidentView) -> None:
    if not view.waiting:
        return
    click.echo(f"\n{worded('待审批')}")
    for each in view.waiting:
        entry = f"{worded(each.sort)} {each.entry} {each.by}"
        click.echo(f"  {told('show-lacks', entry=entry, roles='、'.join(each.roles))}")
        click.echo(f"    ↳ {each.command}")


def _print_next(options: Sequence[NextView]) -> None:
    if not options:
        return
    click.echo(f"\n{worded('下一步')}")
    for each in options:
        move = f"{worded(each.move)} {each.stage}"
        if each.approvers:
            move = told("show-approved-by", move=move, roles="、".join(each.approvers))
        click.echo(f"  {move if each.ready else told('show-not-ready', move=move)}")
        if each.ready:
            click.echo(f"    ↳ {each.command}")
        for need in each.requirements:
            if need.state == "已满足":
                continue
            state, strength = worded(need.state), worded(need.strength)
            click.echo(f"    {told('show-need', state=state, strength=strength, text=need.text)}")
            if need.fix:
                click.echo(f"      ↳ {need.fix}")


def _print_duties(dues: Sequence[DueView]) -> None:
    if not dues:
        return
    click.echo(f"\n{worded('时限')}")
    rows = [
        (
            f"  {_state(due)}",
            due.name,
            _due_at(due),
            _taken(due),
            worded(due.force),
            due.clause or due.basis,
        )
        for due in dues
    ]
    table(rows)


def _state(due: DueView) -> str:
    name = _COLOURS.get(due.state)
    state = worded(due.state_zh)
    return colour(state, name) if name else state


def _due_at(due: DueView) -> str:
    return told("show-before", at=due.due.text) if due.due.text else worded("及时")


def _taken(due: DueView) -> str:
    if due.over:
        return told("show-over", time=worded(due.over))
    return told("show-running" if due.state in _OPEN else "show-taken", time=worded(due.taken))


def _print_entry(entry: EntryView) -> None:
    labels = [*entry.labels, *([entry.effect] if entry.effect != "生效" else [])]
    into = f" → {entry.stage}" if entry.stage else ""
    marks = f"  [{'] ['.join(map(worded, labels))}]" if labels else ""
    click.echo(f"  {entry.number:>2} {entry.at.text} {entry.kind}{into} {entry.by}{marks}")
    if entry.recorded.text:
        lag = told("show-lag", time=worded(entry.lag)) if entry.lag else ""
        recorder = told("show-recorder", name=entry.recorder) if entry.recorder else ""
        came = told("show-received", at=entry.received.text) if entry.received.text else ""
        click.echo(f"       {told('show-recorded', at=entry.recorded.text)}{lag}{recorder}{came}")
    _print_facts(entry)
    for approval in entry.approvals:
        _print_approval(approval)
    if entry.missing:
        click.echo(f"       {told('show-missing', roles='、'.join(entry.missing))}")


def _print_facts(entry: EntryView) -> None:
    for field in entry.fields:
        was = told("show-was", was=field.corrected) if field.corrected else ""
        click.echo(f"       {field.title}：{' / '.join(field.lines)}{was}")
    for name, reason in (("补录原因", entry.late), ("先办后签", entry.urgent)):
        if reason:
            click.echo(f"       {worded(name)}：{reason}")


def _print_approval(approval: ApprovalView) -> None:
    spoiled = "" if approval.counts else told("show-no-count", why=approval.why)
    click.echo(
        f"       {approval.verdict} {approval.at.text} {approval.person}（{approval.role}）"
        f"{worded(approval.verification)}{spoiled}"
    )


def _print_findings(view: IncidentView) -> None:
    if not view.findings:
        return
    click.echo(f"\n{worded('核对')}")
    severities = {"error": "错误", "warning": "提示", "late": "迟"}
    for each in view.findings:
        severity = worded(severities[each.severity])
        said = told("show-finding", severity=severity, line=each.line, message=each.message)
        click.echo(f"  {said}")
        if each.fix:
            click.echo(f"    ↳ {each.fix}")
