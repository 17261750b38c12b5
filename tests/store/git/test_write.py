from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime, timedelta, timezone

import pytest
from tests.store.git.repos import FOUND, HEAD, PATH, TOLD, Git, note

from taizhang.errors import EnvironmentProblem
from taizhang.store.git import lock, move, worktree, write
from taizhang.store.git.objects import head
from taizhang.store.git.repository import Repository, open_repository
from taizhang.store.git.trees import build_commit
from taizhang.store.git.write import commit_file, commit_files, drop_last

OLD = HEAD + FOUND
NEW = OLD + TOLD
OTHER = "ledger/2026/12/20261201-bbbb.yml"


def refused(code: str):
    return pytest.raises(EnvironmentProblem, match=f"^{code}$")


def test_a_grown_file_is_recorded_whole_and_everything_agrees(git):
    before = git("rev-parse", "HEAD")
    sha = commit_file(git.opened, PATH, OLD, NEW, note())
    assert git("rev-parse", "HEAD", "HEAD~") == f"{sha}\n{before}"
    assert (git.root / PATH).read_bytes() == NEW
    assert git("status", "--porcelain") == ""
    assert git("diff", "HEAD~", "--name-only") == PATH
    assert git("fsck", "--strict", "--no-dangling") == ""


def test_the_commit_says_who_when_and_what(git):
    zone = timezone(timedelta(hours=8))
    when = datetime(2026, 11, 9, 18, 30, 5, tzinfo=zone)
    commit_file(
        git.opened, PATH, OLD, NEW, note("20261109-4mq2: 报告 李娜\n\n依据: 第三条\n", when)
    )
    told = git("log", "-1", "--format=%an <%ae>|%cn <%ce>|%aI|%cI|%B")
    assert told == (
        "李娜 <li.na@taizhang.invalid>|值班机 <desk@taizhang.invalid>"
        "|2026-11-09T18:30:05+08:00|2026-11-09T18:30:05+08:00"
        "|20261109-4mq2: 报告 李娜\n\n依据: 第三条"
    )
    assert git("reflog", "-1", "--format=%gs") == "taizhang: 20261109-4mq2: 报告 李娜"


def test_a_time_without_a_zone_is_refused(git):
    bare = datetime(2026, 11, 9, 18, 30)  # noqa: DTZ001
    with pytest.raises(ValueError, match="2026"):
        commit_file(git.opened, PATH, OLD, NEW, note(when=bare))


def test_a_new_file_in_new_folders_is_recorded(git):
    commit_file(git.opened, OTHER, None, HEAD, note())
    assert git("show", f"HEAD:{OTHER}") == HEAD.decode().strip()
    assert git("show", f"HEAD:{PATH}") == OLD.decode().strip()
    assert git("status", "--porcelain") == ""


def test_the_first_commit_of_an_empty_repository(empty):
    sha = commit_files(empty.opened, {PATH: OLD, "mkdocs.yml": b"site_name: x\n"}, note())
    assert empty("rev-list", "HEAD") == sha
    assert empty("ls-files") == f"{PATH}\nmkdocs.yml"
    assert empty("status", "--porcelain") == ""


def test_files_that_lie_there_already_with_the_same_bytes_are_taken_in(empty):
    empty.write("mkdocs.yml", b"site_name: x\n")
    commit_files(empty.opened, {"mkdocs.yml": b"site_name: x\n"}, note())
    assert empty("status", "--porcelain") == ""


def test_several_files_enter_in_one_commit(git):
    commit_files(git.opened, {PATH: NEW, OTHER: HEAD, "a/b": b"b", "a/c/d": b"d"}, note())
    assert git("diff", "HEAD~", "--name-only").split() == ["a/b", "a/c/d", PATH, OTHER]
    assert git("status", "--porcelain") == ""
    assert git("rev-list", "--count", "HEAD") == "2"


