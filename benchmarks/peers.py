"""Other programs to be measured against, in an environment of their own that is thrown away."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PEERS = ("check-jsonschema", "yamllint")
_PATIENCE = 300  # seconds until the package index counts as out of reach


def peer(folder: Path, name: str) -> Path | None:
    """The program ``name``, installed below ``folder`` when first asked for; None without it."""
    place = folder / "peers"
    if not place.is_dir():
        _install(place)
    found = place / "bin" / name
    return found if found.is_file() else None


def _install(place: Path) -> None:
    pip = (str(place / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check")
    try:
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True, capture_output=True)
        subprocess.run([*pip, *PEERS], check=True, capture_output=True, timeout=_PATIENCE)
    except (OSError, subprocess.SubprocessError):
        place.mkdir(parents=True, exist_ok=True)
