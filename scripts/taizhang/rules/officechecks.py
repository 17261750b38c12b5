"""The checks of the office as a whole: what no incident shows. Code -> pure function.

Each takes the office at a moment and yields findings; the table is the list. What the plan leaves
open is a parameter of it: a check whose parameter nobody has settled says nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.findings import Severity
from taizhang.model.record import dataclass
from taizhang.rules.cover import duty_gaps, duty_overlaps, duty_persons
from taizhang.rules.liaison import (
    contacts_known,
    contacts_round_clock,
    contacts_there,
    contacts_verified,
)
from taizhang.rules.watching import keywords_there, list_stale, look_due, period_manned
from taizhang.rules.yearly import (
    annual_items,
    bases_superseded,
    bases_unchecked,
    drill_held,
    roles_apart,
    training_held,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from taizhang.model.findings import Finding
    from taizhang.rules.officecase import OfficeCase


@dataclass(frozen=True, slots=True)
class OfficeCheck:
    """One check.

    Attributes:
        code: of every finding it yields.
        clause: of the plan, or the norm where the plan has none.
        row: of the plan's list of rules, ``R-17`` for a norm beside it.
        find: the check itself.
        force: 本预案, 参照 or 目标: whose demand the limit is.
        severity: of its findings.
    """

    code: str
    clause: str
    row: str
    find: Callable[[OfficeCase], Iterator[Finding]]
    force: str = "本预案"
    severity: Severity = Severity.WARNING


OFFICE_CHECKS: tuple[OfficeCheck, ...] = (
    OfficeCheck("basis-superseded", "一(二)", "3", bases_superseded),
    OfficeCheck("basis-unchecked", "一(二)", "3", bases_unchecked, "目标"),
    OfficeCheck("roles-in-one-hand", "二(二)", "9", roles_apart, "目标"),
    OfficeCheck("look-overdue", "二(二)", "10", look_due, "目标"),
    OfficeCheck("watch-list-stale", "三(一)", "18", list_stale, "目标"),
    OfficeCheck("watch-keywords-none", "三(一)", "19", keywords_there, severity=Severity.ERROR),
    OfficeCheck("period-without-duty", "三(一)", "21", period_manned),
    OfficeCheck("contact-missing", "四(一)", "63", contacts_there),
    OfficeCheck("contact-body-unknown", "四(一)", "63", contacts_known),
    OfficeCheck("contact-unverified", "四(一)", "63", contacts_verified, "目标"),
    OfficeCheck("contact-not-round-clock", "四(二)", "64", contacts_round_clock),
    OfficeCheck("duty-gap", "四(二)", "64", duty_gaps),
    OfficeCheck("duty-overlap", "四(二)", "64", duty_overlaps),
    OfficeCheck("duty-person", "四(二)", "64", duty_persons),
    OfficeCheck("training-missing", "四(三)", "65", training_held, "目标"),
    OfficeCheck("annual-item-missing", "四(四)", "67", annual_items),
    OfficeCheck("drill-missing", "", "R-17", drill_held, "参照"),
)
"""Every check of the office, in the order of the plan."""


def find_office(case: OfficeCase) -> Iterator[tuple[OfficeCheck, Finding]]:
    """Every finding about the office with the check that made it."""
    for check in OFFICE_CHECKS:
        for finding in check.find(case):
            yield check, finding
