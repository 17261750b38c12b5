"""Who holds which role: a version of the roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from datetime import date

    from taizhang.model.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person; closed by ``until``, never deleted."""

    name: str
    key: str
    unit: str
    roles: tuple[str, ...]
    post: str = ""
    email: str = ""
    since: date | None = None
    until: date | None = None

    def active(self, day: date) -> bool:
        """True when the person's roles hold on ``day``, both ends included."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def holds(self, role: str, plan: Plan) -> bool:
        """True when one of the person's roles is or counts as ``role``."""
        wanted = plan.role(role)
        if wanted is None:
            return False
        for own in self.roles:
            held = plan.role(own)
            counts_as = (held, *map(plan.role, held.includes)) if held else ()
            if wanted in counts_as:
                return True
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """One version of the roster."""

    version: int
    persons: tuple[Person, ...]

    def person(self, name: str) -> Person | None:
        """The person of that name, key or e-mail address."""
        return next(
            (each for each in self.persons if name and name in (each.name, each.key, each.email)),
            None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rosters:
    """All versions of the roster, oldest first."""

    versions: tuple[Roster, ...]

    @property
    def current(self) -> Roster:
        """The newest version."""
        return self.versions[-1]

    def version(self, number: int) -> Roster | None:
        """The version of that number."""
        return next((each for each in self.versions if each.version == number), None)

    def person(self, name: str) -> Person | None:
        """The person in the newest version that knows the name."""
        for roster in reversed(self.versions):
            found = roster.person(name)
            if found:
                return found
        return None
