"""Plan, roster and office as they stand at a commit, read once for all commits that share them."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from taizhang.actions.governance import PLAN, load_governance
from taizhang.model.record import dataclass
from taizhang.store.git.objects import tree_id
from taizhang.store.git.source import CommitSource

if TYPE_CHECKING:
    from datetime import timezone

    from taizhang.model.governance import Governance
    from taizhang.model.source import Source
    from taizhang.store.git.repository import Repository


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """What governs at a commit or in the work tree, and the files it was read from."""

    governance: Governance
    source: Source

    @property
    def usable(self) -> bool:
        """True when a plan version and a roster could be read: something can be judged."""
        return bool(self.governance.plans and self.governance.rosters.versions)

    @property
    def zone(self) -> timezone:
        """The fixed offset in which days and times of the roster are meant."""
        plan = self.governance.newest or next(iter(self.governance.plans.values()), None)
        return plan.zone if plan else UTC


class Regimes:
    """Reads what governs at a commit; the last two that differed are kept.

    ``few``: no more than a few incidents need (``load_governance``).
    """

    def __init__(self, repo: Repository, *, few: bool = False) -> None:
        self._repo = repo
        self._few = few
        self._known: dict[str | None, Regime] = {}

    def at(self, commit: str) -> Regime:
        """What governs at ``commit``."""
        tree = tree_id(self._repo, commit, PLAN)
        if tree not in self._known:
            if len(self._known) > 1:
                del self._known[next(iter(self._known))]
            source = CommitSource(self._repo, commit)
            governance = load_governance(source, few=self._few, statements=False)
            self._known[tree] = Regime(governance=governance, source=source)
        return self._known[tree]
