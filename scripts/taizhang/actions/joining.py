"""What comes of own entries behind those of others: judged, and what excludes each other found.

Base, ours and theirs are read as commits; the joined version is judged like any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.filing import new_findings
from taizhang.actions.journal import read_month_file
from taizhang.actions.replaying import bare
from taizhang.actions.workspace import INCIDENT_PATH, judge_file, read_file
from taizhang.errors import Refused
from taizhang.model.findings import Finding, Severity
from taizhang.model.journal import JOURNAL_PATH
from taizhang.model.record import dataclass
from taizhang.rules.heads import entry_digest
from taizhang.store.emit import blocks
from taizhang.store.git.changes import changes
from taizhang.store.git.objects import read_file as read_recorded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from taizhang.actions.workspace import Case, ReadFile, Workspace
    from taizhang.model.entry import Entry
    from taizhang.model.state import Act
    from taizhang.store.git.repository import Repository


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """An incident whose stage or level this machine and others both changed."""

    id: str
    path: str
    ours: tuple[Entry, ...]
    theirs: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaken:
    """An own approval that does not count behind the entries of others: to be given anew."""

    id: str
    person: str
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """Own entries (``base`` to ``ours``) and those of others (``base`` to ``theirs``).

    ``workspace``: plan, rosters and office facts as the others have them.
    """

    repo: Repository
    workspace: Workspace
    now: datetime
    base: str | None
    ours: str
    theirs: str | None

    def clashes(self) -> Iterator[Clash]:
        """Incidents that both sides moved, each its own way."""
        for path in self._own_paths():
            base, ours, theirs = (self._case(rev, path) for rev in self._sides())
            if base is None or ours is None or theirs is None:
                continue
            own = _moves(_beyond(base, ours, theirs))
            other = _moves(_beyond(base, theirs, ours))
            if own and other:
                yield Clash(id=ours.id, path=path, ours=own, theirs=other)

    def left_out(self, path: str, entries: Iterable[Entry]) -> frozenset[bytes]:
        """The blocks of own ``entries`` and of all own entries that rest on them by name."""
        ours = self._case(self.ours, path)
        if ours is None:
            return frozenset()
        names = {entry.name for entry in entries}
        numbers = {entry.number for entry in entries}
        for act in ours.judged.state.acts:
            if act.written.word("entry") in names:
                names.add(act.written.name)
                numbers.add(act.written.number)
        cut = blocks(ours.file.data)
        return frozenset(bare(cut[number + 1]) for number in numbers)

    def overtaken(self, joined: str) -> Iterator[tuple[Overtaken, str, Entry]]:
        """Own approvals that counted here and do not where they came to stand in ``joined``.

        Whether a signature still fits is for the fold to say, on either side. Another's 审批 of
        the same minute has the same name, and the first one counts.
        """
        for path in self._own_paths():
            ours, after = self._case(self.ours, path), self._case(joined, path)
            if ours is None or after is None or ours.file.data == after.file.data:
                continue
            base = self._case(self.base, path)
            shared = len(base.judged.state.acts) if base else 0
            standing = {entry_digest(entry) for entry, _ in _counted(after)}
            for entry, of in _counted(ours):
                if entry.number >= shared and entry_digest(entry) not in standing:
                    yield Overtaken(id=ours.id, person=entry.by, entry=of.name), path, entry

    def require_sound(self, joined: str, overtaken: Mapping[str, Overtaken] | None = None) -> None:
        """Refuse what brings new errors.

        Args:
            joined: the commit to be judged.
            overtaken: by path, an own approval that is left out there: what rests on it cannot
                stand either, and cannot be mended before it is given anew.

        Raises:
            Refused: every one of them.
        """
        found: list[Finding] = []
        for path, brought in self._brought(joined):
            told = overtaken.get(path) if overtaken and brought else None
            found += brought if told is None else (self._resting(joined, path, told, brought),)
        if found:
            raise Refused(tuple(found))

    def _brought(self, joined: str) -> Iterator[tuple[str, list[Finding]]]:
        """Path by path, the errors that were not there before."""
        before = self.theirs or self.base
        for change in changes(self.repo, before, joined):
            if JOURNAL_PATH.fullmatch(change.path):
                old, new = (self._month(rev, change.path) for rev in (before, joined))
            elif INCIDENT_PATH.fullmatch(change.path) and change.new_id is not None:
                old, new = (self._findings(rev, change.path) for rev in (before, joined))
            else:
                continue
            fresh = new_findings(old, new)
            yield change.path, [each for each in fresh if each.severity is Severity.ERROR]

    def _resting(
        self, joined: str, path: str, told: Overtaken, brought: Iterable[Finding]
    ) -> Finding:
        """The one thing to say of errors that come of an approval left out."""
        case = self._case(joined, path)
        acts = case.judged.state.acts if case else ()
        numbers = dict.fromkeys(each.where[1] for each in brought if len(each.where) > 1)
        names = [act.written.name for act in acts if act.written.number in numbers]
        values = {"id": told.id, "person": told.person, "entry": told.entry}
        return Finding(code="submit-rests", path=path, values={**values, "names": "”“".join(names)})

    def _sides(self) -> tuple[str | None, str, str | None]:
        return self.base, self.ours, self.theirs

    def _own_paths(self) -> tuple[str, ...]:
        if self.theirs is None:
            return ()
        paths = [change.path for change in changes(self.repo, self.base, self.ours)]
        return tuple(path for path in paths if INCIDENT_PATH.fullmatch(path))

    def _month(self, rev: str | None, path: str) -> tuple[Finding, ...]:
        data = read_recorded(self.repo, rev, path) if rev else None
        if not data:
            return ()
        return read_month_file(self.workspace, path, data, self.now).findings

    def _findings(self, rev: str | None, path: str) -> tuple[Finding, ...]:
        file = self._file(rev, path)
        if file is None:
            return ()
        case = judge_file(self.workspace, file, self.now)
        return case.findings if case else file.findings

    def _case(self, rev: str | None, path: str) -> Case | None:
        file = self._file(rev, path)
        return judge_file(self.workspace, file, self.now) if file else None

    def _file(self, rev: str | None, path: str) -> ReadFile | None:
        data = read_recorded(self.repo, rev, path) if rev else None
        return read_file(self.workspace, path, data) if data is not None else None


def _beyond(base: Case, side: Case, other: Case) -> tuple[Act, ...]:
    """Acts of one side that neither the base nor the other side holds."""
    shared = len(base.judged.state.acts)
    known = {bare(block) for block in blocks(other.file.data)}
    cut = blocks(side.file.data)
    acts = side.judged.state.acts[shared:]
    return tuple(act for act in acts if bare(cut[act.written.number + 1]) not in known)


def _moves(acts: Iterable[Act]) -> tuple[Entry, ...]:
    """Those that change, or would change, stage or level."""
    return tuple(act.written for act in acts if _is_move(act.written))


def _is_move(entry: Entry) -> bool:
    return bool(
        entry.stage
        or entry.kind == "调级"
        or entry.word("field") in ("stage", "level")
        or entry.has("void")
    )


def _counted(case: Case) -> Iterator[tuple[Entry, Entry]]:
    """Approvals that count, each with the entry it is for."""
    acts = case.judged.state.acts
    for act in acts:
        for approval in act.approvals:
            if approval.counts:
                yield acts[approval.number].written, act.written
