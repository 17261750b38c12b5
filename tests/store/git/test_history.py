from __future__ import annotations

from datetime import timedelta

from tests.store.git.repos import FOUND, HEAD, NOW, PATH, TOLD, note

from taizhang.store.git.history import file_diffs, recorded
from taizhang.store.git.past import histories
from taizhang.store.git.repository import open_repository
from taizhang.store.git.write import commit_file

OTHER = "ledger/2026/12/20261201-bbbb.yml"
MORE = b"- at: 2026-11-09 09:20\n  by: c\n"


def minutes(count: int):
    return NOW + timedelta(minutes=count)


def told(git, path=PATH, rev="HEAD", paths=None):
    sha = git("rev-parse", rev)
    found = recorded(git.opened, sha, paths)
    whole = histories(git.opened, sha)
    assert whole.keys() == recorded(git.opened, sha).keys()
    for each, history in whole.items():
        assert history.recorded == recorded(git.opened, sha, [each])[each]
        assert history.revisions == file_diffs(git.opened, each, sha)
    return [int((one.at - NOW).total_seconds() / 60) for one in found[path]]


def test_each_entry_has_the_commit_that_brought_it(git):
    sha = commit_file(git.opened, PATH, HEAD + FOUND, HEAD + FOUND + TOLD, note(when=minutes(7)))
    git.commit("x", b"unrelated", at=minutes(9))
    first, second = recorded(git.opened, git("rev-parse", "HEAD"))[PATH]
    assert (first.at, second.at, second.commit) == (NOW, minutes(7), sha)
    assert (second.author, second.committer) == ("李娜", "值班机")
    assert second.at.utcoffset() == timedelta(0)


def test_a_comment_put_below_an_entry_later_does_not_change_its_time(git):
    git.commit(PATH, HEAD + FOUND + b"# later\n\n", at=minutes(4))
    git.commit(PATH, HEAD + FOUND + b"# later\n\n" + TOLD, at=minutes(5))
    assert told(git) == [0, 5]


def test_two_entries_of_one_commit_share_it(git):
    git.commit(PATH, HEAD + FOUND + TOLD + MORE, at=minutes(3))
    assert told(git) == [0, 3, 3]


def test_equal_entries_are_told_apart_by_their_order(git):
    git.commit(PATH, HEAD + FOUND + TOLD, at=minutes(1))
    git.commit(PATH, HEAD + FOUND + TOLD + TOLD, at=minutes(2))
    assert told(git) == [0, 1, 2]


def test_a_merge_brings_entries_with_the_time_of_their_own_commit(git):
    git("switch", "-q", "-c", "side")
    git.commit(PATH, HEAD + FOUND + TOLD, at=minutes(1))
    git("switch", "-q", "main")
    git.commit("x", b"x", at=minutes(2))
    git("merge", "-q", "--no-ff", "side", at=minutes(30))
    assert told(git) == [0, 1]


def test_an_entry_put_on_again_in_a_merge_keeps_its_first_time(git):
    git("switch", "-q", "-c", "side")
    git.commit(PATH, HEAD + FOUND + TOLD, at=minutes(1))
    git("switch", "-q", "main")
    git.commit(PATH, HEAD + FOUND + MORE, at=minutes(2))
    git("merge", "-q", "side", code=1)
    last = b"- at: 2026-11-09 09:30\n"
    git.commit(PATH, HEAD + FOUND + MORE + TOLD + last, at=minutes(30))
    assert told(git) == [0, 2, 1, 30]
    assert told(git, paths=[PATH]) == [0, 2, 1, 30]


def test_a_copied_commit_keeps_the_earlier_time(git):
    git("switch", "-q", "-c", "side")
    git.commit(PATH, HEAD + FOUND + TOLD, at=minutes(1))
    git("switch", "-q", "main")
    git.commit("x", b"x", at=minutes(2))
    git("cherry-pick", "side", at=minutes(5))
    assert told(git) == [0, 5]
    git("merge", "-q", "--no-ff", "side", at=minutes(30))
    assert told(git) == [0, 1]
    assert told(git, paths=[PATH]) == [0, 1]


