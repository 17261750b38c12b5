"""Which files a ledger's tree may hold."""

from __future__ import annotations

import unicodedata

import pytest
from tests.rules.builders import worded

from taizhang.rules.treepaths import (
    FILE,
    LARGEST,
    LARGEST_RECORD,
    PROGRAM,
    Area,
    area,
    folded,
    is_record,
    place_faults,
    plain,
    size_fault,
    twins,
)

LINK = "120000"
SOUND = (
    "ledger/2026/11/20261109-4mq2.yml", "ledger/journal/2026/11.yml", "ledger/seals/0001.yml",
    "ledger/.gitkeep", "plan/roster/0001.yml", "plan/office/ledger.yml", "plan/office/.gitkeep",
    "plan/approvals/roster-0002.yml", "plan/approvals/plan-2026-11-18.yml",
    "plan/2022-08-05/plan.yml", "plan/2022-08-05/text/a.md", "README.md", "site/pages/关于.md",
    "mkdocs.yml", "tools/x",
)  # fmt: skip
UNKNOWN = (
    "ledger/2026/11/20261209-4mq2.yml", "ledger/2026/11/20251109-4mq2.yml", "ledger/x.yml",
    "ledger/2026/11/20261109-4mil.yml", "ledger/2026/11/20261109-4mq2.yaml", "Ledger/x", "PLAN/x", "PLAN/.gitkeep",
    "plan", "ledger", "plan/roster/1.yml", "plan/roster/x.md", "plan/office/X.yml",
    "plan/approvals/other-1.yml", "plan/2022_08/plan.yml", "ledger/seals/1.yml", "ledger/journal/2026/13.yml",
    "ledger/２０２６/11/２０２６1109-4mq2.yml", "ledger/journal/２０２６/11.yml",
)  # fmt: skip
MISNAMED = (
    "a//b", "../x", "a/./b", "-x", "a/ x", "a/x.", "a/x ", "con", "a/NUL.txt", "a/lpt1", ".git/config",
    "a/.GIT/x", "GIT~1", ".gitmodules", "a\\b", "a:b", "a\nb", "a\u202eb", "a\u200bb", "x" * 241,
    "ledger/2026/11/20261109-4mq2.yml\n", "ledger/journal/2026/11.yml\n",
    unicodedata.normalize("NFD", "é"), "a\udcffb",
)  # fmt: skip


def codes(path, mode=FILE):
    return [each.code for each in worded(list(place_faults(path, mode)))]


@pytest.mark.parametrize("path", SOUND)
def test_these_have_their_place(path):
    assert codes(path) == []


@pytest.mark.parametrize("path", UNKNOWN)
def test_these_have_none(path):
    assert codes(path) == ["path-unknown"]


@pytest.mark.parametrize("path", MISNAMED, ids=range(len(MISNAMED)))
def test_these_are_no_names(path):
    assert codes(path) == ["path-name"]
    assert all(each.isprintable() for each in plain(path))


def test_the_longest_name_there_may_be():
    assert codes("x" * 240) == []
    assert codes("安" * 80) == []
    assert codes("安" * 81) == ["path-name"]


@pytest.mark.parametrize(
    ("path", "mode", "found"),
    [
        ("tools/x", PROGRAM, []),
        (SOUND[0], PROGRAM, ["mode-program"]),
        ("plan/office/ledger.yml", PROGRAM, ["mode-program"]),
        ("tools/x", LINK, ["mode-not-plain"]),
        (SOUND[0], "160000", ["mode-not-plain"]),
        ("-x", LINK, ["path-name", "mode-not-plain"]),
    ],
)
def test_a_file_is_what_it_may_be_there(path, mode, found):
    assert codes(path, mode) == found


@pytest.mark.parametrize(
    ("path", "most"),
    [
        (SOUND[0], LARGEST_RECORD),
        ("plan/x.yaml", LARGEST_RECORD),
        ("plan/x.pdf", LARGEST),
        ("mkdocs.yml", LARGEST),
    ],
)
def test_a_record_is_small_and_any_file_has_its_bound(path, most):
    assert size_fault(path, most) is None
    found = size_fault(path, most + 1)
    assert found
    worded([found])
    assert (found.code, found.path, found.values["most"]) == ("file-oversize", path, f"{most:,}")


@pytest.mark.parametrize(
    ("added", "present", "found"),
    [
        (["a/b"], ["a/b", "a/c"], []),
        (["a/B"], ["a/b"], ["a/B"]),
        (["A/c"], ["a/b"], ["A/c"]),
        (["x", "X"], [], ["X"]),
        (["e\u0301"], ["\u00e9"], ["e\u0301"]),
        (["STRASSE"], ["straße"], ["STRASSE"]),
        (["a", "b"], ["c"], []),
    ],
    ids=["same", "case", "folder", "both new", "composition", "folding", "others"],
)
def test_two_files_that_a_careless_system_takes_for_one(added, present, found):
    told = worded(list(twins(added, present)))
    assert [(each.code, each.path) for each in told] == [("path-twin", path) for path in found]


def test_a_twin_is_told_with_the_other():
    (found,) = twins(["ledger/A.md"], ["Ledger/a.md"])
    assert found.values == {"path": "ledger/A.md", "other": "Ledger"}
    assert folded("Ledger") == folded("LEDGER")


@pytest.mark.parametrize(
    ("path", "where"),
    [
        (SOUND[0], Area.LEDGER),
        ("site/pages/x.md", Area.PAGES),
        ("plan/roster/0001.yml", Area.GOVERNANCE),
        ("ledgers/x", Area.GOVERNANCE),
        ("mkdocs.yml", Area.GOVERNANCE),
    ],
)
def test_what_is_no_record_and_no_page_governs(path, where):
    assert area(path) is where


def test_incidents_and_months_of_the_journal_are_records_and_seals_are_none():
    assert [path for path in (*SOUND, *UNKNOWN) if is_record(path)] == list(SOUND[:2])


def test_a_twin_deep_in_folders_is_told_by_its_whole_way():
    (found,) = twins(["a/B/c"], ["a/b/d"])
    assert found.values == {"path": "a/B/c", "other": "a/b"}
