"""Everything a verdict rests on beside the incident and the time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from taizhang.model.record import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from taizhang.model.findings import Finding
    from taizhang.model.office import Office
    from taizhang.model.plan import Plan
    from taizhang.model.roster import Rosters


class Plans(Mapping[str, "Plan"]):
    """Plan versions by id, oldest first, each read when it is first asked for.

    One that cannot be read is not there. Iterating and counting reads all of them.
    """

    def __init__(
        self,
        order: Sequence[str],
        read: Callable[[str], Plan | None],
        proposed: Collection[str] = (),
    ) -> None:
        """Nothing is read yet.

        Args:
            order: names of all versions, oldest first.
            read: gives one of them, None when it cannot be read.
            proposed: those known to be proposals without reading them.
        """
        self._order = order
        self._read = read
        self._proposed = frozenset(proposed)
        self._known: dict[str, Plan | None] = {}

    def __getitem__(self, version: str) -> Plan:
        plan = self._plan(version) if version in self._order else None
        if plan is None:
            raise KeyError(version)
        return plan

    def __iter__(self) -> Iterator[str]:
        return (version for version in self._order if self._plan(version))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return self.newest is not None or any(True for _ in self)

    @property
    def newest(self) -> Plan | None:
        """The last version that is no proposal; what are known to be proposals are not read."""
        found = (self._plan(each) for each in reversed(self._order) if each not in self._proposed)
        return next((plan for plan in found if plan and not plan.proposal), None)

    def _plan(self, version: str) -> Plan | None:
        if version not in self._known:
            self._known[version] = self._read(version)
        return self._known[version]


@dataclass(frozen=True, slots=True, kw_only=True)
class Governance:
    """Plans, rosters and the office's facts, as they stand in one tree.

    Attributes:
        plans: the versions that can be read, by id, oldest first.
        findings: faults of form in any of the files, placed; of plan versions that are read when
            asked for there are none here.
    """

    plans: Plans | dict[str, Plan]
    rosters: Rosters
    office: Office
    findings: tuple[Finding, ...] = ()

    @property
    def newest(self) -> Plan | None:
        """The plan version a new incident is opened under: the last one that is no proposal.

        None when no version is readable, or all are proposed only.
        """
        if isinstance(self.plans, Plans):
            return self.plans.newest
        plans = (self.plans[version] for version in reversed(self.plans))
        return next((plan for plan in plans if not plan.proposal), None)


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
