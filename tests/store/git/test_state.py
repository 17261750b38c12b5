from __future__ import annotations

import os
import threading
from datetime import timedelta

import pytest
from tests.store.git.repos import FOUND, HEAD, NOW, PATH, TOLD, fix_commands, follow, note

from taizhang.errors import EnvironmentProblem
from taizhang.model.messages import words
from taizhang.store.git import state
from taizhang.store.git.repository import open_repository
from taizhang.store.git.write import commit_file

GROWN = HEAD + FOUND + TOLD


def codes(git, path=PATH, now=NOW) -> list[str]:
    return [problem.code for problem in state.unsafe_states(git.opened, path, now)]


def only(git, path=PATH) -> EnvironmentProblem:
    (problem,) = state.unsafe_states(git.opened, path, NOW)
    for lang in ("zh", "en"):
        assert all(words(problem.code, problem.values, lang))
    with pytest.raises(EnvironmentProblem) as raised:
        state.require_safe(git.opened, path, NOW)
    assert raised.value.code == problem.code
    return problem


def after_fix(git, command: str) -> None:
    follow(git, command)
    assert codes(git) == []
    commit_file(git.opened, PATH, HEAD + FOUND, GROWN, note())


def test_a_clean_repository_is_safe(git):
    assert codes(git) == []
    assert codes(git, None) == []
    state.require_safe(git.opened, PATH, NOW)


def test_a_repository_without_a_commit_is_safe(empty):
    assert codes(empty) == []


@pytest.fixture(autouse=True)
def _no_wait(monkeypatch):
    monkeypatch.setattr(state, "_WAIT_FOR_LOCK", 0.1)


@pytest.mark.parametrize("lock", ["index.lock", "HEAD.lock", "refs/heads/main.lock"])
def test_a_lock_left_behind_is_told_with_its_age(git, lock):
    path = git.root / ".git" / lock
    path.touch()
    made = (NOW - timedelta(hours=2, minutes=3)).timestamp()
    os.utime(path, (made, made))
    problem = only(git)
    assert problem.code == "git-locked"
    assert "2 小时 3 分钟" in words(problem.code, problem.values)[0]
    after_fix(git, fix_commands(problem)[0])


def test_a_lock_held_for_a_moment_is_waited_for(git, monkeypatch):
    monkeypatch.setattr(state, "_WAIT_FOR_LOCK", 5)
    lock = git.root / ".git/index.lock"
    lock.touch()
    other_program = threading.Timer(0.3, lock.unlink)
    other_program.start()
    state.require_safe(git.opened, PATH, NOW)
    other_program.join()


def side_branch(git) -> None:
    git("switch", "-q", "-c", "side")
    git.commit("x", b"side\n")
    git("switch", "-q", "main")
    git.commit("x", b"main\n")


def begin_merge(git) -> None:
    side_branch(git)
    git("merge", "side", code=1)


def begin_rebase(git) -> None:
    side_branch(git)
    git("rebase", "side", code=1)


def begin_old_rebase(git) -> None:
    side_branch(git)
    git("rebase", "--apply", "side", code=1)


def begin_am(git) -> None:
    side_branch(git)
    git("format-patch", "-q", "-1", "side", "-o", ".git")
    git("am", "-q", ".git/0001-change-x.patch", code=128)


def begin_pick(git) -> None:
    side_branch(git)
    git("cherry-pick", "side", code=1)


def begin_revert(git) -> None:
    side_branch(git)
    git.commit("x", b"more\n")
    git("revert", "HEAD~1", code=1)


def begin_bisect(git) -> None:
    git.commit("y", b"y")
    git("bisect", "start", "HEAD", "HEAD~1")


