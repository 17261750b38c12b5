"""Who may approve a new version of roster or plan, and which approvals count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from tests.rules.builders import worded

from taizhang.model.mandate import Assent, Subject
from taizhang.model.messages import finding_words
from taizhang.model.roster import Administrators, Person, PublicKey, Roster
from taizhang.rules.mandate import (
    Bench,
    administrators,
    keyed,
    lacking,
    mandate_text,
    missing_assent,
    read_assents,
    threshold,
)

ZONE = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 9, 9, 30, tzinfo=ZONE)
SUBJECT = Subject(kind="roster", version="2", files=(("plan/roster/0002.yml", "a" * 64),))


def person(name, key, *, keys=1, **fields):
    own = tuple(PublicKey(text=f"{key} {number}") for number in range(keys))
    return Person(name=name, key=key, unit="", **{"roles": ("组员",), "keys": own, **fields})


CHEN = person("陈立", "chen", roles=("组长",))
LI = person("李娜", "li")
WANG = person("王强", "wang", keys=0)
ROSTER = Roster(version=1, persons=(CHEN, LI, WANG))


def assent(who=CHEN, number=0, at=NOW, **fields):
    own = {"by": who.name, "roster": 1, "sig": who.key, **fields}
    return Assent(number=number, at=at, at_text=f"{at:%Y-%m-%d %H:%M}", **own)


def verify(text, sig, keys):
    """In place of a signature its maker's key: takes it where the text is theirs."""
    mine = f"{sig}\n" in text and all(each.startswith(f"{sig} ") for each in keys)
    return "" if mine and keys else "sig-other-key"


def found(*assents, roster=ROSTER, **bench):
    how = Bench(**{"ledger": "renda", "now": NOW, "zone": ZONE, "verify": verify, **bench})
    return worded(list(missing_assent(SUBJECT, roster, assents, how)))


def codes(*assents, **more):
    return [each.code for each in found(*assents, **more)]


def test_two_persons_with_a_key_are_enough():
    assert codes(assent(CHEN), assent(LI, 1)) == []


@pytest.mark.parametrize(
    ("assents", "expected"),
    [
        ((), ["mandate-few"]),
        ((assent(),), ["mandate-few"]),
        ((assent(), assent(CHEN, 1)), ["mandate-twice", "mandate-few"]),
        ((assent(), assent(LI, 1, roster=2)), ["mandate-roster", "mandate-few"]),
        ((assent(), assent(WANG, 1)), ["mandate-stranger", "mandate-few"]),
        ((assent(), assent(LI, 1, by="何人")), ["mandate-stranger", "mandate-few"]),
        ((assent(), assent(LI, 1, by="li")), ["mandate-stranger", "mandate-few"]),
        ((assent(), assent(LI, 1, sig="chen")), ["sig-other-key", "mandate-few"]),
        ((assent(), assent(LI, 1, at=NOW + timedelta(minutes=6))), ["mandate-in-future", "mandate-few"]),
        ((assent(), assent(LI, 1, at=NOW + timedelta(minutes=5))), []),
        ((assent(LI), assent(LI, 1, sig="chen"), assent(CHEN, 2)), ["mandate-twice"]),
    ],
    ids=[
        "nobody", "one", "one twice", "another roster", "no key", "nobody of that name",
        "by key", "another's key", "ahead", "a clock ahead", "a surplus one",
    ],
)  # fmt: skip
def test_what_does_not_count_is_told_and_leaves_too_few(assents, expected):
    assert codes(*assents) == expected


def test_a_finding_stands_at_the_approval_it_is_about():
    first, last = found(assent(), assent(CHEN, 1))
    assert (first.where, first.values) == (("approvals", 1), {"name": "陈立"})
    assert (last.where, last.values) == (
        ("approvals",),
        {"count": "1", "asked": "2", "roster": "1"},
    )


