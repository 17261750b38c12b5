"""A commit as the source of a ledger's files: plain files only, nothing checked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.store.git.objects import list_blobs, list_names, read_blobs, read_file

if TYPE_CHECKING:
    from taizhang.store.git.repository import Repository


class CommitSource:
    """The files of ``rev`` as a ``Source``; a folder is read in one run of git.

    Below ``ledger`` that is the folder beneath: a year, the journal, the seals.
    """

    def __init__(self, repo: Repository, rev: str) -> None:
        self.repo = repo
        self.rev = rev
        self._ids: dict[str, dict[str, str]] = {}
        self._data: dict[str, dict[str, bytes]] = {}

    def read(self, path: str) -> bytes | None:
        """The bytes of a plain file, None when there is none (links and modules are none)."""
        top = _top(path)
        if top not in self._data:
            ids = self._listed(top)
            blobs = dict(read_blobs(self.repo, dict.fromkeys(ids.values())))
            self._data[top] = {name: blobs[blob] for name, blob in ids.items()}
        return self._data[top].get(path)

    def list(self, prefix: str) -> tuple[str, ...]:
        """Paths of all plain files below the folder ``prefix``, sorted."""
        folder = prefix.rstrip("/")
        ids = self._listed(_top(f"{folder}/"))
        return tuple(sorted(path for path in ids if path.startswith(f"{folder}/")))

    def names(self, folder: str) -> tuple[str, ...]:
        """Names of what lies directly in a folder, sorted."""
        return list_names(self.repo, self.rev, folder)

    def _listed(self, top: str) -> dict[str, str]:
        if top not in self._ids:
            listed = list_blobs(self.repo, self.rev, top)
            self._ids[top] = {each.path: each.id for each in listed if each.is_plain}
        return self._ids[top]


class FewFiles:
    """The files of ``rev`` as a ``Source`` where few are asked for: each is read by itself."""

    def __init__(self, repo: Repository, rev: str) -> None:
        self.repo = repo
        self.rev = rev
        self._data: dict[str, bytes | None] = {}

    def read(self, path: str) -> bytes | None:
        """The bytes of a plain file, None when there is none (links and modules are none)."""
        if path not in self._data:
            self._data[path] = read_file(self.repo, self.rev, path)
        return self._data[path]

    def list(self, prefix: str) -> tuple[str, ...]:
        """Paths of all plain files below the folder ``prefix``, sorted."""
        listed = list_blobs(self.repo, self.rev, prefix.rstrip("/"))
        return tuple(sorted(each.path for each in listed if each.is_plain))

    def names(self, folder: str) -> tuple[str, ...]:
        """Names of what lies directly in a folder, sorted."""
        return list_names(self.repo, self.rev, folder)


def _top(path: str) -> str:
    """The folder that is read at once for ``path``."""
    first, _, rest = path.partition("/")
    second, slash, _ = rest.partition("/")
    return f"{first}/{second}" if first == "ledger" and slash else first
