"""Signatures that a check of this user verified before: digests in one file in the own home.

An entry says of one text, one signature and one key that the arithmetic came out right, which no
time, plan or roster can change. Whoever writes here could make this user believe a forged
signature, and nobody else. So it lies outside every ledger, where no clone, archive or stick can
bring it along, and only what this user alone may write is read. Whatever is missing, foreign or
damaged counts as not there. Source: decision 0015.
"""

# Texts, not pathlib: it takes longer to load than a file to check.
# ruff: noqa: PTH102, PTH105, PTH108, PTH116, PTH117, PTH120, PTH123

from __future__ import annotations

import os
import sys
from contextlib import suppress
from stat import S_ISDIR, S_ISREG, S_IWGRP, S_IWOTH
from typing import TYPE_CHECKING

from taizhang import __version__
from taizhang.model.digest import sha256
from taizhang.store.sshwire import packed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_NAME = "signatures"
_LIBRARY = "nacl/_sodium"
"""The module that libsodium is compiled into; Python knows how its name ends."""
_EACH = 32
MOST = 4096
"""Signatures remembered; of more, the newer half stays."""


class ProvenFile:
    """What is known to this user. Nothing is read before it is asked for."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        """It lies below ``$XDG_CACHE_HOME``, else ``~/.cache``; without a home, nowhere."""
        self._folders = tuple(_folders(environ))
        self._known: dict[bytes, None] | None = None
        self._stamp = b""

    def holds(self, facts: Sequence[bytes]) -> bool:
        """Whether just these facts were kept, by this state of what verifies."""
        return self._digest(facts) in self._read()

    def keep(self, facts: Sequence[bytes]) -> None:
        """Keep facts that were verified; a full disk or a read-only home is no trouble."""
        known = [*self._read(), self._digest(facts)]
        if len(known) > MOST:
            del known[: MOST // 2]
        self._known = dict.fromkeys(known)
        with suppress(OSError):
            self._write(b"".join(self._known))

    def _digest(self, facts: Sequence[bytes]) -> bytes:
        """Lengths keep the facts apart: none can pass for the end of the one before."""
        self._stamp = self._stamp or "\n".join(_verifiers()).encode()
        return sha256(b"".join(map(packed, (self._stamp, *facts)))).digest()

    def _read(self) -> dict[bytes, None]:
        if self._known is None:
            data = b""
            with suppress(OSError):
                data = self._bytes()
            whole = len(data) % _EACH == 0
            starts = range(0, len(data), _EACH) if whole else ()
            self._known = dict.fromkeys(data[start : start + _EACH] for start in starts)
        return self._known

    def _bytes(self) -> bytes:
        """Raises: OSError: there is no such file."""
        if not self._folders or not all(map(_own_folder, self._folders)):
            return b""
        place = os.open(f"{self._folders[-1]}/{_NAME}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with open(place, "rb", buffering=0) as file:
            told = os.fstat(place)
            own = S_ISREG(told.st_mode) and told.st_nlink == 1 and _own(told)
            return file.read(MOST * _EACH + 1) if own else b""

    def _write(self, data: bytes) -> None:
        """Raises: OSError: it cannot be written."""
        for folder in self._folders[1:]:
            with suppress(FileExistsError):
                os.mkdir(folder, 0o700)
        if not self._folders or not all(map(_own_folder, self._folders)):
            return
        target = f"{self._folders[-1]}/{_NAME}"
        growing = f"{target}.{os.getpid()}.tmp"
        with suppress(FileNotFoundError):
            os.unlink(growing)
        with open(os.open(growing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
        os.replace(growing, target)


def _folders(environ: Mapping[str, str]) -> Iterator[str]:
    """Each folder on the way; the first must be there, and may be reached by a link."""
    home, cache = environ.get("HOME", ""), environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(cache):
        if not os.path.isabs(home):
            return
        yield (home := os.path.realpath(home))
        yield (cache := f"{home}/.cache")
    else:
        yield (cache := os.path.realpath(cache))
    yield f"{cache}/taizhang"


def _own_folder(path: str) -> bool:
    """Raises: OSError: there is none."""
    told = os.stat(path, follow_symlinks=False)
    return S_ISDIR(told.st_mode) and _own(told)


def _own(told: os.stat_result) -> bool:
    """Whether this user has it, and nobody else may write it."""
    return told.st_uid == os.getuid() and not told.st_mode & (S_IWGRP | S_IWOTH)


def _verifiers() -> Iterator[str]:
    """Version, size and time of what verifies: what another state of it found is not believed."""
    from importlib.machinery import EXTENSION_SUFFIXES

    yield __version__
    for name in ("sshsig", "sshwire", "proven"):
        yield _state(f"{os.path.dirname(__file__)}/{name}.py")
    # Asking Python where a package lies would load more than is saved here.
    places = (f"{folder}/{_LIBRARY}{end}" for folder in sys.path for end in EXTENSION_SUFFIXES)
    yield next(filter(None, map(_state, places)), "")


def _state(path: str) -> str:
    try:
        told = os.stat(path)
    except OSError:
        return ""
    return f"{path} {told.st_size} {told.st_mtime_ns}"
