"""When commits came to the server: from its receipts, and only as far as they tell."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from tests.ledgers import git

from taizhang.model.push import Receipt, RefUpdate
from taizhang.model.record import replace
from taizhang.model.recorded import Recorded
from taizhang.store.arrivals import Arrivals
from taizhang.store.git.repository import Repository, open_repository
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


def pushed(folder, sizes, before):
    """A line of commits a minute apart, ``before`` of them from before any push, then ``sizes``.

    The repository; the commits as recorded, oldest first; when each came to it.
    """
    git(folder, "init", "-q", "-b", "main")
    count = before + sum(sizes)
    stamps = [int(NOW.timestamp()) + 60 * number for number in range(count)]
    feed = "".join(
        f"commit {MAIN}\ncommitter x <x@taizhang.invalid> {at} +0000\ndata 0\n\n" for at in stamps
    )
    words = ["git", "fast-import", "--quiet"]
    subprocess.run(words, cwd=folder, input=feed.encode(), check=True)
    names = git(folder, "rev-list", "--reverse", MAIN).split()
    made = [
        Recorded(at=NOW + timedelta(minutes=number), commit=name, author="x", committer="x")
        for number, name in enumerate(names)
    ]
    came: list[datetime | None] = [None] * before
    receipts = []
    for size in sizes:
        end = len(came) + size
        update = RefUpdate(MAIN, names[len(came) - 1] if came else None, names[end - 1])
        receipts.append(Receipt(made[end - 1].at + timedelta(seconds=5), update, "x"))
        came += [receipts[-1].at] * size
    repo = open_repository(folder)
    note(repo.common_dir, receipts)
    return repo, made, came


@pytest.mark.parametrize("before", [0, 7])
def test_a_commits_own_time_may_be_wrong_and_what_is_found_is_the_same(tmp_path, before):
    repo, made, came = pushed(tmp_path, [1, 3, 2, 1, 5, 4, 1, 1, 6, 2] * 3, before)
    rev = made[-1].commit
    assert [each.received for each in Arrivals(repo, rev).stamped(made)] == came
    for wrong in (timedelta(0), timedelta(days=-9), timedelta(days=9), timedelta(minutes=-20)):
        for number in range(0, len(made), 9):
            asked = replace(made[number], at=made[number].at + wrong)
            (found,) = Arrivals(repo, rev).stamped([asked])
            assert found.received == came[number], (wrong, number)


def test_of_a_few_commits_git_tells_what_came_about_their_time(tmp_path, monkeypatch):
    repo, made, came = pushed(tmp_path, [2] * 300, 3)
    told = []
    ask = Repository.ask

    def heard(self, *words, **how):
        answer = ask(self, *words, **how)
        told.append(answer.out.count(b"\n"))
        return answer

    monkeypatch.setattr(Repository, "ask", heard)
    for number in (0, 3, 301, 601):
        (found,) = Arrivals(repo, made[-1].commit).stamped([made[number]])
        assert found.received == came[number]
    assert 0 < sum(told) < 100
    told.clear()
    every = Arrivals(repo, made[-1].commit).stamped(made)
    assert [each.received for each in every] == came
    assert len(told) < 20
