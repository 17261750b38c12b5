"""Record files in one commit, all or nothing, or take the last record back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.errors import EnvironmentProblem
from taizhang.store.git.changes import changes
from taizhang.store.git.lock import writing
from taizhang.store.git.move import move_branch, require_branch, settle_held
from taizhang.store.git.objects import blob_id, listed_at, tree_id
from taizhang.store.git.run import GitFailed
from taizhang.store.git.state import path_problem
from taizhang.store.git.trees import build_commit
from taizhang.store.git.worktree import require_plain_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from taizhang.store.git.objects import Listed
    from taizhang.store.git.repository import Repository
    from taizhang.store.git.trees import Note


def commit_file(repo: Repository, path: str, old: bytes | None, new: bytes, note: Note) -> str:
    """Record the grown file ``path``; the id of the commit.

    ``old`` is what the caller read and judged: None for a new file. A file only grows.

    Raises:
        EnvironmentProblem: ``file-changed``: the file is another one by now; and all of
            ``commit_files``.
        ValueError: ``new`` does not begin with ``old``; a bug of the caller.
    """
    if old is not None and not (new.startswith(old) and len(new) > len(old)):
        raise ValueError(path)
    return commit_files(repo, {path: new}, note, expected={path: old})


def commit_files(
    repo: Repository,
    files: Mapping[str, bytes],
    note: Note,
    *,
    expected: Mapping[str, bytes | None] | None = None,
) -> str:
    """Record all ``files`` in one commit on the branch ``HEAD`` stands on; the commit's id.

    When this returns, branch, files and index agree and are on disk; when the machine dies
    before, the record is absent or whole. ``expected``: what must still be recorded now.

    Raises:
        EnvironmentProblem: nothing was recorded: ``ledger-busy``, ``head-detached``,
            ``file-changed``, ``file-dirty`` and its kin, ``path-not-plain``, ``branch-moved``,
            ``git-failed``. Or it was: ``recorded-unsettled``.
        ValueError: nothing to record; a bug of the caller.
    """
    with writing(repo):
        settle_held(repo)
        parent = require_branch(repo)
        _require_free(repo, parent, files, expected or {})
        new = build_commit(repo, parent, files, note)
        if not move_branch(repo, parent, new, note.message, files.values()):
            raise _nothing_differs(repo, parent, new, files)
    return new


def drop_last(repo: Repository, path: str, expected: str) -> None:
    """Take back the last commit, which must be ``expected`` and touch ``path`` only.

    Raises:
        EnvironmentProblem: ``undo-not-last``; ``undo-pushed``: others have it already;
            ``undo-not-single``: a merge, the first commit, or one of several files; and all of
            ``move_branch``.
    """
    with writing(repo):
        settle_held(repo)
        if require_branch(repo) != expected:
            raise EnvironmentProblem("undo-not-last")
        parent = _only_parent(repo, path, expected)
        told = repo.line(
            "for-each-ref", "--count=1", "--format=%(refname:short)",
            "--contains", expected, "refs/remotes/",
        )  # fmt: skip
        if told:
            raise EnvironmentProblem("undo-pushed", where=told)
        problem = path_problem(repo, listed_at(repo, expected, path), path)
        if problem:
            raise problem
        move_branch(repo, expected, parent, f"undo {path}")


def _nothing_differs(
    repo: Repository, parent: str | None, new: str, files: Mapping[str, bytes]
) -> Exception:
    if tree_id(repo, new) != (tree_id(repo, parent) if parent else None):
        # diff-tree of git 2.39 ends with 0 although it could not write its answer.
        return GitFailed("diff-tree", 0, "incomplete answer")
    return ValueError(sorted(files))


def _require_free(
    repo: Repository,
    parent: str | None,
    files: Mapping[str, bytes],
    expected: Mapping[str, bytes | None],
) -> None:
    for path, new in files.items():
        require_plain_path(path)
        recorded = listed_at(repo, parent, path) if parent else None
        problem = path_problem(repo, recorded, path, accept=new)
        if problem:
            raise problem
        if path in expected and not _holds(recorded, expected[path]):
            raise EnvironmentProblem("file-changed", path=path)


def _holds(recorded: Listed | None, data: bytes | None) -> bool:
    return (recorded.id if recorded else None) == (None if data is None else blob_id(data))


def _only_parent(repo: Repository, path: str, sha: str) -> str:
    parents = repo.line("log", "-1", "--format=%P", sha).split()
    if len(parents) == 1:
        touched = [change.path for change in changes(repo, parents[0], sha)]
        if touched == [path]:
            return parents[0]
    raise EnvironmentProblem("undo-not-single", path=path)
