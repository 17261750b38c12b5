"""Incidents are found by their names, a month at a time, the newest first."""

from __future__ import annotations

from itertools import islice

import pytest
from click import Context

from taizhang.actions.demo.ledger import FileSet
from taizhang.cli.completion import complete_ids
from taizhang.cli.show import command
from taizhang.store.monthfolders import month_folders

OLD, MID, NEW = "20060102-aaaa", "20251231-bbbb", "20261109-4mq2"


class Folders(FileSet):
    """A source that tells which folders were looked into."""

    def __init__(self, *paths):
        super().__init__(dict.fromkeys(paths, b""))
        self.asked: list[str] = []

    def names(self, folder):
        self.asked.append(folder)
        return super().names(folder)


def path_of(identity):
    return f"ledger/{identity[:4]}/{identity[4:6]}/{identity}.yml"


def test_whoever_stops_at_the_newest_month_looks_into_no_other_year():
    source = Folders(*map(path_of, (OLD, MID, NEW)), "ledger/journal/2026/11.yml", "ledger/.keep")
    assert list(islice(month_folders(source), 1)) == ["ledger/2026/11"]
    assert source.asked == ["ledger", "ledger/2026"]
    assert list(month_folders(source)) == ["ledger/2026/11", "ledger/2025/12", "ledger/2006/01"]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("", [NEW, MID, OLD]), ("2026", [NEW]), ("bbb", [MID]), ("aaaa", [OLD]), ("zz", [])],
)
def test_a_tab_offers_ids_by_beginning_or_ending(tmp_path, monkeypatch, typed, wanted):
    (tmp_path / "plan").mkdir()
    for identity in (OLD, MID, NEW):
        file = tmp_path / path_of(identity)
        file.parent.mkdir(parents=True)
        file.touch()
    (tmp_path / "ledger/2026/11/notes.txt").touch()
    monkeypatch.chdir(tmp_path)
    context = Context(command)
    assert complete_ids(context, command.params[0], typed) == wanted
