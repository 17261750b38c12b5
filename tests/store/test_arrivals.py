"""When commits came to the server: from its receipts, and only as far as they tell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.ledgers import git

from taizhang.model.push import Receipt, RefUpdate
from taizhang.model.recorded import Recorded
from taizhang.store.arrivals import Arrivals
from taizhang.store.git.repository import open_repository
from taizhang.store.receipts import note

MAIN = "refs/heads/main"
NOW = datetime(2026, 11, 9, 10, 0, tzinfo=UTC)
WHO = ("-c", "user.name=x", "-c", "user.email=x@taizhang.invalid")


@pytest.fixture
def line(tmp_path):
    """A repository, and by name its commits: a b c d e on main, s beside c, m joins both."""
    git(tmp_path, "init", "-q", "-b", "main")
    made: dict[str, str] = {}

    def commit(name, *parents):
        words = [word for parent in parents for word in ("-p", made[parent])]
        tree = git(tmp_path, "mktree").strip()
        made[name] = git(tmp_path, *WHO, "commit-tree", *words, "-m", name, tree).strip()

    commit("a")
    for before, name in zip("abb", "bcs", strict=True):
        commit(name, before)
    commit("m", "c", "s")
    commit("d", "m")
    commit("e", "d")
    git(tmp_path, "update-ref", MAIN, made["e"])
    return tmp_path, made


def told(line, *pushes):
    """Minutes after ``NOW`` at which each commit came, of pushes ``(minute, old, new)``."""
    root, made = line
    repo = open_repository(root)
    note(
        repo.common_dir,
        (
            Receipt(NOW + timedelta(minutes=at), RefUpdate(ref, made.get(old), made.get(new)), "x")
            for at, old, new, ref in ((*push, MAIN)[:4] for push in pushes)
        ),
    )
    asked = [Recorded(at=NOW, commit=sha, author="x", committer="x") for sha in made.values()]
    stamped = Arrivals(repo, made["e"]).stamped(asked)
    minutes = [None if each.received is None else each.received - NOW for each in stamped]
    return {
        name: int(each.total_seconds() / 60)
        for name, each in zip(made, minutes, strict=True)
        if each is not None
    }


@pytest.mark.parametrize(
    ("pushes", "wanted"),
    [
        ((), {}),
        (((1, "", "a"), (2, "a", "b"), (3, "b", "c")), {"a": 1, "b": 2, "c": 3}),
        (((1, "b", "m"), (2, "m", "e")), {"c": 1, "s": 1, "m": 1, "d": 2, "e": 2}),
        (((1, "a", "b"), (2, "m", "e")), {"b": 1, "d": 2, "e": 2}),
        (((1, "b", "lost"), (2, "b", "c"), (3, "b", "c")), {"c": 2}),
        (((1, "b", "s", "refs/heads/other"), (2, "c", "m")), {"m": 2, "s": 2}),
    ],
    ids=["none", "one a push", "a merge", "a gap", "one that lost the race", "another branch"],
)
def test_a_commit_came_with_the_push_that_brought_it(line, pushes, wanted):
    assert told(line, *pushes) == wanted
