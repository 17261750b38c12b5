"""The next-step box: every possible move with what it still needs, in the rules' own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.clause import anchor
from taizhang.model.plan import BLOCK
from taizhang.model.views import NextView, RequirementView
from taizhang.rules.explain import TO_WRITE, options, rests_on_unratified
from taizhang.rules.gatewords import need_phrase
from taizhang.rules.howto import how_to
from taizhang.rules.wording import field_title

if TYPE_CHECKING:
    from datetime import datetime

    from taizhang.rules.explain import Option
    from taizhang.rules.gates import Gate
    from taizhang.rules.ground import Ground
    from taizhang.rules.judge import Judged


def next_views(judged: Judged, now: datetime) -> tuple[NextView, ...]:
    """Every move open to the incident at ``now``, in the plan's order."""
    identity = judged.state.incident.id
    return tuple(_next(option, judged.ground, identity) for option in options(judged.ground, now))


def _next(option: Option, ground: Ground, identity: str) -> NextView:
    words = "".join(f" --{name.replace('_', '-')} {TO_WRITE}" for name in option.writes)
    return NextView(
        stage=option.move.to,
        move=option.move.type,
        ready=option.ready,
        requirements=tuple(_requirement(gate, option, ground, identity) for gate in option.gates),
        approvers=option.line.needed if option.line else (),
        command=f"taizhang advance {identity} {option.move.to}{words}",
    )


def _requirement(gate: Gate, option: Option, ground: Ground, identity: str) -> RequirementView:
    rule = gate.rule
    state = "已满足" if gate.met and not gate.early else "未满足"
    if state == "已满足" and rests_on_unratified(gate, ground):
        state = "待追认"
    how = "；".join(filter(None, map(how_to, rule.need))) if state == "未满足" else ""
    return RequirementView(
        code=rule.code,
        text=_text(gate, option),
        state=state,
        strength="必须" if rule.strength == BLOCK else "应当",
        clause=rule.clause,
        anchor=anchor(rule.clause),
        fix=how.replace(" ID", f" {identity}"),
    )


def _text(gate: Gate, option: Option) -> str:
    rule = gate.rule
    if rule.fields:
        return "写明" + "、".join(field_title(name, (option.kind,), "zh") for name in rule.fields)
    if rule.drafter_units:
        return "由" + "、".join(rule.drafter_units) + "共同拟稿"
    text = need_phrase(rule).zh
    if rule.each:
        text = f"每个{rule.each}都有{text}"
    return text + (f"（还缺：{'、'.join(gate.lacking)}）" if gate.lacking else "")
