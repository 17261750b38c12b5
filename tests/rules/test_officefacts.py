"""The office's facts, typed: contacts, watch lists, shifts, key works, accounts in time."""

from __future__ import annotations

from datetime import date, time

import pytest
from tests.rules.plans import OFFICE, PLAN, brief, changed, office_of, plan_of, tree

from taizhang.model.findings import Phrase
from taizhang.model.governance import with_office
from taizhang.model.messages import finding_words
from taizhang.model.office import Account, Shift
from taizhang.model.parameter import NAMES, SPANS
from taizhang.model.times import Span
from taizhang.rules.planread import read_plan


def test_contacts_are_renewed_and_ended_by_later_records():
    text = """\
records:
- {body: 上级, post: 值班岗, hours: 24小时, verified_on: 2026-01-02}
- {body: 上级, post: 综合岗}
- {body: 上级, post: 值班岗, hours: 工作时间, verified_on: 2026-03-02}
- {body: 上级, post: 综合岗, state: 停用}
"""
    (contact,) = office_of(contacts=text)[0].contacts
    assert (contact.post, contact.hours, contact.verified_on, contact.row) == (
        "值班岗", "工作时间", date(2026, 3, 2), 2,
    )  # fmt: skip


def test_the_watch_list_in_force_is_the_last_one_begun():
    text = """\
records:
- {from: 2026-02-01, keywords: [乙], platforms: [论坛], engines: [百度], interval: 4 h, reviewed_on: 2026-02-03}
- {from: 2026-01-01, keywords: [甲], platforms: [贴吧]}
"""
    office = office_of(watch=text)[0]
    assert office.watch(date(2025, 12, 31)) is None
    now, before = office.watch(date(2026, 2, 1)), office.watch(date(2026, 1, 31))
    assert now is not None
    assert before is not None
    assert (before.keywords, before.interval, before.row) == (("甲",), None, 1)
    assert (now.keywords, now.interval, now.row) == (("乙",), Span(4, "h"), 0)
    assert now.reviewed_on == date(2026, 2, 3)
    plan = with_office(plan_of(), office)
    assert plan.options("platforms") == ("论坛", "贴吧")
    assert plan.options("engines") == ("百度",)
    assert plan.options("keywords") == ("甲", "乙")


def test_shifts_have_their_times():
    office = office_of()[0]
    assert office.shifts == (Shift(name="白班", since=time(8, 30), until=time(20, 30)),)
    assert office.shift("夜班") is None


def test_a_turn_of_duty_can_be_ended():
    text = changed(OFFICE["duty.yml"], ("person: 乙}", "person: 乙, state: 停用}"))
    duties = office_of(duty=text)[0].duties
    assert [(duty.day.day, duty.row) for duty in duties] == [(1, 0), (3, 0)]


def test_key_works_stand_beside_sensitive_periods():
    office = office_of()[0]
    assert [(each.name, each.duty) for each in office.periods] == [("春节", True)]
    assert [(each.name, each.duty) for each in office.works] == [("年会", False)]


def test_an_account_opened_again_was_closed_in_between():
    text = OFFICE["accounts.yml"] + "- {name: 老账号, channel: 微信, from: 2026-05-01}\n"
    account = office_of(accounts=text)[0].accounts[1]
    assert (account.since, account.until, account.row) == (date(2026, 1, 1), None, 3)
    days = [
        date(2025, 12, 31),
        date(2026, 2, 28),
        date(2026, 3, 1),
        date(2026, 4, 30),
        date(2026, 5, 1),
    ]
    assert [account.open(day) for day in days] == [False, True, False, False, True]


def test_an_account_closed_twice_stays_closed_from_the_first_day():
    text = OFFICE["accounts.yml"] + "- {name: 老账号, from: 2026-06-01, state: 停用}\n"
    assert office_of(accounts=text)[0].accounts[1].until == date(2026, 2, 28)


def test_an_account_without_days_is_open():
    assert Account(name="甲", channel="微信").open(date(2026, 1, 1))


