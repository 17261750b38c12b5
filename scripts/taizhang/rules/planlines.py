"""Lines of a plan that contradict one another or can never be met.

Source: format.md, "The plan".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.findings import Finding
from taizhang.model.plan import BLOCK
from taizhang.rules.matchers import condition_covers, covers, exclusive, key_of
from taizhang.rules.planstages import reach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taizhang.model.plan import ApprovalLine, Matcher, Plan, Rule
    from taizhang.rules.planstages import Reach


def find_clashes(plan: Plan) -> tuple[Finding, ...]:
    """One finding for each line that another line takes away or contradicts."""
    return (*_codes(plan), *_shadowed(plan), *_deadlines(plan), *_never(plan))


def _codes(plan: Plan) -> Iterator[Finding]:
    seen: set[str] = set()
    for section, codes in (
        ("approvals", [line.code for line in plan.approvals]),
        ("rules", [line.code for line in plan.rules]),
        ("deadlines", [line.code for line in plan.deadlines]),
    ):
        for number, code in enumerate(codes):
            if code in seen:
                yield Finding(
                    code="plan-code-twice",
                    where=(section, number, "code"),
                    values={"value": code},
                )
            seen.add(code)


def _shadowed(plan: Plan) -> Iterator[Finding]:
    for number, line in enumerate(plan.approvals):
        kinds = key_of(line.on, "kind")
        lost: dict[str, str] = {}
        for kind in kinds or ("",):
            earlier = _earlier(line, kind, plan.approvals[:number], plan)
            if earlier:
                lost[kind] = earlier
        if lost:
            yield Finding(
                code="approval-shadowed" if len(lost) == len(kinds or ("",)) else
                "approval-shadowed-partly",
                where=("approvals", number),
                values={
                    "value": line.code,
                    "earlier": "、".join(dict.fromkeys(lost.values())),
                    "kinds": "、".join(lost),
                },
            )  # fmt: skip


def _earlier(line: ApprovalLine, kind: str, before: tuple[ApprovalLine, ...], plan: Plan) -> str:
    """Code of the earlier line that takes all of ``line`` for ``kind``, ``""`` if none does."""
    on = tuple((key, (kind,) if key == "kind" else values) for key, values in line.on)
    for other in before:
        if covers(other.on, on) and condition_covers(other.when, line.when, plan):
            return other.code
    return ""


def _deadlines(plan: Plan) -> Iterator[Finding]:
    for number, line in enumerate(plan.deadlines):
        for other in plan.deadlines[:number]:
            if other.name == line.name and not exclusive(other.when, line.when, plan):
                yield Finding(
                    code="deadline-name-twice",
                    where=("deadlines", number, "name"),
                    values={"value": line.name, "code": line.code, "other": other.code},
                )


def _never(plan: Plan) -> Iterator[Finding]:
    """Rules none of whose needs can come before what they guard."""
    after = reach(plan)
    possible = _possible(plan)
    for number, rule in enumerate(plan.rules):
        if not rule.need:
            continue
        origins = _origins(rule, plan)
        fits = [
            need
            for need in rule.need
            if need in possible and _comes_before(need, rule, origins, after)
        ]
        if not fits:
            yield Finding(
                code="rule-need-never", where=("rules", number, "need"), values={"code": rule.code}
            )


def _origins(rule: Rule, plan: Plan) -> frozenset[str]:
    """Stages in which an incident can stand when the rule is asked."""
    targets = key_of(rule.on, "stage")
    types = key_of(rule.on, "move") or rule.when.moves
    if targets:
        return frozenset(
            origin
            for move in plan.moves
            if move.to in targets and (not types or move.type in types)
            for origin in move.origins
        )
    stages = key_of(rule.on, "stage_now")
    return frozenset(stages or (stage.name for stage in plan.stages))


def _comes_before(need: Matcher, rule: Rule, origins: frozenset[str], after: Reach) -> bool:
    """True when the stages the need asks for can lie before, or in, one of ``origins``."""
    entered = set(key_of(need, "stage"))
    if entered & set(key_of(rule.on, "stage")):
        entered = set()
    for asked in (entered, set(key_of(need, "stage_now"))):
        if asked and not any(origins & after.get(stage, frozenset()) for stage in asked):
            return False
    return True


def _possible(plan: Plan) -> set[Matcher]:
    """Needs that some entry can meet: none that wait for each other in a ring."""
    needs = {need for rule in plan.rules for need in rule.need}
    possible: set[Matcher] = set()
    while True:
        more = {need for need in needs - possible if _open(need, plan, possible)}
        if not more:
            return possible
        possible |= more


def _open(need: Matcher, plan: Plan, possible: set[Matcher]) -> bool:
    """True when every rule that guards ``need`` can be met by what is possible already."""
    return all(
        any(covers(each, need) or each in possible for each in rule.need)
        for rule in plan.rules
        if rule.need
        and rule.strength == BLOCK
        and rule.when.empty
        and not rule.each
        and key_of(need, "kind")
        and covers(rule.on, need)
    )
