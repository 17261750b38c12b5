"""What the default drill ledger shows, and that all of it is sound under the plan."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from tests.actions.demo.conftest import NOW, woven

from taizhang.actions.check import check_tree
from taizhang.actions.demo.cast import CAST, by_days, play_of, scripts
from taizhang.actions.demo.history import path_of
from taizhang.actions.demo.ledger import governance_files, people
from taizhang.actions.demo.signing import keyed_files, notary_of
from taizhang.actions.demo.subjects import SUBJECTS
from taizhang.actions.journal import load_journal
from taizhang.actions.workspace import judge_file, read_file
from taizhang.model.findings import Severity
from taizhang.model.journal import JOURNAL_KINDS
from taizhang.model.kinds import KINDS
from taizhang.model.state import Clock, Effect
from taizhang.rules.rightvalues import INCIDENT_ID

ZONE = timezone(timedelta(hours=8))


@pytest.fixture(scope="module")
def cases(drill):
    return drill.cases()


@pytest.fixture(scope="module")
def plan(drill):
    return drill.workspace.governance.plans["2022-08-05"]


def titled(cases, words):
    return next(case.judged.state for case in cases if words in case.judged.state.incident.title)


@pytest.mark.parametrize("later", [0, 3, 40], ids=["now", "days-later", "weeks-later"])
def test_nothing_is_an_error_now_or_later(drill, later):
    report = check_tree(drill.workspace, NOW + timedelta(days=later))
    assert report.incidents == 24
    assert report.clean
    found = [each for each in report.findings if each.path.startswith("ledger/")]
    assert [each for each in found if each.severity is not Severity.LATE] == []


def test_the_office_of_a_drill_is_in_order(drill):
    report = check_tree(drill.workspace, NOW)
    found = [each.code for each in report.findings if not each.path.startswith("ledger/")]
    assert found == ["basis-superseded"]


def test_the_journal_of_a_drill_shows_every_kind_but_a_slip(drill):
    journal = load_journal(drill.workspace, NOW)
    assert {each.kind for each in journal.of_kind(*JOURNAL_KINDS)} == {*JOURNAL_KINDS} - {"作废"}
    assert len(journal.months) > 2


def test_every_stage_is_shown_by_an_open_incident_or_the_archive(cases, plan):
    assert {case.judged.state.stage for case in cases} == {stage.name for stage in plan.stages}


def test_every_level_and_every_nature_is_there(cases, plan):
    assert {case.judged.state.level for case in cases} == {level.name for level in plan.levels}
    natures = {nature for case in cases for nature in case.judged.ground.natures()}
    assert natures == {nature.name for nature in plan.natures}


def test_every_kind_of_entry_is_there(cases):
    assert {act.entry.kind for case in cases for act in case.judged.state.acts} == set(KINDS)


def test_every_effect_is_there_but_what_the_plan_refuses(cases):
    effects = {act.effect for case in cases for act in case.judged.state.acts}
    assert effects == set(Effect) - {Effect.REFUSED}


def test_every_way_a_clock_can_stand_is_there(cases):
    clocks = {due.clock for case in cases for due in case.judged.dues}
    assert clocks == set(Clock) - {Clock.UNKNOWN}  # no year is missing in a demo


def test_one_incident_is_within_its_ten_minutes(cases):
    (due,) = [
        due
        for case in cases
        for due in case.judged.dues
        if due.code == "first-report" and due.clock in (Clock.OPEN, Clock.SOON)
    ]
    assert timedelta(0) < due.due - NOW < timedelta(minutes=10)


def test_a_regrade_asks_the_gates_anew(cases):
    state = titled(cases, "停车条例")
    (moment,) = (each for each in state.moments if each.name == "升级")
    after = {act.entry.kind for act in state.acts if act.entry.number > moment.number}
    assert after > {"报告", "会商", "来文", "决定"}
    assert [span.stage for span in state.spans].count("会商研判") == 2


def test_a_press_meeting_and_all_three_phases_are_published(cases):
    state = titled(cases, "停车条例")
    drafts = [act.entry for act in state.acts if act.entry.kind == "送审"]
    assert [each.word("phase") for each in drafts] == ["表态性", "动态性", "动态性", "结论性"]
    assert "新闻发布会" in [each.word("form") for each in drafts]


def test_one_is_lowered_one_is_reopened_by_two_persons(cases):
    moments = {each.name for case in cases for each in case.judged.state.moments}
    assert moments == {"升级", "降级", "重开"}
    (reopening,) = [act for case in cases for act in case.judged.state.acts if act.move == "重开"]
    assert len({each.person for each in reopening.approvals if each.counts}) == 2


def test_a_duplicate_is_merged_into_an_incident_that_exists(cases):
    known = {case.id for case in cases}
    (into,) = [
        act.entry.word("into")
        for case in cases
        for act in case.judged.state.acts
        if act.entry.has("into")
    ]
    assert into in known


def test_an_act_in_urgency_was_signed_later_and_one_still_waits_for_it(cases):
    urgent = [act for case in cases for act in case.judged.state.acts if act.entry.has("urgent")]
    assert {act.effect for act in urgent} == {Effect.EFFECTIVE, Effect.UNRATIFIED}


def test_what_was_sent_back_was_filed_anew(cases):
    for case in cases:
        acts = case.judged.state.acts
        for act in acts:
            if act.effect is Effect.RETURNED:
                later = [
                    each
                    for each in acts[act.entry.number + 1 :]
                    if each.entry.kind == act.entry.kind
                ]
                assert later


def test_lateness_is_told_with_a_reason_and_without(drill):
    found = {
        (each.code, (each.text or each.code).endswith("excused"))
        for each in check_tree(drill.workspace, NOW).findings
    }
    assert {("task-due", True), ("task-due", False), ("late-without-reason", False)} <= found


def test_an_entry_filed_later_gives_its_reason(cases):
    backdated = [act for case in cases for act in case.judged.state.acts if act.backdated]
    assert {act.entry.has("late") for act in backdated} == {True, False}


def test_control_was_asked_consented_executed_and_lifted(cases):
    state = titled(cases, "伪造的常委会公告")
    forms = [act.entry.word("form") for act in state.acts if act.entry.kind in ("管控", "来文")]
    assert forms == ["意见", "商请处置", "同意管控", "管控已执行", "管控已解除"]


def test_archived_incidents_spread_over_the_months(cases):
    months = {case.id[:6] for case in cases if case.judged.state.closed}
    assert len(months) >= 8


def test_ids_are_of_the_day_of_discovery(cases):
    for case in cases:
        assert INCIDENT_ID.fullmatch(case.id)
        found = case.judged.state.incident.entries[0].at
        assert case.id.startswith(found.strftime("%Y%m%d"))


def test_every_approval_is_signed_by_whoever_gave_it(drill):
    given = [
        each for case in drill.cases() for act in case.judged.state.acts for each in act.approvals
    ]
    assert len(given) > 80
    assert {each.verification.value for each in given} == {"已验签"}


def test_private_keys_lie_beside_the_history_and_never_in_it(drill):
    keys = drill.made.folder / ".git" / "taizhang" / "keys"
    assert {path.stat().st_mode & 0o777 for path in keys.iterdir()} == {0o600}
    assert "PRIVATE KEY" not in drill.git("log", "-p", "--all")


def test_every_matter_tells_all_its_prose():
    for nature, subjects in SUBJECTS.items():
        for subject in subjects:
            assert subject.nature == nature
            placed = subject.placed("城东")
            assert "{" not in placed.title + placed.summary + placed.reply


def _last(seed, now, count, plan_files):
    """Each incident's file as it ends up, by path."""
    files: dict[str, bytes] = {}
    notary = notary_of(keyed_files(plan_files, 1), "2022-08-05", 1)
    play = play_of(count, seed, now, ZONE)
    for when, more in woven(scripts(play), people(plan_files), notary):
        files.update(more)
        assert when <= now
    return files


