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


def merged_files(*folders: Path) -> list[tuple[str, Path]]:
    """Every plain file below ``folders`` by its name from there; of several, the last one.

    Files whose name begins with a dot are left out.
    """
    found = {
        path.relative_to(folder).as_posix(): path
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and path.name[0] != "."
    }
    return sorted(found.items())


def put_overrides(dirs: list[str], root: Path, packaged: Path, *, after_first: bool) -> None:
    """Put the ledger's overrides first into a theme's folders, and ours before the theme's own.

    ``after_first``: the settings name a folder too, which stands first and goes before ours.
    """
    if str(packaged) not in dirs:
        dirs.insert(1 if after_first else 0, str(packaged))
    own = root / "site" / "overrides"
    if own.is_dir() and str(own) not in dirs:
        dirs.insert(0, str(own))
