"""Every sort of line a plan may have, in words, held against a text that people have read.

After a change of the words: python -m tests.rules.test_plan_words
"""

from __future__ import annotations

from pathlib import Path

from tests.rules.plans import plan_of

from taizhang.model.rulebook import PlanRow
from taizhang.rules import plantext
from taizhang.rules.plantext import lines_of
from taizhang.rules.rulebook import GROUPS, PROCEDURE, rulebook

GOLDEN = Path(__file__).parent / "golden" / "plan-words.txt"

MORE = (
    ("bases:\n", "office_hours: [08:30-12:00, 14:30-17:30]\nrevises: 旧版\nbases:\n"),
    (
        "levels:\n",
        """\
- {id: 新法, force: 法定, in_force_from: 2026-05-01, checked_on: 2026-11-01}
- {id: 通知, force: 目标, checked_on: 未找到, note: 只见转载}
- {id: 旧规, force: 本预案, superseded_by: 新法, checked_on: 待核}
levels:
""",
    ),
    ("{name: 较大, key: L2}", "{name: 较大, key: L2, criteria: 转发过万}"),
    ("- {name: 归档,", "- {name: 复盘, key: review}\n- {name: 归档,"),
    ("- {name: 组长, includes: 成员}\n", "- {name: 组长, also: [主任, 书记], includes: [成员, 值班员]}\n"),
    ("external: 是}\n", "external: 是, enforces: 是}\n"),
    (
        "- {name: 谣言, key: rumour}\n",
        "- {name: 谣言, key: rumour, route: 辟谣}\n- {name: 求助, key: help}\n",
    ),
    (
        "measures: [回应, 管控]\n",
        """\
measures: [回应, 管控]
grounds: [谣言]
phases: [表态性, 结论性]
trends: [平稳, 平息]
lanes: [线上, 线下]
""",
    ),
    (
        "approvals:\n",
        """\
parameters:
- {name: 保管期限, key: retention, value: 30 年, basis: 目标, clause: 三(六), note: 待核定}
- {name: 媒体时限, key: media_limit, value: 24 h, basis: 新法}
- {name: 分级标准, key: level_criteria, value: 待定}
- {name: 年度事项, key: annual_items, value: [议题, 预算]}
approvals:
- {code: reopening, on: {kind: [推进, 决定], move: 重开}, roles: 成员, count: 2}
- {code: skipping, on: {kind: 推进, move: 跳过}, roles: 组长}
- {code: going-back, on: {kind: 推进, move: 退回}, roles: 组长}
- {code: going-on, on: {kind: 推进, move: 前进}, when: {复杂: 是, 阶段: [前, 中]}, roles: 组长}
""",
    ),
    (
        "rules:\n",
        """\
rules:
- {code: own-words, on: {kind: 发布}, fields: [at, by, about, stage, form]}
- {code: six-fields, on: {kind: 更正, field: [at, by, about, stage, form, level]}, fields: [reason]}
- {code: seven-fields, on: {kind: 更正, field: [at, by, about, stage, form, level, items]}, need: {kind: 会商}}
- {code: decided, on: {kind: 决定, measures: 回应}, fields: [reason], clause: 三(一), basis: 新法}
- {code: short, on: {kind: 办理, lane: 线下}, fields: [reason]}
- {code: longer, on: {kind: 办理, lane: 未登记}, fields: [reason], basis: 新法}
- {code: long-drafts, on: {kind: 送审, phase: 结论性}, fields: [channel, form]}
- {code: two-units, on: {kind: 送审}, drafters: {units: [宣传科, 上级]}, else: 记}
- {code: tasks, on: {stage: 归档}, each: 任务, need: [{kind: 办理}, {kind: 改进}]}
- {code: problems, on: {stage: 归档}, each: 问题, need: {kind: 改进}}
- {code: controls, on: {stage: 归档}, each: 管控, need: {kind: 来文, about: any}}
- {code: referrals, on: {stage: 归档, move: 前进}, each: 移送, need: {kind: 来文, from: 上级}}
- {code: drafts, on: {stage: 归档}, each: 发布, need: {kind: 发布}, else: 警}
- {code: signed, on: {stage: 归档}, each: 待追认, need: {kind: 审批}}
- {code: changed, on: {change: [升级, 降级]}, need: {kind: 会商}}
- {code: touched, on: {nature: 举报, stage_now: 处置}, need: {kind: 会商}}
- {code: closing-touched, on: {stage: 归档, nature: 举报}, need: {kind: 会商}}
- {code: regraded, on: {kind: 调级, change: 升级}, need: {kind: 会商, stage_now: 处置}}
- {code: any-stage, on: {stage: any}, need: {复杂: 否}, when: {move: [退回, 重开]}}
- {code: any-move, on: {move: any}, need: [{level: 重大}, {阶段: [中, 后]}]}
- {code: back, on: {stage: 处置, move: 退回}, need: {kind: 决定, unit: 宣传科, measures: 回应}}
- {code: both, on: {stage: 归档, move: 跳过}, need: {level: 重大, 复杂: 是}, when: {move: 跳过, nature: [咨询, 举报, 求助]}}
- {code: skips, on: {stage: 归档, move: 跳过}, need: {kind: 移送, to: 上级}, when: {nature: [咨询, 举报]}}
- {code: reopens, on: {stage: 处置, move: 重开}, need: {kind: 监看, trend: 平稳}, again: [升级, 重开]}
- {code: told, on: {kind: 报告, to: 上级}, need: {kind: 核查, status: 属实}, same: items}
- {code: told-again, on: {kind: 报告, form: 续报, to: 上级}, need: {kind: 核查, status: [属实, 不实]}}
- {code: controlled, on: {kind: 管控, to: 上级}, need: {kind: 会商}}
- {code: asked, on: {kind: 管控, ground: 谣言}, need: {kind: 管控, outcome: 办结}, same: about}
- {code: asked-again, on: {kind: 建议, form: any}, need: {kind: 来文, form: 支持}, same: about}
- {code: lane, on: {kind: 办理, lane: 线下}, need: {kind: 建议, form: 问责}}
- {code: merged, on: {kind: 推进, into: any}, need: {kind: 审批, verdict: 同意}}
- {code: voided, on: {kind: 更正, void: 是}, need: {kind: 报告, form: [首报, 续报]}}
- {code: elsewhere, on: {kind: 发布, place: 他平台, form: 答复}, need: {kind: 发布, place: 同平台, channel: 微信}}
""",
    ),
    (
        "deadlines:\n",
        """\
deadlines:
- {code: signing, name: 签批, each: 发布, who: 宣传科, from: {kind: 送审}, to: 签完, limit: 2 h, basis: 新法, force: 法定}
- {code: control, name: 管控到期, each: 管控, limit: expires, to: {kind: 来文}, force: 目标}
- {code: ended, name: 收尾, from: 重开, to: [{kind: 总结}, {kind: 改进}], limit: 5 workday, each: 任务, extend: 3 workday, when: {level: 重大}}
- {code: at-leisure, name: 跟进, each: 任务, to: {kind: 办理}}
- {code: soon, name: 及时, from: {kind: 发现}, to: {kind: 发布, phase: 表态性}, when: {nature: 谣言}, basis: 本预案, force: 本预案}
""",
    ),
)  # fmt: skip
"""What the small plan has not: every sort of matcher, thing, move, strength and force."""

