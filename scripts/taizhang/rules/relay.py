"""The entries of a file laid out anew after a correction: same statuses, corrected values.

Nothing is decided a second time. An act that counts goes on counting, a move that was made stays
made; only what follows from the values (stage, level, marks, things) is worked out again, and
every rule that held before and no longer does is told. Source: decision 0001, 10.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.findings import Severity
from taizhang.model.record import replace
from taizhang.model.state import Effect
from taizhang.rules.gatewords import gate_findings
from taizhang.rules.ground import Ground

if TYPE_CHECKING:
    from taizhang.model.findings import Finding
    from taizhang.model.state import Act
    from taizhang.rules.subject import Subject


def laid_out(old: Ground, acts: list[Act]) -> tuple[Ground, tuple[Finding, ...]]:
    """A new ground with ``acts``, and rules that held on the old one and no longer do, as late."""
    ground = Ground(plan=old.plan, rosters=old.rosters, office=old.office, incident=old.incident)
    makers = {thing.number for thing in old.things.values()}
    due: dict[int, list[int]] = {}
    for number, act in enumerate(acts):
        if act.counts and act.took_effect is not None:
            due.setdefault(act.took_effect, []).append(number)
    late: list[Finding] = []
    for number, act in enumerate(acts):
        subject = ground.subject(act.entry)
        ground.broken[number] = old.broken[number]
        anew = old.subjects[number].judged_at
        waits = replace(act, effect=Effect.WAITING) if act.counts else act
        ground.add(waits, subject, makes=number in makers)
        if act.counts and anew is None:
            late += _settle(ground, number, subject)
        for other in due.get(number, ()):
            judged_at = old.subjects[other].judged_at
            if judged_at is not None:
                late += _settle(ground, other, ground.subject(acts[other].entry, judged_at))
            own = acts[other].entry.at
            at = own if other == number else acts[other].effective_at or own
            ground.follow(ground.take_effect(other, number, at), number, at)
    return ground, tuple(late)


def _settle(ground: Ground, number: int, subject: Subject) -> list[Finding]:
    """Give act ``number`` what follows from its place now; what is broken there, as late."""
    act = ground.acts[number]
    known = {each.code for each in ground.broken[number]}
    found = (
        *gate_findings(subject, ground, number),
        *(each for check in subject.shape.laid_out for each in check(subject, ground)),
    )
    late = [
        replace(each, severity=Severity.LATE)
        for each in found
        if each.severity is Severity.ERROR and each.code not in known
    ]
    ground.broken[number] = (*ground.broken[number], *late)
    ground.subjects[number] = subject
    move, change = subject.move or act.move, subject.change
    if (move, change) != (act.move, act.change):
        ground.acts[number] = replace(act, move=move, change=change)
    return late
