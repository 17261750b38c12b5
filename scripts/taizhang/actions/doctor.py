"""Look at machine and repository and say, line by line, what is missing and what to run."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from taizhang.actions.acting import find_person
from taizhang.actions.workspace import open_workspace
from taizhang.errors import EnvironmentProblem, TaizhangError
from taizhang.model.record import dataclass
from taizhang.store.git.pathindex import MANY, lacks_index
from taizhang.store.git.repository import identity, open_repository
from taizhang.store.git.run import OLDEST, git_version
from taizhang.store.git.settings import read_settings
from taizhang.store.git.state import unsafe_states
from taizhang.store.worktree import WorkTree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from taizhang.store.git.repository import Repository

_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing looked at.

    Attributes:
        name: code of its title in the catalogue.
        detail: what was found.
        problem: why it is not good; None when it is.
        needed: False where work goes on without it.
    """

    name: str
    detail: str = ""
    problem: TaizhangError | None = None
    needed: bool = True


def examine(here: Path, root: Path | None, now: datetime) -> tuple[Point, ...]:
    """Everything looked at, in the order in which it would have to be mended.

    Args:
        here: a folder git can be started in.
        root: the ledger's folder; None outside of one: the machine alone is looked at.
        now: aware.
    """
    points = [_python(), _libyaml(), _git(here)]
    if root is None:
        return (*points, Point(name="doctor-ledger", problem=EnvironmentProblem("doctor-nowhere")))
    return (*points, *_ledger(root, now))


def _python() -> Point:
    found = ".".join(map(str, sys.version_info[:3]))
    old = sys.version_info[:2] < _PYTHON
    problem = EnvironmentProblem("python-too-old", found=found) if old else None
    return Point(name="doctor-python", detail=found, problem=problem)


def _libyaml() -> Point:
    from taizhang.store.strict import read

    return _point("doctor-libyaml", lambda: "libyaml" if read(b"a: b\n") else "")


def _git(here: Path) -> Point:
    def version() -> str:
        found = git_version(here)
        if found < OLDEST:
            raise EnvironmentProblem("git-too-old", found=_dotted(found), oldest=_dotted(OLDEST))
        return _dotted(found)

    return _point("doctor-git", version)


def _ledger(root: Path, now: datetime) -> Iterator[Point]:
    try:
        repo = open_repository(root)
    except TaizhangError as problem:
        yield Point(name="doctor-repository", problem=problem)
        return
    yield Point(name="doctor-repository", detail=str(root))
    yield _point("doctor-identity", lambda: "{0.name} <{0.email}>".format(identity(repo)))
    yield _point("doctor-person", lambda: _person(root, repo))
    states = unsafe_states(repo, None, now)
    yield Point(name="doctor-state", problem=states[0] if states else None)
    yield Point(name="doctor-history", problem=_history(repo), needed=False)
    yield _remote(repo)
    yield Point(name="doctor-hooks", detail="、".join(_hooks(repo)), needed=False)


def _history(repo: Repository) -> EnvironmentProblem | None:
    if repo.shallow:
        return EnvironmentProblem("history-shallow")
    return EnvironmentProblem("history-unindexed", count=MANY) if lacks_index(repo) else None


def _person(root: Path, repo: Repository) -> str:
    governance = open_workspace(WorkTree(root)).governance
    person = find_person(governance, identity(repo))
    return f"{person.name}（{'、'.join(person.roles)}）"


def _remote(repo: Repository) -> Point:
    try:
        settings = read_settings(repo)
    except TaizhangError as problem:
        return Point(name="doctor-remote", problem=problem, needed=False)
    names = "、".join(f"{each.name} {each.url}" for each in settings.remotes)
    missing = None if names else EnvironmentProblem("no-remote")
    return Point(name="doctor-remote", detail=names, problem=missing, needed=False)


def _hooks(repo: Repository) -> list[str]:
    """Hooks of the user's own; this program's writing does not run them."""
    folder = repo.common_dir / "hooks"
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".sample")


def _point(name: str, look: Callable[[], str]) -> Point:
    try:
        return Point(name=name, detail=look())
    except TaizhangError as problem:
        return Point(name=name, problem=problem)


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
