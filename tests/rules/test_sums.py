"""Sums of records, and sums of sums."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.model.incidentfacts import (
    DutyFact,
    EntryFact,
    IncidentFacts,
    ItemFact,
    Length,
    LessonFact,
)
from taizhang.model.sums import Sums
from taizhang.rules.sums import (
    median,
    merged,
    months,
    percentile,
    pooled,
    state_at,
    summed,
    without,
)

NOW = datetime(2026, 11, 9, 12, tzinfo=UTC)

ZONE = timezone(timedelta(hours=8))
STATES = ("met", "late", "done", "running", "ended", "superseded", "unknown")


def record(chance):
    """Any record: what it says need not make sense."""

    def name():
        return chance.choice("甲乙丙")

    def names():
        return tuple(chance.sample("甲乙丙", chance.randint(0, 2)))

    def seconds():
        return chance.randint(0, 10**7)

    def stamp():
        return datetime.fromtimestamp(chance.randint(17 * 10**8, 18 * 10**8), ZONE).isoformat()

    def rows(make):
        return tuple(make() for _ in range(chance.randint(0, 3)))

    return IncidentFacts(
        id=name(), plan=name(), opened=stamp(), closed=chance.choice(("", stamp())), stage=name(),
        level=chance.choice(("", name())), drill=False, natures=names(), platforms=names(),
        scope=names(), measures=names(),
        items=rows(lambda: ItemFact(name(), chance.random() < 0.5)),
        entries=rows(lambda: EntryFact(name(), chance.randint(1, 9), chance.randint(0, 1))),
        lessons=rows(lambda: LessonFact(name(), chance.choice(("plan", "other", "")), name())),
        stays=rows(lambda: Length(name(), seconds())),
        intervals=rows(lambda: Length(name(), seconds())),
        duties=rows(
            lambda: DutyFact(name(), chance.choice(STATES), chance.choice(("", stamp())), seconds())
        ),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(30))
def test_months_in_any_order_add_up_to_all(seed):
    chance = Random(seed)  # noqa: S311
    facts = [record(chance) for _ in range(chance.randint(0, 20))]
    by_month = [*months(facts, NOW).values()]
    chance.shuffle(by_month)
    half = len(by_month) // 2
    years = [merged(by_month[:half]), merged(by_month[half:])]
    assert merged(years) == summed(facts, NOW)
    assert merged(by_month) == summed(reversed(facts), NOW)


def test_a_sum_of_nothing_counts_nothing():
    nothing = merged(())
    assert (nothing.count("level", "一般"), nothing.under("level")) == (0, {})


@pytest.mark.parametrize(
    ("values", "middle", "ninth"),
    [
        ((7,), 7, 7),
        ((1, 4), 2, 4),
        ((1, 2, 9), 2, 9),
        ((1, 2, 3, 4, 5, 6, 7, 8, 9, 10), 5, 9),
        ((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), 6, 10),
    ],
)
def test_median_and_ninth_tenth(values, middle, ninth):
    """Nearest rank: of ten values the ninth, of eleven the tenth, of a few the largest."""
    assert (median(values), percentile(values, 90)) == (middle, ninth)


@settings(deadline=None)
@given(st.lists(st.integers(0, 99), min_size=1, max_size=30))
def test_nine_tenths_are_within_and_no_smaller_value_would_do(values):
    ordered = tuple(sorted(values))
    found = percentile(ordered, 90)
    assert sum(value <= found for value in ordered) * 10 >= len(ordered) * 9
    assert sum(value < found for value in ordered) * 10 < len(ordered) * 9


@pytest.mark.parametrize(
    ("due", "state"),
    [
        ("2026-11-09T19:59:59+08:00", "overdue"),
        ("2026-11-09T20:00:00+08:00", "running"),
        ("", "running"),
    ],
)
def test_a_running_duty_is_overdue_once_its_limit_has_passed(due, state):
    assert state_at(DutyFact("a", "running", due, 0), NOW) == state


def test_what_was_done_is_never_overdue():
    assert state_at(DutyFact("a", "met", "2020-01-01T00:00:00+08:00", 5), NOW) == "met"


def test_one_incident_counts_in_each_of_its_ways():
    facts = IncidentFacts(
        id="甲", plan="案", opened="2026-11-01T09:00:00+08:00", closed="", stage="段", level="重大",
        drill=False, natures=("诉求",), platforms=("论坛",), scope=("公众",), measures=("回应",),
        items=(ItemFact("诉求", True),), entries=(EntryFact("报告", 3, 2), EntryFact("说明", 1, 0)),
        lessons=(LessonFact("迟", "plan", "新版"),), stays=(), intervals=(),
        duties=(DutyFact("first", "running", "2026-11-01T10:00:00+08:00", 0),),
    )  # fmt: skip
    assert summed([facts], NOW).counts == {
        ("opened", "2026-11"): 1, ("opened-level", "2026-11", "重大"): 1, ("level", "重大"): 1,
        ("state", "open"): 1, ("nature", "诉求"): 1, ("platform", "论坛"): 1, ("scope", "公众"): 1,
        ("measure", "回应"): 1, ("item", "诉求", "answered"): 1, ("entry", "报告"): 3,
        ("entry", "说明"): 1, ("late-entry", "报告"): 2, ("late-entry-month", "2026-11"): 2,
        ("entry-month", "2026-11"): 4, ("lesson", "plan"): 1, ("revision", "新版"): 1,
        ("cause", "迟"): 1, ("duty", "案", "first", "重大", "overdue"): 1, ("overdue-incident",): 1,
    }  # fmt: skip


def test_several_lists_of_lengths_are_one_in_order():
    assert pooled([(2, 5), (), (1, 5, 9)]) == (1, 2, 5, 5, 9)
    assert pooled([]) == ()
    assert pooled([(2, 5)]) == (2, 5)


@pytest.mark.parametrize("seed", range(30))
def test_a_sum_without_some_is_the_sum_of_the_others(seed):
    chance = Random(seed)  # noqa: S311
    facts = [record(chance) for _ in range(chance.randint(1, 20))]
    chance.shuffle(facts)
    gone, left = facts[: len(facts) // 2], facts[len(facts) // 2 :]
    assert without(months(facts, NOW), months(gone, NOW)) == months(left, NOW)


@pytest.mark.parametrize(
    "strange",
    [
        {"2000-01": Sums(counts={("a",): 1}, lengths={})},
        {"2026-11": Sums(counts={("b",): 1}, lengths={})},
        {"2026-11": Sums(counts={("a",): 1}, lengths={("a",): (2,)})},
        {"2026-11": Sums(counts={("a",): 1}, lengths={("b",): (1,)})},
    ],
)
def test_what_is_no_part_of_a_sum_cannot_be_taken_out(strange):
    mine = {"2026-11": Sums(counts={("a",): 1}, lengths={("a",): (1,)})}
    assert without(mine, mine) == {}
    with pytest.raises(ValueError):  # noqa: PT011 - no more is promised
        without(mine, strange)
