"""Files are read from the ledger's folder and from nowhere else."""

from __future__ import annotations

import os

import pytest
from tests.ledgers import commit, git

from taizhang.errors import EnvironmentProblem
from taizhang.model.messages import words
from taizhang.store.git.objects import head
from taizhang.store.git.repository import open_repository
from taizhang.store.git.source import CommitSource, FewFiles
from taizhang.store.worktree import LARGEST, WorkTree


@pytest.fixture
def root(tmp_path):
    ledger = tmp_path / "ledger-root"
    (ledger / "plan" / "office").mkdir(parents=True)
    (ledger / "plan" / "office" / "a.yml").write_bytes(b"a: b\n")
    (ledger / "plan" / "z.yml").write_bytes(b"z: z\n")
    (tmp_path / "secret.yml").write_bytes(b"secret: yes\n")
    return ledger


def test_a_file_is_read_by_its_path(root):
    assert WorkTree(root).read("plan/office/a.yml") == b"a: b\n"


@pytest.mark.parametrize("path", ["plan/none.yml", "none/none.yml"])
def test_what_is_not_there_is_none(root, path):
    assert WorkTree(root).read(path) is None


def refused(root, path):
    with pytest.raises(EnvironmentProblem) as caught:
        WorkTree(root).read(path)
    assert all(words(caught.value.code, caught.value.values))
    return caught.value.code


@pytest.mark.parametrize(
    "path", ["../secret.yml", "plan/../../secret.yml", "/etc/hostname", "", "plan//z.yml", "./plan"]
)
def test_a_path_never_leads_out(root, path):
    assert refused(root, path) == "source-outside"


def test_a_link_to_a_file_is_not_followed(root):
    (root / "plan" / "link.yml").symlink_to(root.parent / "secret.yml")
    assert refused(root, "plan/link.yml") == "source-is-link"


def test_a_link_to_a_folder_is_not_followed(root):
    (root / "plan" / "roster").symlink_to(root.parent)
    assert refused(root, "plan/roster/secret.yml") == "source-is-link"
    assert WorkTree(root).list("plan/roster") == ()


def test_names_are_those_directly_in_a_folder(root):
    git(root, "init", "-q")
    commit(root, "begin")
    repo = open_repository(root)
    rev = head(repo) or ""
    (root / "link").symlink_to(root.parent)
    for source in (WorkTree(root), CommitSource(repo, rev), FewFiles(repo, rev)):
        assert source.names("plan") == ("office", "z.yml")
        assert source.names("plan/office") == ("a.yml",)
        assert not any(map(source.names, ("none", "link", "plan/none")))
    assert WorkTree(root).names("plan/z.yml") == ()


def test_of_a_commit_only_the_folder_that_is_named_is_listed(root, monkeypatch):
    git(root, "init", "-q")
    commit(root, "begin")
    repo = open_repository(root)
    rev, asked = head(repo) or "", []
    run = type(repo).git

    def noted(self, *words, **more):
        asked.append(words)
        return run(self, *words, **more)

    monkeypatch.setattr(type(repo), "git", noted)
    for source in (CommitSource(repo, rev), FewFiles(repo, rev)):
        assert source.names("plan") == ("office", "z.yml")
    assert [words[-1] for words in asked] == ["plan/", "plan/"]
    assert not any("-r" in words for words in asked)


def test_a_pipe_is_no_file_and_nobody_waits_for_its_writer(root):
    os.mkfifo(root / "plan" / "pipe.yml")
    assert refused(root, "plan/pipe.yml") == "source-not-plain"


def test_a_folder_is_no_file(root):
    assert refused(root, "plan/office") == "source-not-plain"


def test_a_file_as_a_folder_cannot_be_read(root):
    assert refused(root, "plan/z.yml/a.yml") == "source-not-read"


def test_a_huge_file_is_not_read(root):
    with (root / "plan" / "huge.yml").open("wb") as file:
        file.truncate(LARGEST + 1)
    assert refused(root, "plan/huge.yml") == "source-too-large"


def test_all_files_below_a_folder_are_listed_in_order(root):
    assert WorkTree(root).list("plan") == ("plan/office/a.yml", "plan/z.yml")
    assert WorkTree(root).list("plan/office") == ("plan/office/a.yml",)
    assert WorkTree(root).list("") == ("plan/office/a.yml", "plan/z.yml")
    assert WorkTree(root).list("none") == ()


def test_links_are_listed_but_hidden_folders_are_not(root):
    (root / "plan" / "away").symlink_to(root.parent)
    (root / ".git").mkdir()
    (root / ".git" / "config").write_bytes(b"")
    assert WorkTree(root).list("") == ("plan/away", "plan/office/a.yml", "plan/z.yml")
