"""Run the git binary: list arguments, hardened settings, a scrubbed environment, bytes in and out.

Nothing else in the program starts git. No shell, no text of a user as an option: callers hand
over full object ids, or names after ``--end-of-options``.
"""

from __future__ import annotations

import os
import re
import subprocess
import threading
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, NamedTuple

from taizhang.errors import EnvironmentProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

OLDEST = (2, 38)
"""The oldest git that knows every setting below (``safe.bareRepository``)."""

_SETTINGS = (
    "core.fsmonitor=false",  # a program named in the repository's own settings
    "core.hooksPath=/dev/null",
    "core.quotepath=off",
    "core.fsync=all",  # git 2.39 syncs nothing on a plain commit
    "gc.auto=0",
    "i18n.commitEncoding=UTF-8",
    "i18n.logOutputEncoding=UTF-8",
    "log.showSignature=false",  # would start the repository's gpg.program
    "maintenance.auto=false",
    "protocol.ext.allow=never",
    "safe.bareRepository=explicit",
    "submodule.recurse=false",
)
_WALKING = frozenset({"log", "rev-list"})
_IN_WINDOWS = ("core.packedGitLimit=32m", "core.packedGitWindowSize=1m")
"""A walk meets the objects about as they lie, and need not map all that was ever recorded."""
_FORCED = {
    "GIT_GRAFT_FILE": os.devnull,  # grafts and replacements would show another history
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "LANGUAGE": "",
    "LC_ALL": "C",
}
_KEPT = frozenset({"GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_SYSTEM"})
_FOR_NETWORK = frozenset(
    {"GIT_ASKPASS", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSL_CAINFO", "GIT_TERMINAL_PROMPT"}
)
_QUARANTINE = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_OBJECT_DIRECTORY",
    "GIT_QUARANTINE_PATH",
)
_WIDE = 1 << 20
"""Bytes of a pipe; Linux gives no more to everybody."""
# Compiled when git complains, which is seldom.
_USERINFO = r"//[^/\s]+@"
_UNSEEN = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"


class Answer(NamedTuple):
    """What a git command gave back."""

    code: int
    out: bytes
    err: bytes


class Dialogue(NamedTuple):
    """A running git: what to write its questions to, what to read its answers from.

    ``why`` is the error to raise where the answers end too early.
    """

    asked: IO[bytes]
    told: IO[bytes]
    why: Callable[[], GitFailed]


class GitFailed(EnvironmentProblem):
    """A git command that had to succeed did not (exit code 4)."""

    def __init__(self, command: str, returncode: int, detail: str) -> None:
        super().__init__(
            "git-failed", command=f"git {command}", rc=returncode, detail=detail or "-"
        )
        self.command = command
        self.returncode = returncode
        self.detail = detail


def run(
    args: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    feed: bytes = b"",
    limit: float = 60,
) -> Answer:
    """What ``git ARGS`` answers, whatever its return code. ``limit``: seconds.

    Raises:
        EnvironmentProblem: there is no git on this machine.
        GitFailed: no answer within ``limit``.
    """
    return begin(args, cwd=cwd, env=env, feed=feed, limit=limit)()


def begin(
    args: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    feed: bytes = b"",
    limit: float = 60,
) -> Callable[[], Answer]:
    """``run`` in two steps: git looks from now on, what is returned waits for its answer."""
    try:
        process = _start(args, cwd, env, subprocess.PIPE)
    except FileNotFoundError as error:
        if not cwd.is_dir():
            raise EnvironmentProblem("git-not-a-repository", path=str(cwd)) from error
        raise EnvironmentProblem("git-missing") from error

    def answer() -> Answer:
        with process:
            try:
                out, err = process.communicate(feed, limit)
            except subprocess.TimeoutExpired as error:
                raise GitFailed(args[0], -1, f"no answer within {limit:g} s") from error
            finally:
                process.kill()  # does nothing to one that has ended
        return Answer(process.returncode, out, err)

    return answer


@contextmanager
def stream(
    args: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    feed: Iterable[bytes] = (),
    whole: bool = True,
) -> Iterator[IO[bytes]]:
    """The output of ``git ARGS`` while it runs; ``feed`` is written to it by a thread.

    Not ``whole``: git is ended, and not asked how it went, as soon as no more is read.

    Raises:
        GitFailed: the command failed and its output was read to the end.
    """
    with _started(args, cwd, env) as (process, errors):
        writer = threading.Thread(target=_write_all, args=(process.stdin, feed), daemon=True)
        if feed:
            writer.start()
        else:
            writer.run()  # nothing to wait for
        try:
            yield _pipe(process.stdout)
            at_end = whole and not _pipe(process.stdout).read(1)
        except BaseException:
            _end(process, writer)
            raise
        _end(process, writer, wait=at_end)
        if at_end and process.returncode:
            raise _failed(args, process, errors)


