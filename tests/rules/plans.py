"""A small plan, roster and office in text, and what becomes of them when a line is changed."""

from __future__ import annotations

from pathlib import Path

from taizhang.model.roster import Rosters
from taizhang.rules.officeread import read_office
from taizhang.rules.planread import read_plan
from taizhang.rules.rosterread import read_roster
from taizhang.store.strict import Profile, read

ROOT = Path(__file__).resolve().parents[2]

PLAN = """\
id: small
title: 小预案
org: 某单位
published_on: 2026-01-01
utc_offset: "+08:00"
bases:
- {id: 某办法, force: 参照}
levels:
- {name: 重大, key: L1, colour: 红}
- {name: 较大, key: L2}
- {name: 一般, key: L3}
stages:
- {name: 监测, key: watch, clause: 一, entered_by: [发现]}
- {name: 研判, key: consult, clause: 二, entered_by: [决定]}
- {name: 处置, key: handle, clause: 三, entered_by: [推进]}
- {name: 归档, key: closed, clause: 四, entered_by: [推进], closed: 是}
moves:
- {from: 监测, to: 研判, type: 前进}
- {from: 研判, to: 处置, type: 前进}
- {from: [研判, 处置], to: 归档, type: 前进}
- {from: 归档, to: 处置, type: 重开}
roles:
- {name: 值班员, also: 监控员}
- {name: 成员}
- {name: 组长, includes: 成员}
bodies:
- {name: 上级, key: above, external: 是}
- {name: 宣传科, key: press, external: 否}
natures:
- {name: 咨询, key: inquiry, control: 不得}
- {name: 举报, key: report, control: 不得, record: 只记文号}
- {name: 谣言, key: rumour}
marks:
- {name: 复杂, values: [是, 否]}
- {name: 阶段, values: [前, 中, 后]}
scope: [公众关注]
measures: [回应, 管控]
channels: [微信, 电话]
outcomes: [办结, 退办]
forms:
  报告: [首报, 续报]
  送审: [答复, 辟谣]
watch: {keywords: [某单位], platforms: [论坛], reviewed_on: 2026-01-01}
approvals:
- {code: highest, on: {kind: 决定}, when: {level: 重大}, roles: [组长, 成员], clause: 二}
- {code: decision, on: {kind: 决定}, roles: 成员, urgent: {ratify: 24 h}, basis: 目标}
- {code: closing, on: {kind: 推进, stage: 归档}, roles: 成员, count: 2}
rules:
- {code: reported, on: {stage: 研判}, need: {kind: 报告, to: 上级}, when: {level_from: 较大}}
- {code: refuted, on: {kind: 送审, form: 辟谣}, need: {kind: 核查, status: 不实}, same: items}
- {code: answered, on: {stage: 归档}, each: 事项, need: [{kind: 发布}, {kind: 办理, outcome: 办结}]}
- {code: drafters, on: {kind: 送审, nature: 谣言}, drafters: {units: [宣传科]}}
- {code: reasons, on: {kind: 办理, outcome: 退办}, fields: [reason], else: 警}
- {code: confirmed, on: {stage: 处置}, need: {level: 已确认}, again: [重开]}
deadlines:
- {code: first, name: 首报, from: {kind: 发现}, to: {kind: 报告}, limit: 10 min, remind: 3 min, basis: 某办法}
- {code: again, name: 续报, from: [{kind: 发现}, 升级], to: {kind: 报告, form: 续报}, force: 参照}
- {code: task, name: 任务, each: 任务, limit: due, to: {kind: 办理, outcome: 办结}}
"""

ROSTER = """\
version: 1
from: 2026-01-01 09:00
persons:
- {name: 甲, key: jia, unit: 宣传科, roles: [值班员]}
- {name: 乙, key: yi.er, unit: 宣传科, roles: [成员], from: 2026-01-01, email: yi@example.invalid}
- {name: 丙, key: bing, unit: 宣传科, post: 主任, roles: [组长], keys: []}
"""

OFFICE = {
    "ledger.yml": "name: 某台账\nid: some-ledger\ndrill: 否\n",
    "accounts.yml": """\
records:
- {name: 公众号, channel: 微信, unit: 宣传科, from: 2026-01-01}
- {name: 老账号, channel: 微信, from: 2026-01-01}
- {name: 老账号, from: 2026-03-01, state: 停用}
""",
    "contacts.yml": "records:\n- {body: 上级, post: 值班岗, hours: 24小时, from: 2026-01-01}\n",
    "duty.yml": """\
shifts:
- {name: 白班, from: "08:30", until: "20:30"}
records:
- {from: 2026-01-01, until: 2026-01-03, shift: 白班, person: 甲}
- {from: 2026-01-02, until: 2026-01-02, shift: 白班, person: 乙}
""",
    "sensitive.yml": """\
records:
- {name: 春节, kind: 敏感时段, from: 2026-02-15, until: 2026-02-23, duty: 是}
- {name: 年会, kind: 重点工作, from: 2026-01-10, until: 2026-01-12, duty: 否}
- {name: 元旦, kind: 敏感时段, from: 2026-01-01, until: 2026-01-01}
- {name: 元旦, state: 停用}
""",
    "watch.yml": """\
records:
- {from: 2026-01-01, keywords: [某单位], platforms: [论坛, 贴吧]}
- {from: 2026-02-01, keywords: [某单位], platforms: [论坛, 微博], engines: [百度]}
""",
    "workdays.yml": """\
records:
- from: 2026-01-01
  until: 2026-12-31
  source: 某通知
  checked_on: 2025-12-01
  holidays:
  - {name: 元旦, from: 2026-01-01, until: 2026-01-03, work: [2026-01-04]}
""",
}


def tree(text):
    """What the strict reader makes of settings."""
    return read(text.encode(), profile=Profile.SETTINGS)


def changed(text, *changes):
    """``text`` with each ``(old, new)`` replaced once; an old part must be there."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def plan_of(*changes):
    """The small plan, changed, which must still be readable."""
    plan, findings = read_plan(tree(changed(PLAN, *changes)), "digest")
    assert findings == ()
    assert plan is not None
    return plan


def rosters_of(*changes):
    """One version of the small roster, changed, which must still be readable."""
    roster, findings = read_roster(tree(changed(ROSTER, *changes)))
    assert findings == ()
    assert roster is not None
    return Rosters(versions=(roster,))


def office_of(**files):
    """The small office's facts and findings; ``accounts="…"`` replaces a file."""
    texts = {**OFFICE, **{f"{name}.yml": text for name, text in files.items()}}
    return read_office({name: tree(text) for name, text in texts.items()})


def shipped_plan():
    """The plan that the project ships."""
    path = ROOT / "plan" / "2022-08-05" / "plan.yml"
    plan, findings = read_plan(read(path.read_bytes(), profile=Profile.SETTINGS), "digest")
    assert findings == ()
    assert plan is not None
    return plan


def brief(findings):
    """Codes and paths, the way tables of tests list them."""
    return [(finding.code, finding.where) for finding in findings]
