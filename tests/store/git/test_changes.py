from __future__ import annotations

from datetime import timedelta

from tests.store.git.repos import FOUND, HEAD, NOW, PATH, TOLD

from taizhang.store.git.changes import Change, changes, commits_between
from taizhang.store.git.objects import moment
from taizhang.store.git.repository import Identity


def test_what_differs_between_two_commits(git):
    old = git("rev-parse", "HEAD")
    git.commit("新 文件", b"n")
    git("mv", ".gitattributes", "moved")
    (git.root / "link").symlink_to("x")
    git("add", ".")
    new = git.commit(PATH, HEAD + FOUND + TOLD)
    attributes = git("rev-parse", f"{old}:.gitattributes")
    found = {change.path: change for change in changes(git.opened, old, new)}
    assert found[".gitattributes"] == Change(
        ".gitattributes", "D", "100644", "000000", attributes, None
    )
    assert found["moved"] == Change("moved", "A", "000000", "100644", None, attributes)
    assert found["link"].new_mode == "120000"
    assert found[PATH].status == "M"
    assert found[PATH].old_id == git("rev-parse", f"{old}:{PATH}")
    assert set(found) == {".gitattributes", "moved", "link", PATH, "新 文件"}
    assert changes(git.opened, new, new) == ()


def test_from_nothing_everything_differs(git):
    found = changes(git.opened, None, git("rev-parse", "HEAD"))
    assert [(change.path, change.status) for change in found] == [
        (".gitattributes", "A"),
        (PATH, "A"),
    ]


def test_the_commits_between_two_parents_first(git):
    first = git("rev-parse", "HEAD")
    second = git.commit("x", b"1", at=NOW + timedelta(minutes=1))
    git("switch", "-q", "-c", "side")
    git.write("y", b"2")
    git("add", "y")
    git("commit", "-qm", "主题\n\n正文\n\n依据: x", at=NOW - timedelta(days=1))
    side = git("rev-parse", "HEAD")
    git("switch", "-q", "main")
    git("merge", "-q", "--no-ff", "-m", "merge", "side")
    merge = git("rev-parse", "HEAD")
    found = commits_between(git.opened, first, merge)
    assert [commit.sha for commit in found] == [second, side, merge]
    assert [commit.parents for commit in found] == [(first,), (second,), (second, side)]
    assert found[1].message == "主题\n\n正文\n\n依据: x"
    assert found[1].at == found[1].authored_at == NOW - timedelta(days=1)
    assert found[0].author == Identity(name="李娜", email="li.na@taizhang.invalid")
    assert commits_between(git.opened, None, merge)[0].sha == first
    assert commits_between(git.opened, merge, merge) == ()


def test_a_claimed_time_beyond_all_calendars_does_not_stop_the_check():
    assert moment("99999999999999").year == 9999
    assert moment("-1").year == 1970
