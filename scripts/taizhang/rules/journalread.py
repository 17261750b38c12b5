"""From the strict reader's tree to one month of the journal; every fault as a finding.

Same reader and growth rule as an incident: header and entries, and the file only grows at its end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from taizhang.model.findings import Finding
from taizhang.model.journal import JOURNAL_KINDS, VOID, Month
from taizhang.model.times import format_time
from taizhang.rules.personal import personal_in
from taizhang.rules.reading import read_timeline
from taizhang.rules.values import Values

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from taizhang.model.plan import Plan

HEADER = ("journal", "plan", "timeline")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


def read_month(
    tree: object, plan: Plan, persons: frozenset[str]
) -> tuple[Month | None, tuple[Finding, ...]]:
    """The month in ``tree``, or None with one finding a fault, all at once.

    Args:
        tree: what ``store.strict.read`` returned.
        plan: the version the header names; gives zone and names.
        persons: every name any version of the roster knows.
    """
    values = Values(plan, persons, JOURNAL_KINDS)
    if not isinstance(tree, dict):
        values.fault("journal-not-one", ())
        return None, tuple(values.findings)
    _header(values, tree)
    entries = read_timeline(values, tree, "journal-empty")
    if values.findings:
        return None, tuple(values.findings)
    return Month(month=tree["journal"], plan=tree["plan"], entries=tuple(entries)), ()


def _header(values: Values, tree: dict[str, object]) -> None:
    for key in tree:
        if key not in HEADER:
            values.unknown_key(key, HEADER, (key,))
    for key in ("journal", "plan"):
        value = tree.get(key)
        if not isinstance(value, str) or not value.strip():
            values.fault("header-missing", (), field=key)
    month = tree.get("journal")
    if isinstance(month, str) and month.strip() and not _MONTH.fullmatch(month):
        values.fault("journal-month-malformed", ("journal",), value=month)
    if "timeline" in tree and list(tree)[-1] != "timeline":
        values.fault("timeline-not-last", ("timeline",), on_key=True)


def judge_month(month: Month, plan: Plan, now: datetime) -> tuple[Finding, ...]:
    """What is wrong with a sound month at ``now`` (aware): times, names, personal data."""
    return (
        *_times(month, plan, now),
        *_names(month),
        *(
            finding
            for entry in month.entries
            for finding in personal_in(entry, JOURNAL_KINDS[entry.kind])
        ),
    )


def _times(month: Month, plan: Plan, now: datetime) -> Iterator[Finding]:
    """An entry stands in the month of its act, and not in the future. Source: format.md 10."""
    gone = month.voided
    for entry in month.entries:
        where = ("timeline", entry.number, "at")
        if (entry.name, entry.by) in gone:
            continue
        if entry.kind != VOID and entry.at_text[:7] != month.month:
            yield Finding(
                code="journal-other-month",
                where=where,
                values={"at": entry.at_text, "month": month.month},
            )
        if entry.at > now:
            yield Finding(
                code="time-future",
                where=where,
                values={"at": entry.at_text, "now": format_time(now, plan.zone)},
            )


def _names(month: Month) -> Iterator[Finding]:
    """Of one person, ``at kind`` names one entry; what is made void stands before."""
    gone = month.voided
    seen: dict[tuple[str, str], int] = {}
    for entry in month.entries:
        own = (entry.name, entry.by)
        if own in seen and own not in gone:
            yield Finding(
                code="journal-entry-twice",
                where=("timeline", entry.number, "at"),
                values={"entry": entry.name, "person": entry.by, "other": seen[own] + 1},
            )
        named = entry.word("entry")
        if entry.kind == VOID and (named, entry.by) not in seen:
            yield Finding(
                code="journal-void-nothing",
                where=("timeline", entry.number, "entry"),
                values={"entry": named, "person": entry.by},
            )
        seen.setdefault(own, entry.number)
