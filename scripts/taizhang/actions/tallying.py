"""Judge the incident files of a ledger month by month, and only those not judged before.

What is remembered of a file hangs on its content, plan, roster, office and program; it is
forgotten with any of them and proves nothing to anybody. Files that are still open are judged at
every check, since what is said of them changes with the clock.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from taizhang.actions.verdicts import verdict_on
from taizhang.actions.workspace import INCIDENT_PATH, path_of
from taizhang.model.findings import Severity
from taizhang.model.record import dataclass
from taizhang.model.tally import tally_of
from taizhang.store.plain import tally_in, tally_out, verdict_in, verdict_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from taizhang.actions.workspace import Workspace
    from taizhang.model.findings import Finding
    from taizhang.model.months import Months
    from taizhang.model.tally import Link, Tally, Verdict
    from taizhang.store.cache import Cache

MANY = 600
"""Files to be read from which on a second process pays for its start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What tallies are made from. ``cache`` None: nothing is remembered."""

    workspace: Workspace
    months: Months
    cache: Cache | None
    now: datetime


class Known(NamedTuple):
    """A month's tally and the stamp under which it was made."""

    stamp: str
    tally: Tally

    def holds(self, stamp: str, now: datetime) -> bool:
        """True when the month is still the same and nothing in it lies ahead of ``now``."""
        latest = self.tally.latest
        return bool(stamp) and stamp == self.stamp and (latest is None or latest <= now)


def tallies(ledger: Ledger) -> dict[str, Tally]:
    """The tally of every month at ``ledger.now``, by folder, oldest first."""
    stamps = ledger.months.stamps()
    book = _book(ledger)
    known = {
        month: book[month].tally
        for month, stamp in stamps.items()
        if month in book and book[month].holds(stamp, ledger.now)
    }
    fresh = tuple(month for month in stamps if month not in known)
    made = dict(zip(fresh, _judged(ledger, fresh), strict=True))
    every = {month: known.get(month) or made[month] for month in stamps}
    if ledger.cache and (fresh or len(book) > len(stamps)):
        kept = {month: (stamps[month], every[month]) for month in stamps if stamps[month]}
        told = {month: [stamp, tally_out(each)] for month, (stamp, each) in kept.items()}
        ledger.cache.save(_book_file(ledger), told)
    return every


def late_findings(ledger: Ledger, month: str, tally: Tally) -> Iterator[Finding]:
    """Findings of lateness of a month's settled files."""
    if tally.told or not tally.late:
        yield from tally.told
        return
    for verdict in _verdicts(ledger, month).values():
        if verdict.settled:
            yield from (each for each in verdict.findings if each.severity is Severity.LATE)


def open_verdicts(ledger: Ledger, month: str, paths: tuple[str, ...]) -> Iterator[Verdict]:
    """Files that are still open, judged at ``ledger.now``."""
    read = dict(ledger.months.read(month, paths)) if paths else {}
    for path in paths:
        yield verdict_on(ledger.workspace, path, read.get(path), ledger.now)


def lost(ledger: Ledger, links: Iterable[Link]) -> Iterator[Finding]:
    """What is to be said of links that lead nowhere."""
    wanted: dict[str, list[Link]] = {}
    for link in links:
        wanted.setdefault(path_of(link.target).rpartition("/")[0], []).append(link)
    there = ledger.months.stamps()
    for month, those in wanted.items():
        names = ledger.months.names(month) if month in there else {}
        yield from (link.finding for link in those if path_of(link.target) not in names)


def _book(ledger: Ledger) -> dict[str, Known]:
    plain = ledger.cache.load(_book_file(ledger)) if ledger.cache else None
    try:
        told = (plain or {}).items()
        return {month: Known(stamp, tally_in(each)) for month, (stamp, each) in told}
    except (AttributeError, TypeError, ValueError):
        return {}


def _book_file(ledger: Ledger) -> str:
    """One book for the work tree and one for commits: their stamps are not the same."""
    return f"months-{ledger.months.sort}"


def _judged(ledger: Ledger, months: tuple[str, ...]) -> Iterator[Tally]:
    """The tallies of ``months`` in their order, by two processes where there is much to do."""
    if len(months) > 1 and (os.cpu_count() or 1) > 1 and _is_much(ledger, months):
        from taizhang.actions.sharing_work import in_two

        return in_two(lambda month: tally_out(_tally(ledger, month)), months, tally_in)
    return (_tally(ledger, month) for month in months)


def _is_much(ledger: Ledger, months: tuple[str, ...]) -> bool:
    files = 0
    for month in months:
        files += ledger.months.count(month)
        if files > MANY:
            return True
    return False


def _tally(ledger: Ledger, month: str) -> Tally:
    verdicts = _verdicts(ledger, month)
    files = sum(1 for path in verdicts if INCIDENT_PATH.fullmatch(path))
    return tally_of(verdicts, files=files, tell_late=ledger.cache is None)


def _verdicts(ledger: Ledger, month: str) -> dict[str, Verdict]:
    """Every file of a month by path; what was not known before is judged and remembered."""
    names = ledger.months.names(month)
    book = _month_book(ledger.cache, month)
    known = {path: _known(book.get(one), path, ledger.now) for path, one in names.items()}
    fresh = [path for path, verdict in known.items() if verdict is None]
    read = dict(ledger.months.read(month, fresh))
    made = {path: verdict_on(ledger.workspace, path, read.get(path), ledger.now) for path in fresh}
    if ledger.cache and (made or len(book) > len(names)):
        told = {
            one: verdict_out(made[path]) if path in made else book[one]
            for path, one in names.items()
            if one
        }
        ledger.cache.save(_month_file(month), told)
    return {path: verdict or made[path] for path, verdict in known.items()}


def _month_book(cache: Cache | None, month: str) -> dict[str, object]:
    """Verdicts of a month as they were saved, by content."""
    plain = cache.load(_month_file(month)) if cache else None
    return plain if isinstance(plain, dict) else {}


def _month_file(month: str) -> str:
    return month.removeprefix("ledger/").replace("/", "-")


def _known(plain: object, path: str, now: datetime) -> Verdict | None:
    """What is remembered of a file, if it holds at ``now``."""
    if plain is None:
        return None
    try:
        verdict = verdict_in(plain, path)
    except ValueError:
        return None
    holds = not verdict.settled or verdict.latest is None or verdict.latest <= now
    return verdict if holds else None
