"""The past of a month's files, kept between builds and carried on by what was recorded since."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from taizhang.actions.stock import Pasts, file_of
from taizhang.actions.workspace import INCIDENT_PATH
from taizhang.model.record import replace
from taizhang.model.recorded import NO_HISTORY
from taizhang.store.git.objects import read_blobs
from taizhang.store.git.past import history_of, step_sizes, steps_in, steps_out
from taizhang.store.texts import text_of, texts_in, texts_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from taizhang.actions.stock import Stock
    from taizhang.model.recorded import History
    from taizhang.store.git.history import Step

_MARK = 16
"""Signs with which the text of a file's past begins, that tell it from any other past."""


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
    return {path: text[:_MARK] for path, text in _past(stock, month).texts.items()}


def _past(stock: Stock, month: str) -> Pasts:
    if month not in stock.memo:
        stock.memo.clear()
        stock.memo[month] = _read_past(stock, month)
    return stock.memo[month]


def _read_past(stock: Stock, month: str) -> Pasts:
    """Steps are made of what changed; the others stay the text they were."""
    past = stock.past
    if past is None or not past.told:
        return Pasts({}, {}, {})
    sizes = dict(stock.sizes)
    kept = _kept_past(stock, month)
    fresh = past.fresh(month)
    texts = kept[1] if kept else {}
    if kept is not None and (kept[0] == past.rev or not fresh):
        return Pasts(texts, {}, sizes)
    if kept is None and past.known:
        known = past.again(month)
    else:
        known = {path: past.steps(path, _steps_in(texts, path, sizes)) for path in fresh}
    unknown = [
        step for each in known.values() for step in each if step.new and step.new not in sizes
    ]
    sizes |= step_sizes(past.repo, unknown) if unknown else {}
    texts |= {
        path: _text(each, sizes) for path, each in known.items() if INCIDENT_PATH.fullmatch(path)
    }
    stock.cache.save_bytes(_name(month), texts_out({"": past.rev, **texts}))
    stock.pasts[month] = past.rev
    return Pasts(texts, known, sizes)


def _text(steps: list[Step], sizes: Mapping[str, int]) -> str:
    """A mark, then the steps."""
    commits = " ".join(step.recorded.commit for step in steps)
    mark = sha256(commits.encode()).hexdigest()[:_MARK]
    return f"{mark} {text_of(steps_out(steps, sizes))}"


def _steps_in(texts: Mapping[str, str], path: str, sizes: dict[str, int]) -> list[Step]:
    """All steps of a file as they were kept; sizes of its versions go into ``sizes``."""
    text = texts.get(path)
    return steps_in(json.loads(text[_MARK:]), path, sizes) if text else []


def _kept_past(stock: Stock, month: str) -> tuple[str, dict[str, str]] | None:
    """The past as it was kept, up to a commit that is known; None where there is none."""
    past = stock.past
    if past is None or not past.known:
        return None
    texts = texts_in(stock.cache.load_bytes(_name(month)))
    rev = texts.pop("", "")
    return (rev, texts) if rev and rev in (stock.pasts.get(month), past.rev) else None


def _name(month: str) -> str:
    return f"{file_of('past', month)}.rows"


def histories_of(stock: Stock, month: str, paths: Sequence[str]) -> Callable[[str, bytes], History]:
    """The past of files, which may lie otherwise on disk than in the last commit."""
    past, recorded, arrivals = stock.past, stock.recorded, stock.arrivals
    if past is None or recorded is None or arrivals is None or not past.told or not paths:
        return lambda _path, _data: NO_HISTORY
    known = _past(stock, month)
    there = stock.months.names(month)
    held = there if recorded is stock.months else recorded.names(month)
    others = dict.fromkeys(held[p] for p in paths if held.get(p) and held[p] != there[p])
    data_of = dict(read_blobs(past.repo, others))

    def told(path: str, data: bytes) -> History:
        one = held.get(path)
        steps = known.steps.get(path) or _steps_in(known.texts, path, known.sizes)
        if not one or not steps:
            return NO_HISTORY
        found = history_of(past.repo, past.rev, steps, data_of.get(one, data), known.sizes)
        return replace(found, recorded=arrivals.stamped(found.recorded))

    return told
