"""Sums of a month's settled incidents: kept, and carried on by what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.stock import file_of
from taizhang.model.incidentfacts import from_plain
from taizhang.rules.sums import merged, months, without
from taizhang.rules.views.leaves import digest_of
from taizhang.store.sums import sums_in, sums_out
from taizhang.store.texts import values_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from taizhang.actions.stock import Kept, Stock
    from taizhang.model.incidentfacts import IncidentFacts
    from taizhang.model.shelf import Leaf
    from taizhang.model.sums import Sums


def sums_left(
    stock: Stock,
    month: str,
    kept: Mapping[str, Kept],
    known: Collection[str],
    facts: Mapping[str, str],
) -> dict[str, Sums]:
    """The sums of those ``known``, by month of discovery.

    Args:
        stock: where they are kept.
        month: the folder.
        kept: all that were settled when the sums were kept, by path.
        known: paths of those among them that are still the same.
        facts: what is kept of the facts of each.
    """
    if not known:
        return {}
    try:
        old = kept_sums(stock, month, kept_digest(kept))
        gone = [path for path in kept if path not in known]
        return without(old, _summed(stock, kept, gone, facts))
    except (KeyError, ValueError):
        return _summed(stock, kept, known, facts)


def _summed(
    stock: Stock, kept: Mapping[str, Kept], paths: Iterable[str], facts: Mapping[str, str]
) -> dict[str, Sums]:
    texts = [facts[path] for path in paths if counts(stock, kept[path].leaf)]
    return months(map(from_plain, values_of(texts)), stock.now)


def keep_sums(
    stock: Stock, month: str, digest: str, left: Mapping[str, Sums], fresh: Iterable[IncidentFacts]
) -> None:
    """Keep the sums of a month: of those ``left``, and of ``fresh`` ones."""
    parts: dict[str, list[Sums]] = {}
    for some in (left, months(fresh, stock.now)):
        for each, part in some.items():
            parts.setdefault(each, []).append(part)
    whole = {each: merged(parts[each]) for each in sorted(parts)}
    stock.cache.save_bytes(_name(month), sums_out(whole, digest))


def kept_sums(stock: Stock, month: str, digest: str) -> dict[str, Sums]:
    """The sums that were kept of the incidents of that digest.

    Raises:
        ValueError: there are none.
    """
    return sums_in(stock.cache.load_bytes(_name(month)), digest)


def kept_digest(kept: Mapping[str, Kept]) -> str:
    """The digest that the gist of some incidents has."""
    return digest_of({path: each.key for path, each in kept.items()})


def counts(stock: Stock, leaf: Leaf) -> bool:
    """False for a single drill in a ledger that is none."""
    return stock.workspace.governance.office.drill or not leaf.row.drill


def _name(month: str) -> str:
    return f"{file_of('sums', month)}.raw"
