"""A whole ledger checked from memory says what a check of every file says."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import timedelta

import pytest
from tests.actions.demo.conftest import NOW, Drill, make

from taizhang.actions import remembering, tallying
from taizhang.actions.check import check_tree
from taizhang.actions.ledgercheck import check_ledger
from taizhang.actions.querying import Filter, all_cases, due_duties, list_rows, todo
from taizhang.actions.verdicts import verdict_on
from taizhang.actions.workspace import incident_paths, judge_file, open_workspace, read_file
from taizhang.errors import EnvironmentProblem
from taizhang.model.findings import Severity
from taizhang.model.record import replace
from taizhang.model.state import Effect
from taizhang.rules.settled import settled
from taizhang.rules.views.rows import waiting_views
from taizhang.store import months
from taizhang.store.worktree import WorkTree

LATER = NOW + timedelta(days=1)


@pytest.fixture(scope="module")
def model(tmp_path_factory, clean_environment):
    return Drill(make(tmp_path_factory.mktemp("model") / "demo")).made.folder


@pytest.fixture
def root(model, tmp_path, monkeypatch):
    """A drill ledger of the test's own, whose files count as written long ago."""
    monkeypatch.setattr(months, "_LATELY", 0)
    folder = tmp_path / "ledger"
    shutil.copytree(model, folder, symlinks=True)
    return folder


@pytest.fixture
def judged(monkeypatch):
    """The paths that were judged since the list was last cleared."""
    seen = []
    plain = verdict_on

    def noted(workspace, path, data, now):
        seen.append(path)
        return plain(workspace, path, data, now)

    monkeypatch.setattr(tallying, "verdict_on", noted)
    return seen


def every(root, now=LATER):
    return check_tree(open_workspace(WorkTree(root)), now)


def incidents(root):
    return incident_paths(open_workspace(WorkTree(root)))


def closed(root):
    """Paths of archived incidents on which no clock runs, the earliest first."""
    workspace = open_workspace(WorkTree(root))
    found = []
    for path in incident_paths(workspace):
        case = judge_file(workspace, read_file(workspace, path, (root / path).read_bytes()), LATER)
        assert case is not None
        if settled(case.judged, LATER):
            found.append(path)
    return found


def commit(root):
    git = ["git", "-C", str(root)]
    subprocess.run([*git, "add", "-A"], check=True, capture_output=True)
    subprocess.run([*git, "commit", "-qm", "change"], check=True, capture_output=True)


@pytest.mark.parametrize("recorded", [False, True], ids=["work tree", "commit"])
class TestTheSame:
    def test_cold_and_from_memory(self, root, recorded):
        whole = every(root)
        assert check_ledger(root, LATER, recorded=recorded) == whole
        assert check_ledger(root, LATER, recorded=recorded) == whole
        assert check_ledger(root, LATER, recorded=recorded, remember=False) == whole

    def test_at_any_time(self, root, recorded):
        for hours in (0, 400, -200, 30):
            now = LATER + timedelta(hours=hours)
            assert check_ledger(root, now, recorded=recorded) == every(root, now)

    def test_after_a_file_was_damaged_and_mended(self, root, recorded, judged):
        check_ledger(root, LATER, recorded=recorded)
        path = root / closed(root)[0]
        sound = path.read_bytes()
        path.write_bytes(sound.replace(b"kind:", b"kinds:", 1))
        commit(root)
        broken = check_ledger(root, LATER, recorded=recorded)
        assert not broken.clean
        assert broken == every(root)
        path.write_bytes(sound)
        commit(root)
        assert check_ledger(root, LATER, recorded=recorded) == every(root)

    def test_with_what_no_ledger_knows(self, root, recorded):
        first = closed(root)[0].rpartition("/")[0]
        for stray in (f"{first}/note.txt", "ledger/note.txt", "ledger/2026/note.yml",
                      "ledger/other/a.yml", f"{first}/deep/a.yml"):  # fmt: skip
            (root / stray).parent.mkdir(exist_ok=True)
            (root / stray).write_text("a: b\n", encoding="utf-8")
        (root / first / "20261101-zzzz.yml").symlink_to("/etc/passwd")
        commit(root)
        found = check_ledger(root, LATER, recorded=recorded)
        strange = {each.path for each in found.findings if each.code == "file-stranger"}
        assert len(strange) == 5
        if not recorded:  # a commit's links are no files at all
            assert found == every(root)

    def test_by_two_processes(self, root, recorded, monkeypatch):
        monkeypatch.setattr(tallying, "MANY", 1)
        assert check_ledger(root, LATER, recorded=recorded) == every(root)
        assert check_ledger(root, LATER, recorded=recorded, remember=False) == every(root)

    def test_only_what_is_open_is_judged_again(self, root, recorded, judged):
        check_ledger(root, LATER, recorded=recorded)
        assert {*judged} == {*incidents(root)}
        judged.clear()
        check_ledger(root, LATER, recorded=recorded)
        assert not set(judged) & set(closed(root))

    def test_a_changed_file_is_judged_and_no_other_closed_one(self, root, recorded, judged):
        check_ledger(root, LATER, recorded=recorded)
        judged.clear()
        changed, *others = closed(root)
        with (root / changed).open("a", encoding="utf-8") as file:
            file.write("- at: 2026-11-23 10:00\n  by: 李娜\n  kind: 说明\n  text: 补记\n")
        commit(root)
        assert check_ledger(root, LATER, recorded=recorded) == every(root)
        assert changed in judged
        assert not set(judged) & set(others)


