"""Make a drill ledger: an own git repository with a true history, all or nothing."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime, time, timedelta
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.actions.demo.age import STAMP, write_stamp
from taizhang.actions.demo.cast import SPAN, days_back, play_of
from taizhang.actions.demo.history import Move, weave
from taizhang.actions.demo.journal import journal_moves
from taizhang.actions.demo.ledger import (
    governance_files,
    is_drill,
    people,
    plan_version,
    revision_of,
    site_files,
)
from taizhang.actions.demo.script import OFFICE
from taizhang.actions.demo.signing import keyed_files, notary_of, write_keys
from taizhang.actions.demo.telling import told
from taizhang.errors import EnvironmentProblem, UsageProblem
from taizhang.model.record import dataclass
from taizhang.store.git.fastimport import Commit, import_commits, new_repository

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from taizhang.actions.demo.script import Revision
    from taizhang.store.git.repository import Identity, Repository

_KEEPERS = ("冯涛", "邓丽")
"""The administrators: one records plan and roster, the other the office's settings."""

_BEFORE = 3
"""Days from the beginning of the ledger to its first incident."""

_SETTLED = timedelta(hours=2)
"""After a proposal, until every lesson that led to it says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What was made: where, how much, and who git says works there."""

    folder: Path
    incidents: int
    commits: int
    identity: Identity


def make_demo(
    folder: Path, *, incidents: int, seed: int, now: datetime, made: datetime, force: bool = False
) -> Made:
    """A drill ledger of ``incidents`` at ``folder``, as it would stand at ``now`` (aware).

    The same ``seed``, ``now`` and count give the same commits; ``now`` counts to the minute.
    ``made``: the true time of making (aware), for the stamp. With ``force`` an earlier drill
    ledger is replaced, and nothing else ever.

    Raises:
        UsageProblem: ``demo-folder-taken``: there is something in ``folder``.
        EnvironmentProblem: ``demo-folder-unwritable``, or git failed; ``folder`` is as it was.
    """
    folder = folder.resolve()
    _require_free(folder, force=force)
    now = now.replace(second=0, microsecond=0)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".taizhang-", dir=folder.parent) as place:
            here = Path(place)
            repo, commits, identity = _built(here, incidents, seed, now)
            write_stamp(repo.git_dir, made=made, now=now, seed=seed, incidents=incidents)
            _move_in(here, folder)
    except OSError as error:
        raise EnvironmentProblem(
            "demo-folder-unwritable", folder=str(folder), reason=error.strerror or str(error)
        ) from error
    return Made(folder=folder, incidents=incidents, commits=commits, identity=identity)


def _require_free(folder: Path, *, force: bool) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageProblem("demo-folder-taken", folder=str(folder))
    if not any(folder.iterdir()):
        return
    if not (is_drill(folder) and (folder / ".git" / STAMP).is_file()):
        raise UsageProblem("demo-folder-taken", folder=str(folder))
    if not force:
        raise UsageProblem("demo-folder-drill", folder=str(folder))


def _built(
    here: Path, incidents: int, seed: int, now: datetime
) -> tuple[Repository, int, Identity]:
    bare = governance_files(now)
    plan = keyed_files(bare, seed)
    version, zone, published = plan_version(plan)
    persons = people(plan)
    repo = new_repository(here, persons[OFFICE])
    local = now.astimezone(zone)
    oldest = days_back(incidents, (local.date() - published).days - _BEFORE)
    start = _start(local, oldest)
    revision = revision_of(plan, zone)
    early, later = _parted(plan, revision, start)
    first = tuple(_founding(early, persons, start))
    made = revision if revision and revision.at + _SETTLED <= local else None
    play = play_of(incidents, seed, local, zone, made, oldest=oldest)
    proposal = _proposal(made, later) if made and later else ()
    others = sorted(
        (*proposal, *journal_moves(local, start + _SETTLED, version)), key=lambda move: move.when
    )
    notary = notary_of(bare, version, seed)
    write_keys(repo.git_dir, plan, seed)
    with told(play, notary, sittings=oldest > SPAN) as tales:
        rest = weave(tales, persons, len(first), others)
        commits = import_commits(repo, chain(first, rest))
    return repo, commits, persons[OFFICE]


def _parted(
    plan: Mapping[str, bytes], revision: Revision | None, start: datetime
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files that are there at ``start``, and those of a revision proposed afterwards."""
    folder = f"plan/{revision.version}/" if revision and revision.at > start else "-"
    later = {path: data for path, data in plan.items() if path.startswith(folder)}
    return {path: data for path, data in plan.items() if path not in later}, later


def _proposal(revision: Revision, files: Mapping[str, bytes]) -> tuple[Move]:
    message = "预案修订建议入库"
    return (Move(when=revision.at, person=_KEEPERS[0], message=message, files=files),)


def _start(now: datetime, oldest: int) -> datetime:
    """When the ledger was begun: before the first incident there may be."""
    return datetime.combine(now.date() - timedelta(days=oldest + _BEFORE), time(9, 6), now.tzinfo)


def _founding(
    plan: Mapping[str, bytes], persons: Mapping[str, Identity], start: datetime
) -> Iterator[Commit]:
    """The commits before the first incident: plan and roster, then office and site."""
    office = {path: data for path, data in plan.items() if path.startswith("plan/office/")}
    rules = {path: data for path, data in plan.items() if path not in office}
    rows = ((rules, "预案和名册入库"), (office, "单位设置入库"), (site_files(), "网站设置入库"))
    for number, (files, message) in enumerate(rows, start=1):
        keeper = persons[_KEEPERS[(number - 1) % len(_KEEPERS)]]
        yield Commit(
            number=number,
            parents=(number - 1,) if number > 1 else (),
            author=keeper,
            committer=keeper,
            when=start + timedelta(minutes=11 * number),
            message=message,
            files=files,
        )


def _move_in(here: Path, folder: Path) -> None:
    """Put what was built in its place; the folder itself stays, somebody may stand in it."""
    folder.mkdir(exist_ok=True)
    for old in tuple(folder.iterdir()):
        if old.is_dir() and not old.is_symlink():
            shutil.rmtree(old)
        else:
            old.unlink()
    for new in tuple(here.iterdir()):
        new.rename(folder / new.name)
