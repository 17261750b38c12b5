"""Templates compiled once, as Python keeps its own modules: in the program's ``__pycache__``.

Of the packaged templates only, and beside the program's own byte code, which whoever could write
there could change as well. Where nothing can be written, templates are compiled by every process.
What an older program compiled goes when the first template is compiled anew.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.bccache import Bucket

_DIGEST = 64
_PYTHON = sys.implementation.cache_tag


class Compiled(jinja2.BytecodeCache):
    """Byte code of the templates in one folder."""

    def __init__(self, folder: Path, stamp: str, place: Path | None = None) -> None:
        """``stamp``: changes with how templates are compiled; ``place``: for byte code."""
        self._folder = f"{folder}/"
        state = sha256(f"{jinja2.__version__} {stamp}".encode()).hexdigest()[:8]
        self._end = f".{_PYTHON}-{state}.pyc"
        self._swept = False
        self._place = place or Path(__file__).with_name("__pycache__")

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """As Jinja asks for it; what lies elsewhere has no key and is not kept."""
        bucket = super().get_bucket(environment, name, None, source)
        ours = (filename or "").startswith(self._folder) and "/" not in name
        bucket.key = f"{name}{self._end}" if ours else ""
        if ours:
            self._load(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Nothing yet: it is not known then where the template lies."""

    def _load(self, bucket: Bucket) -> None:
        with suppress(OSError):
            told = self._place.joinpath(bucket.key).read_bytes()
            if told[:_DIGEST] == sha256(told[_DIGEST:]).hexdigest().encode():
                bucket.bytecode_from_string(told[_DIGEST:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, all or nothing."""
        if not bucket.key or sys.dont_write_bytecode:
            return
        body = bucket.bytecode_to_string()
        target = self._place / bucket.key
        growing = target.with_name(f"{target.name}.{os.getpid()}.tmp")
        with suppress(OSError):
            self._place.mkdir(exist_ok=True)
            self._sweep()
            growing.write_bytes(sha256(body).hexdigest().encode() + body)
            growing.replace(target)

    def _sweep(self) -> None:
        """Remove, once a process, what no template can be loaded from any more."""
        if self._swept:
            return
        self._swept = True
        for kept in self._place.glob(f"*.j2.{_PYTHON}-*.pyc"):
            name = kept.name.partition(f".{_PYTHON}-")[0]
            if not kept.name.endswith(self._end) or not Path(self._folder, name).exists():
                kept.unlink(missing_ok=True)
