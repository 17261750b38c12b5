"""Three written histories: how they fold, and that no way of merging them changes the fold."""

from __future__ import annotations

import os
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from tests.ledgers import build, commit
from tests.rules.builders import codes, effects, shipped, worded
from tests.signing import keyed_law, sealed

from taizhang.actions.submitting import submit
from taizhang.errors import Refused
from taizhang.model.findings import Severity
from taizhang.rules.fold import fold
from taizhang.rules.reading import read_incident
from taizhang.store.emit import blocks, entry_block
from taizhang.store.git.repository import open_repository
from taizhang.store.sshsig import why_not
from taizhang.store.strict import read

HISTORIES = Path(__file__).resolve().parent / "histories"
NAMES = ("ordinary", "regrade", "urgent")
KEYED = keyed_law(shipped())
NOW = datetime.fromisoformat("2026-12-31T12:00:00+08:00")


def folded(data, law=None):
    law = law or shipped()
    incident, findings = read_incident(read(data), law.plan, law.persons)
    assert findings == ()
    assert incident is not None
    done = fold(incident, law.plan, law.rosters, law.office, why_not)
    worded(done.findings)
    return done


def history(name):
    return (HISTORIES / f"{name}.yml").read_bytes()


# How they fold


def test_an_ordinary_case_with_a_return_and_a_corrected_time():
    done = folded(history("ordinary"))
    assert done.state.stage == "归档"
    assert codes(done) == []
    assert {effects(done)[number] for number in range(len(done.state.acts)) if number != 9} == {
        "生效"
    }
    assert effects(done)[9] == "已退回"
    assert done.state.acts[1].entry.at_text == "2026-11-03 09:13"


def test_a_regrade_while_approvals_wait():
    done = folded(history("regrade"))
    assert (done.state.stage, done.state.level) == ("应急处置", "重大")
    assert codes(done, Severity.ERROR) == []
    assert [each.name for each in done.state.moments] == ["升级", "降级"]
    draft = done.state.acts[10]
    assert (draft.effect.value, draft.line.code) == ("生效", "release-approval-highest")
    last = done.state.acts[21]
    assert last.written.name == "2026-09-21 16:00 决定"
    assert (last.effect.value, last.line.code) == ("生效", "decision-approval")
    assert [(each.person, each.counts, each.why) for each in last.approvals] == [
        ("陈立", False, "approval-overtaken"),
        ("王强", True, ""),
    ]


def test_an_urgent_release_signed_later():
    done = folded(history("urgent"))
    assert done.state.stage == "后期处置"
    assert codes(done, Severity.ERROR) == []
    assert done.state.unratified == ()
    urgent = [act for act in done.state.acts if act.entry.has("urgent")]
    assert [act.took_effect for act in urgent] == [act.entry.number for act in urgent]


@pytest.mark.parametrize("name", NAMES)
def test_a_history_is_sound_after_each_of_its_entries(name):
    head, *entries = blocks(history(name))
    for last in range(1, len(entries) + 1):
        assert codes(folded(head + b"".join(entries[:last])), Severity.ERROR) == []


# Merging


