"""The quick cards: the plan's deadlines and approval lines, sorted by who must act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.cardviews import CardLine, CardView, PersonView
from taizhang.model.clause import anchor
from taizhang.rules.howto import how_to
from taizhang.rules.sentences import approval_sentence, deadline_sentence

if TYPE_CHECKING:
    from datetime import date

    from taizhang.model.plan import ApprovalLine, Deadline, Plan
    from taizhang.model.roster import Roster


def card_views(plan: Plan, roster: Roster, day: date) -> tuple[CardView, ...]:
    """A card for each role and unit the plan gives something to, roles first, in its order."""
    actors = [role.name for role in plan.roles]
    actors += [each.who for each in plan.deadlines if each.who]
    made = (_card(name, plan, roster, day) for name in dict.fromkeys(actors))
    return tuple(card for card in made if card.duties or card.signs)


def person_views(roster: Roster, day: date) -> tuple[PersonView, ...]:
    """Everybody whose roles hold on ``day``, in the roster's order."""
    return tuple(
        PersonView(name=person.name, roles=person.roles, unit=person.unit)
        for person in roster.persons
        if person.active(day)
    )


def _card(name: str, plan: Plan, roster: Roster, day: date) -> CardView:
    return CardView(
        name=name,
        holders=tuple(
            person.name
            for person in roster.persons
            if person.active(day) and (name in person.roles or name == person.unit)
        ),
        duties=tuple(_duty(each, plan) for each in plan.deadlines if each.who == name),
        signs=tuple(_signature(line, plan) for line in plan.approvals if name in line.roles),
    )


def _duty(deadline: Deadline, plan: Plan) -> CardLine:
    ends = [each for each in deadline.ends if not isinstance(each, str)]
    return CardLine(
        title=deadline.name,
        text=deadline_sentence(deadline, plan),
        limit=deadline.limit.words() if deadline.limit else "",
        clause=deadline.clause,
        anchor=anchor(deadline.clause) if deadline.clause else "",
        command=how_to(ends[0]) if ends else "taizhang approve ID",
    )


def _signature(line: ApprovalLine, plan: Plan) -> CardLine:
    return CardLine(
        title="、".join(line.needed),
        text=approval_sentence(line, plan),
        limit=line.ratify.words() if line.ratify else "",
        clause=line.clause,
        anchor=anchor(line.clause) if line.clause else "",
        command="taizhang approve ID",
    )
