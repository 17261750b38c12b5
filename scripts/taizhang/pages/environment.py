"""Our own Jinja environment: everything is escaped, a missing name is an error."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from taizhang.model.clause import anchor
from taizhang.pages.code import square_code
from taizhang.pages.forms import FORM_OF
from taizhang.store.resources import resource_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from jinja2 import Environment
    from markupsafe import Markup

_WEB = re.compile(r"https?://[^\s<>\"']+", re.ASCII)


def template_folders(root: Path | None = None) -> tuple[Path, ...]:
    """Where templates are looked for: the ledger's own ``site/templates`` first, then ours."""
    own = (root / "site" / "templates",) if root else ()
    return (*(folder for folder in own if folder.is_dir()), resource_dir("templates"))


def environment(folders: Sequence[Path], link: Callable[[str, str], str]) -> Environment:
    """An environment over ``folders``. ``link(plan, anchor)`` finds a clause's page or ``""``.

    Bodies come out the same for the same views: nothing here reads a clock or the machine.
    """
    from jinja2 import FileSystemLoader, StrictUndefined

    from taizhang.pages import codegen
    from taizhang.pages.compiled import Compiled

    made = codegen.Ours(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=Compiled(resource_dir("templates"), _state(__file__, codegen.__file__)),
    )
    made.globals["clause_link"] = link
    made.globals["form_of"] = FORM_OF
    made.filters["web"] = _is_web
    made.filters["paragraphs"] = _paragraphs
    made.filters["added"] = _added
    made.filters["square_code"] = square_code
    made.filters["clause_anchor"] = anchor
    return made


def _state(*sources: str) -> str:
    """Changes with the modules whose options and filters are compiled into templates."""
    told = [os.stat(each) for each in sources]  # noqa: PTH116 - few files
    return " ".join(f"{each.st_size} {each.st_mtime_ns}" for each in told)


def _paragraphs(lines: Iterable[str]) -> Markup:
    """A paragraph each."""
    from markupsafe import Markup, escape

    return Markup("".join([f"<p>{escape(line)}</p>" for line in lines]))  # noqa: S704 - escaped


def _added(lines: Sequence[str]) -> Markup:
    """Lines that a change added, one by one."""
    from markupsafe import Markup, escape

    together = "\n".join(lines)
    if together.count("\n") >= len(lines):  # a line that holds an end of line stays one
        together = "\n".join(line.replace("\n", " ") for line in lines)
    each = str(escape(together)).replace("\n", "</span>\n<span>+ ")
    return Markup(f"<span>+ {each}</span>\n" if lines else "")  # noqa: S704 - escaped


def _is_web(text: str) -> bool:
    """True for a whole http or https address: the only text that may become a link."""
    return _WEB.fullmatch(text) is not None
