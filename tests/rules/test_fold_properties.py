"""Whatever is appended in whatever order: folding gives an answer, and no gate is walked around.

Entries come from the plan's own lists: random kinds, fields, names and times, with signatures and
corrections that mostly hit. One number makes one file, always the same: hypothesis draws the
number alone, for it takes ten times as long to draw every word. ``--long`` folds a hundred
thousand files instead of two thousand.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, event, given, seed, settings
from hypothesis import strategies as st
from tests.rules.builders import shipped, worded

from taizhang.model.entry import Entry, Incident
from taizhang.model.fields import LISTS, Type
from taizhang.model.findings import Severity
from taizhang.model.kinds import KINDS
from taizhang.model.plan import ANY, BLOCK
from taizhang.model.state import Effect
from taizhang.model.times import format_time
from taizhang.rules.explain import options
from taizhang.rules.fold import fold
from taizhang.rules.matchers import key_of
from taizhang.rules.views.entries import entry_views
from taizhang.rules.views.rows import strip, waiting_views
from taizhang.rules.views.things import review_view, thing_views

LAW = shipped()
PLAN = LAW.plan
START = datetime.fromisoformat("2026-11-09T09:00:00+08:00")
PEOPLE = ("张伟", "李娜", "王强", "陈立", "周敏", "吴静")
KINDS_OFTEN = (*KINDS, *("审批", "更正", "决定", "推进", "调级", "报告", "会商") * 3)
NAMES = ("事项1", "事项2", "任务1", "发布1", "管控1", "移送1", "问题1")


def scalar(chance, field, kind, made):
    """A sound value of a field, drawn from the plan's lists."""
    known = {
        Type.PERSON: PEOPLE,
        Type.BODY: ("市网信办", "应急管理小组", "公安机关", "机关纪委", "办公室"),
        Type.LEVEL: tuple(each.name for each in PLAN.levels) or ("",),
        Type.STAGE: tuple(each.name for each in PLAN.stages),
        Type.ROLE: ("组长", "小组成员", "办公室", "监控员"),
        Type.NUMBER: ("1", "2", "0"),
        Type.YES: ("是", "是", "否"),
        Type.NEW: NAMES,
        Type.THING: NAMES,
        Type.ENTRY: tuple(each.name for each in made) or ("2026-11-09 09:00 发现",),
        Type.FIELD: (
            "at",
            "level",
            "stage",
            "text",
            "reason",
            "about",
            "items",
            "scope",
            "form",
            "to",
            "x",
        ),
        Type.VALUE: ("2026-11-09 09:00", "一般", "特别重大", "应急处置", "归档", "事项1", "甲"),
        Type.DAY: ("2026-12-01",),
        Type.TIME: ("2026-11-09 18:00",),
        Type.INCIDENT: ("20261103-8kq3",),
        Type.DIGEST: ("0" * 64,),
    }
    each = _ONE.get(field.type, field.type)
    if each is Type.CHOICE:
        return chance.choice(PLAN.options(field.choices, kind) or ("甲",))
    return chance.choice(known.get(each, ("甲",)))


_ONE = {
    Type.PERSONS: Type.PERSON,
    Type.BODIES: Type.BODY,
    Type.CHOICES: Type.CHOICE,
    Type.THINGS: Type.THING,
    Type.INCIDENTS: Type.INCIDENT,
}


def value(chance, field, kind, made):
    if field.fields:
        record = {
            each.name: value(chance, each, kind, made)
            for each in field.fields
            if each.needed or chance.choice((True, False))
        }
        return record if field.type is Type.RECORD else (record,)
    if field.type is Type.MARKS:
        mark = chance.choice(PLAN.marks)
        return {mark.name: chance.choice(mark.values)}
    if field.type in LISTS:
        many = chance.randint(1, 2)
        return tuple(dict.fromkeys(scalar(chance, field, kind, made) for _ in range(many)))
    return scalar(chance, field, kind, made)


def fields_of(chance, kind, made):
    fields = {}
    for field in kind.fields:
        if field.needed or chance.randint(0, 2) == 0:
            fields[field.name] = value(chance, field, kind.name, made)
    for group in kind.any_of:
        if not any(name in fields for name in group):
            name = chance.choice(group)
            fields[name] = value(chance, kind.field(name), kind.name, made)
    for name in ("stage", "late", "urgent"):
        if name not in fields and chance.randint(0, 5) == 0:
            fields[name] = value(chance, kind.field(name), kind.name, made)
    if kind.name == "更正":
        _aim(chance, fields, made)
    return fields


