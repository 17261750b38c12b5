"""Versions of roster and plan: kept as they are, and approved by those before them."""

from __future__ import annotations

import shutil

import pytest
from tests.branches import BEGUN, INCIDENT, Branch, assent, keyed
from tests.ledgers import models

from taizhang.actions.regime import Regimes
from taizhang.actions.rooting import root_of
from taizhang.model.findings import Severity
from taizhang.store.git.repository import open_repository

__all__ = ["models"]

FIRST, SECOND = "plan/roster/0001.yml", "plan/roster/0002.yml"
YES = "plan/approvals/roster-0002.yml"
PLAN = "plan/2022-08-05/plan.yml"
NEXT = "plan/2026-11-09/plan.yml"
TWO = "administrators: {roles: [小组成员, 组长], threshold: 2}\npersons:\n"
CHEN, XU, WANG = ("陈立", "chen.li"), ("徐刚", "xu.gang"), ("王强", "wang.qiang")


@pytest.fixture(scope="session")
def keyed_model(models, tmp_path_factory):
    """A real ledger whose first roster has three administrators with keys; two must approve."""
    root = tmp_path_factory.mktemp("keyed") / "ledger"
    shutil.copytree(models["real"], root)
    branch = Branch(root)
    text = branch.text(FIRST).replace("persons:\n", TWO, 1)
    branch.put({FIRST: keyed(text, "chen.li", "xu.gang", "wang.qiang", "li.na")})
    branch.git("add", "-A")
    branch.git("commit", "-q", "--amend", "-m", "begin", at="2026-11-01 09:00")
    return root


@pytest.fixture
def branch(keyed_model, tmp_path):
    root = tmp_path / "ledger"
    shutil.copytree(keyed_model, root)
    return Branch(root)


@pytest.fixture
def plain(models, tmp_path):
    """A ledger in whose roster nobody has a key."""
    root = tmp_path / "plain"
    shutil.copytree(models["real"], root)
    return Branch(root)


def second(branch, *changes):
    text = branch.text(FIRST).replace("version: 1\n", "version: 2\n", 1)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


NEWCOMER = (
    "- name: 李娜\n",
    "- name: 新人\n  key: xin.ren\n  unit: 研究室\n  roles: [小组成员]\n- name: 李娜\n",
)


def signed(text, *signers, roster=1, **more):
    rows = (assent("roster", "2", {SECOND: text}, each, roster=roster, **more) for each in signers)
    return "approvals:\n" + "".join(rows) if signers else "approvals: []\n"


def codes(branch, text, approvals):
    old = branch.tip
    files = {SECOND: text} if approvals is None else {SECOND: text, YES: approvals}
    branch.commit(files)
    return branch.codes(old)


def test_a_roster_approved_by_two_of_the_one_before_is_taken(branch):
    text = second(branch, NEWCOMER)
    assert codes(branch, text, signed(text, CHEN, XU)) == set()


def test_a_third_may_approve_too(branch):
    text = second(branch, NEWCOMER)
    assert codes(branch, text, signed(text, CHEN, XU, WANG)) == set()


@pytest.mark.parametrize(
    ("signers", "more", "found"),
    [
        ((), {}, {"mandate-few"}),
        ((CHEN,), {}, {"mandate-few"}),
        ((CHEN, CHEN), {}, {"mandate-few", "mandate-twice"}),
        ((CHEN, ("李娜", "li.na")), {}, {"mandate-few", "mandate-stranger"}),
        ((CHEN, ("新人", "xin.ren")), {}, {"mandate-few", "mandate-stranger"}),
        ((CHEN, ("郑洁", "zheng.jie")), {}, {"mandate-few", "mandate-stranger"}),
        ((CHEN, XU), {"signed_by": "chen.li"}, {"mandate-few", "sig-other-key"}),
        ((CHEN, XU), {"ledger": "other"}, {"mandate-few", "sig-differs"}),
        ((CHEN, XU), {"roster": 2}, {"mandate-few", "mandate-roster"}),
        ((CHEN, XU), {"at": "2026-11-09 09:37"}, {"mandate-few", "mandate-in-future"}),
    ],
    ids=[
        "nobody", "one", "one twice", "no administrator", "the newcomer", "without a key",
        "another's key", "another ledger", "its own roster", "in the future",
    ],
)  # fmt: skip
def test_a_roster_not_approved_by_enough_is_refused(branch, signers, more, found):
    text = second(branch, (NEWCOMER[0], keyed(NEWCOMER[1], "xin.ren")))
    assert codes(branch, text, signed(text, *signers, **more)) == found


def test_a_roster_without_any_approval_is_refused(branch):
    assert codes(branch, second(branch, NEWCOMER), None) == {"mandate-few"}


