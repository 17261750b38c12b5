"""The plan for people: checked, said in sentences, compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.governance import PLAN, placed, plan_path, roster_path
from taizhang.actions.ruling import load_rows
from taizhang.errors import UsageProblem
from taizhang.model.findings import Finding, Report
from taizhang.rules.plancheck import check_plan, find_revised
from taizhang.rules.plangates import find_roles
from taizhang.rules.plantext import lines_of
from taizhang.rules.values import close

if TYPE_CHECKING:
    from datetime import date, datetime

    from taizhang.model.governance import Governance
    from taizhang.model.plan import Plan
    from taizhang.model.source import Source
    from taizhang.rules.plantext import Line


def choose_plan(governance: Governance, version: str = "") -> Plan:
    """The plan version called so; without a name the one in force.

    Raises:
        UsageProblem: there is no such version, or none that can be read.
    """
    plan = governance.plans.get(version) if version else governance.newest
    if plan is None:
        raise UsageProblem(
            "plan-version-not-there",
            value=version or "–",
            options="、".join(governance.plans) or "–",
        )
    return plan


def check_plans(
    governance: Governance,
    source: Source,
    version: str = "",
    day: date | None = None,
    now: datetime | None = None,
) -> Report:
    """Findings of all plan versions (or of one), of the roster and the office's files.

    Args:
        governance: as loaded from ``source``.
        source: where lines and columns are looked up.
        version: this version alone; its own faults of form count too.
        day: the day on which persons must hold their roles; None: roles never closed.
        now: with all versions, the moment (aware) at which the office itself is judged.

    Raises:
        UsageProblem: there is no file of that version.
    """
    if version and source.read(plan_path(version)) is None:
        choose_plan(governance, version)
    others = tuple(
        path
        for each in governance.plans
        if version and each != version and (path := plan_path(each))
    )
    findings = [each for each in governance.findings if each.path not in others]
    plans = [p for p in governance.plans.values() if not version or p.id == version]
    for plan in plans:
        found = (
            *find_revised(plan, governance.plans),
            *check_plan(plan, governance.rosters, governance.office, day),
        )
        findings += placed(source, plan_path(plan.id), found)
        findings += load_rows(source, plan)[1]
    newest = governance.newest
    if newest is None and governance.plans:
        findings.append(Finding(code="plan-none-in-force", path=PLAN))
    if newest is not None and governance.rosters.versions:
        roster = governance.rosters.current
        findings += placed(source, roster_path(roster.version), find_roles(roster, newest))
    if now is not None and not version:
        findings += _office(governance, source, now)
    return Report(findings=tuple(sorted(findings, key=_order)), files=len(plans))


def _office(governance: Governance, source: Source, now: datetime) -> tuple[Finding, ...]:
    from taizhang.actions.journal import load_journal, office_findings
    from taizhang.actions.workspace import workspace_of

    journal = load_journal(workspace_of(governance, source), now)
    return office_findings(governance, source, journal, now)


def _order(finding: Finding) -> tuple[str, int, int]:
    return finding.path, finding.line, finding.column


def plan_lines(plan: Plan, code: str = "") -> tuple[Line, ...]:
    """Every line of the plan as a sentence, or the one called ``code``.

    Raises:
        UsageProblem: no line is called so.
    """
    lines = tuple(lines_of(plan))
    if not code:
        return lines
    found = tuple(line for line in lines if line.code == code)
    if not found:
        known = [line.code for line in lines]
        raise UsageProblem("plan-code-not-there", value=code, near=close(code, known))
    return found
