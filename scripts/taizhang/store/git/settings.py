"""What the repository's settings and refs say, read through GitPython.

For commands that wait for the network or for a person: the import costs more than a whole check,
so that it stands inside the functions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.errors import EnvironmentProblem
from taizhang.model.record import dataclass
from taizhang.store.git.run import plain_words

if TYPE_CHECKING:
    from git.config import GitConfigParser

    from taizhang.store.git.repository import Repository


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """A remote of the user's own settings; ``url`` is fit to be shown, passwords masked."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What ``doctor`` and ``submit`` need to know.

    Attributes:
        remotes: by name.
        upstream: remote and full branch name the current branch follows; None = none.
        branches: short names of the local branches.
        user_name: ``""`` when not set.
        user_email: ``""`` when not set.
    """

    remotes: tuple[Remote, ...]
    upstream: tuple[str, str] | None
    branches: tuple[str, ...]
    user_name: str
    user_email: str


def read_settings(repo: Repository) -> Settings:
    """The settings of ``repo``, the user's and the machine's taken together.

    Raises:
        EnvironmentProblem: GitPython cannot open the repository.
    """
    from git import Repo
    from git.exc import GitError

    try:
        opened = Repo(repo.git_dir if repo.bare else repo.root)
    except GitError as error:
        raise EnvironmentProblem("git-not-a-repository", path=str(repo.root)) from error
    with opened, opened.config_reader() as config:
        remotes = tuple(
            Remote(name=section[8:-1], url=_shown(str(config.get(section, "url", fallback=""))))
            for section in config.sections()
            if section.startswith('remote "')
        )
        return Settings(
            remotes=tuple(sorted(remotes, key=lambda remote: remote.name)),
            upstream=_upstream(repo, config),
            branches=tuple(sorted(branch.name for branch in opened.branches)),
            user_name=str(config.get("user", "name", fallback="")).strip(),
            user_email=str(config.get("user", "email", fallback="")).strip(),
        )


def _upstream(repo: Repository, config: GitConfigParser) -> tuple[str, str] | None:
    section = f'branch "{(repo.branch or "").removeprefix("refs/heads/")}"'
    remote = str(config.get(section, "remote", fallback=""))
    merge = str(config.get(section, "merge", fallback=""))
    return (remote, merge) if remote and merge and remote != "." else None


def _shown(url: str) -> str:
    return plain_words(url.encode("utf-8", "surrogateescape"))
