"""Bring commits to the office's own server and fetch those of others.

The only network the program uses, and only to a remote of the user's own settings. After any
failure the remote itself is asked what happened: a push may land although its client died.
"""

from __future__ import annotations

import re
import secrets
import time
from enum import Enum
from typing import TYPE_CHECKING

from taizhang.errors import EnvironmentProblem, UsageProblem
from taizhang.model.record import dataclass
from taizhang.store.git.objects import require_id
from taizhang.store.git.run import plain_words
from taizhang.store.git.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from taizhang.store.git.repository import Repository
    from taizhang.store.git.run import Answer

ATTEMPTS = 15
"""How often a push is tried when others push at the same time."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 3.0  # seconds
_LIMIT = 120  # seconds for one conversation with the server
_SAID = re.compile(r"^remote: ?(.*?) *$", re.MULTILINE)
_LOST_RACE = ("cannot lock ref", "failed to update ref", "incorrect old value")


class Pushed(Enum):
    """How a push ended, as the remote tells it."""

    DONE = "done"
    BEHIND = "behind"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class PushResult:
    """The end of a push, and the words of the server's own check."""

    state: Pushed
    words: str = ""


def fetch(repo: Repository, remote: str) -> None:
    """Bring the branches of ``remote`` into ``refs/remotes/REMOTE/``; nothing else moves.

    Raises:
        UsageProblem: no such remote.
        EnvironmentProblem: ``remote-unreachable``.
    """
    _require_remote(repo, remote)
    _fetch(repo, remote)


def _fetch(repo: Repository, remote: str) -> None:
    answer = repo.ask(
        "fetch", "--quiet", "--no-tags", "--prune", "--no-write-fetch-head", "--end-of-options",
        remote, f"+refs/heads/*:refs/remotes/{remote}/*", network=True, limit=_LIMIT,
    )  # fmt: skip
    if answer.code:
        raise _unreachable(remote, answer)


def remote_tip(repo: Repository, remote: str, ref: str) -> str | None:
    """Where ``ref`` (``refs/heads/main``) stands at ``remote`` at this moment; None = nowhere.

    Raises:
        UsageProblem: no such remote.
        EnvironmentProblem: ``remote-unreachable``.
    """
    _require_remote(repo, remote)
    answer = repo.ask(
        "ls-remote", "--quiet", "--end-of-options", remote, ref, network=True, limit=_LIMIT
    )
    if answer.code:
        raise _unreachable(remote, answer)
    for line in answer.out.decode("utf-8", "replace").splitlines():
        one, _, name = line.partition("\t")
        if name == ref:
            return require_id(one)
    return None


def fetched_tip(repo: Repository, remote: str, ref: str) -> str | None:
    """Where ``ref`` stood at ``remote`` at the last fetch; None = nowhere."""
    name = f"refs/remotes/{remote}/{ref.removeprefix('refs/heads/')}"
    told = repo.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return told.out.decode().strip() or None


def is_ancestor(repo: Repository, old: str, new: str) -> bool:
    """True when ``new`` holds ``old``."""
    return not repo.ask("merge-base", "--is-ancestor", require_id(old), require_id(new)).code


def merge_base(repo: Repository, one: str, other: str) -> str | None:
    """The best common ancestor of two commits; None when their histories never met."""
    told = repo.ask("merge-base", require_id(one), require_id(other))
    return told.out.decode().strip() or None


def ahead_behind(repo: Repository, ours: str, theirs: str) -> tuple[int, int]:
    """How many commits only ``ours`` has, and how many only ``theirs``."""
    span = f"{require_id(ours)}...{require_id(theirs)}"
    ahead, behind = repo.line("rev-list", "--left-right", "--count", span).split()
    return int(ahead), int(behind)


