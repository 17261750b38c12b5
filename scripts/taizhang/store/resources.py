"""Finds the folders that travel with the program: templates, assets, guides, plan.

In an installed wheel they lie beside the code, in a checkout (editable install) where they are
edited. Nothing else in the program may know which of the two it is.
"""

from __future__ import annotations

from pathlib import Path

from taizhang.errors import EnvironmentProblem

_PACKAGE = Path(__file__).resolve().parents[1]

_IN_CHECKOUT = {
    "assets": "site/assets",
    "cases": "tests/cases",
    "guides": "site/guides",
    "ledger-template": "site/ledger-template",
    "overrides": "site/overrides",
    "plan": "plan",
    "templates": "site/templates",
}
"""Name of a resource -> its folder in the checkout; pyproject.toml holds the same table."""

NAMES = tuple(_IN_CHECKOUT)
"""Every name ``resource_dir`` knows."""


def resource_dir(name: str) -> Path:
    """The folder of resource ``name`` (one of ``NAMES``), as an absolute path.

    Raises:
        EnvironmentProblem: the installation lacks the folder.
        KeyError: there is no such resource.
    """
    in_checkout = _IN_CHECKOUT[name]
    packaged = _PACKAGE / "resources" / name
    if packaged.is_dir():
        return packaged
    folder = _PACKAGE.parents[1] / in_checkout
    if (_PACKAGE.parents[1] / "pyproject.toml").is_file() and folder.is_dir():
        return folder
    raise EnvironmentProblem("resource-missing", name=name, folder=str(packaged))