@pytest.mark.parametrize(
    ("begin", "what"),
    [
        (begin_merge, "合并"),
        (begin_rebase, "变基"),
        (begin_old_rebase, "变基"),
        (begin_am, "应用补丁"),
        (begin_pick, "拣选提交"),
        (begin_revert, "还原提交"),
        (begin_bisect, "二分查找"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_an_operation_in_progress_is_refused_and_can_be_called_off(git, begin, what):
    begin(git)
    problem = only(git)
    assert problem.code == "git-in-progress"
    assert what in words(problem.code, problem.values)[0]
    after_fix(git, fix_commands(problem)[0])


@pytest.mark.parametrize("branch", ["main", "master", "值班"])
def test_no_branch_is_refused_and_the_fix_leads_back_to_one(git, branch):
    git("branch", "-m", branch)
    git("switch", "-q", "--detach")
    problem = only(git)
    assert problem.code == "head-detached"
    after_fix(git, fix_commands(problem)[0])
    assert git.opened.branch == f"refs/heads/{branch}"


def test_no_identity_is_refused_and_the_fix_works(git, home):
    (home / ".gitconfig").write_text("")
    first, last = fix_commands(only(git))
    follow(git, first)
    after_fix(git, last)


@pytest.mark.parametrize(("seconds", "found"), [(300, []), (301, ["clock-behind"])])
def test_a_clock_more_than_five_minutes_behind_the_last_commit_is_refused(git, seconds, found):
    assert codes(git, now=NOW - timedelta(seconds=seconds)) == found
    assert codes(git, now=NOW) == []


def change(git) -> None:
    git.write(PATH, HEAD + FOUND + b"# mine\n")


def stage(git) -> None:
    change(git)
    git("add", PATH)


def stage_and_put_back(git) -> None:
    stage(git)
    git.write(PATH, HEAD + FOUND)


def shorten(git) -> None:
    git.write(PATH, HEAD)


def untrack(git) -> None:
    git("rm", "-q", "--cached", PATH)


@pytest.mark.parametrize("spoil", [change, stage, shorten], ids=lambda one: one.__name__)
@pytest.mark.parametrize("fix", [0, 1], ids=["put-aside", "drop"])
def test_changes_of_ones_own_are_never_overwritten(git, spoil, fix):
    spoil(git)
    before = (git.root / PATH).read_bytes()
    problem = only(git)
    assert problem.code == "file-dirty"
    with pytest.raises(EnvironmentProblem):
        commit_file(git.opened, PATH, HEAD + FOUND, GROWN, note())
    assert (git.root / PATH).read_bytes() == before
    after_fix(git, fix_commands(problem)[fix])


@pytest.mark.parametrize("spoil", [stage_and_put_back, untrack], ids=lambda one: one.__name__)
def test_staged_changes_are_never_overwritten(git, spoil):
    spoil(git)
    staged = git("ls-files", "--stage")
    problem = only(git)
    assert problem.code == "file-staged"
    with pytest.raises(EnvironmentProblem):
        commit_file(git.opened, PATH, HEAD + FOUND, GROWN, note())
    assert git("ls-files", "--stage") == staged
    see, drop = fix_commands(problem)
    follow(git, see)
    after_fix(git, drop)


def test_a_deleted_file_is_told_and_brought_back(git):
    (git.root / PATH).unlink()
    problem = only(git)
    assert problem.code == "file-missing"
    after_fix(git, fix_commands(problem)[0])


@pytest.mark.parametrize("staged", [False, True])
def test_an_unrecorded_file_in_the_way_is_put_aside(git, staged):
    other = "ledger/2026/11/20261109-aaaa.yml"
    git.write(other, b"mine\n")
    if staged:
        git("add", other)
    problem = only(git, other)
    assert problem.code == "file-untracked"
    follow(git, fix_commands(problem)[0])
    assert codes(git, other) == []
    git("stash", "pop")
    assert (git.root / other).read_bytes() == b"mine\n"


def make_link(git) -> None:
    (git.root / PATH).rename(git.root / "real")
    (git.root / PATH).symlink_to(git.root / "real")


def make_folder_link(git) -> None:
    (git.root / "ledger").rename(git.root / "real")
    (git.root / "ledger").symlink_to("real")


def make_folder(git) -> None:
    (git.root / PATH).unlink()
    (git.root / PATH).mkdir()


def make_pipe(git) -> None:
    (git.root / PATH).unlink()
    os.mkfifo(git.root / PATH)


@pytest.mark.parametrize(
    "spoil", [make_link, make_folder_link, make_folder, make_pipe], ids=lambda one: one.__name__
)
def test_links_and_folders_in_place_of_the_file_are_refused(git, spoil):
    spoil(git)
    assert only(git).code == "path-not-plain"


def test_a_recorded_link_is_refused(git):
    (git.root / "ledger/link.yml").symlink_to("/etc/passwd")
    git("add", ".")
    git("commit", "-q", "-m", "link")
    assert only(git, "ledger/link.yml").code == "path-not-plain"


def test_a_shallow_clone_is_a_problem_for_the_history_only(git, tmp_path):
    git.commit("x", b"x")
    git("clone", "-q", "--depth=1", git.root.as_uri(), str(tmp_path / "cut"))
    repo = open_repository(tmp_path / "cut")
    assert state.unsafe_states(repo, PATH, NOW) == ()
    with pytest.raises(EnvironmentProblem) as problem:
        state.require_history(repo)
    assert problem.value.code == "history-shallow"
    follow(type(git)(repo.root), fix_commands(problem.value)[0])
    state.require_history(open_repository(repo.root))
