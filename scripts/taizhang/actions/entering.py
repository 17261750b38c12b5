"""What enters the ledger with a change: each file judged as it stands, each new entry by its time.

Judged by plan, roster and office of the commit before: a change never brings its own rules. What
that commit already had against a file is not held against the one who adds to it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from taizhang.actions.workspace import INCIDENT_PATH, judge_file, lost_incidents, read_file
from taizhang.model.journal import JOURNAL_PATH
from taizhang.model.record import dataclass
from taizhang.rules.entering import approval_now, plan_now
from taizhang.rules.entryclock import entry_times
from taizhang.store.positions import place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from taizhang.actions.workspace import Workspace
    from taizhang.model.entry import Entry
    from taizhang.model.findings import Finding

    Recording = Callable[[int, int], datetime]
    """Which of how many entries -> when it was recorded (aware)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entering:
    """One file of the ledger as a change leaves it.

    Attributes:
        old: the bytes before, None for a new file.
        recorded: when the entry of a number, of so many, was recorded.
    """

    path: str
    old: bytes | None
    new: bytes
    recorded: Recording


@dataclass(frozen=True, slots=True)
class _Read:
    findings: tuple[Finding, ...]
    entries: tuple[Entry, ...] | None
    plan: str = ""


def entering_findings(workspace: Workspace, entering: Entering, now: datetime) -> Iterator[Finding]:
    """What the change brought against the file, with line and column.

    Args:
        workspace: governance of the commit before, files of the commit after.
        entering: the file; whatever is no incident and no journal has nothing to be judged.
        now: aware.
    """
    path = entering.path
    if not (INCIDENT_PATH.fullmatch(path) or JOURNAL_PATH.fullmatch(path)):
        return
    after = _judged(workspace, path, entering.new, now)
    if after.entries is None:
        # Nothing can be judged: it does not matter since when.
        yield from after.findings
        return
    known: Counter[tuple[object, ...]] = Counter()
    count = 0
    if entering.old is not None:
        before = _judged(workspace, path, entering.old, now)
        known.update(map(_sign, before.findings))
        count = len(before.entries or ())
    for finding in after.findings:
        if known[_sign(finding)]:
            known[_sign(finding)] -= 1
        else:
            yield finding
    found = tuple(_entries(workspace, entering, after, count, now))
    yield from place(found, entering.new, path) if found else ()


def _entries(
    workspace: Workspace, entering: Entering, after: _Read, count: int, now: datetime
) -> Iterator[Finding]:
    """What the entries after the first ``count`` show against the clock and today's roster."""
    governance = workspace.governance
    entries = after.entries or ()
    if not count and after.plan:
        yield from plan_now(after.plan, governance)
    plan = governance.plans.get(after.plan)
    for entry in entries[count:]:
        yield from entry_times(entry, entering.recorded(entry.number, len(entries)))
        if plan:
            key = signing_key(entry.word("sig"))
            yield from approval_now(entry, key, governance.rosters.current, now, plan.zone)


def _judged(workspace: Workspace, path: str, data: bytes, now: datetime) -> _Read:
    if JOURNAL_PATH.fullmatch(path):
        from taizhang.actions.journal import read_month_file

        file = read_month_file(workspace, path, data, now)
        return _Read(file.findings, file.month.entries if file.month else None)
    read = read_file(workspace, path, data)
    case = judge_file(workspace, read, now)
    if case is None:
        return _Read(read.findings, None)
    entries = case.judged.state.incident.entries
    lost = lost_incidents(workspace.source, entries)
    found = (*case.findings, *(place(lost, data, path) if lost else ()))
    return _Read(found, entries, case.judged.plan.id)


def signing_key(sig: str) -> str:
    """The public key a signature was made with, ``""`` where there is no signature of our kind."""
    if not sig:
        return ""
    from taizhang.store.sshsig import BadSignatureError, read_signature

    try:
        return read_signature(sig).key
    except BadSignatureError:
        return ""


def _sign(finding: Finding) -> tuple[object, ...]:
    """What makes two findings of two versions of a file the same."""
    values = tuple(sorted((name, str(value)) for name, value in finding.values.items()))
    return finding.code, finding.severity, finding.where, finding.line, finding.text, values
