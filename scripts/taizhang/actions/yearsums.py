"""Sums of a ledger by year, kept so that a change of one month adds up one year anew."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from taizhang.actions.shelving import settled_sums
from taizhang.rules.sums import merged, summed
from taizhang.store.leaves import sums_in, sums_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from taizhang.actions.stock import Shelved, Stock
    from taizhang.model.incidentfacts import IncidentFacts
    from taizhang.model.sums import Sums


class Summed(NamedTuple):
    """What statistics are made from.

    Attributes:
        years: sums by the year of discovery.
        marks: of a year, what changes with all sums that tell of it; ``""`` = not known.
        running: records of the incidents that are open.
        left_out: incidents that do not count.
    """

    years: dict[str, Sums]
    marks: dict[str, str]
    running: list[IncidentFacts]
    left_out: int


def summed_by_year(
    stock: Stock, months: Mapping[str, Shelved], live: Sequence[IncidentFacts], left_out: int
) -> Summed:
    """All settled incidents, and the ``live`` ones."""
    parts: dict[str, list[Sums]] = {}
    marks: dict[str, list[str]] = {}
    of_year: dict[str, list[str]] = {}
    for month in months:
        of_year.setdefault(month.split("/")[1], []).append(month)
    for folder, names in of_year.items():
        mark = _digest(f"{name} {months[name].gist.digest}" for name in names)
        for year, part in _kept(stock, folder, mark, names).items():
            parts.setdefault(year, []).append(part)
            for told in {year, *_closings(part)}:
                marks.setdefault(told, []).append(f"{folder} {mark}")
    unknown = set()
    for facts in live:
        parts.setdefault(facts.month[:4], []).append(summed((facts,), stock.now))
        unknown |= {facts.month[:4], facts.closed[:4]}
    return Summed(
        years={year: merged(parts[year]) for year in sorted(parts)},
        marks={
            year: "" if year in unknown else _digest([stock.key, str(left_out), *each])
            for year, each in marks.items()
        },
        running=[facts for facts in live if not facts.closed],
        left_out=left_out,
    )


def _kept(stock: Stock, folder: str, mark: str, names: Sequence[str]) -> dict[str, Sums]:
    """The sums of a year's folder by year of discovery, added up anew where ``mark`` changed."""
    name = f"sums-{folder}"
    try:
        known, plain = stock.cache.load(name) or ("", {})
        if known == mark:
            return sums_in(plain)
    except (TypeError, ValueError):
        pass
    parts: dict[str, list[Sums]] = {}
    for month in names:
        for found, part in settled_sums(stock, month).items():
            parts.setdefault(found[:4], []).append(part)
    made = {year: merged(each) for year, each in parts.items()}
    stock.cache.save(name, [mark, sums_out(made)])
    return made


def _closings(part: Sums) -> set[str]:
    """Years in which something of a sum was closed."""
    return {month[:4] for (month,) in part.under("closed")}


def _digest(parts: Iterable[str]) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()
