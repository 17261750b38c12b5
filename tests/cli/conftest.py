from __future__ import annotations

import pytest
from tests.ledgers import Ledger, git, keyed_ledger, ledger, models, real_ledger

__all__ = ["keyed_ledger", "ledger", "models", "real_ledger"]


@pytest.fixture
def shared(ledger, tmp_path):
    """A remote that this ledger and a colleague's clone share."""
    remote = tmp_path / "remote.git"
    git(tmp_path, "clone", "-q", "--bare", str(ledger.root), str(remote))
    ledger.git("remote", "add", "origin", str(remote))
    ledger.git("fetch", "-q", "origin")
    ledger.git("branch", "-q", "--set-upstream-to=origin/main")
    return remote


@pytest.fixture
def colleague(ledger, shared, tmp_path, monkeypatch, capsys):
    """Another person's clone of the same remote."""
    root = tmp_path / "colleague"
    git(tmp_path, "clone", "-q", str(shared), str(root))
    other = Ledger(root, monkeypatch, capsys)
    other.git("config", "user.name", "李娜")
    other.git("config", "user.email", "li.na@taizhang.invalid")
    return other
