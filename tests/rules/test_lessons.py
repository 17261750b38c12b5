"""What came of the problems of a review: a plan version, a reason, or nothing yet."""

from __future__ import annotations

import pytest
from tests.rules.clocks import FOUND, judged, plan, yes

from taizhang.model.findings import Severity
from taizhang.model.messages import finding_words
from taizhang.rules.lessons import improvement, unknown_plans
from taizhang.rules.views.lessons import lesson_views
from taizhang.rules.views.things import review_view

REVIEW = (
    f"09:00 {FOUND}",
    (
        "10:00 总结, units: [宣传科], good: [及时],"
        " problems: [{id: 问题1, text: 夜间没有备岗}, {id: 问题2, text: 口径不一}]"
    ),
)
CHANGED = "10:10 改进, about: 问题1, plan: 2026-11-18, clause: 四(二)"
REASONED = "10:20 改进, about: 问题1, reason: 已设备岗"


def case(*acts):
    return judged(plan(), "12:00", *REVIEW, *acts)


def lesson(*acts, known=("2022-08-05", "2026-11-18")):
    return lesson_views(case(*acts), known)[0]


def test_every_problem_of_a_review_is_a_lesson():
    first, second = lesson_views(case(), ())
    assert (first.name, first.text, second.text) == ("问题1", "夜间没有备岗", "口径不一")
    assert (first.incident, first.title) == ("20261109-aaaa", "某事")
    assert first.at.text == "2026-11-09 10:00"
    assert (first.plan, first.clause, first.reason, first.anchor) == ("", "", "", "")
    assert (first.known, first.drill) == (True, False)


def test_a_lesson_names_the_version_and_clause_that_came_of_it():
    view = lesson(CHANGED)
    assert (view.plan, view.clause, view.anchor, view.known) == (
        "2026-11-18", "四(二)", "s4-2", True,
    )  # fmt: skip


def test_a_version_that_is_not_there_is_not_known():
    assert lesson(CHANGED, known=("2022-08-05",)).known is False


@pytest.mark.parametrize(
    ("acts", "plan_version", "reason"),
    [((CHANGED, REASONED), "", "已设备岗"), ((REASONED, CHANGED.replace("10:10", "10:30")), "2026-11-18", "")],
)  # fmt: skip
def test_the_last_improvement_holds(acts, plan_version, reason):
    view = lesson(*acts)
    assert (view.plan, view.reason) == (plan_version, reason)


def test_an_improvement_that_was_voided_does_not_count():
    voided = "11:00 更正, entry: 2026-11-09 10:10 改进, void: 是, reason: 写错"
    of = case(CHANGED, voided, yes("11:05", "乙", "11:00 更正"))
    assert improvement("问题1", of.state) is None
    assert [*unknown_plans(of.state, ())] == []


def test_the_review_of_the_incident_says_the_same():
    of = case(CHANGED)
    review = review_view(of.state, of)
    assert review is not None
    first, second = review.problems
    assert (first.outcome, first.plan, first.anchor) == (
        "预案 2026-11-18 修订 四(二)", "2026-11-18", "s4-2",
    )  # fmt: skip
    assert (second.outcome, second.plan) == ("", "")


def test_a_plan_version_that_is_not_there_is_warned_of():
    (found,) = unknown_plans(case(CHANGED).state, ("2022-08-05", "2024-03"))
    assert (found.code, found.severity) == ("improve-plan-unknown", Severity.WARNING)
    assert found.where == ("timeline", 2, "plan")
    for lang in ("zh", "en"):
        assert "2026-11-18" in finding_words(found, lang)[0]
        assert "2022-08-05、2024-03" in finding_words(found, lang)[1]
    assert found.clause == "三(六)"


@pytest.mark.parametrize("acts", [(CHANGED,), (REASONED,), ()])
def test_nothing_is_said_of_a_version_that_is_there_or_of_none(acts):
    assert [*unknown_plans(case(*acts).state, ("2026-11-18",))] == []
