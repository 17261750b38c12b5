"""A plan, and what one version changes in another, as text on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli.width import columns, wrap
from taizhang.rules.plandiff import ADDED, CHANGED, REMOVED
from taizhang.rules.plantext import GROUPS
from taizhang.rules.wording import force_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taizhang.model.plan import Plan
    from taizhang.rules.plandiff import Change
    from taizhang.rules.plantext import Line

WIDTH = 90
_SORTS = {ADDED: ("新增", "added"), REMOVED: ("删去", "removed"), CHANGED: ("改动", "changed")}


def print_lines(lines: Sequence[Line], lang: str, *, plan: Plan | None = None) -> None:
    """Every line under its code; with ``plan`` its title and a heading a group as well."""
    if plan is not None:
        click.echo(f"{plan.title}（{_version(plan, lang)}）{plan.org}")
    for group in GROUPS:
        own = [line for line in lines if line.group == group.key]
        if plan is not None and own:
            click.echo(f"\n{group.en if lang == 'en' else group.zh}")
        for line in own:
            name = line.title(lang)
            click.echo(f"  {line.code}" + (f"  {name}" if name != line.code else ""))
            _hang("      ", line.words(lang) + _clause(line, lang))


def print_diff(old: Plan, new: Plan, changes: Sequence[Change], lang: str) -> None:
    """What ``new`` changes in ``old``, group by group, with a count on top."""
    en = lang == "en"
    click.echo(f"{_version(old, lang)} → {_version(new, lang)}")
    click.echo(_count(changes, lang))
    for group in GROUPS:
        own = [change for change in changes if change.group == group.key]
        if own:
            click.echo(f"\n{group.en if en else group.zh}")
        for change in own:
            _print_change(change, lang)


def _version(plan: Plan, lang: str) -> str:
    if not plan.proposal:
        return plan.id
    return f"{plan.id}, a proposal" if lang == "en" else f"{plan.id} 修订建议"


def _count(changes: Sequence[Change], lang: str) -> str:
    en = lang == "en"
    if not changes:
        return "No line differs." if en else "两个版本逐条相同。"
    counts = [(sort, sum(each.sort == sort for each in changes)) for sort in _SORTS]
    told = [(sort, count) for sort, count in counts if count]
    if en:
        return ", ".join(f"{count} {_SORTS[sort][1]}" for sort, count in told) + "."
    return "，".join(f"{_SORTS[sort][0]} {count} 条" for sort, count in told) + "。"


def _print_change(change: Change, lang: str) -> None:
    en = lang == "en"
    name = change.line.title(lang)
    code = f"  {change.code}" if change.group == "parameters" else ""
    click.echo(f"  {_SORTS[change.sort][en]}  {name}{code}")
    if change.sort != CHANGED:
        _hang("        ", change.line.words(lang) + _clause(change.line, lang))
        return
    marks = ("was: ", "now: ") if en else ("原：", "现：")
    for mark, line in zip(marks, (change.before, change.after), strict=True):
        if line is not None and change.reworded:
            _hang(f"        {mark}", line.words(lang) + _clause(line, lang))
    marks = ("more: ", "less: ") if en else ("增加：", "去掉：")
    for mark, values in zip(marks, change.hidden(lang), strict=True):
        if values:
            _hang(f"        {mark}", "、".join(values))


def _hang(head: str, text: str) -> None:
    """``text`` behind ``head``, its further lines under its first."""
    indent = " " * columns(head)
    for number, part in enumerate(wrap(text, WIDTH - len(indent))):
        click.echo((indent if number else head) + part)


def _clause(line: Line, lang: str) -> str:
    if not line.clause:
        return ""
    return f" ({force_words(line.clause, lang)})" if lang == "en" else f"（{line.clause}）"
