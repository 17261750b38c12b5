"""Who must approve an act, and whether an 审批 entry fills a role of it.

``explain`` tells what an approval is worth; folding enforces it.
Source: format.md 6–8; plan 二(三)2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.findings import Finding
from taizhang.model.planindex import index_of
from taizhang.model.record import dataclass, replace
from taizhang.model.state import Approval, Effect
from taizhang.rules.gates import holds

if TYPE_CHECKING:
    from taizhang.model.entry import Entry
    from taizhang.model.plan import ApprovalLine
    from taizhang.model.state import Act, Verification
    from taizhang.rules.ground import Ground, Subject

AGREE, RETURN = "同意", "退回"
_TAKEN_BACK = (Effect.RETURNED, Effect.VOID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What an approval is worth: the role it fills, or the code of why it fills none."""

    fills: str = ""
    why: str = ""


def line_for(subject: Subject, ground: Ground) -> ApprovalLine | None:
    """The first fitting approval line, judged by the higher of old and new level."""
    lines = subject.shape.lines(subject)
    if not lines:
        return None
    level = ground.plan.higher(ground.level, subject.level) or subject.level
    for line, asked in lines:
        if subject.fits(asked) and holds(line.when, subject, ground, level):
            return line
    return None


def at_once(entry: Entry, line: ApprovalLine | None) -> bool:
    """Whether an entry that stands counts when it is filed; an 审批 is weighed first."""
    if line is None:
        return entry.kind != "审批"
    return entry.has("urgent") and line.ratify is not None


def explain(entry: Entry, target: Act, ground: Ground) -> Verdict:
    """What the 审批 ``entry`` is worth for ``target``: pure, changes nothing."""
    why = _standing(entry, target)
    if why:
        return Verdict(why=why)
    roster = ground.rosters.version(int(entry.word("roster")))
    if roster is None:
        return Verdict(why="roster-version-unknown")
    person = roster.person(entry.by)
    role = entry.word("as")
    if person is None or not person.active(entry.at.date()) or not person.holds(role, ground.plan):
        return Verdict(why="approver-without-role")
    if entry.by == target.entry.by or entry.by in target.entry.words("drafted_by"):
        return Verdict(why="approver-is-author")
    for each in target.approvals:
        if each.person == entry.by and each.counts and each.verdict == AGREE:
            return Verdict(why="approver-twice")
    fills = _fills(role, target.missing, ground)
    return Verdict(fills=fills) if fills else Verdict(why="approver-role-not-asked")


def _standing(entry: Entry, target: Act) -> str:
    if target.line is None:
        return "approval-not-needed"
    if target.effect in _TAKEN_BACK:
        return "approval-of-returned"
    if target.effect is Effect.REFUSED:
        return "approval-of-refused"
    if not target.missing:
        return "approval-surplus"
    if entry.at < target.entry.at:
        return "approval-before-entry"
    if entry.word("verdict") == RETURN and not entry.has("reason"):
        return "return-without-reason"
    return ""


def _fills(role: str, missing: tuple[str, ...], ground: Ground) -> str:
    """The missing role that ``role`` fills: itself first, then one it counts as."""
    index = index_of(ground.plan)
    for wanted in index.counts_as[role]:
        for each in missing:
            if index.roles.get(each) is wanted:
                return each
    return ""


def counted(entry: Entry, verdict: Verdict, verification: Verification) -> Approval:
    """The 审批 ``entry`` as it stands beside its act."""
    return Approval(
        number=entry.number,
        person=entry.by,
        role=entry.word("as"),
        verdict=entry.word("verdict"),
        at=entry.at,
        reason=entry.word("reason"),
        counts=not verdict.why,
        why=verdict.why,
        verification=verification,
    )


def signed(act: Act, entry: Entry, fills: str, approvals: tuple[Approval, ...]) -> Act:
    """``act`` once the 审批 ``entry``, the last of ``approvals``, filled the role ``fills``."""
    ratifies = act.effect is Effect.UNRATIFIED
    if entry.word("verdict") != RETURN:
        missing = without(act.missing, fills)
        effect = Effect.EFFECTIVE if ratifies and not missing else act.effect
        return replace(act, effect=effect, missing=missing, approvals=approvals)
    if not ratifies:
        return replace(act, effect=Effect.RETURNED, missing=(), approvals=approvals)
    # An urgent act has had its effect: a return undoes nothing, all must sign anew.
    needed = act.line.needed if act.line else ()
    return replace(act, missing=needed, approvals=lapsed(approvals, "approval-returned"))


def unheard(why: str, entry: Entry, key: str, target: Act) -> Finding:
    """Why the 审批 ``entry`` counts for nothing; ``key``: the field at fault."""
    return fault(
        why,
        entry,
        key,
        person=entry.by,
        role=entry.word("as"),
        entry=target.written.name,
        missing="、".join(target.missing),
        roster=entry.word("roster"),
    )


def fault(code: str, at: Entry, key: str, /, *, on_key: bool = False, **values: str) -> Finding:
    """A finding at a field of the entry ``at``."""
    return Finding(code=code, where=("timeline", at.number, key), values=values, on_key=on_key)


def lapsed(approvals: tuple[Approval, ...], why: str) -> tuple[Approval, ...]:
    """``approvals`` that no longer count, for the message code ``why``; a return stays one."""
    return tuple(
        replace(each, counts=False, why=why) if each.counts and each.verdict == AGREE else each
        for each in approvals
    )


def without(missing: tuple[str, ...], role: str) -> tuple[str, ...]:
    """``missing`` with one ``role`` filled."""
    left = list(missing)
    left.remove(role)
    return tuple(left)
