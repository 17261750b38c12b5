"""An office in which nothing is left lying, in text, and what becomes of it when a line changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tests.rules.builders import shipped, worded
from tests.rules.plans import changed, tree

from taizhang.model.basis import Basis
from taizhang.model.journal import JOURNAL_KINDS, Journal
from taizhang.rules.journalread import read_month
from taizhang.rules.officecase import OfficeCase
from taizhang.rules.officechecks import find_office
from taizhang.rules.officeread import read_office

NOW = "2026-11-23 10:00"

FILES = {
    "ledger": "name: 某台账\nid: some\ndrill: 否\n",
    "accounts": "records:\n- {name: 公众号, channel: 微信, from: 2026-01-01}\n",
    "contacts": """\
records:
- {body: 市网信办, post: 值班岗, hours: 24小时, verified_on: 2026-10-01}
- {body: 市委宣传部, post: 新闻科, hours: 工作时间, verified_on: 2026-10-02}
- {body: 公安机关, post: 值班岗, hours: 24小时, verified_on: 2026-10-03}
- {body: 互联网服务商, post: 服务岗, hours: 24小时, verified_on: 2026-10-04}
""",
    "duty": """\
shifts:
- {name: 白班, from: "08:30", until: "20:30"}
- {name: 夜班, from: "20:30", until: "08:30"}
records:
- {from: 2026-11-16, until: 2026-12-06, shift: 白班, person: 张伟}
- {from: 2026-11-16, until: 2026-12-06, shift: 夜班, person: 刘洋}
""",
    "sensitive": """\
records:
- {name: 年末, kind: 敏感时段, from: 2026-11-20, until: 2026-12-01, duty: 是}
- {name: 评议, kind: 重点工作, from: 2026-11-20, until: 2026-12-15}
""",
    "watch": """\
records:
- {from: 2026-01-05, engines: [百度], keywords: [某单位], platforms: [论坛, 微信], reviewed_on: 2026-01-05, interval: 4 h}
""",
}

JOURNAL = {
    "2026-03": """\
- at: 2026-03-02 15:00
  by: 陈立
  kind: 年度事项
  form: 党组议题
  gist: 听取舆情工作汇报
- at: 2026-03-04 15:00
  by: 李娜
  kind: 年度事项
  form: 经费预算
  held_on: 2026-01-20
  gist: 列入年度预算
- at: 2026-03-09 15:00
  by: 李娜
  kind: 培训
  topic: 依法处置
  roles: [监控员]
  hours: 4
""",
    "2026-05": """\
- at: 2026-05-11 15:00
  by: 李娜
  kind: 演练
  scope: 桌面推演
  findings: 夜间联络慢
""",
    "2026-11": """\
- at: 2026-11-23 08:30
  by: 张伟
  kind: 监测
  platforms: [论坛, 微信]
  found: 无
""",
}

BASES = (
    Basis(name="某办法", checked_on="2026-02-01"),
    Basis(name="某条例", checked_on="2026-02-01"),
)


def law(**parameters):
    """The shipped plan with two sound bases; ``parameters`` replaces values by key."""
    plan = shipped().plan
    kept = tuple(
        replace(each, **parameters[each.key]) if each.key in parameters else each
        for each in plan.parameters
    )
    return replace(plan, bases=BASES, parameters=kept)


def office(*changes, **files):
    """The sound office's facts. ``("duty", old, new)`` changes a file, ``duty=""`` replaces it."""
    texts = {**FILES, **files}
    for name, old, new in changes:
        texts[name] = changed(texts[name], (old, new))
    read, findings = read_office(
        {f"{name}.yml": tree(text) for name, text in texts.items() if text}
    )
    assert findings == {}
    return read


def month(text, name="2026-11", plan=None):
    """One sound month of the journal; ``text`` is its entries."""
    head = f"journal: {name}\nplan: 2022-08-05\ntimeline:\n"
    read, findings = read_month(tree(head + text), plan or law(), shipped().persons)
    assert findings == ()
    assert read is not None
    assert all(entry.kind in JOURNAL_KINDS for entry in read.entries)
    return read


def journal(plan=None, **months):
    """The sound journal; ``m2026_03="…"`` replaces a month, ``""`` leaves it out."""
    own = {key[1:].replace("_", "-"): text for key, text in months.items()}
    texts = {**JOURNAL, **own}
    return Journal(
        months=tuple(month(text, name, plan) for name, text in sorted(texts.items()) if text)
    )


def case(now=NOW, *, facts=None, book=None, plan=None, rosters=None):
    """The office at ``now``, sound unless a part is replaced."""
    plan = plan or law()
    return OfficeCase(
        plan=plan,
        rosters=rosters or shipped().rosters,
        office=facts or office(),
        journal=book if book is not None else journal(),
        now=datetime.strptime(now, "%Y-%m-%d %H:%M").replace(tzinfo=plan.zone),
    )


def told(of):
    """``(code, file, where)`` of every finding; each can be worded in both languages."""
    found = [finding for _, finding in find_office(of)]
    worded(found)
    return [(each.code, each.path.rpartition("/")[2], each.where) for each in found]
