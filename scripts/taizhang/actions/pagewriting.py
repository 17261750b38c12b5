"""Write the incident pages that are not there yet as they should be, and leave the others alone."""

from __future__ import annotations

import os
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from taizhang.actions.pageviews import ask, views
from taizhang.actions.shelving import MANY, settled_leaves
from taizhang.actions.workspace import path_of
from taizhang.errors import UsageProblem
from taizhang.model.pageviews import LinkView
from taizhang.model.record import dataclass, field
from taizhang.model.shelf import Links, Told
from taizhang.rules.views.audience import masked
from taizhang.rules.views.relations import related

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from taizhang.actions.stock import Shelved, Stock
    from taizhang.model.shelf import Leaf, Sketch, Writing
    from taizhang.rules.views.relations import Named
    from taizhang.store.keptpages import KeptPages


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """Everything that pages are written from; ``naming``: who names an incident, by its id."""

    stock: Stock
    months: Mapping[str, Shelved]
    pages: KeptPages
    hidden: frozenset[str]
    write: Writing
    naming: Mapping[str, list[Named]]
    ends: Mapping[str, tuple[Told | None, Told | None]]
    titles: dict[str, dict[str, str]] = field(default_factory=dict)


class _Page(NamedTuple):
    path: str
    leaf: Leaf
    links: Links
    key: str
    """``""``: drawn anew at every build."""


def write_pages(
    stock: Stock,
    months: Mapping[str, Shelved],
    pages: KeptPages,
    hidden: frozenset[str],
    write: Writing,
) -> None:
    """Write what changed, remove what is gone, remember what there is."""
    plan = _Plan(
        stock=stock,
        months=months,
        pages=pages,
        hidden=hidden,
        write=write,
        naming=_naming(months),
        ends=_ends(months),
    )
    named_in = _by_month(plan.naming)
    digests = {month: _digest(plan, month, named_in.get(month, ())) for month in months}
    known = pages.months()
    work = [month for month, digest in digests.items() if not digest or known.get(month) != digest]
    gone = [month for month in known if month not in months]
    pages.begin()
    for month in gone:
        pages.save(month, {}, pages.keys(month))
    _all(plan, work)
    pages.end(digests, {*work, *gone}, _live(plan))


def _live(plan: _Plan) -> set[str]:
    live = (leaf.row.id for month in plan.months.values() for leaf in month.live.values())
    return {*live} - plan.hidden


def _all(plan: _Plan, work: list[str]) -> None:
    size = sum(plan.months[each].gist.count + len(plan.months[each].live) for each in work)
    if len(work) > 1 and size > MANY and (os.cpu_count() or 1) > 1:
        from taizhang.actions.sharing_work import in_two

        for _ in in_two(lambda month: _month(plan, month), work, bool):
            pass
        return
    for month in work:
        _month(plan, month)


def _month(plan: _Plan, month: str) -> None:
    """Write the pages of a month."""
    stock, pages = plan.stock, plan.pages
    wanted = {page.leaf.row.id: page for page in _wanted(plan, month)}
    known = pages.keys(month)
    pages.forgo(month, {one: key for one, key in known.items() if _same(wanted.get(one), key)})
    missing = {
        one: page
        for one, page in wanted.items()
        if not page.key or known.get(one) != page.key or not pages.there(one)
    }
    for sketch in stock.sketches.of(month):
        page = missing.pop(sketch.id, None)
        if page is not None:
            _write(plan, sketch, page.links)
    stock.sketches.done(month)
    if missing:
        asked = ask(stock, month, [page.path for page in missing.values()])
        for each in chain.from_iterable(views(stock, [asked])):
            shown = each.view if stock.all_shown else masked(each.view)
            _write(plan, plan.write.sketch(shown), missing[shown.row.id].links)
    keys = {one: page.key for one, page in wanted.items()}
    pages.save(month, keys, [one for one in known if one not in wanted])


def _same(page: _Page | None, key: str) -> bool:
    return page is not None and page.key == key != ""


def _write(plan: _Plan, sketch: Sketch, links: Links) -> None:
    for uri, data in plan.write.finish(sketch, links):
        with open(f"{plan.write.out}/{uri}", "wb") as file:  # noqa: PTH123 - of many thousands
            file.write(data)


def _wanted(plan: _Plan, month: str) -> Iterator[_Page]:
    """Every page of a month, by id."""
    shelved = plan.months[month]
    kept = settled_leaves(plan.stock, month, shelved)
    every = {path: (each.leaf, each.key) for path, each in kept.items()}
    every |= {path: (leaf, "") for path, leaf in shelved.live.items()}
    ordered = [(path, *every[path]) for path in sorted(every)]
    told = [Told(leaf.row.id, leaf.row.title) for _, leaf, _ in ordered]
    before, after = plan.ends[month]
    row = [before, *told, after]
    for number, (path, leaf, key) in enumerate(ordered):
        if leaf.row.id not in plan.hidden:
            links = _links(plan, leaf, row[number], row[number + 2])
            yield _Page(path, leaf, links, _key(plan, key, leaf, links) if key else "")


