"""Rules of the plan on one incident, as text on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli.width import wrap
from taizhang.model.messages.headings import heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taizhang.model.views import RequirementView

_WIDTH = 88
_STATES = {
    "未满足": "not met",
    "待追认": "to be signed",
    "已满足": "met",
    "不适用": "not called for",
}


def wrapped(text: str, indent: str) -> None:
    """``text`` in lines of a readable width."""
    for line in wrap(text, _WIDTH):
        click.echo(f"{indent}{line}")


def print_standing(rules: Sequence[RequirementView], lang: str) -> None:
    """Each rule under its state: what is open first, with what to do about it."""
    for state, en in _STATES.items():
        own = [each for each in rules if each.state == state]
        if not own:
            continue
        click.echo(f"\n{en if lang == 'en' else state}  {len(own)}")
        if state == "不适用":
            wrapped((", " if lang == "en" else "、").join(each.code for each in own), "  ")
            continue
        for each in own:
            _print(each, lang)


def _print(rule: RequirementView, lang: str) -> None:
    head = (heading(rule.strength, lang), rule.code, rule.clause)
    click.echo("  " + "  ".join(filter(None, head)))
    wrapped(rule.text, "      ")
    if rule.detail:
        click.echo(f"      {rule.detail}" if lang == "en" else f"      （{rule.detail}）")
    for line in filter(None, rule.fix.split("；")):
        click.echo(f"      ↳ {line}")
