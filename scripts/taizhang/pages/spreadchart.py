"""The spread of a matter as small lines above one another, with what was done marked on them.

Reads are hundreds of times the comments, so each number has a scale of its own; a common one
would hide all but the largest. Most happens in the first hours, so time runs by its logarithm.
"""

from __future__ import annotations

from html import escape
from math import log
from typing import TYPE_CHECKING

from taizhang.model.record import dataclass
from taizhang.pages.chart import svg, text_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markupsafe import Markup

    from taizhang.model.spreadview import Reading, SpreadView

_WIDTH, _LEFT, _RIGHT = 640, 64, 36
_HIGH, _APART, _LANE, _LANES = 54, 76, 14, 5
_FLAG, _TICK = 18, 56
_HOUR, _DAY = 3600, 86400
_TICKS = (
    (_HOUR, "1 小时"), (6 * _HOUR, "6 小时"), (_DAY, "1 天"), (3 * _DAY, "3 天"),
    (10 * _DAY, "10 天"), (30 * _DAY, "30 天"), (100 * _DAY, "100 天"), (365 * _DAY, "1 年"),
)  # fmt: skip
_TEN_THOUSAND = 10000
_PANELS: tuple[tuple[str, Callable[[Reading], int | None]], ...] = (
    ("帖文数", lambda reading: reading.posts),
    ("阅读量", lambda reading: reading.reads),
    ("评论数", lambda reading: reading.comments),
)


@dataclass(frozen=True, slots=True)
class _Time:
    """Places of times; ``last`` is the latest, in seconds since the discovery."""

    last: int

    def across(self, seconds: int) -> int:
        most = log(1 + max(self.last, 1) / _HOUR)
        return _LEFT + round((_WIDTH - _LEFT - _RIGHT) * log(1 + seconds / _HOUR) / most)


def spread_chart(view: SpreadView) -> Markup:
    """The chart: a panel for each number that was taken, marks numbered as in the table."""
    from markupsafe import Markup

    looks, marks = view.readings, view.events
    time = _Time(max(*(each.seconds for each in looks), *(each.seconds for each in marks), 0))
    panels = [
        (name, of)
        for name, of in _PANELS
        if any(of(reading) is not None for reading in view.readings)
    ]
    lanes = _lanes([time.across(each.seconds) for each in view.events])
    head = (max((each for each in lanes if each is not None), default=-1) + 1) * _LANE + 8
    foot = head + len(panels) * _APART
    body = [*_marks(view, time, lanes, foot)]
    for number, (name, of) in enumerate(panels):
        body += _panel(name, of, view, time, head + number * _APART + 16)
    body += _ticks(time, foot)
    words = f"传播走势图，{len(view.readings)} 次读数，{len(view.events)} 个标记，数值见下表"
    return Markup(svg(_WIDTH, foot + 22, words, body))  # noqa: S704 - every text is escaped


def _ticks(time: _Time, foot: int) -> Iterator[str]:
    yield text_at(_LEFT, foot + 16, "发现", "tz-mid")
    last = _LEFT
    for seconds, words in _TICKS:
        at = time.across(seconds)
        if seconds <= time.last and at - last >= _TICK:
            yield f'<path class="tz-grid" d="M{at} {foot - 4}v8"/>'
            yield text_at(at, foot + 16, words, "tz-mid")
            last = at


def _lanes(places: list[int]) -> list[int | None]:
    """In which lane each mark's number stands, so that none covers another; None: no room."""
    free = [-_FLAG] * _LANES
    lanes: list[int | None] = []
    for place in places:
        lane = next((n for n, end in enumerate(free) if place >= end), None)
        if lane is not None:
            free[lane] = place + _FLAG
        lanes.append(lane)
    return lanes


def _marks(view: SpreadView, time: _Time, lanes: list[int | None], foot: int) -> Iterator[str]:
    for number, (event, lane) in enumerate(zip(view.events, lanes, strict=True), 1):
        at, top = time.across(event.seconds), ((lane or 0) + 1) * _LANE
        told = escape(f"{number} {event.at.text} {event.kind} {event.text}")
        flag = "" if lane is None else text_at(at, top, str(number), "tz-mid tz-flag")
        yield (
            f'<g><title>{told}</title><path class="tz-event" d="M{at} {top + 3}V{foot}"/>{flag}</g>'
        )


def _panel(
    name: str, of: Callable[[Reading], int | None], view: SpreadView, time: _Time, top: int
) -> Iterator[str]:
    taken = [each for each in view.readings if of(each) is not None]
    values = [of(each) or 0 for each in taken]
    heights = [round(top + _HIGH - _HIGH * value / max(*values, 1)) for value in values]
    placed = [*zip((time.across(each.seconds) for each in taken), heights, strict=True)]
    dots = "".join(f"M{x - 3} {y - 3}h6v6h-6z" for x, y in placed)
    yield text_at(0, top + 22, name)
    yield f'<path class="tz-grid" d="M{_LEFT} {top + _HIGH}H{_WIDTH - _RIGHT}"/>'
    yield f'<path class="tz-line tz-blue" d="M{"L".join(f"{x} {y}" for x, y in placed)}"/>'
    yield f'<path class="tz-dot tz-blue" d="{dots}"/>'
    for number in sorted({0, len(values) - 1, values.index(max(values))}):
        x, y = placed[number]
        yield text_at(x, y - 7, _amount(values[number]), "tz-mid tz-flag tz-on")


def _amount(value: int) -> str:
    """``9999`` or ``468.0 万``."""
    return str(value) if value < _TEN_THOUSAND else f"{value / _TEN_THOUSAND:.1f} 万"
