"""Figures of time: from discovery to archive step by step, and stage by stage."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from taizhang.model.statisticsviews import Chart, Column, Figure, Series
from taizhang.rules.sums import median, percentile, pooled
from taizhang.rules.views.cells import (
    ALL,
    LEVEL,
    NINE_TENTHS,
    NO_LEVEL,
    SPREAD,
    ordered,
    spread,
    text,
)
from taizhang.rules.views.counted import INTERVALS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from taizhang.model.sums import Key
    from taizhang.rules.views.cells import Period

LENGTHS = "用时"


def intervals(period: Period) -> Figure:
    """From discovery to archive, in the steps everybody asks about."""
    found = {
        INTERVALS[key]: _by_level(period.summed.lengths_under("interval", key)) for key in INTERVALS
    }
    return _lengths(
        "intervals",
        "各段用时",
        "两端都有记录、次序不颠倒的才算；各端都取第一次。首次出现按发现时出处所写的发布时间。"
        "结论性回应指预案所列最后一个发布阶段，平息指预案写明监看到为止的态势。",
        Column("name", "起止", number=False),
        {name: each for name, each in found.items() if each},
        period,
    )


def stages(period: Period) -> Figure:
    """How long incidents stay in each stage, once they have left it."""
    every: dict[str, dict[str, Sequence[int]]] = defaultdict(dict)
    for (stage, level), values in period.summed.lengths_under("stay").items():
        every[stage][level] = values
    order = (stage.name for plan in period.plans for stage in plan.stages)
    return _lengths(
        "stages",
        "各环节停留",
        "已经离开该环节的事件，各次停留合计；还在其中的不算。",
        Column("name", "环节", number=False),
        {name: every[name] for name in ordered(every, order)},
        period,
    )


def _by_level(lengths: Mapping[Key, Sequence[int]]) -> dict[str, Sequence[int]]:
    return {key[0]: values for key, values in lengths.items()}


def _lengths(
    key: str,
    title: str,
    note: str,
    column: Column,
    found: Mapping[str, Mapping[str, Sequence[int]]],
    period: Period,
) -> Figure:
    rows = [
        (text(name), text(level), *spread(values))
        for name, by_level in found.items()
        for level, values in _levelled(by_level, period)
    ]
    every = {name: pooled(each.values()) for name, each in found.items()}
    return Figure(
        key=key,
        title=title,
        note=note,
        group=LENGTHS,
        columns=(column, LEVEL, *SPREAD),
        rows=tuple(rows),
        chart=_range(every) if every else None,
    )


def _levelled(
    by_level: Mapping[str, Sequence[int]], period: Period
) -> Iterator[tuple[str, Sequence[int]]]:
    """All levels together, then each, where there are levels."""
    yield ALL, pooled(by_level.values())
    for level in period.levels if any(by_level) else ():
        if level in by_level:
            yield level or NO_LEVEL, by_level[level]


def _range(every: Mapping[str, Sequence[int]]) -> Chart:
    return Chart(
        form="range",
        labels=tuple(every),
        series=(
            Series("中位数", tuple(median(values) for values in every.values())),
            Series("九成以内", tuple(percentile(v, NINE_TENTHS) for v in every.values())),
        ),
    )
