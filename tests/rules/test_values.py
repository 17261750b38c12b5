"""One field's value against its type: what is taken, what is refused and with which words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.builders import shipped, worded

from taizhang.model.fields import Field, Type
from taizhang.model.kinds import KINDS
from taizhang.rules.rightvalues import TEXT_LIMIT, WORD_LIMIT
from taizhang.rules.values import Values, close

PLACE = ("timeline", 3, "x")


def outcome(kind, raw, *, law=None, **field):
    law = law or shipped()
    values = Values(law.plan, law.persons)
    read = values.read(Field("x", kind, "某项", **field), raw, PLACE, "送审")
    assert (read is None) == bool(values.findings)
    worded(values.findings)
    return read if not values.findings else [each.code for each in values.findings]


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (Type.TEXT, "一行\n又一行"),
        (Type.TEXT, "长" * TEXT_LIMIT),
        (Type.WORD, "一行"),
        (Type.WORD, "长" * WORD_LIMIT),
        (Type.PERSON, "张伟"),
        (Type.BODY, "市网信办"),
        (Type.BODY, "组长"),
        (Type.LEVEL, "一般"),
        (Type.STAGE, "归档"),
        (Type.ROLE, "监控员"),
        (Type.ROLE, "监测员"),
        (Type.TIME, "2026-11-09 09:00"),
        (Type.TIME, "2026-02-28 23:59:59"),
        (Type.DAY, "2028-02-29"),
        (Type.DIGEST, "0123456789abcdef" * 4),
        (Type.DIGEST, "3b0c…"),
        (Type.NUMBER, "0"),
        (Type.NUMBER, "123456789012"),
        (Type.YES, "是"),
        (Type.YES, "否"),
        (Type.NEW, "事项1"),
        (Type.NEW, "名" * 20),
        (Type.THING, "事项1"),
        (Type.ENTRY, "2026-11-09 09:00 决定"),
        (Type.ENTRY, "2026-11-09 09:00:30 审批"),
        (Type.FIELD, "level"),
        (Type.VALUE, "任意 内容"),
        (Type.INCIDENT, "20261109-4mq2"),
        (Type.PLAN, "2022-08-05"),
    ],
)
def test_a_sound_value_is_taken_as_written(kind, raw):
    assert outcome(kind, raw) == raw


@pytest.mark.parametrize(
    ("kind", "raw", "code"),
    [
        (Type.TEXT, "长" * (TEXT_LIMIT + 1), "value-too-long"),
        (Type.TEXT, "", "value-empty"),
        (Type.TEXT, " \n　", "value-empty"),
        (Type.TEXT, ["一"], "field-not-text"),
        (Type.TEXT, {"一": "二"}, "field-not-text"),
        (Type.WORD, "长" * (WORD_LIMIT + 1), "value-too-long"),
        (Type.WORD, "一行\n又一行", "value-not-one-line"),
        (Type.WORD, "一行\r又一行", "value-not-one-line"),
        (Type.PERSON, "张三丰", "value-unknown"),
        (Type.BODY, "网信办", "value-unknown"),
        (Type.BODY, "张伟", "value-unknown"),
        (Type.LEVEL, "L1", "value-unknown"),
        (Type.LEVEL, "", "value-empty"),
        (Type.STAGE, "archived", "value-unknown"),
        (Type.ROLE, "副组长", "value-unknown"),
        (Type.TIME, "2026-11-09", "value-not-time"),
        (Type.TIME, "2026-11-09 09:60", "value-not-time"),
        (Type.TIME, "2026-11-09T09:00+08:00", "value-not-time"),
        (Type.DAY, "2026-02-29", "value-not-day"),
        (Type.DAY, "2026-2-1", "value-not-day"),
        (Type.DAY, "２０２６-01-01", "value-not-day"),
        (Type.DIGEST, "ABCDEF" + "0" * 58, "value-not-digest"),
        (Type.DIGEST, "3b0", "value-not-digest"),
        (Type.NUMBER, "1,000", "value-not-number"),
        (Type.NUMBER, "-1", "value-not-number"),
        (Type.NUMBER, "01", "value-not-number"),
        (Type.NUMBER, "１２", "value-not-number"),
        (Type.NUMBER, "1" * 13, "value-not-number"),
        (Type.YES, "yes", "value-not-yes"),
        (Type.NEW, "事项 1", "value-not-new"),
        (Type.NEW, "名" * 21, "value-not-new"),
        (Type.ENTRY, "决定", "value-not-entry"),
        (Type.ENTRY, "2026-11-09 09:00 决策", "value-not-entry"),
        (Type.ENTRY, "2026-11-09 25:00 决定", "value-not-entry"),
        (Type.ENTRY, "2026-11-09 决定", "value-not-entry"),
        (Type.VALUE, {"一": "二"}, "field-not-text"),
        (Type.VALUE, "", "value-empty"),
        (Type.INCIDENT, "20261109-4mqu", "value-not-incident"),
        (Type.INCIDENT, "4mq2", "value-not-incident"),
    ],
)
def test_an_unsound_value_is_refused(kind, raw, code):
    assert outcome(kind, raw) == [code]


@pytest.mark.parametrize(
    ("kind", "raw", "expected"),
    [
        (Type.WORDS, ["一", "二"], ("一", "二")),
        (Type.PERSONS, ["张伟", "李娜"], ("张伟", "李娜")),
        (Type.BODIES, ["办公室", "组长"], ("办公室", "组长")),
        (Type.THINGS, ["事项1"], ("事项1",)),
        (Type.INCIDENTS, ["20261109-4mq2"], ("20261109-4mq2",)),
        (Type.VALUE, ["一", "二"], ("一", "二")),
        (Type.WORDS, "一", ["field-not-list"]),
        (Type.WORDS, [], ["field-not-list"]),
        (Type.WORDS, {"一": "二"}, ["field-not-list"]),
        (Type.WORDS, ["一", ["二"]], ["field-not-text"]),
        (
            Type.WORDS,
            ["一", ["二"], ["三"], ""],
            ["field-not-text", "field-not-text", "value-empty"],
        ),
        (Type.WORDS, ["一", ""], ["value-empty"]),
        (Type.PERSONS, ["张伟", "无名", "无姓"], ["value-unknown", "value-unknown"]),
        (Type.BODIES, ["某办"], ["value-unknown"]),
        (Type.INCIDENTS, ["甲"], ["value-not-incident"]),
    ],
)
def test_lists_are_read_element_by_element(kind, raw, expected):
    assert outcome(kind, raw) == expected


@pytest.mark.parametrize(
    ("choices", "raw", "expected"),
    [
        ("verdicts", "同意", "同意"),
        ("verdicts", "不同意", ["value-unknown"]),
        ("fact_status", "不实", "不实"),
        ("natures", "诉求", "诉求"),
        ("natures", "投诉", ["value-unknown"]),
        ("forms", "声明", "声明"),
        ("forms", "首报", ["value-unknown"]),
        ("channels", "微信", "微信"),
        ("nowhere", "什么都行", "什么都行"),
        ("nowhere", "什么\n都行", ["value-not-one-line"]),
        ("nowhere", "长" * (WORD_LIMIT + 1), ["value-too-long"]),
        ("nowhere", " ", ["value-empty"]),
    ],
)
def test_a_choice_is_one_of_the_plans_values_where_it_lists_some(choices, raw, expected):
    assert outcome(Type.CHOICE, raw, choices=choices) == expected


def test_choices_are_each_judged():
    assert outcome(Type.CHOICES, ["正面回应", "管制"], choices="measures") == ["value-unknown"]
    assert outcome(Type.CHOICES, ["正面回应"], choices="measures") == ("正面回应",)


RECORD = (Field("a", Type.WORD, "甲", needed=True), Field("b", Type.NUMBER, "乙"))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"a": "一", "b": "2"}, {"a": "一", "b": "2"}),
        ({"a": "一"}, {"a": "一"}),
        ({"b": "2"}, ["field-missing"]),
        ({"a": "一", "c": "3"}, ["field-unknown"]),
        ({"a": "一", "b": "二"}, ["value-not-number"]),
        ({"b": "二", "c": "3"}, ["value-not-number", "field-unknown", "field-missing"]),
        ({"c": "3", "b": "二"}, ["field-unknown", "value-not-number", "field-missing"]),
        ("一", ["field-not-record"]),
        (["一"], ["field-not-record"]),
    ],
)
def test_a_record_is_read_part_by_part(raw, expected):
    assert outcome(Type.RECORD, raw, fields=RECORD) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ([{"a": "一"}, {"a": "二"}], ({"a": "一"}, {"a": "二"})),
        ([{"a": "一"}, "二", {"b": "3"}], ["field-not-record", "field-missing"]),
        ([], ["field-not-records"]),
        ({"a": "一"}, ["field-not-records"]),
        ("一", ["field-not-records"]),
    ],
)
def test_records_are_read_one_by_one(raw, expected):
    assert outcome(Type.RECORDS, raw, fields=RECORD) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            {"状态": "已发布", "广泛关注且情况复杂": "是"},
            {"状态": "已发布", "广泛关注且情况复杂": "是"},
        ),
        ({"情况": "已发布"}, ["field-unknown"]),
        ({"状态": "发布"}, ["value-unknown"]),
        ({"状态": ["已发布"]}, ["value-unknown"]),
        ("已发布", ["field-not-record"]),
    ],
)
def test_marks_are_those_the_plan_declares(raw, expected):
    assert outcome(Type.MARKS, raw) == expected


def test_an_unknown_value_of_a_mark_is_told_with_those_there_are():
    law = shipped()
    values = Values(law.plan, law.persons)
    values.read(Field("marks", Type.MARKS, "情况标记"), {"状态": "发布"}, PLACE)
    (fault,) = values.findings
    known = next(mark.values for mark in law.plan.marks if mark.name == "状态")
    assert (fault.where, fault.values) == (
        (*PLACE, "状态"),
        {"title": "状态", "value": "发布", "options": "、".join(known)},
    )


def test_a_signature_may_be_long():
    law = shipped()
    values = Values(law.plan, law.persons)
    sig = Field("sig", Type.WORD, "签名")
    assert values.read(sig, "A" * 1000, PLACE) == "A" * 1000
    assert values.read(sig, "A" * (TEXT_LIMIT + 1), PLACE) is None


def test_a_finding_stands_where_the_fault_is():
    law = shipped()
    values = Values(law.plan, law.persons)
    field = Field("x", Type.RECORDS, "某项", fields=RECORD)
    values.read(field, [{"a": "一"}, {"a": "一", "b": "二"}], PLACE)
    assert values.findings[0].where == (*PLACE, 1, "b")


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("mearsures", ["measures", "marks"], "measures"),
        ("x", ["甲", "乙"], "甲、乙"),
        ("x", [], ""),
        (
            "x",
            [str(each) * 3 for each in range(20)],
            "、".join(str(each) * 3 for each in range(12)),
        ),
    ],
)
def test_the_nearest_word_or_a_short_list_is_offered(word, known, expected):
    assert close(word, known) == expected


def test_a_word_that_was_right_once_is_right_for_its_own_field_and_plan_alone():
    law = shipped()
    other = replace(law, plan=replace(law.plan, levels=()))

    def read(law, kind, **raw):
        values = Values(law.plan, law.persons)
        return values.fields(values.form(KINDS[kind]), raw, PLACE), [
            each.code for each in values.findings
        ]

    for _ in range(2):
        assert read(law, "会商", level="一般") == ({"level": "一般"}, [])
        assert read(other, "会商", level="一般") == ({}, ["levels-none"])
        assert read(law, "会商", stage="一般") == ({}, ["value-unknown"])
    names = [f"发布{number}" for number in range(400)]
    for each in names * 2:
        assert read(law, "送审", id=each) == ({"id": each}, [])
    assert read(law, "送审", id="发 布") == ({}, ["value-not-new"])
