"""Where this machine stands against the office's server, and how it gets to a new tip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.errors import EnvironmentProblem
from taizhang.model.record import dataclass, replace
from taizhang.store.git.changes import changes
from taizhang.store.git.lock import writing
from taizhang.store.git.move import move_branch, short_name
from taizhang.store.git.objects import blob_id, head
from taizhang.store.git.pulled import call_off, stopped_pull
from taizhang.store.git.remote import fetched_tip, is_ancestor
from taizhang.store.git.repository import open_repository
from taizhang.store.git.settings import read_settings
from taizhang.store.git.state import require_safe, unsafe_states
from taizhang.store.git.worktree import read_work

if TYPE_CHECKING:
    from datetime import datetime

    from taizhang.store.git.pulled import StoppedPull
    from taizhang.store.git.repository import Repository


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """This machine's branch and the one it is shared through.

    Attributes:
        ours: the tip of this machine's branch.
        ref: the branch there, ``refs/heads/main``.
        pull: a pull with plain git that stopped halfway; None in peace.
    """

    repo: Repository
    remote: str
    ref: str
    ours: str
    pull: StoppedPull | None = None

    @property
    def branch(self) -> str:
        """The branch there as people say it."""
        return self.ref.removeprefix("refs/heads/")

    @property
    def tip(self) -> str | None:
        """Where the branch stood there when it was last asked for; None = nowhere.

        A branch of this machine alone goes with the main one.
        """
        found = fetched_tip(self.repo, self.remote, self.ref)
        return found or fetched_tip(self.repo, self.remote, "refs/heads/main")


def stand(repo: Repository, now: datetime, *, halfway: bool = False) -> Standing:
    """Where this machine stands, once it is safe to write.

    Args:
        repo: the ledger's repository.
        now: aware.
        halfway: take a merge or rebase that stopped in a conflict, too.

    Raises:
        EnvironmentProblem: not safe, nothing recorded yet, no remote, or several and none chosen.
    """
    pull = stopped_pull(repo) if halfway else None
    if pull is None:
        require_safe(repo, None, now)
    else:
        for problem in unsafe_states(repo, None, now):
            if problem.code != "git-in-progress":
                raise problem
        repo = replace(repo, branch=pull.branch)
    remote, ref = _upstream(repo)
    ours = pull.ours if pull else head(repo)
    if ours is None:
        raise EnvironmentProblem("nothing-recorded")
    return Standing(repo=repo, remote=remote, ref=ref, ours=ours, pull=pull)


def require_pulled(standing: Standing, now: datetime) -> None:
    """Refuse a merge or rebase that is no pull of the shared branch.

    Raises:
        EnvironmentProblem: ``git-in-progress``.
    """
    pull, tip = standing.pull, standing.tip
    if pull and not (tip and is_ancestor(standing.repo, pull.theirs, tip)):
        require_safe(standing.repo, None, now)


def require_untouched(standing: Standing, goal: str) -> None:
    """Refuse where somebody is at work, unrecorded, on a file that ``goal`` changes.

    Raises:
        EnvironmentProblem: ``file-dirty``; nothing moved.
    """
    if standing.pull:
        return  # its files hold git's own marks; what was typed is kept when it is called off
    for change in changes(standing.repo, standing.ours, goal):
        work = read_work(standing.repo, change.path)
        held = blob_id(work) if work is not None else None
        if held not in (change.old_id, change.new_id):
            code = "file-untracked" if change.old_id is None else "file-dirty"
            raise EnvironmentProblem(code, path=change.path)


def arrive(standing: Standing, goal: str, why: str) -> tuple[str, ...]:
    """Bring branch and files to ``goal``; copies of what was typed into a stopped pull.

    Raises:
        EnvironmentProblem: ``branch-moved``: something was recorded meanwhile; and all of
            ``move_branch``.
    """
    repo = standing.repo
    copies: tuple[str, ...] = ()
    if standing.pull:
        copies = call_off(repo, standing.pull)
        repo = open_repository(repo.root)
    with writing(repo):
        if head(repo) != standing.ours:
            raise EnvironmentProblem("branch-moved", branch=short_name(repo))
        if goal != standing.ours:
            move_branch(repo, standing.ours, goal, why)
    return copies


def _upstream(repo: Repository) -> tuple[str, str]:
    """Remote and branch to push to; the only remote where none is set."""
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
