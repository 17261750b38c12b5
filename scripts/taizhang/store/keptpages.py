"""Incident pages that an earlier build left: kept beside the site while MkDocs empties it.

The folder beside may be deleted at any time. Only what this user made is used.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from taizhang.store.cache import Cache

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

FOLDER = "incidents"
_NEXT = "next-"


class KeptPages:
    """The folder ``incidents`` of a site, and what is known of each page in it.

    A page's key tells what it was made from; so does a month's of all its pages.
    """

    def __init__(self, site: Path, *, staged: bool = False) -> None:
        """``site``: where the site goes.

        ``staged``: the site stays as it is until ``settle``; what changes is written elsewhere.
        """
        self._staged = staged
        self._late: dict[str, str] = {}
        self._gone: set[str] = set()
        self._place = site / FOLDER
        self._beside = site.parent / f".{site.name}.kept"
        self._aside = self._beside / FOLDER
        self._cache = Cache(self._beside, "known")
        self._names: frozenset[str] | None = None
        self._changed: list[str] = []

    def take(self) -> None:
        """Put the pages aside; those that a killed build left there stay there."""
        if self._staged:
            return
        with suppress(OSError):
            if self._place.is_dir():
                self._beside.mkdir(mode=0o700, exist_ok=True)
        if not self._ours():
            return
        if self._aside.is_dir() and self._place.is_dir():
            shutil.rmtree(self._aside)
        if self._place.is_dir() and not self._place.is_symlink():
            with suppress(OSError):
                self._place.rename(self._aside)

    def put_back(self) -> None:
        """Put the pages where they belong, if some were taken."""
        if self._staged:
            return
        if self._aside.is_dir() and not self._aside.is_symlink() and self._ours():
            with suppress(OSError):
                shutil.rmtree(self._place, ignore_errors=True)
                self._place.parent.mkdir(parents=True, exist_ok=True)
                self._aside.rename(self._place)
        self._names = None

    def months(self) -> dict[str, str]:
        """The key of every month whose pages are all there."""
        plain: Any = self._cache.load("months")
        try:
            if isinstance(plain, list) and plain[0] == self._place.stat().st_mtime_ns:
                return dict(plain[1])
            self._names = frozenset(os.listdir(self._place))  # noqa: PTH208 - names only
        except FileNotFoundError:
            self._names = frozenset()
        return {}

    def keys(self, month: str) -> dict[str, str]:
        """The key of every page of a month, by the id of its incident."""
        plain = self._cache.load(month.replace("/", "-"))
        return plain if isinstance(plain, dict) else {}

    def _next(self, month: str) -> tuple[dict[str, str], list[str]]:
        """What ``save`` was told of a month, while that does not hold yet."""
        keys, gone = self._cache.load(f"{_NEXT}{month.replace('/', '-')}") or ({}, [])
        return keys, gone

    def there(self, one: str) -> bool:
        """True when the files of a page are there."""
        if self._names is None:
            return True
        return f"{one}.html" in self._names and f"{one}.json" in self._names

    def begin(self) -> None:
        """Pages are about to change: a build that is killed leaves only what each month knows.

        Where what changes is written elsewhere, they do so in the switch.
        """
        if not self._staged:
            self.give_way()

    def give_way(self) -> None:
        """What was written elsewhere is about to come here."""
        self._cache.save("months", ["", {}])

    def forgo(self, month: str, keys: Mapping[str, str]) -> None:
        """The other pages of a month are about to change."""
        self._cache.save(month.replace("/", "-"), dict(keys))

    def save(self, month: str, keys: Mapping[str, str], gone: Iterable[str] = ()) -> None:
        """Remember the key of every page of a month. ``gone``: pages that are not wanted."""
        if self._staged:
            self._cache.save(f"{_NEXT}{month.replace('/', '-')}", [dict(keys), sorted(gone)])
            return
        self._remove(gone)
        self.forgo(month, keys)

    def _remove(self, ids: Iterable[str]) -> None:
        for one in ids:
            for end in ("html", "json"):
                with suppress(OSError):
                    (self._place / f"{one}.{end}").unlink()

    def end(self, book: Mapping[str, str], changed: Collection[str], live: Collection[str]) -> None:
        """Everything is written; remember the key of every month.

        Args:
            book: the key of every month, ``""`` where it tells nothing.
            changed: the months that were saved.
            live: ids of pages that are never kept.
        """
        if self._names:
            wanted = {*live}
            for month in {*book, *changed}:
                late = self._staged and month in changed
                wanted.update(self._next(month)[0] if late else self.keys(month))
            self._gone = {name.partition(".")[0] for name in self._names} - wanted
        self._late, self._changed = dict(book), list(changed)
        if not self._staged:
            self._finish()

    def settle(self) -> None:
        """What was written elsewhere has come here."""
        for month in self._changed:
            keys, gone = self._next(month)
            self._gone.update(gone)
            self.forgo(month, keys)
        self._finish()

    def _finish(self) -> None:
        self._remove(self._gone)
        self._cache.save("months", [self._place.stat().st_mtime_ns, self._late])

    def forget(self) -> None:
        """Delete all that is beside the site."""
        if self._ours():
            shutil.rmtree(self._beside, ignore_errors=True)

    def _ours(self) -> bool:
        """True for a folder that this user alone may write to."""
        with suppress(OSError):
            told = self._beside.lstat()
            return told.st_uid == os.getuid() and not told.st_mode & 0o022
        return False
