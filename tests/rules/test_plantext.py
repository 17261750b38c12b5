"""Every fact of a plan is a line with a sentence, and two versions are told apart by them."""

from __future__ import annotations

import pytest
from tests.rules.plans import plan_of, shipped_plan

from taizhang.rules.plandiff import compare
from taizhang.rules.plantext import GROUPS, lines_of
from taizhang.rules.views.tables import diff_table

PARAMETERS = """\
parameters:
- {name: 保管期限, key: retention, value: 30 年, basis: 目标, clause: 三(六), note: 待核定}
- {name: 会商时限, key: consult_limit, value: 2 h}
- {name: 分级标准, key: level_criteria, value: 待定, basis: 某办法}
- {name: 年度事项, key: annual_items, value: [议题, 预算]}
"""
WITH_PARAMETERS = ("approvals:\n", PARAMETERS + "approvals:\n")


def sentence(group, code, *changes):
    (line,) = [
        line for line in lines_of(plan_of(*changes)) if (line.group, line.code) == (group, code)
    ]
    return line


@pytest.mark.parametrize(
    ("group", "code", "changes", "zh", "en"),
    [
        ("head", "title", [], "小预案。", "小预案."),
        ("head", "org", [], "某单位。", "某单位."),
        ("head", "published_on", [], "2026-01-01。", "2026-01-01."),
        ("head", "utc_offset", [], "UTC+08:00。", "UTC+08:00."),
        ("head", "utc_offset", [('"+08:00"', '"+00:00"')], "UTC+00:00。", "UTC+00:00."),
        ("head", "office_hours", [("bases:", "office_hours: 08:30-12:00\nbases:")], "08:30–12:00。", "08:30–12:00."),
        ("head", "proposal", [], "施行。", "In force."),
        ("head", "proposal", [("bases:", "revises: 旧版\nbases:")], "施行，修订 旧版 版。", "In force, revises 旧版."),
        ("head", "proposal", [("bases:", "proposal: 是\nbases:")], "修订建议，尚未施行。", "A proposal, not in force."),
        ("head", "proposal", [("bases:", "proposal: 是\nrevises: 旧版\nbases:")],
         "修订建议，修订 旧版 版，尚未施行。", "A proposal to revise 旧版, not in force."),
        ("bases", "某办法", [], "参照；核对：未写。", "Adopted; checked: –."),
        ("bases", "某办法", [("force: 参照", "checked_on: 待核")], "效力未写；核对：待核。", "Force not said; checked: still open."),
        ("bases", "某办法", [("force: 参照", "force: 法定, in_force_from: 2024-11-01, superseded_by: 新办法, checked_on: 2026-11-23, note: 只见摘要")],
         "法定；现行版本 2024-11-01 起施行；已被新办法代替；核对：2026-11-23。只见摘要。",
         "Statutory; in force from 2024-11-01; superseded by 新办法; checked: 2026-11-23. 只见摘要。"),
        ("levels", "L1", [], "重大（L1，红）；标准：未写。", "重大 (L1, 红); criteria: –."),
        ("stages", "watch", [], "监测：由发现开始。", "监测: opened by discovery."),
        ("moves", "watch>consult", [], "从“监测”可前进到“研判”。", "From “监测” on to “研判”."),
        ("roles", "值班员", [], "角色；又称监控员。", "A role; also called 监控员."),
        ("roles", "组长", [], "角色；也作成员。", "A role; counts as 成员."),
        ("bodies", "上级", [], "外部单位。", "Outside."),
        ("bodies", "宣传科", [], "本机关单位。", "Of the office."),
        ("bodies", "上级", [("external: 是", "external: 是, enforces: 是")],
         "外部单位；可以对当事人采取措施。", "Outside; can act against people who write."),
        ("natures", "谣言", [], "办法：未写。", "Route: –."),
        ("natures", "举报", [("key: report,", "key: report, route: 移送,")],
         "办法：移送；单有此类不得商请管控；只记文号，不记内容。",
         "Route: 移送; alone carries no control request; reference data only."),
        ("marks", "复杂", [], "可写是、否。", "One of 是、否."),
        ("lists", "measures", [], "回应、管控。", "回应、管控."),
        ("lists", "forms/送审", [], "答复、辟谣。", "答复、辟谣."),
        ("approvals", "closing", [], "进入“归档”的推进须经成员 2 人同意。", "A move entering “归档” needs the approval of 2 × 成员."),
        ("rules", "confirmed", [], "进入“处置”之前，等级须已确认；重开后须重新办理，以前的不算。",
         "Before entering “处置”, the incident must have a confirmed level; after “重开” this must be met anew."),
        ("parameters", "retention", [WITH_PARAMETERS], "30 年（目标）。待核定。", "30 年 (target). 待核定。"),
        ("parameters", "consult_limit", [WITH_PARAMETERS], "2 小时。", "2 h."),
        ("parameters", "level_criteria", [WITH_PARAMETERS], "待定（某办法）。", "open (某办法)."),
        ("parameters", "annual_items", [WITH_PARAMETERS], "议题、预算。", "议题、预算."),
    ],
)  # fmt: skip
def test_a_fact_is_a_sentence(group, code, changes, zh, en):
    line = sentence(group, code, *changes)
    assert (line.words("zh"), line.words("en")) == (zh, en)


