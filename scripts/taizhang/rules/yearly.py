"""What comes round by the year: training, drill, agenda and budget, the plan's own bases."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from taizhang.model.journal import ANNUAL, CHECKED, DRILL, TRAINING
from taizhang.model.kinds import BASES
from taizhang.model.times import parse_day
from taizhang.rules.officecase import told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from taizhang.model.basis import Basis
    from taizhang.model.entry import Entry
    from taizhang.model.findings import Finding
    from taizhang.model.plan import Plan
    from taizhang.model.roster import Person
    from taizhang.rules.officecase import OfficeCase


def roster_file(version: int) -> str:
    """Where a version of the roster stands."""
    return f"plan/roster/{version:04}.yml"


def plan_file(plan: Plan) -> str:
    """Where a plan version stands."""
    return f"plan/{plan.id}/plan.yml"


def last_training(case: OfficeCase, person: Person) -> date | None:
    """The day on which a person was trained last, by name or by role."""
    days = [
        case.day(entry)
        for entry in case.journal.of_kind(TRAINING)
        if person.name in entry.words("persons")
        or any(person.holds(role, case.plan) for role in entry.words("roles"))
    ]
    return max(days, default=None)


def to_be_trained(case: OfficeCase) -> tuple[tuple[int, Person], ...]:
    """Persons in a role that asks for training who had none lately, with their place."""
    limit = case.limit("training_cycle")
    roles = case.names("training_roles")
    if limit is None:
        return ()
    return tuple(
        (row, person)
        for row, person in case.active()
        if any(person.holds(role, case.plan) for role in roles)
        and not case.within(last_training(case, person), limit)
    )


def training_held(case: OfficeCase) -> Iterator[Finding]:
    """Monitors and commentators know policy and law: trained every year. Source: plan 四(三)."""
    limit = case.limit("training_cycle")
    missing = to_be_trained(case)
    if limit is not None and missing:
        yield told(
            "training-missing",
            roster_file(case.rosters.current.version),
            "persons",
            missing[0][0],
            persons="、".join(person.name for _, person in missing),
            limit=limit.limit,
        )


def drill_held(case: OfficeCase) -> Iterator[Finding]:
    """A drill is held at least once in three years.

    Source: 突发事件应急预案管理办法 (2013 text; the 2024 number is 待核).
    """
    limit = case.limit("drill_cycle")
    last = case.journal.last(DRILL)
    if limit is not None and not (last and case.within(case.day(last), limit)):
        yield told(
            "drill-missing",
            plan_file(case.plan),
            "parameters",
            limit.number,
            limit=limit.limit,
        )


def items_of_year(case: OfficeCase) -> dict[str, Entry | None]:
    """Each thing the plan wants once a year, with this year's entry."""
    year = case.today.year
    found: dict[str, Entry | None] = dict.fromkeys(case.names("annual_items"))
    for entry in case.journal.of_kind(ANNUAL):
        held = entry.word("held_on")
        day = parse_day(held) if held else case.day(entry)
        if day.year == year and entry.word("form") in found:
            found[entry.word("form")] = entry
    return found


def annual_items(case: OfficeCase) -> Iterator[Finding]:
    """On the agenda of the 机关党组, and in the budget, once a year. Source: plan 四(四)."""
    missing = [form for form, entry in items_of_year(case).items() if entry is None]
    parameter = case.plan.parameter("annual_items")
    if missing and parameter is not None:
        yield told(
            "annual-item-missing",
            plan_file(case.plan),
            "parameters",
            parameter.number,
            items="、".join(missing),
            year=case.today.year,
        )


def bases_superseded(case: OfficeCase) -> Iterator[Finding]:
    """A plan does not rest on a norm that was replaced. Source: plan 一(二)."""
    for number, basis in enumerate(case.plan.bases):
        if basis.superseded_by:
            yield told(
                "basis-superseded",
                plan_file(case.plan),
                "bases",
                number,
                basis=basis.name,
                by=basis.superseded_by,
            )


def basis_checked_on(basis: Basis, case: OfficeCase) -> date | None:
    """When a basis was checked last: the plan's word, or a 复核 of the journal; None = never."""
    days = []
    with suppress(ValueError):  # 待核, 未找到: nobody has seen the text
        days.append(parse_day(basis.checked_on))
    for entry in case.journal.of_kind(CHECKED):
        names = entry.words("names")
        if entry.word("form") == BASES and (not names or basis.name in names):
            days.append(case.day(entry))
    return max(days, default=None)


def unchecked_bases(case: OfficeCase) -> tuple[tuple[int, Basis], ...]:
    """The bases nobody has checked lately, with their place in the plan."""
    limit = case.limit("basis_check")
    if limit is None:
        return ()
    return tuple(
        (number, basis)
        for number, basis in enumerate(case.plan.bases)
        if not case.within(basis_checked_on(basis, case), limit)
    )


def bases_unchecked(case: OfficeCase) -> Iterator[Finding]:
    """The norms a plan rests on are gone through once a year. Source: plan 一(二)."""
    limit = case.limit("basis_check")
    stale = unchecked_bases(case)
    if limit is not None and stale:
        yield told(
            "basis-unchecked",
            plan_file(case.plan),
            "bases",
            stale[0][0],
            count=len(stale),
            bases="、".join(basis.name for _, basis in stale),
            limit=limit.limit,
        )


def roles_apart(case: OfficeCase) -> Iterator[Finding]:
    """Watching, drafting and putting forward do not lie in one hand. Source: plan 二(二)."""
    roles = case.names("separate_roles")
    for row, person in case.active():
        if roles and all(person.holds(role, case.plan) for role in roles):
            yield told(
                "roles-in-one-hand",
                roster_file(case.rosters.current.version),
                "persons",
                row,
                "roles",
                person=person.name,
                roles="、".join(roles),
            )
