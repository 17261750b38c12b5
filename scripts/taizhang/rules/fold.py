"""Folding: an incident's entries in file order to where it stands, with every fault on the way.

Pure: a function of plan, rosters, office facts and file. The clock is not needed here; what
depends on ``now`` is judged in ``judge`` and ``deadlines``. Source: format.md 5–13.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from taizhang.model.findings import Finding, Severity
from taizhang.model.state import Act, Correction, Effect, State
from taizhang.rules.approvals import RETURN, counted, explain, line_for, without
from taizhang.rules.checks import CHECKS
from taizhang.rules.corrections import corrected
from taizhang.rules.gatewords import gate_findings
from taizhang.rules.ground import Ground

if TYPE_CHECKING:
    from taizhang.model.entry import Entry, Incident
    from taizhang.model.office import Office
    from taizhang.model.plan import Plan
    from taizhang.model.roster import Rosters
    from taizhang.rules.ground import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """The state, the findings on the way, and the ground for asking "what next"."""

    state: State
    findings: tuple[Finding, ...]
    ground: Ground


def fold(incident: Incident, plan: Plan, rosters: Rosters, office: Office) -> Folded:
    """Fold a file. Never raises on a typed incident; every fault is a finding."""
    first = _Fold(incident, incident, plan, rosters, office).run()
    mended, corrections = corrected(first.ground)
    if not corrections:
        return first
    second = _Fold(mended, incident, plan, rosters, office, corrections).run()
    known = {(each.code, each.where) for each in first.findings}
    findings = tuple(
        each
        if (each.code, each.where) in known
        else replace(each, severity=min_late(each.severity))
        for each in second.findings
    )
    return replace(second, findings=findings)


def min_late(severity: Severity) -> Severity:
    """A fault that only a correction brought to light is recorded as late, not refused."""
    return Severity.LATE if severity is Severity.ERROR else severity


class _Fold:
    def __init__(  # noqa: PLR0913
        self,
        incident: Incident,
        written: Incident,
        plan: Plan,
        rosters: Rosters,
        office: Office,
        corrections: dict[int, tuple[Correction, ...]] | None = None,
    ) -> None:
        self.written = written
        self.corrections = corrections or {}
        self.findings: list[Finding] = []
        self.ground = Ground(plan=plan, rosters=rosters, office=office, incident=incident)

    def run(self) -> Folded:
        for entry in self.ground.incident.entries:
            self._step(entry)
        ground = self.ground
        state = State(
            incident=self.written,
            acts=tuple(ground.acts),
            stage=ground.stage,
            closed=ground.plan.closed(ground.stage),
            level=ground.level,
            level_confirmed=ground.confirmed,
            marks=dict(ground.marks),
            spans=tuple(ground.spans),
            moments=tuple(ground.moments),
            things=tuple(ground.things.values()),
        )
        return Folded(state=state, findings=tuple(self.findings), ground=ground)

    def _fault(
        self, code: str, entry: Entry, key: str = "", *, on_key: bool = False, **values: str | int
    ) -> None:
        where = ("timeline", entry.number, *((key,) if key else ()))
        self.findings.append(Finding(code=code, where=where, values=values, on_key=on_key))

    def _step(self, entry: Entry) -> None:
        ground = self.ground
        subject = ground.subject(entry)
        void = any(each.field == "" for each in self.corrections.get(entry.number, ()))
        if not void:
            for check in CHECKS:
                self.findings.extend(check(subject, ground))
            self._form(entry, subject)
        line = None if entry.kind == "审批" or void else line_for(subject, ground)
        self._urgent(entry, line is not None and line.ratify is not None)
        act = Act(
            entry=entry,
            written=self.written.entries[entry.number],
            effect=Effect.VOID if void else Effect.WAITING,
            line=line,
            missing=line.needed if line else (),
            corrections=self.corrections.get(entry.number, ()),
            move=subject.move,
            change=subject.change,
            stage_before=ground.stage,
            level_before=ground.level,
            backdated=self._backdated(entry),
        )
        if not void:
            self.findings.extend(gate_findings(subject, ground, entry.number))
        self._register(act, subject)
        if not void:
            self._settle(act)

    def _register(self, act: Act, subject: Subject) -> None:
        ground = self.ground
        ground.acts.append(act)
        ground.subjects.append(subject)
        ground.names.setdefault(act.written.name, act.entry.number)
        for thing in ground.made_by(act.entry):
            ground.things.setdefault(thing.name, thing)

    def _settle(self, act: Act) -> None:
        """Let the act take effect at once, wait, or count as an approval of another."""
        entry = act.entry
        if entry.kind == "审批":
            self._approve(entry)
        elif act.line is not None and not (entry.has("urgent") and act.line.ratify):
            return
        self._effect(entry.number, entry.number, entry)

    def _effect(self, number: int, by_entry: int, cause: Entry) -> None:
        act = self.ground.acts[number]
        if by_entry != number and self._overtaken(act, by_entry):
            subject = self.ground.subject(act.entry)
            self.findings.extend(gate_findings(subject, self.ground, by_entry))
            self.ground.acts[number] = replace(act, move=subject.move)
        if self.ground.take_effect(number, by_entry, cause.at):
            self._shake(number)

    def _overtaken(self, act: Act, by_entry: int) -> bool:
        """True when stage or level changed between filing and taking effect."""
        ground = self.ground
        changed = act.stage_before != ground.stage or act.level_before != ground.level
        reopened = any(act.entry.number < each.number <= by_entry for each in ground.moments)
        return changed or reopened

    def _shake(self, number: int) -> None:
        """Signatures collected for acts still waiting do not outlive a stage or level change.

        What is signed names stage and level; the act is put to the new level's approvers.
        """
        ground = self.ground
        for other, act in enumerate(ground.acts):
            if other == number or act.effect is not Effect.WAITING or act.entry.kind == "审批":
                continue
            line = line_for(ground.subject(act.entry), ground)
            stale = tuple(
                replace(each, counts=False, why="approval-overtaken") if each.counts else each
                for each in act.approvals
            )
            ground.acts[other] = replace(
                act, line=line, missing=line.needed if line else (), approvals=stale
            )

    def _approve(self, entry: Entry) -> None:
        ground = self.ground
        number = ground.names.get(entry.word("entry"))
        if number is None or number == entry.number:
            self._fault("approval-of-nothing", entry, "entry", entry=entry.word("entry"))
            return
        target = ground.acts[number]
        verdict = explain(entry, target, ground)
        if verdict.why:
            self._fault(
                verdict.why, entry, "by", person=entry.by, role=entry.word("as"),
                entry=target.written.name, missing="、".join(target.missing),
                roster=entry.word("roster"),
            )
        approvals = (*target.approvals, counted(entry, verdict))
        ground.acts[number] = replace(target, approvals=approvals)
        if not verdict.why:
            self._count(number, entry, verdict.fills)

    def _count(self, number: int, entry: Entry, fills: str) -> None:
        ground = self.ground
        act = ground.acts[number]
        if entry.word("verdict") == RETURN:
            ground.acts[number] = replace(act, effect=Effect.RETURNED, missing=())
            return
        act = replace(act, missing=without(act.missing, fills))
        ground.acts[number] = act
        if act.missing:
            return
        if act.effect is Effect.UNRATIFIED:
            ground.acts[number] = replace(act, effect=Effect.EFFECTIVE)
        else:
            self._effect(number, entry.number, entry)

    def _urgent(self, entry: Entry, allowed: bool) -> None:  # noqa: FBT001
        if entry.has("urgent") and not allowed:
            self._fault("urgent-not-allowed", entry, "urgent", on_key=True)

    def _backdated(self, entry: Entry) -> bool:
        """True when the act is older than the entry before it: filed afterwards."""
        if not self.ground.acts or entry.at >= self.ground.acts[-1].entry.at:
            return False
        if not entry.has("late"):
            before = self.ground.acts[-1].written
            self.findings.append(
                Finding(
                    code="late-without-reason",
                    severity=Severity.LATE,
                    where=("timeline", entry.number, "at"),
                    values={"at": entry.at_text, "before": before.name},
                )
            )
        return True

    def _form(self, entry: Entry, subject: Subject) -> None:
        """What the entry may do to stage and level."""
        ground = self.ground
        if (entry.kind == "发现") != (entry.number == 0):
            self._fault("discovery-first", entry, "kind")
        if ground.plan.closed(ground.stage) and subject.move != "重开" and entry.kind not in (
            "审批", "更正", "销毁", "改进", "说明",
        ):
            self._fault("incident-closed", entry, "kind", stage=ground.stage, kind=entry.kind)
        if entry.kind == "调级" and not subject.change:
            self._fault("level-same", entry, "level", level=entry.word("level"))
        if entry.stage and entry.kind != "发现":
            self._move(entry, subject)
        pending = ground.pending()
        if pending is not None and (entry.stage or entry.kind == "调级"):
            self._fault("second-pending-move", entry, "kind", entry=pending.written.name)

    def _move(self, entry: Entry, subject: Subject) -> None:
        ground = self.ground
        if not subject.move:
            allowed = [m.to for m in ground.plan.moves if ground.stage in m.origins]
            self._fault(
                "move-not-allowed", entry, "stage",
                origin=ground.stage, to=entry.stage, allowed="、".join(allowed) or "无",
            )
            return
        stage = ground.plan.stage(entry.stage)
        if stage and stage.entered_by and entry.kind not in stage.entered_by:
            self._fault(
                "kind-cannot-enter", entry, "stage",
                kind=entry.kind, stage=entry.stage, kinds="、".join(stage.entered_by),
            )
