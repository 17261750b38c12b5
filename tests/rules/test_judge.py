"""One file judged whole: the fold, the clocks, and times that cannot be."""

from __future__ import annotations

from datetime import datetime

from tests.rules.builders import (
    codes,
    corrected,
    errors,
    found,
    judged,
    noted,
    reported,
    shipped,
    signed,
    until_handling,
    voided,
)

from taizhang.model.findings import Severity

START = [found(), reported(stage="快报事实")]


def test_a_sound_incident_has_no_findings_but_its_state_and_clocks():
    done = judged("09:06", *START)
    assert done.findings == ()
    assert done.state.stage == "快报事实"
    assert done.plan is shipped().plan
    assert [each.code for each in done.dues][:1] == ["first-report"]
    assert done.ground.stage == done.state.stage


def test_faults_of_the_fold_and_of_the_clocks_come_together():
    done = judged(
        "+1 10:00", found(), reported("09:20", stage="快报事实"), noted("09:30", stage="归档")
    )
    assert errors(done)[0] == ("kind-cannot-enter", 2)
    assert codes(done, Severity.LATE) == ["first-report"]


def test_a_time_after_now_cannot_be():
    done = judged("09:04", *START)
    assert errors(done) == [("time-future", 1)]
    (finding,) = done.findings
    assert finding.where == ("timeline", 1, "at")
    assert (finding.values["at"], finding.values["now"]) == ("2026-11-09 09:05", "2026-11-09 09:04")
    assert judged("09:05", *START).findings == ()


def test_now_may_be_of_any_zone():
    utc = datetime.fromisoformat("2026-11-09T01:04:00+00:00")
    assert judged(utc, *START).findings[0].values["now"] == "2026-11-09 09:04"


def test_a_mistyped_time_is_told_until_it_is_corrected_or_voided():
    wrong = noted("2062-11-09 10:00")
    story = [*START, wrong]
    assert ("time-future", 2) in errors(judged("12:00", *story))
    fix = corrected("11:00", wrong, "at", "2062-11-09 10:00", "2026-11-09 10:00", late="刚发现")
    assert ("time-future", 2) not in errors(judged("12:00", *story, fix, signed("11:30", fix)))
    void = voided("11:00", wrong, late="刚发现")
    assert ("time-future", 2) not in errors(judged("12:00", *story, void, signed("11:30", void)))


def test_the_same_file_at_the_same_time_is_judged_the_same():
    one, two = judged("12:00", *until_handling()), judged("12:00", *until_handling())
    assert one.state == two.state
    assert one.dues == two.dues
    assert one.findings == two.findings
