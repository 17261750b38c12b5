"""The months of a ledger as a commit holds them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from taizhang.store.git.objects import (
    TREE,
    Listed,
    blob_id,
    list_blobs,
    list_paths,
    read_blobs,
)
from taizhang.store.months import MONTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from taizhang.store.git.repository import Repository

_SEVERAL = 4
"""Months from which on one long answer of git costs less than several short ones."""


class CommitMonths:
    """A ``Months`` of commit ``rev``. A month's stamp is the id of its tree."""

    sort = "commit"

    def __init__(self, repo: Repository, rev: str) -> None:
        self._repo = repo
        self._rev = rev
        self._listed: dict[str, dict[str, str]] = {}
        self._prepared: dict[str, dict[str, str]] = {}
        self._top: tuple[Listed, ...] | None = None
        self._children: tuple[Listed, ...] | None = None

    def stamps(self) -> Mapping[str, str]:
        """Two short answers of git, however large the ledger is."""
        return {each.path: each.id for each in self._years() if _is_month(each)}

    def prepare(self, months: Sequence[str]) -> None:
        """List them all in one answer of git, and keep the lists."""
        if len(months) < _SEVERAL:
            return
        found: dict[str, dict[str, str]] = {month: {} for month in months}
        for each in list_blobs(self._repo, self._rev, "ledger"):
            month = each.path[: len("ledger/2026/11")]
            if month in found and "/" not in each.path[len(month) + 1 :]:
                found[month][each.path] = each.id if each.is_plain else ""
        self._prepared = found

    def count(self, month: str) -> int:
        """How many lines the month's tree has."""
        return len(self.names(month))

    def names(self, month: str) -> Mapping[str, str]:
        """Nothing is read but the month's tree; links and folders have the id ``""``."""
        if month in self._prepared:
            return self._prepared[month]
        if month not in self._listed:
            listed = list_paths(self._repo, self._rev, (f"{month}/",))
            self._listed = {month: {each.path: each.id if each.is_plain else "" for each in listed}}
        return self._listed[month]

    def read(self, month: str, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """From disk where the very bytes lie there, which costs a tenth of asking git."""
        known = self.names(month)
        wanted = [path for path in paths if known.get(path)]
        found = {path: self._on_disk(path, known[path]) for path in wanted}
        absent = [known[path] for path, data in found.items() if data is None]
        blobs = dict(read_blobs(self._repo, dict.fromkeys(absent)))
        for path, data in found.items():
            yield path, blobs[known[path]] if data is None else data

    def others(self) -> tuple[str, ...]:
        """Files beside the months."""
        listed = [*self._tops(), *self._years()]
        years = {each.path.rpartition("/")[0] for each in self._years() if _is_month(each)}
        plain = [each for each in listed if not _is_month(each) and each.path not in years]
        tops = [each for each in plain if each.path.rpartition("/")[0] in ("ledger", *years)]
        folders = [f"{each.path}/" for each in tops if each.mode == TREE]
        inner = list_paths(self._repo, self._rev, folders, deep=True) if folders else ()
        files = [each.path for each in tops if each.mode != TREE]
        return tuple(sorted([*files, *(each.path for each in inner)]))

    def _years(self) -> tuple[Listed, ...]:
        """What lies directly in the folders below ``ledger``."""
        if self._children is None:
            folders = [f"{each.path}/" for each in self._tops() if each.mode == TREE]
            self._children = list_paths(self._repo, self._rev, folders) if folders else ()
        return self._children

    def _tops(self) -> tuple[Listed, ...]:
        """What lies directly in ``ledger``."""
        if self._top is None:
            self._top = list_paths(self._repo, self._rev, ("ledger/",))
        return self._top

    def _on_disk(self, path: str, one: str) -> bytes | None:
        if self._repo.bare:
            return None
        try:
            handle = os.open(
                f"{self._repo.root}/{path}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
            )
        except OSError:
            return None
        with os.fdopen(handle, "rb") as file:
            try:
                data = file.read()
            except OSError:
                return None
        return data if blob_id(data) == one else None


def _is_month(listed: Listed) -> bool:
    return listed.mode == TREE and bool(MONTH.fullmatch(listed.path))
