"""The state of watch and duty as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli.edge import session
from taizhang.cli.output import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taizhang.model.officeviews import JournalView, LookView


def print_office(view: JournalView) -> None:
    """Print the view, a heading and its lines at a time; what is empty is left out."""
    click.echo(f"{view.ledger}  {view.built.text}")
    _part("值班", "Duty", [*_duty(view)])
    _part("监测", "Watch", [_look(view.look)])
    _part(
        "时段", "Periods",
        [(each.name, each.sort, f"{each.since} – {each.until}", _period(each.now, each.unmanned))
         for each in view.periods],
    )  # fmt: skip
    _part(
        "联络", "Contacts",
        [(each.body, each.post, each.hours, each.verified_on or "–", "待核对" if each.stale else "")
         for each in view.contacts],
    )  # fmt: skip
    _part(
        "年度事项", "This year",
        [(each.name, each.state, each.detail) for each in view.yearly],
    )  # fmt: skip
    _findings(view)


def _part(zh: str, en: str, rows: Sequence[Sequence[str]]) -> None:
    if rows:
        click.echo(f"\n{_word(zh, en)}")
        table(rows)


def _word(zh: str, en: str) -> str:
    return en if session().lang == "en" else zh


def _duty(view: JournalView) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [
        (_word("现在", "now"), each.shift, each.person, each.since.text, each.until.text)
        for each in view.on_duty
    ]
    rows += [
        (_word("下一班", "next"), each.shift, each.person, each.since.text, each.until.text)
        for each in view.next_duty
    ]
    rows += [(_word("空档", "gap"), each, "", "", "") for each in view.gaps]
    rows += [(_word("重叠", "overlap"), each, "", "", "") for each in view.overlaps]
    return rows


def _look(look: LookView) -> tuple[str, ...]:
    last = f"{look.looked.text} {look.by}" if look.looked.text else _word("没有记录", "none")
    row = [f"{_word('上次', 'last')} {last}"]
    if look.next.text:
        row.append(f"{_word('下次', 'next')} {look.next.text}")
    row.append(f"{_word('清单复核', 'list reviewed')} {look.reviewed_on or '–'}")
    return tuple(row)


def _period(now: bool, unmanned: int) -> str:
    words = [_word("正在其间", "now")] if now else []
    if unmanned:
        words.append(_word(f"{unmanned} 天没有排班", f"{unmanned} days unmanned"))
    return "，".join(words)


def _findings(view: JournalView) -> None:
    if view.findings:
        click.echo(f"\n{_word('提示', 'To do')}")
    for each in view.findings:
        clause = f"（{each.clause}）" if each.clause else ""
        click.echo(f"- {each.message}{clause}")
        click.echo(f"  ↳ {each.fix}")
