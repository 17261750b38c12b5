"""Charts as inline SVG: no script, no style of their own, fit for paper and for a dark screen.

Colours come from classes and stand in ``charts.css``; no series is told by its colour alone.
"""

from __future__ import annotations

from html import escape
from math import log10
from typing import TYPE_CHECKING

from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from markupsafe import Markup

    from taizhang.model.statisticsviews import Chart, Series

WIDTH = 480
_MONTHS_NAMED, _QUARTERS = 12, ("01", "04", "07", "10")
_FIRST_WIDE = 0x2000
_LABEL_MOST, _GAP, _ROW, _BAR = 150, 8, 26, 16
_TICKS = (
    (60, "1 分钟"), (600, "10 分钟"), (3600, "1 小时"), (36000, "10 小时"), (86400, "1 天"),
    (864000, "10 天"), (8640000, "100 天"),
)  # fmt: skip
"""Marks of the scale of lengths of time, in seconds."""
_TICKS_APART = 52
_FILLINGS = (
    ("", ""),
    ("tz-hatch", "M0 6 6 0M-1 1 1-1M5 7 7 5"),
    ("tz-spots", "M1 1h2v2h-2zM4 4h2v2h-2z"),
    ("tz-hatch", "M0 0 6 6M0 6 6 0"),
)
"""Class and path of what is drawn over a colour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What a chart is drawn with: an id nobody else on the page has, and words for all of it."""

    ident: str
    words: str


def draw(chart: Chart, drawing: Drawing) -> Markup:
    """The chart as one ``svg`` element."""
    from markupsafe import Markup

    return Markup(_DRAWN[chart.form](chart, drawing))  # noqa: S704 - every text is escaped below


def bar(value: int, most: int) -> Markup:
    """A bar for one row of a table, as long as its share of the longest; the number is beside."""
    from markupsafe import Markup

    wide = max(round(100 * value / most), 1) if value else 0
    return Markup(  # noqa: S704 - numbers only
        '<svg class="tz-bar" aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none">'
        f'<path class="tz-s0" d="{_box(0, 0, wide, 10)}"/></svg>'
    )


def stacked(chart: Chart, drawing: Drawing) -> str:
    """One full bar a label, divided among the series."""
    left = _left(chart.labels)
    room = WIDTH - left - 4
    body = [*_patterns(chart.series, drawing), *legend(chart.series, drawing, 0)]
    for row, label in enumerate(chart.labels):
        top = 24 + row * _ROW
        values = [each.values[row] for each in chart.series]
        total, at = sum(values) or 1, float(left)
        body.append(_label(label, row, left, top=24))
        for place, (each, value) in enumerate(zip(chart.series, values, strict=True)):
            wide = room * value / total
            if value:
                told = f"{label} {each.name} {value}"
                shape = _box(round(at), top + 5, round(at + wide) - round(at), _BAR)
                body.append(_filled(each, place, drawing, shape, told))
                if wide > 10 * len(str(value)):
                    body.append(_number(at + wide / 2, top + 18, str(value)))
            at += wide
    return svg(WIDTH, 24 + len(chart.labels) * _ROW, drawing.words, body)


def columns(chart: Chart, drawing: Drawing) -> str:
    """Columns over time, series upon series; a series may be a line over them."""
    piled = [each for each in chart.series if not each.line]
    lines = [each for each in chart.series if each.line]
    sums = [sum(column) for column in zip(*(each.values for each in piled), strict=True)]
    step, most = _scale(max([*sums, *(value for each in lines for value in each.values), 1]))
    left, top, high = 34, 30, 130
    wide = (WIDTH - left - 4) / len(chart.labels)

    def up(value: int) -> int:
        return round(top + high - high * value / most)

    body = [*_patterns(piled, drawing), *legend(chart.series, drawing, 0)]
    for value in range(0, most + 1, step):
        body.append(f'<path class="tz-grid" d="M{left} {up(value)}H{WIDTH}"/>')
        body.append(text_at(left - 6, up(value) + 4, str(value), "tz-end"))
    edges = [round(left + wide * (place + 0.18)) for place in range(len(chart.labels))]
    body += _pile(piled, drawing, (edges, max(round(wide * 0.64), 2)), up)
    for place, label in enumerate(chart.labels):
        at = left + wide * (place + 0.5)
        body.append(_month(label, place, at, top + high + 16, len(chart.labels)))
    middles = [round(left + wide * (place + 0.5)) for place in range(len(chart.labels))]
    for each in lines:
        points = list(zip(middles, map(up, each.values), strict=True))
        path = "M" + "L".join(f"{x} {y}" for x, y in points)
        dots = "".join(f"M{x - 2} {y - 2}h4v4h-4z" for x, y in points)
        body.append(f'<path class="tz-line" d="{path}"/><path class="tz-dot" d="{dots}"/>')
    return svg(WIDTH, top + high + 36, drawing.words, body)


def _pile(
    piled: Sequence[Series],
    drawing: Drawing,
    across: tuple[list[int], int],
    up: Callable[[int], int],
) -> Iterable[str]:
    """The columns of each series as one path, each on those of the series before."""
    edges, wide = across
    done = [0] * len(edges)
    for number, each in enumerate(piled):
        shape = "".join(
            _box(edge, up(under + value), wide, up(under) - up(under + value))
            for edge, under, value in zip(edges, done, each.values, strict=True)
            if value
        )
        if shape:
            yield _filled(each, number, drawing, shape, each.name)
        done = [under + value for under, value in zip(done, each.values, strict=True)]


def _month(label: str, place: int, at: float, down: int, count: int) -> str:
    """The month below its column; the year below the first month shown and every January."""
    year, _, month = label.partition("-")
    if count > _MONTHS_NAMED and month not in _QUARTERS and place:
        return ""
    said = text_at(at, down, month.lstrip("0"), "tz-mid")
    return said + (text_at(at, down + 15, year, "tz-mid") if not place or month == "01" else "")


