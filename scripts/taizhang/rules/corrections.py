"""更正: the value that counts in the old place; the file itself never changes.

A correction works from the place where it takes effect: the entries before it are laid out
anew with the corrected values, statuses already reached stay, and what no longer fits is
recorded as late. Source: format.md 11; plan 三(二); decision 0001.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from taizhang.model.findings import Severity
from taizhang.model.state import Correction, Effect
from taizhang.model.times import parse_time
from taizhang.rules.gatewords import gate_findings
from taizhang.rules.ground import Ground

if TYPE_CHECKING:
    from taizhang.model.entry import Entry
    from taizhang.model.findings import Finding
    from taizhang.model.state import Act

FIXED = ("kind", "by", "id", "sig", "entry")
"""Fields no correction may touch: who did what, and what others refer to."""


def fault(entry: Entry, target: Act) -> str:
    """Message code of why the 更正 cannot be applied to ``target``; ``""`` when it can."""
    if target.effect is Effect.WAITING:
        return "correction-of-waiting"
    if entry.word("void") == "是":
        return ""
    field = entry.word("field")
    if field in FIXED:
        return "correction-of-fixed"
    if standing(field, target) != entry.word("was"):
        return "correction-was-differs"
    return ""


def standing(field: str, target: Act) -> str:
    """The value of a field as the file says it."""
    return target.written.at_text if field == "at" else target.written.word(field)


def corrected(ground: Ground, entry: Entry, number: int) -> tuple[Ground, tuple[Finding, ...]]:
    """The ground laid out anew with the 更正 ``entry`` applied to act ``number``.

    Returns:
        The new ground and what it shows to be late: gates that held before and no longer do.
    """
    field = "" if entry.word("void") == "是" else entry.word("field")
    now = entry.word("now")
    mark = Correction(number=entry.number, field=field, was=entry.word("was"), now=now)
    acts = list(ground.acts)
    target = acts[number]
    acts[number] = replace(
        target,
        entry=_mended(target.entry, field, now, ground) if field else target.entry,
        effect=target.effect if field else Effect.VOID,
        corrections=(*target.corrections, mark),
    )
    return _laid_out(ground, acts)


def _mended(entry: Entry, field: str, now: str, ground: Ground) -> Entry:
    if field == "at":
        return replace(entry, at=parse_time(now, ground.plan.zone), at_text=now)
    return replace(entry, fields={**entry.fields, field: now})


def _laid_out(old: Ground, acts: list[Act]) -> tuple[Ground, tuple[Finding, ...]]:
    ground = Ground(plan=old.plan, rosters=old.rosters, office=old.office, incident=old.incident)
    late: list[Finding] = []
    for number, act in enumerate(acts):
        subject = ground.subject(act.entry)
        if act.counts:
            before = {each.code for each in old.broken.get(number, ())}
            late.extend(
                replace(each, severity=Severity.LATE)
                for each in gate_findings(subject, ground, number)
                if each.severity is Severity.ERROR and each.code not in before
            )
        ground.add(
            replace(act, move=subject.move, change=subject.change) if act.counts else act, subject
        )
        for effective, other in enumerate(acts[: number + 1]):
            if other.counts and other.took_effect == number:
                own = effective == number
                at = other.entry.at if own else (other.effective_at or other.entry.at)
                ground.take_effect(effective, number, at)
                ground.acts[effective] = replace(ground.acts[effective], effect=other.effect)
    ground.broken = dict(old.broken)
    return ground, tuple(late)
