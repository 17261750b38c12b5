"""Who holds which role: a version of the roster."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from taizhang.model.once import once
from taizhang.model.planindex import index_of
from taizhang.model.record import dataclass
from taizhang.model.times import parse_day, parse_time

if TYPE_CHECKING:
    from datetime import date, timezone

    from taizhang.model.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKey:
    """A key a person signs with; closed by ``until``, never deleted.

    Attributes:
        text: ``ssh-ed25519 AAAA…``, without a comment.
        since: first day; ``until``: last day, both included.
        compromised_since: from when on somebody else may have held it, as written: a day or a
            time in the plan's zone.
    """

    text: str
    since: date | None = None
    until: date | None = None
    compromised_since: str = ""

    def active(self, day: date) -> bool:
        """True when the key may be signed with on ``day``, both ends included."""
        return _within(day, self.since, self.until)

    def lost_at(self, zone: timezone) -> datetime | None:
        """The moment of ``compromised_since``, a day beginning at midnight; None when not lost."""
        written = self.compromised_since
        if not written:
            return None
        try:
            return parse_time(written, zone)
        except ValueError:
            return datetime.combine(parse_day(written), time(), zone)

    def lost(self, moment: datetime, zone: timezone) -> bool:
        """True when at ``moment`` (aware) somebody else may have held the key."""
        lost_at = self.lost_at(zone)
        return lost_at is not None and lost_at <= moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person; closed by ``until``, never deleted.

    ``keys``: every key the person signs or signed with; one key is one person's.
    """

    name: str
    key: str
    unit: str
    roles: tuple[str, ...]
    post: str = ""
    email: str = ""
    since: date | None = None
    until: date | None = None
    keys: tuple[PublicKey, ...] = ()

    def active(self, day: date) -> bool:
        """True when the person's roles hold on ``day``, both ends included."""
        return _within(day, self.since, self.until)

    def signing_keys(self, moment: datetime, zone: timezone) -> tuple[PublicKey, ...]:
        """The person's keys that are open and not lost at ``moment`` (aware)."""
        day = moment.astimezone(zone).date()
        return tuple(key for key in self.keys if key.active(day) and not key.lost(moment, zone))

    def holds(self, role: str, plan: Plan) -> bool:
        """True when one of the person's roles is or counts as ``role``."""
        index = index_of(plan)
        wanted = index.roles.get(role)
        if wanted is None:
            return False
        for own in self.roles:
            for each in index.counts_as.get(own, ()):
                if each is wanted:
                    return True
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Administrators:
    """Who approves the next roster and new plan versions: so many persons with one of the roles."""

    roles: tuple[str, ...]
    threshold: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """One version of the roster.

    ``administrators``: None = the file does not say; then any two persons with a key approve.
    """

    version: int
    persons: tuple[Person, ...]
    administrators: Administrators | None = None

    @property
    def keyed(self) -> bool:
        """True when anybody has a key: approvals under this version are signed."""
        return _index_of(self).keyed

    def person(self, name: str) -> Person | None:
        """The person of that name, key or e-mail address."""
        return _index_of(self).named.get(name) if name else None

    def owner(self, key: str) -> Person | None:
        """The person one of whose keys, open or closed, is ``key`` (``ssh-ed25519 AAAA…``)."""
        found = _index_of(self).owners.get(key)
        return found[0] if found else None


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
        for each in self.versions:  # asked of every approval; a generator takes twice as long
            if each.version == number:
                return each
        return None

    def latest(self, person: Person, key: PublicKey) -> tuple[Person, PublicKey]:
        """A ``person`` and one of their keys as the newest version that has the two knows them."""
        for roster in reversed(self.versions):
            found = _index_of(roster).owners.get(key.text)
            if found and found[0].key == person.key:
                return found
        return person, key

    def person(self, name: str) -> Person | None:
        """The person in the newest version that knows the name."""
        for roster in reversed(self.versions):
            found = roster.person(name)
            if found:
                return found
        return None


class _Index:
    """What every approval asks of a roster; of several persons of a name or key the first."""

    __slots__ = ("keyed", "named", "owners")

    def __init__(self, roster: Roster) -> None:
        self.named: dict[str, Person] = {}
        self.owners: dict[str, tuple[Person, PublicKey]] = {}
        for person in roster.persons:
            for name in (person.name, person.key, person.email):
                self.named.setdefault(name, person)
            for key in person.keys:
                self.owners.setdefault(key.text, (person, key))
        self.keyed = bool(self.owners)


_index_of = once(_Index)


def _within(day: date, since: date | None, until: date | None) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)
