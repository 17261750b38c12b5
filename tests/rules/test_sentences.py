"""Every line of a plan is one plain sentence, in Chinese and in English."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.plans import plan_of, shipped_plan, tree

from taizhang.model.findings import Phrase
from taizhang.model.plan import Condition
from taizhang.rules.matchread import read_matcher
from taizhang.rules.sentences import (
    approval_sentence,
    condition_words,
    deadline_sentence,
    how_to,
    level_sentence,
    matcher_phrase,
    matcher_words,
    move_sentence,
    rule_sentence,
    stage_sentence,
)
from taizhang.rules.settings import Settings

GOLDEN = Path(__file__).parent / "golden" / "plan-sentences.txt"


def matcher(text):
    settings = Settings()
    read = read_matcher(settings, tree(f"on: {text}\n")["on"], ())
    assert settings.findings == []
    return read


def all_sentences(plan):
    """One line a sentence, each with its code; Chinese first, then English."""
    lines = []
    for lang in ("zh", "en"):
        lines += [f"{level.key}: {level_sentence(level, lang)}" for level in plan.levels]
        lines += [f"{stage.key}: {stage_sentence(stage, plan, lang)}" for stage in plan.stages]
        lines += [f"{move.type}: {move_sentence(move, lang)}" for move in plan.moves]
        lines += [f"{line.code}: {approval_sentence(line, plan, lang)}" for line in plan.approvals]
        lines += [f"{rule.code}: {rule_sentence(rule, plan, lang)}" for rule in plan.rules]
        lines += [f"{each.code}: {deadline_sentence(each, plan, lang)}" for each in plan.deadlines]
    return lines


def test_the_shipped_plan_reads_as_it_did():
    """The golden file is read by people; whoever changes it reads it again."""
    assert all_sentences(shipped_plan()) == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_a_sentence_ends_with_a_full_stop_and_is_in_one_language():
    for line in all_sentences(shipped_plan()):
        zh = "。" in line
        assert line.endswith("。" if zh else ".")
        assert line.count("。") <= 1
        assert "any" not in line.split(": ", 1)[1].split()


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("{kind: 报告, to: 市网信办}", "向市网信办的报告", "a report to 市网信办"),
        ("{kind: 报告, form: [续报, 终报]}", "续报或终报", "a report of form “续报” or “终报”"),
        ("{kind: 决定, measures: 启动预案}", "含“启动预案”的决定", "a decision with “启动预案”"),
        ("{kind: 决定, measures: any}", "写明措施的决定", "a decision that states “measures”"),
        ("{kind: 决定, tasks: any}", "写明任务的决定", "a decision that states “tasks”"),
        ("{kind: 决定, unit: 法工委}", "交法工委办理的决定", "a decision for 法工委"),
        ("{stage: 应急处置}", "进入“应急处置”", "entering “应急处置”"),
        ("{stage: 归档, move: 跳过}", "跳到“归档”", "skipping to “归档”"),
        ("{stage: 归档, move: 前进}", "按顺序进入“归档”", "going on to “归档”"),
        ("{stage: 研判, move: 退回}", "退回“研判”", "going back to “研判”"),
        ("{stage: 研判, move: [退回, 重开]}", "进入“研判”", "entering “研判”"),
        ("{move: 重开}", "“重开”", "“重开”"),
        ("{level: 已确认}", "等级已经确认", "a confirmed level"),
        ("{level: [重大, 较大]}", "等级为“重大”或“较大”", "the level “重大” or “较大”"),
        ("{突发事件级别: 重大}", "“突发事件级别”为“重大”", "the mark “突发事件级别” set to “重大”"),
        ("{复杂: 是}", "属“复杂”", "the mark “复杂”"),
        ("{stage_now: 处置}", "在“处置”环节的记录", "an entry while in “处置”"),
        ("{kind: 来文, from: 市网信办, form: 意见}", "市网信办来文“意见”",
         "an incoming document from 市网信办 of form “意见”"),
        ("{kind: 来文, form: 支持, about: any}", "指明对象的来文“支持”",
         "an incoming document of form “支持” that names its object"),
        ("{kind: 核查, status: 不实}", "结论为“不实”的核查", "a verification with result “不实”"),
        ("{kind: 办理, lane: 线下, outcome: 办结}", "结果为“办结”的线下办理",
         "a handling in lane “线下” with outcome “办结”"),
        ("{kind: 办理, outcome: any}", "写明结果的办理", "a handling that states “outcome”"),
        ("{kind: 送审, form: [辟谣, 声明]}", "“辟谣”或“声明”稿送审",
         "a draft for approval of form “辟谣” or “声明”"),
        ("{kind: 送审, nature: 举报}", "涉及“举报”类事项的稿件送审",
         "a draft for approval about items of nature “举报”"),
        ("{kind: 发布, phase: 动态性}", "动态性发布", "a publication of phase “动态性”"),
        ("{kind: 发布, form: 发布会}", "采用“发布会”形式的发布", "a publication of form “发布会”"),
        ("{kind: [送审, 发布], channel: 微信}", "渠道为“微信”的送审或发布",
         "a draft for approval or publication by “微信”"),
        ("{kind: 建议, form: 责任追究}", "“责任追究”建议", "a suggestion of form “责任追究”"),
        ("{kind: 推进, into: any}", "并入其他事件的推进", "a move into another incident"),
        ("{kind: 推进, move: 重开}", "重开的推进", "a move that reopens"),
        ("{kind: 调级, change: 升级}", "升级", "a regrade of sort “升级”"),
        ("{kind: 更正, field: [at, level]}", "改动时间和等级的更正", "a correction of the time and “level”"),
        ("{kind: 更正, void: 是}", "作废一条记录的更正", "a correction that voids an entry"),
        ("{kind: 监看, trend: 平息}", "态势为“平息”的监看", "a watch with trend “平息”"),
        ("{kind: 来访, outlet: 日报}", "媒体为“日报”的来访", "a media contact with outlet “日报”"),
    ],
)  # fmt: skip
def test_a_matcher_is_a_phrase(text, zh, en):
    assert matcher_words(matcher(text), "zh") == zh
    assert matcher_words(matcher(text), "en") == en
    assert matcher_phrase(matcher(text)) == Phrase(zh, en)


def test_a_long_list_of_fields_is_cut_and_counted():
    text = "{kind: 更正, field: [at, by, stage, level, scope, items, marks, form]}"
    assert matcher_words(matcher(text)) == (
        "改动时间、办理人、进入哪个环节、等级、适用情形、事项等 8 项的更正"
    )
    assert matcher_words(matcher(text), "en").endswith("“items” and 2 more")


def test_a_field_nobody_knows_is_called_by_its_name():
    assert matcher_words(matcher("{kind: 更正, field: nothing}")) == "改动nothing的更正"


@pytest.mark.parametrize(
    ("condition", "zh", "en"),
    [
        (Condition(), "", ""),
        (Condition(levels=("重大",)), "等级为“重大”", "the level is “重大”"),
        (Condition(level_from="较大"), "等级为“较大”及以上", "the level is “较大” or above"),
        (Condition(natures=("谣言",)), "有“谣言”类事项", "there is an item of nature “谣言”"),
        (Condition(moves=("重开",)), "重开", "the move is one that reopens"),
        (
            Condition(level_from="较大", marks=(("复杂", ("是",)),)),
            "等级为“较大”及以上，且属“复杂”",
            "the level is “较大” or above and the incident is marked “复杂”",
        ),
        (
            Condition(natures=("咨询", "谣言")),
            "有“举报”以外的事项",
            "there is an item of a nature other than “举报”",
        ),
    ],
)
def test_a_condition_is_a_clause(condition, zh, en):
    assert condition_words(condition, "zh", plan_of()) == zh
    assert condition_words(condition, "en", plan_of()) == en


def test_without_the_plan_natures_are_listed():
    assert condition_words(Condition(natures=("咨询", "谣言"))) == "有“咨询”或“谣言”类事项"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("{kind: 报告, to: 市网信办}", "taizhang add ID 报告 --to 市网信办"),
        ("{kind: 决定, measures: 启动预案}", "taizhang add ID 决定 --measures 启动预案"),
        ("{kind: 决定, measures: [甲, 乙]}", "taizhang add ID 决定"),
        ("{kind: 决定, measures: any}", "taizhang add ID 决定"),
        ("{kind: 决定, stage: 应急处置}", "taizhang add ID 决定 --stage 应急处置"),
        ("{kind: 核查, status: 不实}", "taizhang add ID 核查"),
        ("{kind: 监看, stage_now: 后期处置}", "taizhang add ID 监看"),
        ("{kind: 推进, stage: 归档}", "taizhang advance ID 归档"),
        ("{kind: 调级, level: 重大}", "taizhang regrade ID 重大"),
        ("{kind: 调级, level: [重大, 较大]}", "taizhang regrade ID 重大"),
        ("{kind: 审批, verdict: 同意}", "taizhang approve ID"),
        ("{kind: 更正, void: 是}", "taizhang correct ID"),
        ("{stage: 应急处置}", "taizhang advance ID 应急处置"),
        ("{level: 已确认}", "taizhang add ID 决定"),
        ("{level: 重大}", "taizhang regrade ID 重大"),
        ("{突发事件级别: 重大}", "taizhang add ID 说明"),
    ],
)
def test_a_need_is_recorded_by_a_command(text, hint):
    assert how_to(matcher(text)) == hint
    assert how_to(matcher(text), "20261103-8kq3") == hint.replace(" ID", " 20261103-8kq3")


def test_a_value_of_several_words_is_one_word_of_the_command():
    asked = matcher("{kind: 决定, measures: ID 核验}")
    assert how_to(asked, "20261103-8kq3") == (
        'taizhang add 20261103-8kq3 决定 --measures "ID 核验"'
    )
    assert how_to(matcher("{stage: 第 二 步}")) == 'taizhang advance ID "第 二 步"'


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("on: {stage: 研判}, need: {kind: 会商}, else: 记", "进入“研判”之前，须先有会商；缺少时只作记录，不阻挡。"),
        ("on: {stage: 研判}, need: {kind: 会商}, when: {move: 前进}", "按顺序进入“研判”之前，须先有会商。"),
        ("on: {kind: 送审}, fields: [phase]", "送审须写明阶段。"),
        ("on: {stage: 归档}, each: 待追认, need: {kind: 审批}", "进入“归档”之前，先办后签的各项须已补签。"),
        ("on: {stage: 归档}, need: {level: 已确认}", "进入“归档”之前，等级须已确认。"),
        ("on: {stage: 归档}, need: [{level: 重大}, {kind: 会商}]", "进入“归档”之前，须是等级为“重大”，或者先有会商。"),
        ("on: {kind: 来文, form: 同意}, need: {kind: 管控}, same: about", "登记来文“同意”之前，须先有所指的管控。"),
        ("on: {kind: 发布}, need: {kind: 送审}, same: about", "发布之前，须先有同一稿件的送审。"),
        ("on: {kind: 送审}, drafters: {units: [上级, 宣传科]}", "送审，上级和宣传科须各有一人参加拟稿。"),
    ],
)  # fmt: skip
def test_a_rule_is_a_sentence(line, sentence):
    rule = plan_of(("rules:\n", f"rules:\n- {{code: new, {line}}}\n")).rules[0]
    assert rule_sentence(rule, plan_of()) == sentence


@pytest.mark.parametrize(
    ("need", "sentence"),
    [
        ("{kind: 会商}", "there must be a consultation"),
        ("[{kind: 移送}, {kind: 推进}, {kind: 会商}]", "there must be a referral, a move or a consultation"),
        ("[{kind: 会商}, {kind: 核查, status: [属实, 不实]}]",
         "there must be a consultation, or a verification with result “属实” or “不实”"),
        ("{level: 已确认}", "the incident must have a confirmed level"),
        ("{复杂: 是}", "the incident must have the mark “复杂”"),
        ("[{level: 重大}, {复杂: 否}, {kind: 会商}]",
         "the incident must have the level “重大”, the mark “复杂” set to “否” or a consultation"),
    ],
)  # fmt: skip
def test_a_need_reads_as_english(need, sentence):
    line = f"- {{code: new, on: {{stage: 归档}}, need: {need}}}"
    rule = plan_of(("rules:\n", f"rules:\n{line}\n")).rules[0]
    assert rule_sentence(rule, plan_of(), "en") == f"Before entering “归档”, {sentence}."


def test_what_is_the_same_stands_before_what_is_said_of_it():
    line = "- {code: new, on: {kind: 送审}, need: {kind: 办理, outcome: any}, same: items}"
    rule = plan_of(("rules:\n", f"rules:\n{line}\n")).rules[0]
    assert rule_sentence(rule, plan_of(), "en") == (
        "Before a draft for approval, there must be a handling for the same item "
        "that states “outcome”."
    )


@pytest.mark.parametrize(
    ("line", "zh", "en"),
    [
        (
            "each: 发布, from: {kind: 送审}, to: 签完, limit: 2 h",
            "新：每份送审稿，从送审起 2 小时内须签完。",
            "新: for each draft, all signatures within 2 h of a draft for approval.",
        ),
        (
            "each: 管控, limit: expires, to: {kind: 来文}",
            "新：每项管控，在到期日之前须有来文。",
            "新: for each control request, an incoming document by its expiry.",
        ),
    ],
)
def test_a_deadline_is_a_sentence(line, zh, en):
    plan = plan_of(("deadlines:\n", f"deadlines:\n- {{code: new, name: 新, {line}}}\n"))
    assert deadline_sentence(plan.deadlines[0], plan) == zh
    assert deadline_sentence(plan.deadlines[0], plan, "en") == en


if __name__ == "__main__":  # after a change of the plan: python -m tests.rules.test_sentences
    GOLDEN.write_text("\n".join(all_sentences(shipped_plan())) + "\n", encoding="utf-8")
