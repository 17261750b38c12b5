"""What forms offer: the plan in force, and who and what may be named on the day of the build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.governance import plan_in_force
from taizhang.actions.opening import asked_report, entered_by_alone
from taizhang.model.formviews import FormsView
from taizhang.model.kinds import KINDS
from taizhang.rules.matchers import key_of

if TYPE_CHECKING:
    from datetime import datetime

    from taizhang.model.governance import Governance
    from taizhang.model.plan import Plan


def forms_view(governance: Governance, now: datetime) -> FormsView:
    """The names of plan, roster and office at ``now`` (aware).

    Raises:
        EnvironmentProblem: no plan can be read.
    """
    plan, roster = plan_in_force(governance), governance.rosters.current
    day = now.astimezone(plan.zone).date()
    first = plan.stages[0].name
    return FormsView(
        plan=plan,
        roster=roster.version,
        persons=tuple(each for each in roster.persons if each.active(day)),
        accounts=tuple(each.name for each in governance.office.accounts if each.open(day)),
        drill=governance.office.drill,
        report_to=asked_report(plan, first),
        report_stage=entered_by_alone(plan, first, "报告"),
        urgent=_urgent(plan),
    )


def _urgent(plan: Plan) -> tuple[str, ...]:
    """Kinds of which some entry may take effect unsigned; a line without a kind is of every one."""
    found = [
        kind
        for line in plan.approvals
        if line.ratify is not None
        for kind in key_of(line.on, "kind") or (*KINDS,)
    ]
    return tuple(dict.fromkeys(found))
