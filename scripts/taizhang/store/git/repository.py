"""Find and open the repository, and say plainly why one cannot be worked in.

The plain path of every command: one short git call. GitPython, whose import alone costs more
than that, is used in ``settings`` where a command waits for the network or for a person anyway.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import IO, TYPE_CHECKING

from taizhang.errors import EnvironmentProblem
from taizhang.model.record import dataclass
from taizhang.store.git import run as binary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from contextlib import AbstractContextManager

    from taizhang.store.git.run import Answer, Dialogue
    from taizhang.store.git.talk import Talk

_ON_BRANCH = re.compile(r"ref: (refs/heads/(?!\.)[^\s]+)\n?")
_DUBIOUS = re.compile(r"dubious ownership in repository at '(.*)'")
_QUESTIONS = (
    "--is-bare-repository",
    "--is-shallow-repository",
    "--show-object-format",
    "--absolute-git-dir",
    "--git-common-dir",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A name and an address as git writes them into a commit."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """An opened repository; git is asked through its methods.

    Attributes:
        root: top of the work tree (of a bare repository: the repository itself).
        git_dir: this work tree's own git directory.
        common_dir: the git directory all work trees share; refs and our lock live here.
        branch: full name of the branch ``HEAD`` stands on; None = detached.
        shallow: True when the history was cut off by the clone.
        bare: True only inside a server's hook.
        extra_env: where a server's hook finds the objects of the push.
        talk: a running git that is asked for objects; None = each question starts its own.
    """

    root: Path
    git_dir: Path
    common_dir: Path
    branch: str | None
    shallow: bool
    bare: bool = False
    extra_env: tuple[tuple[str, str], ...] = ()
    talk: Talk | None = None

    def ask(
        self,
        *args: str,
        feed: bytes = b"",
        env: Mapping[str, str] | None = None,
        network: bool = False,
        limit: float = 60,
    ) -> Answer:
        """What ``git ARGS`` answers here, whatever its return code. ``limit``: seconds."""
        full = self._env(env, network=network)
        return binary.run(args, cwd=self.root, env=full, feed=feed, limit=limit)

    def git(
        self,
        *args: str,
        feed: bytes = b"",
        env: Mapping[str, str] | None = None,
        limit: float = 60,
    ) -> bytes:
        """The output of ``git ARGS`` here.

        Raises:
            GitFailed: the command failed.
        """
        answer = self.ask(*args, feed=feed, env=env, limit=limit)
        if answer.code:
            raise binary.GitFailed(args[0], answer.code, binary.plain_words(answer.err))
        return answer.out

    def line(self, *args: str, feed: bytes = b"", env: Mapping[str, str] | None = None) -> str:
        """The one line ``git ARGS`` prints here."""
        return self.git(*args, feed=feed, env=env).decode().removesuffix("\n")

    def stream(
        self, *args: str, feed: Iterable[bytes] = (), whole: bool = True
    ) -> AbstractContextManager[IO[bytes]]:
        """The output of ``git ARGS`` here, while it runs; ``whole``: see ``run.stream``."""
        return binary.stream(args, cwd=self.root, env=self._env(None), feed=feed, whole=whole)

    def dialogue(self, *args: str) -> AbstractContextManager[Dialogue]:
        """A ``git ARGS`` here that is asked and answers in turns."""
        return binary.dialogue(args, cwd=self.root, env=self._env(None))

    def _env(self, extra: Mapping[str, str] | None, *, network: bool = False) -> dict[str, str]:
        here = {"GIT_DIR": str(self.git_dir)}
        if not self.bare:
            here["GIT_WORK_TREE"] = str(self.root)
        full = binary.environment(network=network, extra=here | dict(self.extra_env))
        return full | dict(extra or {})


def open_repository(path: Path, *, hook: bool = False) -> Repository:
    """The repository whose work tree holds ``path``.

    With ``hook``, ``path`` is the git directory a server runs its hook in: it may be bare, and
    the objects of the push under judgement are seen.

    Raises:
        EnvironmentProblem: no repository, one git refuses to trust, a bare or a SHA-256 one, or
            no git at all.
    """
    return opening(path, hook=hook)()


def opening(path: Path, *, hook: bool = False) -> Callable[[], Repository]:
    """``open_repository`` in two steps: git looks from now on, while something else is done."""
    env = binary.environment()
    extra: tuple[tuple[str, str], ...] = ()
    if hook:
        extra = binary.quarantine()
        env |= {"GIT_DIR": str(path.resolve()), **dict(extra)}
    top = () if hook else ("--show-toplevel",)
    asked = (*_QUESTIONS, *top)
    answer = binary.begin(["rev-parse", "--path-format=absolute", *asked], cwd=path, env=env)

    def opened() -> Repository:
        told = answer()
        if told.code:
            raise _why_not(path, binary.plain_words(told.err))
        lines = told.out.decode("utf-8", "surrogateescape").splitlines()
        if len(lines) != len(asked):
            raise too_old(path)
        return _repository(path, lines, env, extra)

    return opened


def _repository(
    path: Path, lines: list[str], env: Mapping[str, str], extra: tuple[tuple[str, str], ...]
) -> Repository:
    """What git said in answer to the questions."""
    bare, shallow, object_format, git_dir, common_dir, *root = lines
    if object_format != "sha1":
        raise EnvironmentProblem("git-sha256", path=str(path))
    is_bare = bare == "true"
    if not root:
        root = [git_dir if is_bare else _top(path, env)]
    return Repository(
        root=Path(root[0]),
        git_dir=Path(git_dir),
        common_dir=Path(common_dir),
        branch=_named_in(Path(git_dir)) or _branch(path, env),
        shallow=shallow == "true",
        bare=is_bare,
        extra_env=extra,
    )


def identity(repo: Repository) -> Identity:
    """Who git says is working here.

    Raises:
        EnvironmentProblem: name or address is not set; the fix names the two commands.
    """
    told = repo.ask("config", "-z", "--get-regexp", r"^user\.(name|email)$").out
    pairs = (part.partition("\n") for part in told.decode("utf-8", "replace").split("\0") if part)
    found = {key: value.strip() for key, _, value in pairs}
    name, email = found.get("user.name", ""), found.get("user.email", "")
    if not name or not email:
        raise EnvironmentProblem("git-no-identity")
    return Identity(name=name, email=email)


def current_branch(repo: Repository) -> str | None:
    """Full name of the branch ``HEAD`` stands on at this moment; None = detached."""
    return _named_in(repo.git_dir) or _answer(repo.ask("symbolic-ref", "-q", "HEAD"))


def _named_in(git_dir: Path) -> str | None:
    """The branch as the plain file says it; None where git has to be asked."""
    try:
        text = (git_dir / "HEAD").read_text("utf-8")
    except (OSError, ValueError):
        return None
    found = _ON_BRANCH.fullmatch(text)
    return found[1] if found else None


def _top(path: Path, env: Mapping[str, str]) -> str:
    told = binary.run(["rev-parse", "--path-format=absolute", "--show-toplevel"], cwd=path, env=env)
    if told.code:
        raise EnvironmentProblem("git-bare", path=str(path))
    return told.out.decode("utf-8", "surrogateescape").removesuffix("\n")


def _branch(path: Path, env: Mapping[str, str]) -> str | None:
    return _answer(binary.run(["symbolic-ref", "-q", "HEAD"], cwd=path, env=env))


def _answer(told: Answer) -> str | None:
    return told.out.decode("utf-8", "surrogateescape").strip() or None


def _why_not(path: Path, words: str) -> EnvironmentProblem:
    distrusted = _DUBIOUS.search(words)
    if distrusted:
        return EnvironmentProblem("git-unsafe-directory", path=distrusted[1])
    if "cannot use bare repository" in words or "must be run in a work tree" in words:
        return EnvironmentProblem("git-bare", path=str(path))
    if "not a git repository" in words:
        return EnvironmentProblem("git-not-a-repository", path=str(path))
    if "unknown repository extension" in words or "unknown value for" in words:
        return EnvironmentProblem("git-sha256", path=str(path))
    return binary.GitFailed("rev-parse", 128, words)


def too_old(path: Path) -> EnvironmentProblem:
    """Why git did not know what it was asked: its age, or else what it is."""
    version = binary.git_version(path)
    if version >= binary.OLDEST:
        return binary.GitFailed("rev-parse", 0, "incomplete answer")
    found, oldest = (".".join(map(str, one)) for one in (version, binary.OLDEST))
    return EnvironmentProblem("git-too-old", found=found, oldest=oldest)
