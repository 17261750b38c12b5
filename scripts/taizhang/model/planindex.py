"""Which part of a plan a name stands for, worked out once a plan: every entry asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from taizhang.model.once import once

if TYPE_CHECKING:
    from collections.abc import Iterable

    from taizhang.model.plan import Body, Level, Move, Nature, Plan, Role, Stage

Part = TypeVar("Part")


class PlanIndex:
    """Parts of one plan by name; of several under one name the first.

    ``counts_as``: by the name of a role, itself and the roles it counts as beside.
    """

    __slots__ = ("bodies", "counts_as", "levels", "moves", "natures", "ranks", "roles", "stages")

    def __init__(self, plan: Plan) -> None:
        self.stages: dict[str, Stage] = _first((each.name, each.key, each) for each in plan.stages)
        self.levels: dict[str, Level] = _first((each.name, each.key, each) for each in plan.levels)
        self.natures: dict[str, Nature] = _first((it.name, it.key, it) for it in plan.natures)
        self.bodies: dict[str, Body] = _first((each.name, each.key, each) for each in plan.bodies)
        self.roles: dict[str, Role] = {}
        for role in plan.roles:
            for name in (role.name, *role.also):
                self.roles.setdefault(name, role)
        self.counts_as: dict[str, tuple[Role | None, ...]] = {
            name: (role, *map(self.roles.get, role.includes)) for name, role in self.roles.items()
        }
        self.ranks: dict[str, int] = {}
        for rank, level in enumerate(plan.levels):
            self.ranks.setdefault(level.name, rank)
        self.moves: dict[tuple[str, str], Move] = {}
        for move in plan.moves:
            for origin in move.origins:
                self.moves.setdefault((origin, move.to), move)


def _first(named: Iterable[tuple[str, str, Part]]) -> dict[str, Part]:
    found: dict[str, Part] = {}
    for name, key, part in named:
        found.setdefault(name, part)
        found.setdefault(key, part)
    return found


index_of = once(PlanIndex)
"""The index of a plan."""
