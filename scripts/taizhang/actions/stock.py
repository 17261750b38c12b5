"""What a shelf of incidents is filled from, and what is kept of it."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, NamedTuple

from taizhang.model.record import dataclass, field
from taizhang.rules.views.audience import AUDIENCES
from taizhang.store.leaves import leaf_in, leaf_out
from taizhang.store.texts import text_of, texts_in, texts_out, values_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from taizhang.actions.workspace import Workspace
    from taizhang.model.months import Months
    from taizhang.model.shelf import Gist, Leaf, Sketch
    from taizhang.model.views import IncidentView
    from taizhang.store.arrivals import Arrivals
    from taizhang.store.cache import Cache
    from taizhang.store.git.history import Step
    from taizhang.store.git.past import Past
    from taizhang.store.sketches import Sketches


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """What a shelf is filled from. ``past`` and ``arrivals`` None: there is no repository.

    ``key``: of plan, office, program and templates.
    """

    workspace: Workspace
    months: Months
    recorded: Months | None
    past: Past | None
    arrivals: Arrivals | None
    cache: Cache
    book: Book
    key: str
    sketches: Sketches
    sketch: Callable[[IncidentView], Sketch]
    audience: str
    now: datetime
    memo: dict[str, Pasts] = field(default_factory=dict)
    """The past of the month that was asked for last."""

    sizes: dict[str, int] = field(default_factory=dict)
    """Sizes of versions that will be asked for."""

    leaves: dict[str, dict[str, Kept]] = field(default_factory=dict)
    """What was kept of the months asked for last."""

    pasts: dict[str, str] = field(default_factory=dict)
    """The commit up to which each month's past was kept."""

    @property
    def at(self) -> str:
        """``now`` as leaves tell times."""
        return self.now.astimezone(UTC).isoformat()

    @property
    def all_shown(self) -> bool:
        """True where the audience is shown everything."""
        return self.audience == AUDIENCES[-1]


class Kept(NamedTuple):
    """A leaf and what tells its page's content from any other.

    ``text``: both as they were kept; ``""`` where they were not yet.
    """

    key: str
    leaf: Leaf
    text: str = ""


class Shelved(NamedTuple):
    """A month: its settled incidents in short, the others in full, by path.

    ``past``: the commit up to which the past of its files was kept.
    """

    stamp: str
    gist: Gist
    live: Mapping[str, Leaf]
    past: str = ""
    changed: bool = False


class Book(NamedTuple):
    """Every month as an earlier build left it, with the paths of what was not settled.

    ``tip``: the commit up to which the past is known, ``""`` where it is not. ``texts``: as kept.
    """

    tip: str
    months: Mapping[str, tuple[Shelved, Sequence[str]]]
    texts: Mapping[str, str]


class Pasts(NamedTuple):
    """The past of the files of a month, by path.

    Attributes:
        texts: what tells it from any other past, and all its steps, as they are kept.
        steps: of those that were made anew.
        sizes: of the versions of these, and of others that were asked for.
    """

    texts: dict[str, str]
    steps: dict[str, list[Step]]
    sizes: dict[str, int]


def file_of(what: str, month: str) -> str:
    """Name of a month's file: ``lines-2026-11``."""
    return f"{what}-{month.removeprefix('ledger/').replace('/', '-')}"


def kept_leaves(stock: Stock, month: str) -> dict[str, Kept]:
    """Settled incidents of a month as they were kept, by path."""
    if month not in stock.leaves:
        hold_leaves(stock, month, _leaves_in(kept_texts(stock, "leaves", month)))
    return stock.leaves[month]


def hold_leaves(stock: Stock, month: str, kept: dict[str, Kept]) -> None:
    """What is kept of a month, so that it need not be read again soon."""
    if len(stock.leaves) >= _HELD_MOST:
        stock.leaves.clear()
    stock.leaves[month] = kept


def _leaves_in(texts: Mapping[str, str]) -> dict[str, Kept]:
    try:
        values = values_of(texts.values())
        return {
            path: Kept(key, leaf_in(leaf), text)
            for (path, text), (key, leaf) in zip(texts.items(), values, strict=True)
        }
    except (TypeError, ValueError):
        return {}


def leaf_text(kept: Kept) -> str:
    """A leaf and its key as they are kept."""
    return text_of([kept.key, leaf_out(kept.leaf)])


def kept_texts(stock: Stock, what: str, month: str) -> dict[str, str]:
    """What is kept of each settled incident of a month, by path."""
    return texts_in(stock.cache.load_bytes(f"{file_of(what, month)}.rows"))


def save_texts(stock: Stock, what: str, month: str, texts: Mapping[str, str]) -> None:
    """Keep something of each settled incident of a month."""
    stock.cache.save_bytes(f"{file_of(what, month)}.rows", texts_out(texts))


_HELD_MOST = 4
"""Months of which leaves are held at once."""