class Repo:
    """Plain git, as a person uses it."""

    def __init__(self, root):
        self.root = root
        self.path = root / "incident.yml"
        self.minute = 0
        root.mkdir()
        self("init", "-q", "-b", "main")

    def __call__(self, *words, code=0):
        self.minute += 1
        date = f"2026-12-01T10:{self.minute // 60:02}:{self.minute % 60:02}+08:00"
        env = {**os.environ, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        done = subprocess.run(
            ["git", *words], cwd=self.root, env=env, capture_output=True, check=False
        )
        assert done.returncode == code, done.stderr.decode()
        return done.stdout.decode()

    def append(self, data):
        old = self.path.read_bytes() if self.path.exists() else b""
        self.path.write_bytes(old + data)
        self("add", "--", self.path.name)
        self("commit", "-q", "-m", "entry")

    def aside(self):
        """Main moves on elsewhere, so that there is something to merge."""
        (self.root / "other.txt").write_text("x", encoding="utf-8")
        self("add", "other.txt")
        self("commit", "-q", "-m", "other")


def merged(repo):
    repo.aside()
    repo("merge", "-q", "--no-ff", "--no-edit", "work")


def squashed(repo):
    repo.aside()
    repo("merge", "-q", "--squash", "work")
    repo("commit", "-q", "-m", "squashed")


def rebased(repo):
    repo.aside()
    repo("checkout", "-q", "work")
    repo("rebase", "-q", "main")
    repo("checkout", "-q", "main")
    repo("merge", "-q", "--ff-only", "work")


def forwarded(repo):
    repo("merge", "-q", "--ff-only", "work")


def picked(repo):
    repo.aside()
    repo("cherry-pick", "main..work")


def signed_history(name):
    """The history with every approval signed, under a roster where everybody has a key."""
    head, *entries = blocks(history(name))
    tree = read(history(name))
    heading = [(key, value) for key, value in tree.items() if key != "timeline"]
    made = sealed(tree["timeline"], KEYED, heading=heading)
    return head + b"".join(entry_block([*each.items()]).encode() for each in made), len(entries)


@pytest.mark.parametrize("name", NAMES)
def test_a_signed_history_folds_like_the_unsigned_one(name):
    data, count = signed_history(name)
    plain, done = folded(history(name)), folded(data, KEYED)
    assert len(done.state.acts) == count
    assert effects(done) == effects(plain)
    assert codes(done) == codes(plain)
    given = [each for act in done.state.acts for each in act.approvals]
    assert {each.verification.value for each in given} == {"已验签"}
    assert [each.counts for each in given] == [
        each.counts for act in plain.state.acts for each in act.approvals
    ]


WAYS = [merged, squashed, rebased, forwarded, picked]


@pytest.mark.parametrize("way", WAYS)
def test_no_way_of_merging_voids_a_signature(way, tmp_path):
    """A signed commit does not outlive squash or rebase; a signature in the file does."""
    data, _ = signed_history("urgent")
    repo = split(tmp_path, data)
    way(repo)
    assert repo.path.read_bytes() == data
    assert codes(folded(repo.path.read_bytes(), KEYED), Severity.ERROR) == []


def split(folder, data):
    """A repository with the first half on main and the rest on a branch, entry by entry."""
    parts = blocks(data)
    half = len(parts) // 2
    repo = Repo(folder / "repo")
    repo.append(b"".join(parts[:half]))
    repo("checkout", "-q", "-b", "work")
    for part in parts[half:]:
        repo.append(part)
    repo("checkout", "-q", "main")
    return repo


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", NAMES)
def test_no_way_of_merging_changes_the_fold_or_takes_a_line_away(name, way, tmp_path):
    data = history(name)
    repo = split(tmp_path, data)
    way(repo)
    assert repo.path.read_bytes() == data
    assert folded(repo.path.read_bytes()).state == folded(data).state
    for line in repo(
        "log", "--first-parent", "-m", "--numstat", "--format=", "--", "incident.yml"
    ).splitlines():
        assert line.split("\t")[1] == "0"


# Two persons append at the same time


FILE = "ledger/2026/11/20261103-8kq3.yml"
TOLD = """\
- at: 2026-11-03 {at}
  by: {by}
  kind: 说明
  text: {text}
"""
ACTIVATED = """\
- at: 2026-11-03 {at}
  by: {by}
  kind: 决定
  measures: [启动预案]
  stage: 会商研判
"""


@pytest.fixture
def desks(tmp_path):
    """A shared repository and two clones of it, with an incident of two entries."""
    first = build(tmp_path / "first", drill=False)
    one = Desk(first)
    one.append(b"".join(blocks(history("ordinary"))[:3]))
    subprocess.run(["git", "clone", "-q", "--bare", first, tmp_path / "shared.git"], check=True)
    one("remote", "add", "origin", str(tmp_path / "shared.git"))
    subprocess.run(["git", "clone", "-q", tmp_path / "shared.git", tmp_path / "second"], check=True)
    return one, Desk(tmp_path / "second")


class Desk:
    """One clone, and what its person does there."""

    def __init__(self, root):
        self.root = root
        self.path = root / FILE

    def __call__(self, *words):
        done = subprocess.run(["git", *words], cwd=self.root, capture_output=True, check=True)
        return done.stdout.decode()

    def append(self, data):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        old = self.path.read_bytes() if self.path.exists() else b""
        self.path.write_bytes(old + data)
        commit(self.root, "20261103-8kq3: 说明", "2026-11-03T12:00:00+08:00")

    def submit(self):
        return submit(open_repository(self.root), NOW)


def test_what_two_persons_append_stands_one_behind_the_other(desks):
    one, two = desks
    one.append(TOLD.format(at="09:20", by="李娜", text="甲").encode())
    two.append(TOLD.format(at="09:21", by="张伟", text="乙").encode())
    one.submit()
    assert two.submit().behind
    one.submit()
    assert one.path.read_bytes() == two.path.read_bytes()
    entries = folded(one.path.read_bytes()).state.incident.entries
    assert [entry.word("text") for entry in entries[2:]] == ["甲", "乙"]
    for line in two("log", "--first-parent", "--numstat", "--format=", "--", FILE).splitlines():
        assert line.split("\t")[1] == "0"


def test_an_identical_entry_is_kept_once(desks):
    one, two = desks
    for desk in desks:
        desk.append(TOLD.format(at="09:20", by="李娜", text="甲").encode())
    one.submit()
    two.submit()
    one.submit()
    assert len(folded(one.path.read_bytes()).state.acts) == 3


def test_entries_that_share_lines_are_not_run_into_one(desks):
    one, two = desks
    one.append(TOLD.format(at="09:20", by="李娜", text="同一句话").encode())
    two.append(TOLD.format(at="09:20:30", by="李娜", text="同一句话").encode())
    one.submit()
    two.submit()
    assert [act.entry.at_text for act in folded(two.path.read_bytes()).state.acts[2:]] == [
        "2026-11-03 09:20",
        "2026-11-03 09:20:30",
    ]


def test_a_second_move_is_told_and_not_shared(desks):
    one, two = desks
    one.append(ACTIVATED.format(at="09:20", by="李娜").encode())
    two.append(ACTIVATED.format(at="09:25", by="黄燕").encode())
    one.submit()
    with pytest.raises(Refused) as told:
        two.submit()
    assert [each.code for each in told.value.findings] == ["submit-both-moved"]
    assert len(folded(one.path.read_bytes()).state.acts) == 3
