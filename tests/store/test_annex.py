"""Annex bytes: only noise outside, proved when opened, gone when the key is gone."""

from __future__ import annotations

import hashlib

import pytest

from taizhang.errors import EnvironmentProblem, UsageProblem
from taizhang.store.annex import AnnexStore

TEXT = "会商纪要：已核实。".encode()


@pytest.fixture
def store(tmp_path):
    return AnnexStore(tmp_path / "annex")


@pytest.fixture
def paper(tmp_path):
    file = tmp_path / "纪要.txt"
    file.write_bytes(TEXT)
    return file


def files(store):
    return [each for each in store.folder.rglob("*") if each.is_file()]


def test_what_is_kept_comes_back_and_is_named_by_its_digest(store, paper):
    digest = store.keep("20261109-4mq2", paper)
    assert digest == hashlib.sha256(TEXT).hexdigest()
    assert store.has("20261109-4mq2", digest)
    assert store.open("20261109-4mq2", digest) == TEXT


def test_nothing_on_disk_holds_the_plain_text(store, paper):
    store.keep("20261109-4mq2", paper)
    assert files(store)
    assert all(TEXT not in each.read_bytes() for each in files(store))
    assert all(each.stat().st_mode & 0o077 == 0 for each in files(store))


def test_every_incident_has_its_own_key(store, paper):
    digest = store.keep("20261109-4mq2", paper)
    store.keep("20261110-abcd", paper)
    one, other = (store.folder / "keys" / name for name in ("20261109-4mq2", "20261110-abcd"))
    assert one.read_bytes() != other.read_bytes()
    moved = store.folder / "files" / "20261109-4mq2" / digest
    moved.replace(store.folder / "files" / "20261110-abcd" / digest)
    with pytest.raises(UsageProblem) as told:
        store.open("20261110-abcd", digest)
    assert told.value.code == "annex-damaged"


def test_a_changed_byte_is_noticed(store, paper):
    digest = store.keep("20261109-4mq2", paper)
    file = store.folder / "files" / "20261109-4mq2" / digest
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(bytes(data))
    with pytest.raises(UsageProblem) as told:
        store.open("20261109-4mq2", digest)
    assert told.value.code == "annex-damaged"


def test_destroying_the_last_annex_destroys_the_key(store, paper, tmp_path):
    second = tmp_path / "second"
    second.write_bytes(b"2")
    first_digest = store.keep("20261109-4mq2", paper)
    copy = (store.folder / "files" / "20261109-4mq2" / first_digest).read_bytes()
    second_digest = store.keep("20261109-4mq2", second)
    store.destroy("20261109-4mq2", first_digest)
    assert not store.has("20261109-4mq2", first_digest)
    assert store.open("20261109-4mq2", second_digest) == b"2"
    store.destroy("20261109-4mq2", second_digest)
    assert not (store.folder / "keys" / "20261109-4mq2").exists()
    (store.folder / "files" / "20261109-4mq2" / first_digest).write_bytes(copy)
    with pytest.raises(UsageProblem) as told:
        store.open("20261109-4mq2", first_digest)
    assert told.value.code == "annex-key-gone"


def test_destroying_twice_is_no_fault(store, paper):
    digest = store.keep("20261109-4mq2", paper)
    store.destroy("20261109-4mq2", digest)
    store.destroy("20261109-4mq2", digest)
    with pytest.raises(UsageProblem) as told:
        store.open("20261109-4mq2", digest)
    assert told.value.code == "annex-not-here"


def test_a_missing_or_giant_file_is_told(store, tmp_path, monkeypatch):
    with pytest.raises(UsageProblem) as told:
        store.keep("20261109-4mq2", tmp_path / "none")
    assert told.value.code == "cannot-open"
    monkeypatch.setattr("taizhang.store.annex.LARGEST", 3)
    big = tmp_path / "big"
    big.write_bytes(b"1234")
    with pytest.raises(UsageProblem) as told:
        store.keep("20261109-4mq2", big)
    assert told.value.code == "annex-too-large"


def test_a_folder_that_cannot_be_written_is_told(tmp_path, paper):
    (tmp_path / "annex").write_text("a file in the way")
    with pytest.raises(EnvironmentProblem) as told:
        AnnexStore(tmp_path / "annex").keep("20261109-4mq2", paper)
    assert told.value.code == "annex-unwritable"


class TestHandedOver:
    OLD, NEW = "20261109-4mq2", "20261109-abcd"

    def test_it_is_there_for_whoever_asks_and_gone_where_it_was(self, store, paper):
        digest = store.keep(self.OLD, paper)
        store.hand_over(self.OLD, self.NEW, [digest, "0" * 64])
        assert store.has(self.OLD, digest)
        assert store.open(self.NEW, digest) == TEXT
        assert not store.has(self.OLD, digest)
        assert {each.name for each in files(store)} == {digest, self.NEW}

    def test_destroyed_before_anybody_asked_it_is_gone_everywhere(self, store, paper):
        digest = store.keep(self.OLD, paper)
        store.hand_over(self.OLD, self.NEW, [digest])
        store.destroy(self.NEW, digest)
        assert files(store) == []

    def test_what_is_damaged_stays_and_stops_nothing(self, store, paper):
        digest = store.keep(self.OLD, paper)
        (store.folder / "files" / self.OLD / digest).write_bytes(b"x" * 40)
        store.hand_over(self.OLD, self.NEW, [digest])
        assert not store.has(self.NEW, digest)
        with pytest.raises(UsageProblem) as told:
            store.open(self.OLD, digest)
        assert told.value.code == "annex-damaged"


def test_what_a_killed_writer_left_does_not_keep_the_key(store, paper):
    digest = store.keep("20261109-4mq2", paper)
    (store.folder / "files" / "20261109-4mq2" / f".{digest}.0000").write_bytes(b"x")
    store.destroy("20261109-4mq2", digest)
    assert files(store) == []
