"""Publish the site of a server's repository: built from the commit, in place at one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.errors import EnvironmentProblem, Refused
from taizhang.rules.sitesettings import settings_findings
from taizhang.store.git.objects import head, read_file
from taizhang.store.git.sitetree import SETTINGS, lay_out
from taizhang.store.positions import place
from taizhang.store.publication import claim, place_of, published, show
from taizhang.store.receipts import FOLDER
from taizhang.store.strict import Profile, Unreadable, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from taizhang.store.git.repository import Repository


def publish(
    repo: Repository, link: Path, build: Callable[[Path, Path], object], *, again: bool = False
) -> str | None:
    """Let ``link`` show the site of the commit main stands on; the commit, None = shown already.

    Args:
        repo: a bare repository.
        link: a symbolic link, or nothing yet.
        build: makes a site of the settings file it is given, in the folder it is given: at one
            moment, and of what is there it draws again only what changed.
        again: build it even if it is shown already, for clocks have moved on.

    Raises:
        Refused: the settings ask for more than a server builds with.
        EnvironmentProblem: there is nothing to build, or it could not be built; what
            ``link`` shows is as it was.
        UsageProblem: the folder of the site cannot be written in, or another repository
            publishes there.
    """
    rev = head(repo)
    if rev is None:
        raise EnvironmentProblem("nothing-recorded")
    claim(link, repo.git_dir)
    if not again and published(link) == rev:
        return None
    _require_plain_settings(repo, rev)
    folder = repo.git_dir / FOLDER / "site"
    lay_out(repo, rev, folder)
    build(folder / SETTINGS, place_of(link))
    show(link, rev)
    return rev


def _require_plain_settings(repo: Repository, rev: str) -> None:
    data = read_file(repo, rev, SETTINGS)
    if data is None:
        raise EnvironmentProblem("site-no-settings", folder=str(repo.root))
    try:
        tree = read(data, profile=Profile.SETTINGS)
    except Unreadable as problem:
        raise Refused(tuple(each.at(SETTINGS) for each in problem.findings)) from problem
    found = settings_findings(tree)
    if found:
        raise Refused(place(found, data, SETTINGS))
