"""Take back one's own last record, as long as nobody else has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.workspace import find_path
from taizhang.errors import EnvironmentProblem, UsageProblem
from taizhang.model.record import dataclass
from taizhang.store.git.changes import commits_between
from taizhang.store.git.objects import head, resolve
from taizhang.store.git.state import require_safe
from taizhang.store.git.write import drop_last

if TYPE_CHECKING:
    from datetime import datetime

    from taizhang.actions.acting import Desk
    from taizhang.store.git.changes import Commit


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What was taken back: the subject of its commit, and whether the incident is gone."""

    subject: str
    gone: bool


def undo(desk: Desk, identity: str, now: datetime) -> Undone:
    """Take back the last commit if it is the person's own record of this incident alone.

    Raises:
        EnvironmentProblem: it is not the last, not one record alone, or already shared.
        UsageProblem: no such incident, or another person's record.
    """
    path = find_path(desk.workspace.source, identity)
    require_safe(desk.repo, path, now)
    tip = head(desk.repo)
    if tip is None:
        raise EnvironmentProblem("undo-not-last")
    last = commits_between(desk.repo, _parent(desk), tip)[-1]
    if not _own(desk, last):
        raise UsageProblem("undo-not-own", author=last.author.name)
    drop_last(desk.repo, path, tip)
    gone = desk.workspace.source.read(path) is None
    return Undone(subject=last.message.partition("\n")[0], gone=gone)


def _parent(desk: Desk) -> str | None:
    try:
        return resolve(desk.repo, "HEAD^")
    except UsageProblem:
        return None  # the very first commit


def _own(desk: Desk, last: Commit) -> bool:
    """True when the person did it, or recorded it for another."""
    return last.author == desk.author or last.committer == desk.committer