def test_a_line_is_called_by_its_name_where_it_has_one():
    line = sentence("lists", "forms/送审")
    assert (line.title("zh"), line.title("en")) == ("送审的形式", "forms of draft for approval")
    assert sentence("rules", "reported").title("zh") == "reported"
    assert sentence("parameters", "retention", WITH_PARAMETERS).title("en") == "保管期限"


def test_clause_or_basis_stand_beside_a_sentence_that_does_not_name_them():
    assert sentence("approvals", "highest").clause == "二"
    assert sentence("approvals", "decision").clause == "目标"
    assert sentence("deadlines", "first").clause == ""
    assert sentence("parameters", "retention", WITH_PARAMETERS).clause == "三(六)"
    assert sentence("parameters", "level_criteria", WITH_PARAMETERS).clause == ""


def test_the_lines_of_the_shipped_plan_are_all_different_and_in_order():
    lines = [*lines_of(shipped_plan())]
    assert len({(line.group, line.code) for line in lines}) == len(lines)
    order = [group.key for group in GROUPS]
    assert sorted(lines, key=lambda line: order.index(line.group)) == lines


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("title: 小预案", "title: 大预案", ("改动", "head", "title")),
        ("{id: 某办法, force: 参照}", "{id: 某办法, force: 法定}", ("改动", "bases", "某办法")),
        ("- {name: 一般, key: L3}\n", "", ("删去", "levels", "L3")),
        ("key: closed, clause: 四", "key: closed, clause: 五", ("改动", "stages", "closed")),
        ("- {from: 归档, to: 处置, type: 重开}\n", "", ("删去", "moves", "closed>handle")),
        ("- {name: 成员}\n", "- {name: 成员}\n- {name: 委员}\n", ("新增", "roles", "委员")),
        ("key: above, external: 是", "key: above, external: 否", ("改动", "bodies", "上级")),
        ("key: above", "key: upper", ("改动", "bodies", "上级")),
        ("- {name: 谣言, key: rumour}", "- {name: 谣言, key: rumour, route: 辟谣}", ("改动", "natures", "谣言")),
        ("values: [前, 中, 后]", "values: [前, 后]", ("改动", "marks", "阶段")),
        ("scope: [公众关注]", "scope: [公众关注, 扰乱秩序]", ("改动", "lists", "scope")),
        ("scope: [公众关注]\n", "", ("删去", "lists", "scope")),
        ("  报告: [首报, 续报]", "  报告: [首报]", ("改动", "lists", "forms/报告")),
        ("ratify: 24 h", "ratify: 12 h", ("改动", "approvals", "decision")),
        ("status: 不实", "status: 属实", ("改动", "rules", "refuted")),
        ("remind: 3 min", "remind: 4 min", ("改动", "deadlines", "first")),
    ],
)  # fmt: skip
def test_a_change_of_any_part_is_told(old, new, change):
    (found,) = compare(plan_of(), plan_of((old, new)))
    assert (found.sort, found.group, found.code) == change
    more, less = found.hidden("zh")
    assert found.reworded or more or less


