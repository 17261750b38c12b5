"""The attack × check table of the design, on real git: what each layer catches, and what not."""

from __future__ import annotations

import shutil
from typing import Any

import pytest
from tests.attacks import (
    AT,
    OTHER,
    PATH,
    PLAN,
    ROSTER,
    SECOND,
    Scene,
    found_base,
    incident,
    seal_of,
)
from tests.branches import Branch, assent, moment
from tests.ledgers import models
from tests.rules.builders import (
    decided,
    drafted,
    found,
    moved,
    noted,
    regraded,
    reported,
    signed,
    until_handling,
    verified,
    voided,
)
from tests.signing import signer

from taizhang.actions.historing import check_history
from taizhang.store.git.repository import open_repository

__all__ = ["models"]


@pytest.fixture(scope="session")
def base(models, tmp_path_factory):
    root = tmp_path_factory.mktemp("attacked") / "ledger"
    shutil.copytree(models["real"], root)
    found_base(root)
    return root, seal_of(root)


@pytest.fixture
def scene(base, tmp_path):
    root, seal = base
    place = tmp_path / "ledger"
    shutil.copytree(root, place)
    branch = Branch(place)
    return Scene(branch=branch, old=branch.tip, seal=seal)


ATTACKS: dict[str, tuple[Any, ...]] = {}


def attack(row, tree=(), range_=(), history=None, seal=()):
    """A row of the table: the codes each layer must find; none = it finds nothing at all."""

    def named(function):
        expected = (set(tree), set(range_), set(range_ if history is None else history), set(seal))
        ATTACKS[f"{row} {function.__name__}"] = (function, *expected)
        return function

    return named


def last_entry(text):
    return text[: text.rindex("- at: ")], text[text.rindex("- at: ") :]


@attack("00")
def legal(scene):
    scene.append(noted("10:35"))


@attack("01")
def legal_with_comments_and_crlf(scene):
    scene.write(
        scene.text
        + "# 以下为夜班所记\n"
        + "- at: 2026-11-09 10:35\r\n  by: 张伟\r\n  kind: 说明\r\n  text: 平稳\r\n"
    )


@attack("10", (), ["record-deleted"], seal=["seal-record-missing"])
def delete_an_incident(scene):
    scene.branch.commit({PATH: None}, at=AT)


@attack("11", ["id-not-path"], ["record-deleted"], seal=["seal-record-missing"])
def rename_an_incident(scene):
    scene.branch.commit({OTHER: scene.text, PATH: None}, at=AT)


@attack("12", ["sig-differs"], ["record-rewritten", "sig-differs"], seal=["seal-record-changed"])
def rewrite_the_time_of_a_decision(scene):
    scene.write(scene.text.replace("2026-11-09 10:00", "2026-11-09 09:50"))


@attack("13", (), ["record-rewritten"], seal=["seal-record-changed"])
def rewrite_the_last_note(scene):
    scene.write(scene.text.replace("补充情况", "没有情况"))


@attack("14", (), ["record-rewritten"], seal=["seal-record-changed"])
def remove_the_last_note(scene):
    scene.write(last_entry(scene.text)[0])


@attack("15", ["sig-differs"], ["record-rewritten", "sig-differs"], seal=["seal-record-changed"])
def change_the_title(scene):
    scene.write(scene.text.replace("title: 标题", "title: 别题"))


def a_day_later(scene, old, new):
    """A second roster on the next day, approved by two, changed so; what follows is judged."""
    text = scene.branch.text(ROSTER).replace("version: 1\n", "version: 2\n", 1)
    assert old in text
    signers = (("徐刚", "xu.gang"), ("王强", "wang.qiang"))
    second_roster(scene, text.replace(old, new, 1), *signers, at="2026-11-10 09:00")
    scene.old, scene.now = scene.branch.tip, "2026-11-10 10:41"


def out_of_office(scene):
    a_day_later(scene, "- name: 陈立\n", "- name: 陈立\n  until: 2026-11-09\n")


def second_roster(scene, text, *signers, at="2026-11-09 10:24", **more):
    rows = [
        assent("roster", "2", {SECOND: text}, each, roster=1, at=at, signers=signer)
        for each in signers
    ]
    files = {SECOND: text, "plan/approvals/roster-0002.yml": "approvals:\n" + "".join(rows)}
    scene.branch.commit({**(files if rows else {SECOND: text}), **more}, at=at)


