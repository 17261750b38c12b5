"""Every message about an incident is produced by something; what nothing produces is no message."""

from __future__ import annotations

import pytest
from tests.rules.builders import (
    Law,
    consulted,
    corrected,
    decided,
    drafted,
    entry,
    found,
    full_time,
    handled,
    item,
    judged,
    moved,
    noted,
    published,
    regraded,
    reported,
    returned,
    shipped,
    signed,
    tree,
    until_archive,
    until_handling,
    voided,
    worded,
)
from tests.rules.plans import ROOT

from taizhang.actions.check import check_tree
from taizhang.actions.workspace import open_workspace
from taizhang.model.fields import Field, Type
from taizhang.model.messages import approval as about_approvals
from taizhang.model.messages import entry as about_entries
from taizhang.model.messages import timeline as about_timelines
from taizhang.model.source import names_in
from taizhang.model.times import parse_time
from taizhang.rules.reading import read_incident
from taizhang.rules.values import Values
from taizhang.store.worktree import WorkTree

START = [found(), reported(stage="快报事实")]
GO = decided("09:20", "启动预案", stage="会商研判")
NOTE = noted("09:10")
NAME = "20261109-4mq2"
PATH = f"ledger/2026/11/{NAME}.yml"
EXAMPLE = ROOT / "tests" / "examples" / "ordinary.yml"


def form(given):
    """Findings of a tree's form."""
    law = shipped()
    return read_incident(given, law.plan, law.persons)[1]


def value(kind, raw):
    """Findings of one value."""
    law: Law = shipped()
    values = Values(law.plan, law.persons)
    values.read(Field("x", kind, "某项", fields=(Field("a", Type.WORD, "甲"),)), raw, ("x",))
    return values.findings


def rules(*entries, now="+3 09:00", law=None, title="标题"):
    """Findings of the rules and clocks."""
    return judged(now, *entries, law=law, title=title).findings


def why(number, *entries):
    """Codes that tell why signatures do not count, as the page words them."""
    return [each.why for each in judged("+3 09:00", *entries).state.acts[number].approvals]


class Overlay:
    """The project's own plan with other files laid over it."""

    def __init__(self, **files):
        self.files = {key.replace("__", "/"): data for key, data in files.items()}
        self.below = WorkTree(ROOT)

    def read(self, path):
        return self.files[path] if path in self.files else self.below.read(path)

    def list(self, prefix):
        kept = [path for path in self.below.list(prefix) if not path.startswith("ledger/")]
        return tuple(sorted({*kept, *(path for path in self.files if path.startswith(prefix))}))

    def names(self, folder):
        return names_in(folder, self.list(folder))


def checked(path, data, *paths):
    """Findings of a whole ledger with one more file."""
    source = Overlay(**{path: data})
    report = check_tree(open_workspace(source), NOW, paths)
    return report.findings


NOW = parse_time(full_time("+30 09:00"), shipped().plan.zone)
FILE = EXAMPLE.read_bytes()
FLAT = shipped().changed(levels=(), rules=())
DRAFT = drafted("10:20")
SENT = drafted("10:20", channel="微信", account="南充人大微信公众号")
UP = regraded("09:40", "较大")
DOWN = regraded("10:40", "较大")
WHISTLE = found(items=[item(nature="举报", summary=None)], reason=None, sources=None)
CONTROL = entry(
    "10:20", "李娜", "管控", id="管控1", form="商请处置", items=["事项1"], to="市网信办",
    ground="扰乱经济社会秩序", article="第十五条", necessity="仍在传播", limits="截图", expires="2026-12-09",
)  # fmt: skip
WAITING = decided("10:30", "线下处置")
URGENT = decided("09:20", "启动预案", stage="会商研判", urgent="电话同意")
HIGH = [found(level="特别重大"), reported(stage="快报事实"), reported("09:10", to="市网信办")]

