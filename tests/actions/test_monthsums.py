"""Sums of a month are carried on by what changed, and are what all facts add up to."""

from __future__ import annotations

from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from tests.rules.test_sums import NOW, record

from taizhang.actions import monthsums
from taizhang.actions.monthsums import keep_sums, kept_digest, kept_sums, sums_left
from taizhang.model.incidentfacts import from_plain, to_plain
from taizhang.rules.sums import months
from taizhang.store.cache import Cache
from taizhang.store.texts import text_of

MONTH = "ledger/2026/11"


def plain(sums):
    return {
        month: (each.counts, {key: tuple(values) for key, values in each.lengths.items()})
        for month, each in sums.items()
    }


def stock_of(folder, *, drill) -> Any:
    governance = SimpleNamespace(office=SimpleNamespace(drill=drill))
    workspace = SimpleNamespace(governance=governance)
    return SimpleNamespace(cache=Cache(folder, "a" * 64), now=NOW, workspace=workspace)


class Folder:
    """A month of random records, every fifth a drill, whose sums are kept."""

    def __init__(self, folder, *, drill):
        chance = Random(3)  # noqa: S311
        self.stock = stock_of(folder, drill=drill)
        self.drill = drill
        self.records = {f"{MONTH}/{number}.yml": record(chance) for number in range(20)}
        self.kept: Any = {
            path: SimpleNamespace(
                key=path, leaf=SimpleNamespace(row=SimpleNamespace(drill=number % 5 == 0))
            )
            for number, path in enumerate(self.records)
        }
        self.texts = {path: text_of(to_plain(each)) for path, each in self.records.items()}
        keep_sums(self.stock, MONTH, kept_digest(self.kept), {}, self.counted(self.records))

    def counted(self, paths):
        return [
            self.records[path] for path in paths if self.drill or not self.kept[path].leaf.row.drill
        ]

    def left(self, known):
        return sums_left(self.stock, MONTH, self.kept, known, self.texts)


@pytest.fixture(params=[True, False], ids=["drill", "record"])
def folder(request, tmp_path):
    return Folder(tmp_path, drill=request.param)


@pytest.fixture
def read(monkeypatch):
    """The facts that were read."""
    found = []

    def noted(plain):
        found.append(plain)
        return from_plain(plain)

    monkeypatch.setattr(monthsums, "from_plain", noted)
    return found


def test_only_the_facts_of_what_changed_are_read(folder, read):
    gone, *known = folder.records
    second, *known = known
    assert plain(folder.left(known)) == plain(months(folder.counted(known), NOW))
    assert len(read) == len(folder.counted([gone, second]))


def test_what_came_is_added_to_what_is_left(folder):
    known, come = [*folder.records][:15], [*folder.records][15:]
    keep_sums(folder.stock, MONTH, "other", folder.left(known), folder.counted(come))
    found = kept_sums(folder.stock, MONTH, "other")
    assert plain(found) == plain(months(folder.counted(folder.records), NOW))


@pytest.mark.parametrize("harm", ["gone", "of others", "not theirs"])
def test_all_facts_are_read_where_sums_are_not_those(folder, read, harm):
    known = [*folder.records][2:]
    if harm == "gone":
        folder.stock.cache.save_bytes("sums-2026-11.raw", b"")
    else:
        digest = "x" if harm == "of others" else kept_digest(folder.kept)
        keep_sums(folder.stock, MONTH, digest, {}, [folder.records[known[-1]]])
    assert plain(folder.left(known)) == plain(months(folder.counted(known), NOW))
    assert len(read) >= len(folder.counted(known))


def test_where_nothing_is_known_there_is_nothing_to_read(folder, read):
    assert (folder.left(()), read) == ({}, [])