NEWCOMER = "- name: 新人\n  key: xin.ren\n  unit: 研究室\n  roles: [小组成员, 组长]\n- name: 李娜\n"


def with_newcomer(scene):
    text = scene.branch.text(ROSTER).replace("version: 1\n", "version: 2\n", 1)
    newcomer = NEWCOMER.replace("  unit", f"  keys:\n  - key: {signer('xin.ren').key}\n  unit", 1)
    return text.replace("- name: 李娜\n", newcomer, 1)


RELEASE = (verified("10:22"), drafted("10:25"))


@attack("20", ["move-not-allowed"], ["move-not-allowed"])
def go_on_with_too_few_approvals(scene):
    scene.open_other([*until_handling("特别重大")[:-1], moved("10:20", "后期处置")])


@attack("21", ["move-not-allowed", "approver-twice"], ["move-not-allowed", "approver-twice"])
def go_on_with_one_approval_given_twice(scene):
    *told, go, first, _ = until_handling("特别重大")
    scene.open_other([*told, go, first, signed("10:12", go), moved("10:20", "后期处置")])


@attack("22", ["sig-differs"], ["record-rewritten", "sig-differs"], seal=["seal-record-changed"])
def edit_a_decision_after_its_approval(scene):
    scene.write(scene.text.replace("正面回应", "线下处置"))


@attack("23", ["approver-is-author"], ["approver-is-author"])
def approve_ones_own(scene):
    own = regraded("10:25", "重大", by="陈立")
    scene.append(own, signed("10:26", own))


@attack("24", ["sig-other-key"], ["sig-other-key"])
def put_anothers_name_to_a_signature(scene):
    *told, go, first, _ = until_handling("特别重大")
    second = signed("10:12", go, by="徐刚")
    scene.open_other([*told, go, first, second], xu_gang="wang.qiang")


@attack("25", ["sig-other-key"], ["sig-other-key"])
def sign_with_an_outsiders_key(scene):
    scene.append(*RELEASE, signed("10:26", RELEASE[1]), chen_li="outsider")


@attack("26", (), ["approval-roster-old", "approver-gone"])
def a_leaver_approves_with_an_earlier_date(scene):
    out_of_office(scene)
    scene.append(*RELEASE, signed("10:26", RELEASE[1]), at="2026-11-10 10:40")


@attack("27", ["approver-without-role"], ["approver-without-role", "approver-gone"])
def a_leaver_approves_with_an_honest_date(scene):
    out_of_office(scene)
    late = signed("+1 10:26", RELEASE[1], roster="2")
    scene.append(*RELEASE, late, at="2026-11-10 10:40")


@attack("28", ["approver-without-role"], ["approver-without-role"])
def approve_without_the_role(scene):
    scene.append(*RELEASE, signed("10:26", RELEASE[1], by="张伟"))


@attack("29", ["sig-differs"], ["sig-differs"])
def replay_approvals_in_another_incident(scene):
    scene.branch.commit({OTHER: scene.text.replace("20261109-4mq2", "20261109-7kq4")}, at=AT)


@attack("30", ["move-not-allowed"], ["move-not-allowed"])
def skip_a_stage(scene):
    scene.append(moved("10:35", "归档", reason="办结"))


@attack("31", ["move-not-allowed"], ["move-not-allowed"])
def lower_the_level_without_approval_and_use_it(scene):
    *told, go, first, _ = until_handling("特别重大")
    lower = regraded("09:50", "一般")
    scene.open_other([*told, lower, go, first, moved("10:20", "后期处置")])


@attack(
    "40",
    ["sig-differs"],
    ["change-mixed", "governance-rewritten"],
    ["change-mixed", "governance-rewritten", "sig-differs"],
)
def relax_the_plan_and_use_it(scene):
    note = last_entry(scene.text)[1].replace("10:20", "10:30")
    scene.branch.commit({PLAN: relaxed(scene), PATH: scene.text + note}, at=AT)


def relaxed(scene):
    """The plan with a shorter list of approvers."""
    old = "limit: 10 min"
    text = scene.branch.text(PLAN)
    assert old in text
    return text.replace(old, "limit: 90 min", 1)


@attack("41", ["sig-differs"], ["governance-rewritten"], ["governance-rewritten", "sig-differs"])
def relax_the_plan_alone(scene):
    scene.branch.commit({PLAN: relaxed(scene)}, at=AT)


