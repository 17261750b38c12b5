"""The statistics of a ledger at one moment, from the records of its incidents.

Months are added up to years, years to everything. What is counted under a year are the incidents
discovered in it. Source: design.md §5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.record import replace
from taizhang.model.statisticsviews import (
    Column,
    Figure,
    Figures,
    PeriodView,
    StatisticsView,
    Total,
)
from taizhang.rules.sums import merged, months
from taizhang.rules.views import clockfigures, dutyfigures, figures
from taizhang.rules.views.cells import Period, number, share, text
from taizhang.rules.views.words import moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from taizhang.model.incidentfacts import IncidentFacts
    from taizhang.model.office import Office
    from taizhang.model.plan import Plan
    from taizhang.model.sums import Sums

ALL_YEARS = "all"


def statistics_view(
    facts: Iterable[IncidentFacts],
    plans: Sequence[Plan],
    office: Office,
    now: datetime,
    *,
    history: bool = False,
) -> StatisticsView:
    """The statistics at ``now`` (aware).

    Args:
        facts: one record an incident. Single drills of a real ledger do not count.
        plans: every plan version the records name, the newest first; not empty.
        office: whose ledger it is.
        now: by which open duties are overdue.
        history: the records know when entries were recorded.
    """
    every = list(facts)
    counted = [each for each in every if office.drill or not each.drill]
    years = by_year(months(counted, now))
    return statistics_of_sums(
        years,
        merged(years.values()),
        [each for each in counted if not each.closed],
        plans,
        office,
        now,
        history=history,
        left_out=len(every) - len(counted),
    )


def by_year(by_month: Mapping[str, Sums]) -> dict[str, Sums]:
    """The sums of years (``2026``) from those of months (``2026-11``), oldest first."""
    years: dict[str, list[Sums]] = {}
    for month in sorted(by_month):
        years.setdefault(month[:4], []).append(by_month[month])
    return {year: merged(parts) for year, parts in years.items()}


def statistics_of_sums(  # noqa: PLR0913 - what statistics are of
    of_years: Mapping[str, Sums],
    whole: Sums,
    running: Sequence[IncidentFacts],
    plans: Sequence[Plan],
    office: Office,
    now: datetime,
    *,
    history: bool,
    left_out: int,
    marks: Mapping[str, str] | None = None,
) -> StatisticsView:
    """The statistics from the sums of years (``2026``).

    Args:
        of_years: incidents by the year of their discovery.
        whole: all of them together.
        running: the records of the incidents that are open.
        plans: the newest first.
        office: whose ledger it is.
        now: aware.
        history: the records know when entries were recorded.
        left_out: drills that are not counted.
        marks: of a year, what changes with all sums that tell of it.
    """
    years = sorted(of_years, reverse=True)
    total = Period(
        key=ALL_YEARS,
        summed=whole,
        whole=whole,
        plans=tuple(plans),
        facts=tuple(running),
        now=now,
        history=history,
    )
    present = str(now.astimezone(plans[0].zone).year)
    yearly = [_of_year(total, year, of_years[year]) for year in years]
    views = [
        _view(each, f"{each.key} 年", partial=each.key == present, mark=(marks or {}).get(each.key))
        for each in yearly
    ]
    return StatisticsView(
        ledger=office.name,
        drill=office.drill,
        built=moment(now, plans[0].zone),
        left_out=left_out,
        history=history,
        periods=(_view(total, "历年合计", (_years(total, yearly),)), *views),
    )


def _of_year(total: Period, year: str, part: Sums) -> Period:
    facts = tuple(each for each in total.facts if each.opened[:4] == year)
    return replace(total, key=year, summed=part, facts=facts)


def _view(
    period: Period,
    title: str,
    first: tuple[Figure, ...] = (),
    *,
    partial: bool = False,
    mark: str | None = None,
) -> PeriodView:
    totals = figures.totals(period)
    moving = period.key == ALL_YEARS or partial or bool(period.facts)
    return PeriodView(
        key=period.key,
        title=title,
        head=tuple(Total(key.text, amount.text) for key, _, amount in totals.rows),
        figures=Figures(lambda: (totals, *first, *_figures(period))),
        total=period.summed.count("state", "open") + period.summed.count("state", "closed"),
        partial=partial,
        moving=moving,
        mark="" if moving or not mark else f"{mark} {period.history}",
    )


def _figures(period: Period) -> Iterator[Figure]:
    yield figures.trend(period)
    yield from figures.sorts(period)
    yield figures.answers(period)
    yield from dutyfigures.duties(period)
    yield dutyfigures.overdue(period)
    yield clockfigures.intervals(period)
    yield clockfigures.stages(period)
    yield figures.late_entries(period)
    yield figures.causes(period)
    yield figures.lessons(period)


def _years(total: Period, yearly: Sequence[Period]) -> Figure:
    """Year by year, the newest first."""
    levels = total.levels if any(total.levels) else ()
    closed = total.whole.under("closed")
    rows = []
    for each in yearly:
        in_time, judged = figures.on_time(each.summed)
        by_level = (number(each.summed.count("level", level)) for level in levels)
        done = sum(amount for key, amount in closed.items() if key[0][:4] == each.key)
        opened = each.summed.count("state", "open") + each.summed.count("state", "closed")
        rows.append(
            (text(each.key), number(opened), number(done), *by_level, share(in_time, judged))
        )
    return Figure(
        key="years",
        title="逐年",
        note="登记、等级和按时率按发现的年份，办结按办结的年份。",
        group=figures.OVERALL,
        columns=(
            Column("year", "年份", number=False),
            Column("opened", "登记"),
            Column("closed", "办结"),
            *figures.level_columns(total, levels),
            Column("on-time-share", "按时率"),
        ),
        rows=tuple(rows),
    )
