"""The log file written when the program itself fails, to be handed to its maintainers.

Holds the traceback and versions. Of the command line only the command and the names of the
options: what people typed about an incident stays out.
"""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

_PARTS = ("click", "GitPython", "Jinja2", "mkdocs", "mkdocs-material", "PyYAML")


def write_bug_report(
    error: BaseException, argv: Sequence[str], environ: Mapping[str, str], at: datetime
) -> Path:
    """Writes the report of ``error`` and returns its path.

    It lies under ``$XDG_STATE_HOME/taizhang`` (default ``~/.local/state``), readable by its owner
    only; in the temporary folder where that cannot be written.
    """
    text = _report(error, argv, at)
    home = environ.get("HOME", "")
    state = environ.get("XDG_STATE_HOME") or (f"{home}/.local/state" if home else "")
    try:
        if not state:
            return _write(Path(tempfile.gettempdir()), text, at)
        return _write(Path(state) / "taizhang", text, at)
    except OSError:
        return _write(Path(tempfile.gettempdir()), text, at)


def _write(folder: Path, text: str, at: datetime) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w",
        encoding="utf-8",
        dir=folder,
        prefix=f"taizhang-{at:%Y%m%d-%H%M%S}-",
        suffix=".log",
        delete=False,
    ) as file:
        file.write(text)
    return Path(file.name)


def _report(error: BaseException, argv: Sequence[str], at: datetime) -> str:
    lines = [
        f"at: {at.isoformat(timespec='seconds')}",
        f"command: {_command(argv)}",
        f"taizhang: {__version__}",
        f"python: {platform.python_version()} ({sys.platform})",
        *(f"{part}: {_version(part)}" for part in _PARTS),
        "",
        "".join(traceback.format_exception(error)),
    ]
    return "\n".join(lines)


def _command(argv: Sequence[str]) -> str:
    from taizhang.cli import COMMANDS

    said = [word.partition("=")[0] for word in argv if word.startswith("-") or word in COMMANDS]
    return " ".join(["taizhang", *said])


def _version(part: str) -> str:
    try:
        return version(part)
    except PackageNotFoundError:
        return "-"
