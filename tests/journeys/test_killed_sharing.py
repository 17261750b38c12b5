"""``sync`` and ``renumber`` may be killed at any step: nothing is lost, and the next command helps.

A kill leaves the disk as it is at that moment: the repository is copied before every call of git
and every step on the disk, and each state that differs is gone on from.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from tests.cli.conftest import colleague, shared
from tests.cli.test_renumber import _new_id, collided
from tests.cli.test_sync import _entries, _path, _pull, both
from tests.ledgers import Ledger, ledger, models

from taizhang.store.git import run

__all__ = ["both", "colleague", "collided", "ledger", "models", "shared"]

pytestmark = pytest.mark.slow
STEPS = ("mkdir", "replace", "unlink", "rmdir")


class Film:
    """Every state of a repository while a command runs in it."""

    def __init__(self, ledger, place):
        self.ledger, self.place = ledger, place
        self.frames = []
        self._last = None

    def take(self):
        """A copy of the repository, if anything in it is not as before."""
        seen = [*self._seen(os.fspath(self.ledger.root))]
        if seen != self._last:
            self._last = seen
            self.frames.append(self.place / str(len(self.frames)))
            shutil.copytree(self.ledger.root, self.frames[-1], symlinks=True)

    def _seen(self, folder):
        for each in sorted(os.scandir(folder), key=lambda each: each.name):
            if each.is_dir(follow_symlinks=False):
                yield each.path
                yield from self._seen(each.path)
            else:
                about = each.stat(follow_symlinks=False)
                yield each.path, about.st_ino, about.st_size, about.st_mtime_ns

    def of(self, *words):
        """What the command said; a frame before each of its steps, and one of the end."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(run, "run", self._watched(run.run))
            patch.setattr(os, "fsync", self._watched(os.fsync))
            for name in STEPS:
                patch.setattr(Path, name, self._watched(getattr(Path, name)))
            said = self.ledger.done(*words)
        self.take()
        return said

    def _watched(self, real):
        def step(*args, **more):
            self.take()
            return real(*args, **more)

        return step

    def replayed(self, monkeypatch, capsys):
        """Each frame as a ledger to go on in."""
        return [Ledger(frame, monkeypatch, capsys) for frame in self.frames]


@pytest.fixture
def film(ledger, tmp_path):
    place = tmp_path / "frames"
    place.mkdir()
    return Film(ledger, place)


def sound(ledger):
    """Git finds no fault, and files, index and branch agree."""
    assert ledger.git("fsck", "--strict", "--no-dangling") == ""
    assert ledger.git("status", "--porcelain") == ""
    assert not list((ledger.root / ".git").glob("taizhang*.tmp"))
    assert not (ledger.root / ".git" / "taizhang.moving").exists()


@pytest.mark.parametrize("stopped", [False, True], ids=["in peace", "after a pull that stopped"])
def test_a_sync_killed_at_any_step_is_finished_by_the_next(
    film, ledger, colleague, both, stopped, monkeypatch, capsys
):
    colleague.done("add", both, "说明", "--text", "同事所记")
    colleague.done("submit")
    ledger.done("add", both, "说明", "--text", "本机所记", "--at", "09:19")
    other = ledger.new("--title", "本机的另一件")
    if stopped:
        _pull(ledger, "--no-rebase")
    film.of("sync")
    wanted = _entries(ledger, both)
    assert len(wanted) == 3
    for each in film.replayed(monkeypatch, capsys):
        each.done("sync")
        sound(each)
        assert _entries(each, both) == wanted
        assert "本机的另一件" in each.text(other)
    assert len(film.frames) > 10


def test_a_renumbering_killed_at_any_step_is_done_or_done_again(
    film, ledger, collided, monkeypatch, capsys, tmp_path
):
    paper = tmp_path / "paper.txt"
    paper.write_text("附件", "utf-8")
    ledger.done("annex", "add", collided, str(paper), "--name", "截图")
    last = _new_id(film.of("renumber", collided))
    ends = set()
    for number, each in enumerate(film.replayed(monkeypatch, capsys)):
        again = each.run("renumber", collided)
        # Where the branch has moved nobody here has the old id any more.
        new = last if again.code else _new_id(again.out)
        assert again.code in (0, 2), again.err
        ends.add(again.code)
        each.done("sync")
        sound(each)
        assert "联络站" in each.text(new)
        assert "他人的一件" in each.text(collided)
        assert [path.stem for path in (each.root / _path(new)).parent.iterdir()].count(new) == 1
        out = tmp_path / f"out{number}"
        each.done("annex", "show", new, "截图", "--out", str(out))
        assert out.read_text("utf-8") == "附件"
        kept = each.root / ".git" / "taizhang-annex" / "files"
        assert [path.parent.name for path in kept.glob("*/[!.]*")] == [new]
    assert ends == {0, 2}