def test_checks_of_disk_and_commit_leave_each_other_what_they_know(root, monkeypatch):
    looked_into = []
    plain = tallying._tally

    def noted(ledger, month):
        looked_into.append(month)
        return plain(ledger, month)

    monkeypatch.setattr(tallying, "_tally", noted)
    for recorded in (False, True):
        check_ledger(root, LATER, recorded=recorded)
    assert looked_into
    looked_into.clear()
    for recorded in (False, True):
        check_ledger(root, LATER, recorded=recorded)
    assert not looked_into


def test_another_plan_or_office_is_judged_anew(root, judged):
    check_ledger(root, LATER)
    judged.clear()
    with (root / "plan/office/contacts.yml").open("a", encoding="utf-8") as file:
        file.write("# checked\n")
    check_ledger(root, LATER)
    assert {*judged} == {*incidents(root)}


def test_what_was_open_ahead_of_its_time_is_not_remembered_as_final(root):
    early = NOW - timedelta(days=60)
    assert check_ledger(root, early) == every(root, early)
    assert check_ledger(root, LATER) == every(root)


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[:-9]),
        lambda file: file.write_bytes(file.read_bytes().replace(b"[", b"{", 1)),
        lambda file: file.chmod(0o666),
        lambda file: os.truncate(file, 40),
    ],
    ids=["empty", "cut", "altered", "open to others", "head only"],
)
def test_damaged_memory_counts_as_none(root, damage):
    check_ledger(root, LATER)
    for file in root.glob(".git/taizhang/check/*/*.json"):
        damage(file)
    assert check_ledger(root, LATER) == every(root)


def test_memory_that_lies_in_its_form_counts_as_none(root):
    import json
    from hashlib import sha256

    check_ledger(root, LATER)
    for file in root.glob(".git/taizhang/check/*/*.json"):
        told = json.loads(file.read_bytes()[64:])
        body = json.dumps({name: [1, 2, 3] for name in told}).encode()
        file.write_bytes(sha256(body).hexdigest().encode() + body)
    assert check_ledger(root, LATER) == every(root)


def test_old_memory_is_swept(root):
    for number in range(4):
        with (root / "plan/office/contacts.yml").open("a", encoding="utf-8") as file:
            file.write(f"# {number}\n")
        check_ledger(root, LATER)
    assert len(list(root.glob(".git/taizhang/check/*"))) == 2


def test_a_link_that_leads_nowhere_is_told_of_as_soon_as_it_does(root):
    named = next(
        each for each in every(root).findings + _links(root) if getattr(each, "target", "")
    ).target
    check_ledger(root, LATER)
    (root / f"ledger/{named[:4]}/{named[4:6]}/{named}.yml").unlink()
    found = check_ledger(root, LATER)
    assert "incident-not-there" in {each.code for each in found.findings}
    assert found == every(root)


def _links(root):
    ledger = tallying.Ledger(
        workspace=open_workspace(WorkTree(root)),
        months=months.WorkMonths(WorkTree(root)),
        cache=None,
        now=LATER,
    )
    return tuple(link for tally in tallying.tallies(ledger).values() for link in tally.links)


def test_lateness_of_closed_incidents_can_be_left_out(root, monkeypatch):
    from taizhang.actions import ledgercheck

    monkeypatch.setattr(ledgercheck, "FEW", 0)
    whole = every(root)
    short = check_ledger(root, LATER, every_late=False)
    assert short.unlisted > 0
    assert short.count(Severity.LATE) == whole.count(Severity.LATE)
    assert {each.path for each in whole.findings} - {each.path for each in short.findings} <= set(
        closed(root)
    )


def test_a_ledger_without_repository_is_checked_as_it_lies(root):
    shutil.rmtree(root / ".git")
    assert check_ledger(root, LATER) == every(root)
    with pytest.raises(EnvironmentProblem, match="nothing-recorded"):
        check_ledger(root, LATER, recorded=True)


class TestWhatIsOpen:
    """What waits and what is due is asked of open incidents alone, where a check remembers."""

    @pytest.fixture
    def read(self, monkeypatch):
        """The paths of incidents that were judged to answer."""
        seen = []
        plain = read_file

        def noted(workspace, path, data):
            seen.append(path)
            return plain(workspace, path, data)

        monkeypatch.setattr(remembering, "read_file", noted)
        return seen

    def test_no_closed_incident_is_judged_again(self, root, judged, read):
        check_ledger(root, LATER)
        judged.clear()
        todo(root, LATER)
        assert judged == []
        assert read == [each for each in incidents(root) if each not in closed(root)]

    def test_every_answer_is_that_of_all_incidents(self, root):
        for name in ("name", "email"):
            git = ["git", "-C", root, "config", f"user.{name}", "nobody"]
            subprocess.run(git, check=True)
        cases = all_cases(open_workspace(WorkTree(root)), LATER)
        waiting = [view for case in cases for view in waiting_views(case.judged)]
        duties = sum(due.open for case in cases for due in case.judged.dues)
        still = [case.id for case in reversed(cases) if not case.judged.state.closed]
        assert waiting
        assert duties
        for _ in range(2):
            assert list(todo(root, LATER).waiting) == waiting
            assert len(due_duties(root, LATER)) == duties
            assert [row.id for row in list_rows(root, Filter(closed=False), LATER)] == still

    def test_what_waits_in_a_closed_incident_is_not_forgotten(self, root):
        path = closed(root)[0]
        case = next(
            c for c in all_cases(open_workspace(WorkTree(root)), LATER) if c.file.path == path
        )
        first, *rest = case.judged.state.acts
        state = replace(case.judged.state, acts=(replace(first, effect=Effect.UNRATIFIED), *rest))
        assert settled(case.judged, LATER)
        assert not settled(replace(case.judged, state=state), LATER)
