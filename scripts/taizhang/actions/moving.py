"""Move an incident on or change its level: which kind of entry does it, and what it must carry.

Everything is asked of the plan: its stages say which kinds may enter them, its rules what the
entry must bring along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.errors import UsageProblem
from taizhang.model.entry import Entry
from taizhang.model.kinds import KINDS
from taizhang.model.plan import BLOCK, FORWARD
from taizhang.rules.gates import evaluate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from taizhang.actions.composing import Typed
    from taizhang.model.plan import Matcher, Plan, Rule
    from taizhang.rules.gates import Gate
    from taizhang.rules.ground import Ground, Subject
    from taizhang.rules.judge import Judged

PLAIN = "推进"
"""The kind for a move that has nothing else to say."""


def require_stage(plan: Plan, name: str) -> str:
    """The stage called so, by name or key.

    Raises:
        UsageProblem: the plan has no such stage.
    """
    stage = plan.stage(name)
    if stage is None:
        known = "、".join(f"{each.name}（{each.key}）" for each in plan.stages)
        raise UsageProblem("stage-not-known", value=name, known=known)
    return stage.name


def require_level(plan: Plan, name: str) -> str:
    """The level called so, by name or key.

    Raises:
        UsageProblem: the plan has no such level, or none at all.
    """
    if not plan.levels:
        raise UsageProblem("levels-none")
    level = plan.level(name)
    if level is None:
        known = "、".join(f"{each.name}（{each.key}）" for each in plan.levels)
        raise UsageProblem("level-not-known", value=name, known=known)
    return level.name


def fitting_kind(judged: Judged, stage: str, typed: Typed, now: datetime) -> str:
    """The kind of entry that takes the incident to ``stage``.

    The one the given options belong to; else the one the plan's rules still ask for before the
    move; else the plain move, where the stage admits it.
    """
    into = judged.plan.stage(stage)
    kinds = into.entered_by if into and into.entered_by else (PLAIN,)
    if len(kinds) == 1:
        return kinds[0]
    given = [name for name, values in typed.items() if values and not _common(name)]
    for kind in kinds:
        own = {field.name for field in KINDS[kind].fields}
        others = [other for other in kinds if other != kind]
        if any(
            name in own and all(name not in KINDS[other].names for other in others)
            for name in given
        ):
            return kind
    for need in _open_needs(judged, stage, now):
        asked = dict(need).get("kind", ())
        if asked and asked[0] in kinds:
            return asked[0]
    return PLAIN if PLAIN in kinds else kinds[0]


def asked_fields(judged: Judged, stage: str, kind: str, now: datetime) -> dict[str, str]:
    """What the plan's open rules ask the entry itself to carry, where they leave no choice.

    For example ``measures: 启动预案`` on the decision that enters 会商研判.
    """
    own = {field.name for field in KINDS[kind].fields}
    found: dict[str, str] = {}
    for need in _open_needs(judged, stage, now):
        asked = dict(need)
        if asked.get("kind") == (kind,):
            for name, values in asked.items():
                if name in own and len(values) == 1:
                    found.setdefault(name, values[0])
    return found


def next_stage_of(judged: Judged, kind: str, fields: Mapping[str, object], now: datetime) -> str:
    """The stage an entry enters of itself: the next one forward, if only this kind leads there.

    ``""`` where the plan leaves a choice, or its rules would not admit this entry there.
    """
    plan, state = judged.plan, judged.state
    for move in plan.moves:
        into = plan.stage(move.to)
        if state.stage not in move.origins or move.type != FORWARD or into is None:
            continue
        if into.entered_by != (kind,) or judged.ground.pending() is not None:
            continue
        subject = _subject(judged, kind, {**fields, "stage": into.name}, now)
        gates = _gates(subject, judged.ground)
        if all(gate.met for gate in gates if _blocks(gate.rule)):
            return into.name
    return ""


def regrade_stage(judged: Judged, level: str, now: datetime) -> str:
    """The stage a 调级 must enter because a rule asks for one; ``""`` when none does."""
    fields = {"level": level, "reason": "-"}
    subject = _subject(judged, "调级", fields, now)
    gates = _gates(subject, judged.ground)
    if not any("stage" in gate.lacking and gate.rule.fields for gate in gates):
        return ""
    for move in judged.plan.moves:
        into = judged.plan.stage(move.to)
        if judged.state.stage in move.origins and into and "调级" in into.entered_by:
            return into.name
    return ""


def _open_needs(judged: Judged, stage: str, now: datetime) -> list[Matcher]:
    """What the rules before ``stage`` ask for and does not stand yet; single needs only."""
    subject = _subject(judged, PLAIN, {"stage": stage}, now)
    return [
        gate.rule.need[0]
        for gate in _gates(subject, judged.ground)
        if not gate.met and _blocks(gate.rule) and len(gate.rule.need) == 1
    ]


def _gates(subject: Subject, ground: Ground) -> list[Gate]:
    """The rules that apply to an entry that is not written yet, met or not."""
    asked = (evaluate(bound, subject, ground) for bound in subject.shape.rules(subject))
    return [gate for gate in asked if gate is not None]


def _subject(judged: Judged, kind: str, fields: Mapping[str, object], now: datetime) -> Subject:
    typed = {name: tuple(each) if isinstance(each, list) else each for name, each in fields.items()}
    entry = Entry(number=len(judged.state.acts), at=now, at_text="", by="", kind=kind, fields=typed)
    return judged.ground.subject(entry)


def _blocks(rule: Rule) -> bool:
    return rule.strength == BLOCK


def _common(name: str) -> bool:
    return name in ("text", "annex", "late", "urgent", "stage", "reason")
