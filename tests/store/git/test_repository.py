from __future__ import annotations

import os
import shutil
import sys
import textwrap
from pathlib import Path

import pytest
from tests.store.git.repos import HEAD, PATH, Git, fix_commands, follow

import taizhang
from taizhang.errors import EnvironmentProblem
from taizhang.store.git.objects import head
from taizhang.store.git.repository import identity, open_repository


def problem_of(path) -> EnvironmentProblem:
    with pytest.raises(EnvironmentProblem) as problem:
        open_repository(path)
    return problem.value


def fake_git(monkeypatch, tmp_path, script: str) -> None:
    fake = tmp_path / "bin/git"
    fake.parent.mkdir()
    fake.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{fake.parent}:{os.environ['PATH']}")


def test_a_repository_is_found_from_a_folder_below(git):
    repo = open_repository((git.root / PATH).parent)
    assert repo.root == git.root
    assert repo.git_dir == repo.common_dir == git.root / ".git"
    assert repo.branch == "refs/heads/main"
    assert (repo.shallow, repo.bare) == (False, False)


def test_a_repository_without_a_commit_opens(empty):
    assert empty.opened.branch == "refs/heads/main"
    assert head(empty.opened) is None


def test_a_second_work_tree_shares_the_common_folder(git, tmp_path):
    git("worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    repo = open_repository(tmp_path / "side")
    assert repo.branch == "refs/heads/side"
    assert repo.root == tmp_path / "side"
    assert repo.common_dir == git.root / ".git"
    assert repo.git_dir != repo.common_dir


def test_no_branch_is_known_as_such(git):
    git("switch", "-q", "--detach")
    assert git.opened.branch is None


def test_a_shallow_clone_is_known_as_such(git, tmp_path):
    git.commit("x", b"x")
    git("clone", "-q", "--depth=1", git.root.as_uri(), str(tmp_path / "cut"))
    assert open_repository(tmp_path / "cut").shallow


@pytest.mark.parametrize("folder", [".", "missing"])
def test_a_folder_outside_any_repository_is_refused(tmp_path, folder):
    assert problem_of(tmp_path / folder).code == "git-not-a-repository"


def test_a_bare_repository_is_refused_and_the_fix_works(git, tmp_path):
    git("clone", "-q", "--bare", ".", str(tmp_path / "bare"))
    problem = problem_of(tmp_path / "bare")
    assert problem.code == "git-bare"
    follow(Git(tmp_path), fix_commands(problem)[0])
    assert open_repository(tmp_path / "NEW-FOLDER").branch == "refs/heads/main"


def test_gits_own_folder_is_refused(git):
    assert problem_of(git.root / ".git").code == "git-bare"


def test_sha256_is_refused_and_the_fix_works(tmp_path):
    root = tmp_path / "new"
    Git(tmp_path)("init", "-q", "--object-format=sha256", str(root))
    problem = problem_of(root)
    assert problem.code == "git-sha256"
    follow(Git(tmp_path), fix_commands(problem)[0])
    assert open_repository(tmp_path / "NEW-FOLDER").branch == "refs/heads/main"


def test_a_folder_of_another_user_is_refused_and_the_fix_works(git, monkeypatch, tmp_path):
    real = shutil.which("git")
    # Git's own switch for its own tests: it takes every folder for somebody else's.
    fake_git(monkeypatch, tmp_path, f'GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {real} "$@"')
    problem = problem_of(git.root)
    assert problem.code == "git-unsafe-directory"
    assert problem.values["path"] == str(git.root)
    follow(git, fix_commands(problem)[0])
    assert open_repository(git.root).root == git.root


def test_an_old_git_is_told_with_both_versions(git, monkeypatch, tmp_path):
    fake_git(monkeypatch, tmp_path, "echo git version 2.20.1")
    problem = problem_of(git.root)
    assert problem.code == "git-too-old"
    assert problem.values == {"found": "2.20.1", "oldest": "2.38"}


def test_the_identity_is_that_of_the_settings(git):
    assert (identity(git.opened).name, identity(git.opened).email) == (
        "李娜",
        "li.na@taizhang.invalid",
    )
    git("config", "user.name", "张伟")
    assert identity(git.opened).name == "张伟"


@pytest.mark.parametrize("kept", ["", "[user]\n\tname = 李娜\n", "[user]\n\tname = \n\temail=a\n"])
def test_no_identity_is_refused_and_the_fix_works(git, home, kept):
    (home / ".gitconfig").write_text(kept, encoding="utf-8")
    with pytest.raises(EnvironmentProblem) as problem:
        identity(git.opened)
    assert problem.value.code == "git-no-identity"
    for command in fix_commands(problem.value):
        follow(git, command)
    assert (identity(git.opened).name, identity(git.opened).email) == ("NAME", "ADDRESS")


def test_a_servers_hook_reads_the_push_it_judges(git, tmp_path):
    server = tmp_path / "server.git"
    git("clone", "-q", "--bare", ".", str(server))
    seen = tmp_path / "seen"
    hook = server / "hooks/pre-receive"
    hook.write_text(
        textwrap.dedent(f"""\
        #!{sys.executable}
        import sys
        from pathlib import Path
        sys.path.insert(0, {str(Path(taizhang.__file__).parents[1])!r})
        from taizhang.store.git.objects import read_file
        from taizhang.store.git.repository import open_repository
        repo = open_repository(Path("."), hook=True)
        old, new, ref = sys.stdin.readline().split()
        Path({str(seen)!r}).write_bytes(read_file(repo, new, "{PATH}"))
        sys.exit(1)
        """),
        encoding="utf-8",
    )
    hook.chmod(0o755)
    git.commit(PATH, HEAD + b"- new\n")
    git("push", "-q", str(server), "main", code=1)
    assert seen.read_bytes() == HEAD + b"- new\n"
