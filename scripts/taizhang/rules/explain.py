"""What comes next: every move open to an incident and what each still needs.

The same gates that refuse an entry explain it here, so the advice cannot drift from the rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from taizhang.model.entry import Entry
from taizhang.model.plan import BLOCK, FORWARD
from taizhang.model.state import Effect
from taizhang.rules.approvals import line_for
from taizhang.rules.gates import Gate, evaluate

if TYPE_CHECKING:
    from datetime import datetime

    from taizhang.model.plan import ApprovalLine, Move, Plan
    from taizhang.rules.ground import Ground, Subject

_SAMPLE: dict[str, object] = {"sample": "是"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A move that could be made now.

    Attributes:
        kind: the kind of entry that would make it.
        gates: rules that apply; those the entry itself would meet are left out.
        line: the approvals it would need, None for none.
        ready: nothing that forbids it is open.
    """

    move: Move
    kind: str
    gates: tuple[Gate, ...]
    line: ApprovalLine | None
    ready: bool


def options(ground: Ground, now: datetime) -> tuple[Option, ...]:
    """Every move the plan allows from here, in the plan's order, judged at ``now``."""
    return tuple(
        _option(move, ground, now) for move in ground.plan.moves if ground.stage in move.origins
    )


def kind_for(move: Move, plan: Plan) -> str:
    """The kind of entry that makes a move: the stage's first, for a step aside its last."""
    stage = plan.stage(move.to)
    kinds = stage.entered_by if stage else ()
    if not kinds:
        return "推进"
    return kinds[0] if move.type == FORWARD else kinds[-1]


def _option(move: Move, ground: Ground, now: datetime) -> Option:
    kind = kind_for(move, ground.plan)
    subject = ground.subject(_sample(move, kind, ground, now))
    gates = []
    for rule in ground.plan.rules:
        gate = evaluate(rule, subject, ground)
        if gate is not None and not (gate.met and _own(gate, subject)):
            gates.append(gate)
    open_gates = [each for each in gates if not each.met and each.rule.strength == BLOCK]
    return Option(
        move=move,
        kind=kind,
        gates=tuple(gates),
        line=line_for(subject, ground),
        ready=not open_gates and ground.pending() is None,
    )


def _own(gate: Gate, subject: Subject) -> bool:
    """True when the entry itself meets the need: nothing anybody has to see to first."""
    return any(subject.fits(matcher) for matcher in gate.rule.need) and not gate.rests_on


def _sample(move: Move, kind: str, ground: Ground, now: datetime) -> Entry:
    """The entry that would make the move, with every measure the plan knows."""
    fields: dict[str, object] = {"stage": move.to}
    if kind == "决定":
        fields["measures"] = ground.plan.options("measures")
        fields["tasks"] = (_SAMPLE,)
    if kind == "报告":
        fields["to"] = _report_to(move, ground.plan)
    return Entry(number=len(ground.acts), at=now, at_text="", by="", kind=kind, fields=fields)


def _report_to(move: Move, plan: Plan) -> str:
    """Whom the report that enters the stage goes to, as the plan's rules ask."""
    for rule in plan.rules:
        if ("stage", (move.to,)) in rule.on:
            for matcher in rule.need:
                asked = dict(matcher)
                if asked.get("kind") == ("报告",) and asked.get("to"):
                    return asked["to"][0]
    return ""


def rests_on_unratified(gate: Gate, ground: Ground) -> bool:
    """True when the gate is met only by an act that must still be signed."""
    return any(ground.acts[number].effect is Effect.UNRATIFIED for number in gate.rests_on)