def test_the_tree_is_the_one_git_itself_would_make(git):
    for name in ("a.b", "a", "a-b", "a0"):  # git sorts a folder as if its name ended in a slash
        git.commit(f"{name}/x" if name == "a" else name, b"x")
    commit_files(git.opened, {"a/y": b"y", "a.c": b"c", "a-": b"-"}, note())
    ours = git("rev-parse", "HEAD^{tree}")
    git("rm", "-rq", "--cached", ".")
    git("add", ".")
    assert git("write-tree") == ours


def test_an_executable_file_stays_executable(git):
    git.write("run.sh", b"a\n")
    (git.root / "run.sh").chmod(0o755)
    git("add", "run.sh")
    git("commit", "-qm", "x")
    commit_file(git.opened, "run.sh", b"a\n", b"a\nb\n", note())
    assert git("ls-tree", "HEAD", "run.sh").startswith("100755")
    assert os.access(git.root / "run.sh", os.X_OK)
    assert git("status", "--porcelain") == ""


def test_what_others_have_staged_or_changed_stays(git):
    git.write("staged", b"s")
    git("add", "staged")
    git.write(".gitattributes", b"changed\n")
    commit_file(git.opened, PATH, OLD, NEW, note())
    assert git("status", "--porcelain") == "M .gitattributes\nA  staged"


