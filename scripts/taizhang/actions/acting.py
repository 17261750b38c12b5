"""Who is at work: git's identity, found again in the roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.workspace import open_workspace
from taizhang.errors import EnvironmentProblem, UsageProblem
from taizhang.model.record import dataclass
from taizhang.store.git.repository import Identity, identity, open_repository
from taizhang.store.worktree import WorkTree

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from taizhang.actions.workspace import Workspace
    from taizhang.model.governance import Governance
    from taizhang.model.roster import Person
    from taizhang.store.git.repository import Repository

_ADDRESS = "taizhang.invalid"
"""Stands behind the key of a person without an address; no such host can ever exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A ledger and the person at work in it.

    Attributes:
        person: whose acts are recorded: git's author.
        committer: who sits at the machine, as git says it.
    """

    repo: Repository
    workspace: Workspace
    person: Person
    committer: Identity

    @property
    def author(self) -> Identity:
        """The person as git writes an author."""
        return author_of(self.person)


def open_desk(root: Path, now: datetime, *, person: str = "", few: bool = False) -> Desk:
    """The ledger at ``root`` with the person git's identity stands for.

    Args:
        root: the ledger's folder, which must be the top of its repository.
        now: the day on which the person's roles must hold.
        person: name or key of another person to act for; drill ledgers only.
        few: only a few incidents are to be judged.

    Raises:
        EnvironmentProblem: the repository cannot be worked in, or has no identity.
        UsageProblem: the roster does not know the person, or the ledger is not a drill.
    """
    repo = open_repository(root)
    if repo.root.resolve() != root.resolve():
        raise EnvironmentProblem("ledger-not-top", root=str(root), top=str(repo.root))
    who = identity(repo)
    workspace = open_workspace(WorkTree(root), few=few)
    governance = workspace.governance
    found = _other(governance, person) if person else find_person(governance, who)
    if not found.active(now.date()):
        raise UsageProblem("person-closed", person=found.name)
    return Desk(repo=repo, workspace=workspace, person=found, committer=who)


def find_person(governance: Governance, who: Identity) -> Person:
    """The person of the newest roster that ``who`` stands for: by address first, then by name.

    Raises:
        UsageProblem: nobody fits.
    """
    roster = governance.rosters.current
    for person in roster.persons:
        if who.email and who.email == author_of(person).email:
            return person
    found = roster.person(who.name)
    if found is None:
        raise UsageProblem("identity-unknown", name=who.name, email=who.email)
    return found


def author_of(person: Person) -> Identity:
    """A person as git writes an author."""
    return Identity(name=person.name, email=person.email or f"{person.key}@{_ADDRESS}")


def require_person(governance: Governance, name: str) -> Person:
    """The person of the newest roster by name, key or address.

    Raises:
        UsageProblem: the roster knows nobody of that name.
    """
    found = governance.rosters.current.person(name)
    if found is None:
        from taizhang.rules.values import close

        known = [each.name for each in governance.rosters.current.persons]
        raise UsageProblem("person-not-known", value=name, near=close(name, known))
    return found


def _other(governance: Governance, name: str) -> Person:
    """Raises: UsageProblem: nobody of that name, or the ledger is not a drill."""
    if not governance.office.drill:
        raise UsageProblem("as-not-a-drill", person=name)
    return require_person(governance, name)