@pytest.mark.parametrize(
    ("new", "change"),
    [
        (PARAMETERS.replace("30 年", "10 年"), ["改动 retention"]),
        (PARAMETERS.replace("name: 会商时限", "name: 会商"), ["改动 consult_limit"]),
        ("".join(PARAMETERS.splitlines(keepends=True)[:-1]), ["删去 annual_items"]),
        ("parameters:\n" + "".join(sorted(PARAMETERS.splitlines(keepends=True)[1:])), []),
    ],
    ids=["value", "name", "gone", "order"],
)
def test_a_change_of_a_parameter_is_told_and_its_place_is_none(new, change):
    changed = plan_of(("approvals:\n", new + "approvals:\n"))
    found = compare(plan_of(WITH_PARAMETERS), changed)
    assert [f"{each.sort} {each.code}" for each in found] == change


def of_fields(fields):
    """A plan with a rule that lists those fields."""
    line = f"{{code: many, on: {{kind: 更正, field: [{fields}]}}, need: {{kind: 会商}}}}"
    return plan_of(("rules:\n", f"rules:\n- {line}\n"))


def test_what_a_sentence_cuts_short_is_told_beside_it():
    """It says the first six of eight; of the seventh on it tells what came and what went."""
    old = of_fields("at, by, stage, level, scope, items, marks, form")
    (found,) = compare(old, of_fields("to, by, stage, level, scope, items, marks, text"))
    assert found.reworded
    assert found.hidden("zh") == (("说明",), ("报别",))
    assert found.hidden("en") == (("text",), ("form",))
    (said,) = compare(old, of_fields("to, by, stage, level, scope, items, marks, form"))
    assert said.hidden("zh") == ((), ())


def test_a_list_that_a_sentence_says_whole_hides_nothing():
    old, new = of_fields("at, by, stage, level, scope, items"), of_fields("at, by, stage, to")
    (found,) = compare(old, new)
    assert found.hidden("zh") == ((), ())


def test_of_two_that_read_alike_everything_that_differs_is_told():
    (found,) = compare(plan_of(), plan_of(("key: above", "key: upper")))
    assert not found.reworded
    assert found.hidden("zh") == (("upper",), ("above",))


def test_what_is_new_or_gone_hides_nothing():
    (gone,) = compare(plan_of(), plan_of(("scope: [公众关注]\n", "")))
    (new,) = compare(plan_of(("scope: [公众关注]\n", "")), plan_of())
    assert gone.hidden("zh") == new.hidden("zh") == ((), ())
    assert (gone.reworded, new.reworded) == (True, True)
    assert gone.line.words("zh") == new.line.words("zh") == "公众关注。"


def test_the_table_of_changes_sets_the_old_line_beside_the_new_one():
    changed = compare(
        plan_of(), plan_of(("ratify: 24 h", "ratify: 12 h"), ("scope: [公众关注]\n", ""))
    )
    table = diff_table(changed)
    assert table.title == "两个版本在数据上的差别"
    rows = {row[0]: row[1:] for row in table.rows}
    assert table.header == ("条目", "原为", "现为")
    assert len(rows) == 2
    ((before, after),) = [each for name, each in rows.items() if name.startswith("审批")]
    assert ("24 小时" in before, "12 小时" in after) == (True, True)
    assert before.endswith("（目标）")
    assert [each for name, each in rows.items() if "审批" not in name] == [
        ("公众关注。", "（删去）")
    ]