def _aim(chance, fields, made):
    """Most corrections quote their entry rightly."""
    target = next((each for each in made if each.name == fields["entry"]), None)
    if target is not None and chance.choice((True, False)):
        name = fields.get("field", "at")
        was = (target.at_text,) if name == "at" else target.words(name)
        fields.pop("was", None)
        if was:
            fields["was"] = was[0] if len(was) == 1 else was
        fields["field"] = name
        fields.setdefault("now", "2026-11-09 09:30")


FOUND = {
    "level": "一般",
    "reason": "甲",
    "scope": ("公众关注",),
    "items": ({"id": "事项1", "nature": "诉求", "summary": "甲"},),
    "sources": ({"platform": "论坛"},),
}


def any_entries(number):
    """Entries in any order, mostly after a discovery that counts: else no other counts either."""
    chance = Random(number)  # noqa: S311
    made: list[Entry] = []
    at = START
    for place in range(chance.randint(1, 22)):
        kind = KINDS[chance.choice(KINDS_OFTEN) if place else "发现"]
        fields = fields_of(chance, kind, made)
        if not place and chance.randint(0, 5):
            fields = {**FOUND, "level": fields.get("level", "一般")}
        if place:
            at += timedelta(minutes=chance.choice((1, 1, 5, 60, 0, -3)))
        made.append(
            Entry(
                number=place,
                at=at,
                at_text=format_time(at, PLAN.zone),
                by=chance.choice(PEOPLE),
                kind=kind.name,
                fields=fields,
            )
        )
    return Incident(
        id="20261109-4mq2", title="标题", plan=PLAN.id, drill=False, entries=tuple(made)
    )


STORY = (
    ("张伟", "报告", {"form": "首报", "to": "应急管理小组", "channel": "电话", "stage": "快报事实"}),
    ("李娜", "报告", {"form": "首报", "to": "市网信办", "channel": "电话"}),
    ("李娜", "决定", {"measures": ("启动预案",), "stage": "会商研判"}),
    ("李娜", "会商", {"present": ("办公室",), "findings": "甲"}),
    ("张伟", "来文", {"from": "市网信办", "form": "意见", "gist": "甲"}),
    ("李娜", "决定", {"measures": ("正面回应",), "stage": "应急处置"}),
    ("何俊", "办理", {"about": "事项1", "outcome": "已解决", "lane": "线下"}),
    ("李娜", "推进", {"stage": "后期处置"}),
    ("张伟", "监看", {"trend": "平息"}),
    ("李娜", "总结", {"units": ("办公室",), "good": ("甲",), "problems": ({"id": "问题1", "text": "甲"},), "stage": "总结评估"}),
    ("李娜", "改进", {"about": "问题1", "reason": "甲"}),
    ("李娜", "推进", {"stage": "归档"}),
)  # fmt: skip


def nearly_right(number):
    """The plain story with entries left out, doubled, put in and signed or not: gates in reach."""
    chance = Random(number)  # noqa: S311
    made: list[Entry] = []
    at = START

    def put(by, kind, fields):
        nonlocal at
        at += timedelta(minutes=chance.choice((1, 1, 2, -2)) if made else 0)
        made.append(
            Entry(
                number=len(made),
                at=at,
                at_text=format_time(at.replace(second=len(made) % 60), PLAN.zone),
                by=by,
                kind=kind,
                fields=fields,
            )
        )
        return made[-1]

    level = chance.choice([each.name for each in PLAN.levels])
    put("张伟", "发现", {**FOUND, "level": level})
    for by, kind, fields in STORY:
        luck = chance.randint(0, 9)
        if luck == 0:
            continue
        if luck == 1:
            extra = KINDS[chance.choice(KINDS_OFTEN)]
            put(chance.choice(PEOPLE), extra.name, fields_of(chance, extra, made))
        entry = put(by, kind, fields)
        for signer, role in (("陈立", "组长"), ("王强", "小组成员")):
            if chance.randint(0, 9):
                verdict = "同意" if chance.randint(0, 15) else "退回"
                put(
                    signer,
                    "审批",
                    {
                        "entry": entry.name,
                        "as": role,
                        "roster": "1",
                        "verdict": verdict,
                        "reason": "甲",
                    },
                )
    return Incident(
        id="20261109-4mq2", title="标题", plan=PLAN.id, drill=False, entries=tuple(made)
    )


NUMBERS = st.integers(0, 2**63)
ANY_ENTRIES, NEARLY_RIGHT = NUMBERS.map(any_entries), NUMBERS.map(nearly_right)


def folded(incident):
    return fold(incident, PLAN, LAW.rosters, LAW.office)


def many(examples):
    """The same ``examples`` files every time."""
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=[
            HealthCheck.too_slow,
            HealthCheck.data_too_large,
            HealthCheck.large_base_example,
        ],
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
    )


def check_all(incident):
    done = folded(incident)
    check_answers(incident, done)
    check_gates(incident, done)