def ranges(chart: Chart, drawing: Drawing) -> str:
    """From the median to the ninth tenth of each label, on a scale that grows tenfold."""
    middle, ninth = (each.values for each in chart.series)
    left = _left(chart.labels)
    low = log10(min(60, *(max(value, 1) for value in middle)))
    high = max(log10(max(*ninth, 600)), low + 1)
    room = WIDTH - left - 34

    def across(value: int) -> int:
        return round(left + room * max(log10(max(value, 1)) - low, 0) / (high - low))

    foot = 24 + len(chart.labels) * _ROW
    body, last = list(_range_legend(chart.series)), 0
    for seconds, words in _TICKS:
        at = across(seconds)
        if low <= log10(seconds) <= high and at - last >= _TICKS_APART:
            body.append(f'<path class="tz-grid" d="M{at} 22V{foot}"/>')
            body.append(text_at(at, foot + 14, words, "tz-mid"))
            last = at
    for row, label in enumerate(chart.labels):
        y = 24 + row * _ROW + 13
        one, other = across(middle[row]), across(ninth[row])
        body += [
            _label(label, row, left, top=24),
            f'<path class="tz-reach" d="M{one} {y}H{other}"/>',
            f'<path class="tz-s1" d="{_box(other - 4, y - 4, 8, 8)}"/>',
            f'<circle class="tz-s0" cx="{one}" cy="{y}" r="5"/>',
        ]
    return svg(WIDTH, foot + 20, drawing.words, body)


def _range_legend(series: Sequence[Series]) -> Iterable[str]:
    yield '<circle class="tz-s0" cx="6" cy="8" r="5"/>' + text_at(16, 13, series[0].name)
    yield f'<path class="tz-s1" d="{_box(86, 4, 8, 8)}"/>' + text_at(100, 13, series[1].name)


def svg(width: int, height: int, words: str, body: Iterable[str]) -> str:
    """The element around a chart's marks."""
    said = escape(words)
    return (
        f'<svg class="tz-chart" role="img" aria-label="{said}" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}"><title>{said}</title>{"".join(body)}</svg>'
    )


def legend(series: Sequence[Series], drawing: Drawing, top: int) -> Iterable[str]:
    """What the fillings stand for, in a row."""
    at = 0
    for place, each in enumerate(series):
        if each.line:
            yield (
                f'<path class="tz-line" d="M{at} {top + 8}h14"/>'
                f'<path class="tz-dot" d="{_box(at + 5, top + 6, 4, 4)}"/>'
            )
        else:
            yield _filled(each, place, drawing, _box(at, top + 2, 12, 12), "")
        yield text_at(at + 18, top + 13, each.name)
        at += 18 + _wide(each.name) + 16


def _patterns(series: Sequence[Series], drawing: Drawing) -> Iterable[str]:
    """Fillings by place, over the colour of the series; the first is plain."""
    for place, each in enumerate(series):
        kind, mark = _FILLINGS[place % len(_FILLINGS)]
        if mark:
            yield (
                f'<pattern id="{drawing.ident}-{place}" width="6" height="6" '
                f'patternUnits="userSpaceOnUse"><path {_colour(each, place)} d="M0 0h6v6H0z"/>'
                f'<path class="{kind}" d="{mark}"/></pattern>'
            )


def _filled(series: Series, place: int, drawing: Drawing, shape: str, told: str) -> str:
    title = f"<title>{escape(told)}</title>" if told else ""
    if place % len(_FILLINGS):
        fill = f'class="tz-part" fill="url(#{drawing.ident}-{place})"'
    else:
        fill = _colour(series, place)
    return f'<path {fill} d="{shape}">{title}</path>'


def _colour(series: Series, place: int) -> str:
    if series.colour:
        return f'class="tz-part" data-colour="{escape(series.colour)}"'
    return f'class="tz-s{place % len(_FILLINGS)}"'


def _scale(most: int) -> tuple[int, int]:
    """Steps of 1, 2 or 5 of some power of ten, at most five of them, and where they end."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if step * 5 >= most:
                return step, -(-most // step) * step
        power *= 10


def _left(labels: Sequence[str]) -> int:
    return min(max(map(_wide, labels), default=0), _LABEL_MOST) + _GAP


def _wide(text: str) -> int:
    """About how wide ``text`` is, in units of the drawing."""
    return sum(13 if ord(char) >= _FIRST_WIDE else 8 for char in text)


def _label(label: str, row: int, left: int, top: int = 0) -> str:
    shown = label
    while _wide(shown) > _LABEL_MOST:
        shown = shown.removesuffix("…")[:-1] + "…"
    title = f"<title>{escape(label)}</title>" if shown != label else ""
    return (
        f'<text class="tz-end" x="{left - _GAP}" y="{top + row * _ROW + 18}">'
        f"{title}{escape(shown)}</text>"
    )


def text_at(x: float, y: int, words: str, kind: str = "") -> str:
    """Words at a place; ``kind`` are classes."""
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{round(x)}" y="{y}">{escape(words)}</text>'


def _number(x: float, y: int, words: str) -> str:
    """A number on a filling, with a rim so that no pattern disturbs it."""
    return f'<text class="tz-mid tz-on" x="{round(x)}" y="{y}">{escape(words)}</text>'


def _box(x: int, y: int, wide: int, high: int) -> str:
    return f"M{x} {y}h{wide}v{high}h{-wide}z"


_DRAWN: dict[str, Callable[[Chart, Drawing], str]] = {
    "stacked": stacked,
    "columns": columns,
    "range": ranges,
}