@pytest.mark.parametrize(
    ("order", "code"),
    [((SECOND, YES), "mandate-later"), ((YES, SECOND), "mandate-early")],
    ids=["version first", "approvals first"],
)
def test_version_and_approvals_in_two_steps_are_refused_and_the_fix_helps(branch, order, code):
    old = branch.tip
    text = second(branch)
    files = {SECOND: text, YES: signed(text, CHEN, XU)}
    for path in order:
        branch.commit({path: files[path]})
    (finding,) = branch.report(old).findings
    assert finding.code == code
    assert finding.values["old"] == old[:10]
    branch.git("branch", "xinban")
    branch.git("reset", "-q", "--hard", old[:10])
    branch.git("merge", "-q", "--no-ff", "xinban")
    assert branch.codes(old) == set()


def test_approvals_that_never_come_are_not_promised(branch):
    old = branch.tip
    branch.commit({SECOND: second(branch)})
    branch.commit({INCIDENT: BEGUN})
    assert "mandate-few" in branch.codes(old)


def test_a_roster_changed_after_its_approval_is_refused(branch):
    text = second(branch, NEWCOMER)
    approvals = signed(text, CHEN, XU)
    found = codes(branch, text.replace("unit: 研究室", "unit: 宣传信息科", 1), approvals)
    assert found == {"mandate-few", "sig-differs"}


def test_a_key_must_be_open_on_the_day_the_version_enters(keyed_model, tmp_path):
    root = tmp_path / "ledger"
    shutil.copytree(keyed_model, root)
    branch = Branch(root)
    text = branch.text(FIRST)
    for key in ("xu.gang", "wang.qiang"):
        line = next(
            each
            for each in text.splitlines()
            if keyed(f"  key: {key}\n", key).splitlines()[2] == each
        )
        text = text.replace(line, f"{line}\n    until: 2026-11-08")
    branch.put({FIRST: text})
    branch.git("add", "-A")
    branch.git("commit", "-q", "--amend", "-m", "begin", at="2026-11-01 09:00")
    new = second(branch, NEWCOMER)
    found = codes(branch, new, signed(new, CHEN, XU, at="2026-11-08 10:00"))
    assert found == {"mandate-few", "mandate-stranger", "administrators-few"}


def test_versions_follow_one_by_one(branch):
    text = second(branch, NEWCOMER).replace("version: 2\n", "version: 3\n")
    old = branch.tip
    branch.commit({"plan/roster/0003.yml": text})
    assert branch.codes(old) == {"roster-gap", "mandate-few"}


def test_a_roster_that_nobody_could_follow_is_refused(branch):
    text = second(branch, ("threshold: 2", "threshold: 4"))
    assert codes(branch, text, signed(text, CHEN, XU)) == {"administrators-few"}


def test_a_role_nobody_holds_cannot_administer(branch):
    text = second(branch, ("[小组成员, 组长]", "[无此职务]"))
    assert codes(branch, text, signed(text, CHEN, XU)) == {"setting-value"}


def test_two_versions_in_one_change_rest_on_each_other(branch):
    text = second(branch, NEWCOMER)
    third = text.replace("version: 2\n", "version: 3\n")
    rows = [
        assent("roster", "3", {"plan/roster/0003.yml": third}, each, roster=2)
        for each in (CHEN, XU)
    ]
    old = branch.tip
    files = {SECOND: text, YES: signed(text, CHEN, XU), "plan/roster/0003.yml": third}
    branch.commit({**files, "plan/approvals/roster-0003.yml": "approvals:\n" + "".join(rows)})
    assert branch.codes(old) == set()


def test_while_nobody_has_a_key_that_is_told_and_not_refused(plain):
    text = second(plain, NEWCOMER)
    old = plain.tip
    plain.commit({SECOND: keyed(text, "chen.li", "xu.gang")})
    found = plain.report(old).findings
    assert [(each.code, each.severity) for each in found] == [
        ("mandate-unsigned", Severity.WARNING)
    ]


@pytest.mark.parametrize("path", [FIRST, PLAN, "plan/2022-08-05/index.md"])
def test_a_recorded_version_stays_as_it_is(branch, path):
    old = branch.tip
    branch.commit({path: branch.text(path) + "\n"})
    assert branch.codes(old) == {"governance-rewritten"}
    branch.git("reset", "-q", "--hard", old)
    branch.commit({path: None})
    assert "governance-deleted" in branch.codes(old)


def test_nothing_is_added_to_a_recorded_version(branch):
    old = branch.tip
    branch.commit({"plan/2022-08-05/more.md": "# 补充\n"})
    assert branch.codes(old) == {"governance-rewritten"}


def next_plan(branch, *, proposal=False):
    text = branch.text(PLAN).replace("2022-08-05", "2026-11-09")
    return f"proposal: 是\n{text}" if proposal else text


