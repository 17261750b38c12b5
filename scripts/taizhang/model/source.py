"""Where the files of a ledger are read from: the work tree, or a commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable


class Source(Protocol):
    """Reads files by their path relative to the ledger's root, with ``/`` between parts."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, None when there is none."""

    def list(self, prefix: str) -> tuple[str, ...]:
        """The paths of all files below the folder ``prefix``, sorted; empty when none."""

    def names(self, folder: str) -> tuple[str, ...]:
        """Names of the files and folders that lie directly in ``folder``, sorted."""


def names_in(folder: str, paths: Iterable[str]) -> tuple[str, ...]:
    """The same of a source that knows its paths."""
    start = f"{folder}/"
    below = (path[len(start) :] for path in paths if path.startswith(start))
    return tuple(sorted({path.partition("/")[0] for path in below}))
