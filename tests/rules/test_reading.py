"""A tree becomes a typed incident, or one finding for each fault of form, all at once."""

from __future__ import annotations

import pytest
from tests.rules.builders import (
    entry,
    found,
    moved,
    noted,
    reported,
    shipped,
    signed,
    small,
    tree,
    typed,
    worded,
)

from taizhang.model.entry import part, parts
from taizhang.model.fields import Type
from taizhang.model.kinds import KINDS
from taizhang.rules.reading import plan_of, read_incident, read_timeline
from taizhang.rules.values import Values


def faults(given, law=None):
    law = law or shipped()
    incident, findings = read_incident(given, law.plan, law.persons)
    assert (incident is None) == bool(findings)
    return [(each.code, each.where) for each in worded(findings)]


def test_a_sound_file_is_read_whole():
    incident = typed(found(), reported(stage="快报事实"), drill="是")
    assert (incident.id, incident.title, incident.plan) == ("20261109-4mq2", "标题", "2022-08-05")
    assert incident.drill
    first, second = incident.entries
    assert first.name == "2026-11-09 09:00 发现"
    assert first.at.isoformat() == "2026-11-09T09:00:00+08:00"
    assert first.records("items") == ({"id": "事项1", "nature": "诉求", "summary": "概述"},)
    assert first.words("scope") == ("公众关注",)
    assert (second.number, second.by, second.stage) == (1, "张伟", "快报事实")


def test_a_field_is_asked_for_in_the_shape_one_needs():
    record = {"a": "一", "b": ("二", "三"), "c": ({"d": "四"},)}
    assert (part(record, "a"), part(record, "b"), part(record, "z")) == ("一", "", "")
    assert (parts(record, "a"), parts(record, "b"), parts(record, "z")) == (
        ("一",),
        ("二", "三"),
        (),
    )
    watched = typed(
        found(), entry("10:00", "张伟", "监看", trend="平稳", spread={"posts": "3"})
    ).entries[1]
    assert watched.records("spread") == ({"posts": "3"},)
    assert watched.words("trend") == ("平稳",)
    assert watched.records("trend") == ()
    assert watched.word("spread") == ""
    assert watched.words("spread") == ()
    assert not watched.has("basis")


def test_the_plan_a_file_names_is_known_before_it_is_read():
    assert plan_of(tree(found())) == "2022-08-05"
    assert plan_of({"plan": ["x"]}) == ""
    assert plan_of([]) == ""


def without(key):
    return {name: value for name, value in tree(found()).items() if name != key}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], [("file-not-incident", ())]),
        (without("id"), [("header-missing", ())]),
        (without("title"), [("header-missing", ())]),
        (without("plan"), [("header-missing", ())]),
        (tree(found(), title="  "), [("header-missing", ())]),
        (tree(found(), id=["20261109-4mq2"]), [("header-missing", ())]),
        (tree(found(), id="2026-4mq2"), [("id-malformed", ("id",))]),
        (tree(found(), id="20261109-4mqi"), [("id-malformed", ("id",))]),
        (tree(found(), title="甲<乙"), [("title-characters", ("title",))]),
        (tree(found(), title="甲\n乙"), [("title-characters", ("title",))]),
        (tree(found(), title="X 平台"), []),
        (tree(found(), drill="yes"), [("value-not-yes", ("drill",))]),
        (without("timeline"), [("timeline-missing", ())]),
        (tree(), [("timeline-missing", ())]),
        (tree(found()) | {"timeline": "无"}, [("timeline-missing", ())]),
        ({"timeline": [found()], **without("timeline")}, [("timeline-not-last", ("timeline",))]),
        ({"titel": "标题", **tree(found())}, [("field-unknown", ("titel",))]),
        (tree(found(), "无"), [("entry-not-record", ("timeline", 1))]),
    ],
)
def test_faults_of_the_header(given, expected):
    assert faults(given) == expected


def test_a_misspelt_key_of_the_header_gets_the_right_one():
    law = shipped()
    _, findings = read_incident({"titel": "甲", **without("title")}, law.plan, law.persons)
    assert [each.values.get("near") for each in findings] == ["title", None]
    assert findings[0].on_key


