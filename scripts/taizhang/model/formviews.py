"""What the pages need on which entries are made: the names of plan, roster and office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from taizhang.model.plan import Plan
    from taizhang.model.roster import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsView:
    """Everything a form offers to choose from.

    Attributes:
        plan: the version in force; new incidents are opened under it.
        roster: number of the newest version of the roster.
        persons: those of it who may act on the day of the build.
        accounts: official accounts open on that day.
        drill: the whole ledger is an exercise.
        report_to: the body that must be told before the first stage is left, ``""`` if none.
        report_stage: the stage that this report alone enters, ``""`` if there is none.
        urgent: kinds that may take effect before they are signed.
    """

    plan: Plan
    roster: int
    persons: tuple[Person, ...]
    accounts: tuple[str, ...]
    drill: bool
    report_to: str
    report_stage: str
    urgent: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forge:
    """The web pages of the office's own git server.

    Attributes:
        kind: gitea, forgejo, github or gitlab.
        url: of the repository, without a slash at the end.
        branch: the one that edits go to.
    """

    kind: str
    url: str
    branch: str
