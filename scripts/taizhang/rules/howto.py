"""The command that records what a matcher asks for, as a hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.kinds import KINDS
from taizhang.model.plan import ANY, CONFIRMED
from taizhang.rules.matchers import key_of

if TYPE_CHECKING:
    from taizhang.model.plan import Matcher

_COMMANDS = {"调级": "regrade", "推进": "advance", "审批": "approve", "更正": "correct"}
_ARGUMENT = {"调级": "level", "推进": "stage"}


def how_to(matcher: Matcher) -> str:
    """``taizhang add ID 报告 --to 市网信办``; the person fills in what the plan leaves open."""
    kinds = key_of(matcher, "kind")
    if not kinds:
        return _state(matcher)
    kind = kinds[0]
    command = _COMMANDS.get(kind)
    if command:
        argument = key_of(matcher, _ARGUMENT.get(kind, ""))
        return " ".join(["taizhang", command, "ID", *argument[:1]])
    fields = [each.name for each in KINDS[kind].fields] if kind in KINDS else []
    options = [
        f"--{key.replace('_', '-')} {values[0]}"
        for key, values in matcher
        if key in fields and len(values) == 1 and values != (ANY,)
    ]
    stage = key_of(matcher, "stage")
    if len(stage) == 1:
        options.append(f"--stage {stage[0]}")
    return " ".join(["taizhang", "add", "ID", kind, *options])


def _state(matcher: Matcher) -> str:
    stages, levels = key_of(matcher, "stage"), key_of(matcher, "level")
    if stages:
        return f"taizhang advance ID {stages[0]}"
    if levels:
        confirmed = KINDS["决定"].name
        return (
            f"taizhang regrade ID {levels[0]}"
            if len(levels) == 1 and levels[0] != CONFIRMED
            else f"taizhang add ID {confirmed}"
        )
    return f"taizhang add ID {KINDS['说明'].name}"
