"""The statistics of a ledger, from what lies in its work tree or was committed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.errors import UsageProblem
from taizhang.rules.views.counted import facts_of
from taizhang.rules.views.statistics import ALL_YEARS, statistics_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from taizhang.actions.workspace import Case, Workspace
    from taizhang.model.plan import Plan
    from taizhang.model.recorded import Recorded
    from taizhang.model.statisticsviews import PeriodView, StatisticsView


def statistics_of(
    workspace: Workspace,
    cases: Iterable[Case],
    history: Mapping[str, tuple[Recorded, ...]],
    now: datetime,
) -> StatisticsView:
    """The statistics of judged incidents. ``history``: recorded times by path, empty = unknown."""
    return statistics_view(
        (facts_of(case.judged, history.get(case.file.path, ())) for case in cases),
        newest_first(workspace),
        workspace.governance.office,
        now,
        history=bool(history),
    )


def newest_first(workspace: Workspace) -> list[Plan]:
    """The plan in force, then the other versions, the newest first."""
    governance = workspace.governance
    plans = sorted(governance.plans.values(), key=lambda plan: plan.id, reverse=True)
    return sorted(plans, key=lambda plan: plan is not governance.newest)


def period_of(root: Path, now: datetime, year: str = "") -> tuple[StatisticsView, PeriodView]:
    """The statistics at ``now`` (aware), and the period asked for: a year, or all of them.

    Raises:
        UsageProblem: nothing was discovered in that year.
        EnvironmentProblem: no plan or roster can be read.
    """
    from taizhang.actions.querying import all_cases, recorded_times
    from taizhang.actions.workspace import open_workspace
    from taizhang.store.worktree import WorkTree

    workspace = open_workspace(WorkTree(root))
    view = statistics_of(workspace, all_cases(workspace, now), recorded_times(root), now)
    period = view.period(year or ALL_YEARS)
    if period is None:
        known = "、".join(each.key for each in view.periods if each.key != ALL_YEARS) or "–"
        raise UsageProblem("stats-no-year", value=year, known=known)
    return view, period
