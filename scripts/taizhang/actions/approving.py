"""Approve or return what waits: which act, and in which role. Its signature: ``signing``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.correcting import find_act
from taizhang.errors import UsageProblem
from taizhang.rules.approvals import AGREE, RETURN

if TYPE_CHECKING:
    from taizhang.model.plan import Plan
    from taizhang.model.roster import Person, Roster
    from taizhang.model.state import Act
    from taizhang.rules.judge import Judged
    from taizhang.store.emit import TreeValue


def waiting_acts(judged: Judged) -> tuple[Act, ...]:
    """Acts that lack signatures, those already in effect last."""
    acts = (*judged.state.waiting, *judged.state.unratified)
    return tuple(act for act in acts if act.missing)


def acts_for(person: Person, judged: Judged) -> tuple[Act, ...]:
    """Acts that wait for a role the person holds and that are not the person's own."""
    return tuple(
        act
        for act in waiting_acts(judged)
        if role_for(person, act, judged.plan)
        and person.name not in (act.entry.by, *act.entry.words("drafted_by"))
        and not any(each.counts and each.person == person.name for each in act.approvals)
    )


def role_for(person: Person, act: Act, plan: Plan) -> str:
    """The person's own role that fills what the act lacks, ``""`` when none does."""
    held = [role for own in person.roles if (role := plan.role(own))]
    exact = next((role.name for role in held if role.name in act.missing), "")
    return exact or next(
        (role.name for role in held if any(each in act.missing for each in role.includes)), ""
    )


def choose(judged: Judged, person: Person, entry: str) -> tuple[Act, ...]:
    """The acts ``approve`` may mean: the one named, else those that wait for the person.

    More than one: the caller asks. Where none waits for the person, the only act that waits at
    all: the rules then say why the person cannot approve it.

    Raises:
        UsageProblem: nothing waits, or the name is not one entry's.
    """
    if entry:
        return (find_act(judged.state, entry),)
    waiting = waiting_acts(judged)
    if not waiting:
        raise UsageProblem("nothing-waits", id=judged.state.incident.id)
    return acts_for(person, judged) or waiting


def approval(
    act: Act, person: Person, judged: Judged, roster: Roster, *, role: str = "", back: str = ""
) -> dict[str, TreeValue]:
    """The fields of the 审批. ``role``: ``""`` = the fitting one; ``back``: reason of a return."""
    asked = judged.plan.role(role) if role else None
    held = role_for(person, act, judged.plan) or (act.missing[0] if act.missing else "")
    fields: dict[str, TreeValue] = {
        "entry": act.written.name,
        "as": asked.name if asked else role or held or person.roles[0],
        "roster": str(roster.version),
        "verdict": RETURN if back else AGREE,
    }
    return {**fields, "reason": back} if back else fields
