"""Whatever is filed, under whatever plan: nothing raises, no gate is skipped, clocks run on."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.builders import worded
from tests.rules.histories import NAMES, incident, world

from taizhang.model.plan import BLOCK
from taizhang.model.state import Clock, Effect
from taizhang.rules.judge import judge
from taizhang.rules.views.board import board_view
from taizhang.rules.views.incident import incident_view
from taizhang.rules.views.rows import row_view

SEEDS = st.integers(0, 10**9)
RUNNING = (Clock.OPEN, Clock.SOON, Clock.OVERDUE)


def judged_at(name, seed, *later):
    """The history judged after so many minutes each; none when its form is not sound."""
    read_in, findings, last = incident(name, seed)
    worded(findings)
    law = world(name).law
    if read_in is None:
        return []
    nows = [last + timedelta(minutes=each) for each in later]
    return [judge(read_in, law.plan, law.rosters, law.office, now) for now in nows]


def is_told(name, seed):
    """Judged, worded and shown without a fault of the program."""
    for judged in judged_at(name, seed, 0):
        worded(judged.findings)
        now = max(each.at for each in judged.state.incident.entries)
        office = world(name).law.office
        row_view(judged, now)
        incident_view(judged, now, path="x.yml", findings=judged.findings)
        board_view([judged], office, judged.plan, now, "")


def keeps_the_gates(name, seed):
    """Read off the acts alone, by eyes that know nothing of how gates are judged."""
    for judged in judged_at(name, seed, 0):
        state = judged.state
        if any(act.counts and act.entry.kind == "更正" for act in state.acts):
            continue  # a correction refuses nothing afterwards: what it breaks is told as late
        walked = [span.stage for span in state.spans]
        for origin, to in pairwise(walked):
            assert judged.plan.move(origin, to), walked
        for act in state.acts:
            if act.counts:
                signed_by_enough(act)
            if act.counts and act.entry.stage and act.move:
                met(act, judged)


def signed_by_enough(act):
    if act.line is None or act.effect is Effect.UNRATIFIED:
        return
    signers = [each.person for each in act.approvals if each.counts and each.verdict == "同意"]
    assert len(set(signers)) == len(signers) >= len(act.line.needed)
    assert act.entry.by not in signers
    assert not set(signers) & set(act.entry.words("drafted_by"))


def met(act, judged):
    """What the plan asks before a stage by kind alone stands, in effect by then."""
    for rule in judged.plan.rules:
        on = dict(rule.on)
        if set(on) - {"stage", "move"} or act.entry.stage not in on.get("stage", ()):
            continue
        if rule.strength != BLOCK or not rule.when.empty or rule.each or rule.same:
            continue
        if act.move not in on.get("move", (act.move,)) or not rule.need:
            continue
        if any("kind" not in dict(need) for need in rule.need):
            continue
        assert any(
            answers(other, act, need) for other in judged.state.acts for need in rule.need
        ), (
            rule.code,
            act.entry.name,
        )


def answers(other, act, need):
    if not other.counts or other.took_effect > act.took_effect:
        return False
    for key, accepted in need:
        if key == "kind":
            if other.entry.kind not in accepted:
                return False
        elif key == "stage_now":
            if other.stage_before not in accepted:
                return False
        elif accepted == ("any",):
            if not other.entry.has(key):
                return False
        elif not set(other.entry.words(key)) & set(accepted):
            return False
    return True


def runs_on(name, seed):
    for before, after in pairwise(judged_at(name, seed, 0, 9, 1500, 90_000)):
        assert len(before.dues) == len(after.dues)
        assert before.state == after.state
        for old, new in zip(before.dues, after.dues, strict=True):
            if old.clock in RUNNING:
                assert new.clock in RUNNING[RUNNING.index(old.clock) :]
            else:
                assert new.clock is old.clock
            assert new.over >= old.over
            assert new.taken >= old.taken


PROPERTIES = (is_told, keeps_the_gates, runs_on)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda each: each.__name__)
def test_for_any_history(holds, name):
    @settings(max_examples=500, deadline=None)
    @given(SEEDS)
    def held(seed):
        holds(name, seed)

    held()


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda each: each.__name__)
def test_for_very_many_histories(holds, name):
    """A hundred thousand histories a property, a quarter of them under each plan."""

    @settings(max_examples=25_000, deadline=None)
    @given(SEEDS)
    def held(seed):
        holds(name, seed)

    held()


@pytest.mark.parametrize("name", NAMES)
def test_histories_reach_far_enough_to_mean_something(name):
    reached = {
        (span.stage, judged.state.closed)
        for seed in range(300)
        for judged in judged_at(name, seed, 0)
        for span in judged.state.spans
    }
    plan = world(name).law.plan
    assert {stage for stage, _ in reached} == {stage.name for stage in plan.stages}
    effects = {
        act.effect
        for seed in range(300)
        for judged in judged_at(name, seed, 0)
        for act in judged.state.acts
    }
    assert {Effect.EFFECTIVE, Effect.WAITING, Effect.REFUSED} <= effects