def check_answers(incident, done):
    """There is a status for every entry, words for every finding, and a view of everything."""
    state = done.state
    assert len(state.acts) == len(incident.entries)
    worded(done.findings)
    for number, act in enumerate(state.acts):
        assert act.entry.number == number
        assert act.counts == (act.took_effect is not None) or act.effect is Effect.VOID
        if act.effect is Effect.WAITING:
            assert act.missing
            assert act.line is not None
        if act.effect is Effect.UNRATIFIED:
            assert act.missing
            assert act.entry.has("urgent")
        if act.effect in (Effect.RETURNED, Effect.REFUSED):
            assert not act.missing
    refused = {number for number, act in enumerate(state.acts) if act.effect is Effect.REFUSED}
    told = {
        each.where[1]
        for each in done.findings
        if each.severity is Severity.ERROR and each.where[0] == "timeline"
    }
    assert refused <= told | {0}
    assert state.stage == (state.spans[-1].stage if state.spans else "")
    assert all(span.until is not None for span in state.spans[:-1])
    entry_views(state, PLAN, ())
    thing_views(state)
    options(done.ground, START + timedelta(days=9))
    strip(state, PLAN, START)


def check_gates(incident, done):
    """Whoever stands in a stage got there past every rule that guards it.

    Judged here from what stood before, by kind and fields alone: an oracle that knows neither
    gates nor effects, only the list of acts that counted when the move was made. Corrections
    may break what was right; they are told as late, so files with one are left out.
    """
    if any(entry.kind == "更正" for entry in incident.entries):
        event("with corrections")
        return
    for act in done.state.acts:
        if not (act.counts and act.move):
            continue
        event(f"entered {act.entry.stage}")
        for rule in PLAN.rules:
            if (
                rule.strength != BLOCK
                or not _guards(rule, act)
                or rule.again
                or rule.each
                or rule.same
            ):
                continue
            assert any(_stood(need, act, done.state) for need in rule.need), rule.code


def _guards(rule, act):
    on = dict(rule.on)
    plain = set(on) <= {"stage", "move"} and rule.when.empty and rule.need
    return (
        plain and act.entry.stage in on.get("stage", ()) and act.move in on.get("move", (act.move,))
    )


def _stood(need, act, state):
    if not key_of(need, "kind"):
        confirming = ("决定", "调级")
        return any(_earlier(other, act) and other.entry.kind in confirming for other in state.acts)
    return any(
        (other is act or _earlier(other, act)) and _fits(need, other) for other in state.acts
    )


def _earlier(other, act):
    return other.counts and other.took_effect < act.took_effect


def _fits(need, other):
    for key, accepted in need:
        if key == "stage_now":
            fits = other.stage_before in accepted
        elif key == "kind":
            fits = other.entry.kind in accepted
        elif accepted == (ANY,):
            fits = other.entry.has(key)
        else:
            fits = any(each in accepted for each in other.entry.words(key))
        if not fits:
            return False
    return True


@pytest.mark.slow
@given(ANY_ENTRIES)
@many(1000)
def test_any_entries_in_any_order_are_folded(incident):
    check_all(incident)


@pytest.mark.slow
@given(NEARLY_RIGHT)
@many(1000)
def test_nobody_gets_past_a_gate(incident):
    check_all(incident)


@given(NEARLY_RIGHT)
@many(100)
def test_what_comes_after_changes_nothing_that_was_settled(incident):
    whole = folded(incident)
    half = len(incident.entries) // 2
    part = folded(replace(incident, entries=incident.entries[:half]))
    settled = (Effect.EFFECTIVE, Effect.RETURNED, Effect.REFUSED)
    for act, later in zip(part.state.acts, whole.state.acts[:half], strict=True):
        if act.effect in settled:
            assert later.effect in (act.effect, Effect.VOID)
            assert later.took_effect == act.took_effect


@given(NEARLY_RIGHT)
@many(100)
def test_the_same_file_is_folded_the_same(incident):
    one, two = folded(incident), folded(incident)
    assert one.state == two.state
    assert one.findings == two.findings


@given(NEARLY_RIGHT)
@many(60)
def test_views_are_made_of_anything(incident):
    from taizhang.rules.judge import judge

    done = judge(incident, PLAN, LAW.rosters, LAW.office, START + timedelta(days=3))
    waiting_views(done)
    review_view(done.state, done)
    worded(done.findings)


@pytest.mark.long
@pytest.mark.parametrize("part", range(10))
@pytest.mark.parametrize("files", [ANY_ENTRIES, NEARLY_RIGHT], ids=["any", "nearly-right"])
def test_the_same_holds_for_very_many_files(files, part):
    """A hundred thousand files, in parts that each have their own beginning."""

    @seed(part)
    @settings(many(5000), derandomize=False)
    @given(files)
    def run(incident):
        check_all(incident)

    run()
