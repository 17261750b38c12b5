"""A source that remembers what was read from it, so that a result can be tied to its reasons."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taizhang.model.source import Source


class Witness:
    """A ``Source`` that passes everything on and keeps a digest of each file it gave out."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._seen: dict[str, str] = {}

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, None when there is none."""
        data = self._source.read(path)
        self._seen[path] = "" if data is None else sha256(data).hexdigest()
        return data

    def list(self, prefix: str) -> tuple[str, ...]:
        """Paths of all files below ``prefix``, sorted."""
        return self._source.list(prefix)

    def names(self, folder: str) -> tuple[str, ...]:
        """Names of what lies directly in a folder, sorted."""
        return self._source.names(folder)

    def digest(self) -> str:
        """64 hexadecimal digits over every file read so far, missing ones too."""
        lines = (f"{path} {digest}\n" for path, digest in sorted(self._seen.items()))
        return sha256("".join(lines).encode(errors="surrogateescape")).hexdigest()
