"""Figures that count: how many, of what sort, when, how recorded, what was learnt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.kinds import KINDS
from taizhang.model.statisticsviews import Cell, Chart, Column, Figure, Series
from taizhang.rules.sums import LATE, ON_TIME, OVERDUE
from taizhang.rules.views.cells import ALL, NO_LEVEL, number, ordered, share, text, total_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taizhang.model.sums import Sums
    from taizhang.rules.views.cells import Period

OVERALL, SORTS, ANSWERS, RECORDS, LESSONS = "总体", "构成", "回应", "记录", "总结和教训"
_COUNT, _SHARE = Column("count", "件数"), Column("share", "占比")
_MONTHS_SHOWN = 24
_BARS = 10

_NOTES = {
    "level": "按现行等级；调过级的按调级以后的算。",
    "nature": "一件有几种性质的，每种各算一次，合计可能多于件数。",
    "platform": "按出处；一件有几个平台的，每个平台各算一次。",
    "scope": "发现时所写的适用情形；可以不止一种。",
    "measure": "决定中采取过的措施；一件中重复采取的只算一次。",
}
_LATE = "录入时间比当事人所写时间晚两小时以上的，或写在较晚的记录之后的。补录只是标注，不是差错。"
_LATE_UNKNOWN = "没有取得录入时间，只算写在较晚的记录之后的。补录只是标注，不是差错。"
_TITLES = {
    "level": "等级",
    "nature": "性质",
    "platform": "平台",
    "scope": "适用情形",
    "measure": "措施",
}


def totals(period: Period) -> Figure:
    """The figures of the period at a glance."""
    summed = period.summed
    every = total_of(summed.under("level"))
    items, answered = total_of(summed.under("item")), _answered(summed)
    entries, late = total_of(summed.under("entry")), total_of(summed.under("late-entry"))
    in_time, judged = on_time(summed)
    revised = summed.count("lesson", "plan")
    rows: tuple[tuple[str, str, Cell], ...] = (
        ("opened", "登记", number(every)),
        ("closed", "已办结", number(summed.count("state", "closed"))),
        ("open", "在办", number(summed.count("state", "open"))),
        ("overdue", "在办中有逾期事项的", number(summed.count("overdue-incident"))),
        ("judged", "有时限的事项（已到期或已办）", number(judged)),
        ("on-time", "其中按时", number(in_time)),
        ("on-time-share", "按时率", share(in_time, judged)),
        ("items", "网民所提事项", number(items)),
        ("answered", "已回应", number(answered)),
        ("answered-share", "回应率", share(answered, items)),
        ("entries", "台账记录", number(entries)),
        ("late-entries", "其中补录", number(late)),
        ("late-share", "补录率", share(late, entries)),
        ("lessons", "总结中的问题", number(total_of(summed.under("lesson")))),
        ("revised", "已据此修订预案", number(revised)),
    )
    return Figure(
        key="totals",
        title="总数",
        note="只算本时段内发现的事件。按时率的分母是有明确时限、已经办了或已经到期的事项。",
        group=OVERALL,
        columns=(
            Column("key", "代号", number=False),
            Column("name", "指标", number=False),
            Column("value", "数值"),
        ),
        rows=tuple((text(key), text(name), cell) for key, name, cell in rows),
    )


def on_time(summed: Sums) -> tuple[int, int]:
    """Duties with a limit: done in time, and all that were done or have run out."""
    states = [(key[-1], amount) for key, amount in summed.under("duty").items()]
    judged = sum(amount for state, amount in states if state in (ON_TIME, LATE, OVERDUE))
    return sum(amount for state, amount in states if state == ON_TIME), judged


def _answered(summed: Sums) -> int:
    return sum(n for key, n in summed.under("item").items() if key[-1] == "answered")


def trend(period: Period) -> Figure:
    """Month by month: the year's twelve, or the last ones up to now."""
    shown = _months(period)
    levels = _shown_levels(period)
    whole = period.whole
    rows = []
    for month in shown:
        by_level = (whole.count("opened-level", month, level) for level in levels)
        entries, late = whole.count("entry-month", month), whole.count("late-entry-month", month)
        rows.append(
            (
                text(month),
                number(whole.count("opened", month)),
                number(whole.count("closed", month)),
                *map(number, by_level),
                number(entries),
                number(late),
            )
        )
    return Figure(
        key="months",
        title="逐月",
        note="登记、等级和记录按发现的月份，办结按办结的月份。",
        group=OVERALL,
        columns=(
            Column("month", "月份", number=False),
            Column("opened", "登记"),
            Column("closed", "办结"),
            *level_columns(period, levels),
            Column("entries", "记录"),
            Column("late-entries", "补录"),
        ),
        rows=tuple(rows),
        chart=_trend_chart(period, shown, levels),
    )


def _months(period: Period) -> list[str]:
    """Months of the year; of all years those up to now, no more than fit a page."""
    local = period.now.astimezone(period.plans[0].zone)
    if period.key.isdigit():
        last = local.month if period.key == f"{local.year}" else 12
        return [f"{period.key}-{month:02d}" for month in range(1, last + 1)]
    count = local.year * 12 + local.month - 1
    first = min((key[0] for key in period.whole.under("opened")), default="")
    every = [
        f"{(count - back) // 12:04d}-{(count - back) % 12 + 1:02d}"
        for back in range(_MONTHS_SHOWN - 1, -1, -1)
    ]
    return [month for month in every if month >= first] or every[-1:]


def _shown_levels(period: Period) -> tuple[str, ...]:
    return period.levels if any(period.levels) else ()


