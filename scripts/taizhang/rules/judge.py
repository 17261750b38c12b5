"""One incident file judged whole: form, fold, clock. What ``check`` reports for it.

A verdict is a pure function of plan, rosters, office facts, file and ``now``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.findings import Finding
from taizhang.model.record import dataclass
from taizhang.model.state import Effect
from taizhang.model.times import format_time
from taizhang.rules.clockfindings import clock_findings
from taizhang.rules.deadlines import dues
from taizhang.rules.fold import fold
from taizhang.rules.pending import pending_findings
from taizhang.rules.signatures import nobody_verifies

if TYPE_CHECKING:
    from datetime import datetime

    from taizhang.model.entry import Incident
    from taizhang.model.office import Office
    from taizhang.model.plan import Plan
    from taizhang.model.roster import Rosters
    from taizhang.model.state import Due, State
    from taizhang.rules.chain import Chain
    from taizhang.rules.ground import Ground
    from taizhang.rules.signatures import Verify


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An incident as it stands at ``now``."""

    plan: Plan
    state: State
    dues: tuple[Due, ...]
    findings: tuple[Finding, ...]
    ground: Ground
    chain: Chain


def judge(
    incident: Incident,
    plan: Plan,
    rosters: Rosters,
    office: Office,
    now: datetime,
    verify: Verify = nobody_verifies,
) -> Judged:
    """Fold the incident and judge every clock at ``now`` (aware); ``verify``: see ``fold``."""
    now = now.astimezone(plan.zone)  # times of one zone are compared in a third of the time
    folded = fold(incident, plan, rosters, office, verify)
    facts = dues(folded.ground, now)
    findings = (
        *folded.findings,
        *_future(folded.state, plan, now),
        *clock_findings(facts, folded.ground),
        *pending_findings(folded.state, plan, now),
    )
    return Judged(
        plan=plan,
        state=folded.state,
        dues=facts,
        findings=findings,
        ground=folded.ground,
        chain=folded.chain,
    )


def _future(state: State, plan: Plan, now: datetime) -> list[Finding]:
    """A claimed time after ``now`` is impossible, until it is corrected or voided.

    Source: format.md 10.
    """
    return [
        Finding(
            code="time-future",
            where=("timeline", act.entry.number, "at"),
            values={"at": act.entry.at_text, "now": format_time(now, plan.zone)},
        )
        for act in state.acts
        if act.entry.at > now and act.effect is not Effect.VOID
    ]
