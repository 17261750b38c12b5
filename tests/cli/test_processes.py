"""How much of git a command starts: seconds depend on the machine, this does not."""

from __future__ import annotations

import pytest

from taizhang.store.git import run


@pytest.fixture
def started(monkeypatch):
    """The git commands that were started."""
    seen = []
    plain = run._command

    def noted(args):
        seen.append(args[0])
        return plain(args)

    monkeypatch.setattr(run, "_command", noted)
    return seen


def test_a_new_incident_takes_few_and_the_index_is_read_twice(ledger, started):
    ledger.new()
    assert len(started) <= 16
    assert started.count("ls-files") == 2


def test_a_further_entry_takes_few(ledger, started):
    identity = ledger.new()
    started.clear()
    ledger.done("add", identity, "说明", "--text", "已联系责任单位")
    assert len(started) <= 18


@pytest.mark.parametrize("words", [("todo",), ("due",), ("list", "--open")])
def test_a_question_takes_next_to_none(ledger, started, words):
    ledger.new()
    started.clear()
    ledger.done(*words, "--now", "2026-11-09 09:30")
    assert len(started) <= 4
