from __future__ import annotations

import subprocess
import sys

import pytest
from tests.store.git.repos import FOUND, HEAD, PATH, TOLD, Git, note

from taizhang.errors import EnvironmentProblem, UsageProblem
from taizhang.store.git import remote
from taizhang.store.git.repository import open_repository
from taizhang.store.git.trees import build_commit

MAIN = "refs/heads/main"


@pytest.fixture
def server(git, tmp_path) -> Git:
    """A bare repository that ``git`` and a colleague push to."""
    server = Git(tmp_path / "server.git")
    git("clone", "-q", "--bare", ".", str(server.root))
    git("remote", "add", "origin", str(server.root))
    git("fetch", "-q", "origin")
    return server


@pytest.fixture
def colleague(server, tmp_path) -> Git:
    server("clone", "-q", str(server.root), str(tmp_path / "colleague"))
    return Git(tmp_path / "colleague")


def hook(server: Git, text: str, name: str = "pre-receive") -> None:
    path = server.root / "hooks" / name
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def test_fetching_moves_nothing_of_ones_own(git, colleague, server):
    before = git("rev-parse", "main")
    tip = colleague.commit("x", b"x")
    colleague("push", "-q")
    repo = git.opened
    remote.fetch(repo, "origin")
    assert remote.fetched_tip(repo, "origin", MAIN) == tip
    assert remote.remote_tip(repo, "origin", MAIN) == tip
    assert remote.fetched_tip(repo, "origin", "refs/heads/none") is None
    assert remote.remote_tip(repo, "origin", "refs/heads/none") is None
    assert git("rev-parse", "main") == before
    assert git("status", "--porcelain") == ""


def test_how_two_histories_stand_to_each_other(git):
    base = git("rev-parse", "HEAD")
    ours = git.commit("x", b"x")
    git("switch", "-q", "-c", "side", base)
    git.commit("y", b"y")
    theirs = git.commit("z", b"z")
    git("switch", "-q", "--orphan", "alone")
    git("commit", "-q", "--allow-empty", "-m", "alone")
    alone = git("rev-parse", "HEAD")
    repo = git.opened
    assert remote.ahead_behind(repo, ours, theirs) == (1, 2)
    assert remote.merge_base(repo, ours, theirs) == base
    assert remote.merge_base(repo, ours, alone) is None
    assert remote.is_ancestor(repo, base, ours)
    assert not remote.is_ancestor(repo, ours, theirs)


@pytest.mark.parametrize("ref", [MAIN, "refs/heads/20261109-4mq2/决定"])
def test_a_push_lands_on_the_branch_named(git, server, ref):
    sha = git.commit("x", b"x")
    assert remote.push(git.opened, "origin", sha, ref).state is remote.Pushed.DONE
    assert server("rev-parse", ref) == sha


def test_a_push_never_overwrites(git, colleague, server):
    tip = colleague.commit("x", b"x")
    colleague("push", "-q")
    sha = git.commit("y", b"y")
    assert remote.push(git.opened, "origin", sha, MAIN).state is remote.Pushed.BEHIND
    assert server("rev-parse", "main") == tip


def test_the_words_of_the_servers_check_come_back_fit_to_be_shown(git, server):
    hook(server, "printf '缺少审批：\\033[31m组长\\n第二行\\n' >&2; exit 1")
    sha = git.commit("y", b"y")
    result = remote.push(git.opened, "origin", sha, MAIN)
    assert result.state is remote.Pushed.REFUSED
    assert result.words == "缺少审批：\\u001b[31m组长\n第二行"


def test_a_push_that_landed_although_git_said_no_is_done(git, server, monkeypatch):
    sha = git.commit("y", b"y")
    repo = git.opened
    real = type(repo).ask

    def ask(self, *args, **more):
        answer = real(self, *args, **more)
        return answer._replace(code=128) if args[0] == "push" else answer

    monkeypatch.setattr(type(repo), "ask", ask)
    assert remote.push(repo, "origin", sha, MAIN).state is remote.Pushed.DONE


def test_a_server_that_dies_after_it_took_the_push_has_taken_it(git, server):
    hook(server, "kill -9 $PPID", name="post-receive")
    sha = git.commit("y", b"y")
    assert remote.push(git.opened, "origin", sha, MAIN).state is remote.Pushed.DONE


def test_a_server_that_is_gone_afterwards_leaves_it_open(git, server):
    hook(server, 'mv "$PWD" "$PWD.gone"; kill -9 $PPID', name="post-receive")
    sha = git.commit("y", b"y")
    with pytest.raises(EnvironmentProblem) as problem:
        remote.push(git.opened, "origin", sha, MAIN)
    assert problem.value.code == "push-unknown"


def test_hooks_of_the_clone_do_not_run_at_a_push(git, server, tmp_path):
    mine = git.root / ".git/hooks/pre-push"
    mine.parent.mkdir(exist_ok=True)
    mine.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    mine.chmod(0o755)
    remote.push(git.opened, "origin", git.commit("y", b"y"), MAIN)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("name", ["nobody", "--upload-pack=touch pwned", "", "/nowhere", "-x"])
