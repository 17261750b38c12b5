"""The records of ``plan/office/workdays.yml`` become the calendar; a record with a fault becomes none."""

from __future__ import annotations

from datetime import date

import pytest
from tests.rules.plans import ROOT, brief, changed, office_of, tree

from taizhang.model.messages import finding_words
from taizhang.rules.officeread import read_office

YEAR = """\
records:
- from: 2026-01-01
  until: 2026-12-31
  source: 某通知
  checked_on: 2025-12-01
  holidays:
  - {name: 元旦, from: 2026-01-01, until: 2026-01-03, work: 2026-01-04}
  - {name: 春节, from: 2026-02-15, until: 2026-02-23, work: [2026-02-14, 2026-02-28]}
  - {name: 清明节, from: 2026-04-04, until: 2026-04-06}
"""


def calendar_of(text):
    office, findings = office_of(workdays=text)
    assert findings == {}
    return office.calendar


def test_a_record_says_where_it_stands_and_when_it_was_checked():
    (notice,) = calendar_of(YEAR).notices
    assert (notice.since, notice.until) == (date(2026, 1, 1), date(2026, 12, 31))
    assert (notice.source, notice.checked_on) == ("某通知", date(2025, 12, 1))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 1, 1), False),
        (date(2026, 1, 3), False),
        (date(2026, 1, 4), True),  # a Sunday that is worked
        (date(2026, 1, 10), False),
        (date(2026, 2, 14), True),
        (date(2026, 2, 15), False),
        (date(2026, 2, 23), False),
        (date(2026, 2, 24), True),
        (date(2026, 2, 28), True),
        (date(2026, 4, 6), False),
        (date(2026, 12, 31), True),
    ],
)
def test_a_day_is_worked_as_the_notice_says(day, worked):
    assert calendar_of(YEAR).is_workday(day) is worked


def test_a_later_record_holds_for_the_days_it_is_about():
    """A holiday that is lengthened is one more record, the year's own is not touched."""
    longer = YEAR + (
        "- from: 2026-02-24\n  until: 2026-02-25\n  source: 延长假期的通知\n"
        "  checked_on: 2026-02-20\n  holidays:\n"
        "  - {name: 春节, from: 2026-02-24, until: 2026-02-25}\n"
    )
    assert calendar_of(YEAR).is_workday(date(2026, 2, 24))
    assert not calendar_of(longer).is_workday(date(2026, 2, 24))
    assert calendar_of(longer).is_workday(date(2026, 2, 26))


def test_a_record_may_take_holidays_back():
    back = YEAR + (
        "- from: 2026-04-06\n  until: 2026-04-06\n  source: 更正通知\n"
        "  checked_on: 2026-04-01\n  holidays: []\n"
    )
    assert calendar_of(back).is_workday(date(2026, 4, 6))


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ("  source: 某通知\n", "", "setting-missing", ()),
        ("  checked_on: 2025-12-01\n", "", "setting-missing", ()),
        ("checked_on: 2025-12-01", "checked_on: 待核", "setting-not-day", ("checked_on",)),
        ("  until: 2026-12-31\n", "", "setting-missing", ()),
        ("until: 2026-12-31", "until: 2026-13-31", "setting-not-day", ("until",)),
        ("until: 2026-12-31", "until: 2025-12-31", "days-reversed", ("until",)),
        ("until: 2026-12-31", "until: 2036-12-31", "days-too-long", ("until",)),
        ("  source: 某通知\n", "  source: 某通知\n  state: 停用\n", "setting-unknown", ("state",)),
        ("until: 2026-01-03", "until: 2025-12-31", "days-reversed", ("holidays", 0, "until")),
        ("name: 元旦, ", "", "setting-missing", ("holidays", 0)),
        ("work: 2026-01-04", "work: 元月四日", "setting-not-day", ("holidays", 0, "work")),
        ("2026-02-28", "2026-02-30", "setting-not-day", ("holidays", 1, "work", 1)),
        ("work: 2026-01-04", "work: 2026-01-05", "calendar-work-on-weekday", ("holidays", 0, "work")),
        ("2026-02-28", "2026-02-21", "calendar-day-both", ("holidays", 1, "work", 1)),
        ("from: 2026-01-01, until", "from: 2025-12-31, until", "calendar-day-outside", ("holidays", 0)),
        ("2026-02-28", "2025-12-27", "calendar-day-outside", ("holidays", 1, "work", 1)),
    ],
)  # fmt: skip
def test_a_record_with_a_fault_is_no_calendar(old, new, code, where):
    office, findings = office_of(workdays=changed(YEAR, (old, new)))
    assert office.calendar.notices == ()
    assert brief(findings["workdays.yml"]) == [(code, ("records", 0, *where))]
    (finding,) = findings["workdays.yml"]
    assert all(all(finding_words(finding, lang)) for lang in ("zh", "en"))


def test_every_fault_of_a_record_is_told_at_once():
    text = changed(YEAR, ("  source: 某通知\n", ""), ("2026-02-28", "2025-12-27"))
    office, findings = office_of(workdays=text)
    assert office.calendar.notices == ()
    assert [each.code for each in findings["workdays.yml"]] == [
        "setting-missing",
        "calendar-day-outside",
    ]


def test_a_fault_hides_no_other_record():
    text = YEAR + YEAR.removeprefix("records:\n").replace("2026-01-04", "2026-01-05")
    office, findings = office_of(workdays=text)
    assert len(office.calendar.notices) == 1
    assert len(findings["workdays.yml"]) == 1


# the shipped calendar against the notices themselves

FREE = {
    2025: ("0101", "0128–0204", "0404–0406", "0501–0505", "0531–0602", "1001–1008"),
    2026: (
        "0101–0103",
        "0215–0223",
        "0404–0406",
        "0501–0505",
        "0619–0621",
        "0925–0927",
        "1001–1007",
    ),
}
WORKED = {
    2025: ("0126", "0208", "0427", "0928", "1011"),
    2026: ("0104", "0214", "0228", "0509", "0920", "1010"),
}


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_shipped_calendar_is_that_of_the_notices(year):
    path = ROOT / "plan" / "office" / "workdays.yml"
    office, findings = read_office({path.name: tree(path.read_text(encoding="utf-8"))})
    assert findings == {}
    (notice,) = (each for each in office.calendar.notices if each.since.year == year)
    free = set()
    for span in FREE[year]:
        first, _, last = span.partition("–")
        days = [date(year, int(each[:2]), int(each[2:])) for each in (first, last or first)]
        free |= {date.fromordinal(n) for n in range(days[0].toordinal(), days[1].toordinal() + 1)}
    assert notice.free == free
    assert notice.worked == {date(year, int(each[:2]), int(each[2:])) for each in WORKED[year]}
    assert office.calendar.knows(date(year, 1, 1), date(year, 12, 31))
    assert str(year) in notice.source
    assert notice.checked_on is not None


@pytest.mark.parametrize(("until", "told"), [("2027-02-05", False), ("2027-02-06", True)])
def test_the_longest_record_there_may_be(until, told):
    text = f"records:\n- {{name: 甲, kind: 敏感时段, from: 2026-01-01, until: {until}}}\n"
    _, findings = office_of(sensitive=text)
    codes = [each.code for found in findings.values() for each in found]
    assert codes == ["days-too-long"] * told


def test_a_worked_day_that_is_none_is_told_with_its_key():
    text = changed(YEAR, ("work: 2026-01-04", "work: 2026-01-32"))
    (finding,) = office_of(workdays=text)[1]["workdays.yml"]
    assert finding.values == {"key": "work", "value": "2026-01-32"}
