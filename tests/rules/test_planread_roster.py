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


@pytest.mark.parametrize("start", ["2026-01-01", "2026-01-01 09:00", "2026-01-01 09:00:30"])
def test_a_version_begins_on_a_day_or_at_a_time(start):
    assert rosters_of(("2026-01-01 09:00", start)).current.version == 1


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ("version: 1", "version: 一", "setting-not-count", ("version",)),
        ("version: 1\n", "", "setting-missing", ()),
        ("2026-01-01 09:00", "元旦", "setting-not-day", ("from",)),
        ("key: jia, ", "", "setting-missing", ("persons", 0)),
        ("key: jia", "key: 甲", "person-key", ("persons", 0, "key")),
        ("key: jia", "key: bing", "setting-taken", ("persons", 2, "key")),
        ("name: 甲", "name: 乙", "setting-taken", ("persons", 1, "name")),
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
    ],
)
def test_a_fault_of_form_is_found_in_its_place(old, new, code, where):
    roster, findings = read_roster(tree(changed(ROSTER, (old, new))))
    assert roster is None
    assert (code, where) in brief(findings)
    assert all(finding_words(each, lang)[0] for each in findings for lang in ("zh", "en"))


def test_the_shipped_roster_is_read_without_a_fault():
    text = (ROOT / "plan" / "roster" / "0001.yml").read_text(encoding="utf-8")
    roster, findings = read_roster(tree(text))
    assert findings == ()
    assert roster is not None
    assert roster.person("zhang.wei") == roster.person("张伟")


def test_what_is_no_roster_says_so():
    assert read_roster("名册")[0] is None
