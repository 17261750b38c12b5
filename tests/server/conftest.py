"""A server's bare ledger with the hook, made once, and clones that push to it."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from tests.server.pushing import TAIZHANG, Client, git

_SETTINGS = """\
[user]
    name = 李娜
    email = li.na@taizhang.invalid
[init]
    defaultBranch = main
[advice]
    detachedHead = false
"""


@pytest.fixture(scope="session")
def office(clean_environment, tmp_path_factory):
    """A drill ledger of this very day, bare and with its hook, and the text of a new incident."""
    base = tmp_path_factory.mktemp("office")
    settings = base / "gitconfig"
    settings.write_text(_SETTINGS, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", str(settings))
        _run("demo", base / "demo", "--incidents", "6")
        git(base, "clone", "-q", "--bare", base / "demo", base / "ledger.git")
        shutil.copytree(base / "ledger.git", base / "hooked.git")
        _run("hook", "install", base / "hooked.git")
        _run("new", "--nature", "咨询", "--title", "网民询问如何旁听会议", "--summary", "询问如何报名",
             "--level", "一般", "--reason", "浏览不足百次", "--scope", "公众关注", "--platform", "论坛",
             cwd=base / "demo")  # fmt: skip
        (made,) = git(base / "demo", "diff", "--name-only", "HEAD~1", "HEAD").split()
        incident = (base / "demo" / made).read_text("utf-8")
    return base, settings, incident


@pytest.fixture(autouse=True)
def settings(office, monkeypatch):
    """Git's settings of everybody here: hooks run."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(office[1]))


@pytest.fixture
def bare(office, tmp_path):
    """A server's repository without a hook yet."""
    shutil.copytree(office[0] / "ledger.git", tmp_path / "ledger.git")
    return tmp_path / "ledger.git"


@pytest.fixture
def server(office, tmp_path):
    """A server's repository with its hook."""
    shutil.copytree(office[0] / "hooked.git", tmp_path / "ledger.git")
    return tmp_path / "ledger.git"


@pytest.fixture
def client(server, office, tmp_path):
    """A clone of it."""
    return Client(tmp_path / "client", str(server), office[2])


def _run(*words, cwd=None):
    subprocess.run([TAIZHANG, *map(str, words)], cwd=cwd, check=True, capture_output=True)
