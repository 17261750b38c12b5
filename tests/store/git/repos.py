"""Plain git as a person uses it, and what the tests of the git door record with it."""

from __future__ import annotations

import os
import re
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from taizhang.model.messages import words
from taizhang.store.git.repository import Identity, Repository, open_repository
from taizhang.store.git.trees import Note

if TYPE_CHECKING:
    from pathlib import Path

    from taizhang.errors import TaizhangError

NOW = datetime(2026, 11, 9, 10, 0, tzinfo=UTC)
PATH = "ledger/2026/11/20261109-4mq2.yml"
HEAD = b"id: 20261109-4mq2\ntitle: t\nplan: 2022-08-05\ntimeline:\n"
FOUND = b"- at: 2026-11-09 09:00\n  by: a\n  items:\n  - id: b\n"
TOLD = b"- at: 2026-11-09 09:05\n  by: b\n"


class Git:
    """Plain git as a person uses it, in one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __call__(self, *args: str, code: int = 0, at: datetime = NOW) -> str:
        date = f"@{int(at.timestamp())} +0800"
        env = os.environ | {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        done = subprocess.run(
            ["git", *args], cwd=self.root, env=env, capture_output=True, check=False
        )
        assert done.returncode == code, done.stderr.decode()
        return done.stdout.decode().strip()

    def write(self, path: str, data: bytes) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

    def commit(self, path: str, data: bytes, *, at: datetime = NOW) -> str:
        self.write(path, data)
        self("add", "--", path)
        self("commit", "-q", "-m", f"change {path}", at=at)
        return self("rev-parse", "HEAD")

    @property
    def opened(self) -> Repository:
        return open_repository(self.root)


def note(message: str = "20261109-4mq2: 报告 李娜", when: datetime = NOW) -> Note:
    return Note(
        message=message,
        author=Identity(name="李娜", email="li.na@taizhang.invalid"),
        committer=Identity(name="值班机", email="desk@taizhang.invalid"),
        when=when,
    )


def fix_commands(problem: TaizhangError) -> list[str]:
    """The commands a problem's own fix names, in English, as they stand there."""
    _, fix = words(problem.code, problem.values, "en")
    return [found.strip() for found in re.findall(r"(?:: |; |^)((?:git|rm) [^;]+)", fix)]


def follow(git: Git, command: str) -> None:
    subprocess.run(command, shell=True, cwd=git.root, check=True, capture_output=True)  # noqa: S602
