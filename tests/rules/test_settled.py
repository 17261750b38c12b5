"""When a verdict is final: closed, no clock running, nothing ahead of now."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.rules.builders import judged, until_archive, until_follow_up

from taizhang.model.state import Effect
from taizhang.rules.settled import latest, settled


def closed(now="+9 09:00"):
    return judged(now, *until_archive())


def test_a_closed_incident_without_a_running_clock_is_settled_from_its_last_entry_on():
    done = closed()
    last = latest(done)
    assert last == done.state.acts[-1].entry.at
    assert not any(each.open for each in done.dues)
    assert settled(done, last)
    assert not settled(done, last - timedelta(minutes=1))


def test_the_latest_time_need_not_be_the_last_entrys():
    done = closed()
    acts = done.state.acts
    turned = replace(done, state=replace(done.state, acts=(acts[-1], *acts[:-1])))
    assert latest(turned) == acts[-1].entry.at


def test_an_open_incident_is_not_settled():
    done = judged("+90 09:00", *until_follow_up())
    idle = replace(done, dues=())
    assert not settled(idle, latest(idle) + timedelta(days=900))


def test_a_closed_incident_on_which_a_clock_runs_is_not_settled():
    done = closed()
    running = next(each for each in judged("09:01", *until_archive()[:1]).dues if each.open)
    late = latest(done) + timedelta(days=1)
    assert not settled(replace(done, dues=(*done.dues, running)), late)


@pytest.mark.parametrize("effect", [Effect.WAITING, Effect.UNRATIFIED])
def test_a_closed_incident_that_waits_for_somebody_is_not_settled(effect):
    done = closed()
    acts = done.state.acts
    open_ = replace(
        done, state=replace(done.state, acts=(*acts[:-1], replace(acts[-1], effect=effect)))
    )
    assert not settled(open_, latest(done) + timedelta(days=1))


@pytest.mark.parametrize("days", [0, 1, 90])
def test_what_is_settled_is_judged_the_same_for_ever_after(days):
    first = closed("+1 12:00")
    assert settled(first, latest(first))
    later = closed(f"+{days + 1} 13:00")
    assert (later.findings, later.dues) == (first.findings, first.dues)
