"""Templates are compiled once, and never from anything but what they say now."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from jinja2 import Environment, FileSystemLoader

from taizhang.pages.compiled import Compiled

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def _drawn(own: Path, place: Path, *, stamp: str = "1", folder: Path | None = None) -> str:
    made = Environment(
        loader=FileSystemLoader(str(folder or own)),
        autoescape=True,
        bytecode_cache=Compiled(own, stamp, place),
    )
    return made.get_template("a.j2").render()


def test_what_was_compiled_is_used_again(tmp_path: Path) -> None:
    (tmp_path / "a.j2").write_text("one")
    place = tmp_path / "kept"
    assert _drawn(tmp_path, place) == "one"
    (kept,) = place.iterdir()
    before = kept.stat().st_mtime_ns
    assert _drawn(tmp_path, place) == "one"
    assert kept.stat().st_mtime_ns == before


@pytest.mark.parametrize("damage", ["edited", "cut", "stamp"])
def test_what_does_not_fit_is_compiled_anew(tmp_path: Path, damage: str) -> None:
    (tmp_path / "a.j2").write_text("one")
    place = tmp_path / "kept"
    _drawn(tmp_path, place)
    (kept,) = place.iterdir()
    if damage == "edited":
        (tmp_path / "a.j2").write_text("two")
    elif damage == "cut":
        kept.write_bytes(kept.read_bytes()[:-3])
    drawn = _drawn(tmp_path, place, stamp="2" if damage == "stamp" else "1")
    assert drawn == ("two" if damage == "edited" else "one")
    assert len([*place.iterdir()]) == 1


def test_what_an_older_program_compiled_is_removed(tmp_path: Path) -> None:
    """Byte code of modules, and of other Pythons that use the same folder, stays."""
    (tmp_path / "a.j2").write_text("one")
    place = tmp_path / "kept"
    _drawn(tmp_path, place)
    (kept,) = place.iterdir()
    place.joinpath(kept.name.replace("a.j2", "gone.j2")).write_bytes(b"")
    others = {"b.j2.cpython-27-00000000.pyc", f"compiled.{sys.implementation.cache_tag}.pyc"}
    for name in others:
        place.joinpath(name).write_bytes(b"")
    assert _drawn(tmp_path, place, stamp="2") == "one"
    names = {each.name for each in place.iterdir()}
    assert names > others
    (own,) = names - others
    assert own.startswith("a.j2.")
    assert own != kept.name


def test_templates_of_a_ledger_and_where_nothing_may_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ledger may hold anything: what it says is compiled in every process and never kept."""
    own, theirs, place = tmp_path / "own", tmp_path / "theirs", tmp_path / "kept"
    for folder, text in ((own, "one"), (theirs, "two")):
        folder.mkdir()
        (folder / "a.j2").write_text(text)
    assert _drawn(own, place, folder=theirs) == "two"
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert _drawn(own, place) == "one"
    assert not place.exists()
    place.write_text("")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert _drawn(own, place) == "one"
