"""What a plan that can be read still gets wrong: names, stages, lines, gates.

Paths of findings are in the plan's file. Pure: no clock, no files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.findings import Finding
from taizhang.rules.planclocks import find_clocks
from taizhang.rules.plangates import find_gates
from taizhang.rules.planlines import find_clashes
from taizhang.rules.plannames import find_names
from taizhang.rules.planstages import find_stages
from taizhang.rules.values import close

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from taizhang.model.office import Office
    from taizhang.model.plan import Plan
    from taizhang.model.roster import Rosters


def check_plan(
    plan: Plan, rosters: Rosters, office: Office, day: date | None = None
) -> tuple[Finding, ...]:
    """Every fault of ``plan`` against itself, the newest roster and the office's facts.

    Args:
        plan: the version to be checked, its accounts and platforms filled in.
        rosters: the newest version's persons must be able to pass every gate.
        office: accounts must speak on channels the plan knows; working days need its calendar.
        day: the day on which persons must hold their roles; None: roles not closed at all, and
            no year's calendar is asked for.
    """
    found = [*find_names(plan), *find_stages(plan), *find_clashes(plan)]
    # The clocks of a proposal do not run: what their calendar lacks is asked when it is in force.
    found += find_clocks(plan, office.calendar, None if plan.proposal else day)
    if rosters.versions:
        found += find_gates(plan, rosters.current, day)
    return (*found, *_accounts(plan, office))


def find_revised(plan: Plan, known: Iterable[str]) -> tuple[Finding, ...]:
    """A finding where ``revises`` names none of the ``known`` versions, or the version itself."""
    others = tuple(each for each in known if each != plan.id)
    if not plan.revises or plan.revises in others:
        return ()
    values = {"value": plan.revises, "known": "、".join(others) or "–"}
    return (Finding(code="plan-revises-unknown", where=("revises",), values=values),)


def _accounts(plan: Plan, office: Office) -> Iterator[Finding]:
    channels = plan.options("channels")
    for account in office.accounts:
        if channels and account.channel not in channels:
            yield Finding(
                code="account-channel-unknown",
                where=("channels",),
                values={
                    "account": account.name,
                    "value": account.channel,
                    "near": close(account.channel, channels),
                },
            )