@attack("42", (), ["mandate-few"])
def bring_a_plan_version_nobody_approved(scene):
    text = scene.branch.text(PLAN).replace("2022-08-05", "2026-11-09")
    scene.branch.commit({"plan/2026-11-09/plan.yml": text}, at=AT)


@attack("43", ["mandate-few"], ["mandate-few"])
def add_a_person_without_approval(scene):
    second_roster(scene, with_newcomer(scene))


@attack("44", ["mandate-few", "mandate-stranger"], ["mandate-few", "mandate-stranger"])
def let_the_newcomer_approve_the_roster(scene):
    second_roster(scene, with_newcomer(scene), ("陈立", "chen.li"), ("新人", "xin.ren"))


@attack("46", ["mandate-few"], ["mandate-few", "change-mixed"])
def add_an_approver_and_use_him(scene):
    note = last_entry(scene.text)[1].replace("10:20", "10:30").replace("张伟", "新人")
    second_roster(scene, with_newcomer(scene), **{PATH: scene.text + note})


@attack("47", (), ["program-changed"])
def patch_the_pipeline(scene):
    scene.branch.commit({".github/workflows/check.yml": "on: push\n"}, at=AT)


@attack("50", ["time-future"], ["time-future", "entry-after-record"])
def claim_a_time_still_to_come(scene):
    scene.append(noted("10:50"))


@attack(
    "51",
    ["late-without-reason"],
    ["late-without-reason", "entry-recorded-late"],
    ["late-without-reason"],
)
def claim_a_time_long_past(scene):
    scene.append(noted("08:30"))


@attack("52", (), ["commit-before-tip"])
def commit_by_a_slow_clock(scene):
    scene.append(noted("10:05", late="补记"), at="2026-11-09 10:10")


@attack("53", (), ["entry-recorded-late"], ())
def report_in_five_minutes_what_was_found_hours_ago(scene):
    scene.open_other([found("05:00"), reported("05:05", stage="快报事实")])


@attack("54", ["file-stranger"], ["path-unknown"])
def the_same_id_in_other_letters(scene):
    scene.branch.commit({PATH.replace("4mq2", "4MQ2"): scene.text}, at=AT)


@attack("57", ["sig-differs"], ["sig-differs"])
def an_approval_overtaken_by_a_change_of_level(scene):
    told = [*until_handling("特别重大"), noted("10:20"), *RELEASE]
    early = incident(scene.root, [*told, signed("10:35", RELEASE[1])])
    lower = regraded("10:27", "重大")
    signs = (signed("10:28", lower), signed("10:29", lower, by="王强"))
    late = incident(scene.root, [*told, lower, *signs])
    scene.write(late + last_entry(early)[1])


@attack("60")
def forge_the_commits_author(scene):
    scene.branch.put({PATH: scene.text + last_entry(scene.text)[1].replace("10:20", "10:30")})
    scene.branch.git("commit", "-qam", "x", "--author", "主任 <x@taizhang.invalid>", at=AT)


@attack("61")
def file_a_note_under_a_colleagues_name(scene):
    scene.append(noted("10:30", by="李娜"))


@attack(
    "70",
    (),
    ["branch-set-back", "record-deleted"],
    (),
    ["seal-not-on-chain", "seal-record-missing"],
)
def force_the_branch_back(scene):
    scene.branch.git("reset", "-q", "--hard", "HEAD~1")


@attack(
    "71",
    (),
    ["branch-not-continued", "record-rewritten"],
    (),
    ["seal-not-on-chain", "seal-record-changed"],
)
def force_the_branch_back_and_go_on_from_there(scene):
    text = incident(scene.root, until_handling())
    scene.branch.git("reset", "-q", "--hard", "HEAD~1")
    scene.branch.commit({PATH: text}, at=AT)


@attack("72", (), ["branch-not-continued"], (), ["seal-not-on-chain", "seal-genesis-differs"])
def replace_all_history(scene):
    tree = scene.branch.git("rev-parse", "HEAD^{tree}")
    scene.branch.git(
        "reset", "-q", "--hard", scene.branch.git("commit-tree", tree, "-m", "anew", at=AT)
    )


@attack("73")
def close_a_key_with_approval(scene):
    out_of_office(scene)


@attack("74", (), ["approval-key-closed", "approval-roster-old"])
def use_a_key_after_it_was_closed(scene):
    line = f"  - key: {signer('chen.li').key}\n"
    a_day_later(scene, line, f"{line}    until: 2026-11-09\n")
    scene.append(*RELEASE, signed("10:26", RELEASE[1]), at="2026-11-10 10:40")


