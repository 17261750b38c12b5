"""When commits came to the server, by its own clock: the witness no machine can talk into a time.

Receipts lie where the server's hook ran, or where a copy of them was put. Elsewhere nothing is
claimed. Source: design.md 3, "Two clocks"; format.md 15.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from taizhang.model.record import replace
from taizhang.store.git.objects import NO_ID, require_id
from taizhang.store.receipts import read_receipts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from taizhang.model.push import Receipt
    from taizhang.model.recorded import Recorded
    from taizhang.store.git.repository import Repository

_MAIN = "refs/heads/main"
_NEAR = (4, 256)
"""Pushes looked at on either side of a commit's own time; then every one of them."""
_WALKS = 8
"""Short walks of one look; whoever asks for more asks for nearly all."""


class Arrivals:
    """When the commits of ``rev`` came to the branch that is the record. Read when first asked."""

    def __init__(self, repo: Repository, rev: str) -> None:
        self._repo, self._rev = repo, rev
        self._receipts: list[Receipt] | None = None
        self._arrived: dict[str, datetime | None] = {}
        self._walks = 0
        self._followed = False

    def stamped(self, recorded: Iterable[Recorded]) -> tuple[Recorded, ...]:
        """The same, each with the time of its receipt where there is one."""
        return tuple(
            each if at is None else replace(each, received=at)
            for each, at in ((each, self._of(each)) for each in recorded)
        )

    def _of(self, recorded: Recorded) -> datetime | None:
        if self._receipts is None:
            main = self._repo.branch or _MAIN
            every = read_receipts(self._repo.common_dir)
            self._receipts = [each for each in every if each.update.ref == main]
            # One commit a push is the rule: then the receipt itself names it.
            for each in self._receipts:
                self._arrived.setdefault(each.update.new or "", each.at)
        if self._receipts and recorded.commit not in self._arrived and not self._followed:
            self._find(recorded, self._receipts)
        return self._arrived.get(recorded.commit)

    def _find(self, recorded: Recorded, receipts: list[Receipt]) -> None:
        """Among the pushes about its own time, which is a hint and no more; else among all."""
        taken = self._taken(receipts)
        near = bisect_left(taken, recorded.at, key=lambda number: receipts[number].at)
        if self._walks < _WALKS and not near and self._was_there(recorded, receipts[0]):
            self._arrived[recorded.commit] = None
            return
        for width in _NEAR if taken else ():
            if self._walks >= _WALKS:
                break
            first = receipts[taken[max(near - width, 0)]]
            last = taken[min(near + width, len(taken) - 1)]
            parents = self._brought(first, receipts[last])
            if recorded.commit in parents:
                self._follow(receipts[: last + 1], parents)
                return
        told = self._repo.git("rev-list", "--parents", require_id(self._rev), limit=600)
        self._follow(receipts, _parents(told))
        self._followed = True

    def _taken(self, receipts: list[Receipt]) -> list[int]:
        """Numbers of the receipts whose push is part of ``rev``: the next one went on from it."""
        went_on = {each.update.old for each in receipts} | {self._rev}
        return [number for number, each in enumerate(receipts) if each.update.new in went_on]

    def _follow(self, receipts: Iterable[Receipt], parents: dict[str, list[str]]) -> None:
        """What a push brought beside its tip came with it; what it goes on from was there.

        ``parents``: of the commits to be told of; none that lies before one left out is among them.
        """
        for each in receipts:
            for _ in _back(each.update.old, parents):
                pass
            for commit in _back(each.update.new, parents):
                self._arrived.setdefault(commit, each.at)

    def _was_there(self, recorded: Recorded, first: Receipt) -> bool:
        """Whether a commit is older than all receipts."""
        self._walks += 1
        words = ("merge-base", "--is-ancestor", recorded.commit, first.update.old or NO_ID)
        return not self._repo.ask(*words).code

    def _brought(self, first: Receipt, last: Receipt) -> dict[str, list[str]]:
        """What the pushes from ``first`` to ``last`` brought; nothing where one is not here."""
        self._walks += 1
        old, new = first.update.old, require_id(last.update.new or "")
        beyond = (f"^{require_id(old)}",) if old else ()
        return _parents(self._repo.ask("rev-list", "--parents", new, *beyond, limit=600).out)


def _parents(told: bytes) -> dict[str, list[str]]:
    """Parents by commit, as ``git rev-list --parents`` tells them."""
    return {line[:40]: line.split(" ")[1:] for line in told.decode().splitlines()}


def _back(tip: str | None, parents: dict[str, list[str]]) -> Iterator[str]:
    """``tip`` and all before it, each taken out of ``parents`` and so told once."""
    todo = [tip or ""]
    while todo:
        commit = todo.pop()
        if commit in parents:
            todo += parents.pop(commit)
            yield commit
