from __future__ import annotations

import pytest
from tests.store.git.repos import FOUND, HEAD, PATH

from taizhang.errors import UsageProblem
from taizhang.store.git.objects import (
    Listed,
    blob_id,
    blob_sizes,
    head,
    list_blobs,
    list_paths,
    listed_at,
    read_blobs,
    read_file,
    require_id,
    resolve,
    tree_id,
)
from taizhang.store.git.run import GitFailed


def test_the_id_of_a_blob_is_gits_own(git):
    assert blob_id(HEAD + FOUND) == git("rev-parse", f"HEAD:{PATH}")


def test_head_and_trees_are_told(git):
    repo = git.opened
    rev = require_id(head(repo) or "")
    assert rev == git("rev-parse", "HEAD")
    assert tree_id(repo, rev) == git("rev-parse", "HEAD^{tree}")
    assert tree_id(repo, rev, "ledger/2026") == git("rev-parse", "HEAD:ledger/2026")
    assert tree_id(repo, rev, "nothing") is None


@pytest.mark.parametrize("name", ["main", "HEAD", "v1", "HEAD~0", "--output=pwned", "分支"])
def test_names_of_people_are_resolved_to_full_ids(git, name):
    sha = git("rev-parse", "HEAD")
    git("tag", "-a", "v1", "-m", "x")
    git("update-ref", "refs/heads/--output=pwned", sha)
    git("branch", "分支")
    assert resolve(git.opened, name) == sha
    assert not (git.root / "pwned").exists()


@pytest.mark.parametrize(
    "name", ["", "nothing", "--output=other", "-h", "a\nb", "a\0b", f"HEAD:{PATH}", "HEAD..HEAD"]
)
def test_names_of_nothing_are_refused(git, name):
    with pytest.raises(UsageProblem) as problem:
        resolve(git.opened, name)
    assert problem.value.code == "revision-unknown"
    assert not (git.root / "other").exists()


@pytest.mark.parametrize("text", ["main", "abc", "A" * 40, "0" * 41, "--output=x", ""])
def test_only_full_ids_reach_git(git, text):
    with pytest.raises(ValueError):  # noqa: PT011  the text itself is the message
        require_id(text)


@pytest.mark.parametrize("ids", [["HEAD"], ["a" * 41, "b" * 39], [f"{'a' * 40}\n{'b' * 40}"]])
def test_only_full_ids_are_asked_for_together(git, ids):
    with pytest.raises(ValueError):  # noqa: PT011  the ids themselves are the message
        blob_sizes(git.opened, ids)
    with pytest.raises(ValueError):  # noqa: PT011
        list(read_blobs(git.opened, ids))


def test_blobs_are_listed_with_their_modes(git):
    git.write("ledger/run", b"r")
    (git.root / "ledger/run").chmod(0o755)
    (git.root / "ledger/link").symlink_to("run")
    git("add", ".")
    sha = git("rev-parse", "HEAD")
    git("update-index", "--add", "--cacheinfo", f"160000,{sha},ledger/模块")
    git("commit", "-qm", "x")
    listed = list_blobs(git.opened, git("rev-parse", "HEAD"), "ledger")
    assert {entry.path: (entry.mode, entry.is_plain) for entry in listed} == {
        PATH: ("100644", True),
        "ledger/run": ("100755", True),
        "ledger/link": ("120000", False),
        "ledger/模块": ("160000", False),
    }
    everything = list_blobs(git.opened, git("rev-parse", "HEAD"))
    assert {entry.path for entry in everything} == {entry.path for entry in listed} | {
        ".gitattributes"
    }
    assert list_blobs(git.opened, sha, "nothing") == ()


def test_one_level_of_a_tree_is_listed(git):
    repo = git.opened
    assert list_paths(repo, git("rev-parse", "HEAD"), ("ledger/",)) == (
        Listed("040000", "tree", git("rev-parse", "HEAD:ledger/2026"), "ledger/2026"),
    )


def test_one_file_is_read_by_its_literal_path(git):
    git.commit("a*", b"star")
    git.commit("ab", b"other")
    repo = git.opened
    rev = git("rev-parse", "HEAD")
    assert read_file(repo, rev, "a*") == b"star"
    assert read_file(repo, rev, "a?") is None
    assert read_file(repo, rev, "ledger") is None
    assert read_file(repo, None, "ab") is None
    assert listed_at(repo, rev, "ledger") == Listed(
        "040000", "tree", git("rev-parse", "HEAD:ledger"), "ledger"
    )


def test_a_link_is_never_read_as_a_file(git):
    (git.root / "link").symlink_to("/etc/passwd")
    git("add", ".")
    git("commit", "-qm", "x")
    assert read_file(git.opened, git("rev-parse", "HEAD"), "link") is None


def test_blobs_stream_in_the_order_asked_for(git):
    contents = [b"x" * size for size in (0, 1, 10, 100_000)] + [b"a\nb\0\xff\n"]
    ids = []
    for at, data in enumerate(contents):
        git.write(str(at), data)
        ids.append(git("hash-object", "-w", str(at)))
    wanted = [*reversed(ids), ids[0]] * 50
    repo = git.opened
    assert list(read_blobs(repo, wanted)) == [(one, contents[ids.index(one)]) for one in wanted]
    assert blob_sizes(repo, wanted) == {
        one: len(data) for one, data in zip(ids, contents, strict=True)
    }
    assert list(read_blobs(repo, [])) == []


@pytest.mark.parametrize("what", ["HEAD", "HEAD^{tree}", "missing"])
def test_what_is_no_blob_is_an_error(git, what):
    one = "1" * 40 if what == "missing" else git("rev-parse", what)
    with pytest.raises(GitFailed):
        list(read_blobs(git.opened, [one]))
    with pytest.raises(GitFailed):
        blob_sizes(git.opened, [one])
