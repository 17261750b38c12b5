"""What comes next: every move open to an incident and what each still needs.

The same gates that refuse an entry explain it here, so the advice cannot drift from the rule: the
entry that would make the move is put together as the rules ask for it, and judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.entry import Entry
from taizhang.model.fields import LISTS, Type
from taizhang.model.kinds import KINDS
from taizhang.model.plan import ANY, BLOCK
from taizhang.model.record import dataclass
from taizhang.model.state import Effect
from taizhang.rules.approvals import line_for
from taizhang.rules.gates import Gate, evaluate
from taizhang.rules.matchers import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from taizhang.model.plan import ApprovalLine, Matcher, Move
    from taizhang.rules.ground import Ground
    from taizhang.rules.subject import Subject

PLAIN = "推进"
"""The kind for a move that has nothing else to say."""

TO_WRITE = "…"
"""Stands for words that only the person can find."""

_MOST_WAYS = 24
_SHOWN = ("kind", "move")

Fields = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A move that could be made now.

    Attributes:
        kind: the kind of entry that would make it.
        gates: rules that apply; those the entry itself would meet are left out.
        writes: fields in which the entry itself must say something.
        line: the approvals it would need, None for none.
        ready: nothing that forbids it is open.
    """

    move: Move
    kind: str
    gates: tuple[Gate, ...]
    writes: tuple[str, ...]
    line: ApprovalLine | None
    ready: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """An entry that would make a move, judged."""

    subject: Subject
    gates: tuple[Gate, ...]

    @property
    def open(self) -> int:
        """How many rules that forbid it somebody must see to first."""
        return sum(_forbids(gate) for gate in self.gates)

    @property
    def choices(self) -> int:
        """How many of its fields are more than words: who writes words decides nothing."""
        kind = KINDS[self.subject.entry.kind]
        types = [field.type for name in self.subject.entry.fields if (field := kind.field(name))]
        return sum(each is not Type.TEXT for each in types)


def options(ground: Ground, now: datetime) -> tuple[Option, ...]:
    """Every move the plan allows from here, in the plan's order, judged at ``now``."""
    return tuple(
        _option(move, ground, now) for move in ground.plan.moves if ground.stage in move.origins
    )


def kind_for(move: Move, ground: Ground, now: datetime) -> str:
    """The kind of entry that makes a move: the one the rules still ask for, else the plain one."""
    stage = ground.plan.stage(move.to)
    kinds = stage.entered_by if stage and stage.entered_by else (PLAIN,)
    if len(kinds) == 1:
        return kinds[0]
    for gate in _judged(move, PLAIN, {}, ground, now).gates:
        for need in gate.rule.need if _forbids(gate) else ():
            asked = key_of(need, "kind")
            if asked and asked[0] in kinds:
                return asked[0]
    return PLAIN if PLAIN in kinds else kinds[0]


def _option(move: Move, ground: Ground, now: datetime) -> Option:
    kind = kind_for(move, ground, now)
    plain = _judged(move, kind, {}, ground, now)
    drafts = (_judged(move, kind, way, ground, now) if way else plain for way in _ways(plain, kind))
    best = min(drafts, key=lambda draft: (draft.open, draft.choices))
    entry = best.subject.entry
    lacking = (name for gate in best.gates if gate.rule.fields for name in gate.lacking)
    written = (name for name, value in entry.fields.items() if value == TO_WRITE)
    return Option(
        move=move,
        kind=kind,
        gates=best.gates,
        writes=tuple(dict.fromkeys((*written, *lacking))),
        line=line_for(best.subject, ground),
        ready=not best.open and ground.pending() is None,
    )


def _judged(
    move: Move, kind: str, fields: Mapping[str, object], ground: Ground, now: datetime
) -> _Draft:
    own = {**fields, "stage": move.to}
    entry = Entry(number=len(ground.acts), at=now, at_text="", by="", kind=kind, fields=own)
    subject = ground.subject(entry)
    gates = []
    for bound in subject.shape.rules(subject):
        gate = evaluate(bound, subject, ground)
        if gate is not None and not (gate.met and _own(gate, subject)):
            gates.append(gate)
    return _Draft(subject=subject, gates=tuple(gates))


def _forbids(gate: Gate) -> bool:
    """True when somebody must see to something before the entry can be filed."""
    author = gate.rule.fields or gate.rule.drafter_units
    return gate.rule.strength == BLOCK and not author and (not gate.met or gate.early)


def _own(gate: Gate, subject: Subject) -> bool:
    """True when the entry itself meets the need: nothing anybody has to see to first."""
    return any(subject.fits(matcher) for matcher in gate.rule.need) and not gate.rests_on


def _ways(plain: _Draft, kind: str) -> list[Fields]:
    """The fields with which an entry of ``kind`` could itself meet what the rules still ask.

    ``plain``: the entry without any of them.
    """
    ways: list[Fields] = [{}]
    for gate in plain.gates:
        found = [way for need in gate.rule.need for way in _fields_for(need, kind)]
        if found and not gate.met:
            ways = [{**way, **more} for way in ways for more in found][:_MOST_WAYS]
    return ways


def _fields_for(need: Matcher, kind: str) -> list[Fields]:
    """Fields that make an entry of ``kind`` fit ``need``, one value of several each; or none."""
    if kind not in key_of(need, "kind"):
        return []
    found: list[Fields] = [{}]
    for key, accepted in need:
        if key in _SHOWN:
            continue
        field = KINDS[kind].field(key)
        if field is None or field.fields or field.type is Type.MARKS:
            return []
        values = [TO_WRITE] if accepted == (ANY,) else list(accepted)
        many = field.type in LISTS
        found = [{**one, key: (value,) if many else value} for one in found for value in values]
    return found


def rests_on_unratified(gate: Gate, ground: Ground) -> bool:
    """True when the gate is met only by an act that must still be signed."""
    return any(ground.acts[number].effect is Effect.UNRATIFIED for number in gate.rests_on)
