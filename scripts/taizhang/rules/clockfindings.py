"""What a check says about an incident's clocks: lateness, and limits that could not be computed.

Lateness is recorded and never refused. Source: plan 三(二); design.md "Principles" 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.findings import Finding, Phrase, Severity
from taizhang.model.state import Clock
from taizhang.model.times import elapsed_words, format_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taizhang.model.state import Due
    from taizhang.rules.ground import Ground


_TOO_LATE = (Clock.LATE, Clock.OVERDUE)


def clock_findings(facts: tuple[Due, ...], ground: Ground) -> Iterator[Finding]:
    """One finding for each clock that is not as it should be."""
    for fact in facts:
        if fact.clock in _TOO_LATE:
            yield _late(fact, ground)
        if fact.lacks is not None and fact.clock is Clock.UNKNOWN:
            yield Finding(
                code="calendar-year-missing",
                where=("timeline", fact.started_by, "at"),
                clause=fact.clause,
                values={"name": fact.name, "year": fact.lacks.year},
            )
        if fact.cut and fact.extended_by is not None:
            yield _cut(fact, ground)


def _late(fact: Due, ground: Ground) -> Finding:
    """A duty done late or still open past its time: recorded, a reason asked for."""
    number = fact.done_by if fact.done_by is not None else fact.started_by
    excused = fact.done_by is not None and ground.acts[fact.done_by].entry.has("late")
    text = "deadline-late-excused" if excused else "deadline-late"
    return Finding(
        code=fact.code,
        text="deadline-overdue" if fact.clock is Clock.OVERDUE else text,
        severity=Severity.LATE,
        where=("timeline", number, "at"),
        clause=fact.clause,
        values={
            "name": fact.name,
            "over": Phrase(elapsed_words(fact.over), elapsed_words(fact.over, "en")),
            "due": format_time(fact.due, ground.plan.zone) if fact.due else "",
        },
    )


def _cut(fact: Due, ground: Ground) -> Finding:
    """An extension beyond what the plan allows counts as far as the plan goes."""
    most = fact.deadline.extend if fact.deadline else None
    return Finding(
        code="extension-too-long",
        severity=Severity.WARNING,
        where=("timeline", fact.extended_by or 0, "until"),
        clause=fact.clause,
        values={
            "name": fact.name,
            "most": Phrase(most.words(), most.words("en")) if most else "",
            "due": format_time(fact.due, ground.plan.zone) if fact.due else "",
        },
    )
