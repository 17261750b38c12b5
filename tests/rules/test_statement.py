"""The statement: the same bytes for everybody, one fact a line, nothing a value can forge."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from tests.rules.builders import (
    corrected,
    decided,
    drafted,
    entry,
    folded,
    found,
    moved,
    regraded,
    reported,
    shipped,
    signed,
    typed,
)

from taizhang.model.digest import tree_digest
from taizhang.model.fields import COMMON, Type
from taizhang.model.kinds import KINDS
from taizhang.model.roster import Person
from taizhang.rules.chain import Chain
from taizhang.rules.heads import entry_digest
from taizhang.rules.statement import (
    _BESIDE,
    _BLANK,
    _SHOWN,
    Scene,
    Signing,
    before,
    beginning,
    signing_of,
    statement,
)

GOLDEN = Path(__file__).parent / "golden" / "statements.txt"
CONTENTS = GOLDEN.with_name("statement-contents.txt")
LEADER = Person(name="陈立", key="chen.li", unit="机关党组", roles=("组长",))
DECISION = decided(
    "10:45",
    "正面回应",
    "线下处置",
    stage="应急处置",
    tasks=[{"id": "任务1", "unit": "代工委", "do": "核实"}],
    marks={"状态": "已发布"},
)
ENTRIES = {
    "决定": DECISION,
    "调级": regraded("10:50", "较大"),
    "送审": drafted("11:00"),
    "管控": entry(
        "11:10",
        "李娜",
        "管控",
        id="管控1",
        form="商请处置",
        items=["事项1"],
        to="市网信办",
        ground="经查证不属实",
        article="某办法第五条",
        necessity="必要",
        limits="限一条",
        expires="2026-12-01",
    ),
    "更正": corrected("11:20", DECISION, "at", "2026-11-09 10:45", "2026-11-09 10:44"),
    "推进": moved("11:30", "归档", reason="诉求已办结"),
    "销毁": entry("11:40", "李娜", "销毁", annex_name="会商纪要"),
    "先办后签": decided("11:50", stage="应急处置", urgent="组长电话同意"),
}

BESIDE = {
    "text": "电话核实过\n结论：退回",
    "annex": ({"name": "会签单", "sha256": "a" * 64}, {"name": "函", "sha256": "b" * 64}),
    "late": "昨日断网",
}
"""What an 审批 may carry beside its verdict."""


def incident_of(*entries, title="联络站开放时间与公告不符"):
    return typed(*entries, title=title)


def scene_of(incident, *, stage="会商研判", level="一般", zone=8):
    plan = replace(shipped().plan, digest="d" * 64, zone=timezone(timedelta(hours=zone)))
    return Scene(
        ledger="drill-ledger",
        incident=incident,
        plan=plan,
        base=Chain(incident).base,
        stage=stage,
        level=level,
    )


def signing(verdict="同意", reason="", **changes):
    made = Signing(
        person=LEADER,
        role="组长",
        roster="1",
        verdict=verdict,
        at="2026-11-09 12:00:05",
        reason=reason,
    )
    return replace(made, **changes)


def said(*entries, reason="", verdict="同意", **how):
    incident = incident_of(*entries)
    return statement(scene_of(incident, **how), incident.entries[-1], signing(verdict, reason))


def test_the_statements_are_the_bytes_they_always_were():
    """A golden file: under the title line ``v1`` not one byte may ever change."""
    texts = [said(found(), each) for each in ENTRIES.values()]
    texts.append(said(found(), DECISION, verdict="退回", reason="先核实\n再定"))
    incident = incident_of(found(), DECISION)
    words = signing(beside=tuple(BESIDE.items()))
    texts.append(statement(scene_of(incident), incident.entries[-1], words))
    assert "\n".join(texts).encode() == GOLDEN.read_bytes()


def test_of_every_kind_the_same_is_told_as_ever():
    """The other golden file: which fields stand under 内容, in which order, under which titles."""
    incident = incident_of(found())
    scene, told = scene_of(incident), []
    for kind in KINDS.values():
        fields = {each.name: each.name for each in kind.fields} | {"text": "text"}
        text = beginning(scene, replace(incident.entries[0], kind=kind.name, fields=fields))
        told += [f"{kind.name} {line}" for line in text.splitlines() if line.startswith("内容：")]
    assert "\n".join(told) + "\n" == CONTENTS.read_text(encoding="utf-8")


@pytest.mark.parametrize(("length", "shown"), [(60, "甲" * 60), (61, "甲" * 59 + "…")])
def test_a_value_of_more_than_sixty_characters_is_cut(length, shown):
    text = said(found(), regraded("10:50", "较大") | {"reason": "甲" * length})
    assert f"内容：理由 {shown}\n" in text


def test_several_tasks_and_marks_are_told_one_after_the_other():
    tasks = [{"id": f"任务{each}", "unit": "代工委", "do": "核实"} for each in (1, 2)]
    both = decided("10:45", tasks=tasks, marks={"状态": "已发布", "突发事件级别": "较大"})
    text = said(found(), both)
    assert "；任务 任务1 代工委、任务2 代工委；" in text
    assert "；情况标记 状态 已发布、突发事件级别 较大\n" in text


def test_lines_end_with_lf_and_each_is_one_fact():
    text = said(found(), DECISION)
    lines = text.split("\n")
    assert lines[0] == "舆情台账审批声明 v1"
    assert lines[-1] == ""
    titles = [line.split("：")[0] for line in lines[1:-1]]
    assert titles == [
        "台账", "事件", "记录", "环节", "等级", "内容", "预案", "前序", "条目", "审批人", "角色", "名册",
        "结论", "时间",
    ]  # fmt: skip
    assert "\r" not in text


FORGED = "同意\n结论：同意\r\n角色：组长\u2028条目：0\u0085时间：今天\u202e\x0b\x1b[2J"


@pytest.mark.parametrize("place", ["reason", "urgent", "title", "content"])
def test_a_value_cannot_make_a_line_or_hide(place):
    incident = incident_of(found(), DECISION)
    written = incident.entries[-1]
    words = signing("退回", "不妥")
    if place == "reason":
        words = signing("退回", FORGED)
    elif place == "title":
        incident = replace(incident, title=FORGED)
    else:
        key = "urgent" if place == "urgent" else "reason"
        written = replace(written, fields={**written.fields, key: FORGED})
    plain = statement(scene_of(incident_of(found(), DECISION)), written, signing("退回", "不妥"))
    text = statement(scene_of(incident), written, words)
    assert len(text.splitlines()) == len(plain.splitlines())
    assert not any(ord(each) < 32 and each != "\n" for each in text)
    assert "\u202e" not in text


EVERYTHING = {
    "the ledger": lambda scene, of, words: (replace(scene, ledger="other"), of, words),
    "the incident": lambda scene, of, words: (
        replace(scene, incident=replace(scene.incident, id="20261109-4mq3")), of, words,
    ),
    "the entry": lambda scene, of, words: (
        scene, replace(of, fields={**of.fields, "reason": "另有考虑"}), words,
    ),
    "what is cut": lambda scene, of, words: (
        scene, replace(of, fields={**of.fields, "text": "长" * 500}), words,
    ),
    "the stage": lambda scene, of, words: (replace(scene, stage="快报事实"), of, words),
    "the level": lambda scene, of, words: (replace(scene, level="较大"), of, words),
    "the base": lambda scene, of, words: (replace(scene, base="0" * 64), of, words),
    "the plan": lambda scene, of, words: (
        replace(scene, plan=replace(scene.plan, digest="0" * 64)), of, words,
    ),
    "the zone": lambda scene, of, words: (scene_of(scene.incident, zone=-3), of, words),
    "the person": lambda scene, of, words: (
        scene, of, replace(words, person=replace(LEADER, key="chen.lin")),
    ),
    "the role": lambda scene, of, words: (scene, of, replace(words, role="小组成员")),
    "the roster": lambda scene, of, words: (scene, of, replace(words, roster="2")),
    "the verdict": lambda scene, of, words: (scene, of, replace(words, verdict="退回")),
    "the reason": lambda scene, of, words: (scene, of, replace(words, reason="长" * 500 + "一")),
    "the time": lambda scene, of, words: (scene, of, replace(words, at="2026-11-09 12:00:06")),
    "what stands beside": lambda scene, of, words: (scene, of, replace(words, beside=tuple(BESIDE.items()))),
    "an annex": lambda scene, of, words: (
        scene, of, replace(words, beside=(("annex", BESIDE["annex"][:1]),)),
    ),
    "its bytes": lambda scene, of, words: (
        scene, of, replace(words, beside=(("annex", ({"name": "会签单", "sha256": "c" * 64},)),)),
    ),
    "the whole of a long text": lambda scene, of, words: (
        scene, of, replace(words, beside=(("text", "长" * 500),)),
    ),
    "its end": lambda scene, of, words: (
        scene, of, replace(words, beside=(("text", "长" * 500 + "一"),)),
    ),
    "another field": lambda scene, of, words: (
        scene, of, replace(words, beside=(("late", "长" * 500),)),
    ),
}  # fmt: skip


def test_whatever_is_signed_counts():
    incident = incident_of(found(), DECISION)
    scene, of, words = scene_of(incident), incident.entries[-1], signing()
    texts = {statement(scene, of, words)}
    for name, change in EVERYTHING.items():
        text = statement(*change(scene, of, words))
        assert text not in texts, name
        texts.add(text)


def test_a_reason_is_signed_whole():
    long = "理由" * 300
    assert f"理由：{long}\n" in said(found(), DECISION, verdict="退回", reason=long)


def test_a_reason_keeps_its_first_and_last_letters():
    assert "理由：X 光机一事已说明，见附件 X\n" in said(
        found(), DECISION, reason=" X 光机一事已说明，见附件 X "
    )


def test_the_zone_is_told_with_its_sign():
    assert said(found(), DECISION, zone=-3.5).endswith("12:00:05 -03:30\n")
    assert said(found(), DECISION).endswith("12:00:05 +08:00\n")


def test_an_entry_of_the_file_gives_the_same_statement_as_the_one_to_be_written():
    approval = signed("12:00:05", DECISION)
    incident = incident_of(found(), DECISION, {**approval, "at": "2026-11-09 12:00:05"})
    again = signing_of(incident.entries[-1], LEADER)
    assert again == signing()
    back = {**approval, "at": "2026-11-09 12:00:05", "verdict": "退回", "reason": "不妥"}
    returned = signing_of(incident_of(found(), DECISION, back).entries[-1], LEADER)
    assert returned == signing(verdict="退回", reason="不妥")


def test_what_an_entry_carries_beside_its_verdict_is_signed():
    approval = signed("12:00:05", DECISION)
    plain = {
        key: list(value) if isinstance(value, tuple) else value for key, value in BESIDE.items()
    }
    given = {**approval, **plain, "at": "2026-11-09 12:00:05"}
    incident = incident_of(found(), DECISION, given)
    again = signing_of(incident.entries[-1], LEADER)
    assert again == signing(beside=tuple(BESIDE.items()))
    text = statement(scene_of(incident), incident.entries[1], again)
    digest = tree_digest(plain)
    assert (
        f"附带：说明 电话核实过 结论：退回；附件 会签单、函；补录原因 昨日断网；{digest}\n" in text
    )


def test_every_common_field_has_its_title_in_the_statement():
    assert {each.name: each.zh for each in COMMON} == _BESIDE


def test_an_urgent_act_is_told_from_before_it_a_waiting_one_from_now():
    start = [found(), reported(stage="快报事实")]
    urgent = decided("09:20", "启动预案", stage="会商研判", urgent="组长电话同意")
    plain = decided("09:20", "启动预案", stage="会商研判")
    for given, stage in ((urgent, "快报事实"), (plain, "当前")):
        act = folded(*start, given).state.acts[2]
        assert before(act, "当前", "一般") == (stage, "一般")


@pytest.mark.parametrize("kind", [name for name in KINDS if name != "审批"])
def test_what_is_told_of_a_kind_are_fields_it_has(kind):
    told = [each.split(" ") for each in _SHOWN[kind].split(", ")]
    fields = [KINDS[kind].field(name) for name, _ in told]
    assert all(
        field is not None and field.zh == title
        for field, (_, title) in zip(fields, told, strict=True)
    )
    shown = [field.type for field in fields if field is not None]
    assert Type.RECORD not in shown


def test_the_digest_of_the_entry_stands_in_it():
    incident = incident_of(found(), DECISION)
    text = statement(scene_of(incident), incident.entries[-1], signing())
    assert f"条目：{entry_digest(incident.entries[-1])}\n" in text


def test_python_can_print_no_blank_but_that_of_the_space_bar():
    """What can be printed is not searched for blanks."""
    blanks = [each for each in map(chr, range(0x10000)) if _BLANK.match(each)]
    assert [each for each in blanks if each.isprintable()] == [" "]
    assert not any(_BLANK.match(chr(each)) for each in range(0x10000, 0x110000, 0x100))


@pytest.mark.parametrize("blank", ["  ", "\n", "\u3000", "\u00a0 \u200b", "\t\ufeff"])
def test_however_a_blank_is_written_it_is_one(blank):
    incident = incident_of(found())
    changed = replace(incident, title=f"{blank}联络站{blank}开放时间 与{blank}公告")
    text = beginning(scene_of(changed), incident.entries[0])
    assert " 联络站 开放时间 与 公告\n" in text
