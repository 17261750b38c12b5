"""The stamp a drill ledger carries: when it was made, for which moment, from which seed.

It lies in the git directory: no part of the ledger, gone with it.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

STAMP = "taizhang-demo.json"


def made_at(folder: Path) -> datetime | None:
    """When the drill ledger at ``folder`` was made (aware); None when ``demo`` did not make it."""
    try:
        told = json.loads((folder / ".git" / STAMP).read_bytes())
        moment = datetime.fromisoformat(told["made_at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return moment if moment.tzinfo else None


def write_stamp(git_dir: Path, *, made: datetime, now: datetime, seed: int, incidents: int) -> None:
    """Stamp a new drill ledger; both times aware."""
    told = {
        "made_at": made.isoformat(),
        "now": now.isoformat(),
        "seed": seed,
        "incidents": incidents,
    }
    (git_dir / STAMP).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