def test_a_linked_work_tree_records_on_its_own_branch(git, tmp_path):
    git("worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    commit_file(open_repository(tmp_path / "side"), PATH, OLD, NEW, note())
    assert Git(tmp_path / "side")("status", "--porcelain") == ""
    assert git("show", f"side:{PATH}") == NEW.decode().strip()
    assert git("show", f"main:{PATH}") == OLD.decode().strip()


@pytest.mark.parametrize("new", [HEAD, OLD, OLD[:-1], b"other" + NEW, b""])
def test_a_file_only_grows(git, new):
    with pytest.raises(ValueError, match="ledger"):
        commit_file(git.opened, PATH, OLD, new, note())
    assert git("rev-list", "--count", "HEAD") == "1"


def test_a_commit_that_changes_nothing_is_refused(git):
    with pytest.raises(ValueError, match="ledger"):
        commit_files(git.opened, {PATH: OLD}, note())


@pytest.mark.parametrize("old", [None, HEAD])
def test_a_file_recorded_otherwise_in_the_meantime_is_refused(git, old):
    with refused("file-changed"):
        commit_file(git.opened, PATH, old, NEW, note())
    assert (git.root / PATH).read_bytes() == OLD


@pytest.mark.parametrize(
    "path",
    ["../out", "a/../../out", "/out", "a//b", ".git/config", "a/.GIT/x", ".git./x", "a\\b",
     ".g\u200cit/x", "GIT~1/x", "a/.", "", "a\0b", "a\nb"],
)  # fmt: skip
def test_a_path_out_of_the_work_tree_is_refused(git, path):
    with refused("path-not-plain"):
        commit_file(git.opened, path, None, b"x", note())
    assert git("rev-list", "--count", "HEAD") == "1"


@pytest.mark.parametrize("path", [f"{PATH}/x", "link/x", "ledger"])
def test_a_path_through_a_file_or_a_link_is_refused(git, path):
    (git.root / "link").symlink_to("ledger")
    git("add", ".")
    git("commit", "-qm", "link")
    with refused("path-not-plain"):
        commit_file(git.opened, path, None, b"x", note())
    with refused("path-not-plain"):
        build_commit(git.opened, git("rev-parse", "HEAD"), {path: b"x"}, note())
    assert git("status", "--porcelain") == ""


def test_two_paths_of_which_one_leads_through_the_other_are_refused(git):
    with refused("path-not-plain"):
        build_commit(git.opened, None, {"a": b"x", "a/b": b"x"}, note())
    with refused("path-not-plain"):
        build_commit(git.opened, None, {"a/b": b"x", "a": b"x"}, note())


def test_no_branch_is_refused(git):
    git("switch", "-q", "--detach")
    with refused("head-detached"):
        commit_file(git.opened, PATH, OLD, NEW, note())


def test_a_branch_switched_in_the_meantime_is_noticed(git):
    repo = git.opened
    git("switch", "-q", "-c", "other")
    with refused("branch-moved"):
        commit_file(repo, PATH, OLD, NEW, note())


def during(monkeypatch, step):
    """Let somebody else act between the judging of the state and the move of the branch."""
    real = build_commit

    def built(*args):
        sha = real(*args)
        step()
        return sha

    monkeypatch.setattr(write, "build_commit", built)


def test_a_branch_that_moved_is_never_overwritten(git, monkeypatch):
    during(monkeypatch, lambda: git.commit("x", b"theirs"))
    with refused("branch-moved"):
        commit_file(git.opened, PATH, OLD, NEW, note())
    assert git("log", "-1", "--format=%s") == "change x"
    assert git("status", "--porcelain") == ""
    monkeypatch.undo()


def test_git_may_fail_after_the_deed_and_the_branch_is_asked(git, monkeypatch):
    real = Repository.ask

    def ask(self, *args, **more):
        answer = real(self, *args, **more)
        return answer._replace(code=128) if args[0] == "update-ref" else answer

    monkeypatch.setattr(Repository, "ask", ask)
    sha = commit_file(git.opened, PATH, OLD, NEW, note())
    assert git("rev-parse", "HEAD") == sha
    assert git("status", "--porcelain") == ""


def test_a_locked_branch_leaves_all_as_it_was(git):
    (git.root / ".git/refs/heads/main.lock").touch()
    with refused("git-failed"):
        commit_file(git.opened, PATH, OLD, NEW, note())
    assert (git.root / PATH).read_bytes() == OLD
    assert git("rev-list", "--count", "HEAD") == "1"
    assert move.settle(git.opened) == ()


def test_a_locked_index_is_told_as_recorded_and_mended_by_the_next_command(git, monkeypatch):
    monkeypatch.setattr(worktree, "_INDEX_TRIES", 2)
    locked = git.root / ".git/index.lock"
    locked.touch()
    with pytest.raises(EnvironmentProblem) as problem:
        commit_file(git.opened, PATH, OLD, NEW, note())
    assert problem.value.code == "recorded-unsettled"
    assert git("rev-parse", "HEAD").startswith(str(problem.value.values["commit"]))
    assert move.settle(git.opened) == ()
    locked.unlink()
    move.settle(git.opened)
    assert git("status", "--porcelain") == ""


def test_a_file_that_cannot_be_written_is_told_as_recorded(git, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(move, "write_work", full)
        with refused("recorded-unsettled"):
            commit_file(git.opened, PATH, OLD, NEW, note())
    assert (git.root / PATH).read_bytes() == OLD
    assert move.settle(git.opened) == (PATH,)
    assert (git.root / PATH).read_bytes() == NEW
    assert git("status", "--porcelain") == ""


def test_a_full_disk_before_the_branch_moves_leaves_all_as_it_was(git, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(move, "replace_file", full)
    with refused("repository-not-writable"):
        commit_file(git.opened, PATH, OLD, NEW, note())
    assert git("rev-list", "--count", "HEAD") == "1"
    assert git("status", "--porcelain") == ""


def unsettled(git, monkeypatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(move, "_follow", lambda *args: (_ for _ in ()).throw(OSError("killed")))
        with refused("recorded-unsettled"):
            commit_file(git.opened, PATH, OLD, NEW, note())


@pytest.mark.parametrize("work", [OLD, NEW[:-5], b"", NEW])
def test_an_older_version_or_a_beginning_is_healed(git, monkeypatch, work):
    unsettled(git, monkeypatch)
    git.write(PATH, work)
    move.settle(git.opened)
    assert (git.root / PATH).read_bytes() == NEW
    assert git("status", "--porcelain") == ""


@pytest.mark.parametrize("work", [OLD + b"- mine\n", HEAD[:-5] + b"!"])
def test_what_somebody_wrote_in_the_meantime_is_never_healed_away(git, monkeypatch, work):
    unsettled(git, monkeypatch)
    git.write(PATH, work)
    assert move.settle(git.opened) == ()
    assert (git.root / PATH).read_bytes() == work


def test_healing_works_after_further_commits_of_others(git, monkeypatch):
    unsettled(git, monkeypatch)
    more = git("commit-tree", "HEAD^{tree}", "-p", "HEAD", "-m", "more")
    git("update-ref", "refs/heads/main", more)
    assert move.settle(git.opened) == (PATH,)


def test_nothing_is_healed_when_the_branch_went_elsewhere(git, monkeypatch):
    unsettled(git, monkeypatch)
    git("reset", "-q", "--hard", "HEAD~")
    git.commit("x", b"x")
    assert move.settle(git.opened) == ()
    assert (git.root / PATH).read_bytes() == OLD
    assert not (git.root / ".git/taizhang.moving").exists()


def test_a_spoilt_note_of_a_killed_writer_does_no_harm(git):
    (git.root / ".git/taizhang.moving").write_text("nonsense")
    assert move.settle(git.opened) == ()
    commit_file(git.opened, PATH, OLD, NEW, note())
    assert git("status", "--porcelain") == ""


def test_half_written_files_of_killed_writers_are_swept_away(git):
    (git.root / ".git/taizhang-1.tmp").touch()
    commit_file(git.opened, PATH, OLD, NEW, note())
    assert not list((git.root / ".git").glob("taizhang-*.tmp"))
    assert not (git.root / ".git/taizhang.moving").exists()


def test_one_writer_at_a_time(git):
    repo = git.opened
    with lock.writing(repo), refused("ledger-busy"), lock.writing(repo, wait=0.1):
        pass


def test_nothing_is_healed_while_a_writer_works(git, monkeypatch):
    unsettled(git, monkeypatch)
    with lock.writing(git.opened):
        assert move.settle(git.opened) == ()
    assert move.settle(git.opened) == (PATH,)


def test_a_repository_that_cannot_be_written_is_told(git):
    (git.root / ".git/taizhang.lock").mkdir()
    with refused("repository-not-writable"):
        commit_file(git.opened, PATH, OLD, NEW, note())


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from taizhang.errors import EnvironmentProblem
from taizhang.store.git.objects import head, read_file
from taizhang.store.git.repository import Identity, open_repository
from taizhang.store.git.trees import Note
from taizhang.store.git.write import commit_file
root, path, name, count = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
who = Identity(name=name, email="a@b")
done = 0
while done < count:
    repo = open_repository(root)
    old = read_file(repo, head(repo), path)
    entry = f"- {name} {done}\\n".encode()
    note = Note(message="x", author=who, committer=who, when=datetime(2026, 11, 9, tzinfo=UTC))
    try:
        commit_file(repo, path, old, old + entry, note)
    except EnvironmentProblem as problem:
        assert problem.code == "file-changed", problem.code
        continue
    done += 1
"""


def test_writers_at_the_same_time_lose_nothing(git):
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(git.root), PATH, name, "5"])
        for name in ("a", "b", "c")
    ]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0, 0]
    lines = (git.root / PATH).read_bytes().removeprefix(OLD).decode().splitlines()
    assert sorted(lines) == [f"- {name} {at}" for name in "abc" for at in range(5)]
    assert git("rev-list", "--count", "HEAD") == "16"
    assert git("status", "--porcelain") == ""


def test_the_last_record_is_taken_back(git):
    before = git("rev-parse", "HEAD")
    sha = commit_file(git.opened, PATH, OLD, NEW, note())
    drop_last(git.opened, PATH, sha)
    assert git("rev-parse", "HEAD") == before
    assert (git.root / PATH).read_bytes() == OLD
    assert git("status", "--porcelain") == ""


def test_taking_back_a_new_incident_removes_its_file_and_empty_folders(git):
    sha = commit_file(git.opened, OTHER, None, HEAD, note())
    drop_last(git.opened, OTHER, sha)
    assert not (git.root / "ledger/2026/12").exists()
    assert (git.root / PATH).read_bytes() == OLD
    assert git("status", "--porcelain") == ""


def test_taking_back_half_done_is_finished_by_the_next_command(git, monkeypatch):
    sha = commit_file(git.opened, PATH, OLD, NEW, note())
    with monkeypatch.context() as patch:
        patch.setattr(move, "_follow", lambda *args: (_ for _ in ()).throw(OSError("killed")))
        with refused("recorded-unsettled"):
            drop_last(git.opened, PATH, sha)
    assert (git.root / PATH).read_bytes() == NEW
    assert move.settle(git.opened) == (PATH,)
    assert (git.root / PATH).read_bytes() == OLD
    assert git("status", "--porcelain") == ""


def test_only_the_very_last_record_is_taken_back(git):
    sha = commit_file(git.opened, PATH, OLD, NEW, note())
    git.commit("x", b"x")
    with refused("undo-not-last"):
        drop_last(git.opened, PATH, sha)


def test_a_record_that_others_have_is_not_taken_back(git, tmp_path):
    git("init", "-q", "--bare", str(tmp_path / "server"))
    git("remote", "add", "origin", str(tmp_path / "server"))
    sha = commit_file(git.opened, PATH, OLD, NEW, note())
    git("push", "-q", "origin", "main")
    with refused("undo-pushed"):
        drop_last(git.opened, PATH, sha)
    assert git("rev-parse", "HEAD") == sha


def test_a_commit_of_several_files_a_merge_and_the_first_one_are_not_taken_back(git):
    first = git("rev-parse", "HEAD")
    with refused("undo-not-single"):
        drop_last(git.opened, PATH, first)
    several = commit_files(git.opened, {PATH: NEW, OTHER: HEAD}, note())
    with refused("undo-not-single"):
        drop_last(git.opened, PATH, several)
    git("switch", "-q", "-c", "side", "HEAD~")
    git.commit("x", b"x")
    git("switch", "-q", "main")
    git("merge", "-q", "--no-ff", "side")
    with refused("undo-not-single"):
        drop_last(git.opened, "x", git("rev-parse", "HEAD"))


def test_a_changed_file_is_not_taken_back(git):
    sha = commit_file(git.opened, PATH, OLD, NEW, note())
    git.write(PATH, NEW + b"# mine\n")
    with refused("file-dirty"):
        drop_last(git.opened, PATH, sha)
    assert git("rev-parse", "HEAD") == sha


def test_a_pushed_elsewhere_branch_can_be_brought_along_with_its_files(git):
    """What ``submit`` does: entries are put upon the fetched tip and the branch moves there."""
    base = git("rev-parse", "HEAD")
    git("switch", "-q", "-c", "theirs")
    tip = git.commit("x", b"x")
    git("switch", "-q", "main")
    mine = commit_file(git.opened, PATH, OLD, NEW, note())
    repo = git.opened
    again = build_commit(repo, tip, {PATH: NEW}, note())
    with lock.writing(repo):
        move.move_branch(repo, mine, again, "submit")
    assert git("rev-list", "--count", f"{base}..HEAD") == "2"
    assert git("status", "--porcelain") == ""
    assert (git.root / "x").read_bytes() == b"x"


def test_a_branch_with_links_is_not_brought_along(git):
    git("switch", "-q", "-c", "theirs")
    (git.root / "passwd").symlink_to("/etc/passwd")
    git("add", ".")
    git("commit", "-qm", "link")
    tip = git("rev-parse", "HEAD")
    git("switch", "-q", "main")
    repo = git.opened
    with lock.writing(repo), refused("path-not-plain"):
        move.move_branch(repo, head(repo), tip, "submit")
    assert not (git.root / "passwd").exists()


def test_a_difference_that_git_failed_to_tell_is_no_bug_of_ours(git, monkeypatch):
    monkeypatch.setattr(move, "changes", lambda *args: ())
    with refused("git-failed"):
        commit_file(git.opened, PATH, OLD, NEW, note())
    assert git("rev-list", "--count", "HEAD") == "1"
