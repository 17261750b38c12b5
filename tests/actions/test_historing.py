"""A whole history judged: each step by itself, remembered up to where it was sound."""

from __future__ import annotations

import shutil

import pytest
from tests.branches import BEGUN, INCIDENT, OTHER, Branch, moment, note
from tests.ledgers import git, models

from taizhang.actions.historing import Walk, check_history
from taizhang.actions.recollecting import VERIFIED, recall
from taizhang.actions.regime import Regimes
from taizhang.actions.skimming import Skim
from taizhang.errors import EnvironmentProblem
from taizhang.store.git.repository import open_repository
from taizhang.store.git.steps import steps
from taizhang.store.tails import tails

__all__ = ["models"]


@pytest.fixture
def branch(models, tmp_path):
    root = tmp_path / "ledger"
    shutil.copytree(models["real"], root)
    made = Branch(root)
    made.commit({INCIDENT: BEGUN}, at="2026-11-09 09:14")
    return made


def told(branch, now="2026-11-09 09:31", **more):
    repo = open_repository(branch.root)
    return check_history(repo, branch.tip, moment(now), **more).findings


def errors(branch, **more):
    return {each.code for each in told(branch, **more) if each.severity.value == "error"}


def test_a_sound_history_is_remembered_and_gone_on_from(branch):
    assert errors(branch) == set()
    assert recall(open_repository(branch.root)) == branch.tip
    branch.commit({INCIDENT: BEGUN + note()})
    assert errors(branch) == set()
    assert recall(open_repository(branch.root)) == branch.tip


def test_what_is_remembered_is_not_judged_again_but_when_asked(branch):
    branch.commit({INCIDENT: BEGUN.replace("四百", "四千")})
    branch.git("update-ref", VERIFIED, branch.tip)
    assert errors(branch) == set()
    assert errors(branch, fresh=True) == {"record-rewritten"}


def test_a_fault_is_placed_in_its_commit_and_nothing_is_remembered(branch):
    bad = branch.commit({INCIDENT: BEGUN.replace("四百", "四千")})
    branch.commit({INCIDENT: BEGUN})
    found = [each for each in told(branch) if each.code == "record-rewritten"]
    assert [(each.path, each.line) for each in found] == [
        (f"{bad[:10]}:{INCIDENT}", 18),
        (f"{branch.tip[:10]}:{INCIDENT}", 18),
    ]
    assert recall(open_repository(branch.root)) is None


def test_a_branch_set_back_is_told_loudly_until_it_is_explained(branch):
    branch.commit({INCIDENT: BEGUN + note()})
    assert errors(branch) == set()
    branch.git("reset", "-q", "--hard", "HEAD~1")
    for _ in range(2):
        assert errors(branch) == {"history-rewritten"}
    branch.git("update-ref", "-d", VERIFIED)
    assert errors(branch) == set()


def test_a_merge_that_changes_sides_is_told(branch):
    start = branch.tip
    branch.commit({INCIDENT: BEGUN + note()})
    assert errors(branch) == set()
    old = branch.tip
    branch.git("switch", "-qc", "side", start)
    branch.commit({OTHER: BEGUN.replace("4mq2", "7kq4")})
    branch.git("merge", "-q", "-s", "ours", "-m", "merge", old)
    assert errors(branch) == {"history-rewritten"}


@pytest.mark.parametrize(
    "way", ["--no-ff", "--squash", "--ff-only"], ids=["merge", "squash", "fast-forward"]
)
def test_however_a_branch_is_merged_the_verdict_is_the_same(branch, way):
    old = branch.tip
    branch.git("switch", "-qc", "side")
    branch.commit({INCIDENT: BEGUN + note()}, at="2026-11-09 09:26")
    branch.git("switch", "-q", "main")
    branch.git("merge", "-q", way, "side")
    if way == "--squash":
        branch.git("commit", "-qm", "merge")
    assert branch.codes(old) == set()
    assert errors(branch) == set()


def test_an_entry_written_otherwise_is_read_the_long_way(branch):
    branch.commit({INCIDENT: BEGUN + note().replace("- at: ", "- at:  ").replace("25", "59")})
    assert errors(branch) == {"entry-after-record", "time-future"}
    branch.git("reset", "-q", "--hard", "HEAD~1")
    odd = "- kind: 说明\n  by: 张伟\n  text: 平稳\n  at: 2026-11-09 09:59\n"
    branch.commit({INCIDENT: BEGUN + odd})
    assert errors(branch) == {"entry-after-record", "time-future"}


