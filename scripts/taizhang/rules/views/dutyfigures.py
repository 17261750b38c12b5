"""Figures of duties: those with a limit, those to be done promptly, what is overdue.

A duty without a number shows the time it took and is never late. Source: design.md §1.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from taizhang.model.incidentfacts import RUNNING
from taizhang.model.statisticsviews import Chart, Column, Figure, Series
from taizhang.model.times import format_time
from taizhang.rules.matchers import key_of
from taizhang.rules.sums import DONE, LATE, ON_TIME, OVERDUE, pooled, state_at
from taizhang.rules.views.cells import (
    ALL,
    LEVEL,
    NO_LEVEL,
    SPREAD,
    length,
    number,
    share,
    spread,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from taizhang.model.plan import Deadline, Plan
    from taizhang.model.statisticsviews import Cell
    from taizhang.rules.views.cells import Period

LIMITS = "时限"


class Line(NamedTuple):
    """A duty as a plan has it; equal lines of several versions are one."""

    name: str
    limit: str
    force: str
    basis: str


def duties(period: Period) -> tuple[Figure, Figure]:
    """Duties with a limit, then those that are to be done promptly."""
    groups = _groups(period)
    limited = {line: each for line, each in groups.items() if line.limit}
    prompt = {line: each for line, each in groups.items() if not line.limit}
    return _limited(limited, period), _prompt(prompt, period)


class _Runs(NamedTuple):
    """Runs of one duty at one level: how many in each state, how long they took."""

    states: dict[str, int]
    taken: list[Sequence[int]]


def _groups(period: Period) -> dict[Line, dict[str, _Runs]]:
    """Runs by duty and level, duties in the order of the plans."""
    lines = {plan.id: _lines(plan) for plan in period.plans}
    runs: dict[Line, dict[str, _Runs]] = {}
    for plan in period.plans:
        for line in lines[plan.id].values():
            runs.setdefault(line, {})
    for (plan_id, code, level, state), amount in period.summed.under("duty").items():
        states = _runs(runs, lines[plan_id][code], level).states
        states[state] = states.get(state, 0) + amount
    for (plan_id, code, level), values in period.summed.lengths_under("duty").items():
        _runs(runs, lines[plan_id][code], level).taken.append(values)
    return {line: each for line, each in runs.items() if each}


def _runs(runs: dict[Line, dict[str, _Runs]], line: Line, level: str) -> _Runs:
    return runs[line].setdefault(level, _Runs({}, []))


def _lines(plan: Plan) -> dict[str, Line]:
    """The plan's duties by code, those of signing afterwards among them."""
    found = {
        each.code: Line(each.name, _limit(each), each.force, each.basis or each.clause)
        for each in plan.deadlines
    }
    for line in plan.approvals:
        if line.ratify:
            name = "追认 · " + "、".join(key_of(line.on, "kind"))
            force = "本预案" if line.clause else "目标"
            found[f"ratify-{line.code}"] = Line(
                name, line.ratify.words(), force, line.basis or line.clause
            )
    return found


def _limit(deadline: Deadline) -> str:
    if deadline.limit:
        return deadline.limit.words()
    return "所定时限" if deadline.limit_field else ""


def _rows_of(
    groups: Mapping[Line, Mapping[str, _Runs]], period: Period
) -> Iterator[tuple[Line, str, _Runs]]:
    for line, by_level in groups.items():
        yield line, ALL, _together(by_level.values())
        for level in period.levels if any(by_level) else ():
            if level in by_level:
                yield line, level or NO_LEVEL, by_level[level]


def _together(runs: Iterable[_Runs]) -> _Runs:
    every = _Runs({}, [])
    for each in runs:
        for state, amount in each.states.items():
            every.states[state] = every.states.get(state, 0) + amount
        every.taken.extend(each.taken)
    return every


