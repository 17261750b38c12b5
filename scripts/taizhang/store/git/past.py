"""The past of many files at once, and how it goes on: what one pass over the commits tells.

Steps can be kept. What came later is added to them where that is what one pass over everything
would have said, too.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from taizhang.model.recorded import History, Recorded, Revision
from taizhang.store.git.commitlog import commits_since, every_commit
from taizhang.store.git.history import (
    Step,
    file_diffs,
    final_ids,
    first_holders,
    otherwise,
    steps_of,
    told_by_folder,
    versions,
)
from taizhang.store.git.objects import blob_id, blob_sizes, read_blobs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from taizhang.store.git.repository import Repository


class Past:
    """The steps of every incident file up to ``rev``, from those known up to ``tip``.

    ``tip`` None, or no ancestor of ``rev``: nothing is known. ``told`` is False where git can tell
    nothing, in a shallow clone.
    """

    def __init__(self, repo: Repository, rev: str, tip: str | None) -> None:
        self.repo, self.rev, self.tip = repo, rev, tip
        self.told = not repo.shallow
        since = commits_since(repo, rev, tip) if tip and self.told else None
        self.known = since is not None
        self._floor = since.earliest if since else None
        self._new: dict[str, bytearray] = {}
        if self.told:
            self._new = told_by_folder(repo, since.order if since else every_commit(repo, rev))
        self._read: dict[str, dict[str, list[Step]]] = {}

    @property
    def touched(self) -> Collection[str]:
        """Folders in which some file changed since the tip."""
        return self._new.keys()

    def fresh(self, folder: str) -> Mapping[str, list[Step]]:
        """The steps since the tip of every file of a folder that changed since."""
        if folder not in self._read:
            told = self._new.get(folder, b"")
            if sum(len(self._new.get(each, b"")) for each in self._read) + len(told) > _READ_MOST:
                self._read.clear()
            self._read[folder] = steps_of(told)
        return self._read[folder]

    def steps(self, path: str, kept: Sequence[Step]) -> list[Step]:
        """All steps of ``path``; ``kept`` are those known up to the tip."""
        fresh = self.fresh(path.rpartition("/")[0]).get(path, [])
        if not kept or not fresh:
            return list(kept) or fresh
        newest = max(step.recorded.at for step in kept)
        if self._floor is None or self._floor > newest:
            return [*kept, *fresh]
        # Commits older than what is known were merged: only git knows the order of all.
        return [step for step in versions(self.repo, self.rev, (path,)) if step.path == path]

    def again(self, folder: str) -> dict[str, list[Step]]:
        """All steps of every file of a folder, whatever was known."""
        found: dict[str, list[Step]] = {}
        for step in versions(self.repo, self.rev, (f"{folder}/",)):
            found.setdefault(step.path, []).append(step)
        return found


_READ_MOST = 2 << 20
"""Bytes told by git that are held as values at once, which take more than twice as much."""


def steps_out(known: Iterable[Step], sizes: Mapping[str, int]) -> list[Any]:
    """Steps as plain JSON values, each with the size of its version."""
    return [
        [
            int(step.recorded.at.timestamp()),
            step.recorded.commit,
            step.recorded.author,
            step.recorded.committer,
            step.old,
            step.new,
            sizes.get(step.new or "", 0),
        ]
        for step in known
    ]


def steps_in(plain: Any, path: str, sizes: dict[str, int]) -> list[Step]:  # noqa: ANN401 - JSON
    """Steps that ``steps_out`` made; sizes go into ``sizes``.

    Raises:
        ValueError: no steps.
    """
    found = []
    try:
        for at, commit, author, committer, old, new, size in plain:
            when = datetime.fromtimestamp(at, UTC)
            made = Recorded(at=when, commit=commit, author=author, committer=committer)
            found.append(Step(made, path, old, new))
            if new:
                sizes[new] = size
    except (TypeError, ValueError, OverflowError, OSError) as error:
        raise ValueError(path) from error
    return found


def histories(repo: Repository, rev: str) -> Mapping[str, History]:
    """The history of every ``.yml`` below ``ledger`` at ``rev``, from one pass over all commits.

    Says what ``recorded`` and ``file_diffs`` say. Empty in a shallow clone.
    """
    if repo.shallow:
        return {}
    final = final_ids(repo, rev, None)
    told = told_by_folder(repo, every_commit(repo, rev))
    known = {path: each for part in told.values() for path, each in steps_of(part).items()}
    sizes = step_sizes(repo, (step for path in final for step in known[path]))
    data = dict(read_blobs(repo, dict.fromkeys(final.values())))
    return {
        path: history_of(repo, rev, known[path], data[last], sizes) for path, last in final.items()
    }


def step_sizes(repo: Repository, known: Iterable[Step]) -> dict[str, int]:
    """The size of every version that steps made, by its id."""
    return blob_sizes(repo, (one for step in known if (one := step.new)))


def history_of(
    repo: Repository, rev: str, known: list[Step], data: bytes, sizes: Mapping[str, int]
) -> History:
    """The history of one file from its steps.

    Of a file that only ever grew no earlier version is read; what a version added is cut out of
    the last one.

    Args:
        repo: where the versions are.
        rev: the commit looked at.
        known: all its steps up to ``rev``, the earliest first.
        data: the file at ``rev``.
        sizes: of every version.
    """
    path, last = known[0].path, blob_id(data)
    earliest: dict[str, Recorded] = {}
    for each in known:
        if each.new:
            earliest.setdefault(each.new, each.recorded)
    holders = first_holders(data, earliest, sizes)
    ends = _growth(known, sizes) if holders is not None else None
    if holders is None or ends is None:
        return History(
            recorded=otherwise(repo, {path: last}, {path: earliest})[path],
            revisions=file_diffs(repo, path, rev),
        )
    return History(recorded=holders, revisions=_cut(known, ends, data))


def _growth(steps: list[Step], sizes: Mapping[str, int]) -> list[int] | None:
    """Where each version of a file ends, if each grew out of the one before; else None."""
    ends: list[int] = []
    before: str | None = None
    for step in steps:
        if step.new is None or step.old != before or sizes[step.new] < max(ends, default=0):
            return None
        before = step.new
        ends.append(sizes[before])
    return ends


def _cut(steps: list[Step], ends: list[int], data: bytes) -> tuple[Revision, ...]:
    starts = [0, *ends]
    return tuple(
        Revision(
            recorded=step.recorded,
            added=data[start:end].decode("utf-8", "replace"),
            rewritten=False,
        )
        for step, start, end in zip(steps, starts, ends, strict=False)
    )