def level_columns(period: Period, levels: tuple[str, ...]) -> Iterator[Column]:
    """A column for each level."""
    for name in levels:
        level = period.level(name)
        yield Column(f"level-{level.key if level else name}", name or NO_LEVEL)


def _trend_chart(period: Period, shown: list[str], levels: tuple[str, ...]) -> Chart:
    whole = period.whole
    opened = tuple(
        Series(
            name or NO_LEVEL,
            tuple(whole.count("opened-level", month, name) for month in shown),
            colour=level.colour if (level := period.level(name)) else "",
        )
        for name in levels
    ) or (Series("登记", tuple(whole.count("opened", month) for month in shown)),)
    closed = Series("办结", tuple(whole.count("closed", month) for month in shown), line=True)
    return Chart(form="columns", labels=tuple(shown), series=(*opened, closed))


def sorts(period: Period) -> Iterator[Figure]:
    """How the incidents divide, by each of the ways of dividing them."""
    for key, title in _TITLES.items():
        counts = {name[0]: amount for name, amount in period.summed.under(key).items()}
        if key == "level":
            if not _shown_levels(period):
                continue
            counts = {name or NO_LEVEL: counts.get(name, 0) for name in period.levels}
        yield _breakdown(f"{key}s", title, _NOTES[key], counts, period, in_order=key == "level")


def _breakdown(  # noqa: PLR0913 - one row of a table of figures
    key: str,
    title: str,
    note: str,
    counts: dict[str, int],
    period: Period,
    *,
    in_order: bool = False,
    group: str = SORTS,
    unit: Column = _COUNT,
    of: int | None = None,
) -> Figure:
    every = total_of(period.summed.under("level")) if of is None else of
    names = [*counts] if in_order else sorted(counts, key=lambda name: (-counts[name], name))
    top = names[:_BARS]
    bars = Series(title, tuple(counts[name] for name in top))
    return Figure(
        key=key,
        title=title,
        note=note,
        group=group,
        columns=(Column("name", title, number=False), unit, _SHARE),
        rows=tuple(
            (text(name), number(counts[name]), share(counts[name], every)) for name in names
        ),
        chart=Chart(form="bars", labels=tuple(top), series=(bars,)) if top else None,
    )


def answers(period: Period) -> Figure:
    """Items answered, by nature."""
    counts = period.summed.under("item")
    order = (nature.name for plan in period.plans for nature in plan.natures)
    names = ordered({key[0] for key in counts}, order)
    done = [counts.get((name, "answered"), 0) for name in names]
    still = [counts.get((name, "open"), 0) for name in names]
    return Figure(
        key="answers",
        title="事项回应",
        note="已发布答复，或办理记有结果的，算已回应；不予回应并写了理由的也在内。",
        group=ANSWERS,
        columns=(
            Column("name", "性质", number=False),
            Column("items", "事项"),
            Column("answered", "已回应"),
            Column("open", "未回应"),
            Column("share", "回应率"),
        ),
        rows=tuple(
            (text(name), number(a + b), number(a), number(b), share(a, a + b))
            for name, a, b in zip(names, done, still, strict=True)
        ),
        chart=Chart(
            form="stacked",
            labels=names,
            series=(Series("已回应", tuple(done)), Series("未回应", tuple(still))),
        )
        if names
        else None,
    )


def late_entries(period: Period) -> Figure:
    """Entries recorded late: all, then the kinds of which there are some."""
    every, late = period.summed.under("entry"), period.summed.under("late-entry")
    kinds = sorted(late, key=lambda key: (-late[key], [*KINDS].index(key[0])))
    rows = [
        (ALL, total_of(every), total_of(late)),
        *((key[0], every[key], late[key]) for key in kinds),
    ]
    return Figure(
        key="late-entries",
        title="补录",
        note=_LATE if period.history else _LATE_UNKNOWN,
        group=RECORDS,
        columns=(
            Column("name", "记录种类", number=False),
            Column("entries", "记录"),
            Column("late", "补录"),
            Column("share", "补录率"),
        ),
        rows=tuple((text(name), number(n), number(m), share(m, n)) for name, n, m in rows),
    )


def causes(period: Period) -> Figure:
    """Causes of the problems that reviews brought to light, the most frequent first."""
    counts = {key[0]: amount for key, amount in period.summed.under("cause").items()}
    lessons = total_of(period.summed.under("lesson"))
    note = (
        "总结中各个问题所写的成因（cause），同样的写法算一种；没有写成因的问题不在内。"
        "占比的分母是总结中的全部问题。"
    )
    return _breakdown(
        "causes", "成因", note, counts, period,
        group=LESSONS, unit=Column("count", "问题"), of=lessons,
    )  # fmt: skip


def lessons(period: Period) -> Figure:
    """What came of the problems that reviews brought to light."""
    summed = period.summed
    versions = sorted(summed.under("revision").items(), reverse=True)
    rows = [(f"修订预案，{key[0]} 版", amount) for key, amount in versions]
    rows += [
        ("其他改进", summed.count("lesson", "other")),
        ("尚无改进", summed.count("lesson", "")),
    ]
    every = total_of(summed.under("lesson"))
    return Figure(
        key="lessons",
        title="教训的去向",
        note="总结中每个问题有没有改进，改进有没有落到预案的修订上。",
        group=LESSONS,
        columns=(Column("name", "去向", number=False), Column("count", "问题"), _SHARE),
        rows=tuple((text(name), number(n), share(n, every)) for name, n in rows) if every else (),
    )
