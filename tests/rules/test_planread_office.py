"""The files of ``plan/office`` become the office's facts; each file's faults stay its own."""

from __future__ import annotations

from datetime import date

import pytest
from tests.rules.plans import OFFICE, ROOT, brief, changed, office_of, tree

from taizhang.model.messages import finding_words
from taizhang.rules.officeread import read_office


def test_the_ledger_has_a_name_and_an_id():
    office, findings = office_of()
    assert findings == {}
    assert (office.name, office.id, office.drill) == ("某台账", "some-ledger", False)


def test_an_account_is_closed_by_a_later_record():
    new, old = office_of()[0].accounts
    assert (new.name, new.channel, new.until) == ("公众号", "微信", None)
    assert (old.since, old.until) == (date(2026, 1, 1), date(2026, 2, 28))


def test_the_later_record_of_a_day_and_shift_is_on_duty():
    duties = office_of()[0].duties
    assert [(duty.day.day, duty.person) for duty in duties] == [(1, "甲"), (2, "乙"), (3, "甲")]


def test_sensitive_periods_are_those_not_taken_back():
    assert [period.name for period in office_of()[0].periods] == ["春节"]


def test_platforms_once_watched_stay_known():
    assert office_of()[0].platforms == ("论坛", "贴吧", "微博")


FAULTS = (
    ("ledger", "id: some-ledger", "id: 台账", "setting-not-code", ("id",)),
    ("ledger", "drill: 否", "drill: 不", "setting-value", ("drill",)),
    ("ledger", "drill: 否\n", "", "setting-missing", ()),
    ("accounts", "channel: 微信, unit: 宣传科, ", "", "setting-missing", ("records", 0)),
    ("accounts", "{name: 老账号, from: 2026-03-01", "{name: 旧账号, from: 2026-03-01", "record-ends-nothing", ("records", 2)),
    ("accounts", "state: 停用", "state: 关闭", "setting-value", ("records", 2, "state")),
    ("accounts", "from: 2026-01-01}\n- {name: 老账号, from", "from: 春}\n- {name: 老账号, from", "setting-not-day", ("records", 1, "from")),
    ("contacts", "hours: 24小时", "hours: 全天", "setting-value", ("records", 0, "hours")),
    ("duty", "shift: 白班, person: 甲", "shift: 夜班, person: 甲", "setting-value", ("records", 0, "shift")),
    ("duty", "until: 2026-01-03", "until: 2025-01-03", "days-reversed", ("records", 0, "until")),
    ("duty", "until: 2026-01-03", "until: 2036-01-03", "days-too-long", ("records", 0, "until")),
    ("duty", "person: 甲", "who: 甲", "setting-unknown", ("records", 0, "who")),
    ("sensitive", "kind: 敏感时段", "kind: 敏感", "setting-value", ("records", 0, "kind")),
    ("watch", "keywords: [某单位], ", "", "setting-missing", ("records", 0)),
    ("workdays", "2026-01-04", "2026-01-32", "setting-not-day", ("records", 0, "holidays", 0, "work", 0)),
    ("workdays", "until: 2026-01-03", "until: 2025-12-31", "days-reversed", ("records", 0, "holidays", 0, "until")),
)  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "code", "where"), FAULTS)
def test_a_fault_of_form_is_found_in_its_place(file, old, new, code, where):
    name = f"{file}.yml"
    office, findings = office_of(**{file: changed(OFFICE[name], (old, new))})
    assert list(findings) == [name]
    assert (code, where) in brief(findings[name])
    assert all(finding_words(each, lang)[0] for each in findings[name] for lang in ("zh", "en"))
    assert office.accounts or office.platforms, "a bad file hides no other"


def test_a_file_that_is_a_list_says_so():
    _, findings = read_office({"ledger.yml": ["某台账"]})
    assert brief(findings["ledger.yml"]) == [("setting-not-record", ())]


def test_a_closing_without_a_sound_day_closes_nothing():
    text = changed(OFFICE["accounts.yml"], ("from: 2026-03-01", "from: 三月"))
    office, findings = office_of(accounts=text)
    assert brief(findings["accounts.yml"]) == [("setting-not-day", ("records", 2, "from"))]
    assert office.accounts[1].until is None


def test_a_period_without_its_days_is_none():
    text = changed(OFFICE["sensitive.yml"], ("from: 2026-02-15, ", ""))
    assert [period.name for period in office_of(sensitive=text)[0].periods] == []


def test_a_file_nobody_knows_is_named():
    _, findings = read_office({"account.yml": {}})
    assert brief(findings["account.yml"]) == [("office-file-unknown", ())]
    assert findings["account.yml"][0].values["near"] == "accounts.yml"


def test_the_shipped_files_are_read_without_a_fault():
    folder = ROOT / "plan" / "office"
    trees = {path.name: tree(path.read_text(encoding="utf-8")) for path in folder.glob("*.yml")}
    office, findings = read_office(trees)
    assert findings == {}
    assert office.accounts
    assert office.platforms


def test_without_files_the_office_is_nobody_and_no_drill():
    office, findings = read_office({})
    assert (office.name, office.id, office.drill, findings) == ("", "", False, {})


@pytest.mark.parametrize(
    ("file", "text", "values"),
    [
        ("accounts", "{name: 甲, from: 2026-01-01}", {"key": "channel"}),
        ("contacts", "{body: 上级, post: 值班岗, state: 停用}", {"value": "上级 值班岗"}),
        ("contacts", "{body: 上级, post: 值班岗, from: 春}", {"key": "from", "value": "春"}),
    ],
    ids=["channel", "ended", "from"],
)
def test_a_fault_of_a_record_says_what_it_is_about(file, text, values):
    (finding,) = office_of(**{file: f"records:\n- {text}\n"})[1][f"{file}.yml"]
    assert finding.values == values


def test_what_ends_a_period_ends_no_reading():
    text = """\
records:
- {name: 甲, kind: 敏感时段, from: 2026-02-01, until: 2026-02-02}
- {name: 甲, state: 停用}
- {name: 乙, kind: 敏感时段, from: 2026-03-01, until: 2026-03-02}
"""
    assert [each.name for each in office_of(sensitive=text)[0].periods] == ["乙"]


def test_an_account_without_a_channel_ends_no_reading():
    text = (
        "records:\n- {name: 甲, from: 2026-01-01}\n- {name: 乙, channel: 微信, from: 2026-01-01}\n"
    )
    assert [each.name for each in office_of(accounts=text)[0].accounts] == ["乙"]
