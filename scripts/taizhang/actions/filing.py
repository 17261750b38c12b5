"""Put entries at the end of an incident's file: judged first, then recorded, or not at all.

What is about to be written is read back through the same reader and judged by the same rules as
``check``. A new error refuses it; a new warning or lateness is recorded and told.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from taizhang.actions.workspace import find_case, judge_file, path_of, read_file
from taizhang.errors import Refused, UsageProblem
from taizhang.model.findings import Severity
from taizhang.model.record import dataclass, replace
from taizhang.model.times import format_time, parse_time
from taizhang.rules.lag import LAG
from taizhang.store.emit import Unwritable, entry_block, header_block
from taizhang.store.git.state import require_safe
from taizhang.store.git.trees import Note
from taizhang.store.git.write import commit_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime, timezone

    from taizhang.actions.acting import Desk
    from taizhang.actions.workspace import Case, ReadFile
    from taizhang.model.entry import Entry
    from taizhang.model.findings import Finding
from taizhang.store.emit import TreeValue

FULL = 64 * 1024
"""Bytes of a file from which on it takes decisions only, no notes. Source: format.md 16."""
_NOTES = ("说明", "监看")
OF_OFFICE = ("calendar-year-missing",)
"""Errors that every check tells and no entry can mend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry about to be filed.

    ``at`` in the form of the file, ``""`` = now: to the minute, or ``to_second``.
    """

    kind: str
    by: str
    fields: Mapping[str, TreeValue]
    at: str = ""
    to_second: bool = False

    @property
    def stage(self) -> str:
        """The stage it enters, ``""`` for none."""
        return str(self.fields.get("stage", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What was recorded.

    Attributes:
        case: the incident as it stands now.
        entries: the new entries.
        findings: warnings and lateness that came with them.
    """

    case: Case
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    commit: str


def locate(desk: Desk, identity: str, now: datetime) -> Case:
    """The incident to write to, once it is safe to write.

    Raises:
        EnvironmentProblem: the repository or the file is not in a state to be written.
        UsageProblem: no such incident, or its file is not sound.
    """
    from taizhang.actions.workspace import find_path

    require_safe(desk.repo, find_path(desk.workspace.source, identity), now, named=True)
    return find_case(desk.workspace, identity, now)


