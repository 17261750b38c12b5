"""Every check of the office: silent where all is well, one finding where one thing is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.builders import shipped
from tests.rules.offices import JOURNAL, case, journal, law, office, told
from tests.rules.plans import brief

from taizhang.model.basis import Basis
from taizhang.model.findings import Phrase, Severity
from taizhang.model.messages import finding_words
from taizhang.model.parameter import OPEN
from taizhang.model.roster import Rosters
from taizhang.model.times import Span
from taizhang.rules.liaison import unverified
from taizhang.rules.officecase import length
from taizhang.rules.officechecks import OFFICE_CHECKS, find_office
from taizhang.rules.yearly import to_be_trained, unchecked_bases


def test_an_office_in_order_has_no_findings():
    assert told(case()) == []


def test_each_code_stands_once_with_its_clause_row_and_force():
    codes = [check.code for check in OFFICE_CHECKS]
    assert len(set(codes)) == len(codes)
    for check in OFFICE_CHECKS:
        assert check.clause or check.row.startswith("R-")
        assert check.force in ("本预案", "参照", "目标")


def test_a_plan_without_parameters_asks_for_nothing_of_the_kind():
    plan = replace(law(), parameters=())
    empty = office(contacts="", duty="", watch="", sensitive="")
    open_case = case(plan=plan, facts=empty, book=journal(m2026_03="", m2026_05=""))
    assert told(open_case) == []
    assert to_be_trained(open_case) == ()
    assert unchecked_bases(open_case) == ()
    assert unverified(case(plan=plan)) == ()


@pytest.mark.parametrize(
    ("changes", "code", "file", "where"),
    [
        ([("watch", "reviewed_on: 2026-01-05", "reviewed_on: 2025-11-22")], "watch-list-stale", "watch.yml", ("records", 0, "reviewed_on")),
        ([("watch", "from: 2026-01-05", "from: 2027-01-05")], "watch-list-stale", "watch.yml", ()),
        ([("watch", "keywords: [某单位]", "keywords: []")], "watch-keywords-none", "watch.yml", ("records", 0, "keywords")),
        ([("watch", "interval: 4 h", "interval: 1 h")], "look-overdue", "watch.yml", ("records", 0)),
        ([("sensitive", "until: 2026-12-01", "until: 2026-12-07")], "period-without-duty", "sensitive.yml", ("records", 0)),
        ([("contacts", "body: 公安机关", "body: 市司法局")], "contact-missing", "contacts.yml", ("records",)),
        ([("contacts", "body: 市委宣传部", "body: 宣传部"), ("contacts", "records:", "records:\n- {body: 市委宣传部, post: 总值班, verified_on: 2026-10-02}")], "contact-body-unknown", "contacts.yml", ("records", 2, "body")),
        ([("contacts", "hours: 24小时, verified_on: 2026-10-04", "hours: 工作时间, verified_on: 2026-10-04")], "contact-not-round-clock", "contacts.yml", ("records",)),
        ([("contacts", "verified_on: 2026-10-02", "verified_on: 2026-08-24")], "contact-unverified", "contacts.yml", ("records", 1)),
        ([("contacts", ", verified_on: 2026-10-02", "")], "contact-unverified", "contacts.yml", ("records", 1)),
        ([("duty", "until: 2026-12-06, shift: 白班", "until: 2026-11-28, shift: 白班")], "duty-gap", "duty.yml", ("records",)),
        ([("duty", 'until: "08:30"', 'until: "08:00"')], "duty-gap", "duty.yml", ("records",)),
        ([("duty", 'until: "08:30"', 'until: "09:00"')], "duty-overlap", "duty.yml", ("records",)),
        ([("duty", "person: 刘洋", "person: 钱某")], "duty-person", "duty.yml", ("records", 1, "person")),
    ],
)  # fmt: skip
def test_one_fault_of_the_offices_files_is_one_finding(changes, code, file, where):
    assert told(case(facts=office(*changes))) == [(code, file, where)]


@pytest.mark.parametrize(
    ("code", "last", "first"),
    [
        ("contact-unverified", "2026-12-30 23:59", "2026-12-31 00:00"),
        ("watch-list-stale", "2027-01-05 23:59", "2027-01-06 00:00"),
        ("basis-unchecked", "2027-02-01 23:59", "2027-02-02 00:00"),
        ("training-missing", "2027-03-09 23:59", "2027-03-10 00:00"),
        ("drill-missing", "2029-05-11 23:59", "2029-05-12 00:00"),
        ("annual-item-missing", "2026-12-31 23:59", "2027-01-01 00:00"),
        ("look-overdue", "2026-11-23 12:30", "2026-11-23 12:31"),
    ],
)  # fmt: skip
def test_what_was_done_counts_to_the_last_day_of_its_limit(code, last, first):
    assert code not in {each[0] for each in told(case(last))}
    assert code in {each[0] for each in told(case(first))}


@pytest.mark.parametrize(
    ("months", "code", "file"),
    [
        ({"m2026_03": JOURNAL["2026-03"].replace("form: 党组议题", "form: 预案评估")}, "annual-item-missing", "plan.yml"),
        ({"m2026_03": JOURNAL["2026-03"].replace("held_on: 2026-01-20", "held_on: 2025-12-20")}, "annual-item-missing", "plan.yml"),
        ({"m2026_03": JOURNAL["2026-03"].replace("roles: [监控员]", "persons: [张伟, 刘洋, 赵磊]")}, "training-missing", "0001.yml"),
        ({"m2026_03": JOURNAL["2026-03"].replace("roles: [监控员]", "roles: [办公室]")}, "training-missing", "0001.yml"),
        ({"m2026_05": ""}, "drill-missing", "plan.yml"),
        ({"m2026_11": JOURNAL["2026-11"].replace("08:30", "05:00")}, "look-overdue", "watch.yml"),
    ],
)  # fmt: skip
def test_what_the_journal_lacks_is_found(months, code, file):
    assert [each[:2] for each in told(case(book=journal(**months)))] == [(code, file)]


def test_where_a_yearly_thing_lacks_and_in_what_words():
    text = JOURNAL["2026-03"].replace("roles: [监控员]", "roles: [办公室]")
    book = journal(m2026_03=text.replace("form: ", "form: 预案评估 # "), m2026_05="")
    found = [each for _, each in find_office(case(book=book))]
    number = {each.key: each.number for each in law().parameters}
    assert {each.code: each.where for each in found} == {
        "training-missing": ("persons", 6),
        "drill-missing": ("parameters", number["drill_cycle"]),
        "annual-item-missing": ("parameters", number["annual_items"]),
    }
    words = " ".join(finding_words(each)[0] for each in found)
    for names in ("：张伟、刘洋、赵磊、孙婷", "：党组议题、经费预算"):
        assert names in words


def test_contacts_are_named_the_longest_unverified_first():
    facts = office(
        ("contacts", "verified_on: 2026-10-01", "verified_on: 2026-06-01"),
        ("contacts", "verified_on: 2026-10-02", "verified_on: 2026-05-02"),
        ("contacts", ", verified_on: 2026-10-03", ""),
    )
    (found,) = [each for _, each in find_office(case(facts=facts))]
    assert found.where == ("records", 2)
    assert found.values["bodies"] == "公安机关、市委宣传部、市网信办"


def test_contacts_that_lack_are_named_together():
    facts = office(contacts="records: []\n")
    spans = {"round_clock_contacts": {"values": ("互联网服务商", "公安机关")}}
    found = [each for _, each in find_office(case(facts=facts, plan=law(**spans)))]
    assert {each.code: each.values["bodies"] for each in found} == {
        "contact-missing": "市委宣传部、市网信办、公安机关",
        "contact-not-round-clock": "互联网服务商、公安机关",
    }


def test_how_long_ago_somebody_should_have_looked_is_told_in_both_languages():
    (found,) = [each for _, each in find_office(case("2026-11-23 13:30"))]
    assert found.values["over"] == Phrase("1 小时", "1 h")


def test_training_of_each_by_name_counts():
    names = "persons: [张伟, 刘洋, 赵磊, 孙婷]"
    text = JOURNAL["2026-03"].replace("roles: [监控员]", names)
    assert told(case(book=journal(m2026_03=text))) == []


def test_training_by_another_name_of_the_role_counts():
    text = JOURNAL["2026-03"].replace("roles: [监控员]", "roles: [舆情监控员]")
    assert told(case(book=journal(m2026_03=text))) == []


def test_an_entry_made_void_counts_for_nothing():
    void = "- at: 2026-05-12 09:00\n  by: 李娜\n  kind: 作废\n  entry: 2026-05-11 15:00 演练\n  reason: 误记\n"
    book = journal(m2026_05=JOURNAL["2026-05"] + void)
    assert [each[0] for each in told(case(book=book))] == ["drill-missing"]


def test_one_voids_ones_own_entries_only():
    void = "- at: 2026-05-12 09:00\n  by: 张伟\n  kind: 作废\n  entry: 2026-05-11 15:00 演练\n  reason: 误记\n"
    assert told(case(book=journal(m2026_05=JOURNAL["2026-05"] + void))) == []


CHECKED = (
    "- at: 2026-11-20 09:00\n  by: 李娜\n  kind: 复核\n  form: {form}\n{names}  result: 无变动\n"
)


def test_a_list_that_was_gone_through_since_is_fresh():
    facts = office(("watch", "reviewed_on: 2026-01-05", "reviewed_on: 2024-01-05"))
    text = CHECKED.format(form="监测清单", names="") + JOURNAL["2026-11"]
    assert told(case(facts=facts, book=journal(m2026_11=text))) == []


@pytest.mark.parametrize(
    ("names", "left"),
    [("", []), ("  names: [某条例]\n", []), ("  names: [某办法]\n", ["basis-unchecked"])],
    ids=["all", "this-one", "another"],
)
def test_bases_are_checked_by_name_or_all_together(names, left):
    plan = replace(law(), bases=(Basis(name="某条例", checked_on="待核"),))
    text = CHECKED.format(form="编制依据", names=names) + JOURNAL["2026-11"]
    found = told(case(plan=plan, book=journal(m2026_11=text)))
    assert [each[0] for each in found] == left


def test_bases_nobody_has_seen_or_that_were_replaced_are_named():
    bases = (
        Basis(name="甲", checked_on="2026-01-01"),
        Basis(name="乙", checked_on="未找到"),
        Basis(name="丙", checked_on="2025-11-22"),
        Basis(name="丁", checked_on="2026-01-01", superseded_by="新丁"),
    )
    plan = replace(law(), bases=bases)
    assert told(case(plan=plan)) == [
        ("basis-superseded", "plan.yml", ("bases", 3)),
        ("basis-unchecked", "plan.yml", ("bases", 1)),
    ]
    (_, unchecked) = [finding for _, finding in find_office(case(plan=plan))]
    assert "乙、丙" in finding_words(unchecked)[0]


def _with_roles(name, *roles):
    roster = shipped().rosters.current
    persons = tuple(
        replace(each, roles=roles) if each.name == name else each for each in roster.persons
    )
    return Rosters(versions=(replace(roster, persons=persons),))


@pytest.mark.parametrize(
    ("roles", "codes"),
    [
        (("监控员", "责任单位"), []),
        (("监控员", "责任单位", "办公室"), ["roles-in-one-hand"]),
    ],
)
def test_no_one_holds_all_of_watching_drafting_and_putting_forward(roles, codes):
    found = [each for _, each in find_office(case(rosters=_with_roles("张伟", *roles)))]
    assert [(each.code, each.where) for each in found] == [
        (code, ("persons", 6, "roles")) for code in codes
    ]
    assert all(each.values["roles"] == "监控员、责任单位、办公室" for each in found)


def test_a_person_whose_roles_have_ended_is_not_on_duty():
    roster = shipped().rosters.current
    day = case().today.replace(day=25)
    persons = tuple(
        replace(each, until=day) if each.name == "刘洋" else each for each in roster.persons
    )
    rosters = Rosters(versions=(replace(roster, persons=persons),))
    (found,) = [finding for _, finding in find_office(case(rosters=rosters))]
    assert (found.code, found.text) == ("duty-person", "duty-person-closed")
    assert found.values["day"] == "2026-11-26"


def test_an_office_without_any_roster_is_not_asked_about_persons():
    assert told(case(rosters=Rosters(versions=()))) == []


def test_a_duty_roster_that_ends_before_today_is_no_gap_but_none_at_all():
    facts = office(
        ("duty", "until: 2026-12-06, shift: 白班", "until: 2026-11-20, shift: 白班"),
        ("duty", "until: 2026-12-06, shift: 夜班", "until: 2026-11-20, shift: 夜班"),
        ("sensitive", "duty: 是", "duty: 否"),
    )
    (found,) = [finding for _, finding in find_office(case(facts=facts))]
    assert (found.code, found.text) == ("duty-gap", "duty-none")


@pytest.mark.parametrize(
    ("since", "until", "codes"),
    [
        ("2026-10-01", "2026-10-07", []),
        ("2026-12-08", "2026-12-09", []),
        ("2026-12-07", "2026-12-09", ["period-without-duty"]),
        ("2026-11-01", "2026-12-07", ["period-without-duty"]),
        ("2026-11-20", "2026-11-23", []),
    ],
    ids=["over", "far", "near", "running", "its last day"],
)  # fmt: skip
def test_only_sensitive_periods_now_or_soon_must_be_manned(since, until, codes):
    facts = office(
        ("sensitive", "from: 2026-11-20, until: 2026-12-01", f"from: {since}, until: {until}")
    )
    assert [each[0] for each in told(case(facts=facts))] == codes


def test_a_period_over_or_on_its_last_day_hides_none_that_comes():
    early = "records:\n- {name: 前, kind: 敏感时段, from: 2026-11-01, until: 2026-11-02, duty: 是}"
    facts = office(
        ("sensitive", "records:", early), ("sensitive", "until: 2026-12-01", "until: 2026-12-08")
    )
    (found,) = [each for _, each in find_office(case(facts=facts))]
    assert (found.where, found.values["count"]) == (("records", 1), 2)
    last = office(
        ("sensitive", "until: 2026-12-01", "until: 2026-11-23"),
        ("duty", "from: 2026-11-16, until: 2026-12-06, shift: 白班", "from: 2026-11-24, until: 2026-12-06, shift: 白班"),
        ("duty", "from: 2026-11-16, until: 2026-12-06, shift: 夜班", "from: 2026-11-24, until: 2026-12-06, shift: 夜班"),
    )  # fmt: skip
    assert ("period-without-duty", "sensitive.yml", ("records", 0)) in told(case(facts=last))


def test_a_list_never_reviewed_is_as_old_as_itself():
    facts = office(("watch", ", reviewed_on: 2026-01-05", ""))
    days = ("2027-01-05 12:30", "2027-01-06 00:00")
    codes = [{each[0] for each in told(case(now, facts=facts))} for now in days]
    assert ["watch-list-stale" in each for each in codes] == [False, True]


def test_the_plans_own_interval_goes_before_the_offices():
    span = {"watch_interval": {"values": ("1 h",), "span": Span.parse("1 h")}}
    assert [each[0] for each in told(case(plan=law(**span)))] == ["look-overdue"]
    facts = office(("watch", ", interval: 4 h", ""))
    assert told(case(facts=facts)) == []


def test_a_parameter_nobody_has_settled_judges_nothing():
    plan = law(drill_cycle={"values": (OPEN,), "span": None})
    assert told(case(plan=plan, book=journal(m2026_05=""))) == []


def test_only_missing_keywords_are_an_error():
    facts = office(
        ("watch", "keywords: [某单位]", "keywords: []"), ("duty", "person: 刘洋", "person: 钱某")
    )
    found = [finding for _, finding in find_office(case(facts=facts))]
    assert {(each.code, each.severity) for each in found} == {
        ("watch-keywords-none", Severity.ERROR),
        ("duty-person", Severity.WARNING),
    }
    assert {check.code for check in OFFICE_CHECKS if check.severity is Severity.ERROR} == {
        "watch-keywords-none"
    }
    assert brief(found)


def test_names_have_no_length():
    (roles,) = [each for each in law().parameters if each.key == "training_roles"]
    with pytest.raises(ValueError, match="training_roles"):
        length(roles)
