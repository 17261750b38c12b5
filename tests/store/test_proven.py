"""A remembered signature saves arithmetic and nothing else; nobody else's word is taken for it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.store import stock
from tests.store.stock import TEXT

from taizhang.store import proven, sshsig
from taizhang.store.proven import MOST, ProvenFile
from taizhang.store.sshsig import NAMESPACE, sign, why_not

OTHER = TEXT.replace("同意", "退回")
EACH = 32


@pytest.fixture(scope="module")
def ours():
    return stock.new_signer()


@pytest.fixture
def home(tmp_path):
    return tmp_path


@pytest.fixture
def place(home):
    return home / ".cache" / "taizhang" / "signatures"


def of(home):
    return ProvenFile({"HOME": str(home)})


def kept(home, facts=(b"one", b"two")):
    of(home).keep(facts)
    return facts


def not_read(home, facts=(b"one", b"two")):
    return not of(home).holds(facts)


@pytest.fixture
def arithmetic(monkeypatch):
    """How often it was really done."""
    done = []
    real = sshsig.verify

    def verify(*words):
        done.append(words)
        real(*words)

    monkeypatch.setattr(sshsig, "verify", verify)
    return done


def why(home, sig, keys, text=TEXT, namespace=NAMESPACE):
    return why_not(text, sig, keys, namespace, of(home))


def test_what_was_verified_is_not_verified_again(home, ours, arithmetic):
    sig = sign(TEXT, ours)
    assert [why(home, sig, [ours.key]) for _ in range(3)] == [""] * 3
    assert len(arithmetic) == 1


def test_of_a_remembered_signature_text_key_and_purpose_still_count(home, ours, arithmetic):
    sig = sign(TEXT, ours)
    assert why(home, sig, [ours.key]) == ""
    assert why(home, sig, [ours.key], OTHER) == "sig-differs"
    assert why(home, sig, [stock.new_signer().key]) == "sig-other-key"
    assert why(home, sig, [], TEXT) == "sig-other-key"
    assert why(home, sig, [ours.key], namespace="file") == "sig-namespace"
    assert why(home, sign(TEXT, stock.new_signer()), [ours.key]) == "sig-other-key"
    assert why(home, f"{sig[:-2]}A=", [ours.key]) != ""
    assert len(arithmetic) == 2


def test_what_is_no_signature_is_never_remembered(home, place, ours, arithmetic):
    sig = sign(TEXT, ours)
    assert [why(home, sig, [ours.key], OTHER) for _ in range(2)] == ["sig-differs"] * 2
    assert len(arithmetic) == 2
    assert not place.exists()


def test_facts_cannot_be_cut_otherwise(home):
    kept(home, (b"one", b"two"))
    assert of(home).holds((b"one", b"two"))
    assert not any(of(home).holds(each) for each in ((b"onetwo",), (b"on", b"etwo"), (b"two",)))


def test_a_changed_byte_and_a_torn_file_are_forgotten_and_made_good(home, place):
    facts = kept(home)
    whole = place.read_bytes()
    place.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
    assert not_read(home)
    for torn in (whole[:-1], whole + b"\n", whole[1:] + whole, b""):
        place.write_bytes(torn)
        assert not_read(home), torn
    of(home).keep(facts)
    assert place.read_bytes() == whole


@pytest.mark.parametrize("part", [".cache/taizhang/signatures", ".cache/taizhang", ".cache", "."])
@pytest.mark.parametrize("mode", [0o020, 0o002])
def test_where_others_may_write_nothing_is_read_or_written(home, place, part, mode):
    facts = kept(home)
    before = place.read_bytes()
    (home / part).chmod((home / part).stat().st_mode | mode)
    assert not_read(home)
    of(home).keep((b"three",))
    if part == ".cache/taizhang/signatures":
        # A file of our own takes its place; what stood in the other one is gone.
        assert place.stat().st_mode & 0o777 == 0o600
        assert not of(home).holds(facts)
        assert of(home).holds((b"three",))
    else:
        assert place.read_bytes() == before


def test_what_is_another_users_is_not_read_or_written(home, place, monkeypatch):
    kept(home)
    before = place.read_bytes()
    monkeypatch.setattr(os, "getuid", lambda: place.stat().st_uid + 1)
    assert not_read(home)
    of(home).keep((b"three",))
    assert place.read_bytes() == before


def test_a_file_brought_by_a_link_is_not_read(home, place):
    facts = kept(home)
    brought = home / "clone-with-a-file"
    place.rename(brought)
    place.symlink_to(brought)
    assert not_read(home)
    place.unlink()
    place.hardlink_to(brought)
    assert not_read(home)
    of(home).keep(facts)
    assert place.stat().st_nlink == 1
    place.parent.rename(home / "clone")
    place.parent.symlink_to(home / "clone")
    assert not_read(home)


def test_a_fifo_or_a_folder_in_its_place_does_no_harm(home, place):
    place.parent.mkdir(parents=True)
    place.mkdir()
    of(home).keep((b"one",))
    assert not of(home).holds((b"one",))
    place.rmdir()
    os.mkfifo(place)
    assert not of(home).holds((b"one",))
    of(home).keep((b"one",))
    assert of(home).holds((b"one",))


@pytest.mark.parametrize(
    "environ", [{}, {"HOME": ""}, {"HOME": "home"}, {"HOME": "/nowhere/at/all"}]
)
def test_without_a_home_nothing_is_kept(environ, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    memory = ProvenFile(environ)
    memory.keep((b"one",))
    assert memory.holds((b"one",))
    assert not ProvenFile(environ).holds((b"one",))
    assert not any(tmp_path.iterdir())


def test_the_folder_for_caches_may_be_named(tmp_path):
    named = {"XDG_CACHE_HOME": str(tmp_path), "HOME": "/nowhere"}
    ProvenFile(named).keep((b"one",))
    assert ProvenFile(named).holds((b"one",))
    assert [each.name for each in tmp_path.iterdir()] == ["taizhang"]


def test_what_another_state_of_the_program_found_is_not_believed(home, monkeypatch, tmp_path):
    kept(home)
    with monkeypatch.context() as patch:
        patch.setattr(proven, "__version__", "0")
        assert not_read(home)
    library = tmp_path / "newer" / "nacl" / "_sodium.abi3.so"
    library.parent.mkdir(parents=True)
    library.touch()
    monkeypatch.syspath_prepend(library.parents[1])
    assert not_read(home)


def test_of_too_many_the_newer_half_stays(home, place):
    memory = of(home)
    memory.keep((b"old",))
    place.write_bytes(place.read_bytes() + os.urandom(EACH * (MOST - 1)))
    memory = of(home)
    assert memory.holds((b"old",))
    memory.keep((b"new",))
    memory = of(home)
    assert memory.holds((b"new",))
    assert not memory.holds((b"old",))
    assert place.stat().st_size == EACH * (MOST // 2 + 1)
    assert [each.name for each in Path(place.parent).iterdir()] == ["signatures"]
