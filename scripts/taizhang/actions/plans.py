"""The plan for people: checked, said in sentences, compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from taizhang.actions.governance import PLAN, placed, plan_path, roster_path
from taizhang.errors import UsageProblem
from taizhang.model.findings import Finding, Report
from taizhang.rules.plancheck import check_plan, find_revised
from taizhang.rules.plangates import find_roles
from taizhang.rules.sentences import (
    approval_sentence,
    deadline_sentence,
    level_sentence,
    move_sentence,
    rule_sentence,
    stage_sentence,
)
from taizhang.rules.values import close

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from taizhang.model.governance import Governance
    from taizhang.model.plan import ApprovalLine, Deadline, Level, Move, Plan, Rule, Stage
    from taizhang.model.source import Source

ADDED, REMOVED, CHANGED = "新增", "删去", "改动"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A part of the plan by its title in both languages."""

    key: str
    zh: str
    en: str


GROUPS = (
    Group(key="levels", zh="等级", en="Levels"),
    Group(key="stages", zh="环节", en="Stages"),
    Group(key="moves", zh="推进", en="Moves"),
    Group(key="approvals", zh="审批", en="Approvals"),
    Group(key="rules", zh="规则", en="Rules"),
    Group(key="deadlines", zh="时限", en="Deadlines"),
)


        now: with all versions, the moment (aware) at which the office itself is judged.
@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a plan as a sentence.

    Attributes:
        code: the plan's own, or the line's keys where the plan gives none.
        source: the typed line itself; a comparison sees what the sentence leaves out.
    """

    group: str
    code: str
    zh: str
    en: str
    clause: str = ""
    source: object = None

    def words(self, lang: str) -> str:
        """The sentence in ``lang``."""
        return self.en if lang == "en" else self.zh


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A line that one version has and the other has not, or has otherwise."""

    if now is not None and not version:
        findings += _office(governance, source, now)
    sort: str
    group: str
    code: str
    before: Line | None = None
    after: Line | None = None


def choose_plan(governance: Governance, version: str = "") -> Plan:
    """The plan version called so; without a name the newest.

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
    newest = governance.newest
    if newest is not None and governance.rosters.versions:
        roster = governance.rosters.current
        findings += placed(source, roster_path(roster.version), find_roles(roster, newest))
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
    lines = tuple(_lines(plan))
    if not code:
        return lines
    found = tuple(line for line in lines if line.code == code)
    if not found:
        known = [line.code for line in lines]
        raise UsageProblem("plan-code-not-there", value=code, near=close(code, known))
    return found


def _lines(plan: Plan) -> Iterator[Line]:
    for level in plan.levels:
        yield _line("levels", level.key, level, partial(level_sentence, level))
    for stage in plan.stages:
        yield _line("stages", stage.key, stage, partial(stage_sentence, stage, plan))
    for move in plan.moves:
        yield _line("moves", _move_code(move, plan), move, partial(move_sentence, move))
    for approval in plan.approvals:
        yield _line(
            "approvals", approval.code, approval, partial(approval_sentence, approval, plan)
        )
    for rule in plan.rules:
        yield _line("rules", rule.code, rule, partial(rule_sentence, rule, plan))
    for deadline in plan.deadlines:
        yield _line(
            "deadlines", deadline.code, deadline, partial(deadline_sentence, deadline, plan)
        )


def _line(
    group: str,
    code: str,
    source: Level | Stage | Move | ApprovalLine | Rule | Deadline,
    sentence: Callable[[str], str],
) -> Line:
    clause = getattr(source, "clause", "")
    if not clause and group != "deadlines":  # a deadline's own sentence names its basis
        clause = getattr(source, "basis", "")
    return Line(
        group=group,
        code=code,
        zh=sentence("zh"),
        en=sentence("en"),
        clause=str(clause),
        source=source,
    )


def _move_code(move: Move, plan: Plan) -> str:
    """``monitor>report``, by the stages' keys."""
    keys = [stage.key if (stage := plan.stage(name)) else name for name in move.origins]
    to = plan.stage(move.to)
    return f"{'+'.join(keys)}>{to.key if to else move.to}"


def compare_plans(old: Plan, new: Plan) -> tuple[Change, ...]:
    """Lines removed, changed (anything in them differs) and added, group by group."""
    before = {(line.group, line.code): line for line in _lines(old)}
    after = {(line.group, line.code): line for line in _lines(new)}
    return tuple(
        _change(before.get(key), after.get(key))
        for group in GROUPS
        for key in dict.fromkeys((*before, *after))
        if key[0] == group.key and before.get(key) != after.get(key)
    )


def _change(before: Line | None, after: Line | None) -> Change:
    line = after or before
    if line is None:
        raise ValueError(line)
    sort = CHANGED if before and after else ADDED if after else REMOVED
    return Change(sort=sort, group=line.group, code=line.code, before=before, after=after)
