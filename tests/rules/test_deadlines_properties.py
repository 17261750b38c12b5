"""Whatever the history: a clock only runs forward, and what is done stays as it was judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.clocks import FOUND, at, entry, office, plan, rosters, yes

from taizhang.model.state import Clock
from taizhang.rules.deadlines import dues
from taizhang.rules.fold import fold
from taizhang.rules.judge import judge
from taizhang.rules.reading import read_incident

RUNNING = (Clock.OPEN, Clock.SOON, Clock.OVERDUE)
DEADLINES = (
    "name: 首报, from: {kind: 发现}, to: {kind: 报告, form: 首报}, limit: 10 min, remind: [3 min, +30 min]",
    "name: 报上级, from: [{kind: 发现}, 升级], to: {kind: 报告, to: 上级}, when: {level_from: 较大}, limit: 2 h",
    "name: 会商, from: [{kind: 报告}, 重开], to: {kind: 会商}",
    "name: 回应, code: fast, from: {kind: 发现}, to: {kind: 会商}, limit: 4 h, outside: 只算上班, when: {level: 重大}",
    "name: 回应, code: slow, from: {kind: 发现}, to: {kind: 会商}, limit: 5 workday, when: {level: [较大, 一般]}",
    "name: 答复, each: 事项, to: {kind: 办理, outcome: 办结}, limit: 3 d, outside: 顺延终点, extend: 5 workday",
    "name: 任务, each: 任务, limit: due, to: {kind: 办理, outcome: 办结}",
    "name: 审定, from: [{kind: 送审}, {kind: 决定}, {kind: 调级}], to: 签完, limit: 2 h, outside: 顺延起点",
    "name: 评估, from: {stage: 评估}, to: {kind: 总结}, limit: 40 workday",
)
ACTS = (
    "报告, form: 首报, to: 上级, channel: 电话",
    "报告, form: 续报, to: 上级, channel: 电话",
    "会商, present: [宣传科], findings: 属实",
    "说明, marks: {复杂: 是}",
    "说明, items: [{id: 事项NO, nature: 诉求, summary: 另事}]",
    "丁 决定, measures: [回应], stage: 处置",
    "丁 决定, measures: [回应], stage: 处置, urgent: 急",
    "丁 决定, measures: [回应], tasks: [{id: 任务NO, unit: 宣传科, do: 答复, due: 2026-11-12 18:00}]",
    "调级, level: 重大, reason: 增多",
    "调级, level: 较大, reason: 变化",
    "调级, level: 一般, reason: 减少",
    "送审, id: 发布NO, items: [事项1], form: 答复, drafted_by: [甲], channel: 微信, text: 说明",
    "办理, about: 事项1, outcome: 办结",
    "延期, about: 事项1, until: 2026-11-30 18:00, reason: 待核",
    "推进, stage: 评估",
    "推进, stage: 归档, reason: 办结",
    "推进, stage: 处置, reason: 再起",
    "更正, entry: 2026-11-09 09:00 发现, field: at, was: 2026-11-09 09:00, now: 2026-11-09 08:30, reason: 有误",
)
SIGN = ("乙 同意", "丙 同意", "乙 退回")


def history(steps):
    """Entries one after the other; a signature names the last entry that could want one."""
    moment = at("09:00")
    lines = [f"09:00 {FOUND}"]
    target = ""
    for number, (step, minutes, back) in enumerate(steps):
        moment += timedelta(minutes=minutes)
        time = (moment - timedelta(minutes=back)).strftime("%Y-%m-%d %H:%M:%S")
        if step in SIGN:
            who, verdict = step.split()
            if target:
                lines.append(yes(time, who, target, verdict))
            continue
        lines.append(f"{time} {step.replace('NO', str(number + 2))}")
        target = f"{time} {step.split(',')[0].split(' ')[-1]}"
    return lines, moment


STEPS = st.lists(
    st.tuples(
        st.sampled_from((*ACTS, *SIGN)), st.integers(1, 3000), st.sampled_from([0, 0, 0, 45])
    ),
    max_size=14,
)


def typed(lines):
    timeline = [entry(line) for line in lines]
    persons = frozenset(each.name for each in rosters().versions[0].persons)
    tree = {"id": "20261109-aaaa", "title": "某事", "plan": "clocks", "timeline": timeline}
    incident, findings = read_incident(tree, plan(*DEADLINES), persons)
    assert {each.code for each in findings} <= {"entry-name-taken"}
    return incident


@settings(deadline=None)
@given(STEPS, st.lists(st.integers(0, 100_000), min_size=2, max_size=4))
def test_a_clock_only_runs_forward(steps, later):
    lines, last = history(steps)
    incident = typed(lines)
    if incident is None:
        return  # two entries of one name
    ground = fold(incident, plan(*DEADLINES), rosters(), office()).ground
    nows = sorted(last + timedelta(minutes=each) for each in later)
    seen = [dues(ground, now) for now in nows]
    for before, after in pairwise(seen):
        assert len(before) == len(after)
        for old, new in zip(before, after, strict=True):
            _runs_on(old, new)


def _runs_on(old, new):
    """The same duty, later: nothing but its clock has moved, and that only forward."""
    assert replace(old, clock=new.clock, over=new.over, taken=new.taken) == new
    if old.clock in RUNNING:
        assert new.clock in RUNNING[RUNNING.index(old.clock) :]
        assert new.over >= old.over
        assert new.taken >= old.taken
    else:
        assert new.clock is old.clock
    if old.clock not in (*RUNNING, Clock.PENDING, Clock.UNKNOWN):
        assert new == old
    if not old.open:
        assert not new.open


@settings(deadline=None)
@given(STEPS)
def test_what_a_clock_shows_agrees_with_itself(steps):
    lines, last = history(steps)
    incident = typed(lines)
    if incident is None:
        return
    case = judge(incident, plan(*DEADLINES), rosters(), office(), last)
    for due in case.dues:
        assert (due.done is None) == (due.done_by is None)
        assert due.over.total_seconds() == 0 or due.due
        assert due.clock not in (Clock.MET, Clock.LATE) or due.done or due.stopped
        assert due.done is None or due.stopped is None
        ended = due.done or due.stopped
        if ended and due.due and due.clock in (Clock.MET, Clock.LATE, Clock.ENDED):
            assert (ended > due.due) is (due.clock is Clock.LATE)
        if due.due and due.remind_at:
            assert due.remind_at <= due.due
            assert due.remind_at in due.reminders
        assert list(due.reminders) == sorted(due.reminders)
