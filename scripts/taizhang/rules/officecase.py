"""What a check of the office is given: its facts, its journal, the plan's parameters and ``now``.

Pure: a verdict is a function of what stands here, so that anyone can compute it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.findings import Finding, Severity
from taizhang.model.journal import day_of
from taizhang.model.office import FOLDER
from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta

    from taizhang.model.entry import Entry
    from taizhang.model.findings import Value
    from taizhang.model.journal import Journal
    from taizhang.model.office import Office
    from taizhang.model.parameter import Parameter
    from taizhang.model.plan import Plan
    from taizhang.model.roster import Person, Rosters


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeCase:
    """The office at ``now`` (aware), judged by its newest plan."""

    plan: Plan
    rosters: Rosters
    office: Office
    journal: Journal
    now: datetime

    @property
    def today(self) -> date:
        """The day in the plan's zone."""
        return self.now.astimezone(self.plan.zone).date()

    def limit(self, key: str) -> Parameter | None:
        """The parameter of that key where it is a length of time that somebody has settled."""
        found = self.plan.parameter(key)
        return found if found and found.span else None

    def names(self, key: str) -> tuple[str, ...]:
        """The names of that parameter; none while nobody has settled them."""
        found = self.plan.parameter(key)
        return found.values if found else ()

    def within(self, day: date | None, parameter: Parameter) -> bool:
        """True when ``day`` lies no longer ago than the parameter says."""
        return day is not None and self.today - day <= length(parameter)

    def day(self, entry: Entry) -> date:
        """The day of an entry of the journal."""
        return day_of(entry, self.plan.zone)

    def active(self) -> tuple[tuple[int, Person], ...]:
        """Persons of the newest roster whose roles hold today, with their place in it."""
        if not self.rosters.versions:
            return ()
        persons = enumerate(self.rosters.current.persons)
        return tuple((row, each) for row, each in persons if each.active(self.today))


def length(parameter: Parameter) -> timedelta:
    """The running length of a parameter that is one.

    Raises:
        ValueError: it is none; a bug of the caller.
    """
    if parameter.span is None:
        raise ValueError(parameter.key)
    return parameter.span.delta


def told(
    code: str,
    file: str,
    *where: str | int,
    severity: Severity = Severity.WARNING,
    text: str = "",
    **values: Value,
) -> Finding:
    """A finding in a file of the office (``duty.yml``), or in one named by its whole path."""
    return Finding(
        code=code,
        text=text,
        severity=severity,
        path=file if "/" in file else f"{FOLDER}/{file}",
        where=where,
        values=values,
    )
