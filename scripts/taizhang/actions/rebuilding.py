"""What this machine shares, made upon whatever tip the others have come to."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from taizhang.actions.governance import PLAN
from taizhang.actions.joining import Joining
from taizhang.actions.replaying import LeftOut, replay
from taizhang.actions.standing import require_pulled, require_untouched
from taizhang.actions.workspace import open_workspace, workspace_of
from taizhang.errors import EnvironmentProblem, Refused
from taizhang.model.findings import Finding
from taizhang.model.record import dataclass, field
from taizhang.store.git.changes import commits_between
from taizhang.store.git.objects import tree_id
from taizhang.store.git.remote import is_ancestor, merge_base
from taizhang.store.git.source import CommitSource

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from taizhang.actions.joining import Clash, Overtaken
    from taizhang.actions.replaying import Retimed
    from taizhang.actions.standing import Standing
    from taizhang.actions.workspace import Workspace
    from taizhang.model.governance import Governance
    from taizhang.store.git.changes import Commit


class Keep(Enum):
    """Which of two decisions on one incident is to stand."""

    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """Own entries upon a tip.

    Attributes:
        commit: the new tip.
        count: own commits that had not been shared.
        gave_way: decisions of others that stand, own ones left out for them.
        overtaken: own approvals left out because they do not count any more.
        retimed: own entries given seconds, because others' have their names.
    """

    commit: str
    count: int
    gave_way: tuple[Clash, ...] = ()
    overtaken: tuple[Overtaken, ...] = ()
    retimed: tuple[Retimed, ...] = ()


def never(clash: Clash) -> Keep:
    """For those who cannot be asked.

    Raises:
        Refused: always, with the choices there are.
    """
    values = {
        "id": clash.id,
        "theirs": "、".join(entry.name for entry in clash.theirs),
        "ours": "、".join(entry.name for entry in clash.ours),
    }
    raise Refused((Finding(code="submit-both-moved", path=clash.path, values=values),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilding:
    """Makes what is to be shared, the same way as often as others are faster.

    ``choose`` is asked once for each incident that both sides moved.
    """

    standing: Standing
    now: datetime
    choose: Callable[[Clash], Keep] = never
    _chosen: dict[str, Keep] = field(default_factory=dict)
    _read: dict[str | None, Governance] = field(default_factory=dict)

    def upon(self, tip: str | None) -> Rebuilt:
        """Own entries upon ``tip``; the tip itself where there are none.

        Raises:
            Refused: what would come out is not sound, or nobody chose between two decisions.
            EnvironmentProblem: this machine holds commits that are not entries alone, files
                with changes of their own are in the way, or the histories never met.
        """
        require_pulled(self.standing, self.now)
        repo, ours = self.standing.repo, self.standing.ours
        own = commits_between(repo, tip, ours)
        base = merge_base(repo, tip, ours) if tip else None
        if tip is not None and base is None:
            raise EnvironmentProblem("submit-strangers")
        if not own or tip is None or is_ancestor(repo, tip, ours):
            made = Rebuilt(commit=ours if own or tip is None else tip, count=len(own))
            if own:
                self._joining(base, None).require_sound(ours)
        else:
            made = self._joined(self._joining(base, tip), own, tip)
        require_untouched(self.standing, made.commit)
        return made

    def _joining(self, base: str | None, tip: str | None) -> Joining:
        repo, ours = self.standing.repo, self.standing.ours
        workspace = self._workspace(tip or base or ours)
        return Joining(
            repo=repo, workspace=workspace, now=self.now, base=base, ours=ours, theirs=tip
        )

    def _workspace(self, rev: str) -> Workspace:
        """What the others have; plan, roster and office are read again where they differ."""
        repo = self.standing.repo
        source, tree = CommitSource(repo, rev), tree_id(repo, rev, PLAN)
        if tree not in self._read:
            self._read[tree] = open_workspace(source).governance
        return workspace_of(self._read[tree], source)

    def _joined(self, joining: Joining, own: tuple[Commit, ...], tip: str) -> Rebuilt:
        left_out: LeftOut = {}
        gave_way = []
        for clash in joining.clashes():
            if clash.path not in self._chosen:
                self._chosen[clash.path] = self.choose(clash)
            if self._chosen[clash.path] is Keep.THEIRS:
                left_out[clash.path] = joining.left_out(clash.path, clash.ours)
                gave_way.append(clash)
        repo = self.standing.repo
        commit, retimed = replay(repo, own, tip, left_out)
        overtaken = tuple(joining.overtaken(commit))
        for _, path, entry in overtaken:
            left_out[path] = left_out.get(path, frozenset()) | joining.left_out(path, (entry,))
        if overtaken:
            commit, retimed = replay(repo, own, tip, left_out)
        joining.require_sound(commit, {path: told for told, path, _ in reversed(overtaken)})
        return Rebuilt(
            commit=commit,
            count=len(commits_between(repo, tip, commit)),
            gave_way=tuple(gave_way),
            overtaken=tuple(told for told, _, _ in overtaken),
            retimed=retimed,
        )
