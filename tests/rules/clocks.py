"""A plan with one deadline under test, and what its clocks say about a timeline."""

from __future__ import annotations

from functools import cache

from tests.rules.plans import ROOT, tree

from taizhang.model.office import Office
from taizhang.model.roster import Rosters
from taizhang.model.times import parse_offset, parse_time
from taizhang.rules.judge import judge
from taizhang.rules.officeread import read_office
from taizhang.rules.planread import read_plan
from taizhang.rules.reading import read_incident
from taizhang.rules.rosterread import read_roster

ZONE = parse_offset("+08:00")

PLAN = """\
id: clocks
title: 时限预案
org: 某单位
published_on: 2026-01-01
utc_offset: "+08:00"
office_hours: [08:30-12:00, 14:30-18:00]
levels:
- {name: 重大, key: L1}
- {name: 较大, key: L2}
- {name: 一般, key: L3}
stages:
- {name: 监测, key: watch, entered_by: [发现]}
- {name: 处置, key: handle, entered_by: [决定, 推进]}
- {name: 评估, key: review, entered_by: [推进]}
- {name: 归档, key: closed, entered_by: [推进], closed: 是}
moves:
- {from: 监测, to: 处置, type: 前进}
- {from: 处置, to: 评估, type: 前进}
- {from: [监测, 处置, 评估], to: 归档, type: 跳过}
- {from: [评估, 归档], to: 处置, type: 重开}
roles:
- {name: 值班员}
- {name: 成员}
- {name: 组长, includes: 成员}
bodies:
- {name: 上级, key: above, external: 是}
- {name: 宣传科, key: press}
natures:
- {name: 咨询, key: inquiry}
- {name: 诉求, key: claim}
marks:
- {name: 复杂, values: [是, 否]}
scope: [公众关注]
measures: [回应, 启动]
channels: [微信, 电话]
outcomes: [办结, 退办]
forms:
  报告: [首报, 续报]
  送审: [答复]
  来文: [意见]
  管控: [商请]
approvals:
- {code: decision, on: {kind: 决定}, roles: 成员, urgent: {ratify: 24 h}, clause: 二}
- {code: draft, on: {kind: 送审}, roles: [成员, 组长], urgent: {ratify: 2 h}, basis: 目标}
- {code: regrade, on: {kind: 调级}, roles: 成员}
- {code: extend, on: {kind: 延期}, roles: 成员}
- {code: correct, on: {kind: 更正}, roles: 成员}
"""

ROSTER = """\
version: 1
from: 2026-01-01 09:00
persons:
- {name: 甲, key: jia, unit: 宣传科, roles: [值班员]}
- {name: 乙, key: yi.er, unit: 宣传科, roles: [成员]}
- {name: 丙, key: bing, unit: 宣传科, roles: [组长]}
- {name: 丁, key: ding, unit: 宣传科, roles: [成员]}
"""


@cache
def rosters():
    roster, findings = read_roster(tree(ROSTER))
    assert findings == ()
    assert roster is not None
    return Rosters(versions=(roster,))


@cache
def shipped_calendar():
    """The calendar that the project ships: 2025 and 2026."""
    path = ROOT / "plan" / "office" / "workdays.yml"
    office, findings = read_office({path.name: tree(path.read_text(encoding="utf-8"))})
    assert findings == {}
    return office.calendar


def office(calendar=None):
    return Office(
        name="某台账", id="some-ledger", drill=False, calendar=calendar or shipped_calendar()
    )


@cache
def plan(*deadlines, drop=""):
    """The plan with these deadlines; ``drop``: a line of it left out."""
    assert drop in PLAN
    lines = [f"- {{{line}}}\n" for line in deadlines]
    lines = [
        line if "code:" in line else f"- {{code: d{n}, {line[3:]}" for n, line in enumerate(lines)
    ]
    text = PLAN.replace(drop, "") + "".join(["deadlines:\n", *lines] if lines else [])
    read, findings = read_plan(tree(text), "digest")
    assert findings == ()
    assert read is not None
    return read


def at(text):
    """``09:40`` is of Monday, 9 November 2026; a full time is itself."""
    return parse_time(text if "-" in text else f"2026-11-09 {text}", ZONE)


def written(text):
    moment = at(text)
    return moment.strftime("%Y-%m-%d %H:%M:%S" if moment.second else "%Y-%m-%d %H:%M")


FOUND = "发现, level: 一般, reason: 转载, scope: [公众关注], items: [{id: 事项1, nature: 咨询, summary: 某事}], sources: [{platform: 网, posted_at: 2026-11-09 07:00}]"


def entry(line):
    """``09:00 报告, form: 首报`` as the entry's own tree; the person stands before: ``09:00 乙 审批``."""
    head, _, rest = line.partition(", ")
    *times, last = head.split(" ")
    by = times.pop() if times[-1] in ("甲", "乙", "丙", "丁") else "甲"
    fields = tree(f"entry: {{kind: {last}{', ' if rest else ''}{rest}}}\n")["entry"]
    return {"at": written(" ".join(times)), "by": by, **fields}


def yes(time, who, target, verdict="同意"):
    """``who`` signs the entry ``target`` (time and kind) at ``time``."""
    clock, kind = target.rsplit(" ", 1)
    role = {"丙": "组长"}.get(who, "成员")
    reason = ", reason: 不妥" if verdict == "退回" else ""
    return f"{time} {who} 审批, entry: {written(clock)} {kind}, as: {role}, roster: 1, verdict: {verdict}{reason}"


def judged(of, now, *lines, calendar=None):
    """The incident of these lines under ``of`` at ``now``."""
    head = {"id": "20261109-aaaa", "title": "某事", "plan": "clocks"}
    timeline = [entry(line) for line in lines]
    persons = frozenset(each.name for each in rosters().versions[0].persons)
    incident, findings = read_incident({**head, "timeline": timeline}, of, persons)
    assert findings == (), findings
    assert incident is not None
    return judge(incident, of, rosters(), office(calendar), at(now))


def brief(due):
    """``首报 按时 due 09:10 done 09:08``: short enough for a table."""
    words = [due.name, due.clock.value]
    for name in ("due", "done"):
        moment = getattr(due, name)
        if moment:
            words += [name, shown(moment)]
    return " ".join(words)


def shown(moment):
    form = "%H:%M" if moment.date() == at("09:00").date() else "%m-%d %H:%M"
    return moment.strftime(form + (":%S" if moment.second else ""))


def clocks(of, now, *lines, calendar=None):
    """Every clock in brief; nothing may be wrong with the timeline itself."""
    case = judged(of, now, *lines, calendar=calendar)
    wrong = [each.code for each in case.findings if each.severity.value == "error"]
    assert wrong == [], wrong
    return [brief(due) for due in case.dues]
