"""Install, remove and examine hooks; on a server, whether anything went past them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.doctor import Point
from taizhang.actions.rooting import read_pin
from taizhang.errors import EnvironmentProblem, UsageProblem
from taizhang.model.messages import words
from taizhang.model.record import dataclass
from taizhang.store.git.hookfiles import (
    HookFile,
    configure,
    hook_path,
    hooks_elsewhere,
    is_ours,
    remove_hooks,
    settings_amiss,
    write_hooks,
)
from taizhang.store.git.objects import NO_ID, head
from taizhang.store.git.reflog import read_reflog
from taizhang.store.publication import last_failure, require_link
from taizhang.store.receipts import read_receipts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from taizhang.model.push import RefMove
    from taizhang.store.git.repository import Repository

_SERVER = ("pre-receive", "post-receive")
_LOCAL = ("pre-commit", "pre-push")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be installed.

    Attributes:
        pin: root of trust, as ``taizhang roster root`` prints it, ``""`` = not pinned.
        publish: link to the site that is published; None = not published. Bare only.
    """

    pin: str = ""
    publish: Path | None = None


def install(repo: Repository, wish: Wish, lang: str) -> tuple[Path, ...]:
    """Write the hooks ``repo`` needs, and a server's settings; the files written.

    Raises:
        UsageProblem: a hook of somebody else's is there, or a wish cannot be met here.
        EnvironmentProblem: it could not be written.
    """
    if wish.pin:
        read_pin(wish.pin)
    if wish.publish is not None and not repo.bare:
        raise UsageProblem("hook-publish-needs-bare", folder=str(repo.root))
    pin = ("--pin", wish.pin) if wish.pin else ()
    hooks = [HookFile(name, pin) for name in (_SERVER[:1] if repo.bare else _LOCAL)]
    if wish.publish is not None:
        require_link(wish.publish, repo.git_dir)
        hooks.append(HookFile(_SERVER[1], ("--publish", str(wish.publish))))
    written = write_hooks(repo, hooks, words("hook-gone", {}, lang)[0])
    if repo.bare:
        configure(repo)
        if wish.publish is None:
            remove_hooks(repo, _SERVER[1:])
    return written


def remove(repo: Repository) -> tuple[Path, ...]:
    """Remove this program's hooks; which. Settings and receipts stay."""
    return remove_hooks(repo, _SERVER if repo.bare else _LOCAL)


def examine_hooks(repo: Repository) -> Iterator[Point]:
    """Are the hooks in force, and does everything that entered bear their mark?"""
    yield _installed(repo)
    folder = hooks_elsewhere(repo)
    if folder:
        elsewhere = EnvironmentProblem("hook-elsewhere", folder=folder)
        yield Point(name="hook-point-folder", problem=elsewhere)
    if not repo.bare:
        return
    amiss = tuple(settings_amiss(repo))
    problem = EnvironmentProblem("hook-settings", settings="、".join(amiss)) if amiss else None
    yield Point(name="hook-point-settings", problem=problem)
    moves = read_reflog(repo, repo.branch or "")
    yield Point(name="hook-point-log", detail=str(len(moves)), problem=_gap(repo, moves))
    yield _receipts(repo, moves)
    failed = last_failure(repo.git_dir)
    if failed is not None:
        stale = EnvironmentProblem("publish-failed-before", **failed._asdict())
        yield Point(name="hook-point-publish", problem=stale)


def _installed(repo: Repository) -> Point:
    needed = _SERVER[:1] if repo.bare else _LOCAL
    missing = [name for name in needed if not is_ours(hook_path(repo, name))]
    problem = (
        EnvironmentProblem("hook-missing", names="、".join(missing), folder=str(repo.root))
        if missing
        else None
    )
    return Point(name="hook-point-files", detail="、".join(needed), problem=problem)


def _gap(repo: Repository, moves: tuple[RefMove, ...]) -> EnvironmentProblem | None:
    """A step that does not begin where the one before ended was not made by a push."""
    ends = [*((move.old, move.at) for move in moves[1:]), (head(repo) or NO_ID, None)]
    for move, (begins, at) in zip(moves, ends, strict=bool(moves)):
        if move.new != begins:
            when = at or move.at
            return EnvironmentProblem(
                "hook-log-gap", after=move.new[:12], next=begins[:12], at=_local(when)
            )
    return None


def _receipts(repo: Repository, moves: tuple[RefMove, ...]) -> Point:
    """Every step since the first receipt must have one."""
    receipts = read_receipts(repo.git_dir)
    noted = {(each.update.old or NO_ID, each.update.new or NO_ID) for each in receipts}
    first = min((each.at for each in receipts), default=None)
    bare = [
        move for move in moves if first and move.at >= first and (move.old, move.new) not in noted
    ]
    problem = None
    if bare:
        one = bare[0]
        problem = EnvironmentProblem(
            "hook-unjudged", count=len(bare), commit=one.new[:12], at=_local(one.at), who=one.who
        )
    return Point(name="hook-point-receipts", detail=str(len(receipts)), problem=problem)


def _local(at: datetime) -> str:
    return at.astimezone().isoformat(sep=" ", timespec="seconds")
