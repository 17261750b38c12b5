"""The next-step box: every possible move with what it still needs, in the rules' own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.clause import anchor
from taizhang.model.plan import BLOCK, UNRATIFIED
from taizhang.model.views import NextView, RequirementView
from taizhang.rules.explain import TO_WRITE, options, rests_on_unratified
from taizhang.rules.gatewords import need_phrase
from taizhang.rules.howto import all_ways, typed
from taizhang.rules.wording import each_words, field_title, fields_words, joined

if TYPE_CHECKING:
    from datetime import datetime

    from taizhang.model.plan import Rule
    from taizhang.rules.explain import Option
    from taizhang.rules.gates import Gate
    from taizhang.rules.ground import Ground
    from taizhang.rules.judge import Judged


def next_views(judged: Judged, now: datetime, lang: str = "zh") -> tuple[NextView, ...]:
    """Every move open to the incident at ``now``, in the plan's order; needs in ``lang``."""
    identity = judged.state.incident.id
    return tuple(
        _next(option, judged.ground, identity, lang) for option in options(judged.ground, now)
    )


def _next(option: Option, ground: Ground, identity: str, lang: str) -> NextView:
    words = "".join(f" --{name.replace('_', '-')} {TO_WRITE}" for name in option.writes)
    return NextView(
        stage=option.move.to,
        move=option.move.type,
        ready=option.ready,
        requirements=tuple(
            _requirement(gate, _text(gate, option, lang), ground, identity) for gate in option.gates
        ),
        approvers=option.line.needed if option.line else (),
        command=f"taizhang advance {identity} {typed(option.move.to)}{words}",
    )


def _requirement(gate: Gate, text: str, ground: Ground, identity: str) -> RequirementView:
    rule = gate.rule
    state = "已满足" if gate.met and not gate.early else "未满足"
    if state == "已满足" and rests_on_unratified(gate, ground):
        state = "待追认"
    return RequirementView(
        code=rule.code,
        text=text,
        state=state,
        strength="必须" if rule.strength == BLOCK else "应当",
        clause=rule.clause,
        anchor=anchor(rule.clause),
        fix=all_ways(rule.need, identity) if state == "未满足" else "",
    )


def _text(gate: Gate, option: Option, lang: str) -> str:
    """What the move must have, as a noun: ``会商``, ``a consultation``."""
    rule, en = gate.rule, lang == "en"
    if rule.fields:
        if en:
            return f"{fields_words(rule.fields, (option.kind,), 'en')} in the entry itself"
        return "写明" + "、".join(field_title(name, (option.kind,), "zh") for name in rule.fields)
    if rule.drafter_units:
        if en:
            return f"a drafter from each of {joined(rule.drafter_units, 'en', 'and')}"
        return "由" + "、".join(rule.drafter_units) + "共同拟稿"
    return _need(rule, lang) + _lacking(gate, lang)


def _need(rule: Rule, lang: str) -> str:
    en = lang == "en"
    if rule.each == UNRATIFIED:
        return "a signature for everything done before signing" if en else "先办后签各项的补签"
    text = need_phrase(rule).en if en else need_phrase(rule).zh
    if not rule.each:
        return text
    thing = each_words(rule.each, lang)
    return f"for {thing}: {text}" if en else f"{thing}都有{text}"


def _lacking(gate: Gate, lang: str) -> str:
    if not gate.lacking:
        return ""
    return f" (lacking: {', '.join(gate.lacking)})" if lang == "en" else (
        f"（还缺：{'、'.join(gate.lacking)}）"
    )  # fmt: skip
