"""Everything a verdict rests on beside the incident and the time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.record import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from taizhang.model.findings import Finding
    from taizhang.model.office import Office
    from taizhang.model.plan import Plan
    from taizhang.model.roster import Rosters


@dataclass(frozen=True, slots=True, kw_only=True)
class Governance:
    """Plans, rosters and the office's facts, as they stand in one tree.

    Attributes:
        plans: the versions that could be read, by id, oldest first.
        findings: faults of form in any of the files, placed.
    """

    plans: Mapping[str, Plan]
    rosters: Rosters
    office: Office
    findings: tuple[Finding, ...] = ()

    @property
    def newest(self) -> Plan | None:
        """The plan version a new incident is opened under: the last one that is no proposal.

        None when no version is readable, or all are proposed only.
        """
        plans = sorted(
            (plan for plan in self.plans.values() if not plan.proposal),
            key=lambda plan: (plan.published_on, plan.id),
        )
        return plans[-1] if plans else None


def with_office(plan: Plan, office: Office) -> Plan:
    """``plan`` with the lists that the office keeps: its accounts, and what it watches."""
    choices = dict(plan.choices)
    accounts = tuple(dict.fromkeys(account.name for account in office.accounts))
    if accounts:
        choices["accounts"] = accounts
    for name in ("platforms", "engines", "keywords"):
        listed: tuple[str, ...] = getattr(office, name)
        if listed:
            choices[name] = listed
    return replace(plan, choices=choices)
