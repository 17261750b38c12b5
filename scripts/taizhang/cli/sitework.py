"""What ``build`` and ``serve`` share: MkDocs made ready, its failures in our words."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.cli.edge import ledger_root
from taizhang.errors import EnvironmentProblem

if TYPE_CHECKING:
    from collections.abc import Iterator


def config_file(ledger: str | None) -> Path:
    """The ``mkdocs.yml`` of the ledger at ``ledger`` (default: the one around us).

    Raises:
        EnvironmentProblem: no ledger there, or it has no site settings.
    """
    root = ledger_root(Path(ledger) if ledger else None)
    settings = root / "mkdocs.yml"
    if not settings.is_file():
        raise EnvironmentProblem("site-no-settings", folder=str(root))
    return settings


@contextmanager
def mkdocs_ready() -> Iterator[None]:
    """MkDocs without its notices about other products; its failures as environment problems.

    Raises:
        EnvironmentProblem: the site could not be built; the log above says which page.
    """
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    os.environ["DISABLE_MKDOCS_2_WARNING"] = "true"
    from mkdocs.exceptions import MkDocsException

    try:
        yield
    except MkDocsException as problem:
        raise EnvironmentProblem("site-build-failed", reason=str(problem)) from problem
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise EnvironmentProblem("site-build-failed", reason=reason) from problem


def show_warnings() -> None:
    """Let MkDocs' warnings and errors be seen, nothing below."""
    import logging

    logger = logging.getLogger("mkdocs")
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(levelname)s  %(message)s"))
        logger.addHandler(handler)
    logger.setLevel(logging.WARNING)


def build_site(settings: Path, site_dir: str | None = None, now: str = "") -> str:
    """Run a strict MkDocs build; the folder the site is in.

    Args:
        settings: the ledger's ``mkdocs.yml``.
        site_dir: where to put it, emptied first; None = where the settings say.
        now: the moment to judge by, RFC 3339; ``""`` = the clock.

    Raises:
        EnvironmentProblem: the site could not be built.
    """
    with mkdocs_ready():
        from mkdocs.commands.build import build
        from mkdocs.config import load_config

        from taizhang.store.switching import staging

        show_warnings()
        config = load_config(str(settings), site_dir=site_dir, strict=True)
        if now:
            config.plugins["taizhang"].config["now"] = now
        config.plugins.run_event("startup", command="build", dirty=False)
        site = Path(config.site_dir).resolve()
        plugin = config.plugins.get("taizhang")
        beside = staging(site) if plugin else None
        if plugin and beside:
            plugin.site, config.site_dir = site, str(beside)
        build(config)
        if plugin:
            plugin.building.switch()
    return str(site)
