"""Problems of reviews and what came of them: a change of the plan, or a reason for none.

Source: plan 三(六).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from taizhang.model.state import Act, State

UNKNOWN_PLAN, CLAUSE = "improve-plan-unknown", "三(六)"


def improvement(problem: str, state: State) -> Act | None:
    """The last 改进 about ``problem`` that counts; None when there is none yet."""
    for act in reversed(state.acts):
        if act.entry.kind == "改进" and act.counts and act.entry.word("about") == problem:
            return act
    return None


def unknown_plans(state: State, known: Collection[str]) -> Iterator[Finding]:
    """A warning for every 改进 that names a plan version which is not among ``known``."""
    for act in state.acts:
        version = act.entry.word("plan")
        if act.entry.kind != "改进" or not act.counts or not version or version in known:
            continue
        yield Finding(
            code=UNKNOWN_PLAN,
            severity=Severity.WARNING,
            where=("timeline", act.entry.number, "plan"),
            values={"value": version, "known": "、".join(known)},
            clause=CLAUSE,
        )
