"""Drawn pages on their way to their place: a temporary folder with one file a month.

Nobody but this process and its children reads it, and it is gone when the build is over.
"""

from __future__ import annotations

import marshal
import os
import shutil
import tempfile
import weakref
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.model.shelf import Sketch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Sketches:
    """Sketches by month, in the order in which they were put away."""

    def __init__(self) -> None:
        self._place = ""
        self._end: weakref.finalize[[str, int], Sketches] | None = None

    def put(self, month: str, sketches: Iterable[Sketch]) -> None:
        """Put sketches of a month away, behind those that were."""
        with self._file(month).open("ab") as file:
            for sketch in sketches:
                marshal.dump(tuple(sketch), file)

    def of(self, month: str) -> Iterator[Sketch]:
        """The sketches of a month."""
        try:
            file = self._file(month).open("rb")
        except FileNotFoundError:
            return
        with file:
            while True:
                try:
                    yield Sketch(*marshal.load(file))  # noqa: S302 - written above, mode 0700
                except EOFError:
                    return

    def done(self, month: str) -> None:
        """Let a month's go."""
        self._file(month).unlink(missing_ok=True)

    @property
    def folder(self) -> Path:
        """A folder for whatever else lasts no longer."""
        return Path(self._made(), "else")

    def close(self) -> None:
        """Let all go."""
        if self._end is not None:
            self._end()

    def _file(self, month: str) -> Path:
        return Path(self._made(), month.replace("/", "-"))

    def _made(self) -> str:
        """The folder; made when something is put there first."""
        if not self._place:
            self._place = tempfile.mkdtemp(prefix="taizhang-")
            self._end = weakref.finalize(self, _clear, self._place, os.getpid())
        return self._place


def _clear(place: str, maker: int) -> None:
    """Delete the folder, but not where a child of its maker ends."""
    if os.getpid() == maker:
        shutil.rmtree(place, ignore_errors=True)
