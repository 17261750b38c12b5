"""One drill ledger for all tests that only look at it."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

import pytest

from taizhang.actions.demo import Made, make_demo
from taizhang.actions.demo.history import tale_of, weave
from taizhang.actions.workspace import (
    Case,
    Workspace,
    incident_paths,
    judge_file,
    open_workspace,
    read_file,
)
from taizhang.store.git.fastimport import Contents
from taizhang.store.git.objects import blob_id
from taizhang.store.worktree import WorkTree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime.fromisoformat("2026-11-23T15:30:00+08:00")
MADE = datetime.fromisoformat("2026-11-24T09:00:07+08:00")


@dataclass(frozen=True)
class Drill:
    """A drill ledger as made, with its incidents judged at its own now."""

    made: Made

    @cached_property
    def workspace(self) -> Workspace:
        return open_workspace(WorkTree(self.made.folder))

    def cases(self, now: datetime = NOW) -> tuple[Case, ...]:
        found = []
        for path in incident_paths(self.workspace):
            file = read_file(self.workspace, path, (self.made.folder / path).read_bytes())
            case = judge_file(self.workspace, file, now)
            assert case is not None, (path, file.findings)
            found.append(case)
        return tuple(found)

    def git(self, *args: str) -> str:
        return git(self.made.folder, *args)


def git(folder: Path, *args: str) -> str:
    done = subprocess.run(["git", *args], cwd=folder, capture_output=True, check=True)
    return done.stdout.decode()


def make(folder: Path, **changes) -> Made:
    asked = {"incidents": 24, "seed": 1, "now": NOW, "made": MADE}
    return make_demo(folder, **{**asked, **changes})


def woven(
    scripts, people, notary, *, sittings=False
) -> Iterator[tuple[datetime, dict[str, bytes]]]:
    """When each commit of ``scripts`` was made, and the contents of its files."""
    contents: dict[str, bytes] = {}
    tales = (tale_of(script, notary, sittings=sittings) for script in scripts)
    for each in weave(tales, people, 1):
        if isinstance(each, Contents):
            contents |= {blob_id(version): version for version in each.versions}
        else:
            yield each.when, {path: contents[str(name)] for path, name in each.files.items()}


@pytest.fixture(scope="session")
def drill(tmp_path_factory, clean_environment):
    return Drill(make(tmp_path_factory.mktemp("drill") / "demo"))
