"""Can the bodies the plan relies on be reached: listed, around the clock, lately verified."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from taizhang.model.office import ROUND_CLOCK
from taizhang.rules.officecase import told
from taizhang.rules.values import close

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taizhang.model.findings import Finding
    from taizhang.model.office import Contact
    from taizhang.rules.officecase import OfficeCase

_FILE = "contacts.yml"


def unverified(case: OfficeCase) -> tuple[Contact, ...]:
    """Contacts nobody has verified lately, the longest ago first."""
    limit = case.limit("contact_fresh")
    if limit is None:
        return ()
    stale = [each for each in case.office.contacts if not case.within(each.verified_on, limit)]
    return tuple(sorted(stale, key=lambda each: each.verified_on or date.min))


def contacts_verified(case: OfficeCase) -> Iterator[Finding]:
    """Posts and hours of the standing contacts are verified from time to time.

    Source: plan 四(一).
    """
    limit = case.limit("contact_fresh")
    stale = unverified(case)
    if limit is not None and stale:
        yield told(
            "contact-unverified",
            _FILE,
            "records",
            stale[0].row,
            bodies="、".join(dict.fromkeys(each.body for each in stale)),
            limit=limit.limit,
        )


def contacts_there(case: OfficeCase) -> Iterator[Finding]:
    """The bodies the plan names stand on the contact list. Source: plan 四(一)."""
    listed = {each.body for each in case.office.contacts}
    missing = [body for body in case.names("standing_contacts") if body not in listed]
    if missing:
        yield told("contact-missing", _FILE, "records", bodies="、".join(missing))


def contacts_round_clock(case: OfficeCase) -> Iterator[Finding]:
    """The internet service provider can be reached at every hour. Source: plan 四(二)."""
    reached = {each.body for each in case.office.contacts if each.hours == ROUND_CLOCK}
    missing = [body for body in case.names("round_clock_contacts") if body not in reached]
    if missing:
        yield told("contact-not-round-clock", _FILE, "records", bodies="、".join(missing))


def contacts_known(case: OfficeCase) -> Iterator[Finding]:
    """Whoever is listed is a body of the plan. Source: plan 四(一)."""
    bodies = [each.name for each in case.plan.bodies]
    for contact in case.office.contacts:
        if bodies and contact.body not in bodies:
            yield told(
                "contact-body-unknown",
                _FILE,
                "records",
                contact.row,
                "body",
                value=contact.body,
                near=close(contact.body, bodies),
            )
