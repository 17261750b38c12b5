"""The lessons of an incident in words, with the plan version and clause that came of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.clause import anchor
from taizhang.model.entry import part
from taizhang.model.lessonviews import LessonView
from taizhang.model.views import ProblemView
from taizhang.rules.lessons import improvement
from taizhang.rules.views.words import moment

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from taizhang.model.state import State
    from taizhang.rules.judge import Judged


def problem_view(problem: Mapping[str, object], state: State) -> ProblemView:
    """A problem of a review with what came of it; ``outcome`` is ``""`` while nothing did."""
    name = part(problem, "id")
    made = improvement(name, state)
    entry = made.entry if made else None
    plan, clause, reason = (
        (entry.word("plan"), entry.word("clause"), entry.word("reason")) if entry else ("", "", "")
    )
    told = f"预案 {plan} 修订" + (f" {clause}" if clause else "") if plan else reason
    return ProblemView(
        name=name,
        text=part(problem, "text"),
        outcome=told,
        plan=plan,
        clause=clause,
        anchor=anchor(clause),
        reason=reason,
    )


def lesson_views(judged: Judged, known: Collection[str]) -> tuple[LessonView, ...]:
    """Every problem of a review that counts. ``known``: the plan versions that are there."""
    state = judged.state
    lessons = []
    for thing in state.things_of("问题"):
        view = problem_view(thing.fields, state)
        lessons.append(
            LessonView(
                incident=state.incident.id,
                title=state.incident.title,
                name=view.name,
                text=view.text,
                at=moment(state.acts[thing.number].entry.at, judged.plan.zone),
                plan=view.plan,
                clause=view.clause,
                anchor=view.anchor,
                known=not view.plan or view.plan in known,
                reason=view.reason,
                drill=state.incident.drill,
            )
        )
    return tuple(lessons)
