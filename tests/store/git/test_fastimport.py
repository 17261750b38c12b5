"""A repository out of a stream of commits."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest
from tests.store.git.repos import NOW, Git

from taizhang.store.git.fastimport import Commit, Contents, import_commits, new_repository
from taizhang.store.git.objects import blob_id
from taizhang.store.git.repository import Identity
from taizhang.store.git.run import GitFailed

ME = Identity(name="李娜", email="li.na@taizhang.invalid")
OTHER = Identity(name="王强", email="wang.qiang@taizhang.invalid")


def commit(number, parents, files, **changes):
    asked = {
        "author": OTHER,
        "committer": ME,
        "when": NOW + timedelta(minutes=number),
        "message": f"第 {number} 次",
        "on_main": True,
    }
    return Commit(number=number, parents=parents, files=files, **{**asked, **changes})


STREAM = (
    commit(1, (), {"a.yml": b"1\n", "b/c.yml": "甲\n".encode()}),
    commit(2, (1,), {"a.yml": b"1\n2\n"}, on_main=False),
    commit(3, (1,), {"b/c.yml": "甲\n乙\n".encode()}),
    commit(4, (3, 2), {"a.yml": b"1\n2\n"}),
)


@pytest.fixture
def repo(tmp_path):
    return new_repository(tmp_path, ME)


def test_the_stream_becomes_history_branches_and_all(repo):
    assert import_commits(repo, STREAM) == 4
    git = Git(repo.root)
    assert git("log", "--format=%s|%p", "--first-parent").count("\n") == 2
    assert git("rev-list", "--count", "--merges", "HEAD") == "1"
    assert git("log", "-1", "--format=%an %ae %cn %ct", "HEAD^2").split() == [
        OTHER.name,
        OTHER.email,
        ME.name,
        str(int((NOW + timedelta(minutes=2)).timestamp())),
    ]
    assert git("fsck", "--strict") == ""


def test_contents_may_be_told_ahead_of_their_commits(repo, tmp_path_factory):
    versions = (b"1\n", b"1\n2\n", b"1\n2\n3\n")
    first, second, third = map(blob_id, versions)
    ahead = (
        Contents(versions=versions),
        commit(1, (), {"a.yml": first}),
        commit(2, (1,), {"a.yml": second, "b.yml": third}),
    )
    inline = (
        commit(1, (), {"a.yml": versions[0]}),
        commit(2, (1,), {"a.yml": versions[1], "b.yml": versions[2]}),
    )
    other = new_repository(tmp_path_factory.mktemp("other"), ME)
    assert import_commits(repo, ahead) == import_commits(other, inline) == 2
    assert Git(repo.root)("rev-parse", "HEAD") == Git(other.root)("rev-parse", "HEAD")
    assert (repo.root / "b.yml").read_bytes() == versions[2]


def test_versions_told_together_take_half_the_room(repo, tmp_path_factory):
    chance = Random(1)  # noqa: S311 - no secret
    lines = [f"{chance.getrandbits(2000):x}\n".encode() for _ in range(80)]
    files = {
        f"{name}.yml": tuple(b"".join(lines[name * 8 : name * 8 + size]) for size in range(1, 9))
        for name in range(10)
    }
    steps = [(path, step) for step in range(8) for path in files]
    apart = [
        commit(number, (number - 1,) if number > 1 else (), {path: files[path][step]})
        for number, (path, step) in enumerate(steps, 1)
    ]
    other = new_repository(tmp_path_factory.mktemp("other"), ME)
    import_commits(other, apart)
    import_commits(
        repo,
        (
            *(Contents(versions=versions) for versions in files.values()),
            *(
                replace(each, files={path: blob_id(files[path][step])})
                for each, (path, step) in zip(apart, steps, strict=True)
            ),
        ),
    )
    assert Git(repo.root)("rev-parse", "HEAD") == Git(other.root)("rev-parse", "HEAD")
    assert _size(repo) < _size(other) / 2


def _size(repo):
    return sum(path.stat().st_size for path in repo.git_dir.glob("objects/pack/*.pack"))


def test_a_content_that_was_never_told_is_gits_to_refuse(repo):
    with pytest.raises(GitFailed):
        import_commits(repo, [commit(1, (), {"a": blob_id(b"?")})])


def test_the_work_tree_is_filled_and_clean_on_main(repo):
    import_commits(repo, STREAM)
    git = Git(repo.root)
    assert (repo.root / "a.yml").read_bytes() == b"1\n2\n"
    assert (repo.root / "b" / "c.yml").read_text(encoding="utf-8") == "甲\n乙\n"
    assert git("status", "--porcelain", "--branch") == "## main"
    assert git("for-each-ref", "--format=%(refname)") == "refs/heads/main"


def test_a_stream_without_branches_needs_no_other_ref(repo):
    assert import_commits(repo, STREAM[:1]) == 1
    assert Git(repo.root)("rev-list", "--count", "HEAD") == "1"


def test_the_identity_is_the_repositorys_own(repo):
    git = Git(repo.root)
    assert git("config", "--local", "user.name") == ME.name
    assert git("config", "--local", "user.email") == ME.email


def test_what_the_stream_raises_comes_out_and_nothing_is_recorded(repo):
    def failing():
        yield STREAM[0]
        raise LookupError("here")

    with pytest.raises(LookupError, match="here"):
        import_commits(repo, failing())
    Git(repo.root)("rev-parse", "--verify", "HEAD", code=128)


@pytest.mark.parametrize(
    "wrong",
    [
        {"when": datetime(2026, 11, 9, 10, 0)},  # noqa: DTZ001
        {"author": Identity(name="a <b>", email="c")},
        {"author": Identity(name="a\nb", email="c")},
    ],
    ids=["no zone", "brackets", "line break"],
)
def test_a_commit_git_could_not_write_is_refused(repo, wrong):
    with pytest.raises(ValueError):  # noqa: PT011 - its words are for us, not for a user
        import_commits(repo, [commit(1, (), {"a": b""}, **wrong)])


def test_a_path_out_of_the_work_tree_is_refused(repo):
    with pytest.raises(Exception, match="path-not-plain"):
        import_commits(repo, [commit(1, (), {"../a": b""})])


def test_a_parent_that_was_never_told_is_gits_to_refuse(repo):
    with pytest.raises(GitFailed):
        import_commits(repo, [commit(1, (7,), {"a": b""})])