def append(desk: Desk, case: Case, drafts: Sequence[Draft], now: datetime) -> Filed:
    """Record ``drafts`` in one commit at the end of the incident's file.

    Raises:
        Refused: the plan or the formats forbid it; nothing was written.
        UsageProblem: the file is too long for further notes.
        EnvironmentProblem: it could not be recorded; nothing was written.
    """
    old = case.file.data
    if len(old) > FULL and any(draft.kind in _NOTES for draft in drafts):
        raise UsageProblem("file-full", limit=FULL // 1024)
    ready = timed(case, drafts, now)
    new = old + b"".join(block(draft) for draft in ready)
    return _record(desk, case.file.path, (old, new), case.findings, ready, now)


def rehearse(desk: Desk, case: Case, draft: Draft, now: datetime) -> bytes:
    """The entry as it would be written at the end of the incident's file; nothing is recorded.

    Raises:
        Refused: the plan or the formats forbid it.
    """
    ready = timed(case, (draft,), now)
    written = block(ready[0])
    _judged(desk, case.file.path, case.file.data + written, case.findings, now)
    return written


def create(desk: Desk, header: Mapping[str, str], drafts: Sequence[Draft], now: datetime) -> Filed:
    """Record a new incident. ``header``: its ``id``, ``title``, ``plan`` and so on.

    Raises:
        Refused: the plan or the formats forbid it; nothing was written.
        EnvironmentProblem: it could not be recorded; nothing was written.
    """
    path = path_of(header["id"])
    # That nothing stands at ``path`` is asked under the writer's lock.
    require_safe(desk.repo, None, now, named=True)
    with _writable():
        new = header_block(list(header.items())).encode()
    new += b"".join(block(draft) for draft in drafts)
    return _record(desk, path, (None, new), (), tuple(drafts), now)


def ready_at(case: Case, draft: Draft, now: datetime) -> datetime:
    """When the entry can be filed: now, or the second after those its name is taken in."""
    for wait in range(60):
        moment = now + timedelta(seconds=wait)
        (ready,) = timed(case, (draft,), moment)
        if f"{ready.at} {ready.kind}" not in case.judged.ground.names:
            return moment
    return now


def lags(at: str, case: Case | None, now: datetime, zone: timezone) -> bool:
    """True when an act at ``at`` is recorded afterwards and a reason should be asked for."""
    try:
        moment = parse_time(at, zone)
    except ValueError:
        return False
    last = case.judged.state.acts[-1].entry.at if case else None
    return moment < now - LAG or (last is not None and moment < last)


def new_findings(before: Sequence[Finding], after: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings that were not there before, whatever their numbers say by now."""
    known = {(each.code, each.text, each.where) for each in before}
    return tuple(each for each in after if (each.code, each.text, each.where) not in known)


def _record(
    desk: Desk,
    path: str,
    change: tuple[bytes | None, bytes],
    before: Sequence[Finding],
    drafts: Sequence[Draft],
    now: datetime,
) -> Filed:
    old, new = change
    case, found = _judged(desk, path, new, before, now)
    note = Note(
        message=_message(case.file, drafts),
        author=desk.author,
        committer=desk.committer,
        when=now,
    )
    commit = commit_file(desk.repo, path, old, new, note)
    entries = case.judged.state.incident.entries[-len(drafts) :]
    return Filed(case=case, entries=entries, findings=found, commit=commit)


def _judged(
    desk: Desk, path: str, new: bytes, before: Sequence[Finding], now: datetime
) -> tuple[Case, tuple[Finding, ...]]:
    """The file as it would be, and what came with it.

    Raises:
        Refused: for an error that was not there before.
    """
    file = read_file(desk.workspace, path, new)
    case = judge_file(desk.workspace, file, now)
    found = new_findings(before, case.findings if case else file.findings)
    errors = _telling(tuple(filter(_refuses, found)))
    if errors or case is None:
        raise Refused(tuple(replace(each, path="") for each in errors))
    return case, found


def _refuses(finding: Finding) -> bool:
    """True for an error of the entry; one of the office's own files stops nobody from recording."""
    return finding.severity is Severity.ERROR and finding.code not in OF_OFFICE


def _telling(errors: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The errors worth telling: a move that is not allowed at all has no gates to speak of."""
    if not any(each.code == "move-not-allowed" for each in errors):
        return errors
    return tuple(each for each in errors if not each.text.startswith("gate-"))


def _message(file: ReadFile, drafts: Sequence[Draft]) -> str:
    """``20261109-4mq2: 决定 → 应急处置 李娜``."""
    identity = file.path.rpartition("/")[2].removesuffix(".yml")
    kinds = "、".join(draft.kind for draft in drafts)
    stage = drafts[-1].stage
    by = "、".join(dict.fromkeys(draft.by for draft in drafts))
    return f"{identity}: {kinds}{f' → {stage}' if stage else ''} {by}"


def block(draft: Draft) -> bytes:
    """The entry as it is written at the end of its file.

    Raises:
        UsageProblem: a text holds a character that no file may hold.
    """
    fields = [("at", draft.at), ("by", draft.by), ("kind", draft.kind), *draft.fields.items()]
    with _writable():
        return entry_block(fields).encode()


@contextmanager
def _writable() -> Iterator[None]:
    """Raises: UsageProblem: a text holds a character that no file may hold."""
    try:
        yield
    except Unwritable as error:
        raise UsageProblem("text-unwritable", what=str(error)) from error


def timed(case: Case, drafts: Sequence[Draft], now: datetime) -> tuple[Draft, ...]:
    """The drafts with their times; where a name is taken, seconds make it unique."""
    zone = case.judged.plan.zone
    names = set(case.judged.ground.names)
    last = case.judged.state.acts[-1].entry.at
    ready: list[Draft] = []
    for draft in drafts:
        given = format_time(now, zone) if draft.to_second else ""
        at = draft.at or given or present(now, zone, last if last <= now else None)
        at = _free(at, draft.kind, names, now, zone)
        names.add(f"{at} {draft.kind}")
        ready.append(replace(draft, at=at))
    return tuple(ready)


def present(now: datetime, zone: timezone, last: datetime | None = None) -> str:
    """Now to the minute; with seconds where the entry before stands in the same minute."""
    minute = now.replace(second=0, microsecond=0)
    return format_time(now if last is not None and minute < last else minute, zone)


def _free(at: str, kind: str, names: set[str], now: datetime, zone: timezone) -> str:
    if f"{at} {kind}" not in names:
        return at
    try:
        moment = parse_time(at, zone)
    except ValueError:
        return at
    own = moment.replace(second=now.astimezone(zone).second)
    for candidate in (own, *(moment.replace(second=each) for each in range(1, 60))):
        text = format_time(candidate, zone)
        if candidate <= now and f"{text} {kind}" not in names:
            return text
    return at
