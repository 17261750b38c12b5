"""Fetch what others recorded and put this machine's own entries behind it; nothing is pushed.

The same after a pull with plain git that stopped in a conflict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.rebuilding import Keep, Rebuilding, never
from taizhang.actions.standing import arrive, stand
from taizhang.model.record import dataclass
from taizhang.store.git.changes import commits_between
from taizhang.store.git.remote import fetch

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from taizhang.actions.joining import Clash
    from taizhang.actions.rebuilding import Rebuilt
    from taizhang.store.git.repository import Repository


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """How it ended.

    Attributes:
        fetched: how many commits of others came.
        untangled: True when a pull that had stopped halfway was put in order.
        copies: what had been typed into its files, kept below git's own folder.
    """

    remote: str
    branch: str
    fetched: int
    rebuilt: Rebuilt
    untangled: bool = False
    copies: tuple[str, ...] = ()

    @property
    def own(self) -> int:
        """How many of this machine's commits are still to be shared."""
        return self.rebuilt.count


def sync(repo: Repository, now: datetime, choose: Callable[[Clash], Keep] = never) -> Synced:
    """Bring this machine up to date with its upstream.

    Raises:
        Refused: two decisions and nobody chose, or what would come out is not sound; nothing
            changed here.
        EnvironmentProblem: no remote, not reached, not safe to write; nothing changed here.
    """
    standing = stand(repo, now, halfway=True)
    fetch(standing.repo, standing.remote)
    tip = standing.tip
    rebuilt = Rebuilding(standing=standing, now=now, choose=choose).upon(tip)
    fetched = len(commits_between(standing.repo, standing.ours, tip)) if tip else 0
    copies = arrive(standing, rebuilt.commit, "sync")
    return Synced(
        remote=standing.remote,
        branch=standing.branch,
        fetched=fetched,
        rebuilt=rebuilt,
        untangled=standing.pull is not None,
        copies=copies,
    )