ROWS = (
    PlanRow(number="3", clause="二", text="甲", strength=("E",), rules=("tasks", "yaml-tab")),
    PlanRow(number="4", clause="二", text="乙", strength=("E",), rules=("tasks",)),
)


def in_words():
    """The lines of the plan in both languages, then the rules of plan and program."""
    plan = plan_of(*MORE)
    said = []
    for lang in ("zh", "en"):
        said.append(
            "# " + "、".join(f"{each.key} {getattr(each, lang)}" for each in plantext.GROUPS)
        )
        for line in lines_of(plan):
            clause = f"（{line.clause}）" if line.clause else ""
            said.append(f"{line.group} {line.title(lang)}: {line.words(lang)}{clause}")
    notes = rulebook(plan, ROWS)
    own = [each for each in notes if each.group in ("rules", "approvals", "deadlines")]
    first = {each.group: each for each in reversed(notes)}
    said.append(f"# {PROCEDURE}")
    for note in (*own, *(first[group] for group in GROUPS if first[group] not in own)):
        head = (*GROUPS[note.group], note.code, note.strength, note.clause, *note.rows)
        said += [" ".join(filter(None, head)), f"  {note.looks}", f"  {note.looks_en}"]
        if note.code.startswith("ratify-"):
            said += [f"  {note.zh}", f"  {note.en}"]
    return said


def test_a_plan_with_every_sort_of_line_reads_as_it_did():
    assert in_words() == GOLDEN.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    GOLDEN.write_text("\n".join(in_words()) + "\n", encoding="utf-8")
