"""Give an incident that nobody else has yet another id: this machine's own commits are made anew.

The id that collided never enters the shared history. References in own entries not yet shared
follow; what was signed under the old id is left out, because the id is part of what is signed.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from taizhang.actions.annexing import annex_store
from taizhang.actions.opening import free_id
from taizhang.actions.replaying import bare, rewrite
from taizhang.actions.standing import arrive, require_pulled, require_untouched, stand
from taizhang.actions.workspace import find_path, open_workspace, path_of, read_file
from taizhang.errors import EnvironmentProblem, UsageProblem
from taizhang.model.entry import part
from taizhang.model.record import dataclass
from taizhang.store.emit import blocks
from taizhang.store.git.changes import changes, commits_between
from taizhang.store.git.objects import listed_at
from taizhang.store.git.objects import read_file as read_recorded
from taizhang.store.git.remote import fetch, merge_base
from taizhang.store.worktree import WorkTree

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from taizhang.actions.standing import Standing
    from taizhang.actions.workspace import Workspace
    from taizhang.store.git.repository import Repository


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumbered:
    """What came of it.

    Attributes:
        old: the id before; ``new`` the one now.
        unsigned: ids of incidents with own approvals that must be signed anew, each with the
            person whose approval it was.
    """

    old: str
    new: str
    unsigned: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Own:
    """This machine's own part of the history, about to be made anew."""

    standing: Standing
    base: str
    old: str
    new: str

    def change(self, path: str, data: bytes, signed: frozenset[bytes]) -> tuple[str, bytes]:
        """Path and bytes of a file under the new id; what others have of it stays as it is."""
        cut = blocks(data)
        first = self.first(path, data)
        if first is None:
            return path, data
        kept = (block for block in cut[first:] if bare(block) not in signed)
        new = [*cut[:first], *(self._named.sub(self.new.encode(), block) for block in kept)]
        return (path_of(self.new) if path == path_of(self.old) else path), b"".join(new)

    def first(self, path: str, data: bytes) -> int | None:
        """Number of the first own block that names the incident; None when none does."""
        shared = read_recorded(self.standing.repo, self.base, path)
        begin = len(blocks(shared)) if shared else 0
        numbered = enumerate(blocks(data)[begin:], begin)
        return next((at for at, block in numbered if self._named.search(block)), None)

    @property
    def _named(self) -> re.Pattern[bytes]:
        return re.compile(rb"(?<![0-9A-Za-z-])" + self.old.encode() + rb"(?![0-9A-Za-z-])")


def renumber(
    root: Path,
    repo: Repository,
    identity: str,
    now: datetime,
    choice: Callable[[str], str] = secrets.choice,
) -> Renumbered:
    """Give the incident ``identity`` (or a unique ending of it) a new id.

    Raises:
        UsageProblem: no such incident, or others have it already.
        EnvironmentProblem: not safe to write, the remote was not reached, or own commits do
            more than add entries; nothing changed.
    """
    standing = stand(repo, now, halfway=True)
    workspace = open_workspace(WorkTree(root))
    path = find_path(workspace.source, identity)
    fetch(standing.repo, standing.remote)
    require_pulled(standing, now)
    base = _base(standing, path)
    old = path.rpartition("/")[2].removesuffix(".yml")
    own = _Own(standing=standing, base=base, old=old, new=_free(standing, old, choice))
    signed = _signed(own, workspace)
    blocks_signed = frozenset(block for _, _, block in signed)
    commit = rewrite(
        standing.repo,
        commits_between(standing.repo, base, standing.ours),
        base,
        lambda path, data: own.change(path, data, blocks_signed),
        lambda message: message.replace(own.old, own.new),
    )
    require_untouched(standing, commit)
    store = annex_store(standing.repo)
    store.hand_over(own.old, own.new, _annexes(own, workspace))
    arrive(standing, commit, f"renumber {own.old}")
    store.settle(own.new)
    unsigned = dict.fromkeys((identity, person) for identity, person, _ in signed)
    return Renumbered(old=own.old, new=own.new, unsigned=tuple(unsigned))


def _base(standing: Standing, path: str) -> str:
    """Where own history began.

    Raises:
        UsageProblem: ``incident-unknown``, or ``renumber-shared``: others have the incident.
        EnvironmentProblem: ``submit-strangers``.
    """
    repo, ours, tip = standing.repo, standing.ours, standing.tip
    identity = path.rpartition("/")[2].removesuffix(".yml")
    if listed_at(repo, ours, path) is None:
        raise UsageProblem("incident-unknown", value=identity)
    base = merge_base(repo, tip, ours) if tip else None
    if base is None:
        raise EnvironmentProblem("submit-strangers" if tip else "renumber-alone")
    begun = next(
        commit.sha
        for commit in commits_between(repo, None, ours)
        if listed_at(repo, commit.sha, path)
    )
    told = repo.line(
        "for-each-ref", "--count=1", "--format=%(refname:short)", "--contains", begun,
        "refs/remotes/",
    )  # fmt: skip
    if told:
        raise UsageProblem("renumber-shared", id=identity, where=told)
    return base


def _free(standing: Standing, old: str, choice: Callable[[str], str]) -> str:
    revs = [rev for rev in (standing.ours, standing.tip) if rev]

    def taken(path: str) -> bool:
        return any(listed_at(standing.repo, rev, path) for rev in revs)

    return free_id(old.partition("-")[0], taken, choice)


def _signed(own: _Own, workspace: Workspace) -> list[tuple[str, str, bytes]]:
    """Signed approvals behind the first change of a file: new id, person, block."""
    repo, ours = own.standing.repo, own.standing.ours
    found = []
    for change in changes(repo, own.base, ours):
        data = read_recorded(repo, ours, change.path) or b""
        first = own.first(change.path, data)
        incident = read_file(workspace, change.path, data).incident
        if first is None or incident is None:
            continue
        identity = own.new if incident.id == own.old else incident.id
        found += [
            (identity, entry.by, bare(blocks(data)[entry.number + 1]))
            for entry in incident.entries[max(first - 1, 0) :]
            if entry.kind == "审批" and entry.has("sig")
        ]
    return found


def _annexes(own: _Own, workspace: Workspace) -> tuple[str, ...]:
    """Digests of the annexes the incident names."""
    path = path_of(own.old)
    data = read_recorded(own.standing.repo, own.standing.ours, path) or b""
    incident = read_file(workspace, path, data).incident
    entries = incident.entries if incident else ()
    return tuple(part(each, "sha256") for entry in entries for each in entry.records("annex"))
