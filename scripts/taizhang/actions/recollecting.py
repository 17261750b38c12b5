"""Up to which commit this clone's history was found sound: a ref of its own, to be thrown away.

Never a proof for others, and never pushed: ``git push`` sends branches and tags only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.store.git.objects import require_id

if TYPE_CHECKING:
    from taizhang.store.git.repository import Repository

VERIFIED = "refs/taizhang/verified"


def recall(repo: Repository) -> str | None:
    """The commit remembered, None when there is none."""
    told = repo.ask("rev-parse", "--verify", "--quiet", VERIFIED)
    return told.out.decode().strip() or None


def remember(repo: Repository, commit: str) -> None:
    """Go on from ``commit`` the next time.

    Raises:
        GitFailed: the repository cannot be written.
    """
    repo.git("update-ref", VERIFIED, require_id(commit))
