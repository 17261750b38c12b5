"""Folding: an incident's entries in file order to where it stands, with every fault on the way.

Pure: a function of plan, rosters, office facts and file. The clock is not needed here; what
depends on ``now`` is judged in ``judge`` and ``deadlines``. Source: format.md 5–13.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.findings import Finding, Severity
from taizhang.model.record import dataclass, replace
from taizhang.model.state import Act, Effect, State
from taizhang.rules.approvals import at_once, counted, fault, lapsed, line_for, signed, unheard
from taizhang.rules.chain import Chain
from taizhang.rules.gatewords import gate_findings
from taizhang.rules.ground import Ground
from taizhang.rules.moving import ANEW, backdated
from taizhang.rules.signatures import nobody_verifies, weighed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from taizhang.model.entry import Entry, Incident
    from taizhang.model.office import Office
    from taizhang.model.plan import ApprovalLine, Plan
    from taizhang.model.roster import Rosters
    from taizhang.rules.signatures import Verify
    from taizhang.rules.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """The state, the findings on the way, and the ground for asking "what next"."""

    state: State
    findings: tuple[Finding, ...]
    ground: Ground
    chain: Chain


def fold(
    incident: Incident,
    plan: Plan,
    rosters: Rosters,
    office: Office,
    verify: Verify = nobody_verifies,
) -> Folded:
    """Fold a file. Never raises on a typed incident; every fault is a finding.

    ``verify`` is asked about signatures alone; where there are none it is never called.
    """
    ground = Ground(plan=plan, rosters=rosters, office=office, incident=incident)
    folding = Folding(ground, verify)
    for entry in incident.entries:
        folding.step(entry)
    return folding.done()


class Folding:
    """A file while it is folded, entry by entry."""

    def __init__(self, ground: Ground, verify: Verify) -> None:
        self.findings: list[Finding] = []
        self.stopped: dict[int, tuple[Finding, ...]] = {}
        self.targets: dict[int, int] = {}
        self.ground = ground
        self.chain = Chain(ground.incident)
        self.verify = verify

    def append(self, entry: Entry) -> None:
        """Let the file grow by ``entry`` and fold it."""
        ground = self.ground
        ground.incident = replace(ground.incident, entries=(*ground.incident.entries, entry))
        self.chain.append(entry)
        self.step(entry)

    def done(self) -> Folded:
        """Where things stand after the entries so far."""
        ground = self.ground
        state = State(
            incident=ground.incident,
            acts=tuple(ground.acts),
            stage=ground.stage,
            closed=ground.closed,
            level=ground.level,
            level_confirmed=ground.confirmed,
            marks=dict(ground.marks),
            spans=tuple(ground.spans),
            moments=tuple(ground.moments),
            things=tuple(ground.things.values()),
        )
        # What stopped an act when it was signed is told while the act still waits.
        stopped = (
            each
            for number, found in self.stopped.items()
            for each in found
            if ground.acts[number].effect is Effect.WAITING
        )
        found = (*self.findings, *stopped)
        return Folded(state=state, findings=found, ground=ground, chain=self.chain)

    def step(self, entry: Entry) -> None:
        """Fold the next entry of the file."""
        ground = self.ground
        subject = ground.subject(entry)
        line = None if entry.kind == "审批" else line_for(subject, ground)
        found = self._found(subject, line)
        self.findings += found
        refused = any(each.severity is Severity.ERROR for each in found) if found else False
        missing = line.needed if line and not refused else ()
        takes = not refused and at_once(entry, line)
        act = Act(
            entry=entry,
            written=entry,
            effect=_effect(refused=refused, at_once=takes, unsigned=bool(missing)),
            took_effect=entry.number if takes else None,
            effective_at=entry.at if takes else None,
            line=line,
            missing=missing,
            move=subject.move,
            change=subject.change,
            stage_before=ground.stage,
            level_before=ground.level,
            backdated=backdated(subject, ground),
        )
        ground.add(act, subject, makes=not refused)
        if takes:
            self._follow(act, entry.number, entry.at)
        elif entry.kind == "审批" and not refused:
            self._count(entry)

    def _found(self, subject: Subject, line: ApprovalLine | None) -> list[Finding]:
        """What is to be said of an entry where it is filed."""
        ground, entry = self.ground, subject.entry
        found: list[Finding] = []
        for check in subject.shape.filed:
            found += check(subject, ground)
        if entry.kind == "更正":
            found += self._aim(subject)
        if "urgent" in entry.fields and (line is None or line.ratify is None):
            found.append(fault("urgent-not-allowed", entry, "urgent", on_key=True))
        gates = gate_findings(subject, ground, entry.number)
        ground.broken[entry.number] = gates
        found += gates
        return found

    def _aim(self, subject: Subject) -> Iterable[Finding]:
        """Keep what a 更正 names, and say whether it may be corrected so."""
        from taizhang.rules.corrections import correction_fits, named_by  # few files hold one

        self.targets[subject.entry.number] = named_by(subject.entry, self.ground)
        return correction_fits(subject, self.ground)

    def _count(self, entry: Entry) -> None:
        """Let an 审批 count for the act it names, and take effect itself; or be refused."""
        number = entry.number
        if self._approve(entry):
            self._take_effect(number, number, entry.at)
        else:
            self.ground.acts[number] = replace(self.ground.acts[number], effect=Effect.REFUSED)

    def _signed(self, number: int, by_entry: int, at: datetime) -> None:
        """Let an act that waited take effect, unless things have changed and it no longer fits."""
        act = self.ground.acts[number]
        if not self._overtaken(act, by_entry) or self._still_fits(act, by_entry, at):
            self._take_effect(number, by_entry, at)

    def _take_effect(self, number: int, by_entry: int, at: datetime) -> None:
        self._follow(self.ground.take_effect(number, by_entry, at), by_entry, at)

    def _follow(self, act: Act, by_entry: int, at: datetime) -> None:
        """What comes of an act that counts from entry ``by_entry`` on."""
        changed = self.ground.follow(act, by_entry, at)
        if act.entry.kind == "更正":
            changed = self._correct(act.entry)
        if changed:
            self.chain.mark(by_entry)
            self._shake()

    def _still_fits(self, act: Act, by_entry: int, at: datetime) -> bool:
        """Judge the gates anew, by the time of the last approval; if they fail it waits on."""
        ground = self.ground
        number = act.entry.number
        subject = ground.subject(act.entry, at)
        gates = gate_findings(subject, ground, by_entry)
        found = (*gates, *(each for check in ANEW for each in check(subject, ground)))
        if any(each.severity is Severity.ERROR for each in found):
            place = ("timeline", by_entry)
            self.stopped[number] = tuple(replace(each, where=place) for each in found)
            self._drop_signatures(number)
            return False
        known = {each.code for each in ground.broken[number]}
        self.findings.extend(each for each in gates if each.code not in known)
        ground.broken[number] = gates
        ground.subjects[number] = subject
        ground.acts[number] = replace(act, move=subject.move, change=subject.change)
        return True

    def _drop_signatures(self, number: int) -> None:
        ground = self.ground
        act = ground.acts[number]
        # Where the new level asks for nobody, those who were asked before still are.
        line = line_for(ground.subject(act.entry), ground) or act.line
        ground.acts[number] = replace(
            act,
            line=line,
            missing=line.needed if line else (),
            approvals=lapsed(act.approvals, "approval-overtaken"),
        )

    def _correct(self, entry: Entry) -> bool:
        """Apply a 更正 that took effect; True when stage or level came out otherwise."""
        from taizhang.rules.corrections import corrected, shakes

        ground = self.ground
        number = self.targets[entry.number]
        target = ground.acts[number]
        if target.effect is Effect.REFUSED:
            self._forget(entry, number)
        self.ground, late = corrected(ground, entry, number)
        self.findings.extend(replace(each, where=("timeline", entry.number)) for each in late)
        before = (ground.stage, ground.level)
        return shakes(entry, target) or before != (self.ground.stage, self.ground.level)

    def _forget(self, entry: Entry, number: int) -> None:
        """A refused entry's finding stands until the entry is voided."""
        if entry.word("void") == "是":
            self.findings = [
                each
                for each in self.findings
                if each.severity is not Severity.ERROR or each.where[:2] != ("timeline", number)
            ]

    def _overtaken(self, act: Act, by_entry: int) -> bool:
        """True when stage or level changed between filing and taking effect."""
        ground = self.ground
        changed = act.stage_before != ground.stage or act.level_before != ground.level
        return changed or act.entry.number < ground.shaken < by_entry

    def _shake(self) -> None:
        """Signatures collected for acts still waiting do not outlive a stage or level change.

        What is signed names stage and level; the act is put to the new level's approvers.
        """
        waiting = Effect.WAITING
        for other, act in enumerate(self.ground.acts):
            if act.effect is waiting and act.entry.kind != "审批":
                self._drop_signatures(other)

    def _approve(self, entry: Entry) -> bool:
        """Count an 审批 for the act it names; False when it is worth nothing."""
        ground = self.ground
        number = ground.names.get(entry.word("entry"))
        if number is None or number == entry.number:
            self.findings.append(
                fault("approval-of-nothing", entry, "entry", entry=entry.word("entry"))
            )
            return False
        target = ground.acts[number]
        verdict, checked = weighed(entry, target, ground, self.chain, self.verify)
        if verdict.why:
            key = "sig" if verdict.why == checked.why and entry.has("sig") else "by"
            self.findings.append(unheard(verdict.why, entry, key, target))
        approvals = (*target.approvals, counted(entry, verdict, checked.verification))
        if verdict.why:
            ground.acts[number] = replace(target, approvals=approvals)
            return False
        act = ground.acts[number] = signed(target, entry, verdict.fills, approvals)
        if act.effect is Effect.WAITING and not act.missing:
            # Two signatures may stand in the file the other way round than they were given.
            self._signed(number, entry.number, max(each.at for each in approvals if each.counts))
        return True


def _effect(*, refused: bool, at_once: bool, unsigned: bool) -> Effect:
    if refused:
        return Effect.REFUSED
    if not at_once:
        return Effect.WAITING
    return Effect.UNRATIFIED if unsigned else Effect.EFFECTIVE
