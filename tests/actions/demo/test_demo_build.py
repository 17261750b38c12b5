"""Making a drill ledger: where it may stand, what is left when it cannot be made."""

from __future__ import annotations

from datetime import timedelta, timezone

import pytest
from tests.actions.demo.conftest import NOW, git, make

from taizhang.actions.demo import build, cast, telling
from taizhang.actions.historing import check_history
from taizhang.actions.ledgercheck import check_ledger
from taizhang.errors import EnvironmentProblem, UsageProblem
from taizhang.model.findings import Severity
from taizhang.store.git.repository import open_repository


def head(folder):
    return git(folder, "rev-parse", "HEAD").strip()


def test_the_same_seed_and_moment_make_the_same_commit(drill, tmp_path):
    make(tmp_path / "again")
    assert head(tmp_path / "again") == head(drill.made.folder)


def test_the_moment_counts_to_the_minute_whatever_its_zone(drill, tmp_path):
    make(tmp_path / "utc", now=(NOW + timedelta(seconds=42)).astimezone(timezone.utc))  # noqa: UP017
    assert head(tmp_path / "utc") == head(drill.made.folder)


@pytest.mark.parametrize("change", [{"seed": 2}, {"now": NOW + timedelta(minutes=1)}])
def test_another_seed_or_moment_makes_another(drill, tmp_path, change):
    make(tmp_path / "other", **change)
    assert head(tmp_path / "other") != head(drill.made.folder)


def test_two_processes_make_the_same_commits_as_one(tmp_path, monkeypatch):
    monkeypatch.setattr(telling, "MANY", 30)
    monkeypatch.setattr(telling, "_PIECE", 7)
    heads = set()
    for cores in (1, 2):
        monkeypatch.setattr("os.cpu_count", lambda cores=cores: cores)
        make(tmp_path / str(cores), incidents=60)
        heads.add(head(tmp_path / str(cores)))
    assert len(heads) == 1


def test_what_fails_in_a_process_of_its_own_leaves_everything_as_it_was(tmp_path, monkeypatch):
    def failing(*args, **words):
        raise KeyError

    monkeypatch.setattr(telling, "MANY", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(telling, "tale_of", failing)
    with pytest.raises(KeyError):
        make(tmp_path / "new", incidents=30)
    assert not [*tmp_path.iterdir()]


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    for force in (False, True):
        with pytest.raises(UsageProblem) as told:
            make(tmp_path, incidents=1, force=force)
        assert told.value.code == "demo-folder-taken"
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "demo").write_text("x", encoding="utf-8")
    with pytest.raises(UsageProblem):
        make(tmp_path / "demo", incidents=1, force=True)


def test_an_empty_folder_is_used_as_it_is(tmp_path):
    place = tmp_path / "demo"
    place.mkdir()
    before = place.stat().st_ino
    make(place, incidents=1)
    assert place.stat().st_ino == before


def test_a_drill_ledger_is_replaced_only_when_told(tmp_path):
    make(tmp_path / "demo", incidents=1)
    (tmp_path / "demo" / "left.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UsageProblem) as told:
        make(tmp_path / "demo", incidents=2)
    assert told.value.code == "demo-folder-drill"
    made = make(tmp_path / "demo", incidents=2, force=True)
    assert made.incidents == 2
    assert not (tmp_path / "demo" / "left.txt").exists()
    assert len([*(tmp_path / "demo" / "ledger").glob("2*/**/*.yml")]) == 2


@pytest.mark.parametrize("missing", ["plan/office/ledger.yml", ".git/taizhang-demo.json"])
def test_what_lacks_one_of_the_two_marks_is_no_drill_of_ours(tmp_path, missing):
    make(tmp_path / "demo", incidents=1)
    (tmp_path / "demo" / missing).unlink()
    with pytest.raises(UsageProblem) as told:
        make(tmp_path / "demo", incidents=1, force=True)
    assert told.value.code == "demo-folder-taken"


def test_a_real_ledger_is_never_replaced(tmp_path):
    make(tmp_path / "demo", incidents=1)
    office = tmp_path / "demo" / "plan/office/ledger.yml"
    office.write_text(office.read_text(encoding="utf-8").replace("drill: 是", "drill: 否"), "utf-8")
    with pytest.raises(UsageProblem):
        make(tmp_path / "demo", incidents=1, force=True)
    assert office.exists()


def test_a_failure_leaves_everything_as_it_was(tmp_path, monkeypatch):
    make(tmp_path / "demo", incidents=1)
    before = head(tmp_path / "demo")

    def failing(*args, **words):
        yield from ()
        raise KeyError

    monkeypatch.setattr(build, "weave", failing)
    with pytest.raises(KeyError):
        make(tmp_path / "demo", incidents=1, force=True)
    with pytest.raises(KeyError):
        make(tmp_path / "new", incidents=1)
    assert head(tmp_path / "demo") == before
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(EnvironmentProblem) as told:
        make(tmp_path / "file" / "demo", incidents=1)
    assert told.value.code == "demo-folder-unwritable"


@pytest.mark.slow
def test_hundreds_of_incidents_are_made_in_one_go(tmp_path):
    made = make(tmp_path / "many", incidents=300)
    assert len([*(tmp_path / "many" / "ledger").glob("2*/**/*.yml")]) == 300
    assert made.commits > 5000
    assert git(tmp_path / "many", "fsck", "--no-dangling") == ""


def test_many_incidents_are_spread_over_more_months_and_are_as_sound(tmp_path, monkeypatch):
    few, many = cast.days_back(3000, 1500), cast.days_back(100_000, 1500)
    assert (few, many) == (300, 1500)
    monkeypatch.setattr(build, "days_back", lambda _, most: most)
    made = make(tmp_path / "long", incidents=60)
    folder = made.folder
    assert made.commits < 60 * 12
    assert not git(folder, "log", "--merges", "--format=%H")
    assert len(list(folder.glob("ledger/20*"))) > len({NOW.year, NOW.year - 1})
    for found in (
        check_ledger(folder, NOW, remember=False).findings,
        check_history(open_repository(folder), head(folder), NOW, fresh=True).findings,
    ):
        assert not [each for each in found if each.severity is Severity.ERROR]
