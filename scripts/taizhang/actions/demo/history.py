"""From written incidents to commits: one history in the order in which things were recorded.

Facts stand straight on main. An entry that was signed on a branch lies there with its signatures
until somebody else merges it. Incidents interleave by time of recording; what an incident's file
held is told when it begins, and only what its commits say is kept in memory until their time. Where
there are many, one commit takes in all that was done at a sitting, as an office does that merges a
change a stage.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from heapq import heappop, heappush
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from taizhang.actions.demo.script import DEPUTY, NIGHT_WATCH, OFFICE
from taizhang.model.kinds import KINDS
from taizhang.model.once import once
from taizhang.rules.lag import LAG
from taizhang.store.emit import entry_block, header_block
from taizhang.store.git.fastimport import Commit, Contents
from taizhang.store.git.objects import blob_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from taizhang.actions.demo.script import Script, Step
    from taizhang.actions.demo.signing import Notary
    from taizhang.model.fields import Kind
    from taizhang.store.git.repository import Identity

MERGERS = (DEPUTY, NIGHT_WATCH[1], OFFICE)
"""Who merges what others filed and signed."""


class Move(NamedTuple):
    """One commit to be made. ``kind``: main, branch or merge; ``files``: as in a ``Commit``."""

    when: datetime
    person: str
    message: str
    files: Mapping[str, bytes | str]
    kind: str = "main"


class Tale(NamedTuple):
    """One incident as written.

    Attributes:
        start: nothing of it is recorded earlier; aware.
        versions: all that its file held, one after the other.
        moves: its commits in their order; they name the versions.
    """

    start: datetime
    versions: tuple[bytes, ...]
    moves: tuple[Move, ...]


@dataclass(slots=True, kw_only=True)
class _Line:
    """One incident's moves, and where its open branch stands."""

    moves: Iterator[Move]
    tip: int = 0
    base: int = field(default=0)


def path_of(identity: str) -> str:
    """Where the incident's file lies."""
    return f"ledger/{identity[:4]}/{identity[4:6]}/{identity}.yml"


def tale_of(script: Script, notary: Notary, *, sittings: bool = False) -> Tale:
    """The incident's file as it grew, with a commit for each step of its growth.

    ``sittings``: a commit a sitting, a third of as many; otherwise a commit an entry, and branches
    where people sign.
    """
    file = _File(script, notary)
    moves = tuple(_by_sitting(script, file) if sittings else _by_entry(script, file))
    return Tale(start=script.steps[0].at, versions=tuple(file.versions.values()), moves=moves)


def weave(
    tales: Iterable[Tale],
    people: Mapping[str, Identity],
    number: int,
    others: Iterable[Move] = (),
) -> Iterator[Commit | Contents]:
    """Commits of all ``tales`` (oldest first), after commit ``number`` of the same stream.

    ``others`` are commits that belong to no incident, oldest first.
    """
    loom = _Loom(people=people, number=number, main=number)
    loom.add(iter(others))
    for tale in tales:
        yield from loom.until(tale.start)
        yield Contents(versions=tale.versions)
        loom.add(iter(tale.moves))
    yield from loom.until(None)


@dataclass(slots=True, kw_only=True)
class _Loom:
    people: Mapping[str, Identity]
    number: int
    main: int
    heap: list[tuple[datetime, int, Move, _Line]] = field(default_factory=list)
    count: int = 0

    def add(self, moves: Iterator[Move]) -> None:
        self._push(_Line(moves=moves))

    def _push(self, line: _Line) -> None:
        move = next(line.moves, None)
        if move is not None:
            self.count += 1
            heappush(self.heap, (move.when, self.count, move, line))

    def until(self, bound: datetime | None) -> Iterator[Commit]:
        """Everything recorded before ``bound``; None = all that is left."""
        while self.heap and (bound is None or self.heap[0][0] < bound):
            _, _, move, line = heappop(self.heap)
            yield self._commit(move, line)
            self._push(line)

    def _commit(self, move: Move, line: _Line) -> Commit:
        self.number += 1
        parents: tuple[int, ...] = (self.main,)
        if move.kind == "branch":
            parents = (line.tip or self.main,)
            line.tip = self.number
        elif move.kind == "merge":
            parents = (self.main, line.tip)
            line.tip = 0
        if move.kind != "branch":
            self.main = self.number
        person = self.people[move.person]
        return Commit(
            number=self.number,
            parents=parents,
            author=person,
            committer=person,
            when=move.when,
            message=move.message,
            files=move.files,
            on_main=move.kind != "branch",
        )


class _File:
    """An incident's file while it is written."""

    def __init__(self, script: Script, notary: Notary) -> None:
        head = [("id", script.identity), ("title", script.title), ("plan", notary.plan.id)]
        self._script = script
        self._deed = notary.open(head)
        self.path = path_of(script.identity)
        self.data = header_block(head).encode()
        self.versions: dict[str, bytes] = {}

    def grow(self, step: Step) -> None:
        """Put the step's entry at the end."""
        own = {"at": step.stamp, "by": step.by, "kind": step.kind}
        fields = self._deed.signed({**own, **step.fields})
        ranks = _ranks(KINDS[step.kind])
        block = entry_block(sorted(fields.items(), key=lambda each: ranks[each[0]]))
        self.data += block.encode()

    def move(self, when: datetime, person: str, message: str, kind: str = "main") -> Move:
        """The commit that takes the file in as it is."""
        name = blob_id(self.data)
        self.versions[name] = self.data
        files = {self.path: name}
        return Move(when=when, kind=kind, person=person, message=message, files=files)


@once
def _ranks(kind: Kind) -> dict[str, int]:
    """Where each field of the kind stands in an entry."""
    return {name: rank for rank, name in enumerate(dict.fromkeys(kind.names))}


def _by_entry(script: Script, file: _File) -> Iterator[Move]:
    """One incident's commits in their order; none later than ``script.now``."""
    last = script.steps[0].at
    for branch, group in groupby(script.steps, key=lambda step: step.branch):
        steps = tuple(group)
        for step in steps:
            file.grow(step)
            last = _recorded(step, last, script.now)
            kind = "branch" if branch else "main"
            yield file.move(last, step.recorder, _message(step, script.identity), kind)
        if branch:
            last = min(last + timedelta(seconds=35 + branch), script.now)
            title = _message(steps[0], script.identity).partition(": ")[2]
            message = f"合并分支 shenpi/{script.identity}-{branch}：{title}"
            yield file.move(last, _merger(steps), message, "merge")


def _by_sitting(script: Script, file: _File) -> Iterator[Move]:
    """The same, all on main; together comes what is not late by having waited for the others."""
    before = script.steps[0]
    first = last = before.at
    for step in script.steps:
        when = _recorded(step, last, script.now)
        first = min(first, step.at)
        if when - first > LAG and step is not before:
            yield file.move(last, before.recorder, _message(before, script.identity))
            first = step.at
        file.grow(step)
        before, last = step, when
    yield file.move(last, before.recorder, _message(before, script.identity))


def _recorded(step: Step, last: datetime, now: datetime) -> datetime:
    """When the step's commit was made: after the one before, and not in the future."""
    return min(max(step.at + step.lag, last + timedelta(seconds=20)), now)


def _merger(steps: tuple[Step, ...]) -> str:
    busy = {step.recorder for step in steps}
    return next(person for person in MERGERS if person not in busy)


def _message(step: Step, identity: str) -> str:
    stage = step.fields.get("stage", "")
    entered = f" → {stage}" if isinstance(stage, str) and stage else ""
    return f"{identity}: {step.kind}{entered} {step.by}"
