"""Drawn pages on their way to their place: a temporary folder with one file a month.

Nobody but this process and its children reads it, and it is gone when the build is over.
"""

from __future__ import annotations

import marshal
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.model.shelf import Sketch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Sketches:
    """Sketches by month, in the order in which they were put away."""

    def __init__(self) -> None:
        self._place = tempfile.TemporaryDirectory(prefix="taizhang-")

    @contextmanager
    def begun(self, month: str) -> Iterator[Callable[[Sketch], None]]:
        """Put sketches of a month away, instead of those that were."""
        with self._file(month).open("wb") as file:

            def keep(sketch: Sketch) -> None:
                marshal.dump(tuple(sketch), file)

            yield keep

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
        return Path(self._place.name, "else")

    def close(self) -> None:
        """Let all go."""
        self._place.cleanup()

    def _file(self, month: str) -> Path:
        return Path(self._place.name, month.replace("/", "-"))