def _key(plan: _Plan, content: str, leaf: Leaf, links: Links) -> str:
    anchors = (*leaf.anchors, "related") if links.related else leaf.anchors
    said = f"{plan.stock.key} {content} {plan.write.frames[anchors]} {links}"
    return sha256(said.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _links(plan: _Plan, leaf: Leaf, before: Told | None, after: Told | None) -> Links:
    own, naming = leaf.row.id, plan.naming.get(leaf.row.id, ())
    return Links(
        related=related(own, leaf.named, naming, lambda one: _shown_title(plan, one)),
        before=_neighbour(plan, before),
        after=_neighbour(plan, after),
    )


def _neighbour(plan: _Plan, told: Told | None) -> LinkView | None:
    if told is None or told.id in plan.hidden:
        return None
    return LinkView(id=told.id, title=told.title)


def _shown_title(plan: _Plan, one: str) -> str | None:
    return None if one in plan.hidden else _title(plan, one)


def _title(plan: _Plan, one: str) -> str | None:
    """The title of an incident that has a page."""
    try:
        month = path_of(one).rpartition("/")[0]
    except UsageProblem:
        return None
    if month not in plan.months:
        return None
    if month not in plan.titles:
        leaves = [
            each.leaf for each in settled_leaves(plan.stock, month, plan.months[month]).values()
        ]
        leaves += plan.months[month].live.values()
        plan.titles[month] = {leaf.row.id: leaf.row.title for leaf in leaves}
    return plan.titles[month].get(one)


def _naming(months: Mapping[str, Shelved]) -> dict[str, list[Named]]:
    found: dict[str, list[Named]] = {}
    for month in months.values():
        own = [*month.gist.naming, *((_told(leaf), leaf.named) for leaf in month.live.values())]
        for who, named in sorted(own):
            for other, how in named:
                found.setdefault(other, []).append((who.id, how))
    return found


def _ends(months: Mapping[str, Shelved]) -> dict[str, tuple[Told | None, Told | None]]:
    """The incident before the first of each month, and the one after its last."""
    own: dict[str, list[Told]] = {}
    for name, month in months.items():
        known = [each for each in (month.gist.first, month.gist.last) if each]
        own[name] = sorted([*known, *map(_told, month.live.values())])
    names = list(months)
    before: dict[str, Told | None] = {}
    after: dict[str, Told | None] = {}
    last: Told | None = None
    for name in names:
        before[name] = last
        last = own[name][-1] if own[name] else last
    first: Told | None = None
    for name in reversed(names):
        after[name] = first
        first = own[name][0] if own[name] else first
    return {name: (before[name], after[name]) for name in names}


def _told(leaf: Leaf) -> Told:
    return Told(leaf.row.id, leaf.row.title)


def _digest(plan: _Plan, month: str, named: Sequence[str]) -> str:
    """Changes with anything that a page of the month shows; ``""`` = its pages may change.

    ``named``: ids of the month that others name. Which are not shown, ``gist.digest`` tells.
    """
    gist, frames = plan.months[month].gist, plan.write.frames
    if plan.months[month].live or not plan.months[month].stamp:
        return ""
    others = {other for _, named in gist.naming for other, _ in named}
    naming = {who for one in named for who, _ in plan.naming[one]}
    ends = [each for each in plan.ends[month] if each]
    said = [
        plan.stock.key,
        gist.digest,
        *(f"{one} {plan.naming[one]}" for one in named),
        *(f"{one} {_title_mark(plan, one)}" for one in sorted({*others, *naming})),
        *(f"{end} {end.id in plan.hidden}" for end in ends),
        *(f"{shape} {frames[shape]}" for shape in gist.shapes),
        *(frames[(*shape, "related")] for shape in gist.shapes if others or named),
    ]
    return sha256("\n".join(said).encode("utf-8", "surrogateescape")).hexdigest()


def _title_mark(plan: _Plan, one: str) -> str:
    """Changes with ``_shown_title``; no incident is read for it."""
    shelved = plan.months.get(f"ledger/{one[:4]}/{one[4:6]}")
    if shelved is None or one in plan.hidden:
        return ""
    titles = (leaf.row.title for leaf in shelved.live.values() if leaf.row.id == one)
    return next(titles, shelved.gist.digest)


def _by_month(ids: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in sorted(ids):
        found.setdefault(f"ledger/{one[:4]}/{one[4:6]}", []).append(one)
    return found