def _limited(groups: Mapping[Line, Mapping[str, _Runs]], period: Period) -> Figure:
    rows, drawn = [], []
    for line, level, runs in _rows_of(groups, period):
        met, late, over = (runs.states.get(state, 0) for state in (ON_TIME, LATE, OVERDUE))
        if not met + late + over:
            continue
        taken = spread(pooled(runs.taken))[1:]
        rows.append(
            (*_named(line, level), number(met), number(late), number(over),
             share(met, met + late + over), *taken)
        )  # fmt: skip
        if level == ALL:
            drawn.append((f"{line.name}（{line.limit}）", met, late, over))
    return Figure(
        key="duties",
        title="有时限的事项",
        note="按所称时间判断。迟指超过时限才办，或办结时仍未办；逾期指至今未办、已过时限。"
        "未到期的、重新计时的和因缺放假数据无法计算的不算。要求一栏为目标的，是本单位自定，"
        "为参照的，是比照上级文件，都不是法定时限。",
        group=LIMITS,
        columns=(
            Column("name", "事项", number=False),
            LEVEL,
            Column("limit", "时限", number=False),
            Column("force", "要求", number=False),
            Column("basis", "依据", number=False),
            Column("on-time", "按时"),
            Column("late", "迟"),
            Column("overdue", "逾期"),
            Column("share", "按时率"),
            *SPREAD[1:],
        ),
        rows=tuple(rows),
        chart=_stacked(drawn) if drawn else None,
    )


def _named(line: Line, level: str) -> tuple[Cell, ...]:
    basis = text("" if line.basis == line.force else line.basis)
    return text(line.name), text(level), text(line.limit), text(line.force), basis


def _stacked(drawn: list[tuple[str, int, int, int]]) -> Chart:
    labels, met, late, over = zip(*drawn, strict=True)
    series = (Series("按时", met), Series("迟", late), Series("逾期", over))
    return Chart(form="stacked", labels=labels, series=series)


def _prompt(groups: Mapping[Line, Mapping[str, _Runs]], period: Period) -> Figure:
    rows = []
    for line, level, runs in _rows_of(groups, period):
        done, running = runs.states.get(DONE, 0), runs.states.get(RUNNING, 0)
        if done + running:
            name, level_cell, _, force, basis = _named(line, level)
            taken = spread(pooled(runs.taken))[1:]
            rows.append((name, level_cell, force, basis, number(done), number(running), *taken))
    return Figure(
        key="prompt",
        title="及时办理的事项",
        note="预案只写“及时”、没有写明多久的事项：只列用时，不判迟。",
        group=LIMITS,
        columns=(
            Column("name", "事项", number=False),
            LEVEL,
            Column("force", "要求", number=False),
            Column("basis", "依据", number=False),
            Column("done", "已办"),
            Column("running", "在办"),
            *SPREAD[1:],
        ),
        rows=tuple(rows),
    )


def overdue(period: Period) -> Figure:
    """What is overdue at the moment, the longest first."""
    lines = {plan.id: _lines(plan) for plan in period.plans}
    zones = {plan.id: plan.zone for plan in period.plans}
    found = [
        (datetime.fromisoformat(duty.due), facts, lines[facts.plan][duty.code])
        for facts in period.facts
        for duty in facts.duties
        if state_at(duty, period.now) == OVERDUE
    ]
    return Figure(
        key="overdue",
        title="逾期未办",
        note="在办事件中已过时限、至今未办的事项。",
        group=LIMITS,
        columns=(
            Column("incident", "编号", number=False),
            LEVEL,
            Column("stage", "环节", number=False),
            Column("name", "事项", number=False),
            Column("force", "要求", number=False),
            Column("due", "应于", number=False),
            Column("over", "已逾期", "分钟"),
        ),
        rows=tuple(
            (
                text(facts.id),
                text(facts.level or NO_LEVEL),
                text(facts.stage),
                text(line.name),
                text(line.force),
                text(format_time(due, zones[facts.plan])),
                length(int((period.now - due).total_seconds())),
            )
            for due, facts, line in sorted(found, key=lambda each: (each[0], each[1].id))
        ),
    )