class Closely(Walk):
    """The same pass with every step looked at closely."""

    def _odd(self, run, last):
        return range(len(run))


ENTRY = note("2026-11-09 09:26")
ASSENT = """\
- at: 2026-11-09 09:27
  by: 陈立
  kind: 审批
  entry: 2026-11-09 09:12 发现
  as: 小组成员
  roster: 1
  verdict: 同意
"""
GROWTHS = {
    "in order": [note(), ENTRY, ASSENT],
    "an approval by nobody": [note(), ASSENT.replace("陈立", "某人")],
    "an approval by an old roster": [ASSENT.replace("roster: 1", "roster: 0"), note()],
    "an approval in other words": [ASSENT.replace("roster: 1", 'roster: "0"'), note()],
    "two lines for one": [ASSENT.replace("as: 小组成员", '"as": "小\n  roster: 1"'), note()],
    "an entry in two steps": [note()[:-20], note()[-20:], ENTRY],
    "a field put later": [note(), "  late: 补记\n", ENTRY],
    "a comment between": [note(), "# 注\n", ENTRY],
    "no line end": [note().rstrip(), "\n" + ENTRY],
    "a time to come": [note("2026-11-09 09:50"), ENTRY],
    "a time to come, otherwise": [note().replace("- at: ", "- at:  ").replace("25", "50")],
    "a name in quotes": [note("2026-11-09 09:50").replace("张伟", '"张\n  kind: 说明"'), ENTRY],
    "lines of another system": [note().replace("\n", "\r\n"), ENTRY],
    "bytes that are no text": [note().encode() + b"  late: \xff\n", ENTRY],
}


@pytest.mark.parametrize("growth", GROWTHS.values(), ids=GROWTHS)
def test_what_is_skimmed_is_what_a_close_look_passes(branch, growth):
    data = BEGUN.encode()
    for number, more in enumerate(growth):
        data += more if isinstance(more, bytes) else more.encode()
        branch.commit({INCIDENT: data}, at=f"2026-11-09 09:{30 + number}")
    repo = open_repository(branch.root)
    walks = [kind(repo, None, branch.tip, moment("2026-11-09 09:40")) for kind in (Walk, Closely)]
    skimmed, close = ([(each.code, each.path) for each in walk.findings()] for walk in walks)
    assert skimmed == close


def test_what_is_in_order_is_skimmed(branch):
    before = branch.tip
    for number in range(3):
        more = "".join(note(f"2026-11-09 09:2{each}") for each in range(number + 1))
        branch.commit({INCIDENT: BEGUN + more})
    repo = open_repository(branch.root)
    regime = Regimes(repo).at(before)
    run = tuple(steps(repo, before, branch.tip))
    assert Skim(repo, regime, regime, moment("2026-11-09 09:31")).odd(run, None) == []
    assert Skim(repo, regime, regime, moment("2026-11-09 09:24")).odd(run, None) == [0, 1, 2]


def test_a_part_of_a_history_cannot_be_judged(branch, tmp_path):
    place = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{branch.root}", str(place))
    with pytest.raises(EnvironmentProblem) as told_so:
        errors(Branch(place))
    assert told_so.value.code == "history-shallow"


def test_the_command_judges_the_whole_history(branch, taizhang):
    now = ("--now", "2026-11-09 09:31")
    assert taizhang("check", "--history", *now, cwd=branch.root).code == 0
    branch.commit({INCIDENT: None})
    done = taizhang("check", "--history", *now, cwd=branch.root)
    assert (done.code, "record-deleted" in done.out) == (1, True)
    assert taizhang("check", "--history", INCIDENT, cwd=branch.root).code == 2


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (b"", BEGUN.encode(), [(0, "发现"), (1, "报告")]),
        (BEGUN.encode(), (BEGUN + note()).encode(), [(2, "说明")]),
        (BEGUN.encode(), (BEGUN + "# 注\n\n" + note()).encode(), [(2, "说明")]),
        (BEGUN.encode(), BEGUN.encode(), []),
        (b"", b"id: x\n", None),
        (BEGUN.encode(), (BEGUN + '- at: "2026-11-09 09:25"\n').encode(), None),
    ],
    ids=["all", "one", "after a comment", "nothing", "no timeline", "written otherwise"],
)
def test_entries_are_found_in_what_was_added(old, new, found):
    got = tails(old, new)
    assert (None if got is None else [(each.number, each.kind) for each in got]) == found
