"""Incidents built in memory: entries as the strict reader gives them, read and folded as files are.

Times may be short: ``09:40`` is of the first day, ``+1 09:40`` of the day after. A name that
Python reserves gets an underscore (``from_``, ``as_``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from tests.rules.plans import ROOT, office_of, plan_of, rosters_of

from taizhang.actions.governance import load_governance
from taizhang.model.findings import Severity
from taizhang.model.messages import finding_words
from taizhang.model.times import parse_time
from taizhang.rules.fold import fold
from taizhang.rules.judge import judge
from taizhang.rules.reading import read_incident
from taizhang.store.strict import read
from taizhang.store.worktree import WorkTree

if TYPE_CHECKING:
    from taizhang.model.entry import Incident
    from taizhang.model.office import Office
    from taizhang.model.plan import Plan
    from taizhang.model.roster import Rosters

FIRST_DAY = date(2026, 11, 9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """What a verdict rests on beside the file and the time."""

    plan: Plan
    rosters: Rosters
    office: Office

    @property
    def persons(self):
        return frozenset(each.name for roster in self.rosters.versions for each in roster.persons)

    def changed(self, **changes):
        """The same with parts of the plan replaced."""
        return replace(self, plan=replace(self.plan, **changes))


@cache
def shipped():
    """Plan, rosters and office of the project itself."""
    governance = load_governance(WorkTree(ROOT))
    assert governance.findings == ()
    return Law(
        plan=governance.plans["2022-08-05"],
        rosters=governance.rosters,
        office=governance.office,
    )


def small(*changes, roster=()):
    """The small plan of ``plans.py``, changed, with three signers."""
    more = ("persons:\n", "persons:\n- {name: 丁, key: ding, unit: 办公室, roles: [成员]}\n")
    return Law(plan=plan_of(*changes), rosters=rosters_of(more, *roster), office=office_of()[0])


def full_time(at):
    """``09:40`` and ``+1 09:40`` as the file has them; anything else as it is."""
    days, _, clock = at.rpartition(" ")
    if len(days) > 3:
        return at
    return f"{FIRST_DAY + timedelta(days=int(days or 0))} {clock}"


def entry(at, by, kind, /, **fields):
    """One entry as a tree."""
    own = {key.rstrip("_"): value for key, value in fields.items()}
    return {"at": full_time(at), "by": by, "kind": kind, **own}


def name(of):
    """How other entries name this one."""
    return f"{of['at']} {of['kind']}"


def item(name="事项1", nature="诉求", **fields):
    made = {"id": name, "nature": nature, "summary": "概述", **fields}
    return {key: value for key, value in made.items() if value is not None}


def found(at="09:00", level="一般", items=(), by="张伟", **fields):
    made = {
        "level": level,
        "reason": "转发不多",
        "scope": ["公众关注"],
        "items": list(items) or [item()],
        "sources": [{"platform": "论坛"}],
        **fields,
    }
    return entry(at, by, "发现", **{key: value for key, value in made.items() if value is not None})


def reported(at="09:05", to="应急管理小组", form="首报", **fields):
    return entry(at, "张伟", "报告", form=form, to=to, channel="电话", **fields)


def consulted(at="09:30", **fields):
    return entry(at, "李娜", "会商", present=["办公室"], findings="属实", **fields)


def opinion(at="09:35", **fields):
    made = {"from": "市网信办", "form": "意见", "gist": "同意", **fields}
    return entry(at, "张伟", "来文", **made)


def decided(at, *measures, stage=None, by="李娜", **fields):
    moved = {"stage": stage} if stage else {}
    return entry(at, by, "决定", measures=list(measures) or ["正面回应"], **fields, **moved)


def moved(at, stage, by="李娜", **fields):
    return entry(at, by, "推进", **fields, stage=stage)


def regraded(at, level, **fields):
    return entry(at, "李娜", "调级", level=level, reason="转发变化", **fields)


def drafted(at, thing="发布1", items=("事项1",), **fields):
    made = {
        "id": thing,
        "items": list(items),
        "form": "声明",
        "drafted_by": ["何俊"],
        "channel": "公文",
        "text": "发布的内容",
        **fields,
    }
    return entry(at, "李娜", "送审", **made)


def published(at, thing="发布1", channel="公文", **fields):
    return entry(at, "张伟", "发布", about=thing, channel=channel, **fields)


def verified(at, items=("事项1",), status="不实", **fields):
    return entry(
        at, "周敏", "核查", items=list(items), facts=[{"text": "查过", "status": status}], **fields
    )


def handled(at, about="事项1", **fields):
    return entry(at, "何俊", "办理", about=about, **({"outcome": "已解决"} | fields))


def noted(at, text="补充情况", by="张伟", **fields):
    return entry(at, by, "说明", text=text, **fields)


def signed(at, of, by="陈立", as_=None, verdict="同意", roster="1", **fields):
    role = as_ or {"陈立": "组长"}.get(by, "小组成员")
    told = name(of) if isinstance(of, dict) else of
    return entry(at, by, "审批", entry=told, as_=role, roster=roster, verdict=verdict, **fields)


def returned(at, of, by="王强", reason="不妥", **fields):
    return signed(at, of, by=by, verdict="退回", reason=reason, **fields)


def corrected(at, of, field, was, now, **fields):
    values = {"field": field, "was": was, "now": now, "reason": "写错", **fields}
    kept = {key: value for key, value in values.items() if value is not None}
    return entry(at, "李娜", "更正", entry=name(of), **kept)


def voided(at, of, **fields):
    return entry(at, "李娜", "更正", entry=name(of), void="是", reason="误记", **fields)


def until_handling(level="一般", **fields):
    """Entries up to 应急处置, nine or so, the last at 10:10."""
    high = level != "一般"
    start = decided("09:20", "启动预案", stage="会商研判")
    go = decided("10:00", "正面回应", stage="应急处置")
    signs = (signed("10:05", go), signed("10:10", go, by="王强"))
    return [
        found(level=level, **fields),
        reported(stage="快报事实"),
        *([reported("09:10", to="市网信办")] if high else []),
        start,
        signed("09:25", start),
        *([signed("09:26", start, by="王强")] if level == "特别重大" else []),
        consulted(),
        *([opinion()] if high else []),
        go,
        *(signs if level == "特别重大" else signs[:1]),
    ]


def until_follow_up(level="一般"):
    """Entries up to 后期处置, the last at 12:00."""
    return [*until_handling(level), handled("11:00"), moved("12:00", "后期处置")]


def until_archive(level="一般"):
    """Entries up to 归档, the last on the next day at 11:00."""
    calm = entry("+1 09:00", "张伟", "监看", trend="平息")
    review = entry(
        "+1 10:00",
        "李娜",
        "总结",
        units=["办公室"],
        good=["答复及时"],
        problems=[{"id": "问题1", "text": "无备岗"}],
        stage="总结评估",
    )
    end = moved("+1 10:50", "归档")
    return [
        *until_follow_up(level),
        calm,
        signed("+1 09:30", calm),
        review,
        signed("+1 10:30", review),
        entry("+1 10:40", "李娜", "改进", about="问题1", reason="已补岗"),
        end,
        signed("+1 11:00", end),
    ]


def tree(*entries, law=None, title="标题", **header):
    """A whole file as the strict reader gives it."""
    plan = (law or shipped()).plan
    head = {"id": "20261109-4mq2", "title": title, "plan": plan.id, **header}
    return {**head, "timeline": list(entries)}


def typed(*entries, law=None, title="标题", **header) -> Incident:
    """The incident; its form must be sound."""
    law = law or shipped()
    incident, findings = read_incident(
        tree(*entries, law=law, title=title, **header), law.plan, law.persons
    )
    assert findings == ()
    assert incident is not None
    return incident


def folded(*entries, law=None, title="标题"):
    """The incident folded; every finding can be worded."""
    law = law or shipped()
    done = fold(typed(*entries, law=law, title=title), law.plan, law.rosters, law.office)
    worded(done.findings)
    return done


def judged(now, *entries, law=None, title="标题"):
    """The incident judged at ``now``, which may be short."""
    law = law or shipped()
    moment = now if isinstance(now, datetime) else parse_time(full_time(now), law.plan.zone)
    incident = typed(*entries, law=law, title=title)
    done = judge(incident, law.plan, law.rosters, law.office, moment)
    worded(done.findings)
    return done


def read_file(path, law=None):
    """A file of the disk as an incident; its form must be sound."""
    law = law or shipped()
    incident, findings = read_incident(read(path.read_bytes()), law.plan, law.persons)
    assert findings == ()
    return incident


def worded(findings):
    """Every finding has words in both languages, without a place left empty."""
    for finding in findings:
        for lang in ("zh", "en"):
            text, fix = finding_words(finding, lang)
            assert text
            assert fix
            assert "{" not in text + fix
            assert "None" not in text + fix
    return findings


def errors(done):
    """``(code, entry number)`` of every error; entries count from 0."""
    return [
        (each.code, each.where[1] if len(each.where) > 1 else -1)
        for each in done.findings
        if each.severity is Severity.ERROR
    ]


def codes(done, severity=None):
    """Codes of findings, of one severity or of all."""
    return [each.code for each in done.findings if severity in (None, each.severity)]


def effects(done):
    """Effect of every act in words."""
    return [act.effect.value for act in done.state.acts]
