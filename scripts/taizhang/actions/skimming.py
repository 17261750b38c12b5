"""Tell which steps of a long history must be looked at closely, without reading most of it.

Of each file only the last version is read. That an earlier version of so many bytes is a beginning
of it is proven by its id, which is a digest of those bytes; so every step grew out of the one
before. What is not written the way this program writes, or not plainly in order, is left to those
who look closely: nothing is found here, and nothing passes that they would find.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from time import gmtime, strftime
from typing import TYPE_CHECKING

from taizhang.actions.entering import signing_key
from taizhang.model.entry import Entry
from taizhang.rules.entering import APPROVAL, approval_now
from taizhang.rules.entryclock import AHEAD
from taizhang.rules.treepaths import FILE, INCIDENT, LARGEST_RECORD, is_record
from taizhang.store.git.objects import blob_id, blob_sizes, read_blobs
from taizhang.store.tails import outline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from taizhang.actions.regime import Regime
    from taizhang.store.git.changes import Change
    from taizhang.store.git.repository import Repository
    from taizhang.store.git.steps import Step

Chain = list[tuple[int, "Change"]]
"""The changes of one file in their order, each with the number of its step."""

_AHEAD = int(AHEAD.total_seconds())
_DAY = 86400
_LAST = 253402300799 - _DAY
_HEAD = 999
"""Bytes within which a file names its plan; otherwise it is looked at closely."""
_VALUE = rb"[^\s\"'|>&*!%@`\[{?#-][^\n]*\n"
_APPROVAL = re.compile(
    rb"- at: [^\n]*\n  by: ([^\s\"'|>&*!%@`\[{?#-][^\s#]*)\n  kind: [^\n]*\n  entry: V  as: V"
    rb"  roster: (\d+)\n  verdict: V(?:  reason: V)?(?:  sig: ([\w+/=]+)\n)?".replace(b"V", _VALUE)
)
_KIND = APPROVAL.encode()
_KEY = 88
"""Letters of a signature that hold the key, and nothing of what was signed."""


class Skim:
    """Steps between two changes of what governs.

    Args:
        regime: what governed while they were recorded.
        last: what governs at the end of the history; it knows which keys were lost.
        now: aware; no step may be later.
    """

    def __init__(self, repo: Repository, regime: Regime, last: Regime, now: datetime) -> None:
        self._repo = repo
        self._roster = regime.governance.rosters.current
        self._zone = regime.zone
        self._offset = int(regime.zone.utcoffset(now).total_seconds())
        newest = regime.governance.newest
        self._plan = b"\nplan: %b\n" % newest.id.encode() if newest else b""
        self._latest = min(int(now.timestamp()) + _AHEAD, _LAST)
        every = (*self._roster.persons, *last.governance.rosters.current.persons)
        self._lost = {key.text for one in every for key in one.keys if key.compromised_since}
        self._now = now
        self._today = self._day(int(now.timestamp()))
        self._sound: dict[tuple[bytes, ...], tuple[int, int]] = {}
        self._days: dict[int, bytes] = {}

    def odd(self, steps: Sequence[Step], before: int | None) -> list[int]:
        """The places of the steps to be looked at closely; ``before``: seconds of the one before.

        Raises:
            GitFailed: a file is missing.
        """
        odd: set[int] = set()
        chains = self._chains(steps, before, odd)
        ids = (one for chain in chains.values() for one in _ids(chain))
        sizes = blob_sizes(self._repo, ids)
        large = {one for one, size in sizes.items() if size > LARGEST_RECORD}
        small = {
            path: chain
            for path, chain in chains.items()
            if not large or large.isdisjoint(_ids(chain))
        }
        for path in chains.keys() - small.keys():
            odd.update(number for number, _ in chains[path])
        data = read_blobs(self._repo, (chain[-1][1].new_id or "" for chain in small.values()))
        for chain, (_, last) in zip(small.values(), data, strict=True):
            odd.update(self._odd_of(chain, last, sizes, steps))
        return sorted(odd)

    def _chains(self, steps: Sequence[Step], before: int | None, odd: set[int]) -> dict[str, Chain]:
        """What can be told by bytes; the steps of all the rest are put into ``odd``."""
        chains: dict[str, Chain] = {}
        spoiled: set[str] = set()
        floor = 0 if before is None else before - _AHEAD
        for number, step in enumerate(steps):
            if not floor <= step.seconds <= self._latest:
                odd.add(number)
            floor = step.seconds - _AHEAD
            for change in step.changes:
                path, _, old_mode, new_mode, old, new = change
                chain = chains.get(path)
                if new is None or new_mode != FILE or (old is not None and old_mode != FILE):
                    odd.add(number)
                    spoiled.add(path)
                elif chain is not None:
                    chain.append((number, change))
                elif is_record(path):
                    chains[path] = [(number, change)]
                else:
                    odd.add(number)
        for path in spoiled & chains.keys():
            odd.update(number for number, _ in chains.pop(path))
        return chains

    def _odd_of(
        self, chain: Chain, data: bytes, sizes: Mapping[str, int], steps: Sequence[Step]
    ) -> Iterator[int]:
        found = outline(data)
        if not found or not _grew(chain, data, sizes):
            yield from (number for number, _ in chain)
            return
        starts = [each.start() for each in found]
        first = bisect_left(starts, sizes[chain[0][1].old_id or ""]) if chain[0][1].old_id else 0
        before: int | None = None
        for number, change in chain:
            size = sizes[change.new_id or ""]
            last = bisect_left(starts, size)
            whole = first and starts[first : first + 1] == [sizes.get(change.old_id or "")]
            added, ends = found[first:last], starts[first + 1 : last + 1]
            if change.old_id is not None and not whole:
                # Something else than entries was added, or an entry in two steps.
                yield number
                yield from () if before is None else (before,)
            elif (change.old_id is None and self._opens_oddly(change, data, size)) or not (
                self._in_order(added, ends, data, steps[number])
            ):
                yield number
            first, before = last, number

    def _opens_oddly(self, change: Change, data: bytes, size: int) -> bool:
        """Whether a new incident may stand under another plan than the one in force."""
        return (
            bool(self._plan)
            and self._plan not in data[: min(size, _HEAD)]
            and INCIDENT.fullmatch(change.path) is not None
        )

    def _in_order(
        self, added: Sequence[re.Match[bytes]], ends: Sequence[int], data: bytes, step: Step
    ) -> bool:
        highest = self._highest(step.seconds)
        for place, each in enumerate(added):
            if each[1] > highest:
                return False
            if each[2] == _KIND:
                end = ends[place] if place < len(ends) else len(data)
                if not self._approves(_APPROVAL.fullmatch(data, each.start(), end), step):
                    return False
        return True

    def _approves(self, found: re.Match[bytes] | None, step: Step) -> bool:
        """Whether nothing can be said against an approval on the day it was recorded."""
        if found is None:
            return False
        by, roster, sig = found.groups(b"")
        known = by, roster, sig[:_KEY]
        day = self._day(step.seconds)
        first, last = self._sound.get(known, (day + 1, day))
        if first <= day <= last:
            return True
        words = _text(by), _text(roster), _text(sig)
        if not self._judged(*words, step.at):
            return False
        # Persons and keys come and go once: what holds on two days holds between them.
        until = self._today if self._judged(*words, self._now) else day
        self._sound[known] = min(first, day), max(last, until)
        return True

    def _day(self, seconds: int) -> int:
        return (seconds + self._offset) // _DAY

    def _highest(self, seconds: int) -> bytes:
        """The latest time an entry recorded then may claim, as it would be written."""
        day, rest = divmod(seconds + _AHEAD + self._offset, _DAY)
        if day not in self._days:
            self._days[day] = strftime("%Y-%m-%d", gmtime(day * _DAY)).encode()
        return b"%b %02d:%02d:%02d" % (self._days[day], rest // 3600, rest // 60 % 60, rest % 60)

    def _judged(self, by: str, roster: str, sig: str, at: datetime) -> bool:
        key = signing_key(sig)
        if key in self._lost or (sig and not key):
            return False
        fields: dict[str, object] = {"roster": roster, "sig": sig}
        entry = Entry(number=0, at=at, at_text="", by=by, kind=APPROVAL, fields=fields)
        return not any(approval_now(entry, key, self._roster, at, self._zone))


def _text(field: bytes) -> str:
    return field.decode("utf-8", "replace")


def _ids(chain: Chain) -> Iterator[str]:
    if chain[0][1].old_id:
        yield chain[0][1].old_id
    yield from (change.new_id for _, change in chain if change.new_id)


def _grew(chain: Chain, data: bytes, sizes: Mapping[str, int]) -> bool:
    """True when every version of ``chain`` begins ``data``, which is the last one, and the next."""
    before = chain[0][1].old_id
    if before is not None and blob_id(data[: sizes[before]]) != before:
        return False
    size = sizes[before] if before else 0
    for _, change in chain:
        new = change.new_id or ""
        if change.old_id != before or sizes[new] < size or blob_id(data[: sizes[new]]) != new:
            return False
        before, size = new, sizes[new]
    return True
