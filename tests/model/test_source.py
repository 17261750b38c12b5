"""What is read from is a work tree or a commit; nothing else asks which."""

from __future__ import annotations

import inspect

import pytest

from taizhang.model.source import Source, names_in
from taizhang.store.git.source import CommitSource
from taizhang.store.worktree import WorkTree


@pytest.mark.parametrize("kind", [WorkTree, CommitSource])
@pytest.mark.parametrize("name", ["read", "list", "names"])
def test_a_source_reads_and_lists(kind, name):
    asked = list(inspect.signature(getattr(Source, name)).parameters)
    assert list(inspect.signature(getattr(kind, name)).parameters) == asked


def test_what_lies_in_a_folder_is_named_once_and_in_order():
    paths = ["ledger/2026/11/b.yml", "ledger/2026/11/a.yml", "ledger/2025/1.yml", "ledgers/x"]
    assert names_in("ledger", paths) == ("2025", "2026")
    assert names_in("ledger/2026/11", paths) == ("a.yml", "b.yml")
    assert names_in("plan", paths) == ()
