"""Where the files of a ledger are read from: the work tree, or a commit."""

from __future__ import annotations

from typing import Protocol


class Source(Protocol):
    """Reads files by their path relative to the ledger's root, with ``/`` between parts."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, None when there is none."""

    def list(self, prefix: str) -> tuple[str, ...]:
        """The paths of all files below the folder ``prefix``, sorted; empty when none."""
