"""What comes next is told as the rules judge it: who follows the advice is not refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.builders import (
    consulted,
    decided,
    drafted,
    errors,
    folded,
    found,
    full_time,
    handled,
    item,
    opinion,
    published,
    regraded,
    reported,
    shipped,
    signed,
    until_archive,
    until_follow_up,
    until_handling,
    voided,
)
from tests.rules.situations import TASK

from taizhang.model.kinds import KINDS
from taizhang.model.plan import ANY, BLOCK, Condition, Rule
from taizhang.model.times import parse_time
from taizhang.rules.explain import options
from taizhang.rules.matchers import key_of

NOW = "+4 10:00"
OPEN = [found(), reported(stage="快报事实")]


def nexts(*entries, law=None, now=NOW):
    done = folded(*entries, law=law)
    moment = parse_time(full_time(now), shipped().plan.zone)
    return {(each.move.type, each.move.to): each for each in options(done.ground, moment)}


def asked(option):
    return [gate.rule.code for gate in option.gates if not gate.met]


def test_the_moves_of_the_plan_are_offered_in_its_order():
    assert list(nexts(found())) == [("前进", "快报事实")]
    assert list(nexts(*OPEN)) == [("前进", "会商研判"), ("跳过", "归档")]
    assert list(nexts(*until_archive())) == [("重开", "应急处置"), ("重开", "会商研判")]


def test_what_the_entry_itself_meets_nobody_has_to_see_to():
    option = nexts(found())["前进", "快报事实"]
    assert (option.kind, option.ready, asked(option), option.line) == ("报告", True, [], None)


def test_the_decision_that_starts_the_plan_asks_for_no_opinion():
    high = [found(level="较大"), reported(stage="快报事实")]
    option = nexts(*high)["前进", "会商研判"]
    assert option.kind == "决定"
    assert asked(option) == ["cac-report-before-consult"]
    told = nexts(*high, reported("09:10", to="市网信办"))["前进", "会商研判"]
    assert told.ready
    assert told.line.code == "decision-approval"


def test_the_plain_move_is_offered_where_the_decision_stands_already():
    go = decided("09:20", "启动预案")
    option = nexts(*OPEN, go, signed("09:25", go))["前进", "会商研判"]
    assert (option.kind, option.ready, option.line) == ("推进", True, None)


def test_every_condition_of_a_move_is_named():
    start = until_handling("较大")[:5]
    option = nexts(*start)["前进", "应急处置"]
    assert option.kind == "决定"
    assert asked(option) == [
        "consult-before-handling",
        "tasks-assigned",
        "cac-opinion-before-measures",
    ]
    assert not option.ready
    ready = nexts(*start, consulted(), opinion())["前进", "应急处置"]
    assert ready.ready


def test_a_skip_asks_for_words():
    option = nexts(*OPEN)["跳过", "归档"]
    assert (option.ready, option.writes) == (True, ("reason",))
    assert option.line.code == "skip-approval"


def test_while_a_move_waits_nothing_is_ready():
    go = decided("09:20", "启动预案", stage="会商研判")
    assert not any(each.ready for each in nexts(*OPEN, go).values())


def test_what_rests_on_a_signature_to_come_is_met():
    go = decided("09:20", "启动预案", urgent="急")
    assert nexts(*OPEN, go)["前进", "会商研判"].ready


def test_a_need_that_took_effect_later_than_now_is_open():
    told = nexts(*until_follow_up(), now="09:00")["前进", "总结评估"]
    assert not told.ready
    early = nexts(*until_handling()[:-2], now="09:10")["前进", "应急处置"]
    assert [gate.rule.code for gate in early.gates if gate.early] == ["consult-before-handling"]
    assert not early.ready


def law_with(*rules):
    return shipped().changed(rules=rules)


def test_fields_and_drafters_are_the_authors_own_to_see_to():
    on = (("stage", ("会商研判",)),)
    fields = Rule(code="a", on=on, fields=("reason",))
    units = Rule(code="b", on=on, drafter_units=("法工委",))
    option = nexts(*OPEN, law=law_with(fields, units))["前进", "会商研判"]
    assert option.ready
    assert option.writes == ("reason",)
    assert asked(option) == ["a", "b"]


def test_a_need_the_entry_cannot_carry_is_seen_to_by_another():
    on = (("stage", ("会商研判",)),)
    tasks = Rule(code="a", on=on, need=((("kind", ("推进",)), ("tasks", (ANY,))),))
    derived = Rule(code="b", on=on, need=((("kind", ("推进",)), ("nature", ("咨询",))),))
    option = nexts(*OPEN, law=law_with(tasks, derived))["前进", "会商研判"]
    assert asked(option) == ["a", "b"]
    assert not option.ready


def test_what_is_asked_of_one_sort_of_move_is_written_by_it():
    need = (("kind", ("推进",)), ("move", ("跳过",)), ("reason", (ANY,)))
    skip = Rule(code="a", on=(("stage", ("归档",)),), need=(need,))
    option = nexts(*OPEN, law=law_with(skip))["跳过", "归档"]
    assert (option.ready, option.writes, asked(option)) == (True, ("reason",), [])


def test_what_stands_already_is_shown_and_what_the_entry_meets_is_not():
    start = [*until_handling()[:5], consulted()]
    go = decided("10:00", "正面回应", tasks=[TASK])
    option = nexts(*start, go, signed("10:05", go))["前进", "应急处置"]
    assert (option.kind, option.ready) == ("推进", True)
    assert [(gate.rule.code, gate.met) for gate in option.gates] == [
        ("consult-before-handling", True),
        ("measures-before-handling", True),
        ("level-confirmed", True),
        ("tasks-assigned", True),
    ]
    same = Rule(code="a", on=(("stage", ("应急处置",)),), need=((("kind", ("决定", "推进")),),))
    told = nexts(*start, go, signed("10:05", go), law=law_with(same))["前进", "应急处置"]
    assert told.gates == ()


def test_of_several_values_the_one_with_the_fewest_conditions_is_judged():
    on = (("stage", ("会商研判",)),)
    either = Rule(
        code="a", on=on, need=((("kind", ("决定",)), ("measures", ("信息管控", "线下处置"))),)
    )
    control = Rule(
        code="b",
        on=(("kind", ("决定",)), ("measures", ("信息管控",))),
        need=((("kind", ("核查",)),),),
    )
    option = nexts(*OPEN, law=law_with(either, control))["前进", "会商研判"]
    assert (option.kind, option.ready) == ("决定", True)


def test_a_stage_anything_may_enter_is_entered_by_the_plain_move():
    law = shipped()
    stages = tuple(replace(stage, entered_by=()) for stage in law.plan.stages)
    assert nexts(*OPEN, law=law.changed(stages=stages, rules=()))["前进", "会商研判"].kind == "推进"
    only = tuple(
        replace(stage, entered_by=("会商", "来文")) if stage.name == "会商研判" else stage
        for stage in law.plan.stages
    )
    assert nexts(*OPEN, law=law.changed(stages=only, rules=()))["前进", "会商研判"].kind == "会商"


def test_a_condition_on_the_sort_of_move_is_judged():
    on = (("stage", ("归档",)),)
    skip = Rule(code="a", on=on, need=((("kind", ("核查",)),),), when=Condition(moves=("跳过",)))
    assert asked(nexts(*OPEN, law=law_with(skip))["跳过", "归档"]) == ["a"]


# Following the advice


class Walk:
    """Does whatever the advice says, and nothing else, until the incident is archived."""

    def __init__(self, *entries, law=None):
        self.entries = list(entries)
        self.law = law
        self.minute = 0

    def time(self):
        self.minute += 5
        days, minutes = divmod(self.minute, 600)
        return f"+{1 + days} {9 + minutes // 60:02}:{minutes % 60:02}"

    def file(self, entry):
        self.entries.append(entry)
        done = folded(*self.entries, law=self.law)
        assert errors(done) == [], self.entries[-1]
        act = done.state.acts[-1]
        for by in ("陈立", "王强")[: len(act.missing)] if not act.counts else ():
            self.entries.append(signed(self.time(), entry, by=by))
            assert errors(folded(*self.entries, law=self.law)) == []

    def step(self, *way):
        option = self.option(*way)
        for _ in range(9):
            if option.ready:
                break
            gate = next(
                each for each in option.gates if not each.met and each.rule.strength == BLOCK
            )
            for thing in gate.lacking or ("",):
                self.file(self.entry_for(gate.rule.need[-1], thing))
            option = self.option(*way)
        assert option.ready
        fields = dict.fromkeys(option.writes, "写明")
        self.file(self.made(option.kind, {**self.asked_of(option), **fields, "stage": way[1]}))
        assert folded(*self.entries, law=self.law).state.stage == way[1]

    def option(self, *way):
        return nexts(*self.entries, law=self.law, now=self.time())[way]

    def asked_of(self, option):
        """Values the rules of the stage ask the entry itself to carry."""
        law = self.law or shipped()
        found = {}
        for rule in law.plan.rules:
            if ("stage", (option.move.to,)) in rule.on:
                for need in rule.need:
                    if key_of(need, "kind") == (option.kind,):
                        found.update(self.fields_of(need))
        return found

    def fields_of(self, need):
        return {
            key: values[-1]
            for key, values in need
            if key != "kind" and values != (ANY,) and "stage" not in key
        }

    def entry_for(self, need, thing):
        fields = self.fields_of(need)
        if thing:
            fields["about"] = thing
        return self.made(key_of(need, "kind")[0], fields)

    def made(self, kind, fields):
        stock: dict[str, dict] = {
            "报告": {"form": "终报", "to": "市网信办", "channel": "电话"},
            "会商": {"present": ["办公室"], "findings": "属实"},
            "来文": {"from": "市网信办", "form": "意见", "gist": "同意"},
            "决定": {"measures": ["正面回应"]},
            "办理": {"outcome": "已解决", "rectified": "已改", "reason": "已解释"},
            "监看": {"trend": "平息"},
            "总结": {"units": ["办公室"], "good": ["快"], "problems": [{"id": "问题1", "text": "慢"}]},
            "改进": {"reason": "不需修改"},
            "移送": {"id": "移送1", "items": ["事项1"], "to": "机关纪委"},
        }  # fmt: skip
        own = {**stock.get(kind, {}), **fields}
        lists = {each.name for each in KINDS[kind].fields if each.type.value.endswith("s")}
        shaped = {
            key: [value] if key in lists and isinstance(value, str) else value
            for key, value in own.items()
        }
        at = full_time(self.time())
        return {"at": at, "by": "李娜", "kind": kind, **shaped}


@pytest.mark.parametrize("level", ["一般", "较大", "特别重大"])
def test_whoever_follows_the_advice_gets_through(level):
    walk = Walk(found(level=level))
    for stage in ("快报事实", "会商研判", "应急处置", "后期处置", "总结评估", "归档"):
        walk.step("前进", stage)


@pytest.mark.parametrize("nature", ["咨询", "意见建议", "虚假信息", "法规误读"])
def test_whoever_follows_the_advice_gets_through_with_any_nature(nature):
    walk = Walk(found(items=[item(nature=nature), item("事项2")]))
    for stage in ("快报事实", "会商研判", "应急处置", "后期处置"):
        walk.step("前进", stage)


def test_whoever_follows_the_advice_gets_through_after_an_upgrade():
    walk = Walk(*until_handling())
    walk.file({**regraded(walk.time(), "重大"), "stage": "会商研判"})
    for stage in ("应急处置", "后期处置"):
        walk.step("前进", stage)


@pytest.mark.parametrize("way", [("退回", "会商研判"), ("前进", "后期处置")])
def test_whoever_follows_the_advice_gets_on_from_handling(way):
    Walk(*until_handling()).step(*way)


@pytest.mark.parametrize("way", [("重开", "应急处置"), ("重开", "会商研判")])
def test_whoever_follows_the_advice_reopens(way):
    Walk(*until_archive()).step(*way)


def test_whoever_follows_the_advice_puts_aside_what_is_not_theirs():
    Walk(*OPEN).step("跳过", "归档")


def test_the_advice_after_a_voided_release_names_the_item_again():
    draft = drafted("10:20")
    out = published("10:40")
    void = voided("10:50", out)
    story = [*until_handling(), draft, signed("10:30", draft), out]
    assert nexts(*story)["前进", "后期处置"].ready
    option = nexts(*story, void, signed("10:55", void))["前进", "后期处置"]
    gate = next(each for each in option.gates if each.rule.code == "items-answered")
    assert (gate.met, gate.lacking) == (False, ("事项1",))
    assert not option.ready
    assert nexts(*story, handled("11:00"))["前进", "后期处置"].ready