def plan_signed(files, *signers):
    rows = (assent("plan", "2026-11-09", files, each, roster=1) for each in signers)
    return "approvals:\n" + "".join(rows)


def test_a_plan_version_is_approved_like_a_roster(branch):
    old = branch.tip
    files = {NEXT: next_plan(branch), "plan/2026-11-09/index.md": "# 预案\n"}
    branch.commit(files)
    assert branch.codes(old) == {"mandate-few"}
    branch.commit({"plan/approvals/plan-2026-11-09.yml": plan_signed(files, CHEN, WANG)})
    squashed = branch.git("commit-tree", f"{branch.tip}^{{tree}}", "-p", old, "-m", "all")
    assert branch.codes(old, squashed) == set()


def test_a_proposal_needs_no_approval_until_it_comes_into_force(branch):
    branch.commit({NEXT: next_plan(branch, proposal=True)})
    old = branch.tip
    branch.commit({NEXT: next_plan(branch, proposal=True).replace("一般", "普通")})
    assert branch.codes(old) == set()
    branch.git("reset", "-q", "--hard", old)
    branch.commit({NEXT: next_plan(branch)})
    assert branch.codes(old) == {"mandate-few"}


def test_approvals_of_nothing_are_refused(branch):
    old = branch.tip
    branch.commit({"plan/approvals/roster-0009.yml": "approvals: []\n"})
    assert branch.codes(old) == {"mandate-of-nothing"}


def test_the_office_only_adds_to_what_it_keeps(branch):
    path = "plan/office/accounts.yml"
    text = branch.text(path)
    old = branch.tip
    branch.commit(
        {path: text + "- name: 新号\n  channel: 微信\n  unit: 研究室\n  from: 2026-11-09\n"}
    )
    assert branch.codes(old) == set()
    branch.git("reset", "-q", "--hard", old)
    branch.commit({path: text.replace("南充人大网", "别的网", 1)})
    assert branch.codes(old) == {"office-rewritten"}
    branch.git("reset", "-q", "--hard", old)
    branch.commit({path: None})
    assert "governance-deleted" in branch.codes(old)


@pytest.mark.parametrize("change", [("drill: 否", "drill: 是"), ("id: nan", "id: xnan")])
def test_a_ledger_stays_the_ledger_it_is(branch, change):
    path = "plan/office/ledger.yml"
    old = branch.tip
    branch.commit({path: branch.text(path).replace(*change)})
    assert branch.codes(old) == {"ledger-renamed"}


@pytest.mark.parametrize("path", [".github/workflows/check.yml", ".gitattributes", "tests/x.py"])
def test_a_change_of_the_checker_is_told(branch, path):
    old = branch.tip
    branch.commit({path: "x\n"})
    found = branch.report(old).findings
    assert [(each.code, each.severity, each.path) for each in found] == [
        ("program-changed", Severity.WARNING, path)
    ]


def test_faults_of_form_are_told_with_their_place(branch):
    old = branch.tip
    branch.commit({SECOND: "version: 2\nfrom: 2026-11-09\npersons: 无\n"})
    found = [(each.code, each.path, each.line) for each in branch.report(old).findings]
    assert found == [("setting-not-list", SECOND, 3)]


def pin_of(branch):
    repo = open_repository(branch.root)
    return root_of(repo, branch.tip, Regimes(repo).at(branch.tip))


def test_what_rests_on_the_root_of_trust_is_taken(branch):
    pin = pin_of(branch).text
    text = second(branch, NEWCOMER)
    old = branch.tip
    branch.commit({SECOND: text, YES: signed(text, CHEN, XU)})
    assert {each.code for each in branch.report(old, pin=pin).findings} == set()
    assert pin_of(branch).text == pin


def test_another_roster_or_another_history_is_not(branch):
    pin = pin_of(branch)
    old = branch.tip
    branch.git("commit", "-q", "--amend", "-m", "anew")
    found = {each.code for each in branch.report(None, pin=pin.text).findings}
    assert found == {"pin-genesis-differs"}
    branch.git("reset", "-q", "--hard", old)
    branch.put({FIRST: branch.text(FIRST).replace("threshold: 2", "threshold: 1")})
    branch.git("commit", "-qam", "anew", "--amend")
    found = {each.code for each in branch.report(None, pin=pin.text).findings}
    assert found == {"pin-genesis-differs", "pin-roster-differs"}


def test_a_chain_of_rosters_is_followed_from_the_root(branch):
    pin = pin_of(branch)
    branch.put({SECOND: second(branch, NEWCOMER)})
    branch.git("add", "-A")
    branch.git("commit", "-q", "--amend", "-m", "anew")
    found = {each.code for each in branch.report(None, pin=pin.text).findings}
    assert found == {"pin-genesis-differs", "mandate-few"}
