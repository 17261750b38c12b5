"""``sync`` where own entries carry signatures: each verifies on the new tip, or is asked for anew."""

from __future__ import annotations

import pytest
from tests.cli.test_sync import REPORT

from taizhang.actions.demo.signing import write_keys


@pytest.fixture
def shared_one(keyed_ledger, colleague):
    """An incident that both have, under a roster with keys; its id."""
    files = {"plan/roster/0001.yml": (keyed_ledger.root / "plan/roster/0001.yml").read_bytes()}
    write_keys(colleague.root / ".git", files, 7)
    identity = keyed_ledger.new()
    keyed_ledger.done("add", identity, "报告", *REPORT)
    keyed_ledger.done("submit")
    colleague.git("pull", "-q")
    return identity


def noted(colleague, identity):
    """A colleague's note, shared before anything of this machine is."""
    colleague.done("add", identity, "说明", "--text", "同事所记", now="2026-11-09 09:50")
    colleague.done("submit")


def sound(ledger, identity, *told):
    """Every signature verifies: in the file, in its history, and for who pushes it."""
    shown = ledger.done("show", identity, now="2026-11-09 11:00")
    for each in told:
        assert each in shown
    assert "签名不符" not in shown
    ledger.done("check", now="2026-11-09 11:00")
    span = "origin/main..HEAD"
    ledger.done("check", "--range", span, now="2026-11-09 11:00")


def test_a_signature_behind_a_note_verifies_as_before(keyed_ledger, colleague, shared_one):
    keyed_ledger.move(shared_one)
    noted(colleague, shared_one)
    said = keyed_ledger.done("sync")
    assert "不作数" not in said
    sound(keyed_ledger, shared_one, "陈立（组长）已验签", "会商研判")


def test_nothing_is_recorded_before_what_it_follows(keyed_ledger, colleague, shared_one):
    keyed_ledger.move(shared_one)
    noted(colleague, shared_one)
    keyed_ledger.done("sync")
    times = keyed_ledger.git("log", "-3", "--format=%cd %ad", "--date=format:%M", "HEAD")
    assert times.splitlines() == ["52 52", "50 40", "50 50"]


def test_a_signature_over_what_moved_is_asked_for_anew(keyed_ledger, colleague, shared_one):
    keyed_ledger.move(shared_one)
    keyed_ledger.handle(shared_one)
    noted(colleague, shared_one)
    said = keyed_ledger.done("sync")
    assert said.count("不作数") == 1
    assert f"taizhang approve {shared_one}" in said
    keyed_ledger.done("approve", shared_one, "--as", "陈立", now="2026-11-09 10:55")
    sound(keyed_ledger, shared_one, "应急处置")


def voided(colleague, identity, when):
    """The colleague's note voided and that approved, at ``when``."""
    entry = ("2026-11-09 09:50 说明", "--void", "--reason", "记错了事件")
    colleague.done("correct", identity, *entry, now="2026-11-09 09:51")
    colleague.done("approve", identity, "--as", "陈立", now=when)
    colleague.done("submit")


def test_a_note_that_a_colleague_voids_voids_no_signature(keyed_ledger, colleague, shared_one):
    keyed_ledger.move(shared_one)
    noted(colleague, shared_one)
    voided(colleague, shared_one, "2026-11-09 09:53")
    assert "不作数" not in keyed_ledger.done("sync", "--keep", "both")
    sound(keyed_ledger, shared_one, "会商研判")


def test_of_two_signed_in_one_minute_the_later_is_asked_for_anew(
    keyed_ledger, colleague, shared_one
):
    keyed_ledger.move(shared_one)
    noted(colleague, shared_one)
    voided(colleague, shared_one, "2026-11-09 09:52")
    said = keyed_ledger.done("sync", "--keep", "both")
    assert "陈立对“2026-11-09 09:40 决定”的审批" in said
    keyed_ledger.done("approve", shared_one, "--as", "陈立", now="2026-11-09 09:54")
    sound(keyed_ledger, shared_one, "会商研判")


def test_what_rests_on_such_a_signature_waits_until_it_is_given(
    keyed_ledger, colleague, shared_one
):
    ledger, regrade = keyed_ledger, ("regrade", shared_one, "较大", "--reason", "转发增多")
    ledger.move(shared_one)
    ledger.handle(shared_one)
    ledger.done(*regrade, now="2026-11-09 10:52")
    noted(colleague, shared_one)
    before = ledger.state()
    for command in ("sync", "submit"):
        said = ledger.run(command)
        assert said.code == 1
        assert "陈立对“2026-11-09 10:45 决定”的审批" in said.err
        assert "本机的“2026-11-09 10:52 调级”依据它" in said.err
        assert "taizhang approve\n" not in said.err
        assert ledger.state() == before
    for _ in range(2):
        ledger.done("undo", shared_one, "--as", "陈立", now="2026-11-09 10:53")
    ledger.done("sync")
    ledger.done("approve", shared_one, "--as", "陈立", now="2026-11-09 10:55")
    ledger.done(*regrade, now="2026-11-09 10:56")
    sound(ledger, shared_one)
