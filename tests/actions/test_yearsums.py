"""The sums of years as they are kept say what all incidents added up would say."""

from __future__ import annotations

from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from tests.rules.test_sums import NOW, record

from taizhang.actions.stock import Shelved, file_of
from taizhang.actions.yearsums import summed_by_year
from taizhang.model.record import replace
from taizhang.model.shelf import Gist
from taizhang.rules.sums import merged, months, summed
from taizhang.store.cache import Cache
from taizhang.store.sums import lengths_in, sums_out

YEARS = ("2019", "2021", "2024", "2025", "2026")


def plain(sums):
    return sums.counts, {key: tuple(each) for key, each in sums.lengths.items()}


class Ledger:
    """Months of random records, kept as a build keeps them; ``state`` names their content."""

    def __init__(self, folder):
        self.chance = Random(7)  # noqa: S311
        self.folder = folder
        self.stock: Any = SimpleNamespace(cache=Cache(folder, "a" * 64), key="k", now=NOW)
        self.records, self.months = {}, {}
        for year in YEARS:
            for month in ("03", "07"):
                self.put(f"ledger/{year}/{month}", "1")
        self.live = [record(self.chance) for _ in range(3)]

    def put(self, month, state):
        self.records[month] = [record(self.chance) for _ in range(9)]
        kept = sums_out(months(self.records[month], NOW))
        self.stock.cache.save(file_of("sums", month), kept)
        self.months[month] = Shelved("s", Gist(digest=state), {})

    def holds(self):
        """What is told is what all records added up say, of each year and together."""
        found = summed_by_year(self.stock, self.months, self.live, 0)
        every = [each for part in self.records.values() for each in part] + self.live
        years = months(every, NOW)
        for year, told in found.years.items():
            of_year = merged(each for month, each in years.items() if month[:4] == year)
            assert plain(told) == plain(of_year)
        whole = summed(every, NOW)
        assert plain(found.whole) == plain(whole)
        return found.marks


@pytest.fixture
def ledger(tmp_path):
    return Ledger(tmp_path)


def test_first_and_again_and_after_a_change_of_an_old_and_of_a_new_year(ledger):
    first = ledger.holds()
    assert ledger.holds() == first
    for month in ("ledger/2019/03", "ledger/2026/07"):
        ledger.put(month, "2")
        second = ledger.holds()
        assert second != first
        first = second


@pytest.mark.parametrize("name", ["lengths-2019", "lengths-2026", "sums-2024", "sums-before"])
def test_what_is_gone_is_added_up_again(ledger, name):
    ledger.holds()
    (ledger.folder / ("a" * 64) / f"{name}.json").unlink()
    ledger.holds()
    assert ledger.stock.cache.load(name)


def test_a_change_of_the_newest_year_reads_no_lengths_of_old_ones(ledger):
    ledger.holds()
    for old in (ledger.folder / ("a" * 64)).glob("lengths-20*.json"):
        old.unlink()
    ledger.put("ledger/2026/07", "2")
    found = summed_by_year(ledger.stock, ledger.months, ledger.live, 0)
    assert sum(map(len, found.whole.lengths.values()))
    assert ledger.stock.cache.load("lengths-2019") is None


def test_an_open_incident_takes_the_mark_of_its_year(ledger):
    ledger.live = [replace(ledger.live[0], opened="2026-03-01T00:00:00+08:00", closed="")]
    year = ledger.live[0].month[:4]
    assert ledger.holds()[year] == ""


def test_lengths_of_more_than_a_hundred_years_are_kept_too():
    from taizhang.model.sums import Sums

    wide = {"a": Sums(counts={}, lengths={("b",): (1, 1 << 40), ("c",): ()})}
    kept = sums_out(wide)["a"][1]
    assert {key: tuple(each) for key, each in lengths_in({"a": kept})["a"].items()} == {
        ("b",): (1, 1 << 40),
        ("c",): (),
    }
