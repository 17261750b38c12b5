"""Stand-ins for the roster of a new ledger: enough of every role for the plan to be run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taizhang.model.plan import Plan, Role

ADMINISTRATOR = "管理员"
"""The role of whoever keeps the roster and the settings, where the plan has it."""

UNSETTLED = "待定"
_COUNTED = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """A person to be replaced by a real one."""

    name: str
    key: str
    unit: str
    role: str


def administrators_role(plan: Plan) -> str:
    """The role the founder gets: 管理员, or the plan's first where it has none."""
    return ADMINISTRATOR if plan.role(ADMINISTRATOR) else plan.roles[0].name


def stand_ins(plan: Plan) -> tuple[StandIn, ...]:
    """One more of each role than ever signs together, and somebody of each drafting unit."""
    return tuple(
        StandIn(
            name=f"{role}{_COUNTED[place]}", key=f"standin.{number}", unit=unit, role=role
        )
        for number, (role, place, unit) in enumerate(_places(plan), 1)
    )  # fmt: skip


def _places(plan: Plan) -> Iterator[tuple[str, int, str]]:
    """Role, which of that role, and unit."""
    roles = [role for role in plan.roles if role.name != ADMINISTRATOR]
    drafting = next((each for each in reversed(roles) if not _asked(each, plan)), None)
    units = tuple(dict.fromkeys(unit for rule in plan.rules for unit in rule.drafter_units))
    for role in roles:
        asked = _asked(role, plan)
        wanted = (UNSETTLED,) * (asked + 1 if asked else 1)
        for place, unit in enumerate((units or wanted) if role is drafting else wanted):
            yield role.name, place, unit


def _asked(role: Role, plan: Plan) -> int:
    """How many of the role one entry may need."""
    return max((line.needed.count(role.name) for line in plan.approvals), default=0)
