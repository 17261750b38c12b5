"""Files of a site that an earlier build made: kept beside it, and put into the next one as links.

Kept by a key that tells what they were made from; what a build does not ask for goes. The folder
beside may be deleted at any time. Only what this user made is used.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.store.cache import Cache

if TYPE_CHECKING:
    from collections.abc import Sequence

_BOOK = "files"


class KeptFiles:
    """What lies beside one site. A batch is the files of one key."""

    def __init__(self, site: Path) -> None:
        """``site``: where the site goes."""
        beside = site.parent / f".{site.name}.kept"
        self._cache = Cache(beside, "known")
        self._place = beside / "known" / _BOOK
        plain: Any = self._cache.load(_BOOK)
        self._known: dict[str, list[str]] = plain if isinstance(plain, dict) else {}
        self._used: dict[str, list[str]] = {}

    def put(self, key: str, out: str) -> bool:
        """Put a batch where it belongs below ``out``; False where it has to be made."""
        uris = self._known.get(key)
        if not uris:
            return False
        try:
            for number, uri in enumerate(uris):
                _link(f"{self._place}/{key}-{number}", f"{out}/{uri}")
        except OSError:
            return False
        self._used[key] = uris
        return True

    def keep(self, key: str, out: str, uris: Sequence[str]) -> None:
        """Keep a batch that was made; where links cannot be made it is made every time."""
        with suppress(OSError):
            self._cache.make_home()
            self._place.mkdir(mode=0o700, exist_ok=True)
            for number, uri in enumerate(uris):
                _link(f"{out}/{uri}", f"{self._place}/{key}-{number}")
            self._used[key] = list(uris)

    def end(self) -> None:
        """Drop what was not used, and remember the rest."""
        if self._used == self._known:
            return
        self._cache.save(_BOOK, self._used)
        with suppress(OSError):
            for path in self._place.iterdir():
                if path.name.rpartition("-")[0] not in self._used:
                    path.unlink()


def _link(source: str, target: str) -> None:
    # Some hundreds at every build: a path of its own for each costs more than the link.
    try:
        os.link(source, target)
    except FileNotFoundError:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        os.link(source, target)
    except FileExistsError:
        Path(target).unlink()
        os.link(source, target)
