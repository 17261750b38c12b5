"""What one running git answers is what a git of its own would have answered to each question."""

from __future__ import annotations

import os
import subprocess

import pytest
from tests.store.git.repos import FOUND, HEAD, PATH

from taizhang.errors import EnvironmentProblem
from taizhang.store.git.objects import (
    blob_sizes,
    commit_time,
    list_blobs,
    read_blobs,
    tree_id,
)
from taizhang.store.git.run import GitFailed
from taizhang.store.git.talk import talking


@pytest.fixture
def odd(git):
    """A commit of everything a tree may hold, names that are hard to read among it."""
    for name in ("ledger/run", "ledger.d/x", "ledger/a\nb", "ledger/带 空格", "ledger0"):
        git.write(name, name.encode())
    (git.root / "ledger/run").chmod(0o755)
    (git.root / "ledger/link").symlink_to("run")
    os.mkfifo(git.root / "unread")
    (git.root / os.fsdecode(b"ledger/\xff")).write_bytes(b"")
    git("add", "ledger", "ledger.d", "ledger0")
    git("update-index", "--add", "--cacheinfo", f"160000,{git('rev-parse', 'HEAD')},ledger/模块")
    git("commit", "-qm", "odd\n\ncommitter nobody <> 1 +0000")
    return git


@pytest.mark.parametrize("prefix", ["", "ledger", "ledger/", "ledger/2026", "ledger/run", "none"])
def test_files_below_a_folder(odd, prefix):
    repo, rev = odd.opened, odd("rev-parse", "HEAD")
    with talking(repo) as held:
        assert list_blobs(held, rev, prefix) == list_blobs(repo, rev, prefix)
        assert list_blobs(held, rev, prefix) == list_blobs(repo, rev, prefix)


def test_modes_of_old_are_shown_as_git_shows_them(git):
    blob = git("rev-parse", f"HEAD:{PATH}")
    raw = b"".join(
        b"%s %s\0%s" % (mode, b"f" + mode, bytes.fromhex(blob))
        for mode in (b"100600", b"100644", b"100664", b"100744", b"100755", b"120000")
    )
    tree = _written(git, "tree", raw)
    commit = git("commit-tree", "-m", "x", tree)
    with talking(git.opened) as held:
        assert list_blobs(held, commit) == list_blobs(git.opened, commit)


@pytest.mark.parametrize("path", ["", "ledger", PATH, "ledger/模块", f"{PATH}/below", "a\nb", "no"])
def test_ids_by_path(odd, path):
    repo, rev = odd.opened, odd("rev-parse", "HEAD")
    with talking(repo) as held:
        assert tree_id(held, rev, path) == tree_id(repo, rev, path)


def test_blobs_and_their_sizes(odd):
    repo = odd.opened
    ids = [each.id for each in list_blobs(repo, odd("rev-parse", "HEAD")) if each.kind == "blob"]
    ids *= 500  # more questions than a pipe holds
    with talking(repo) as held:
        assert list(read_blobs(held, ids)) == list(read_blobs(repo, ids))
        assert blob_sizes(held, ids) == blob_sizes(repo, ids)
        assert list(read_blobs(held, ())) == []
        assert blob_sizes(held, ()) == {}


def test_the_time_of_a_commit(odd):
    repo, rev = odd.opened, odd("rev-parse", "HEAD")
    with talking(repo) as held:
        assert commit_time(held, rev) == commit_time(repo, rev)


@pytest.mark.parametrize("what", ["HEAD", "HEAD^{tree}", "missing"])
def test_what_is_no_blob_is_told_in_the_same_words_and_the_talk_goes_on(git, what):
    one = "1" * 40 if what == "missing" else git("rev-parse", what)
    blob = git("rev-parse", f"HEAD:{PATH}")
    with talking(git.opened) as held:
        for ask in (
            lambda repo: blob_sizes(repo, [one]),
            lambda repo: list(read_blobs(repo, [one, blob])),
        ):
            with pytest.raises(GitFailed) as here:
                ask(held)
            with pytest.raises(GitFailed) as there:
                ask(git.opened)
            assert here.value.values == there.value.values
        assert list(read_blobs(held, [blob])) == [(blob, HEAD + FOUND)]


def test_a_folder_that_is_gone_is_no_empty_one(odd):
    tree = odd("rev-parse", "HEAD:ledger/2026")
    (odd.root / ".git/objects" / tree[:2] / tree[2:]).unlink()
    rev = odd("rev-parse", "HEAD")
    with talking(odd.opened) as held, pytest.raises(GitFailed):
        list_blobs(held, rev, "ledger")


def test_only_full_ids_are_asked_for(git):
    with talking(git.opened) as held:
        for ask in (
            blob_sizes,
            lambda repo, ids: list(read_blobs(repo, ids)),
            lambda repo, ids: commit_time(repo, ids[0]),
        ):
            with pytest.raises(ValueError):  # noqa: PT011
                ask(held, ["HEAD"])


@pytest.mark.parametrize("said", ["", "1111", "1" * 40 + " blob 9\\nshort"])
def test_a_git_that_falls_silent_is_an_error_each_time(git, monkeypatch, said):
    repo = git.opened
    dying = git.root / "bin/git"
    git.write("bin/git", f"#!/bin/sh\nprintf '{said}'; echo broken >&2; exit 3\n".encode())
    dying.chmod(0o755)
    monkeypatch.setenv("PATH", f"{dying.parent}:{os.environ['PATH']}")
    with talking(repo) as held:
        for _ in range(2):
            with pytest.raises(GitFailed) as failure:
                list(read_blobs(held, ["1" * 40] * 5000))
            assert (failure.value.returncode, failure.value.detail) == (3, "broken")


def test_a_git_that_is_too_old_is_told_as_such(git, monkeypatch):
    repo = git.opened
    old = git.root / "bin/git"
    git.write(
        "bin/git", b"#!/bin/sh\ncase $* in *version*) echo git version 2.30.2;; *) exit 129; esac"
    )
    old.chmod(0o755)
    monkeypatch.setenv("PATH", f"{old.parent}:{os.environ['PATH']}")
    with talking(repo) as held, pytest.raises(EnvironmentProblem) as problem:
        blob_sizes(held, ["1" * 40])
    assert (problem.value.code, problem.value.values["found"]) == ("git-too-old", "2.30.2")


def test_it_ends_with_the_block(git):
    with talking(git.opened) as held:
        commit_time(held, git("rev-parse", "HEAD"))
    with pytest.raises(ValueError):  # noqa: PT011 - a closed file's own words
        commit_time(held, git("rev-parse", "HEAD"))


def _written(git, kind, raw):
    done = subprocess.run(
        ["git", "hash-object", "-w", "-t", kind, "--literally", "--stdin"],
        cwd=git.root, input=raw, check=True, capture_output=True,
    )  # fmt: skip
    return done.stdout.decode().strip()
