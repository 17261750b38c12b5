"""Gates that the persons of the roster cannot pass. Source: format.md 8; plan 二(三)2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from taizhang.model.plan import Plan
    from taizhang.model.roster import Person, Roster


def find_gates(plan: Plan, roster: Roster, day: date | None) -> tuple[Finding, ...]:
    """Approval lines for which there are not enough distinct persons, drafters nobody can be.

    Args:
        plan: the version asked about.
        roster: the version of the roster that approves.
        day: persons count whose roles hold on that day; None: whose roles were never closed.
    """
    people = tuple(
        each for each in roster.persons if (each.until is None if day is None else each.active(day))
    )
    return (*_approvals(plan, roster, people), *_drafters(plan, roster, people))


def _approvals(plan: Plan, roster: Roster, people: tuple[Person, ...]) -> Iterator[Finding]:
    for number, line in enumerate(plan.approvals):
        if any(plan.role(role) is None for role in line.roles):
            continue
        if not any(_filled(line.needed, _without(people, author), plan) for author in people):
            yield Finding(
                code="approval-nobody",
                where=("approvals", number, "roles"),
                values={
                    "value": line.code,
                    "roles": "、".join(line.needed),
                    "version": roster.version,
                },
            )


def _without(people: tuple[Person, ...], author: Person) -> tuple[Person, ...]:
    return tuple(each for each in people if each.name != author.name)


def _filled(roles: tuple[str, ...], people: tuple[Person, ...], plan: Plan) -> bool:
    """True when every role can be given to a person of its own."""
    if not roles:
        return True
    return any(
        person.holds(roles[0], plan) and _filled(roles[1:], _without(people, person), plan)
        for person in people
    )


def _drafters(plan: Plan, roster: Roster, people: tuple[Person, ...]) -> Iterator[Finding]:
    units = {person.unit for person in people}
    for number, rule in enumerate(plan.rules):
        for unit in rule.drafter_units:
            if unit not in units:
                yield Finding(
                    code="drafters-nobody",
                    where=("rules", number, "drafters"),
                    values={"value": rule.code, "unit": unit, "version": roster.version},
                )


def find_roles(roster: Roster, plan: Plan) -> tuple[Finding, ...]:
    """Roles of persons that the plan does not declare; paths are in the roster's file."""
    known = "、".join(role.name for role in plan.roles)
    return tuple(
        Finding(
            code="person-role-unknown",
            where=("persons", number, "roles"),
            values={"value": role, "person": person.name, "options": known},
        )
        for number, person in enumerate(roster.persons)
        for role in person.roles
        if plan.role(role) is None
    )
