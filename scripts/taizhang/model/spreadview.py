"""The spread of a matter over time, as its page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from taizhang.model.views import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A look at the spread; a number nobody took is None.

    ``anchor`` is that of the entry on the page, ``seconds`` since the discovery.
    """

    at: Moment
    seconds: int
    anchor: str
    trend: str
    posts: int | None
    reads: int | None
    comments: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An entry marked on the chart. ``kind`` is its kind, ``text`` what it did in a few words."""

    at: Moment
    seconds: int
    anchor: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadView:
    """Readings and what was done meanwhile, each in the order of time; never without a reading."""

    readings: tuple[Reading, ...]
    events: tuple[Event, ...]
