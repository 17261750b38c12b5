"""Histories at random under any plan: sound in form, not in sense.

The beginning of a real one, so that late stages are reached, and then entries made from the
tables of kinds with what the plan lists. One number makes one history, always the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tests.rules.builders import Law, shipped, until_archive

from taizhang.actions.governance import load_governance
from taizhang.model.fields import LISTS, Type
from taizhang.model.kinds import FIXED_CHOICES, KINDS
from taizhang.model.times import format_time, parse_time
from taizhang.rules.reading import read_incident
from taizhang.store.strict import read
from taizhang.store.worktree import WorkTree

PLANS = Path(__file__).resolve().parents[1] / "plans"
NAMES = ("shipped", "committee", "county", "simple")
LATER_KINDS = tuple(name for name in KINDS if name not in ("发现", "审批"))
THINGS = ("事项1", "事项2", "任务1", "任务2", "发布1", "发布2", "管控1", "移送1", "问题1", "来访1")
TEXTS = ("情况说明", "据反映", "2026年11月9日核对")


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A plan with all that goes with it, and histories that were lived under it."""

    law: Law
    beginnings: tuple[tuple[dict, ...], ...]


@cache
def world(name):
    if name == "shipped":
        levels = ("一般", "较大", "特别重大")
        return World(law=shipped(), beginnings=tuple(tuple(until_archive(x)) for x in levels))
    root = PLANS / name
    governance = load_governance(WorkTree(root))
    plan = governance.newest
    assert plan is not None
    law = Law(plan=plan, rosters=governance.rosters, office=governance.office)
    files = sorted(root.glob("ledger/*/*/*.yml"))
    lived: Any = tuple(tuple(read(path.read_bytes())["timeline"]) for path in files)
    return World(law=law, beginnings=lived)


class Writer:
    """Goes on with a history."""

    def __init__(self, name, seed):
        self.chance = Random(seed)  # noqa: S311
        self.world = world(name)
        self.plan = self.world.law.plan
        self.people = sorted(self.world.law.persons)
        lived = self.chance.choice(self.world.beginnings)
        self.entries = [dict(each) for each in lived[: self.chance.randint(1, len(lived))]]
        self.moment = parse_time(self.entries[-1]["at"], self.plan.zone)

    def tree(self):
        for _ in range(self.chance.randint(1, 6)):
            self.entries.append(self._entry())
        head = {"id": "20261109-4mq2", "title": "标题", "plan": self.plan.id}
        return {**head, "timeline": self.entries}

    def _entry(self):
        self.moment += timedelta(minutes=self.chance.choice((1, 7, 45, 600, 3000)))
        back = timedelta(minutes=90) if self.chance.random() < 0.1 else timedelta()
        at = format_time(self.moment - back, self.plan.zone)
        if self.chance.random() < 0.45:
            return self._signature(at)
        if self.chance.random() < 0.2:
            return self._correction(at)
        kind = KINDS[self.chance.choice(LATER_KINDS)]
        made = {"at": at, "by": self._one(self.people), "kind": kind.name}
        groups = [self._one(group) for group in kind.any_of]
        for field in kind.fields:
            if field.needed or field.name in groups or self.chance.random() < 0.3:
                made[field.name] = self._value(field, kind.name)
        if self.chance.random() < 0.3 or "stage" in groups:
            made["stage"] = self._one([each.name for each in self.plan.stages])
        if self.chance.random() < (0.4 if kind.name in ("决定", "送审") else 0.05):
            made["urgent"] = "来不及"
        return {key: value for key, value in made.items() if value}

    def _signature(self, at):
        """Of one of the last entries, mostly by somebody who holds the role he signs in."""
        target = self.chance.choice([each for each in self.entries if each["kind"] != "审批"][-3:])
        by = self._one(self.people)
        held = self.world.law.rosters.current.person(by).roles
        sure = held if self.chance.random() < 0.9 else [each.name for each in self.plan.roles]
        return {
            "at": at,
            "by": by,
            "kind": "审批",
            "entry": f"{target['at']} {target['kind']}",
            "as": self._one(sure),
            "roster": "1",
            "verdict": self._one(["同意", "同意", "同意", "同意", "退回"]),
            "reason": "不妥",
        }

    def _correction(self, at):
        """Of what stands in an entry, quoted rightly; now and then the whole entry is voided."""
        target = self.chance.choice(self.entries)
        told = {"at": at, "by": self._one(self.people), "kind": "更正", "reason": "写错"}
        told["entry"] = f"{target['at']} {target['kind']}"
        if self.chance.random() < 0.3:
            return {**told, "void": "是"}
        name = self._one([key for key in target if key not in ("by", "kind")])
        field = KINDS[target["kind"]].field(name)
        now = (
            self._value(field, target["kind"])
            if field
            else f"2026-11-09 0{self.chance.randint(0, 9)}:30"
        )
        texts = (str, list)
        sound = isinstance(now, texts) and isinstance(target[name], texts) and now
        return (
            {**told, "field": name, "was": target[name], "now": now}
            if sound
            else {**told, "void": "是"}
        )

    def _one(self, options):
        return self.chance.choice(list(options)) if options else ""

    def _value(self, field, kind):
        if field.type in LISTS:
            many = {self._scalar(field, kind) for _ in range(self.chance.randint(1, 2))}
            return sorted(each for each in many if each)
        if field.type in (Type.RECORD, Type.RECORDS):
            record = {
                part.name: self._value(part, kind)
                for part in field.fields
                if part.needed or self.chance.random() < 0.5
            }
            record = {key: value for key, value in record.items() if value}
            return record if field.type is Type.RECORD else [record]
        if field.type is Type.MARKS:
            marks = {mark.name: self._one(mark.values) for mark in self.plan.marks}
            return dict(self.chance.sample(sorted(marks.items()), min(1, len(marks))))
        return self._scalar(field, kind)

    def _scalar(self, field, kind):
        plan = self.plan
        bodies = [each.name for each in (*plan.bodies, *plan.roles)]
        options = {
            Type.PERSON: self.people,
            Type.PERSONS: self.people,
            Type.BODY: bodies,
            Type.BODIES: bodies,
            Type.LEVEL: [each.name for each in plan.levels],
            Type.STAGE: [each.name for each in plan.stages],
            Type.ROLE: [each.name for each in plan.roles],
            Type.TIME: ["2026-11-12 18:00", "2026-12-31 08:00"],
            Type.DAY: ["2026-11-20", "2027-01-04"],
            Type.DIGEST: ["0" * 64],
            Type.NUMBER: ["0", "460"],
            Type.YES: ["是", "否"],
            Type.NEW: THINGS,
            Type.THING: THINGS,
            Type.THINGS: THINGS,
            Type.ENTRY: [f"{each['at']} {each['kind']}" for each in self.entries],
            Type.FIELD: ["at", "stage", "level", "text", "items", "reason", "to", "about"],
            Type.VALUE: [*TEXTS, "2026-11-09 09:01", *(each.name for each in plan.stages)],
            Type.INCIDENT: ["20261101-0000"],
            Type.INCIDENTS: ["20261101-0000"],
        }.get(field.type)
        if options is None and field.choices:
            options = FIXED_CHOICES.get(field.choices) or plan.options(field.choices, kind)
        return self._one(options or TEXTS)


def incident(name, seed):
    """The history of that number as an incident, and the time after its last entry."""
    writer = Writer(name, seed)
    law = writer.world.law
    read_in, findings = read_incident(writer.tree(), law.plan, law.persons)
    return read_in, findings, writer.moment
