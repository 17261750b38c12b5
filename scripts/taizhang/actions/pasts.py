"""The past of a month's files, kept between builds and carried on by what was recorded since."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from taizhang.actions.stock import file_of
from taizhang.model.record import replace
from taizhang.model.recorded import NO_HISTORY
from taizhang.store.git.objects import read_blobs
from taizhang.store.git.past import history_of, step_sizes, steps_in, steps_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from taizhang.actions.stock import Pasts, Stock
    from taizhang.model.recorded import History
    from taizhang.store.git.history import Step


def weigh(stock: Stock, months: Iterable[str]) -> None:
    """Ask for the sizes of all new versions of ``months`` at once."""
    past = stock.past
    stock.sizes.clear()
    if past is not None:
        files = (each for month in months for each in past.fresh(month).values())
        every = [step for each in files for step in each]
        stock.sizes.update(step_sizes(past.repo, every) if every else {})


def past_marks(stock: Stock, month: str) -> dict[str, str]:
    """What tells the past of each file of a month from any other past."""
    known, _ = _past(stock, month)
    return {
        path: sha256(" ".join(step.recorded.commit for step in each).encode()).hexdigest()[:16]
        for path, each in known.items()
    }


def _past(stock: Stock, month: str) -> Pasts:
    if month not in stock.memo:
        stock.memo.clear()
        stock.memo[month] = _read_past(stock, month)
    return stock.memo[month]


def _read_past(stock: Stock, month: str) -> Pasts:
    past = stock.past
    if past is None or not past.told:
        return {}, {}
    sizes = dict(stock.sizes)
    name = file_of("past", month)
    kept = _kept_past(stock, month, sizes)
    fresh = past.fresh(month)
    if kept is not None and kept[0] == past.rev:
        return kept[1], sizes
    if kept is None and past.known:
        known = past.again(month)
    else:
        old = kept[1] if kept else {}
        known = {path: past.steps(path, old.get(path, ())) for path in {*old, *fresh}}
    if fresh or kept is None:
        every = [step for each in known.values() for step in each]
        unknown = [step for step in every if step.new and step.new not in sizes]
        sizes |= step_sizes(past.repo, unknown) if unknown else {}
        plain = {path: steps_out(each, sizes) for path, each in known.items()}
        stock.cache.save(name, [past.rev, plain])
        stock.pasts[month] = past.rev
    return known, sizes


def _kept_past(
    stock: Stock, month: str, sizes: dict[str, int]
) -> tuple[str, dict[str, list[Step]]] | None:
    """The past as it was kept, up to a commit that is known; None where there is none."""
    past = stock.past
    if past is None or not past.known:
        return None
    try:
        rev, plain = stock.cache.load(file_of("past", month)) or ("", {})
        if not rev or rev not in (stock.pasts.get(month), past.rev):
            return None
        return rev, {path: steps_in(each, path, sizes) for path, each in plain.items()}
    except (AttributeError, TypeError, ValueError):
        return None


def histories_of(stock: Stock, month: str, paths: Sequence[str]) -> Callable[[str, bytes], History]:
    """The past of files, which may lie otherwise on disk than in the last commit."""
    past, recorded, arrivals = stock.past, stock.recorded, stock.arrivals
    if past is None or recorded is None or arrivals is None or not past.told or not paths:
        return lambda _path, _data: NO_HISTORY
    known, sizes = _past(stock, month)
    there = stock.months.names(month)
    held = there if recorded is stock.months else recorded.names(month)
    others = dict.fromkeys(held[p] for p in paths if held.get(p) and held[p] != there[p])
    data_of = dict(read_blobs(past.repo, others))

    def told(path: str, data: bytes) -> History:
        one = held.get(path)
        if not one or not known.get(path):
            return NO_HISTORY
        found = history_of(past.repo, past.rev, known[path], data_of.get(one, data), sizes)
        return replace(found, recorded=arrivals.stamped(found.recorded))

    return told