def test_while_nobody_has_a_key_a_version_is_only_warned_about():
    (warned,) = found(roster=replace(ROSTER, persons=(WANG,)))
    assert (warned.code, warned.severity.name, warned.values) == (
        "mandate-unsigned", "WARNING", {"what": "roster-0002"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("entering", "expected"), [(True, ["mandate-stranger", "mandate-few"]), (False, [])]
)
def test_a_key_is_open_when_a_version_enters_or_was_when_an_old_one_was_signed(entering, expected):
    closed = replace(LI, keys=(PublicKey(text="li 0", until=date(2026, 11, 9)),))
    roster = replace(ROSTER, persons=(CHEN, closed))
    late = {"now": NOW + timedelta(days=1), "entering": entering}
    assert codes(assent(), assent(LI, 1), roster=roster, **late) == expected


def test_administrators_are_in_office_of_the_role_and_with_a_key():
    lead = replace(ROSTER, administrators=Administrators(roles=("组长",), threshold=1))
    assert administrators(ROSTER, NOW, ZONE) == (CHEN, LI)
    assert administrators(lead, NOW, ZONE) == (CHEN,)
    gone = replace(CHEN, until=date(2026, 11, 8))
    assert administrators(replace(ROSTER, persons=(gone, LI)), NOW, ZONE) == (LI,)
    # The day is the office's: 23:00 in Greenwich is the next one there.
    late = replace(CHEN, since=date(2026, 11, 10))
    night = datetime(2026, 11, 9, 23, tzinfo=timezone.utc)  # noqa: UP017
    assert administrators(replace(ROSTER, persons=(late,)), night, ZONE) == (late,)


def test_the_roster_says_how_many_else_it_is_two_or_all_with_a_key():
    three = replace(ROSTER, administrators=Administrators(roles=("组员",), threshold=3))
    assert threshold(three) == 3
    assert threshold(ROSTER) == 2
    assert threshold(replace(ROSTER, persons=(CHEN, WANG))) == 1
    assert threshold(replace(ROSTER, persons=(WANG,))) == 1
    assert threshold(replace(ROSTER, persons=(CHEN, LI, person("三", "san")))) == 2
    assert (keyed(ROSTER), keyed(replace(ROSTER, persons=(WANG,)))) == (True, False)


def test_a_roster_that_nothing_could_follow_is_told():
    told = Administrators(roles=("组长",), threshold=2)
    (few,) = worded(list(lacking(replace(ROSTER, administrators=told), NOW, ZONE)))
    assert (few.code, few.where, few.values) == (
        "administrators-few", ("administrators",), {"able": "1", "asked": "2"},
    )  # fmt: skip
    gone = [replace(each, until=date(2026, 11, 1)) for each in (CHEN, LI)]
    (none,) = lacking(replace(ROSTER, persons=tuple(gone)), NOW, ZONE)
    assert (none.where, none.values["able"]) == (("persons",), "0")
    assert not list(lacking(ROSTER, NOW, ZONE))
    assert not list(lacking(replace(ROSTER, persons=(WANG,)), NOW, ZONE))


def test_what_is_signed_is_one_fact_a_line():
    text = mandate_text(SUBJECT, "renda", ROSTER, CHEN, "2026-11-09 09:30")
    assert text == (
        "舆情台账制度审批声明 v1\n台账：renda\n事项：名册 第 2 版\n"
        f"文件：plan/roster/0002.yml {'a' * 64}\n依据：名册 第 1 版\n审批人：陈立 chen\n"
        "结论：同意\n时间：2026-11-09 09:30\n"
    )
    plan = Subject(kind="plan", version="2026-11-18", files=())
    assert "事项：预案 2026-11-18\n" in mandate_text(plan, "x\n结论：反对", ROSTER, CHEN, "")
    assert "\n结论：反对" not in mandate_text(plan, "x\n结论：反对", ROSTER, CHEN, "")
    assert (plan.path, SUBJECT.path) == (
        "plan/approvals/plan-2026-11-18.yml", "plan/approvals/roster-0002.yml",
    )  # fmt: skip


ROW = {"by": "陈立", "at": "2026-11-09 09:30", "roster": "1", "sig": "AAAA"}


def test_approvals_are_read():
    (read,), findings = read_assents({"approvals": [ROW]}, ZONE)
    assert findings == ()
    assert read == assent(sig="AAAA")


@pytest.mark.parametrize(
    ("change", "code", "where", "says"),
    [
        ({"at": "9:30"}, "setting-not-day", ("approvals", 1, "at"), "“at”的“9:30”不是日期。"),
        ({"at": ""}, "setting-missing", ("approvals", 1), "缺少“at”这一项。"),
        ({"roster": "one"}, "setting-not-count", ("approvals", 1, "roster"), "“one”不是 1 到 9999 之间的整数。"),
        ({"roster": "１"}, "setting-not-count", ("approvals", 1, "roster"), "“１”不是 1 到 9999 之间的整数。"),
        ({"why": "x"}, "setting-unknown", ("approvals", 1, "why"), "没有“why”这一项。"),
    ],
)  # fmt: skip
def test_a_fault_of_form_leaves_the_sound_ones(change, code, where, says):
    read, findings = read_assents({"approvals": [ROW, {**ROW, **change}, ROW]}, ZONE)
    assert [each.number for each in read] == [0, 2]
    (told,) = worded(findings)
    assert (told.code, told.where[: len(where)]) == (code, where)
    assert finding_words(told)[0] == says
