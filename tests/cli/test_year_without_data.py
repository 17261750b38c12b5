"""A year without holidays on file: every check says so, nobody is kept from recording facts."""

from __future__ import annotations

import json


def prepared(ledger, workdays):
    """The ledger with a limit in working days; ``workdays`` are what is left of the calendar."""
    plan = ledger.root / "plan" / "2022-08-05" / "plan.yml"
    text = plan.read_text("utf-8")
    assert "  limit: 48 h\n  remind: 6 h\n" in text
    plan.write_text(text.replace("  limit: 48 h\n  remind: 6 h\n", "  limit: 5 workday\n"), "utf-8")
    path = ledger.root / "plan" / "office" / "workdays.yml"
    whole = path.read_text("utf-8")
    path.write_text(workdays(whole), "utf-8")
    with ledger.patch.context() as patch:
        patch.setenv("GIT_COMMITTER_DATE", "2026-11-02T09:00:00+08:00")
        ledger.git("commit", "-qam", "change the plan")
    return path, whole


def none_of_2026(text):
    return text[: text.index("- from: 2026-01-01")]


def test_facts_are_recorded_and_every_check_fails_until_the_year_is_there(ledger):
    path, whole = prepared(ledger, none_of_2026)
    identity = ledger.new()
    said = ledger.run("check", "--format", "json", now="2026-11-09 09:21")
    assert said.code == 1
    findings = json.loads(said.out)["findings"]
    (missing,) = [each for each in findings if each["severity"] == "error"]
    assert missing["code"] == "calendar-year-missing"
    assert missing["path"].endswith(f"{identity}.yml")
    assert "2026年" in missing["message"]
    assert "plan/office/workdays.yml" in missing["fix"]
    shown = json.loads(ledger.done("show", identity, "--json", now="2026-11-09 09:21"))
    states = {due["code"]: due["state"] for due in shown["dues"]}
    assert states["first-response"] == "unknown"
    assert "无法计算" in ledger.done("due", now="2026-11-09 09:21")
    # what the message says to do
    path.write_text(whole, "utf-8")
    assert ledger.run("check", now="2026-11-09 09:21").code == 0
    shown = json.loads(ledger.done("show", identity, "--json", now="2026-11-09 09:21"))
    due = next(due for due in shown["dues"] if due["code"] == "first-response")
    assert due["due"]["at"] == "2026-11-16T23:59:59+08:00"


def test_a_plan_check_tells_of_it_before_it_hurts(ledger):
    prepared(ledger, none_of_2026)
    said = ledger.run("plan", "check", "--now", "2026-11-09 09:21")
    assert "2026年还没有放假和调休的数据" in said.out
    assert "2027年还没有放假和调休的数据" in said.out
    assert said.code == 0
