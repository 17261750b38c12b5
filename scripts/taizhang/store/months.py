"""The months of a ledger as they lie on disk."""

from __future__ import annotations

import hashlib
import os
import re
import time
from typing import TYPE_CHECKING

from taizhang.errors import EnvironmentProblem
from taizhang.store.git.objects import blob_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from taizhang.store.worktree import WorkTree

MONTH = re.compile(r"ledger/\d{4}/\d\d", re.ASCII)

_LATELY = 2_000_000_000
"""Nanoseconds: a file written again within the tick of a clock may look as it did before."""


class WorkMonths:
    """A ``Months`` of the work tree. A file's id is the one git would give it."""

    sort = "disk"

    def __init__(self, tree: WorkTree) -> None:
        self._tree = tree
        self._listed: dict[str, dict[str, str]] = {}
        self._data: dict[str, bytes] = {}

    def stamps(self) -> Mapping[str, str]:
        """Made of names, sizes and times; nothing is read."""
        started = time.time_ns()
        return {month: self._stamp(month, started) for month in self._folders()}

    def prepare(self, months: Sequence[str]) -> None:
        """Nothing can be done ahead."""

    def count(self, month: str) -> int:
        """How many names the folder holds."""
        return len(self._children(month))

    def names(self, month: str) -> Mapping[str, str]:
        """Reads every file of the month; what is no plain file has the id ``""``."""
        if month not in self._listed:
            self._data = {}
            self._listed = {month: {path: self._id(path) for path in self._tree.list(month)}}
        return self._listed[month]

    def read(self, month: str, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """The bytes that ``names`` saw."""
        known = self.names(month)
        for path in paths:
            if known.get(path):
                yield path, self._data[path]

    def others(self) -> tuple[str, ...]:
        """Files beside the months; the months themselves are not walked."""
        found: list[str] = []
        for name in self._children("ledger"):
            months = [f"{name}/{each.rpartition('/')[2]}" for each in self._children(name)]
            if not any(map(MONTH.fullmatch, months)):
                found += self._below(name)
                continue
            for inner in months:
                if not self._is_month(inner):
                    found += self._below(inner)
        return tuple(sorted(found))

    def _folders(self) -> list[str]:
        years = [each for each in self._children("ledger") if self._is_folder(each)]
        inner = (each for year in years for each in self._children(year))
        return sorted(each for each in inner if self._is_month(each))

    def _is_month(self, path: str) -> bool:
        return bool(MONTH.fullmatch(path)) and self._is_folder(path)

    def _is_folder(self, path: str) -> bool:
        full = f"{self._tree.root}/{path}"
        return os.path.isdir(full) and not os.path.islink(full)  # noqa: PTH112, PTH114 - no pathlib

    def _children(self, folder: str) -> list[str]:
        if not self._is_folder(folder):
            return []
        names = os.listdir(f"{self._tree.root}/{folder}")  # noqa: PTH208 - no pathlib here
        return [f"{folder}/{name}" for name in sorted(names)]

    def _below(self, path: str) -> tuple[str, ...]:
        if path.rpartition("/")[2].startswith(".") and self._is_folder(path):
            return ()
        return self._tree.list(path) if self._is_folder(path) else (path,)

    def _stamp(self, month: str, started: int) -> str:
        facts = []
        newest = 0
        with os.scandir(f"{self._tree.root}/{month}") as entries:
            for each in entries:
                told = each.stat(follow_symlinks=False)
                newest = max(newest, told.st_mtime_ns, told.st_ctime_ns)
                facts.append(
                    f"{each.name} {told.st_mode} {told.st_size} {told.st_ino} "
                    f"{told.st_mtime_ns} {told.st_ctime_ns}"
                )
        if newest > started - _LATELY:
            return ""
        return hashlib.sha256("\n".join(sorted(facts)).encode(errors="surrogateescape")).hexdigest()

    def _id(self, path: str) -> str:
        try:
            data = self._tree.read(path)
        except EnvironmentProblem:
            return ""
        if data is None:
            return ""
        self._data[path] = data
        return blob_id(data)
