"""A plan that can be read is checked against itself, the roster and the office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.rules.plans import brief, office_of, plan_of, rosters_of, shipped_plan

from taizhang.model.messages import finding_words
from taizhang.model.roster import Rosters
from taizhang.rules.plancheck import check_plan, find_revised
from taizhang.rules.plangates import find_roles

OFFICE = office_of()[0]
NOBODY = Rosters(versions=())


def faults(*changes, rosters=None):
    found = check_plan(plan_of(*changes), rosters or rosters_of(MORE), OFFICE)
    for finding in found:
        for lang in ("zh", "en"):
            assert all(finding_words(finding, lang))
    return brief(found)


MORE = ("persons:\n", "persons:\n- {name: 丁, key: ding, unit: 办公室, roles: [成员]}\n")
"""A second member, so that every gate of the small plan can be passed."""


def test_the_small_plan_is_sound():
    assert faults() == []


def test_the_shipped_plan_is_sound():
    assert check_plan(shipped_plan(), NOBODY, OFFICE) == ()


def test_a_plan_without_levels_that_asks_for_none_is_sound():
    assert (
        faults(
            ("- {name: 重大, key: L1, colour: 红}\n- {name: 较大, key: L2}\n- {name: 一般, key: L3}\n", ""),
            ("levels:\n", "levels: []\n"),
            ("- {code: highest, on: {kind: 决定}, when: {level: 重大}, roles: [组长, 成员], clause: 二}\n", ""),
            (", when: {level_from: 较大}", ""),
            ("[{kind: 发现}, 升级]", "{kind: 发现}"),
            ("- {code: confirmed, on: {stage: 处置}, need: {level: 已确认}, again: [重开]}\n", ""),
        )
        == []
    )  # fmt: skip


NO_LEVELS = (
    ("- {name: 重大, key: L1, colour: 红}\n- {name: 较大, key: L2}\n- {name: 一般, key: L3}\n", ""),
    ("levels:\n", "levels: []\n"),
)


@pytest.mark.parametrize(
    "where",
    [
        ("approvals", 0, "when", "level"),
        ("rules", 0, "when", "level_from"),
        ("deadlines", 1, "from"),
    ],
)
def test_without_levels_nothing_may_ask_for_one(where):
    assert ("plan-without-levels", where) in faults(*NO_LEVELS)


@pytest.mark.parametrize(
    ("new", "where"),
    [
        ("{kind: 调级, change: 升级}", ("rules", 1, "on", "change")),
        ("{kind: 会商, level: 重大}", ("rules", 1, "on", "level")),
        ("{kind: 送审}, again: [升级]", ("rules", 1, "again")),
    ],
)
def test_without_levels_no_matcher_may_ask_for_one(new, where):
    assert ("plan-without-levels", where) in faults(
        *NO_LEVELS, ("on: {kind: 送审, form: 辟谣}", f"on: {new}")
    )


CLOSING = "- {code: closing, on: {kind: 推进, stage: 归档}, roles: 成员, count: 2}"
TWICE = "- {{code: reports, on: {{kind: 报告}}, roles: 成员}}\n- {{code: closing, on: {{kind: [{}]}}, roles: 成员}}"
CONFIRMED = "on: {stage: 处置}, need: {level: 已确认}, again: [重开]"

FAULTS = (
    # declared twice
    ("name: 较大, key: L2", "name: 重大, key: L2", "setting-taken", ("levels", 1, "name")),
    ("name: 研判, key: consult", "name: 研判, key: watch", "setting-taken", ("stages", 1, "key")),
    ("name: 谣言, key", "name: 举报, key", "setting-taken", ("natures", 2, "name")),
    ("also: 监控员", "also: 成员", "setting-taken", ("roles", 1, "name")),
    ("name: 宣传科", "name: 上级", "setting-taken", ("bodies", 1, "name")),
    ("name: 阶段", "name: 复杂", "setting-taken", ("marks", 1, "name")),
    ("- {id: 某办法, force: 参照}", "- {id: 某办法}\n- {id: 某办法}", "setting-taken", ("bases", 1, "id")),
    # declared nowhere
    ("entered_by: [决定]", "entered_by: [決定]", "plan-name-unknown", ("stages", 1, "entered_by")),
    ("from: 监测, to: 研判", "from: 监测, to: 研制", "plan-name-unknown", ("moves", 0, "to")),
    ("from: [研判, 处置]", "from: [研判, 处理]", "plan-name-unknown", ("moves", 2, "from")),
    ("includes: 成员", "includes: 组员", "plan-name-unknown", ("roles", 2, "includes")),
    ("  送审: [答复, 辟谣]", "  核查: [答复]", "plan-name-unknown", ("forms", "核查")),
    ("roles: [组长, 成员]", "roles: [组长, 组员]", "plan-name-unknown", ("approvals", 0, "roles")),
    ("when: {level: 重大}", "when: {level: 特大}", "plan-name-unknown", ("approvals", 0, "when", "level")),
    ("level_from: 较大", "level_from: 较小", "plan-name-unknown", ("rules", 0, "when", "level_from")),
    ("when: {level_from: 较大}", "when: {nature: 传言}", "plan-name-unknown", ("rules", 0, "when", "nature")),
    ("when: {level_from: 较大}", "when: {复朵: 是}", "setting-unknown", ("rules", 0, "when", "复朵")),
    ("when: {level_from: 较大}", "when: {复杂: 对}", "plan-name-unknown", ("rules", 0, "when", "复杂")),
    ("on: {stage: 研判}", "on: {stage: 研制}", "plan-name-unknown", ("rules", 0, "on", "stage")),
    ("need: {kind: 报告, to: 上级}", "need: {kind: 汇报}", "plan-name-unknown", ("rules", 0, "need", "kind")),
    ("need: {kind: 报告, to: 上级}", "need: {kind: 报告, to: 上头}", "plan-name-unknown", ("rules", 0, "need", "to")),
    ("need: {kind: 报告, to: 上级}", "need: {kind: 报告, too: 上级}", "setting-unknown", ("rules", 0, "need", "too")),
    ("need: {kind: 报告, to: 上级}", "need: {stage: 监测}", "setting-unknown", ("rules", 0, "need", "stage")),
    ("form: 辟谣", "form: 驳斥", "plan-name-unknown", ("rules", 1, "on", "form")),
    ("status: 不实", "status: 虚假", "plan-name-unknown", ("rules", 1, "need", "status")),
    ("outcome: 办结}]", "outcome: 完结}]", "plan-name-unknown", ("rules", 2, "need", "outcome")),
    ("nature: 谣言}", "nature: 传言}", "plan-name-unknown", ("rules", 3, "on", "nature")),
    (CONFIRMED, "on: {knd: 送审}, need: {kind: 核查}", "setting-unknown", ("rules", 5, "on", "knd")),
    (CONFIRMED, "on: {kind: 审批, as: 组员}, need: {kind: 核查}", "plan-name-unknown", ("rules", 5, "on", "as")),
    (CONFIRMED, "on: {kind: 会商, present: 宣传部}, need: {kind: 核查}", "plan-name-unknown", ("rules", 5, "on", "present")),
    (CONFIRMED, "on: {kind: 报告, to: 宣传部}, need: {kind: 核查}", "plan-name-unknown", ("rules", 5, "on", "to")),
    (CONFIRMED, "on: {kind: 更正, void: 对}, need: {kind: 核查}", "plan-name-unknown", ("rules", 5, "on", "void")),
    (CONFIRMED, "on: {kind: 更正, field: 等级}, need: {kind: 核查}", "plan-name-unknown", ("rules", 5, "on", "field")),
    (CONFIRMED, "on: {kind: 发布, form: 声明}, need: {kind: 核查}", "plan-name-unknown", ("rules", 5, "on", "form")),
    (CONFIRMED, "on: {kind: 发布, place: 别处}, need: {kind: 核查}", "plan-name-unknown", ("rules", 5, "on", "place")),
    (CONFIRMED, "on: {kind: 调级, change: 升格}, need: {kind: 核查}", "plan-name-unknown", ("rules", 5, "on", "change")),
    (CONFIRMED, "on: {kind: 会商, level: 特大}, need: {kind: 核查}", "plan-name-unknown", ("rules", 5, "on", "level")),
    (CONFIRMED, "on: {kind: 会商}, need: {level: 特大}", "plan-name-unknown", ("rules", 5, "need", "level")),
    (CONFIRMED, "on: {kind: 会商}, need: {复杂: 对}", "plan-name-unknown", ("rules", 5, "need", "复杂")),
    (CONFIRMED, "on: {kind: [汇报, 会商], move: 前行}, need: {kind: 核查}", "plan-name-unknown", ("rules", 5, "on", "kind")),
    (CONFIRMED, "on: {kind: [会商, 决定], measures: 回应, unit: 宣传科}, need: {kind: 核查}", "setting-unknown", ("rules", 5, "on", "measures")),
    (CONFIRMED, "on: {kind: 会商}, need: {kind: 核查}, when: {level_form: 重大}", "setting-unknown", ("rules", 5, "when", "level_form")),
    (CONFIRMED, "on: {kind: 会商}, need: {kind: 核查}, when: {等级: 重大}", "setting-unknown", ("rules", 5, "when", "等级")),
    (CONFIRMED, "on: {kind: 会商}, need: {kind: 决定, unit: 宣传部}, basis: 无名", "plan-name-unknown", ("rules", 5, "basis")),
    (CONFIRMED, "on: {stage_now: 归案, nature: 传言, move: 前行}, need: {kind: 核查}", "plan-name-unknown", ("rules", 5, "on", "stage_now")),
    ("fields: [reason]", "fields: [rectified, channel]", "plan-name-unknown", ("rules", 4, "fields")),
    ("on: {kind: 办理, outcome: 退办}, fields: [reason]", "on: {stage: 归档}, fields: [raison]", "plan-name-unknown", ("rules", 4, "fields")),
    ("roles: 成员, urgent: {ratify: 24 h}, basis: 目标", "roles: 成员, basis: 无名", "plan-name-unknown", ("approvals", 1, "basis")),
    ("on: {kind: 决定}, when", "on: {kind: 决策}, when", "plan-name-unknown", ("approvals", 0, "on", "kind")),
    ("name: 首报, ", "name: 首报, who: 宣传部, when: {nature: 传言}, ", "plan-name-unknown", ("deadlines", 0, "who")),
    ("units: [宣传科]", "units: [宣传部]", "plan-name-unknown", ("rules", 3, "drafters", "units")),
    ("fields: [reason]", "fields: [raison]", "plan-name-unknown", ("rules", 4, "fields")),
    ("basis: 某办法", "basis: 某方法", "plan-name-unknown", ("deadlines", 0, "basis")),
    ("to: {kind: 报告}, ", "to: {kind: 报表}, ", "plan-name-unknown", ("deadlines", 0, "to", "kind")),
    ("to: {kind: 报告}, ", "to: {kind: 报告, status: 不实}, ", "setting-unknown", ("deadlines", 0, "to", "status")),
    # stages
    ("closed: 是", "closed: 否", "plan-no-closed-stage", ("stages",)),
    ("clause: 一, entered_by: [发现]}", "clause: 一, closed: 是}", "plan-first-stage-closed", ("stages", 0)),
    ("- {from: 监测, to: 研判, type: 前进}\n", "", "plan-stage-unreachable", ("stages", 1)),
    ("{from: [研判, 处置], to: 归档, type: 前进}", "{from: 研判, to: 监测, type: 退回}", "plan-stage-unreachable", ("stages", 3)),
    ("{from: [研判, 处置], to: 归档, type: 前进}\n- {from: 归档, to: 处置, type: 重开}", "{from: 研判, to: 归档, type: 前进}", "plan-stage-no-way-out", ("stages", 2)),
    (", entered_by: [推进]}", "}", "plan-stage-not-entered", ("stages", 2)),
    ("{from: 研判, to: 处置, type: 前进}", "{from: [研判, 处置], to: 处置, type: 前进}", "plan-move-to-itself", ("moves", 1, "to")),
    ("{from: 归档, to: 处置, type: 重开}", "{from: [归档, 研判], to: 处置, type: 重开}", "plan-move-twice", ("moves", 3)),
    # lines
    ("code: refuted", "code: decision", "plan-code-twice", ("rules", 1, "code")),
    ("code: decision", "code: highest", "plan-code-twice", ("approvals", 1, "code")),
    ("code: again", "code: first", "plan-code-twice", ("deadlines", 1, "code")),
    (CLOSING, TWICE.format("决定, 报告"), "approval-shadowed", ("approvals", 3)),
    (CLOSING, TWICE.format("推进, 决定, 报告"), "approval-shadowed-partly", ("approvals", 3)),
    (", when: {level: 重大}, roles: [组长, 成员]", ", roles: [组长, 成员]", "approval-shadowed", ("approvals", 1)),
    ("on: {kind: 推进, stage: 归档}", "on: {kind: [推进, 决定], stage: 归档}", "approval-shadowed-partly", ("approvals", 2)),
    ("name: 续报", "name: 首报", "deadline-name-twice", ("deadlines", 1, "name")),
    (CONFIRMED, "on: {stage: 研判}, need: {kind: 监看, stage_now: 处置}", "rule-need-never", ("rules", 5, "need")),
    (CONFIRMED, "on: {stage: 处置, move: 前进}, need: {kind: 监看, stage_now: 归档}", "rule-need-never", ("rules", 5, "need")),
    (CONFIRMED, "on: {stage: 处置}, when: {move: 前进}, need: {kind: 监看, stage_now: 归档}", "rule-need-never", ("rules", 5, "need")),
    (CONFIRMED, "on: {kind: 送审, stage_now: 监测}, need: {kind: 监看, stage_now: 处置}", "rule-need-never", ("rules", 5, "need")),
    # clocks
    ("limit: due, to: {kind: 办理, outcome: 办结}", "from: {kind: 报告}, to: 签完", "deadline-signed-from", ("deadlines", 2, "to")),
    # needs that never come
    ("need: {kind: 报告, to: 上级}", "need: {kind: 监看, stage_now: 处置}", "rule-need-never", ("rules", 0, "need")),
    ("need: {kind: 报告, to: 上级}", "need: {kind: 推进, stage: 处置}", "rule-need-never", ("rules", 0, "need")),
    # office
    ("channels: [微信, 电话]", "channels: [微博, 电话]", "account-channel-unknown", ("channels",)),
)  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "where"), FAULTS)
def test_a_fault_is_found_in_its_place(old, new, code, where):
    assert (code, where) in faults((old, new))


SOUND = (
    ("need: {kind: 报告, to: 上级}", "need: {kind: 决定, stage: 研判}"),
    ("need: {kind: 报告, to: 上级}", "need: {kind: 报告, by: 甲, channel: any}"),
    ("need: {kind: 报告, to: 上级}", "need: {kind: 报告, to: 组长}"),
    ("need: {kind: 报告, to: 上级}", "need: {kind: 决定, unit: 宣传科, urgent: any}"),
    ("on: {kind: 送审, form: 辟谣}", "on: {kind: [送审, 发布], form: 辟谣}"),
    ("on: {kind: 送审, form: 辟谣}", "on: {kind: 更正, field: [level, outcome]}"),
    ("on: {kind: 送审, form: 辟谣}", "on: {kind: 更正, void: 是}"),
    ("on: {kind: 送审, form: 辟谣}", "on: {kind: 调级, change: 升级, stage_now: 处置}"),
    ("status: 不实", "status: any"),
    ("need: {kind: 核查, status: 不实}", "need: {kind: 监看, stage_now: 研判}"),
    (CONFIRMED, "on: {stage: 处置, move: 重开}, need: {kind: 监看, stage_now: 归档}"),
    (CONFIRMED, "on: {stage: 处置}, need: {kind: 监看, stage_now: 归档}"),
    (
        CONFIRMED,
        "on: {kind: 监看, stage_now: 处置, move: 前进, nature: 谣言, stage: 处置}, need: {kind: 核查}",
    ),
    (CONFIRMED, "on: {move: 重开, nature: 谣言, stage_now: 归档}, need: {复杂: 是}"),
    (CONFIRMED, "on: {kind: 发布, phase: any, form: 辟谣, place: 他平台}, need: {kind: 核查}"),
    (CONFIRMED, "on: {change: 升级}, need: {kind: 来文, from: 上级}"),
    ("units: [宣传科]", "units: [组长]"),
)


@pytest.mark.parametrize(("old", "new"), SOUND)
def test_what_is_declared_is_let_be(old, new):
    assert [code for code, _ in faults((old, new)) if code != "drafters-nobody"] == []


def test_a_release_has_the_phases_of_its_draft():
    phases = ("scope:", "phases: [表态性]\nscope:")
    release = "on: {{kind: 发布, phase: {}}}, need: {{kind: 核查}}"
    assert faults(phases, (CONFIRMED, release.format("表态性"))) == []
    assert faults(phases, (CONFIRMED, release.format("结论性"))) == [
        ("plan-name-unknown", ("rules", 5, "on", "phase"))
    ]


def test_a_kind_nobody_knows_is_told_once():
    found = faults((CONFIRMED, "on: {kind: [汇报, 会商]}, need: {kind: 核查}"))
    assert found == [("plan-name-unknown", ("rules", 5, "on", "kind"))]


def test_a_plan_needs_stages():
    plan = replace(plan_of(), stages=(), moves=())
    assert ("plan-no-stages", ("stages",)) in brief(check_plan(plan, NOBODY, OFFICE))


RING = "- {code: reported"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        pytest.param(
            "- {code: a, on: {kind: 会商}, need: {kind: 核查}}\n"
            "- {code: b, on: {kind: 核查}, need: {kind: 会商}}\n",
            ["a", "b"],
            id="two wait for each other",
        ),
        pytest.param(
            "- {code: a, on: {kind: 会商}, need: {kind: 核查}}\n"
            "- {code: b, on: {kind: 核查}, need: [{kind: 会商}, {kind: 报告}]}\n",
            [],
            id="an alternative opens the ring",
        ),
        pytest.param(
            "- {code: a, on: {kind: 会商}, need: {kind: 核查}}\n"
            "- {code: b, on: {kind: 核查}, need: {kind: 会商}, when: {level: 重大}}\n",
            [],
            id="a condition opens the ring",
        ),
        pytest.param(
            "- {code: a, on: {kind: 会商}, need: {kind: 核查}}\n"
            "- {code: b, on: {kind: 核查}, need: {kind: 会商}, else: 警}\n",
            [],
            id="what is only pointed out closes no ring",
        ),
        pytest.param(
            "- {code: a, on: {kind: 决定}, need: {kind: 决定, measures: any}}\n",
            [],
            id="an entry may meet its own need",
        ),
    ],
)
def test_rules_that_wait_for_each_other_are_found(lines, found):
    plan = plan_of((RING, lines + RING))
    codes = [
        finding.values["code"]
        for finding in check_plan(plan, NOBODY, OFFICE)
        if finding.code == "rule-need-never"
    ]
    assert [code for code in codes if code in ("a", "b")] == found


@pytest.mark.parametrize(
    ("when", "clashes"),
    [
        ("{level_from: 较大}", True),
        ("{level: 一般}", False),
        ("{复杂: 是}", True),
        ("{move: 前进}", True),
    ],
)
def test_deadlines_share_a_name_only_where_they_exclude_each_other(when, clashes):
    codes = [
        code
        for code, _ in faults(
            ("name: 首报, ", "name: 首报, when: {level_from: 较大}, "),
            ("name: 续报, ", f"name: 首报, when: {when}, "),
        )
    ]
    assert ("deadline-name-twice" in codes) is clashes


@pytest.mark.parametrize(
    ("one", "other", "clashes"),
    [
        ("{复杂: 是}", "{复杂: 否}", False),
        ("{阶段: [前, 中]}", "{阶段: [中, 后]}", True),
        ("{move: 前进}", "{move: [退回, 重开]}", False),
        ("{nature: 咨询}", "{nature: 谣言}", True),
    ],
)
def test_marks_and_moves_exclude_each_other_but_natures_do_not(one, other, clashes):
    codes = [
        code
        for code, _ in faults(
            ("name: 首报, ", f"name: 首报, when: {one}, "),
            ("name: 续报, ", f"name: 首报, when: {other}, "),
        )
    ]
    assert ("deadline-name-twice" in codes) is clashes


@pytest.mark.parametrize(
    "when", ["{level_from: 较大}", "{level: [重大, 一般]}", "{nature: 谣言}", "{复杂: 是}"]
)
def test_a_line_under_a_condition_shadows_none_without(when):
    codes = [code for code, _ in faults(("when: {level: 重大}", f"when: {when}"))]
    assert "approval-shadowed" not in codes


class TestGates:
    def test_two_signatures_need_three_persons(self):
        assert faults(rosters=rosters_of()) == []
        without = rosters_of(("roles: [成员]", "roles: [值班员]"))
        assert faults(rosters=without) == [
            ("approval-nobody", ("approvals", 0, "roles")),
            ("approval-nobody", ("approvals", 2, "roles")),
        ]

    def test_a_role_nobody_knows_hides_no_other_line(self):
        without = rosters_of(("roles: [成员]", "roles: [值班员]"))
        found = faults(("roles: [组长, 成员]", "roles: [组长, 组员]"), rosters=without)
        assert ("approval-nobody", ("approvals", 2, "roles")) in found

    def test_every_role_that_a_line_asks_for_is_named(self):
        without = rosters_of(("roles: [成员]", "roles: [值班员]"))
        told = [finding_words(each)[0] for each in check_plan(plan_of(), without, OFFICE)]
        assert told == [
            "审批“highest”需要的人（组长、成员），名册第 1 版除登记人以外凑不齐。",
            "审批“closing”需要的人（成员、成员），名册第 1 版除登记人以外凑不齐。",
        ]

    def test_nobody_approves_what_he_wrote(self):
        alone = "- {name: 甲, key: jia, unit: 宣传科, roles: [值班员]}\n"
        assert ("approval-nobody", ("approvals", 2, "roles")) in faults(
            rosters=rosters_of((alone, ""))
        )

    def test_a_closed_person_counts_for_nothing(self):
        closed = rosters_of(("from: 2026-01-01, email", "until: 2026-06-30, email"))
        plan = plan_of()
        assert check_plan(plan, closed, OFFICE, date(2026, 6, 30)) == ()
        for day in (None, date(2026, 7, 1)):
            found = brief(check_plan(plan, closed, OFFICE, day))
            assert ("approval-nobody", ("approvals", 2, "roles")) in found

    def test_drafters_must_come_from_somewhere(self):
        assert ("drafters-nobody", ("rules", 3, "drafters")) in faults(
            ("units: [宣传科]", "units: [上级]")
        )

    def test_a_role_of_a_person_is_one_of_the_plan(self):
        roster = rosters_of(("roles: [组长]", "roles: [组长, 主席]")).current
        (finding,) = find_roles(roster, plan_of())
        assert (finding.code, finding.where) == ("person-role-unknown", ("persons", 2, "roles"))
        assert finding_words(finding) == (
            "丙的角色“主席”，预案没有列出。",
            "可用的角色：值班员、成员、组长。",
        )
        assert find_roles(rosters_of().current, plan_of()) == ()


@pytest.mark.parametrize(
    ("revises", "known", "told"),
    [("", (), False), ("旧版", ("旧版",), False), ("旧版", (), True), ("新版", ("新版",), True)],
)
def test_a_revision_names_another_version_that_is_there(revises, known, told):
    plan = replace(shipped_plan(), id="新版", revises=revises)
    found = find_revised(plan, known)
    assert [each.code for each in found] == ["plan-revises-unknown"] * told


@pytest.mark.parametrize(
    ("known", "said"), [(("甲版", "新版", "乙版"), "甲版、乙版"), (("新版",), "–")]
)
def test_a_revision_of_nothing_is_told_what_there_is(known, said):
    (finding,) = find_revised(replace(shipped_plan(), id="新版", revises="旧版"), known)
    assert (finding.where, finding.values) == (("revises",), {"value": "旧版", "known": said})
