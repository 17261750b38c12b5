"""Real repositories: a home and an identity of their own, no settings of the machine."""

from __future__ import annotations

import os

import pytest
from tests.store.git.repos import FOUND, HEAD, PATH, Git


@pytest.fixture(autouse=True)
def home(tmp_path_factory, monkeypatch):
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "xdg"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    (home / ".gitconfig").write_text(
        "[user]\n\tname = 李娜\n\temail = li.na@taizhang.invalid\n"
        "[init]\n\tdefaultBranch = main\n[commit]\n\tgpgsign = false\n",
        encoding="utf-8",
    )
    return home


@pytest.fixture
def empty(tmp_path) -> Git:
    """A repository without a commit."""
    git = Git(tmp_path / "台账")
    git.root.mkdir()
    git("init", "-q")
    return git


@pytest.fixture
def git(empty) -> Git:
    """A repository with one incident of one entry."""
    empty.write(".gitattributes", b"* -text\n")
    empty("add", ".")
    empty.commit(PATH, HEAD + FOUND)
    return empty