FAULTS = (
    ("duty", 'from: "08:30"', 'from: "8:30"', "setting-not-clock", ("shifts", 0, "from")),
    ("duty", 'until: "20:30"', 'until: "24:30"', "setting-not-clock", ("shifts", 0, "until")),
    ("duty", 'until: "20:30"}', 'until: "20:30"}\n- {name: 白班, from: "20:30", until: "08:30"}', "setting-taken", ("shifts", 1, "name")),
    ("contacts", "from: 2026-01-01", "state: 停用", "record-ends-nothing", ("records", 0)),
    ("contacts", "from: 2026-01-01", "verified_on: 一月", "setting-not-day", ("records", 0, "verified_on")),
    ("sensitive", "- {name: 元旦, state: 停用}", "- {name: 元宵, state: 停用}", "record-ends-nothing", ("records", 3)),
    ("watch", "engines: [百度]", "interval: 四小时", "setting-not-span", ("records", 1, "interval")),
    ("watch", "from: 2026-01-01", "from: 元旦", "setting-not-day", ("records", 0, "from")),
)  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "code", "where"), FAULTS)
def test_a_fault_of_form_is_found_in_its_place(file, old, new, code, where):
    name = f"{file}.yml"
    _, findings = office_of(**{file: changed(OFFICE[name], (old, new))})
    assert (code, where) in brief(findings[name])
    assert all(finding_words(each, lang)[0] for each in findings[name] for lang in ("zh", "en"))


PARAMETERS = """\
parameters:
- {name: 演练, key: drill_cycle, value: 30 d, basis: 某办法}
- {name: 目标, key: contact_fresh, value: 待定}
- {name: 角色, key: training_roles, value: [值班员, 成员], clause: 三, note: 说明}
- {name: 其他, key: other, value: 随便}
"""


def test_parameters_are_read_with_their_origin():
    plan = plan_of(("scope: [", f"{PARAMETERS}scope: ["))
    drill, fresh, roles, other = plan.parameters
    assert (drill.span, drill.basis, drill.number) == (Span(30, "d"), "某办法", 0)
    assert drill.limit == Phrase("30 日，某办法", "30 d, 某办法")
    assert (fresh.settled, fresh.span, plan.parameter("contact_fresh")) == (False, None, None)
    assert fresh.limit == Phrase("待定", "open")
    assert (roles.values, roles.clause, roles.note) == (("值班员", "成员"), "三", "说明")
    assert plan.parameter("other") is other
    assert plan.parameter("nothing") is None
    assert plan.options("roles") == ("值班员", "监控员", "成员", "组长")


def test_a_length_without_an_origin_is_told_alone():
    text = PARAMETERS.replace(", basis: 某办法", "")
    assert plan_of(("scope: [", f"{text}scope: [")).parameters[0].limit == Phrase("30 日", "30 d")


@pytest.mark.parametrize("value", ["三年", "30", "5 workday"])
def test_a_length_that_is_none_is_found(value):
    text = changed(PLAN, ("scope: [", f"{PARAMETERS.replace('30 d', value)}scope: ["))
    plan, found = read_plan(tree(text), "digest")
    assert plan is None
    assert [each.where for each in found] == [("parameters", 0, "value")]


def test_what_the_program_reads_is_of_one_sort():
    assert not SPANS & NAMES


def test_a_shift_without_its_time_is_told_once():
    text = changed(OFFICE["duty.yml"], ('from: "08:30", ', ""))
    _, findings = office_of(duty=text)
    assert brief(findings["duty.yml"]) == [("setting-missing", ("shifts", 0))]


@pytest.mark.parametrize(
    ("old", "new"), [('from: "08:30"', 'from: "8:30"'), ('until: "20:30"', 'until: "24:30"')]
)
def test_a_shift_without_a_sound_time_is_known_and_manned_by_nobody(old, new):
    office, findings = office_of(duty=changed(OFFICE["duty.yml"], (old, new)))
    assert [each.code for each in findings["duty.yml"]] == ["setting-not-clock"]
    assert (office.shifts, office.duties) == ((), ())


@pytest.mark.parametrize(
    ("shifts", "told"),
    [
        ("", [("setting-missing", ())]),
        ("shifts: []\n", [("setting-missing", ("shifts",))]),
        ("shifts: 白班\n", [("setting-not-list", ("shifts",))]),
    ],
)
def test_turns_without_any_shift_are_told_once(shifts, told):
    records = OFFICE["duty.yml"].partition("records:")[2]
    assert brief(office_of(duty=f"{shifts}records:{records}")[1]["duty.yml"]) == told
    assert "duty.yml" not in office_of(duty="shifts: []\nrecords: []\n")[1]


def test_a_fault_of_a_turn_or_an_account_ends_no_reading():
    turns = changed(OFFICE["duty.yml"], ("shift: 白班, person: 甲", "shift: 夜班, person: 甲"))
    assert [each.person for each in office_of(duty=turns)[0].duties] == ["乙"]


def test_an_account_recorded_again_while_open_has_no_gap():
    text = OFFICE["accounts.yml"] + "- {name: 公众号, channel: 微博, from: 2026-05-01}\n"
    account = office_of(accounts=text)[0].accounts[0]
    assert (account.channel, account.since, account.gaps) == ("微博", date(2026, 1, 1), ())
