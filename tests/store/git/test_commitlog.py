"""What is asked of the commits that came after an earlier tip."""

from __future__ import annotations

from datetime import timedelta

from tests.store.git.repos import FOUND, HEAD, NOW, PATH, TOLD

from taizhang.store.git.commitlog import Since, commits_since, every_commit
from taizhang.store.git.objects import NO_ID

OTHER = "ledger/2026/11/20261109-zzzz.yml"
EARLY = NOW - timedelta(days=9)


def lines(*ids):
    return "".join(f"{one}\n" for one in ids).encode()


def test_commits_upon_the_tip_in_their_order(git):
    tip = git("rev-parse", "HEAD")
    first = git.commit(PATH, HEAD + FOUND + TOLD, at=EARLY)
    second = git.commit(OTHER, HEAD)
    assert commits_since(git.opened, second, tip) == Since(lines(first, second), None)
    assert commits_since(git.opened, tip, tip) == Since(b"", None)
    assert every_commit(git.opened, second).endswith(lines(tip, first, second))


def test_a_merge_tells_of_the_earliest_commit_it_brought(git):
    base = git("rev-parse", "HEAD")
    tip = git.commit(PATH, HEAD + FOUND + TOLD)
    git("checkout", "-q", "-b", "side", base)
    side = git.commit(OTHER, HEAD, at=EARLY)
    git("checkout", "-q", "main")
    git("merge", "-q", "--no-ff", "side")
    rev = git("rev-parse", "HEAD")
    assert commits_since(git.opened, rev, tip) == Since(lines(side, rev), EARLY)
    assert commits_since(git.opened, rev, side) == Since(lines(tip, rev), NOW)
    assert commits_since(git.opened, rev, base) == Since(lines(side, tip, rev), EARLY)


def test_a_history_that_came_in_with_a_root_of_its_own(git):
    tip = git("rev-parse", "HEAD")
    git("checkout", "-q", "--orphan", "strangers")
    root = git.commit(OTHER, HEAD, at=EARLY)
    assert commits_since(git.opened, root, tip) is None
    git("checkout", "-q", "main")
    git("merge", "-q", "--no-ff", "--allow-unrelated-histories", "strangers")
    rev = git("rev-parse", "HEAD")
    assert commits_since(git.opened, rev, tip) == Since(lines(root, rev), EARLY)


def test_nothing_is_known_of_a_tip_that_is_no_part_of_it(git):
    base = git("rev-parse", "HEAD")
    tip = git.commit(PATH, HEAD + FOUND + TOLD)
    git("checkout", "-q", "-b", "side", base)
    side = git.commit(OTHER, HEAD)
    assert commits_since(git.opened, side, tip) is None
    assert commits_since(git.opened, base, tip) is None
    assert commits_since(git.opened, side, NO_ID) is None
