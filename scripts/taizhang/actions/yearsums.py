"""Sums of a ledger by year, kept so that a change of one month adds up one year anew."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from taizhang.actions.shelving import settled_sums
from taizhang.model.sums import LateLengths, Sums
from taizhang.rules.sums import merged, summed
from taizhang.store.sums import counts_in, counts_out, sums_in, sums_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from taizhang.actions.stock import Shelved, Stock
    from taizhang.model.incidentfacts import IncidentFacts

_MOVING = 2
"""Years in which incidents still change, the newest; the others are kept as one sum, too."""


_KEPT = 2
"""What is kept under a mark: the mark, and that."""


class Summed(NamedTuple):
    """What statistics are made from.

    Attributes:
        years: sums by the year of discovery.
        whole: all of them together.
        marks: of a year, what changes with all sums that tell of it; ``""`` = not known.
        running: records of the incidents that are open.
        left_out: incidents that do not count.
    """

    years: dict[str, Sums]
    whole: Sums
    marks: dict[str, str]
    running: list[IncidentFacts]
    left_out: int


class _Folder(NamedTuple):
    """The incidents opened in a year: what changes with them, and sums by year of discovery."""

    name: str
    mark: str
    sums: dict[str, Sums]


def summed_by_year(
    stock: Stock, months: Mapping[str, Shelved], live: Sequence[IncidentFacts], left_out: int
) -> Summed:
    """All settled incidents, and the ``live`` ones."""
    folders = [_folder(stock, months, names) for names in _by_year(months).values()]
    parts: dict[str, list[Sums]] = {}
    marks: dict[str, list[str]] = {}
    for folder in folders:
        for year, part in folder.sums.items():
            parts.setdefault(year, []).append(part)
            for told in {year, *_closings(part)}:
                marks.setdefault(told, []).append(f"{folder.name} {folder.mark}")
    moving = _live(stock, live)
    for year, part in moving.items():
        parts.setdefault(year, []).append(part)
    unknown = {told[:4] for facts in live for told in (facts.month, facts.closed)}
    recent = [part for folder in folders[-_MOVING:] for part in folder.sums.values()]
    return Summed(
        years={year: merged(parts[year]) for year in sorted(parts)},
        whole=merged([_before(stock, folders[:-_MOVING]), *recent, *moving.values()]),
        marks={
            year: "" if year in unknown else _digest([stock.key, str(left_out), *each])
            for year, each in marks.items()
        },
        running=[facts for facts in live if not facts.closed],
        left_out=left_out,
    )


def _by_year(months: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for month in months:
        found.setdefault(month.split("/")[1], []).append(month)
    return found


def _live(stock: Stock, live: Iterable[IncidentFacts]) -> dict[str, Sums]:
    years: dict[str, list[IncidentFacts]] = {}
    for facts in live:
        years.setdefault(facts.month[:4], []).append(facts)
    return {year: summed(each, stock.now) for year, each in years.items()}


def _folder(stock: Stock, months: Mapping[str, Shelved], names: Sequence[str]) -> _Folder:
    """Added up anew where something changed; lengths are read where they are asked for."""
    name = names[0].split("/")[1]
    own = {month: months[month] for month in names}
    mark = _digest(f"{month} {each.gist.digest}" for month, each in own.items())
    try:
        counts = counts_in(_kept(stock, f"sums-{name}", mark))
    except ValueError:
        return _Folder(name, mark, _added(stock, name, mark, own))

    @cache
    def kept() -> dict[str, Sums]:
        try:
            return sums_in(stock.cache.load_bytes(f"sums-{name}.raw"), mark)
        except ValueError:
            return _added(stock, name, mark, own)

    def of_year(year: str) -> Sums:
        return Sums(counts=counts[year], lengths=LateLengths(lambda: kept()[year].lengths))

    return _Folder(name, mark, {year: of_year(year) for year in counts})


def _added(stock: Stock, name: str, mark: str, own: Mapping[str, Shelved]) -> dict[str, Sums]:
    """The sums of a year's folder from those of its months; kept."""
    parts: dict[str, list[Sums]] = {}
    for month, shelved in own.items():
        for found, part in settled_sums(stock, month, shelved).items():
            parts.setdefault(found[:4], []).append(part)
    whole = sums_out({year: merged(each) for year, each in parts.items()}, mark)
    made = sums_in(whole, mark)
    stock.cache.save(f"sums-{name}", [mark, counts_out(made)])
    stock.cache.save_bytes(f"sums-{name}.raw", whole)
    return made


def _before(stock: Stock, folders: Sequence[_Folder]) -> Sums:
    """The sum of years that seldom change."""
    mark = _digest(f"{folder.name} {folder.mark}" for folder in folders)
    try:
        return sums_in(stock.cache.load_bytes("sums-before.raw"), mark)[""]
    except ValueError:
        made = merged(part for folder in folders for part in folder.sums.values())
        stock.cache.save_bytes("sums-before.raw", sums_out({"": made}, mark))
        return made


def _kept(stock: Stock, name: str, mark: str) -> Any:  # noqa: ANN401 - whatever JSON held
    """What was kept under a mark, None where it was kept under another."""
    plain = stock.cache.load(name)
    kept = isinstance(plain, list) and len(plain) == _KEPT and plain[0] == mark
    return plain[1] if kept else None


def _closings(part: Sums) -> set[str]:
    """Years in which something of a sum was closed."""
    return {month[:4] for (month,) in part.under("closed")}


def _digest(parts: Iterable[str]) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()
