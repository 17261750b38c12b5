"""The next-step box: every possible move with what it still needs, in the rules' own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.clause import anchor
from taizhang.model.plan import BLOCK
from taizhang.model.views import NextView, RequirementView
from taizhang.rules.explain import options, rests_on_unratified
from taizhang.rules.gatewords import need_phrase
from taizhang.rules.howto import how_to

if TYPE_CHECKING:
    from datetime import datetime

    from taizhang.rules.explain import Option
    from taizhang.rules.gates import Gate
    from taizhang.rules.ground import Ground
    from taizhang.rules.judge import Judged


def next_views(judged: Judged, now: datetime) -> tuple[NextView, ...]:
    """Every move open to the incident at ``now``, the ready ones in the plan's order."""
    identity = judged.state.incident.id
    return tuple(_next(option, judged.ground, identity) for option in options(judged.ground, now))


def _next(option: Option, ground: Ground, identity: str) -> NextView:
    return NextView(
        stage=option.move.to,
        move=option.move.type,
        ready=option.ready,
        requirements=tuple(_requirement(gate, ground, identity) for gate in option.gates),
        approvers=option.line.needed if option.line else (),
        command=f"taizhang advance {identity} {option.move.to}",
    )


def _requirement(gate: Gate, ground: Ground, identity: str) -> RequirementView:
    rule = gate.rule
    state = "已满足" if gate.met else "未满足"
    if gate.met and rests_on_unratified(gate, ground):
        state = "待追认"
    text = need_phrase(rule).zh
    if rule.each:
        text = f"每个{rule.each}都有{text}"
    if gate.lacking:
        text += f"（还缺：{'、'.join(gate.lacking)}）"
    fix = "；".join(filter(None, map(how_to, rule.need))) if not gate.met else ""
    return RequirementView(
        code=rule.code,
        text=text,
        state=state,
        strength="必须" if rule.strength == BLOCK else "应当",
        clause=rule.clause,
        anchor=anchor(rule.clause) if rule.clause else "",
        fix=fix.replace(" ID", f" {identity}"),
    )
