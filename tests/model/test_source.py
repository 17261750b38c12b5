"""What is read from is a work tree or a commit; nothing else asks which."""

from __future__ import annotations

import inspect

import pytest

from taizhang.model.source import Source
from taizhang.store.git.source import CommitSource
from taizhang.store.worktree import WorkTree


@pytest.mark.parametrize("kind", [WorkTree, CommitSource])
@pytest.mark.parametrize("name", ["read", "list"])
def test_a_source_reads_and_lists(kind, name):
    asked = list(inspect.signature(getattr(Source, name)).parameters)
    assert list(inspect.signature(getattr(kind, name)).parameters) == asked