@contextmanager
def dialogue(args: Sequence[str], *, cwd: Path, env: Mapping[str, str]) -> Iterator[Dialogue]:
    """A ``git ARGS`` that is asked and answers in turns; it ends with the block."""
    with _started(args, cwd, env) as (process, errors):
        try:
            yield Dialogue(
                _pipe(process.stdin),
                _pipe(process.stdout),
                lambda: _failed(args, process, errors),
            )
        finally:
            process.kill()
            process.communicate()


def environment(*, network: bool = False, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment git runs in: no ``GIT_*`` of the caller but which settings files to read.

    With ``network``, also how the user reaches the office's own server.
    """
    kept = _KEPT | _FOR_NETWORK if network else _KEPT
    scrubbed = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in kept
    }
    return scrubbed | _FORCED | dict(extra or {})


def quarantine() -> tuple[tuple[str, str], ...]:
    """Where the objects of a push that is being judged lie; only a server's hook asks for this."""
    return tuple((name, os.environ[name]) for name in _QUARANTINE if name in os.environ)


def git_version(cwd: Path) -> tuple[int, ...]:
    """The version of git, for example ``(2, 39, 5)``.

    Raises:
        EnvironmentProblem: there is no git on this machine.
    """
    words = run(["version"], cwd=cwd, env=environment()).out.decode(errors="replace")
    found = re.search(r"(\d+)\.(\d+)(?:\.(\d+))?", words)
    return tuple(int(part) for part in found.groups() if part) if found else (0,)


def plain_words(raw: bytes) -> str:
    """Git's words fit to be shown: passwords in addresses masked, unseen characters escaped."""
    text = re.sub(_USERINFO, "//***@", raw.decode("utf-8", "backslashreplace"))
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return re.sub(_UNSEEN, lambda found: f"\\u{ord(found[0]):04x}", text)


def _command(args: Sequence[str]) -> list[str]:
    told = _SETTINGS + _IN_WINDOWS if args[0] in _WALKING else _SETTINGS
    settings = [part for setting in told for part in ("-c", setting)]
    return ["git", "--no-pager", *settings, *args]


@contextmanager
def _started(
    args: Sequence[str], cwd: Path, env: Mapping[str, str]
) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    """A running git, and the file its complaints go to: a pipe could fill while nobody reads."""
    with _unnamed_file() as errors:
        process = _start(args, cwd, env, errors)
        _widen(_pipe(process.stdout))
        yield process, errors


def _start(
    args: Sequence[str], cwd: Path, env: Mapping[str, str], errors: IO[bytes] | int
) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    return subprocess.Popen(
        _command(args), stdin=pipe, stdout=pipe, stderr=errors, cwd=cwd, env=env
    )


def _unnamed_file() -> IO[bytes]:
    with suppress(AttributeError, OSError):  # not everywhere
        return os.fdopen(os.memfd_create("git"), "w+b")
    from tempfile import TemporaryFile  # brings half of the standard library along

    return TemporaryFile()


def _failed(args: Sequence[str], process: subprocess.Popen[bytes], errors: IO[bytes]) -> GitFailed:
    """Why a git that has ended failed."""
    code = process.wait()
    errors.seek(0)
    return GitFailed(args[0], code, plain_words(errors.read()))


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise RuntimeError
    return pipe


def _widen(pipe: IO[bytes]) -> None:
    """Let git run ahead while what it said is looked at; where that cannot be, it waits."""
    with suppress(ImportError, AttributeError, OSError):
        from fcntl import F_SETPIPE_SZ, fcntl

        fcntl(pipe, F_SETPIPE_SZ, _WIDE)


def _write_all(pipe: IO[bytes], feed: Iterable[bytes]) -> None:
    # The reader may have stopped early; its own error, if any, is the one to tell.
    with suppress(BrokenPipeError, ValueError):
        for chunk in feed:
            pipe.write(chunk)
    with suppress(BrokenPipeError, ValueError):
        pipe.close()


def _end(process: subprocess.Popen[bytes], writer: threading.Thread, *, wait: bool = False) -> None:
    if not wait:
        process.kill()
    process.wait()
    if writer.ident is not None:
        writer.join(timeout=5)
    _pipe(process.stdout).close()
