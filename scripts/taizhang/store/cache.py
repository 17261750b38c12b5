"""Files of results that may be deleted at any time, below git's own folder.

Never proof: only what this user wrote is read, each file carries a digest of itself, and whatever
is missing, foreign or damaged counts as not there.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

_DIGEST = 64
_KEPT = 2
"""Generations kept: the one in use, and the one before a change of plan or program."""


class Cache:
    """Results under one key; another plan, office or program is another key."""

    def __init__(self, folder: Path, key: str) -> None:
        """``folder`` is made when something is saved; ``key``: 64 hexadecimal digits."""
        self._folder = folder
        self._home = folder / key

    def load(self, name: str) -> Any:  # noqa: ANN401 - whatever JSON held
        """The JSON value saved under ``name``; None where there is nothing to be trusted."""
        body = self.load_bytes(f"{name}.json")
        try:
            return None if body is None else json.loads(body)
        except (ValueError, RecursionError):
            return None

    def load_bytes(self, name: str) -> bytes | None:
        """What the file ``name`` was saved with; None where there is nothing to be trusted."""
        try:
            with (self._home / name).open("rb") as file:
                facts = os.fstat(file.fileno())
                if facts.st_uid != os.getuid() or facts.st_mode & 0o022:
                    return None
                digest, body = file.read(_DIGEST), file.read()
        except OSError:
            return None
        return body if sha256(body).hexdigest().encode() == digest else None

    def save(self, name: str, value: object) -> None:
        """Keep a JSON value under ``name``."""
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        self.save_bytes(f"{name}.json", body)

    def save_bytes(self, name: str, body: bytes) -> None:
        """Keep ``body`` as the file ``name``; a full disk or a read-only folder is no trouble."""
        target = self._home / name
        growing = target.with_name(f"{name}.{os.getpid()}.tmp")
        with suppress(OSError):
            self.make_home()
            growing.write_bytes(sha256(body).hexdigest().encode() + body)
            growing.chmod(0o600)
            growing.replace(target)

    def make_home(self) -> None:
        """Make the folder of this key; of others only the newest stays."""
        if self._home.is_dir():
            return
        self._home.mkdir(mode=0o700, parents=True, exist_ok=True)
        others = [each for each in self._folder.iterdir() if each != self._home]
        others.sort(key=lambda each: each.stat().st_mtime, reverse=True)
        for old in others[_KEPT - 1 :]:
            shutil.rmtree(old, ignore_errors=True)


def program_stamp() -> str:
    """Tells one state of the program from another: names, sizes and times of its modules."""
    import sys

    import yaml

    from taizhang import __version__

    package = Path(__file__).resolve().parents[1]
    facts = [f"{__version__} {sys.version} {yaml.__version__}"]
    for folder, _, files in sorted(os.walk(package)):
        for name in sorted(files):
            if name.endswith(".py"):
                told = os.stat(f"{folder}/{name}")  # noqa: PTH116 - some two hundred of them
                facts.append(f"{folder}/{name} {told.st_size} {told.st_mtime_ns}")
    return sha256("\n".join(facts).encode()).hexdigest()
