"""Share what was recorded here: push, and where others were faster, append anew on their tip.

Entries of this machine are put behind those of others, one commit after the other, never mixed
line by line; whatever comes out is judged again before it is pushed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from taizhang.actions.filing import new_findings
from taizhang.actions.journal import read_month_file
from taizhang.actions.workspace import INCIDENT_PATH, judge_file, open_workspace, read_file
from taizhang.errors import EnvironmentProblem, Refused
from taizhang.model.findings import Finding, Severity
from taizhang.model.journal import JOURNAL_PATH
from taizhang.store.emit import blocks
from taizhang.store.git.changes import changes, commits_between
from taizhang.store.git.lock import writing
from taizhang.store.git.move import move_branch, short_name
from taizhang.store.git.objects import head
from taizhang.store.git.objects import read_file as read_recorded
from taizhang.store.git.remote import is_ancestor, merge_base, push_rebuilt
from taizhang.store.git.settings import read_settings
from taizhang.store.git.source import CommitSource
from taizhang.store.git.state import require_safe
from taizhang.store.git.trees import Note, build_commit

if TYPE_CHECKING:
    from datetime import datetime

    from taizhang.actions.workspace import Case, ReadFile, Workspace
    from taizhang.model.state import Act
    from taizhang.store.git.changes import Commit
    from taizhang.store.git.repository import Repository


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """How a submission ended.

    Attributes:
        commits: how many of this machine's commits are shared now; 0 = there were none.
        behind: True when others were faster and this machine's entries went behind theirs.
        refreshed: True when records of others came to this machine.
    """

    remote: str
    branch: str
    commits: int
    behind: bool = False
    refreshed: bool = False


def submit(repo: Repository, now: datetime) -> Submitted:
    """Share this branch with its upstream; this machine's branch follows.

    Raises:
        Refused: what would be shared is not sound; nothing was pushed.
        EnvironmentProblem: no remote, not reached, refused by its check; nothing is lost.
    """
    require_safe(repo, None, now)
    remote, ref = _upstream(repo)
    ours = head(repo)
    if ours is None:
        raise EnvironmentProblem("nothing-recorded")
    plan = _Rebuild(repo, ours, now)
    landed = push_rebuilt(repo, remote, ref, plan.onto)
    goal = landed or plan.tip
    refreshed = goal is not None and goal != ours
    if goal is not None and refreshed:
        with writing(repo):
            if head(repo) == ours:
                move_branch(repo, ours, goal, "submit")
    return Submitted(
        remote=remote,
        branch=ref.removeprefix("refs/heads/"),
        commits=plan.count if landed else 0,
        behind=landed is not None and landed != ours,
        refreshed=refreshed,
    )


def _upstream(repo: Repository) -> tuple[str, str]:
    """Remote and branch to push to; the only remote where none is set.

    Raises: EnvironmentProblem: there is no remote, or several and none chosen.
    """
    settings = read_settings(repo)
    if settings.upstream:
        return settings.upstream
    names = [remote.name for remote in settings.remotes]
    if not names:
        raise EnvironmentProblem("no-remote")
    if len(names) > 1 and "origin" not in names:
        raise EnvironmentProblem(
            "no-upstream", branch=short_name(repo), remote=names[0], known="、".join(names)
        )
    return ("origin" if "origin" in names else names[0]), repo.branch or "refs/heads/main"


class _Rebuild:
    """Makes what is to be pushed upon whatever tip the remote shows."""

    def __init__(self, repo: Repository, ours: str, now: datetime) -> None:
        self.repo = repo
        self.ours = ours
        self.now = now
        self.tip: str | None = None
        self.count = 0

    def onto(self, tip: str | None) -> str | None:
        """The commit to push upon ``tip``; None when the remote has everything.

        Raises:
            Refused: what would come out is not sound.
            EnvironmentProblem: this machine holds commits that are not entries alone.
        """
        self.tip = tip
        own = commits_between(self.repo, tip, self.ours)
        self.count = len(own)
        if not own:
            return None
        base = merge_base(self.repo, tip, self.ours) if tip else None
        if tip is not None and base is None:
            raise EnvironmentProblem("submit-strangers")
        if tip is None or is_ancestor(self.repo, tip, self.ours):
            self._judge(base, self.ours, base)
            return self.ours
        return self._replayed(own, tip, base)

    def _replayed(self, own: tuple[Commit, ...], tip: str, base: str | None) -> str:
        current = tip
        for commit in own:
            files = {
                path: grown
                for path, old, new in self._growth(commit)
                if (grown := self._grown(current, path, old, new)) is not None
            }
            if files:
                note = Note(
                    message=commit.message,
                    author=commit.author,
                    committer=commit.committer,
                    when=commit.at,
                )
                current = build_commit(self.repo, current, files, note)
        self._judge(tip, current, base)
        return current

    def _growth(self, commit: Commit) -> list[tuple[str, bytes, bytes]]:
        """Path, old and new bytes of every file a commit lets grow."""
        if len(commit.parents) != 1:
            raise EnvironmentProblem("submit-not-entries", commit=commit.sha[:12])
        found = []
        for change in changes(self.repo, commit.parents[0], commit.sha):
            old = read_recorded(self.repo, commit.parents[0], change.path) or b""
            new = read_recorded(self.repo, commit.sha, change.path) or b""
            if not change.path.startswith("ledger/") or not new.startswith(old) or new == old:
                raise EnvironmentProblem("submit-not-entries", commit=commit.sha[:12])
            found.append((change.path, old, new))
        return found

    def _grown(self, current: str, path: str, old: bytes, new: bytes) -> bytes | None:
        """The file on ``current`` with this commit's entries; None where it has them already."""
        there = read_recorded(self.repo, current, path)
        added = new[len(old) :]
        if there is None:
            if old:
                raise Refused((Finding(code="submit-gone", path=path),))
            return new
        if not old and there != new:
            if not JOURNAL_PATH.fullmatch(path):
                raise Refused((Finding(code="submit-same-id", path=path),))
            added = b"".join(blocks(new)[1:])  # both sides began the month
        return None if there == new or added in there else there + added

    def _judge(self, before: str | None, after: str, base: str | None) -> None:
        """Refuse what brings new errors, or changes stage or level on both sides."""
        workspace = open_workspace(CommitSource(self.repo, before or after))
        found: list[Finding] = []
        for change in changes(self.repo, before, after):
            if JOURNAL_PATH.fullmatch(change.path):
                found += self._month(workspace, before, after, change.path)
            if not INCIDENT_PATH.fullmatch(change.path) or change.new_id is None:
                continue
            file, case = self._case(workspace, after, change.path)
            old_file, old_case = self._case(workspace, before, change.path)
            known = old_case.findings if old_case else (old_file.findings if old_file else ())
            every = case.findings if case else (file.findings if file else ())
            found += [
                each for each in new_findings(known, every) if each.severity is Severity.ERROR
            ]
            if before != base and self._both_moved(workspace, base, old_case, case, change.path):
                found.append(Finding(code="submit-both-moved", path=change.path))
        if found:
            raise Refused(tuple(found))

    def _month(
        self, workspace: Workspace, before: str | None, after: str, path: str
    ) -> list[Finding]:
        """New errors in a file of the journal."""
        sides = (read_recorded(self.repo, rev, path) if rev else None for rev in (before, after))
        old, new = (
            read_month_file(workspace, path, data, self.now).findings if data else ()
            for data in sides
        )
        return [each for each in new_findings(old, new) if each.severity is Severity.ERROR]

    def _both_moved(
        self,
        workspace: Workspace,
        base: str | None,
        theirs: Case | None,
        after: Case | None,
        path: str,
    ) -> bool:
        _, origin = self._case(workspace, base, path)
        if origin is None or theirs is None or after is None:
            return False
        shared = len(origin.judged.state.acts)
        other = len(theirs.judged.state.acts)
        acts = after.judged.state.acts
        return _moves(acts[shared:other]) and _moves(acts[other:])

    def _case(
        self, workspace: Workspace, rev: str | None, path: str
    ) -> tuple[ReadFile | None, Case | None]:
        data = read_recorded(self.repo, rev, path)
        if data is None:
            return None, None
        file = read_file(workspace, path, data)
        return file, judge_file(workspace, file, self.now)


def _moves(acts: tuple[Act, ...]) -> bool:
    """True when one of them changes, or would change, stage or level."""
    return any(act.entry.stage or act.entry.kind == "调级" for act in acts)