def test_only_remotes_of_the_settings_are_spoken_to(git, server, name):
    git("config", "remote.-x.url", str(server.root))
    for ask in (
        lambda: remote.fetch(git.opened, name),
        lambda: remote.remote_tip(git.opened, name, MAIN),
        lambda: remote.push(git.opened, name, git("rev-parse", "HEAD"), MAIN),
    ):
        with pytest.raises(UsageProblem) as problem:
            ask()
        assert problem.value.code == "remote-unknown"
    assert not (git.root / "pwned").exists()


@pytest.mark.parametrize("ref", ["main", "refs/tags/x", "refs/heads/a b", "refs/heads/..", "-f"])
def test_only_branches_are_pushed_to(git, server, ref):
    with pytest.raises(UsageProblem) as problem:
        remote.push(git.opened, "origin", git("rev-parse", "HEAD"), ref)
    assert problem.value.code == "branch-name"


@pytest.mark.parametrize("address", ["/nowhere", "ext::sh -c 'touch pwned'"])
def test_a_remote_that_does_not_answer_is_told_and_nothing_is_run(git, address):
    git("remote", "add", "origin", address)
    repo = git.opened
    for ask, code in (
        (lambda: remote.fetch(repo, "origin"), "remote-unreachable"),
        (lambda: remote.remote_tip(repo, "origin", MAIN), "remote-unreachable"),
        (lambda: remote.push(repo, "origin", git("rev-parse", "HEAD"), MAIN), "push-unknown"),
    ):
        with pytest.raises(EnvironmentProblem) as problem:
            ask()
        assert problem.value.code == code
    assert not (git.root / "pwned").exists()


def test_a_password_in_the_address_is_not_told(git):
    git("remote", "add", "origin", "https://li:secret@localhost:1/x")
    with pytest.raises(EnvironmentProblem) as problem:
        remote.fetch(git.opened, "origin")
    assert "secret" not in str(problem.value.values)


def test_a_refusal_ends_the_tries(git, server):
    hook(server, "echo 缺少审批 >&2; exit 1")
    sha = git.commit("y", b"y")
    with pytest.raises(EnvironmentProblem) as problem:
        remote.push_rebuilt(git.opened, "origin", MAIN, lambda tip: sha)
    assert problem.value.code == "push-refused"
    assert problem.value.values["words"] == "缺少审批"


def test_nothing_left_to_do_is_no_push(git, server):
    assert remote.push_rebuilt(git.opened, "origin", MAIN, lambda tip: None) is None


def test_the_tries_come_to_an_end(git, colleague, server, monkeypatch):
    monkeypatch.setattr(remote, "ATTEMPTS", 2)
    colleague.commit("x", b"x")
    colleague("push", "-q")
    sha = git.commit("y", b"y")
    with pytest.raises(EnvironmentProblem) as problem:
        remote.push_rebuilt(git.opened, "origin", MAIN, lambda tip: sha)
    assert problem.value.code == "push-busy"


def test_what_is_built_upon_the_tip_lands(git, colleague, server):
    tip = colleague.commit("x", b"x")
    colleague("push", "-q")
    repo = git.opened
    grown = {PATH: HEAD + FOUND + TOLD}
    sha = remote.push_rebuilt(
        repo, "origin", MAIN, lambda tip: build_commit(repo, tip, grown, note())
    )
    assert server("rev-parse", "main", "main~") == f"{sha}\n{tip}"


def test_pauses_are_random_and_never_long():
    found = list(remote.pauses(40))
    assert len(set(found)) == 40
    assert min(found) >= 0
    assert max(found) <= 3
    assert max(found[:1]) <= 0.1


CLIENT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from taizhang.store.git.objects import read_file
from taizhang.store.git.remote import push_rebuilt
from taizhang.store.git.repository import Identity, open_repository
from taizhang.store.git.trees import Note, build_commit
root, path, name, count = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
repo = open_repository(root)
who = Identity(name=name, email="a@b")
note = Note(message="x", author=who, committer=who, when=datetime(2026, 11, 9, tzinfo=UTC))
for at in range(count):
    entry = f"- {name} {at}\\n".encode()
    push_rebuilt(repo, "origin", "refs/heads/main", lambda tip: build_commit(
        repo, tip, {path: read_file(repo, tip, path) + entry}, note))
"""


@pytest.mark.slow
def test_clients_that_push_at_the_same_time_lose_nothing(git, server, tmp_path):
    clients = []
    for name in "abcd":
        server("clone", "-q", str(server.root), str(tmp_path / name))
        clients.append(
            subprocess.Popen([sys.executable, "-c", CLIENT, str(tmp_path / name), PATH, name, "3"])
        )
    assert [client.wait(timeout=300) for client in clients] == [0] * 4
    lines = server("show", f"main:{PATH}").split("by: a\n")[-1]
    found = [line for line in lines.splitlines() if line[:3] in {"- a", "- b", "- c", "- d"}]
    assert sorted(line for line in found if not line.startswith("- at")) == [
        f"- {name} {at}" for name in "abcd" for at in range(3)
    ]
    assert server("rev-list", "--count", "main") == "13"
    assert open_repository(tmp_path / "a").branch == MAIN