PRODUCED = {
    # keys and values
    "file-not-incident": lambda: form([]),
    "file-unreadable": lambda: checked("nowhere.yml", FILE, "ledger/2026/11/20261109-0000.yml"),
    "file-stranger": lambda: checked("ledger/2026/11/notes.txt", b"x"),
    "header-missing": lambda: form({**tree(found()), "title": " "}),
    "id-malformed": lambda: form(tree(found(), id="1")),
    "id-not-path": lambda: checked("ledger/2026/11/20261109-0000.yml", FILE),
    "title-characters": lambda: form(tree(found(), title="<")),
    "plan-version-unknown": lambda: checked(
        PATH, FILE.replace(b"2022-08-05", b"2099-01-01", 1)
    ),
    "timeline-missing": lambda: form(tree()),
    "timeline-not-last": lambda: form({"timeline": [found()], "id": NAME, "title": "甲", "plan": "乙"}),
    "entry-not-record": lambda: form(tree("无")),
    "field-missing": lambda: form(tree(entry("09:00", "张伟", "报告"))),
    "field-missing-one-of": lambda: form(tree(found(), entry("10:00", "张伟", "说明"))),
    "field-unknown": lambda: form(tree({**found(), "x": "甲"})),
    "field-not-text": lambda: value(Type.TEXT, []),
    "field-not-list": lambda: value(Type.WORDS, "甲"),
    "field-not-records": lambda: value(Type.RECORDS, "甲"),
    "field-not-record": lambda: value(Type.RECORD, "甲"),
    "kind-unknown": lambda: form(tree({**found(), "kind": "甲"})),
    "person-unknown": lambda: form(tree({**found(), "by": "甲"})),
    "value-unknown": lambda: value(Type.LEVEL, "甲"),
    "value-empty": lambda: value(Type.TEXT, " "),
    "value-too-long": lambda: value(Type.WORD, "长" * 201),
    "value-not-one-line": lambda: value(Type.WORD, "甲\n乙"),
    "value-not-time": lambda: value(Type.TIME, "甲"),
    "value-not-day": lambda: value(Type.DAY, "甲"),
    "value-not-digest": lambda: value(Type.DIGEST, "甲"),
    "value-not-number": lambda: value(Type.NUMBER, "甲"),
    "value-not-yes": lambda: value(Type.YES, "甲"),
    "value-not-new": lambda: value(Type.NEW, "甲 乙"),
    "value-not-entry": lambda: value(Type.ENTRY, "甲"),
    "value-not-incident": lambda: value(Type.INCIDENT, "甲"),
    # moves and order
    "discovery-first": lambda: rules(found(), found("09:30", items=[item("事项2")])),
    "incident-closed": lambda: rules(*until_archive(), handled("+2 09:00")),
    "move-not-allowed": lambda: rules(found(), moved("09:30", "归档")),
    "kind-cannot-enter": lambda: rules(*START, noted("09:30", stage="会商研判")),
    "duplicate-entry": lambda: rules(*START, NOTE, NOTE),
    "second-pending-move": lambda: rules(*START, GO, UP),
    "level-same": lambda: rules(*START, regraded("09:40", "一般")),
    "levels-none": lambda: rules(found(level=None), entry("09:40", "李娜", "调级", reason="甲"), law=FLAT),
    "level-differs": lambda: rules(*until_handling(), consulted("10:20", level="较大")),
    "late-without-reason": lambda: rules(*START, noted("09:01")),
    "before-discovery": lambda: rules(*START, noted("08:00", late="甲")),
    "time-future": lambda: rules(*START, now="08:00"),
    "urgent-not-allowed": lambda: rules(*START, noted("09:40", urgent="急")),
    # named checks
    "thing-taken": lambda: rules(*START, noted("09:40", items=[item()])),
    "thing-unknown": lambda: rules(*START, handled("09:40", "事项2")),
    "reference-title": lambda: rules(WHISTLE),
    "reference-own-file": lambda: rules(*START, noted("09:40", items=[item("事项2", nature="举报")])),
    "reference-field": lambda: rules(WHISTLE, NOTE, title="举报"),
    "control-of-criticism": lambda: rules(*until_handling(), CONTROL),
    "drafter-submits": lambda: rules(*until_handling(), drafted("10:20", drafted_by=["李娜"])),
    "release-differs": lambda: rules(*until_handling(), DRAFT, signed("10:30", DRAFT), published("10:40", channel="传真")),
    "account-other-channel": lambda: rules(*until_handling(), {**SENT, "account": "南充人大微博"}),
    # approvals
    "approval-of-nothing": lambda: rules(*START, signed("09:30", GO)),
    "approval-not-needed": lambda: rules(*START, signed("09:30", START[0])),
    "approval-of-returned": lambda: rules(*START, GO, returned("09:30", GO), signed("09:40", GO)),
    "approval-of-refused": lambda: rules(*START, {**GO, "stage": "应急处置"}, signed("09:30", GO)),
    "approval-surplus": lambda: rules(*START, GO, signed("09:30", GO), signed("09:40", GO, by="王强")),
    "approval-before-entry": lambda: rules(*START, GO, signed("09:19", GO)),
    "approval-overtaken": lambda: why(len(until_handling("特别重大")), *until_handling("特别重大"), WAITING, signed("10:31", WAITING), DOWN, signed("10:45", DOWN)),
    "approval-returned": lambda: why(3, *HIGH, URGENT, signed("09:30", URGENT), returned("09:40", URGENT)),
    "return-without-reason": lambda: rules(*START, GO, signed("09:30", GO, verdict="退回")),
    "roster-version-unknown": lambda: rules(*START, GO, signed("09:30", GO, roster="9")),
    "approver-without-role": lambda: rules(*START, GO, signed("09:30", GO, by="张伟")),
    "approver-is-author": lambda: rules(*START, GO, signed("09:30", GO, by="李娜", as_="办公室")),
    "approver-twice": lambda: rules(*HIGH, GO, signed("09:30", GO), signed("09:40", GO, as_="小组成员")),
    "approver-role-not-asked": lambda: rules(*START, GO, signed("09:30", GO, by="张伟", as_="监控员")),
    # corrections
    "correction-of-nothing": lambda: rules(*START, corrected("09:40", NOTE, "text", "补充情况", "甲")),
    "correction-of-waiting": lambda: rules(*START, GO, voided("09:40", GO)),
    "correction-of-record": lambda: rules(*START, voided("09:40", START[0])),
    "correction-of-fixed": lambda: rules(*START, corrected("09:40", START[0], "by", "张伟", "李娜")),
    "correction-was-differs": lambda: rules(*START, NOTE, corrected("09:40", NOTE, "text", "甲", "乙")),
    # gates and clocks
    "gate-unmet": lambda: rules(*START, moved("09:40", "会商研判")),
    "gate-each": lambda: rules(*until_handling(), moved("11:00", "后期处置")),
    "gate-early": lambda: rules(*until_handling(), DRAFT, signed("10:30", DRAFT), published("10:25", late="甲")),
    "gate-unsigned": lambda: rules(
        *until_handling(), handled("10:20"), {**DRAFT, "urgent": "急"}, moved("11:00", "后期处置")
    ),
    "gate-fields": lambda: rules(*until_handling(), handled("10:20", outcome="不予回应")),
    "gate-drafters": lambda: rules(found(items=[item(nature="法规误读")]), *until_handling()[1:], DRAFT),
    "deadline-late": lambda: rules(found(), reported("09:30", stage="快报事实")),
    "deadline-late-excused": lambda: rules(found(), reported("09:30", stage="快报事实", late="核对")),
    "deadline-overdue": lambda: rules(found(), now="09:40"),
}  # fmt: skip
"""What produces each message: a function that gives findings, or codes told on the page."""


def codes(made):
    return {each if isinstance(each, str) else each.message_key for each in made}


@pytest.mark.parametrize("code", PRODUCED)
def test_a_message_is_produced(code):
    made = PRODUCED[code]()
    worded(each for each in made if not isinstance(each, str))
    assert code in codes(made)


def test_nothing_is_worded_that_nothing_produces():
    worded_here = {
        *about_entries.MESSAGES,
        *about_timelines.MESSAGES,
        *about_approvals.MESSAGES,
    }
    assert worded_here - {*PRODUCED} == set()
    assert {*PRODUCED} - worded_here == set()