HEAD = ("at", "by", "kind")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"at": None}, [("field-missing", ("timeline", 1))]),
        ({"by": None}, [("field-missing", ("timeline", 1))]),
        ({"kind": None}, [("field-missing", ("timeline", 1))]),
        ({"at": ["a"]}, [("field-missing", ("timeline", 1))]),
        ({"at": "2026-11-09T10:00"}, [("value-not-time", ("timeline", 1, "at"))]),
        ({"at": "2026-11-31 10:00"}, [("value-not-time", ("timeline", 1, "at"))]),
        ({"at": "2026-11-09 24:00"}, [("value-not-time", ("timeline", 1, "at"))]),
        ({"at": "2026-11-09 9:00"}, [("value-not-time", ("timeline", 1, "at"))]),
        ({"by": "张三丰"}, [("person-unknown", ("timeline", 1, "by"))]),
        ({"by": "zhang.wei"}, [("person-unknown", ("timeline", 1, "by"))]),
        ({"kind": "说名"}, [("kind-unknown", ("timeline", 1, "kind"))]),
        ({"kind": "note"}, [("kind-unknown", ("timeline", 1, "kind"))]),
        ({"txet": "甲"}, [("field-unknown", ("timeline", 1, "txet"))]),
        (
            {"txet": "甲", "odd": "乙"},
            [
                ("field-unknown", ("timeline", 1, "txet")),
                ("field-unknown", ("timeline", 1, "odd")),
            ],
        ),
        ({"text": None}, [("field-missing-one-of", ("timeline", 1))]),
        ({"stage": "处置"}, [("value-unknown", ("timeline", 1, "stage"))]),
        (
            {"by": "张三丰", "at": "昨天", "txet": "甲"},
            [
                ("value-not-time", ("timeline", 1, "at")),
                ("person-unknown", ("timeline", 1, "by")),
                ("field-unknown", ("timeline", 1, "txet")),
            ],
        ),
    ],
)
def test_faults_of_an_entry(changes, expected):
    changed = {**noted("10:00"), **changes}
    given = {key: value for key, value in changed.items() if value is not None}
    assert faults(tree(found(), given)) == expected


@pytest.mark.parametrize(
    ("key", "value", "near"),
    [
        ("kind", "note", "说明"),
        ("kind", "说名", "说明"),
        ("by", "张", "张伟"),
        ("stage", "处置", "应急处置"),
    ],
)
def test_what_was_meant_is_offered(key, value, near):
    law = shipped()
    given = tree(found(), {**noted("10:00"), key: value})
    _, (finding,) = read_incident(given, law.plan, law.persons)
    assert near in str(finding.values.get("near") or finding.values["options"])


def test_one_bad_entry_hides_no_other():
    assert faults(tree({**found(), "level": "高"}, noted("10:00", text=""), "无")) == [
        ("value-unknown", ("timeline", 0, "level")),
        ("value-empty", ("timeline", 1, "text")),
        ("entry-not-record", ("timeline", 2)),
    ]


SOUND = {
    "发现": found("10:00"),
    "说明": noted("10:00"),
    "报告": reported("10:00"),
    "推进": moved("10:00", "归档"),
    "审批": signed("10:00", found()),
}
VALUES = {
    Type.TEXT: "内容",
    Type.WORD: "词",
    Type.WORDS: ["词"],
    Type.PERSON: "张伟",
    Type.PERSONS: ["张伟"],
    Type.BODY: "市网信办",
    Type.BODIES: ["市网信办", "组长"],
    Type.LEVEL: "一般",
    Type.STAGE: "归档",
    Type.ROLE: "组长",
    Type.TIME: "2026-11-09 09:00",
    Type.DAY: "2026-11-09",
    Type.DIGEST: "0" * 64,
    Type.NUMBER: "12",
    Type.YES: "是",
    Type.NEW: "事项9",
    Type.THING: "事项1",
    Type.THINGS: ["事项1"],
    Type.ENTRY: "2026-11-09 09:00 发现",
    Type.FIELD: "at",
    Type.VALUE: "2026-11-09 09:00",
    Type.INCIDENT: "20261109-4mq2",
    Type.INCIDENTS: ["20261109-4mq2"],
    Type.PLAN: "2022-08-05",
    Type.MARKS: {"状态": "已发布"},
}


