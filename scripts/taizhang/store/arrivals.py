"""When commits came to the server, by its own clock: the witness no machine can talk into a time.

Receipts lie where the server's hook ran, or where a copy of them was put. Elsewhere nothing is
claimed. Source: design.md 3, "Two clocks"; format.md 15.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.record import replace
from taizhang.store.git.objects import require_id
from taizhang.store.receipts import read_receipts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from taizhang.model.push import Receipt
    from taizhang.model.recorded import Recorded
    from taizhang.store.git.repository import Repository

_MAIN = "refs/heads/main"


class Arrivals:
    """When the commits of ``rev`` came to the branch that is the record. Read when first asked."""

    def __init__(self, repo: Repository, rev: str) -> None:
        self._repo, self._rev = repo, rev
        self._receipts: list[Receipt] | None = None
        self._arrived: dict[str, datetime] = {}
        self._followed = False

    def stamped(self, recorded: Iterable[Recorded]) -> tuple[Recorded, ...]:
        """The same, each with the time of its receipt where there is one."""
        return tuple(
            each if at is None else replace(each, received=at)
            for each, at in ((each, self._of(each.commit)) for each in recorded)
        )

    def _of(self, commit: str) -> datetime | None:
        if self._receipts is None:
            main = self._repo.branch or _MAIN
            every = read_receipts(self._repo.common_dir)
            self._receipts = [each for each in every if each.update.ref == main]
            # One commit a push is the rule: then the receipt itself names it.
            for each in self._receipts:
                self._arrived.setdefault(each.update.new or "", each.at)
        if commit not in self._arrived and self._receipts and not self._followed:
            self._follow(self._receipts)
        return self._arrived.get(commit)

    def _follow(self, receipts: Iterable[Receipt]) -> None:
        """What a push brought beside its tip came with it; what it goes on from was there."""
        self._followed = True
        parents = self._parents()
        for each in receipts:
            for _ in _back(each.update.old, parents):
                pass
            for commit in _back(each.update.new, parents):
                self._arrived.setdefault(commit, each.at)

    def _parents(self) -> dict[str, list[str]]:
        lines = self._repo.git("rev-list", "--parents", require_id(self._rev), limit=600).decode()
        return {line[:40]: line.split(" ")[1:] for line in lines.splitlines()}


def _back(tip: str | None, parents: dict[str, list[str]]) -> Iterator[str]:
    """``tip`` and all before it, each taken out of ``parents`` and so told once."""
    todo = [tip or ""]
    while todo:
        commit = todo.pop()
        if commit in parents:
            todo += parents.pop(commit)
            yield commit
