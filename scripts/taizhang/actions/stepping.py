"""One step of a branch judged by what its commits changed: growth, places, kinds, sizes, clocks.

What a step shows by itself. Whether the entries hold is asked where the files are folded
(``entering``), whether plan and roster may change in ``governing``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.findings import Finding
from taizhang.rules.entryclock import commit_times
from taizhang.rules.growth import extended, plainly_grown, reworded, rewritten
from taizhang.rules.treepaths import (
    Area,
    area,
    folded,
    place_faults,
    plain,
    size_fault,
    twins,
)
from taizhang.store.git.objects import blob_id, blob_sizes, list_blobs, list_top, read_blobs
from taizhang.store.strict import Unreadable, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from taizhang.store.git.changes import Change
    from taizhang.store.git.repository import Repository
    from taizhang.store.git.steps import Step

_MODULE = "160000"
_FEW = 8
"""Changes whose bytes before are read with the others: what proves them takes longer to load."""


class Blobs:
    """The files some steps made: their sizes, and the bytes of those that are read."""

    def __init__(self, repo: Repository, steps: Sequence[Step]) -> None:
        self._repo = repo
        changes = [change for step in steps for change in step.changes]
        self.sizes = blob_sizes(repo, _ids(changes))
        wanted = {
            change.new_id: None
            for change in changes
            if change.new_id and _is_read(change) and not size_fault(change.path, self.size(change))
        }
        before = {
            change.old_id: None
            for change in changes[:_FEW]
            if change.new_id in wanted and change.old_id in self.sizes
        }
        read = dict(read_blobs(repo, wanted | before))
        self._data = {one: read[one] for one in wanted}
        self._before = {one: read[one] for one in before}

    def size(self, change: Change) -> int:
        """Bytes of what ``change`` made; 0 where it made no file."""
        return self.sizes.get(change.new_id or "", 0)

    def new(self, change: Change) -> bytes | None:
        """The bytes ``change`` made, None where they are not read."""
        return self._data.get(change.new_id or "")

    def old(self, change: Change) -> bytes | None:
        """The bytes before ``change``; cut from the new ones where those begin with them."""
        if change.old_id is None or change.old_mode == _MODULE:
            return None
        if change.old_id in self._before:
            return self._before[change.old_id]
        new = self.new(change)
        size = self.sizes[change.old_id]
        if new is not None and blob_id(new[:size]) == change.old_id:
            return new[:size]
        return next(data for _, data in read_blobs(self._repo, (change.old_id,)))


def step_findings(
    repo: Repository, step: Step, before: datetime | None, now: datetime, blobs: Blobs
) -> Iterator[Finding]:
    """What is wrong with a step by itself; ``before``: time of the commit before, aware."""
    yield from commit_times(step.commit, step.at, before, now)
    for change in step.changes:
        yield from _placed(change, blobs)
        if area(change.path) is Area.LEDGER:
            yield from _grown(change, blobs)
    yield from _twins(repo, step)


def mixed(steps: Sequence[Step]) -> Iterator[Finding]:
    """Whether one change brings records and what judges them."""
    places: dict[Area, str] = {}
    for step in steps:
        for change in step.changes:
            places.setdefault(area(change.path), change.path)
    if Area.LEDGER in places and Area.GOVERNANCE in places:
        record, rule = plain(places[Area.LEDGER]), plain(places[Area.GOVERNANCE])
        yield Finding(code="change-mixed", path=rule, values={"record": record, "rule": rule})


def _ids(changes: Sequence[Change]) -> Iterator[str]:
    for change in changes:
        if change.old_id and change.old_mode != _MODULE:
            yield change.old_id
        if change.new_id and change.new_mode != _MODULE:
            yield change.new_id


def _is_read(change: Change) -> bool:
    """Records and settings are read, and only plain files."""
    return change.path.startswith(("ledger/", "plan/")) and change.new_mode != _MODULE


def _placed(change: Change, blobs: Blobs) -> Iterator[Finding]:
    """Faults of place, kind and size that the change brought."""
    if change.new_id is None:
        return
    if change.old_id is None or change.old_mode != change.new_mode:
        yield from place_faults(change.path, change.new_mode)
    fault = size_fault(change.path, blobs.size(change))
    if fault:
        yield fault


def _grown(change: Change, blobs: Blobs) -> Iterator[Finding]:
    """Whether a record was taken away or changed instead of added to."""
    if change.old_id is None or change.path.endswith("/.gitkeep"):
        return
    if change.new_id is None:
        yield Finding(code="record-deleted", path=change.path, values={"path": plain(change.path)})
        return
    old, new = blobs.old(change), blobs.new(change)
    if old is None or new is None or old == new:
        return
    fault = rewritten(old, new, change.path)
    if fault:
        yield fault
    elif not plainly_grown(old, new) and not _reads_longer(old, new):
        yield reworded(old, change.path)


def _reads_longer(old: bytes, new: bytes) -> bool:
    try:
        return extended(read(old), read(new))
    except Unreadable:
        # What cannot be read is told of where the file is judged.
        return True


def _twins(repo: Repository, step: Step) -> Iterator[Finding]:
    """New files outside the ledger whose names another has in other letters.

    Below ``ledger/`` a name has one form only.
    """
    added = [
        change.path
        for change in step.changes
        if change.old_id is None and area(change.path) is not Area.LEDGER
    ]
    if not added:
        return
    tops = {listed.path: listed.kind for listed in list_top(repo, step.commit)}
    below = {path.split("/")[0] for path in added}
    present = [
        each.path
        for name, kind in tops.items()
        if kind == "tree" and folded(name) in set(map(folded, below)) and name != "ledger"
        for each in list_blobs(repo, step.commit, name)
    ]
    new = set(added)
    yield from twins(added, (each for each in (*present, *tops) if each not in new))
