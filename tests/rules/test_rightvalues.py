"""What is read at once is what the careful way reads, and only what is wrong goes that way."""

from __future__ import annotations

import pytest
from tests.rules.builders import shipped

from taizhang.model.fields import Type
from taizhang.model.journal import JOURNAL_KINDS
from taizhang.model.kinds import KINDS
from taizhang.model.record import replace
from taizhang.rules.rightvalues import TEXT_LIMIT, WORD_LIMIT
from taizhang.rules.values import Values

WORDS = (
    *(
        "",
        " ",
        "\n",
        "一",
        "一\n二",
        "一\r二",
        "否",
        "是",
        "无",
        "0",
        "007",
        "12",
        "组长",
        "一般",
        "应急处置",
    ),
    *("2026-11-09", "2026-11-09 09:00", "2026-02-30 09:00", "2026-11-09 09:00 决定"),
    *("2026-11-09 09:00 无此种类", "20261109-4mq2", "ab12…", "a" * 64, "张伟", "发布 1", "发布1"),
    *("应急管理小组", "公安机关", "微信", "监看", "属实", "同意", "意见建议", "广泛关注且情况复杂"),
    *("字" * WORD_LIMIT, "字" * (WORD_LIMIT + 1), "字" * TEXT_LIMIT, "字" * (TEXT_LIMIT + 1)),
)
RECORDS: tuple[dict[str, object], ...] = (
    {},
    {"状态": "已发布"},
    {"状态": "发布"},
    {"状态": ["已发布"]},
    {"id": "事项1", "nature": "意见建议"},
    {"id": "事项1", "nature": "意见建议", "summary": " "},
    {"id": "事项1", "nature": "意见建议", "more": "一"},
    {"name": "图", "sha256": "a" * 64},
    {"id": "任务1", "unit": "法工委", "do": "办", "items": ["事项1"]},
    {"id": "任务1", "unit": "法工委", "do": "办", "items": []},
    {"posts": "12", "reads": "一"},
)
VALUES: tuple[object, ...] = (
    *WORDS,
    *RECORDS,
    None,
    [],
    [[]],
    *([each] for each in (*WORDS, *RECORDS)),
    ["一", {}],
)
FIELDS = [
    (kinds, kind, field)
    for kinds in (KINDS, JOURNAL_KINDS)
    for kind in kinds.values()
    for field in (*kind.fields, *kind.common)
]


@pytest.mark.parametrize("levels", [True, False])
def test_both_ways_of_reading_agree(levels):
    law = shipped()
    plan = law.plan if levels else replace(law.plan, levels=())
    for kinds, kind, field in FIELDS:
        for raw in VALUES:
            values = Values(plan, law.persons, kinds)
            at_once = values.form(kind).readers[field.name](values, raw)
            assert not values.findings
            carefully = values.read(field, raw, (), kind.name)
            assert (carefully is None) is bool(values.findings)
            if at_once is not None or field.type is not Type.VALUE:
                assert at_once == carefully, (kind.name, field.name, raw)


def test_a_plan_without_levels_asks_for_none():
    law = shipped()
    bare = replace(law.plan, levels=())
    needed = [Values(plan, law.persons).form(KINDS["调级"]).needed for plan in (law.plan, bare)]
    assert [[field.name for field in each] for each in needed] == [["level", "reason"], ["reason"]]
