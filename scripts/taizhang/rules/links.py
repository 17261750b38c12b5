"""References from one file of the ledger to another: the incident that is named exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.fields import NOTHING
from taizhang.model.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from taizhang.model.entry import Entry

CODE, ROW, CLAUSE = "incident-not-there", "22", "三(一)"
_FIELDS = ("related", "into", "incident", "found")
"""Fields that name incidents, in incidents and in the journal."""


def lost_links(entries: Iterable[Entry], exists: Callable[[str], bool]) -> Iterator[Finding]:
    """A warning for every incident that is named and not there. Source: plan 三(一)."""
    for entry in entries:
        for key in _FIELDS:
            if key not in entry.fields:
                continue
            for number, name in enumerate(entry.words(key)):
                if name == NOTHING or exists(name):
                    continue
                where = (key,) if entry.word(key) else (key, number)
                yield Finding(
                    code=CODE,
                    severity=Severity.WARNING,
                    clause=CLAUSE,
                    where=("timeline", entry.number, *where),
                    values={"value": name},
                )
