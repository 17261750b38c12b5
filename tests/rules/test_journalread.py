"""A month of the journal: its form, its times and names, no personal data."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.rules.builders import shipped, worded
from tests.rules.offices import JOURNAL, law, month
from tests.rules.plans import brief, changed, tree

from taizhang.model.journal import JOURNAL_KEYS, JOURNAL_KINDS, VOID, Journal, path_of
from taizhang.model.kinds import KEYS, KINDS
from taizhang.rules.journalread import judge_month, read_month

TEXT = "journal: 2026-11\nplan: 2022-08-05\ntimeline:\n" + JOURNAL["2026-11"]


def faults(text):
    read, found = read_month(tree(text), law(), shipped().persons)
    assert (read is None) == bool(found)
    return brief(worded(found))


def judged(text, now="2026-11-30 10:00"):
    plan = law()
    moment = datetime.strptime(now, "%Y-%m-%d %H:%M").replace(tzinfo=plan.zone)
    return brief(worded(judge_month(month(text), plan, moment)))


def test_kinds_of_the_journal_and_of_incidents_are_apart():
    assert not set(JOURNAL_KINDS) & set(KINDS)
    assert not set(JOURNAL_KEYS) & set(KEYS)


def test_a_sound_month_is_read():
    read = month(JOURNAL["2026-11"])
    (entry,) = read.entries
    assert (read.month, entry.kind, entry.by, entry.words("platforms")) == (
        "2026-11", "监测", "张伟", ("论坛", "微信"),
    )  # fmt: skip
    assert read.path == path_of("2026-11") == "ledger/journal/2026/11.yml"


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ("journal: 2026-11\n", "", "header-missing", ()),
        ("plan: 2022-08-05\n", "", "header-missing", ()),
        ("journal: 2026-11", "journal: 2026-13", "journal-month-malformed", ("journal",)),
        ("journal: 2026-11", "journal: 11月", "journal-month-malformed", ("journal",)),
        ("journal: 2026-11", "title: 甲\njournal: 2026-11", "field-unknown", ("title",)),
        ("kind: 监测", "kind: 监看", "kind-unknown", ("timeline", 0, "kind")),
        ("kind: 监测", "kind: look", "kind-unknown", ("timeline", 0, "kind")),
        ("by: 张伟", "by: 钱某", "person-unknown", ("timeline", 0, "by")),
        ("found: 无", "found: 没有", "value-not-look", ("timeline", 0, "found")),
        ("  found: 无\n", "", "field-missing", ("timeline", 0)),
        ("  platforms: [论坛, 微信]\n", "", "field-missing-one-of", ("timeline", 0)),
        ("platforms: [论坛, 微信]", "platforms: [贴吧]", "value-unknown", ("timeline", 0, "platforms", 0)),
        ("found: 无", "found: 无\n  stage: 快报事实", "field-unknown", ("timeline", 0, "stage")),
        ("found: 无", "found: 无\n  urgent: 急", "field-unknown", ("timeline", 0, "urgent")),
        (JOURNAL["2026-11"], "", "journal-empty", ()),
    ],
)  # fmt: skip
def test_a_fault_of_form_is_found_in_its_place(old, new, code, where):
    plan = "timeline:\n" if new == "" and old == JOURNAL["2026-11"] else None
    text = changed(TEXT, (old, new))
    if plan:
        text = text.replace("timeline:\n", "timeline: []\n")
    assert faults(text) == [(code, where)]


def test_the_timeline_stands_last():
    text = "timeline:\n" + JOURNAL["2026-11"] + "journal: 2026-11\nplan: 2022-08-05\n"
    assert ("timeline-not-last", ("timeline",)) in faults(text)


def test_a_file_of_another_shape_says_so():
    _, found = read_month(["甲"], law(), shipped().persons)
    assert brief(worded(found)) == [("journal-not-one", ())]


@pytest.mark.parametrize(
    "fields",
    [
        "kind: 监测\n  engines: [百度]\n  found: 20261109-4mq2",
        "kind: 监测\n  platforms: [论坛]\n  keywords: [南充人大]\n  found: 无\n  late: 补记",
        "kind: 交接班\n  from: 张伟\n  to: 刘洋\n  matters: [无]",
        "kind: 培训\n  topic: 依法处置\n  persons: [张伟]\n  hours: 4",
        "kind: 演练\n  scope: 推演\n  units: [法工委]\n  incident: 20261109-4mq2\n  findings: 无",
        "kind: 年度事项\n  form: 预案评估\n  held_on: 2026-11-01\n  doc_no: 某发〔2026〕1号\n  gist: 已评估",
        "kind: 复核\n  form: 联络表\n  names: [市网信办]\n  result: 无变动",
    ],
)
def test_each_kind_is_taken_with_its_fields(fields):
    assert judged(f"- at: 2026-11-23 08:30\n  by: 张伟\n  {fields}\n") == []


LOOK = "- at: {at}\n  by: {by}\n  kind: 监测\n  platforms: [论坛]\n  found: 无\n"


def look(at="2026-11-23 08:30", by="张伟"):
    return LOOK.format(at=at, by=by)


def void(entry="2026-11-23 08:30 监测", at="2026-11-23 09:00", by="张伟"):
    return f"- at: {at}\n  by: {by}\n  kind: 作废\n  entry: {entry}\n  reason: 误记\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (look() + look("2026-11-23 08:30:01"), []),
        (look() + look(by="刘洋"), []),
        (look() + look(), [("journal-entry-twice", ("timeline", 1, "at"))]),
        (look() + look() + void(), []),
        (look("2026-10-31 23:59"), [("journal-other-month", ("timeline", 0, "at"))]),
        (look("2026-12-01 00:00"), [("journal-other-month", ("timeline", 0, "at")), ("time-future", ("timeline", 0, "at"))]),
        (look("2026-11-30 10:01"), [("time-future", ("timeline", 0, "at"))]),
        (look("2026-11-30 10:00"), []),
        (look() + void() + look("2026-11-30 10:01"), [("time-future", ("timeline", 2, "at"))]),
        (look("2026-11-30 10:01") + void("2026-11-30 10:01 监测"), []),
        (void(), [("journal-void-nothing", ("timeline", 0, "entry"))]),
        (look() + void(by="刘洋"), [("journal-void-nothing", ("timeline", 1, "entry"))]),
        (look() + void("2026-11-23 08:31 监测"), [("journal-void-nothing", ("timeline", 1, "entry"))]),
        (look().replace("found: 无", "found: 无\n  text: 联系 13800138000"), [("mobile-number", ("timeline", 0, "text"))]),
        (look().replace("found: 无", "found: 无\n  text: 联系 13800138000\n  confirmed: 公布的热线"), []),
    ],
    ids=["seconds", "two-persons", "twice", "twice-but-void", "earlier-month", "later-month", "future", "now", "future-after-void", "future-but-void", "void-of-nothing", "void-of-anothers", "void-of-another-time", "mobile", "confirmed"],
)  # fmt: skip
def test_a_month_is_judged(text, found):
    assert judged(text) == found


def test_what_is_made_void_in_a_later_month_is_filed_with_what_it_voids():
    assert judged(look() + void(at="2026-11-30 09:00")) == []
    text = look() + void(at="2026-12-01 09:00")
    assert judged(text, now="2026-12-02 09:00") == []


def test_the_journal_gives_the_latest_entry_of_a_kind():
    journal = Journal(
        months=(month(look() + look("2026-11-23 12:00") + void("2026-11-23 12:00 监测")),)
    )
    last = journal.last("监测")
    assert last is not None
    assert last.at_text == "2026-11-23 08:30"
    assert [each.kind for each in journal.of_kind(VOID)] == []
    assert journal.last("演练") is None


def test_an_entry_that_stands_there_already_is_told_with_the_first_one():
    (found,) = judge_month(month(look() + look()), law(), datetime(2026, 11, 30, tzinfo=law().zone))
    assert found.values == {"entry": "2026-11-23 08:30 监测", "person": "张伟", "other": 1}


def test_a_timeline_out_of_place_is_shown_by_its_key():
    text = "timeline:\n" + JOURNAL["2026-11"] + "journal: 2026-11\nplan: 2022-08-05\n"
    _, (found,) = read_month(tree(text), law(), shipped().persons)
    assert found.on_key