@pytest.mark.parametrize(
    ("moment", "seed", "count"),
    [
        ("2026-11-23 03:10", 2, 24),
        ("2027-01-01 00:00", 3, 24),
        ("2028-02-29 23:59", 4, 24),
        ("2026-11-21 12:00", 5, 24),
        ("2026-11-23 15:30", 6, 150),
    ],
)
def test_any_seed_at_any_hour_writes_sound_incidents(drill, moment, seed, count):
    now = datetime.fromisoformat(moment).replace(tzinfo=ZONE)
    files = _last(seed, now, count, governance_files(now))
    assert len(files) == count
    for path, data in files.items():
        file = read_file(drill.workspace, path, data)
        for later in (0, 3):
            case = judge_file(drill.workspace, file, now + timedelta(days=later))
            found = case.findings if case else file.findings
            assert [each for each in found if each.severity is not Severity.LATE] == []


@pytest.mark.parametrize("count", [1, 5, 23])
def test_a_small_drill_is_the_head_of_the_cast(count):
    titles = [script.title for script in scripts(play_of(count, 1, NOW, ZONE))]
    assert len(titles) == count <= len(CAST)


def test_pieces_of_the_play_are_whole_days_and_all_of_it():
    play = play_of(300, 1, NOW, ZONE, oldest=100)
    pieces = [*by_days(play, 40)]
    assert len(pieces) > 4
    assert [call for piece in pieces for call in play.calls[piece]] == [*play.calls]
    days = [{call.start.date() for call in play.calls[piece]} for piece in pieces]
    assert sum(map(len, days)) == len(set().union(*days))


def test_incidents_come_oldest_first_with_ids_of_their_own():
    starts, ids = [], set()
    for script in scripts(play_of(120, 1, NOW, ZONE)):
        starts.append(script.steps[0].at)
        ids.add(path_of(script.identity))
    assert starts == sorted(starts)
    assert len(ids) == 120
