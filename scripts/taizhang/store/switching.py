"""A site that is built beside the one people read, and takes its place from one moment to the next.

``NAME`` is the site, ``.NAME.next`` the one that is being built. The folder of incident pages is
not built anew: pages that changed lie in the new site until the switch, which puts each over the
old one, swaps the sites and moves the folder after. Until then, each site has a link ``.twin`` to
the other, by which the one without the folder leads to it: who is just opening a page finds it.
A build that fails or is killed before leaves the old site as it was; one that is killed in the
switch is finished by the next.
"""

from __future__ import annotations

import ctypes
import os
import shutil
from contextlib import suppress
from pathlib import Path

_HERE = -100
_EXCHANGE = 2
_TWIN = ".twin"


def staging(site: Path) -> Path | None:
    """Where to build what will be ``site``; None where folders cannot change places."""
    with suppress(OSError):
        beside = site.parent
        beside.mkdir(parents=True, exist_ok=True)
        same = not site.exists() or site.stat().st_dev == beside.stat().st_dev
        if same and os.access(beside, os.W_OK | os.X_OK) and not os.path.ismount(site):
            return beside / f".{site.name}.next"
    return None


def heal(site: Path, folder: str) -> None:
    """Finish a switch that was killed, and clear away what was being built.

    ``folder``: the one whose files are not built anew.
    """
    spare, aside = _beside(site)
    with suppress(OSError):
        if not site.exists() and aside.is_dir():
            aside.rename(site)
        for left in (spare, aside):
            if site.is_dir() and left.is_dir():
                _carry_over(left, site, folder)
        (site / _TWIN).unlink(missing_ok=True)
    for left in (spare, aside):
        shutil.rmtree(left, ignore_errors=True)


def put_over(site: Path, folder: str) -> None:
    """Put the files of ``folder`` in the new site over those of the old one, each at once."""
    spare, _ = _beside(site)
    if not (site / folder).is_dir():
        return
    for path in (spare / folder).iterdir():
        path.replace(site / folder / path.name)
    (spare / folder).rmdir()


def switch(site: Path, folder: str) -> None:
    """Let the new site take the place of the old one, which goes.

    Hidden files of the old one stay, as they do where a generator empties a folder.

    Raises:
        OSError: it cannot be done; the next ``heal`` puts it right.
    """
    spare, aside = _beside(site)
    if not site.is_dir():
        spare.rename(site)
        return
    if (site / folder).is_dir():
        for one in (site, spare):  # each leads to the other when they have changed places
            (one / _TWIN).symlink_to(Path("..", one.name))
        (spare / folder).symlink_to(Path(_TWIN, folder))
    if not _exchange(spare, site):
        site.rename(aside)
        spare.rename(site)
        aside.rename(spare)
    _carry_over(spare, site, folder)
    shutil.rmtree(spare, ignore_errors=True)
    (site / _TWIN).unlink(missing_ok=True)


def _carry_over(old: Path, new: Path, folder: str) -> None:
    """Move what stays from site to site: the folder, and hidden files."""
    _moved(old / folder, new / folder)
    for path in old.iterdir():
        if path.name.startswith(".") and path.name != _TWIN and not (new / path.name).exists():
            path.rename(new / path.name)


def _moved(source: Path, target: Path) -> None:
    """Let a folder stand where it belongs, in the place of a link to it."""
    if source.is_symlink() or not source.is_dir():
        return
    if target.is_symlink():
        if _exchange(source, target):
            return
        target.unlink()
    if not target.exists():
        source.rename(target)


def _beside(site: Path) -> tuple[Path, Path]:
    return site.with_name(f".{site.name}.next"), site.with_name(f".{site.name}.last")


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places; False where the system cannot do it in one step."""
    with suppress(AttributeError, OSError):
        call = ctypes.CDLL(None, use_errno=True).renameat2
        given = (_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
        return bool(call(*given) == 0)
    return False
