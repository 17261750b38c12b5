"""Charts: sound SVG, small, told in words, and in more than colours."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from tests.pages import samples

from taizhang.model.spreadview import SpreadView
from taizhang.model.statisticsviews import Chart, Series
from taizhang.pages.chart import Drawing, bar, draw
from taizhang.pages.spreadchart import spread_chart

SPACE = "{http://www.w3.org/2000/svg}"
MOST = 5 * 1024
HOSTILE = "<script>alert(1)</script>\"&'>"

MONTHS = tuple(f"2026-{month:02d}" for month in range(1, 13))


def chart(form, labels=("首报", "首次回应"), series=None):
    default = (Series("按时", (3, 4)), Series("迟", (0, 2)), Series("逾期", (1, 0)))
    return Chart(form=form, labels=labels, series=series or default)


def over_time(*series):
    return chart("columns", MONTHS, series)


SHOWN = {
    "stacked": chart("stacked"),
    "range": chart("range", series=(Series("中位数", (300, 90000)), Series("九成以内", (600, 9**8)))),
    "columns": over_time(
        Series("特别重大", tuple(range(12)), colour="红"),
        Series("重大", tuple(range(12)), colour="橙"),
        Series("较大", tuple(range(12)), colour="黄"),
        Series("一般", tuple(range(100, 112)), colour="蓝"),
        Series("办结", tuple(range(12)), line=True),
    ),
    "nothing": over_time(Series("登记", (0,) * 12)),
    "two years": chart("columns", tuple(f"{2025 + n // 12}-{n % 12 + 1:02d}" for n in range(24)),
                       (Series("登记", tuple(range(24))),)),
    "nothing to divide": chart("stacked", series=(Series("a", (0, 0)), Series("b", (0, 0)))),
    "an instant": chart("range", series=(Series("中位数", (0, 0)), Series("九成以内", (0, 0)))),
}  # fmt: skip


def parsed(svg):
    """The root of an SVG as a browser reads it inside a page."""
    named = str(svg).replace("<svg ", f'<svg xmlns="{SPACE[1:-1]}" ', 1)
    return ET.fromstring(named)  # noqa: S314 - our own words


@pytest.mark.parametrize("name", SHOWN)
def test_a_chart_is_sound_small_and_told_in_words(name):
    svg = draw(SHOWN[name], Drawing(ident="c", words="一图"))
    root = parsed(svg)
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == root.find(f"{SPACE}title").text == "一图"
    assert len(svg.encode()) <= MOST
    assert "style=" not in svg
    assert not re.search(r"nan|inf|-\d+h|h-?\d+v-", svg.replace("h-", "h"))


@pytest.mark.parametrize("form", ["stacked", "range"])
def test_hostile_words_stay_words(form):
    two = (Series(HOSTILE, (3, 4), colour=HOSTILE), Series(HOSTILE, (5, 6)))
    svg = draw(chart(form, (HOSTILE, "乙"), two), Drawing(ident="c", words=HOSTILE))
    tags = {element.tag.removeprefix(SPACE) for element in parsed(svg).iter()}
    assert tags <= {"svg", "title", "text", "path", "pattern", "circle"}


def test_series_differ_by_more_than_their_colour():
    root = parsed(draw(SHOWN["stacked"], Drawing(ident="c-x", words="")))
    patterns = [each.attrib["id"] for each in root.iter(f"{SPACE}pattern")]
    assert patterns == ["c-x-1", "c-x-2"]
    marks = [each[1].attrib["d"] for each in root.iter(f"{SPACE}pattern")]
    assert len({*marks}) == 2
    filled = {each.attrib.get("fill") for each in root.iter(f"{SPACE}path")}
    assert {"url(#c-x-1)", "url(#c-x-2)"} <= filled


def test_parts_of_a_row_are_as_wide_as_their_shares():
    root = parsed(draw(chart("stacked", ("甲",), (Series("a", (3,)), Series("b", (1,)))), Drawing(ident="c", words="")))  # fmt: skip
    wide = [
        int(path.attrib["d"].partition("h")[2].partition("v")[0])
        for path in root.iter(f"{SPACE}path")
        if path.find(f"{SPACE}title") is not None
    ]
    assert abs(wide[0] - 3 * wide[1]) <= 3


def test_a_long_label_is_cut_and_kept_in_its_title():
    name = "一个很长很长的时限事项名称（所定时限）"
    root = parsed(draw(chart("stacked", (name, "乙")), Drawing(ident="c", words="")))
    (label,) = [each for each in root.iter(f"{SPACE}text") if each.find(f"{SPACE}title") is not None]  # fmt: skip
    assert label[0].text == name
    assert label[0].tail.endswith("…")


@pytest.mark.parametrize(("value", "wide"), [(0, 0), (1, 1), (50, 50), (100, 100)])
def test_a_bar_is_as_long_as_its_share(value, wide):
    path = parsed(bar(value, 100)).find(f"{SPACE}path")
    assert path.attrib["d"] == f"M0 0h{wide}v10h{-wide}z"


def test_spread_marks_what_was_done_and_scales_each_number_by_itself():
    svg = spread_chart(samples.spread())
    root = parsed(svg)
    texts = [each.text for each in root.iter(f"{SPACE}text")]
    assert {"帖文数", "阅读量", "评论数", "68.6 万", "2.9 万", "9800", "1", "5"} <= {*texts}
    titles = [each.text for each in root.iter(f"{SPACE}title")]
    assert titles[0] == "传播走势图，3 次读数，5 个标记，数值见下表"
    assert titles[1].startswith("1 2026-11-08 16:30 报告 首报")
    assert len(svg.encode()) <= MOST


def test_marks_that_crowd_keep_their_lines_and_lose_their_numbers():
    view = samples.spread()
    crowd = SpreadView(readings=view.readings, events=(view.events[0],) * 9)
    texts = [each.text for each in parsed(spread_chart(crowd)).iter(f"{SPACE}text")]
    assert "5" in texts
    assert "6" not in texts


def test_a_single_reading_is_shown():
    view = samples.spread()
    assert parsed(spread_chart(SpreadView(readings=view.readings[:1], events=()))) is not None
