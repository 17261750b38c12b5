"""Share what was recorded here: push, and where others were faster, append anew on their tip.

Entries of this machine are put behind those of others, one commit after the other, never mixed
line by line; whatever comes out is judged again before it is pushed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.rebuilding import Rebuilding
from taizhang.actions.standing import arrive, stand
from taizhang.errors import EnvironmentProblem
from taizhang.model.record import dataclass
from taizhang.store.git.remote import push_rebuilt

if TYPE_CHECKING:
    from datetime import datetime

    from taizhang.actions.rebuilding import Rebuilt
    from taizhang.store.git.repository import Repository


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """How a submission ended.

    Attributes:
        commits: how many of this machine's commits are shared now; 0 = there were none.
        behind: True when others were faster and this machine's entries went behind theirs.
        refreshed: True when records of others came to this machine.
        rebuilt: what own entries became behind those of others.
    """

    remote: str
    branch: str
    commits: int
    behind: bool = False
    refreshed: bool = False
    rebuilt: Rebuilt


def submit(repo: Repository, now: datetime) -> Submitted:
    """Share this branch with its upstream; this machine's branch follows.

    Raises:
        Refused: what would be shared is not sound; nothing was pushed.
        EnvironmentProblem: no remote, not reached, refused by its check; nothing is lost.
    """
    standing = stand(repo, now)
    rebuilding = Rebuilding(standing=standing, now=now)
    made: list[Rebuilt] = []

    def build(tip: str | None) -> str | None:
        made.append(rebuilding.upon(tip))
        return None if made[-1].commit == tip else made[-1].commit

    landed = push_rebuilt(repo, standing.remote, standing.ref, build)
    last = made[-1]
    try:
        arrive(standing, last.commit, "submit")
    except EnvironmentProblem as problem:
        # Recorded meanwhile: it lies before what landed and is put behind it next time.
        if problem.code != "branch-moved":
            raise
    return Submitted(
        remote=standing.remote,
        branch=standing.branch,
        commits=last.count if landed else 0,
        behind=landed is not None and landed != standing.ours,
        refreshed=last.commit != standing.ours,
        rebuilt=last,
    )