@attack(
    "75",
    (),
    ["branch-not-continued", "record-rewritten"],
    (),
    ["seal-not-on-chain", "seal-record-changed"],
)
def change_sides_in_a_merge(scene):
    branch = scene.branch
    before = branch.git("rev-parse", "HEAD~1")
    branch.git("switch", "-qc", "side", before)
    branch.commit({PATH: last_entry(scene_text(scene))[0]}, at=AT)
    branch.git("merge", "-q", "-s", "ours", "-m", "merge", scene.old, at=AT)


def scene_text(scene):
    return scene.branch.git("show", f"{scene.old}:{PATH}") + "\n"


@attack("76", (), (), ["approval-doubtful"], ["sig-other-key"])
def find_out_that_a_key_was_lost(scene):
    line = f"  - key: {signer('wang.qiang').key}\n"
    text = scene.branch.text(ROSTER).replace("version: 1\n", "version: 2\n", 1)
    text = text.replace(line, f"{line}    compromised_since: 2026-11-09 10:15\n")
    second_roster(scene, text, ("陈立", "chen.li"), ("徐刚", "xu.gang"))


@attack("77")
def steal_the_keys_that_are_asked_for(scene):
    scene.append(*RELEASE, signed("10:31", RELEASE[1]))


# What of 80 is text to be shown, tests/site and tests/pages hold: it is escaped wherever it stands.
@attack("80", (), ["mode-not-plain"])
def put_a_link(scene):
    scene.branch.mode(OTHER, "120000", b"/etc/passwd")
    scene.branch.record(at=AT)


@attack("81", ["yaml-alias"], ["yaml-alias"])
def put_a_bomb(scene):
    scene.branch.commit({OTHER: "id: &a [x]\ntitle: [*a, *a]\n"}, at=AT)


def test_58_a_key_closed_meanwhile_is_seen_from_the_current_tip_alone(scene):
    branch = scene.branch
    branch.git("switch", "-qc", "side")
    scene.append(*RELEASE, signed("10:31", RELEASE[1]))
    assert (scene.tree(), scene.range()) == (set(), set())
    branch.git("switch", "-q", "main")
    line = f"  - key: {signer('chen.li').key}\n"
    a_day_later(scene, line, f"{line}    until: 2026-11-09\n")
    branch.git("merge", "-q", "--no-ff", "-m", "merge", "side", at="2026-11-10 10:40")
    caught = {"approval-key-closed", "approval-roster-old"}
    assert (scene.tree(), scene.range(), scene.history()) == (set(), caught, caught)


def doubted(scene):
    """Lines of the record in which an approval is told as doubtful."""
    report = check_history(open_repository(scene.root), scene.branch.tip, moment(scene.now))
    return [each.line for each in report.findings if each.code == "approval-doubtful"]


def test_a_doubt_ends_when_what_was_approved_is_void(scene):
    assert doubted(scene) == []
    find_out_that_a_key_was_lost(scene)
    # Told though all of it was found sound before: the plan begun, and the handling decided on.
    first, second = doubted(scene)
    go = next(each for each in reversed(until_handling("特别重大")) if each["kind"] == "决定")
    void = voided("10:30", go)
    scene.append(void, at="2026-11-09 10:33")
    assert doubted(scene) == [first, second]
    scene.append(signed("10:35", void, roster="2"), at="2026-11-09 10:36")
    assert doubted(scene) == [first]
    anew = decided("10:37", "正面回应", stage="应急处置")
    signs = [("10:38", "陈立"), ("10:39", "徐刚")]
    scene.append(anew, *(signed(at, anew, by=by, roster="2") for at, by in signs))
    assert doubted(scene) == [first]
    assert scene.tree() == set()


def codes(scene):
    return scene.tree(), scene.range(), scene.history(), scene.sealed()


@pytest.mark.parametrize("row", ATTACKS)
def test_each_layer_catches_what_it_can_and_no_more(scene, row):
    act, *expected = ATTACKS[row]
    act(scene)
    got = codes(scene)
    layers = ("tree", "range", "history", "seal")
    wrong = {
        layer: (sorted(want), sorted(have))
        for layer, want, have in zip(layers, expected, got, strict=True)
        if not want <= have or bool(want) != bool(have)
    }
    assert wrong == {}
