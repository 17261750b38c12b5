"""Statistics pages: all years together, and a report a year; a file beside every figure."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from taizhang.model.record import replace
from taizhang.pages.chart import Drawing, bar, draw
from taizhang.pages.csvfile import figure_csv
from taizhang.pages.matrix import matrix
from taizhang.pages.slots import Batch, Door, Heading, PageSlots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment
    from markupsafe import Markup

    from taizhang.model.site import SiteViews
    from taizhang.model.statisticsviews import Figure, PeriodView, StatisticsView

FOLDER = "statistics"
SHOWN = 60
"""Rows of a table on a page; its file has them all."""

BESIDE = ("months", "answers")
"""Figures whose chart stands beside their table; that of the others stands above."""

SMALL = (
    "levels",
    "natures",
    "platforms",
    "scopes",
    "measures",
    "late-entries",
    "causes",
    "lessons",
)
"""Figures of which two fit side by side."""

_ALL = "index"


def index_pages(views: SiteViews, templates: Environment) -> Iterator[PageSlots]:
    """The page of all years, where there are statistics."""
    statistics = views.statistics
    if statistics is None:
        return
    for period in statistics.periods[:1]:
        page = _page(statistics, period, _contents(statistics))
        body = _body(period, views, templates)
        yield replace(page, body=body, menu=period.title, family="")


def reports(views: SiteViews, templates: Environment) -> Iterator[Batch]:
    """The files beside the page of all years; a report a year and its files."""
    statistics = views.statistics
    if statistics is None:
        return
    contents = _contents(statistics)
    for number, period in enumerate(statistics.periods):
        files = partial(_files, period)
        if number == 0:
            yield Batch(files=files)
            continue
        page = _page(statistics, period, contents)
        bodies = partial(_bodies, period, views, templates)
        yield Batch(pages=(page,), bodies=bodies, files=files, key=period.mark)


def _page(
    statistics: StatisticsView, period: PeriodView, contents: tuple[Heading, ...]
) -> PageSlots:
    return PageSlots(
        uri=f"{FOLDER}/{_name(period)}.html",
        title=_title(period),
        description=f"{statistics.ledger} {period.title}",
        body="",
        contents=contents if period.total else (),
        door=Door.STATISTICS,
        family=FOLDER,
        hide=("navigation",),
    )


def _contents(statistics: StatisticsView) -> tuple[Heading, ...]:
    """Those of all periods: the groups of figures are the same."""
    return tuple(Heading(2, key, title) for key, title, _ in _groups(statistics.periods[0]))


def _bodies(period: PeriodView, views: SiteViews, templates: Environment) -> Iterator[str]:
    yield _body(period, views, templates)


def _body(period: PeriodView, views: SiteViews, templates: Environment) -> str:
    return templates.get_template("statistics.html.j2").render(
        board=views.board,
        view=views.statistics,
        period=period,
        groups=_groups(period),
        head={each.key: each.text for each in period.head},
        chart=_chart,
        matrix=partial(matrix, period),
        name=_name(period),
        shown=SHOWN,
        bar=bar,
        beside=BESIDE,
        small=SMALL,
        root="../",
    )


def _files(period: PeriodView) -> Iterator[tuple[str, str]]:
    for figure in period.figures:
        yield f"{FOLDER}/{_name(period)}-{figure.key}.csv", figure_csv(figure)


def _name(period: PeriodView) -> str:
    return period.key if period.key.isdigit() else _ALL


def _title(period: PeriodView) -> str:
    return f"{period.title}统计" if period.key.isdigit() else "统计"


def _groups(period: PeriodView) -> list[tuple[str, str, tuple[Figure, ...]]]:
    """Anchor, heading and figures of each group, without the totals that head the page."""
    shown = (each for each in period.figures if each.key != "totals")
    return [
        (f"g{number}", name, tuple(members))
        for number, (name, members) in enumerate(groupby(shown, key=lambda each: each.group), 1)
    ]


def _chart(figure: Figure) -> Markup | str:
    """The figure's chart, its numbers told in words as well."""
    if figure.chart is None or figure.chart.form == "bars":
        return ""
    return draw(figure.chart, Drawing(ident=f"c-{figure.key}", words=_words(figure)))


def _words(figure: Figure) -> str:
    """What a chart shows, for those who cannot see it; the table says the rest."""
    return f"{figure.title}图，共 {len(figure.chart.labels) if figure.chart else 0} 项，数值见下表"
