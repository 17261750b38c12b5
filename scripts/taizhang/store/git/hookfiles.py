"""Hook files of a repository, and the settings a server's repository needs beside them.

A hook file is a few lines of sh that start this program by its interpreter's own path; that path
is written on the machine it is for, and nowhere else.
"""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING, NamedTuple

from taizhang.errors import EnvironmentProblem, UsageProblem
from taizhang.store.git.repository import open_repository

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from taizhang.store.git.repository import Repository

_MARK = "# taizhang hook"
_STUB = """\
#!/bin/sh
{mark}：由 taizhang hook install 写成；改设置请重新安装，不要手工改。
python={python}
if [ ! -x "$python" ]; then
    echo {missing} >&2
    exit 1
fi
exec "$python" -I -X utf8 -m taizhang hook run {words} "$@"
"""

SERVER_SETTINGS = (
    ("receive.denyNonFastForwards", "true"),
    ("receive.denyDeletes", "true"),
    ("receive.fsckObjects", "true"),
    ("receive.maxInputSize", "20m"),
    ("core.logAllRefUpdates", "true"),  # off by default in a bare repository
    ("core.fsync", "all"),
    ("gc.reflogExpire", "never"),
    ("gc.reflogExpireUnreachable", "never"),
)
"""What a server's repository keeps and refuses by git's own means."""


class HookFile(NamedTuple):
    """One hook to be: its name at git, and the words after ``taizhang hook run``."""

    name: str
    words: tuple[str, ...]


def open_anywhere(path: Path) -> Repository:
    """The repository at ``path``: one with a work tree, or a bare one of a server.

    Raises:
        EnvironmentProblem: there is none, or git refuses it.
    """
    try:
        return open_repository(path)
    except EnvironmentProblem as problem:
        if problem.code != "git-bare":
            raise
    return open_repository(path, hook=True)


def hook_path(repo: Repository, name: str) -> Path:
    """Where the hook belongs: on a forge in its folder of further hooks, else beside git's own."""
    folder = repo.common_dir / "hooks"
    further = folder / f"{name}.d"
    return further / "taizhang" if further.is_dir() else folder / name


def is_ours(path: Path) -> bool:
    """True when this program wrote the hook file."""
    try:
        return _MARK in path.read_text("utf-8", "replace")[:200]
    except OSError:
        return False


def foreign(repo: Repository, hooks: Sequence[HookFile]) -> Path | None:
    """The first hook of somebody else's that stands where one of ours belongs."""
    paths = (hook_path(repo, hook.name) for hook in hooks)
    return next((path for path in paths if os.path.lexists(path) and not is_ours(path)), None)


def write_hooks(repo: Repository, hooks: Sequence[HookFile], missing: str) -> tuple[Path, ...]:
    """Write all of ``hooks``, or none; the same ones again change nothing.

    Args:
        repo: where.
        hooks: what.
        missing: what a hook says when this program's interpreter is gone.

    Raises:
        UsageProblem: ``hook-foreign``: there is a hook of somebody else's.
        EnvironmentProblem: ``repository-not-writable``.
    """
    strange = foreign(repo, hooks)
    if strange is not None:
        raise UsageProblem("hook-foreign", path=str(strange), name=strange.name)
    return tuple(_write(hook_path(repo, hook.name), _text(hook, missing)) for hook in hooks)


def remove_hooks(repo: Repository, names: Sequence[str]) -> tuple[Path, ...]:
    """Remove the hooks this program wrote; which."""
    found = [hook_path(repo, name) for name in names]
    ours = tuple(path for path in found if is_ours(path))
    for path in ours:
        path.unlink()
    return ours


def configure(repo: Repository) -> None:
    """Set what ``SERVER_SETTINGS`` says."""
    for name, value in SERVER_SETTINGS:
        repo.git("config", "--local", name, value)


def settings_amiss(repo: Repository) -> Iterator[str]:
    """The settings that are not as ``configure`` leaves them, as ``name=value`` to be set."""
    for name, value in SERVER_SETTINGS:
        told = repo.ask("config", "--local", "--get", name).out.decode("utf-8", "replace").strip()
        if told != value:
            yield f"{name}={value}"


def hooks_elsewhere(repo: Repository) -> str:
    """The folder of hooks git is told to use instead of the repository's own; ``""`` = none."""
    out = repo.ask("config", "-z", "--show-scope", "--get-all", "core.hooksPath").out
    parts = out.decode("utf-8", "replace").split("\0")[:-1]
    told = [path for scope, path in zip(parts[::2], parts[1::2], strict=True) if scope != "command"]
    own = str(repo.common_dir / "hooks")
    return told[-1] if told and os.path.realpath(told[-1]) != os.path.realpath(own) else ""


def _text(hook: HookFile, missing: str) -> str:
    return _STUB.format(
        mark=_MARK,
        python=shlex.quote(sys.executable),
        missing=shlex.quote(missing),
        words=shlex.join((hook.name, *hook.words)),
    )


def _write(path: Path, text: str) -> Path:
    spare = path.with_name(f".{path.name}.taizhang")
    try:
        path.parent.mkdir(exist_ok=True)
        spare.write_text(text, "utf-8")
        spare.chmod(0o755)
        spare.replace(path)
    except OSError as error:
        why = error.strerror or str(error)
        raise EnvironmentProblem("repository-not-writable", path=str(path), why=why) from error
    return path
