"""A tree becomes a version of the roster, or says everything that is wrong with it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.rules.plans import ROOT, ROSTER, brief, changed, rosters_of, tree

from taizhang.model.messages import finding_words
from taizhang.rules.rosterread import read_roster


def test_persons_are_typed():
    jia, yi, bing = rosters_of().current.persons
    assert (jia.name, jia.key, jia.unit, jia.roles) == ("甲", "jia", "宣传科", ("值班员",))
    assert (yi.since, yi.until, yi.email) == (date(2026, 1, 1), None, "yi@example.invalid")
    assert bing.post == "主任"


def test_a_role_or_a_key_may_hold_for_one_day():
    day = "from: 2026-01-02, until: 2026-01-02"
    assert rosters_of(("from: 2026-01-01, email", f"{day}, email")).current.version == 1
    own = ("from: 2026-01-01, until: 2026-06-30", day)
    assert read_roster(tree(with_keys(own)))[1] == ()


@pytest.mark.parametrize("start", ["2026-01-01", "2026-01-01 09:00", "2026-01-01 09:00:30"])
def test_a_version_begins_on_a_day_or_at_a_time(start):
    assert rosters_of(("2026-01-01 09:00", start)).current.version == 1


FAULTS = (
    ("version: 1", "version: 一", "setting-not-count", ("version",)),
    ("version: 1\n", "", "setting-missing", ()),
    ("2026-01-01 09:00", "元旦", "setting-not-day", ("from",)),
    ("key: jia, ", "", "setting-missing", ("persons", 0)),
    ("key: jia", "key: 甲", "person-key", ("persons", 0, "key")),
    ("key: jia", "key: bing", "setting-taken", ("persons", 2, "key")),
    ("name: 甲", "name: 乙", "setting-taken", ("persons", 1, "name")),
    (
        "{name: 丙,",
        "{name: 丙, email: yi@example.invalid,",
        "person-email-taken",
        ("persons", 2, "email"),
    ),
    ("yi@example.invalid", "yi", "person-email", ("persons", 1, "email")),
    (
        "from: 2026-01-01, email",
        "from: 2026-13-01, email",
        "setting-not-day",
        ("persons", 1, "from"),
    ),
    (
        "from: 2026-01-01, email",
        "from: 2026-01-02, until: 2026-01-01, email",
        "days-reversed",
        ("persons", 1, "until"),
    ),
    ("post: 主任", "title: 主任", "setting-unknown", ("persons", 2, "title")),
    (
        "- {name: 甲, key: jia, unit: 宣传科, roles: [值班员]}",
        "- 甲",
        "setting-not-record",
        ("persons", 0),
    ),
)


@pytest.mark.parametrize(("old", "new", "code", "where"), FAULTS)
def test_a_fault_of_form_is_found_in_its_place(old, new, code, where):
    roster, findings = read_roster(tree(changed(ROSTER, (old, new))))
    assert roster is None
    assert (code, where) in brief(findings)
    assert all(finding_words(each, lang)[0] for each in findings for lang in ("zh", "en"))


KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIO5BOAQ2OgqpAUkdaRYnyATNALK+UHmZxCvfbDOUpUuZ"
OTHER = f"{KEY[:-4]}AAAA"
KEYS = f"""[
  {{key: {KEY}, from: 2026-01-01, until: 2026-06-30, compromised_since: 2026-06-29 10:00}},
  {{key: {OTHER}}}]"""


def with_keys(*changes, keys=KEYS):
    return changed(changed(ROSTER, ("keys: []", f"keys: {keys}")), *changes)


def test_the_keys_of_a_person_are_typed():
    roster, findings = read_roster(tree(with_keys()))
    assert findings == ()
    assert roster is not None
    first, second = roster.persons[2].keys
    assert (first.text, second.text) == (KEY, OTHER)
    assert (first.since, first.until) == (date(2026, 1, 1), date(2026, 6, 30))
    assert first.compromised_since == "2026-06-29 10:00"
    assert (second.since, second.until, second.compromised_since) == (None, None, "")
    assert roster.owner(OTHER) is roster.persons[2]


_AT = ("persons", 2, "keys", 0)


KEY_FAULTS = (
    (f"key: {KEY}, ", "", "setting-missing", _AT),
    (KEY, f"{KEY} zhang@pc", "public-key", (*_AT, "key")),
    (KEY, KEY.removeprefix("ssh-ed25519 "), "public-key", (*_AT, "key")),
    (KEY, KEY[:-4], "public-key", (*_AT, "key")),
    (KEY, KEY.replace("ssh-ed25519", "ssh-rsa"), "public-key", (*_AT, "key")),
    (KEY, KEY.replace("NzaC1lZ", "NzaC1lY"), "public-key", (*_AT, "key")),
    (KEY, KEY.replace(" ", "  "), "public-key", (*_AT, "key")),
    ("until: 2026-06-30", "until: 2025-06-30", "days-reversed", (*_AT, "until")),
    ("until: 2026-06-30", "until: 六月", "setting-not-day", (*_AT, "until")),
    ("06-29 10:00", "06-31 10:00", "setting-not-day", (*_AT, "compromised_since")),
    ("compromised_since", "lost", "setting-unknown", (*_AT, "lost")),
    (OTHER, KEY, "public-key-taken", ("persons", 2, "keys", 1, "key")),
    (
        "roles: [值班员]",
        f"roles: [值班员], keys: [{{key: {OTHER}}}]",
        "public-key-taken",
        ("persons", 2, "keys", 1, "key"),
    ),
)


@pytest.mark.parametrize(("old", "new", "code", "where"), KEY_FAULTS)
def test_a_fault_of_a_key_is_found_in_its_place(old, new, code, where):
    roster, findings = read_roster(tree(with_keys((old, new))))
    assert roster is None
    assert (code, where) in brief(findings)
    assert all(finding_words(each, lang)[0] for each in findings for lang in ("zh", "en"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f",\n  {{key: {KEY}}}", ""),
        (f"{{key: {KEY}}}", f"{{key: {OTHER}}}"),
    ],
    ids=["line-removed", "own-key"],
)
def test_who_follows_the_advice_on_a_key_listed_twice_has_a_sound_roster(old, new):
    twice = with_keys((f"{{key: {OTHER}}}", f"{{key: {KEY}}}"))
    (finding,) = read_roster(tree(twice))[1]
    assert finding.code == "public-key-taken"
    assert "删去这一行" in finding_words(finding)[1]
    assert "taizhang key new" in finding_words(finding)[1]
    assert read_roster(tree(changed(twice, (old, new))))[1] == ()


@pytest.mark.parametrize("keys", [KEY, f"[{KEY}]"])
def test_a_key_alone_is_no_record(keys):
    roster, findings = read_roster(tree(with_keys(keys=keys)))
    assert roster is None
    assert findings


def test_the_shipped_roster_is_read_without_a_fault():
    text = (ROOT / "plan" / "roster" / "0001.yml").read_text(encoding="utf-8")
    roster, findings = read_roster(tree(text))
    assert findings == ()
    assert roster is not None
    assert roster.person("zhang.wei") == roster.person("张伟")


def test_what_is_no_roster_says_so():
    assert read_roster("名册")[0] is None


ADMINISTRATORS = ("persons:", "administrators: {roles: [值班员], threshold: 2}\npersons:")


def test_a_roster_may_say_who_approves_the_next_one():
    told = rosters_of(ADMINISTRATORS).current.administrators
    assert told
    assert (told.roles, told.threshold) == (("值班员",), 2)
    assert rosters_of().current.administrators is None


ADMINISTRATOR_FAULTS = (
    ("threshold: 2", "threshold: 0", "setting-not-count", ("administrators", "threshold")),
    ("threshold: 2", "threshold: 10", "setting-not-count", ("administrators", "threshold")),
    (", threshold: 2", "", "setting-missing", ("administrators",)),
    ("[值班员], th", "[管理员], th", "setting-value", ("administrators", "roles", 0)),
    ("[值班员], th", "管理员, th", "setting-value", ("administrators", "roles")),
    ("{roles: [值班员], threshold: 2}", "甲", "setting-not-record", ("administrators",)),
)


@pytest.mark.parametrize(("old", "new", "code", "where"), ADMINISTRATOR_FAULTS)
def test_a_fault_in_who_approves_is_found_in_its_place(old, new, code, where):
    roster, findings = read_roster(tree(changed(changed(ROSTER, ADMINISTRATORS), (old, new))))
    assert roster is None
    found = brief(findings)
    assert any(each == code and at[: len(where)] == where for each, at in found), found
    assert all(finding_words(each, lang)[0] for each in findings for lang in ("zh", "en"))
