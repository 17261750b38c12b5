"""A branch beside main: what no server should ever hold. Its acts are judged when main takes them.

A proposal waits there for its signatures, so that no approval is asked for; but links, foreign
places, giants, times of the future and personal data would stay in the server's store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.stepping import Blobs
from taizhang.model.findings import Finding, Severity
from taizhang.rules.entryclock import commit_times
from taizhang.rules.personal import found_in, masked
from taizhang.rules.refs import rewrite_finding
from taizhang.rules.treepaths import Area, area, place_faults, size_fault
from taizhang.store.git.changes import commits_between
from taizhang.store.git.objects import require_id
from taizhang.store.git.remote import merge_base
from taizhang.store.git.steps import steps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from taizhang.model.push import RefUpdate
    from taizhang.store.git.changes import Change
    from taizhang.store.git.repository import Repository


def beside_findings(
    repo: Repository, update: RefUpdate, main: str | None, now: datetime
) -> Iterator[Finding]:
    """What is wrong with an update of a branch that is not main.

    Args:
        repo: as a server's hook opened it.
        update: one that does not delete.
        main: the commit main stands on, None when there is none yet.
        now: aware; commits must not lie ahead of it.
    """
    new = require_id(update.new or "")
    commits = commits_between(repo, update.old or main, new)
    found = rewrite_finding(update, {each.sha: each.parents for each in commits})
    if found is not None:
        yield found
        return
    for commit in commits:
        yield from commit_times(commit.sha, commit.at, None, now)
    base = merge_base(repo, main, new) if main else None
    walked = tuple(steps(repo, update.old or base, new))
    blobs = Blobs(repo, walked)
    for step in walked:
        for change in step.changes:
            yield from _stored(change, blobs)


def _stored(change: Change, blobs: Blobs) -> Iterator[Finding]:
    if change.new_id is None:
        return
    yield from place_faults(change.path, change.new_mode)
    fault = size_fault(change.path, blobs.size(change))
    if fault is not None:
        yield fault
    data = blobs.new(change)
    if data is not None and area(change.path) is Area.LEDGER:
        yield from _indelible(change.path, data)


def _indelible(path: str, data: bytes) -> Iterator[Finding]:
    """What git could never forget again, line by line."""
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), start=1):
        for pattern, found in found_in(line):
            if pattern.severity is Severity.ERROR:
                values = {"found": masked(found)}
                yield Finding(code=pattern.code, path=path, line=number, values=values)