def value_of(field, kind, plan):
    if field.type in (Type.RECORD, Type.RECORDS):
        record = {each.name: value_of(each, kind, plan) for each in field.fields}
        return record if field.type is Type.RECORD else [record]
    if field.type in (Type.CHOICE, Type.CHOICES):
        value = plan.options(field.choices, kind.name)[0]
        return [value] if field.type is Type.CHOICES else value
    return VALUES[field.type]


def whole(kind, plan):
    """An entry of a kind with every field it may have."""
    names = [name for name in kind.names if name not in HEAD]
    fields = {name: value_of(kind.field(name), kind, plan) for name in names}
    return entry("10:00", "张伟", kind.name, **fields)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_field_of_every_kind_is_read(kind):
    law = shipped()
    given = whole(kind, law.plan)
    read = typed(found(), given).entries[1]
    assert list(read.fields) == [key for key in given if key not in HEAD]


NEEDED = [
    (kind.name, field.name) for kind in KINDS.values() for field in kind.fields if field.needed
]


@pytest.mark.parametrize(("kind", "name"), NEEDED)
def test_every_needed_field_is_asked_for(kind, name):
    given = whole(KINDS[kind], shipped().plan)
    del given[name]
    law = shipped()
    _, findings = read_incident(tree(found(), given), law.plan, law.persons)
    assert [(each.code, each.values["field"]) for each in worded(findings)] == [
        ("field-missing", name)
    ]


PARTS = [
    (kind.name, field.name, each.name)
    for kind in KINDS.values()
    for field in kind.fields
    for each in field.fields
    if each.needed
]


@pytest.mark.parametrize(("kind", "name", "each"), PARTS)
def test_every_needed_part_of_a_record_is_asked_for(kind, name, each):
    given = whole(KINDS[kind], shipped().plan)
    del given[name][0][each]
    assert faults(tree(found(), given)) == [("field-missing", ("timeline", 1, name, 0))]


GROUPS = [(kind.name, group) for kind in KINDS.values() for group in kind.any_of]


@pytest.mark.parametrize(("kind", "group"), GROUPS)
def test_of_some_fields_one_must_be_there(kind, group):
    given = whole(KINDS[kind], shipped().plan)
    for name in group:
        del given[name]
    assert faults(tree(found(), given)) == [("field-missing-one-of", ("timeline", 1))]


def test_a_plan_without_levels_asks_for_none():
    law = shipped().changed(levels=())
    assert faults(tree(found(level=None)), law) == []
    assert faults(tree(found(level="一般")), law) == [("levels-none", ("timeline", 0, "level"))]
    assert faults(tree(found(level=None))) == [("field-missing", ("timeline", 0))]


def test_another_plan_and_its_people_are_read_the_same():
    law = small()
    given = entry(
        "09:00",
        "甲",
        "发现",
        level="一般",
        scope=["公众关注"],
        items=[{"id": "事项1", "nature": "咨询"}],
    )
    assert faults(tree(given, law=law), law) == []


@pytest.mark.parametrize(
    ("given", "values"),
    [
        (tree(found(), drill="yes"), {"field": "drill", "title": "演练", "value": "drill"}),
        (tree({**found(), "by": ["张伟"]}), {"field": "by", "title": "办理人"}),
        (tree({**found(), "kind": ["发现"]}), {"field": "kind", "title": "种类"}),
        (tree({**found(), "at": ["今天"]}), {"field": "at", "title": "时间"}),
    ],
    ids=["drill", "by", "kind", "at"],
)
def test_a_fault_names_its_field_by_key_and_title(given, values):
    law = shipped()
    _, (finding,) = read_incident(given, law.plan, law.persons)
    assert finding.values == values


def test_a_timeline_out_of_place_is_shown_by_its_key():
    law = shipped()
    given = {"timeline": [found()], **without("timeline")}
    _, (finding,) = read_incident(given, law.plan, law.persons)
    assert finding.on_key


@pytest.mark.parametrize(
    ("given", "numbers"),
    [({}, []), ({"timeline": [{**found(), "by": "张三丰"}, noted("10:00")]}, [1])],
    ids=["none", "one unsound"],
)
def test_of_a_timeline_the_sound_entries_are_given(given, numbers):
    law = shipped()
    values = Values(law.plan, law.persons)
    assert [each.number for each in read_timeline(values, given)] == numbers
    assert len(values.findings) == 1