def push(repo: Repository, remote: str, sha: str, ref: str) -> PushResult:
    """Ask ``remote`` to move ``ref`` forward to ``sha``; never by force.

    ``DONE`` also when an error came back but the remote holds ``sha`` all the same.

    Raises:
        UsageProblem: no such remote, or no name of a branch.
        EnvironmentProblem: ``remote-unreachable``; ``push-unknown``: the remote fell silent, and
            nobody can say whether the push landed.
    """
    _require_remote(repo, remote)
    _require_branch_name(repo, ref)
    return _push(repo, remote, sha, ref)


def _push(repo: Repository, remote: str, sha: str, ref: str) -> PushResult:
    answer = repo.ask(
        "push", "--porcelain", "--no-verify", "--no-follow-tags", "--no-signed", "--end-of-options",
        remote, f"{require_id(sha)}:{ref}", network=True, limit=_LIMIT,
    )  # fmt: skip
    if not answer.code:
        return PushResult(state=Pushed.DONE)
    try:
        _fetch(repo, remote)
    except EnvironmentProblem as silent:
        raise EnvironmentProblem("push-unknown", **silent.values) from silent
    tip = fetched_tip(repo, remote, ref)
    if tip and is_ancestor(repo, sha, tip):
        return PushResult(state=Pushed.DONE)
    return _verdict(remote, answer)


def push_rebuilt(
    repo: Repository, remote: str, ref: str, build: Callable[[str | None], str | None]
) -> str | None:
    """Push what ``build`` makes upon the remote's tip, again and again until it lands.

    ``build`` is given the tip (None = no such branch yet) and returns the commit to push, None
    when there is nothing left to do. Returns the commit that landed, or None.

    Raises:
        UsageProblem: no such remote, or no name of a branch.
        EnvironmentProblem: ``push-refused`` by the server's check; ``push-busy`` after
            ``ATTEMPTS``; ``remote-unreachable``.
    """
    _require_remote(repo, remote)
    _require_branch_name(repo, ref)
    for pause in pauses(ATTEMPTS):
        _fetch(repo, remote)
        sha = build(fetched_tip(repo, remote, ref))
        if sha is None:
            return None
        result = _push(repo, remote, sha, ref)
        if result.state is Pushed.DONE:
            return sha
        if result.state is Pushed.REFUSED:
            raise EnvironmentProblem("push-refused", remote=remote, words=result.words or "-")
        time.sleep(pause)
    raise EnvironmentProblem("push-busy", remote=remote, attempts=ATTEMPTS)


def pauses(attempts: int) -> Iterator[float]:
    """Seconds to wait after each attempt: random, so that clients do not march in step."""
    chance = secrets.SystemRandom()
    for attempt in range(attempts):
        yield chance.uniform(0, min(_LONGEST_PAUSE, _FIRST_PAUSE * 2**attempt))


def _require_remote(repo: Repository, remote: str) -> None:
    names = [known.name for known in read_settings(repo).remotes]
    if remote not in names or remote.startswith("-"):
        raise UsageProblem("remote-unknown", name=remote, known="、".join(names) or "-")


def _require_branch_name(repo: Repository, ref: str) -> None:
    if not ref.startswith("refs/heads/") or repo.ask("check-ref-format", ref).code:
        raise UsageProblem("branch-name", name=ref)


def _verdict(remote: str, answer: Answer) -> PushResult:
    told = answer.out.decode("utf-8", "replace")
    refusal = next((line for line in told.splitlines() if line.startswith("!")), "")
    if not refusal:
        raise _unreachable(remote, answer)
    if "[rejected]" in refusal or any(words in refusal for words in _LOST_RACE):
        return PushResult(state=Pushed.BEHIND)
    said = _SAID.findall(plain_words(answer.err))
    reason = refusal.split("\t")[-1]
    return PushResult(state=Pushed.REFUSED, words="\n".join(said).strip() or reason)


def _unreachable(remote: str, answer: Answer) -> EnvironmentProblem:
    return EnvironmentProblem(
        "remote-unreachable", remote=remote, why=plain_words(answer.err) or "-"
    )
