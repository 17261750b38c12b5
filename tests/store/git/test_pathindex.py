"""A long history without an index of paths is told of, and what is advised is enough."""

from __future__ import annotations

import subprocess

import pytest
from tests.ledgers import git

from taizhang.model.messages import words
from taizhang.store.git.pathindex import MANY, lacks_index
from taizhang.store.git.repository import open_repository


@pytest.mark.parametrize("more", [0, -1])
def test_the_command_that_is_advised_makes_the_index(tmp_path, more):
    git(tmp_path, "init", "-q", "-b", "main")
    one = "commit refs/heads/main\ncommitter x <x@taizhang.invalid> {} +0000\ndata 0\n\n"
    feed = "".join(one.format(1_700_000_000 + number) for number in range(MANY + more))
    words_of = ["git", "fast-import", "--quiet"]
    subprocess.run(words_of, cwd=tmp_path, input=feed.encode(), check=True)
    repo = open_repository(tmp_path)
    assert lacks_index(repo) is (more == 0)
    git(tmp_path, "commit-graph", "write", "--reachable")
    assert lacks_index(repo) is (more == 0)
    _, fix = words("history-unindexed", {"count": MANY})
    git(tmp_path, *fix.rpartition("：git ")[2].split())
    assert not lacks_index(repo)


def test_a_repository_without_a_commit_lacks_nothing(tmp_path):
    git(tmp_path, "init", "-q")
    assert not lacks_index(open_repository(tmp_path))
