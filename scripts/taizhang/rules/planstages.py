"""Stages nobody can reach, enter or leave. Source: format.md, "The plan"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from taizhang.model.plan import Plan

Reach = dict[str, frozenset[str]]


def reach(plan: Plan) -> Reach:
    """Stage -> every stage that can follow it, itself included."""
    following: Mapping[str, set[str]] = {
        stage.name: {move.to for move in plan.moves if stage.name in move.origins}
        for stage in plan.stages
    }
    return {start: _from(start, following) for start in following}


def _from(start: str, following: Mapping[str, set[str]]) -> frozenset[str]:
    seen, left = {start}, [start]
    while left:
        for stage in following.get(left.pop(), ()):
            if stage not in seen:
                seen.add(stage)
                left.append(stage)
    return frozenset(seen)


def find_stages(plan: Plan) -> tuple[Finding, ...]:
    """Every stage that stands outside the way from opening to closing, and moves listed twice."""
    if not plan.stages:
        return (Finding(code="plan-no-stages", where=("stages",)),)
    return (*_stages(plan), *_moves(plan))


def _stages(plan: Plan) -> Iterator[Finding]:
    reachable = reach(plan)
    first = plan.stages[0].name
    closing = {stage.name for stage in plan.stages if stage.closed}
    if not closing:
        yield Finding(code="plan-no-closed-stage", where=("stages",))
    for number, stage in enumerate(plan.stages):
        values = {"stage": stage.name, "first": first}
        if stage.name not in reachable[first]:
            yield Finding(code="plan-stage-unreachable", where=("stages", number), values=values)
        elif closing and not reachable[stage.name] & closing:
            yield Finding(code="plan-stage-no-way-out", where=("stages", number), values=values)
        if number and not stage.entered_by:
            yield Finding(code="plan-stage-not-entered", where=("stages", number), values=values)
    if plan.stages[0].closed:
        yield Finding(code="plan-first-stage-closed", where=("stages", 0), values={"stage": first})


def _moves(plan: Plan) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for number, move in enumerate(plan.moves):
        for origin in move.origins:
            values = {"origin": origin, "to": move.to}
            if origin == move.to:
                yield Finding(
                    code="plan-move-to-itself", where=("moves", number, "to"), values=values
                )
            elif (origin, move.to) in seen:
                yield Finding(code="plan-move-twice", where=("moves", number), values=values)
            seen.add((origin, move.to))