def test_a_wrong_clock_never_puts_a_child_before_its_parent(git):
    git.commit(PATH, HEAD + FOUND + TOLD, at=minutes(-60))
    git.commit(PATH, HEAD + FOUND + TOLD + MORE, at=minutes(1))
    assert told(git) == [0, -60, 1]


def test_an_entry_removed_and_brought_back_keeps_its_first_time(git):
    git.commit(PATH, HEAD + FOUND + TOLD, at=minutes(1))
    git.commit(PATH, HEAD + FOUND, at=minutes(2))
    git.commit(PATH, HEAD + FOUND + TOLD, at=minutes(3))
    assert told(git) == [0, 1]


def test_the_record_ends_at_the_commit_asked_for(git):
    git.commit(PATH, HEAD + FOUND + TOLD, at=minutes(1))
    assert told(git, rev="HEAD~") == [0]


def test_every_incident_is_told_in_one_pass_and_one_alone_says_the_same(git):
    for at in range(5):
        git.commit(f"ledger/2026/12/2026120{at}-cccc.yml", HEAD + FOUND, at=minutes(at))
        git.commit(OTHER, HEAD + FOUND * at, at=minutes(10 + at))
    git.commit("ledger/readme.txt", b"- x")
    git.commit("plan/x.yml", HEAD + FOUND)
    rev = git("rev-parse", "HEAD")
    everything = recorded(git.opened, rev)
    assert len(everything) == 7
    for path, found in everything.items():
        assert recorded(git.opened, rev, [path]) == {path: found}
    assert recorded(git.opened, rev, list(everything)) == everything
    assert recorded(git.opened, rev, []) == {}
    assert set(recorded(git.opened, rev, ["plan/x.yml"])) == {"plan/x.yml"}


def test_two_files_of_the_same_bytes_do_not_share_a_time(git):
    git.commit(OTHER, HEAD + FOUND, at=minutes(4))
    assert told(git) == [0]
    assert told(git, OTHER) == [4]


def test_a_path_that_is_not_there_is_left_out(git):
    assert recorded(git.opened, git("rev-parse", "HEAD"), ["ledger/none.yml"]) == {}


def test_in_a_shallow_clone_nothing_is_claimed(git, tmp_path):
    git.commit(PATH, HEAD + FOUND + TOLD, at=minutes(1))
    rev = git("rev-parse", "HEAD")
    git("clone", "-q", "--depth=1", git.root.as_uri(), str(tmp_path / "cut"))
    repo = open_repository(tmp_path / "cut")
    assert repo.shallow
    assert recorded(repo, rev) == {}


def test_the_changes_of_one_file_in_order(git):
    git.commit(PATH, HEAD + FOUND + TOLD, at=minutes(1))
    git.commit("x", b"x", at=minutes(2))
    git.commit(PATH, HEAD + TOLD, at=minutes(3))
    first, second, third = file_diffs(git.opened, PATH, git("rev-parse", "HEAD"))
    assert first.added == (HEAD + FOUND).decode()
    assert (second.added, second.rewritten) == (TOLD.decode(), False)
    assert second.recorded.at == minutes(1)
    assert (third.added, third.rewritten) == ((HEAD + TOLD).decode(), True)


def test_a_removed_file_is_a_rewritten_one(git):
    git("rm", "-q", PATH)
    git("commit", "-qm", "remove")
    assert [one.rewritten for one in file_diffs(git.opened, PATH, git("rev-parse", "HEAD"))] == [
        False,
        True,
    ]


def test_what_lies_before_an_incident_is_not_looked_at(git):
    long_ago = git.commit("ledger/readme.txt", b"a", at=minutes(-30))
    git.commit("ledger/readme.txt", b"b", at=minutes(-20))
    git.commit("ledger/2026/11/20261109-zzzz.yml", HEAD + FOUND, at=minutes(3))
    git.commit("ledger/2026/11/20261109-zzzz.yml", HEAD + FOUND + TOLD, at=minutes(4))
    rev, path = git("rev-parse", "HEAD"), "ledger/2026/11/20261109-zzzz.yml"
    tree = git("rev-parse", f"{long_ago}^{{tree}}")
    (git.root / ".git/objects" / tree[:2] / tree[2:]).unlink()
    found = recorded(git.opened, rev, [path])[path]
    assert [int((one.at - NOW).total_seconds() / 60) for one in found] == [3, 4]
