"""Findings, reports and the words they are told in."""

from __future__ import annotations

import pytest

from taizhang.model.findings import Finding, Phrase, Report, Severity
from taizhang.model.messages import catalogue, finding_words, words

LATE = Finding(
    code="first-report", text="level-same", severity=Severity.LATE, values={"level": "一般"}
)


def test_a_finding_is_worded_by_its_text_or_else_by_its_code():
    assert LATE.message_key == "level-same"
    assert Finding(code="level-same").message_key == "level-same"


def test_a_finding_is_placed_in_a_file():
    placed = LATE.at("ledger/a.yml", 3, 5)
    assert (placed.path, placed.line, placed.column, placed.code) == (
        "ledger/a.yml",
        3,
        5,
        "first-report",
    )
    again = placed.at("ledger/b.yml")
    assert (again.path, again.line, again.column) == ("ledger/b.yml", 3, 5)


def test_only_errors_make_a_report_unclean():
    warning = Finding(code="a", severity=Severity.WARNING)
    assert Report(findings=(LATE, warning)).clean
    report = Report(findings=(LATE, warning, Finding(code="b")), files=2)
    assert not report.clean
    assert [report.count(each) for each in Severity] == [1, 1, 1]


def test_words_are_filled_in_in_both_languages():
    assert finding_words(LATE) == ("已是“一般”，不必调级", "核对要调到的等级")
    assert finding_words(LATE, "en")[0] == "the level is '一般' already"
    told = words("level-same", {"level": Phrase("甲", "A")})
    assert told[0] == "已是“甲”，不必调级"
    assert words("level-same", {"level": Phrase("甲", "A")}, "en")[0] == "the level is 'A' already"
    assert words("level-same", {"level": 3})[0] == "已是“3”，不必调级"


def test_a_code_without_words_is_our_own_fault():
    with pytest.raises(KeyError):
        words("nowhere", {})


def test_the_catalogue_is_put_together_once():
    assert catalogue() is catalogue()
    assert len(catalogue()) > 200


def test_no_code_stands_in_two_tables(monkeypatch):
    from taizhang.model import messages

    monkeypatch.setattr(messages, "_TABLE", _Refusing())
    monkeypatch.setattr(messages, "_KNOWN", set())
    with pytest.raises(ValueError, match=r"^file-"):
        messages.catalogue()


def test_a_message_is_found_without_loading_every_table(monkeypatch):
    from taizhang.model import messages

    monkeypatch.setattr(messages, "_TABLE", {})
    monkeypatch.setattr(messages, "_KNOWN", set())
    assert messages.words("check-clean", {"files": 1, "incidents": 1, "warnings": 0, "late": 0})[0]
    assert {"act"} == messages._KNOWN
    with pytest.raises(KeyError):
        messages.words("no-such-code", {})
    assert set(messages.PARTS) == messages._KNOWN


class _Refusing(dict):
    """Empty, but says that it has every code about files already."""

    def __contains__(self, code):
        return str(code).startswith("file-")
