"""Build and publish the site of a server's repository, in this process or in one of its own."""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from taizhang.errors import Refused, TaizhangError

if TYPE_CHECKING:
    from pathlib import Path

    from taizhang.store.git.repository import Repository


def publish_detached(repo: Repository, link: Path) -> None:
    """Start the work and return at once; whoever pushed is not held by it."""
    if os.fork():
        return
    try:
        os.setsid()
        if os.fork():  # the first child ends at once, so that nobody waits for the second
            os._exit(0)
        signal.alarm(0)
        _cut_off(repo)
        publish_logged(repo, link)
    finally:
        os._exit(0)


def publish_logged(repo: Repository, link: Path) -> None:
    """Publish when it is our turn; what happens is in the log, a failure noted until made good."""
    from taizhang.store.publication import forget_failure, note_failure, one_turn

    with one_turn(repo.git_dir) as ours:
        if not ours:
            return
        try:
            revision = publish_now(repo, link)
        except Exception as error:  # noqa: BLE001 - nobody is there to see it: noted instead
            reason = _reason(error)
            note_failure(repo.git_dir, _now(), reason)
            _log(f"failed: {reason}")
            return
        forget_failure(repo.git_dir)
        _log(f"published {revision}" if revision else "already published")


def publish_now(repo: Repository, link: Path, *, again: bool = False) -> str | None:
    """Publish what main stands on; the commit, None = shown already and not ``again``."""
    from taizhang.actions.publishing import publish
    from taizhang.cli.sitework import build_site

    return publish(repo, link, lambda settings, site: build_site(settings, str(site)), again=again)


def _cut_off(repo: Repository) -> None:
    """Let go of the connection of whoever pushed, and of git's words to its hooks."""
    from taizhang.store.publication import log_file

    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]
    nothing = os.open(os.devnull, os.O_RDONLY)
    log = os.open(log_file(repo.git_dir), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    os.dup2(nothing, 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.closerange(3, 1024)
    os.chdir(repo.git_dir)


def _reason(error: Exception) -> str:
    from taizhang.model.messages import finding_words, words
    from taizhang.store.characters import escaped

    if not isinstance(error, TaizhangError):
        return escaped(f"{type(error).__name__}: {error}")
    found = error.findings if isinstance(error, Refused) else ()
    told = [finding_words(each)[0] for each in found[:3]] or [words(error.code, error.values)[0]]
    return escaped(" ".join(told))


def _log(text: str) -> None:
    sys.stderr.write(f"{_now().isoformat()} {text}\n")
    sys.stderr.flush()


def _now() -> datetime:
    return datetime.now(UTC).astimezone().replace(microsecond=0)
