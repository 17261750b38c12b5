"""Claimed times of entries against the times at which they were recorded.

A time after the record is impossible and refused; one long before it is late, a label that asks
for a reason. Source: design.md 1 and 3 (two clocks); trust.md 6.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from taizhang.model.findings import Finding, Phrase, Severity
from taizhang.model.times import elapsed_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from taizhang.model.entry import Entry

AHEAD = timedelta(minutes=5)
"""How far clocks of two machines may differ before one of them is taken to be wrong."""
PROMPT = timedelta(hours=2)
"""How long after the act a record needs no reason."""


def entry_times(entry: Entry, recorded: datetime) -> Iterator[Finding]:
    """What is wrong with the claimed time of an entry recorded at ``recorded`` (aware)."""
    where = ("timeline", entry.number, "at")
    zone = entry.at.tzinfo
    if entry.at > recorded + AHEAD:
        values = {"at": entry.at_text, "recorded": f"{recorded.astimezone(zone):%Y-%m-%d %H:%M:%S}"}
        yield Finding(code="entry-after-record", where=where, values=values)
    elif recorded - entry.at > PROMPT and not entry.has("late"):
        span = recorded - entry.at
        lag = Phrase(elapsed_words(span), elapsed_words(span, "en"))
        yield Finding(
            code="entry-recorded-late",
            severity=Severity.LATE,
            where=where,
            values={"at": entry.at_text, "lag": lag},
        )


def commit_times(
    commit: str, at: datetime, before: datetime | None, now: datetime
) -> Iterator[Finding]:
    """What is wrong with the time of a commit that follows one of ``before``; all aware."""
    values = {"commit": commit[:10], "at": _said(at, now)}
    if at > now + AHEAD:
        yield Finding(code="commit-in-future", values={**values, "now": _said(now, now)})
    if before is not None and at < before - AHEAD:
        yield Finding(code="commit-before-tip", values={**values, "tip": _said(before, now)})


def _said(moment: datetime, now: datetime) -> str:
    return f"{moment.astimezone(now.tzinfo):%Y-%m-%d %H:%M:%S}"
