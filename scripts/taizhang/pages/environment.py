"""Our own Jinja environment: everything is escaped, a missing name is an error."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from taizhang.pages.forms import FORM_OF
from taizhang.store.resources import resource_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from jinja2 import Environment


def template_folders(root: Path | None = None) -> tuple[Path, ...]:
    """Where templates are looked for: the ledger's own ``site/templates`` first, then ours."""
    own = (root / "site" / "templates",) if root else ()
    return (*(folder for folder in own if folder.is_dir()), resource_dir("templates"))


def environment(folders: Sequence[Path], link: Callable[[str, str], str]) -> Environment:
    """An environment over ``folders``. ``link(plan, anchor)`` finds a clause's page or ``""``.

    Bodies come out the same for the same views: nothing here reads a clock or the machine.
    """
    from jinja2 import FileSystemLoader, StrictUndefined

    from taizhang.pages import codegen, filters
    from taizhang.pages.compiled import Compiled

    state = _state(__file__, codegen.__file__, filters.__file__)
    made = codegen.Ours(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=Compiled(resource_dir("templates"), state),
    )
    made.globals["clause_link"] = link
    made.globals["form_of"] = FORM_OF
    made.globals["timed"] = filters.timed
    made.filters |= filters.FILTERS
    return made


def _state(*sources: str) -> str:
    """Changes with the modules whose options and filters are compiled into templates."""
    told = [os.stat(each) for each in sources]  # noqa: PTH116 - few files
    return " ".join(f"{each.st_size} {each.st_mtime_ns}" for each in told)
