"""What must hold of folders before a site is written: no work is emptied, no link is followed."""

from __future__ import annotations

import os
from pathlib import Path

from taizhang.errors import UsageProblem

_GUARDED = ("ledger", "plan", "site/overrides", "site/templates", "site/assets", "site/pages")


def require_safe_output(root: Path, out: Path) -> None:
    """Refuse an output folder that a build would empty although work lies in it.

    Raises:
        UsageProblem: ``out`` lies in or around what people write.
    """
    guarded = [root, *(root / name for name in _GUARDED)]
    inside = any(out.is_relative_to(root / name) for name in _GUARDED)
    if inside or any(folder.is_relative_to(out) for folder in guarded):
        raise UsageProblem("site-dir-unsafe", folder=str(out))


def require_no_links(root: Path, pages: Path) -> None:
    """Refuse a symbolic link among what is published: MkDocs would follow it anywhere.

    Raises:
        UsageProblem: there is one, in ``root``/site or in ``pages``; the message names it.
    """
    for start in (root / "site", pages):
        for folder, folders, files in os.walk(start):
            for name in (*folders, *files):
                path = Path(folder, name)
                if path.is_symlink():
                    raise UsageProblem("site-link", path=os.path.relpath(path, root))
        if start.is_symlink():
            raise UsageProblem("site-link", path=os.path.relpath(start, root))


def files_in(folder: Path) -> list[Path]:
    """Every plain file below ``folder`` whose name does not begin with a dot."""
    return [path for path in folder.rglob("*") if path.is_file() and path.name[0] != "."]
