"""The command that records what a matcher asks for, as a hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.kinds import KINDS
from taizhang.model.plan import ANY, CONFIRMED
from taizhang.rules.matchers import key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taizhang.model.plan import Matcher

_COMMANDS = {"调级": "regrade", "推进": "advance", "审批": "approve", "更正": "correct"}
_ARGUMENT = {"调级": "level", "推进": "stage"}


def how_to(matcher: Matcher, identity: str = "ID") -> str:
    """``taizhang add ID 报告 --to 市网信办``; the person fills in what the plan leaves open.

    Args:
        matcher: what is asked for.
        identity: the incident; without it its place is held by ``ID``.
    """
    kinds = key_of(matcher, "kind")
    if not kinds:
        return _state(matcher, identity)
    kind = kinds[0]
    command = _COMMANDS.get(kind)
    if command:
        argument = key_of(matcher, _ARGUMENT.get(kind, ""))
        return " ".join(["taizhang", command, identity, *map(typed, argument[:1])])
    fields = [each.name for each in KINDS[kind].fields] if kind in KINDS else []
    options = [
        f"--{key.replace('_', '-')} {typed(values[0])}"
        for key, values in matcher
        if key in fields and len(values) == 1 and values != (ANY,)
    ]
    stage = key_of(matcher, "stage")
    if len(stage) == 1:
        options.append(f"--stage {typed(stage[0])}")
    return " ".join(["taizhang", "add", identity, kind, *options])


def all_ways(needs: Sequence[Matcher], identity: str = "ID") -> str:
    """What records each of ``needs``, any of which will do, joined by ``；``."""
    return "；".join(filter(None, (how_to(need, identity) for need in needs)))


def typed(value: str) -> str:
    """``value`` as one word of a command line."""
    return f'"{value}"' if " " in value else value


def _state(matcher: Matcher, identity: str) -> str:
    stages, levels = key_of(matcher, "stage"), key_of(matcher, "level")
    if stages:
        return f"taizhang advance {identity} {typed(stages[0])}"
    if levels:
        confirmed = KINDS["决定"].name
        return (
            f"taizhang regrade {identity} {typed(levels[0])}"
            if len(levels) == 1 and levels[0] != CONFIRMED
            else f"taizhang add {identity} {confirmed}"
        )
    return f"taizhang add {identity} {KINDS['说明'].name}"
