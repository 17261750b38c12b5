"""A tree becomes a typed plan, or says everything that is wrong with its form."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.rules.plans import PLAN, brief, changed, plan_of, shipped_plan, tree

from taizhang.model.messages import finding_words
from taizhang.model.plan import ALWAYS, Condition
from taizhang.model.times import Reminder, Span
from taizhang.rules.planread import read_plan


def faults(*changes):
    plan, findings = read_plan(tree(changed(PLAN, *changes)), "")
    assert plan is None
    for finding in findings:
        for lang in ("zh", "en"):
            assert all(finding_words(finding, lang))
    return findings


def test_the_frame_of_a_plan_is_typed():
    plan = plan_of()
    assert (plan.id, plan.title, plan.org, plan.digest) == ("small", "小预案", "某单位", "digest")
    assert plan.published_on == date(2026, 1, 1)
    assert plan.zone.utcoffset(None) == timedelta(hours=8)
    assert [level.name for level in plan.levels] == ["重大", "较大", "一般"]
    assert [stage.closed for stage in plan.stages] == [False, False, False, True]
    assert plan.stages[1].entered_by == ("决定",)
    assert plan.moves[2].origins == ("研判", "处置")
    assert plan.roles[0].also == ("监控员",)
    assert plan.roles[2].includes == ("成员",)
    assert plan.marks[1].values == ("前", "中", "后")
    assert [body.external for body in plan.bodies] == [True, False]
    assert [body.key for body in plan.bodies] == ["above", "press"]
    assert [nature.key for nature in plan.natures] == ["inquiry", "report", "rumour"]
    assert plan.bases[0].force == "参照"


def test_a_nature_says_what_may_not_be_done():
    inquiry, whistle, rumour = plan_of().natures
    assert (inquiry.no_control, inquiry.reference_only) == (True, False)
    assert (whistle.no_control, whistle.reference_only) == (True, True)
    assert (rumour.no_control, rumour.reference_only) == (False, False)


def test_the_lists_of_values_are_the_plans_and_the_programs_own():
    plan = plan_of()
    assert plan.options("measures") == ("回应", "管控")
    assert plan.options("platforms") == ("论坛",)
    assert plan.options("verdicts") == ("同意", "退回")
    assert plan.options("forms", "报告") == ("首报", "续报")
    assert plan.options("forms", "管控") == ()
    assert plan.options("natures") == ("咨询", "举报", "谣言")
    assert plan.options("accounts") == ()
    accounts = ("scope:", "accounts: [{name: 号, channel: 微信}]\nscope:")
    assert plan_of(accounts).options("accounts") == ("号",)


def test_a_list_of_platforms_of_the_plan_comes_before_that_of_its_watch():
    assert plan_of(("scope:", "platforms: [微博]\nscope:")).options("platforms") == ("微博",)


def test_approval_lines_are_typed():
    highest, decision, closing = plan_of().approvals
    assert highest.on == (("kind", ("决定",)),)
    assert highest.when == Condition(levels=("重大",))
    assert highest.needed == ("组长", "成员")
    assert highest.ratify is None
    assert decision.ratify == Span(24, "h")
    assert decision.when is ALWAYS
    assert closing.needed == ("成员", "成员")
    assert (highest.clause, highest.basis, decision.basis) == ("二", "", "目标")


def test_rules_are_typed():
    reported, refuted, answered, drafters, reasons, confirmed = plan_of().rules
    assert reported.on == (("stage", ("研判",)),)
    assert reported.need == ((("kind", ("报告",)), ("to", ("上级",))),)
    assert reported.when.level_from == "较大"
    assert reported.strength == "挡"
    assert refuted.same == "items"
    assert answered.each == "事项"
    assert len(answered.need) == 2
    assert drafters.drafter_units == ("宣传科",)
    assert (reasons.fields, reasons.strength) == (("reason",), "警")
    assert confirmed.again == ("重开",)


def test_deadlines_are_typed():
    first, again, task = plan_of().deadlines
    assert (first.limit, first.remind) == (Span(10, "min"), (Reminder(Span(3, "min")),))
    assert again.starts == ((("kind", ("发现",)),), "升级")
    assert again.limit is None
    assert (task.limit_field, task.each, task.starts) == ("due", "任务", ())


def test_when_may_ask_for_natures_moves_and_marks():
    when = "when: {level: [重大, 较大], nature: 谣言, move: 前进, 复杂: 是, 阶段: [前, 中]}"
    rule = plan_of(("when: {level_from: 较大}", when)).rules[0]
    assert rule.when == Condition(
        levels=("重大", "较大"),
        natures=("谣言",),
        moves=("前进",),
        marks=(("复杂", ("是",)), ("阶段", ("前", "中"))),
    )


def test_a_plan_may_leave_its_watch_to_the_office():
    watch = "watch: {keywords: [某单位], platforms: [论坛], reviewed_on: 2026-01-01}\n"
    assert plan_of((watch, "")).options("platforms") == ()


def test_a_deadline_may_end_when_all_have_signed():
    ends = "to: 签完, each: 发布, limit: 2 h}\n- {code: task"
    plan = plan_of(("to: {kind: 报告, form: 续报}, force: 参照}\n- {code: task", ends))
    assert plan.deadlines[1].ends == ("签完",)


def test_the_shipped_plan_is_read_without_a_fault():
    plan = shipped_plan()
    assert len(plan.stages) == 7
    assert plan.rules[0].code == "first-report-made"


HIGHEST = "{code: highest, on: {kind: 决定}, when: {level: 重大}, roles: [组长, 成员], clause: 二}"
FIRST = "limit: 10 min, remind: 3 min"


FAULTS = (
    ("id: small\n", "", "setting-missing", ()),
    ("scope:", "scoop:", "setting-unknown", ("scoop",)),
    (
        "published_on: 2026-01-01",
        "published_on: 2026-02-30",
        "setting-not-day",
        ("published_on",),
    ),
    ('"+08:00"', "8", "setting-not-offset", ("utc_offset",)),
    ("title: 小预案", "title: [小, 预案]", "setting-not-text", ("title",)),
    ("scope: [公众关注]", "scope: {公众: 关注}", "setting-not-text", ("scope",)),
    ("scope: [公众关注]", "scope: [[公众关注]]", "setting-not-text", ("scope", 0)),
    ("levels:\n", "levels: 无\nlevel_list:\n", "setting-unknown", ("level_list",)),
    ("levels:\n", "levels: 无\nlevel_list:\n", "setting-not-list", ("levels",)),
    ("- {name: 较大, key: L2}", "- 较大", "setting-not-record", ("levels", 1)),
    ("key: L2", "kye: L2", "setting-unknown", ("levels", 1, "kye")),
    ("key: L2", "kye: L2", "setting-missing", ("levels", 1)),
    ("closed: 是", "closed: yes", "setting-value", ("stages", 3, "closed")),
    ("type: 重开", "type: 回头", "setting-value", ("moves", 3, "type")),
    ("control: 不得", "control: 可以", "setting-value", ("natures", 0, "control")),
    ("record: 只记文号", "record: 不记", "setting-value", ("natures", 1, "record")),
    ("force: 参照", "force: 参考", "setting-value", ("bases", 0, "force")),
    (
        "forms:\n  报告: [首报, 续报]\n  送审: [答复, 辟谣]",
        "forms: [首报]",
        "setting-not-record",
        ("forms",),
    ),
    (
        "reviewed_on: 2026-01-01",
        "reviewed_on: 元旦",
        "setting-not-day",
        ("watch", "reviewed_on"),
    ),
    ("keywords: [某单位]", "keywords: {某: 单位}", "setting-not-text", ("watch", "keywords")),
    ("keywords: [某单位]", "engines: {百: 度}", "setting-not-text", ("watch", "engines")),
    ("platforms: [论坛]", "platforms: {论: 坛}", "setting-not-text", ("watch", "platforms")),
    ("keywords: [某单位]", "keyword: [某单位]", "setting-unknown", ("watch", "keyword")),
    (
        "watch: {keywords: [某单位], platforms: [论坛], reviewed_on: 2026-01-01}",
        "watch: 论坛",
        "setting-not-record",
        ("watch",),
    ),
    ("watch:", "accounts: [{name: 号}]\nwatch:", "setting-missing", ("accounts", 0)),
    ("watch:", "parameters: [{name: 数}]\nwatch:", "setting-missing", ("parameters", 0)),
    ("code: highest, ", "", "setting-missing", ("approvals", 0)),
    ("from: [研判, 处置]", "from: []", "setting-missing", ("moves", 2, "from")),
    ("values: [前, 中, 后]", "values: []", "setting-missing", ("marks", 1, "values")),
    ("roles: [组长, 成员]", "roles: []", "setting-missing", ("approvals", 0, "roles")),
    ("fields: [reason]", "fields: []", "setting-missing", ("rules", 4, "fields")),
    ("need: {kind: 报告, to: 上级}", "need: []", "setting-missing", ("rules", 0, "need")),
    ("{units: [宣传科]}", "{units: []}", "setting-missing", ("rules", 3, "drafters", "units")),
    ("{kind: 决定}, when", '{kind: ""}, when', "setting-missing", ("approvals", 0, "on", "kind")),
    (
        "roles: [组长, 成员]",
        "roles: [组长, 成员], count: 两",
        "setting-not-count",
        ("approvals", 0, "count"),
    ),
    ("count: 2", "count: 0", "setting-not-count", ("approvals", 2, "count")),
    ("count: 2", "count: 02", "setting-not-count", ("approvals", 2, "count")),
    ("on: {stage: 研判}, need", "on: 研判, need", "matcher-not-record", ("rules", 0, "on")),
    (
        "{units: [宣传科]}",
        "{units: {宣: 传}}",
        "setting-not-text",
        ("rules", 3, "drafters", "units"),
    ),
    ("报告: [首报, 续报]", "报告: {首: 报}", "setting-not-text", ("forms", "报告")),
    ("count: 2", "count: X", "setting-not-count", ("approvals", 2, "count")),
    ("code: highest", "code: Highest One", "setting-not-code", ("approvals", 0, "code")),
    ("on: {kind: 决定}, when", "on: 决定, when", "matcher-not-record", ("approvals", 0, "on")),
    (
        "{kind: 决定}, when",
        "{kind: []}, when",
        "setting-missing",
        ("approvals", 0, "on", "kind"),
    ),
    (
        "{kind: 决定}, when",
        "{kind: {a: b}}, when",
        "setting-not-text",
        ("approvals", 0, "on", "kind"),
    ),
    ("when: {level: 重大}", "when: 重大", "setting-not-record", ("approvals", 0, "when")),
    (
        "when: {level: 重大}",
        "when: {move: 升级}",
        "setting-value",
        ("approvals", 0, "when", "move"),
    ),
    ("count: 2", "count: 10", "setting-not-count", ("approvals", 2, "count")),
    ("count: 2", "count: 两", "setting-not-count", ("approvals", 2, "count")),
    (
        "roles: [组长, 成员]",
        "roles: [组长, 成员], count: 2",
        "approval-count-of-many",
        ("approvals", 0, "count"),
    ),
    (
        "{ratify: 24 h}",
        "{ratify: 24 小时}",
        "setting-not-span",
        ("approvals", 1, "urgent", "ratify"),
    ),
    (
        "{ratify: 24 h}",
        "{ratify: 2 workday}",
        "setting-workday",
        ("approvals", 1, "urgent", "ratify"),
    ),
    ("{ratify: 24 h}", "24 h", "setting-not-record", ("approvals", 1, "urgent")),
    ("fields: [reason], ", "", "rule-asks-one", ("rules", 4)),
    ("fields: [reason]", "fields: [reason], need: {kind: 会商}", "rule-asks-one", ("rules", 4)),
    ("{units: [宣传科]}", "[宣传科]", "setting-not-record", ("rules", 3, "drafters")),
    (
        "{units: [宣传科]}",
        "{unit: [宣传科]}",
        "setting-unknown",
        ("rules", 3, "drafters", "unit"),
    ),
    ("each: 事项", "each: 项目", "setting-value", ("rules", 2, "each")),
    ("same: items", "same: item", "setting-value", ("rules", 1, "same")),
    ("again: [重开]", "again: [重启]", "setting-value", ("rules", 5, "again")),
    ("else: 警", "else: 提醒", "setting-value", ("rules", 4, "else")),
    ("need: [{kind: 发布}, ", "need: [发布, ", "matcher-not-record", ("rules", 2, "need", 0)),
    ("from: {kind: 发现}, ", "", "setting-missing", ("deadlines", 0)),
    (
        "[{kind: 发现}, 升级]",
        "[{kind: 发现}, 升格]",
        "setting-value",
        ("deadlines", 1, "from", 1),
    ),
    ("to: {kind: 报告}, ", "to: 完成, ", "setting-value", ("deadlines", 0, "to")),
    ("to: {kind: 报告}, ", "", "setting-missing", ("deadlines", 0)),
    ('utc_offset: "+08:00"\n', "", "setting-missing", ()),
    ("to: {kind: 报告}, ", "to: [{}], ", "matcher-not-record", ("deadlines", 0, "to", 0)),
    ("limit: 10 min", "limit: 0 min", "setting-not-span", ("deadlines", 0, "limit")),
    (FIRST, "limit: 9 h, remind: 1 workday", "setting-workday", ("deadlines", 0, "remind")),
    (
        FIRST,
        "limit: 10 min, remind: 10 min",
        "deadline-remind-long",
        ("deadlines", 0, "remind"),
    ),
    (FIRST, "limit: due", "deadline-limit-each", ("deadlines", 0, "limit")),
    ("limit: due", "limit: expires", "deadline-limit-each", ("deadlines", 2, "limit")),
    (
        "force: 参照}\n- {code: task",
        "outside: 只算上班}\n- {code: task",
        "deadline-limit-none",
        ("deadlines", 1, "outside"),
    ),
)


@pytest.mark.parametrize(("old", "new", "code", "where"), FAULTS)
def test_a_fault_of_form_is_found_in_its_place(old, new, code, where):
    assert (code, where) in brief(faults((old, new)))


def test_all_faults_come_out_at_once():
    found = faults(
        ("key: L2", "kye: L2"), ("each: 事项", "each: 项目"), ("limit: 10 min", "limit: 早")
    )
    assert [finding.where[0] for finding in found if finding.where] == [
        "levels", "levels", "rules", "deadlines",
    ]  # fmt: skip


def test_an_unknown_key_is_answered_with_the_nearest_one():
    (finding, *_) = faults(("stages:", "stage:"))
    assert finding.on_key
    assert finding.values["near"] == "stages"


@pytest.mark.parametrize("raw", ["文本", ["甲"], {}])
def test_what_is_no_plan_at_all_says_so(raw):
    plan, findings = read_plan(raw, "")
    assert plan is None
    assert findings
