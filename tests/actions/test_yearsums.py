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
from taizhang.model.sums import Sums
from taizhang.rules.sums import merged, months, summed
from taizhang.store.cache import Cache
from taizhang.store.sums import sums_in, sums_out

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
        kept = sums_out(months(self.records[month], NOW), state)
        self.stock.cache.save_bytes(f"{file_of('sums', month)}.raw", kept)
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


@pytest.mark.parametrize("harm", ["gone", "cut", "changed", "of another state"])
@pytest.mark.parametrize(
    "name", ["sums-2019.raw", "sums-2026.raw", "sums-2024.json", "sums-before.raw"]
)
def test_what_is_gone_or_damaged_is_added_up_again(ledger, name, harm):
    ledger.holds()
    file = ledger.folder / ("a" * 64) / name
    whole = file.read_bytes()
    if harm == "gone":
        file.unlink()
    elif harm == "cut":
        file.write_bytes(whole[:-5])
    elif harm == "changed":
        file.write_bytes(whole[:-5] + bytes([whole[-5] ^ 1]) + whole[-4:])
    else:
        for month in ("ledger/2019/03", "ledger/2024/03", "ledger/2026/03"):
            ledger.put(month, "2")
    ledger.holds()
    assert ledger.stock.cache.load_bytes(name)
    if harm != "of another state":
        assert file.read_bytes() == whole


def test_a_change_of_the_newest_year_reads_no_lengths_of_old_ones(ledger):
    ledger.holds()
    for old in (ledger.folder / ("a" * 64)).glob("sums-20??.raw"):
        old.unlink()
    ledger.put("ledger/2026/07", "2")
    found = summed_by_year(ledger.stock, ledger.months, ledger.live, 0)
    assert sum(map(len, found.whole.lengths.values()))
    assert ledger.stock.cache.load_bytes("sums-2019.raw") is None


def test_an_open_incident_takes_the_mark_of_its_year(ledger):
    ledger.live = [replace(ledger.live[0], opened="2026-03-01T00:00:00+08:00", closed="")]
    year = ledger.live[0].month[:4]
    assert ledger.holds()[year] == ""


def test_lengths_of_more_than_a_hundred_years_are_kept_too():
    lengths: dict[Any, Any] = {("b",): (1, 1 << 40), ("c",): (), ("d",): (7,)}
    kept = sums_out({"a": Sums(counts={("n",): 2}, lengths=lengths)}, "mark")
    assert plain(sums_in(kept, "mark")["a"]) == ({("n",): 2}, lengths)


@pytest.mark.parametrize(
    "body", [None, b"", b"[]\n", b"{\n", b'["",{"a":[]},{"a":[[["b"],"I",1]]}]\n']
)
def test_what_are_no_sums_is_told(body):
    with pytest.raises(ValueError, match="sums"):
        sums_in(body)


def test_sums_of_another_state_are_not_taken():
    with pytest.raises(ValueError, match="sums"):
        sums_in(sums_out({}, "old"), "new")
