"""The files of a ledger as they lie on disk. Never follows a symbolic link out of the ledger."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from taizhang.errors import EnvironmentProblem

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 4 * 1024 * 1024
"""Bytes of one file that are read at most; far above what any reader takes."""


class WorkTree:
    """A ledger's folder as a ``Source``: paths are relative to it, with ``/`` between parts."""

    def __init__(self, root: Path | str) -> None:
        # A text: pathlib takes longer to load than a file to check.
        self.root = str(root)

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, None when there is none.

        Raises:
            EnvironmentProblem: the path leads through a symbolic link or out of the ledger, is
                no plain file, is too large, or may not be read.
        """
        parts = tuple(path.split("/"))
        if any(part in ("", ".", "..") for part in parts):
            raise EnvironmentProblem("source-outside", path=path)
        try:
            handle = self._open(parts)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._refused(path, error) from error
        try:
            facts = os.fstat(handle)
            if not stat.S_ISREG(facts.st_mode):
                raise EnvironmentProblem("source-not-plain", path=path)
            if facts.st_size > LARGEST:
                raise EnvironmentProblem("source-too-large", path=path, limit=LARGEST)
            return os.read(handle, facts.st_size + 1)  # of a plain file all that is there
        finally:
            os.close(handle)

    def list(self, prefix: str) -> tuple[str, ...]:
        """Paths of all files below the folder ``prefix``, sorted; empty when there is none.

        Symbolic links are listed, never followed: reading one is what is refused. Folders that
        begin with a full stop are left out.
        """
        start = self._folder(prefix)
        if start is None:
            return ()
        found = []
        for folder, folders, files in os.walk(start, followlinks=False):
            linked = [name for name in folders if os.path.islink(f"{folder}/{name}")]  # noqa: PTH114
            folders[:] = [
                name for name in folders if not name.startswith(".") and name not in linked
            ]
            below = folder[len(self.root) :].strip("/")
            found += [f"{below}/{name}" if below else name for name in (*files, *linked)]
        return tuple(sorted(found))

    def names(self, folder: str) -> tuple[str, ...]:
        """Names of what lies directly in a folder, sorted; none where it is none, or a link."""
        start = self._folder(folder)
        try:
            return tuple(sorted(os.listdir(start))) if start is not None else ()  # noqa: PTH208
        except OSError:
            return ()

    def _folder(self, path: str) -> str | None:
        """Where ``path`` lies; None where a link is on the way."""
        start = self.root
        for part in path.split("/") if path else ():
            start = f"{start}/{part}"
            if os.path.islink(start):  # noqa: PTH114 - no pathlib here
                return None
        return start

    def _open(self, parts: tuple[str, ...]) -> int:
        """Open step by step, so that no folder on the way may be a link either."""
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC
        folder = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            for part in parts[:-1]:
                inner = os.open(part, flags | os.O_DIRECTORY, dir_fd=folder)
                os.close(folder)
                folder = inner
            # Not blocking: opening a named pipe would wait for its writer.
            return os.open(parts[-1], flags | os.O_NONBLOCK, dir_fd=folder)
        finally:
            os.close(folder)

    def _refused(self, path: str, error: OSError) -> EnvironmentProblem:
        inner = self.root
        for part in path.split("/"):
            inner = f"{inner}/{part}"
            if os.path.islink(inner):  # noqa: PTH114 - no pathlib here
                return EnvironmentProblem("source-is-link", path=path)
        return EnvironmentProblem("source-not-read", path=path, reason=error.strerror or "")
