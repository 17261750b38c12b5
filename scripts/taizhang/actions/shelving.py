"""Read, judge and sketch a ledger's incidents month by month, and only what is not known yet.

What is kept of a settled incident hangs on its content, its past, plan, roster, office, program
and templates; it proves nothing to anybody and may be deleted. What is still open is judged and
sketched at every build.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from taizhang.actions.drawing import drawn
from taizhang.actions.monthsums import counts, keep_sums, kept_digest, kept_sums, sums_left
from taizhang.actions.pageviews import ask
from taizhang.actions.pasts import past_marks, weigh
from taizhang.actions.stock import (
    Book,
    Kept,
    Shelved,
    file_of,
    hold_leaves,
    kept_leaves,
    kept_texts,
    leaf_text,
    save_texts,
)
from taizhang.actions.workspace import INCIDENT_PATH
from taizhang.model.incidentfacts import to_plain
from taizhang.rules.views.leaves import gist_of
from taizhang.rules.views.tops import tops_of
from taizhang.store.leaves import gist_in, gist_out, tops_in, tops_out
from taizhang.store.texts import text_of, texts_in, texts_out, values_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from taizhang.actions.drawing import Drawn
    from taizhang.actions.pageviews import Wanted
    from taizhang.actions.stock import Stock
    from taizhang.model.shelf import Gist, Leaf, Tops
    from taizhang.model.sums import Sums
    from taizhang.store.cache import Cache

_TOLD = ("lines", "filed", "facts")
"""What is kept of settled incidents: to be searched, for the archive, to be added up."""

_BOOK = "months.rows"
"""The commit up to which the past is known, and each month."""

MANY = 100
"""Incidents to be judged from which on a second process pays for its start."""

_PIECE = 100
"""Incidents that a process takes at once, about."""


def shelved(stock: Stock) -> dict[str, Shelved]:
    """Every month at ``stock.now``, oldest first."""
    stamps = stock.months.stamps()
    book = stock.book.months if stock.past is None or stock.past.known else {}
    stock.pasts.update({month: known.past for month, (known, _) in book.items()})
    touched = stock.past.touched if stock.past else {}
    at = stock.at
    work = []
    for month, stamp in stamps.items():
        known, live = book.get(month, (None, ()))
        same = known is not None and stamp and known.stamp == stamp and month not in touched
        if not same or live or (known and known.gist.latest > at):
            work.append((month, stamp, known if same else None, live))
    made = dict(zip([each[0] for each in work], _filled(stock, work), strict=True))
    every = {month: made.get(month) or book[month][0] for month in stamps}
    if any(each.changed for each in made.values()) or len(book) != len(stamps) or _moved(stock):
        _save(stock, every, made)
    return every


_Work = tuple[str, str, "Shelved | None", "Sequence[str]"]


def _moved(stock: Stock) -> bool:
    return stock.past is not None and stock.past.rev != stock.past.tip


def _save(stock: Stock, every: Mapping[str, Shelved], made: Collection[str]) -> None:
    """Keep every month; those that were not ``made`` as they were kept before."""
    rows = {"": text_of(stock.past.rev if stock.past else "")}
    for month, each in every.items():
        if month not in made:
            rows[month] = stock.book.texts[month]
        elif each.stamp:
            rows[month] = text_of([each.stamp, gist_out(each.gist), list(each.live), each.past])
    stock.cache.save_bytes(_BOOK, texts_out(rows))


def kept_book(cache: Cache) -> Book:
    """What an earlier build left of every month."""
    texts = texts_in(cache.load_bytes(_BOOK))
    try:
        tip, *values = values_of(texts.values()) or ("",)
        months = {
            month: (Shelved(stamp, gist_in(gist), {}, past), tuple(live))
            for month, (stamp, gist, live, past) in zip([*texts][1:], values, strict=True)
        }
    except (TypeError, ValueError):
        return Book("", {}, {})
    return Book(tip, months, texts)


def _filled(stock: Stock, work: list[_Work]) -> Iterator[Shelved]:
    """The months asked for, by two processes where there is much to do."""
    fresh = [month for month, _, same, _ in work if same is None]
    stock.months.prepare(fresh)
    if len(work) > 1 and (os.cpu_count() or 1) > 1 and _is_much(stock, work, fresh):
        from taizhang.actions.sharing_work import in_two

        pieces = list(_pieces(stock, work))
        for done in in_two(lambda piece: _fill_all(stock, piece), pieces, list):
            yield from done
        return
    yield from _fill_all(stock, work)


def _is_much(stock: Stock, work: list[_Work], fresh: list[str]) -> bool:
    files = sum(len(live) for _, _, same, live in work if same)
    for month in fresh:
        files += stock.months.count(month)
        if files > MANY:
            return True
    return files > MANY


def _pieces(stock: Stock, work: list[_Work]) -> Iterator[list[_Work]]:
    piece: list[_Work] = []
    size = 0
    for each in work:
        piece.append(each)
        size += stock.months.count(each[0]) if each[2] is None else len(each[3])
        if size >= _PIECE:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def _fill_all(stock: Stock, work: Sequence[_Work]) -> list[Shelved]:
    """Some months; of those that are still the same only what was open is looked at."""
    weigh(stock, (month for month, _, same, _ in work if same is None))
    same = {
        month: (known, ask(stock, month, live))
        for month, _, known, live in work
        if known is not None and known.gist.latest <= stock.at
    }
    open_ones = drawn(stock, [asked for _, asked in same.values()])
    made = {}
    for month, found in open_ones.items():
        if not any(each.leaf.settled for each in found):
            known, _ = same[month]
            made[month] = known._replace(live={each.path: each.leaf for each in found})
    begun = [_begun(stock, month, stamp) for month, stamp, _, _ in work if month not in made]
    every = drawn(stock, [each.asked for each in begun])
    made |= {each.asked.month: _ended(stock, each, every[each.asked.month]) for each in begun}
    return [made[month] for month, *_ in work]


class _Month(NamedTuple):
    """A month of which ``asked`` has to be drawn.

    ``keys``: of each incident; ``known``: what is kept of others; ``told``: and told of these;
    ``sums``: of these.
    """

    stamp: str
    asked: Wanted
    keys: Mapping[str, str]
    known: dict[str, Kept]
    told: Mapping[str, dict[str, str]]
    sums: Mapping[str, Sums]


def _begun(stock: Stock, month: str, stamp: str) -> _Month:
    names = stock.months.names(month)
    kept = kept_leaves(stock, month)
    told = {what: kept_texts(stock, what, month) for what in _TOLD}
    marks = past_marks(stock, month)
    keys = {
        path: f"{one} {marks.get(path, '')}"
        for path, one in names.items()
        if INCIDENT_PATH.fullmatch(path)
    }
    known: dict[str, Kept] = {}
    fresh: list[str] = []
    for path, key in keys.items():
        found = kept.get(path)
        same = names[path] and found and found.key == key and found.leaf.latest <= stock.at
        if found and same and all(path in each for each in told.values()):
            known[path] = found
        else:
            fresh.append(path)
    sums = sums_left(stock, month, kept, known, told["facts"])
    return _Month(stamp, ask(stock, month, fresh), keys, known, told, sums)


def _ended(stock: Stock, begun: _Month, fresh: Iterable[Drawn]) -> Shelved:
    month, known, told = begun.asked.month, begun.known, begun.told
    live = {}
    come = []
    for path, leaf, line, filed in fresh:
        if leaf.settled:
            known[path] = Kept(begun.keys[path], leaf)
            told["lines"][path] = line
            told["filed"][path] = text_of([leaf.row.closed.at, filed])
            told["facts"][path] = text_of(to_plain(leaf.facts) if leaf.facts else {})
            come += [leaf.facts] if leaf.facts and counts(stock, leaf) else []
        else:
            live[path] = leaf
    gist = _put_away(stock, month, dict(sorted(known.items())), told)
    keep_sums(stock, month, gist.digest, begun.sums, come)
    return Shelved(begun.stamp, gist, live, stock.pasts.get(month, ""), changed=True)


def _put_away(
    stock: Stock, month: str, known: Mapping[str, Kept], told: Mapping[str, Mapping[str, str]]
) -> Gist:
    """Keep the settled incidents of a month and what is told of each; their gist."""
    drill = stock.workspace.governance.office.drill
    leaves = {path: (each.key, each.leaf) for path, each in known.items()}
    gist = gist_of(leaves, all_shown=stock.all_shown, drill=drill)
    texts = {path: each.text or leaf_text(each) for path, each in known.items()}
    save_texts(stock, "leaves", month, texts)
    hold_leaves(stock, month, {**known})
    _kept_tops(stock, month, gist.digest, (each.leaf for each in known.values()))
    for what, each in told.items():
        save_texts(stock, what, month, {path: each[path] for path in known})
    return gist


def settled_leaves(stock: Stock, month: str, shelved: Shelved) -> dict[str, Kept]:
    """The settled incidents of a month by path; read anew where what was kept is damaged."""
    found = kept_leaves(stock, month)
    return found if len(found) == shelved.gist.count else _mended(stock, month)


def settled_tops(stock: Stock, month: str, shelved: Shelved) -> Tops:
    """What came last of the settled incidents of a month."""
    digest = shelved.gist.digest
    try:
        found, plain = stock.cache.load(file_of("tops", month)) or ("", None)
        if found == digest:
            return tops_in(plain)
    except (TypeError, ValueError):
        pass
    leaves = (each.leaf for each in settled_leaves(stock, month, shelved).values())
    return _kept_tops(stock, month, digest, leaves)


def _kept_tops(stock: Stock, month: str, digest: str, leaves: Iterable[Leaf]) -> Tops:
    tops = tops_of(leaves, all_shown=stock.all_shown)
    stock.cache.save(file_of("tops", month), [digest, tops_out(tops)])
    return tops


def settled_lines(stock: Stock, month: str, shelved: Shelved) -> dict[str, str]:
    """Their search records, by path."""
    return _whole(stock, "lines", month, shelved)


def settled_filed(stock: Stock, month: str, shelved: Shelved) -> dict[str, list[str]]:
    """When each was closed, and its place in the archive, by path."""
    found = _whole(stock, "filed", month, shelved)
    return dict(zip(found, values_of(found.values()), strict=True))


def _whole(stock: Stock, what: str, month: str, shelved: Shelved) -> dict[str, str]:
    found = kept_texts(stock, what, month)
    if len(found) != shelved.gist.count:
        _mended(stock, month)
        found = kept_texts(stock, what, month)
    return found


def settled_sums(stock: Stock, month: str, shelved: Shelved) -> dict[str, Sums]:
    """Their sums by month of discovery."""
    try:
        return kept_sums(stock, month, shelved.gist.digest)
    except ValueError:
        return kept_sums(stock, month, kept_digest(_mended(stock, month)))


def _mended(stock: Stock, month: str) -> dict[str, Kept]:
    """Read a month anew and keep it again."""
    hold_leaves(stock, month, {})
    begun = _begun(stock, month, "")
    _ended(stock, begun, drawn(stock, [begun.asked])[month])
    return kept_leaves(stock, month)
