"""What our templates make of values: paragraphs, addresses, choices among many of a sort."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from jinja2.filters import do_urlencode
from markupsafe import Markup, escape

from taizhang.model.clause import anchor
from taizhang.pages.code import square_code
from taizhang.pages.codegen import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from taizhang.model.views import Moment

Value = TypeVar("Value")

_WEB = re.compile(r"https?://[^\s<>\"']+", re.ASCII)
_MOST = 64
"""Parts of addresses that are held: a page has a few, each many times."""


def _having(values: Iterable[Value], name: str, wanted: object) -> list[Value]:
    """Those of which the attribute ``name`` is ``wanted``."""
    return [each for each in values if getattr(each, name) == wanted]


def _without(values: Iterable[Value], name: str, unwanted: object) -> list[Value]:
    """The others."""
    return [each for each in values if getattr(each, name) != unwanted]


def timed(view: Moment, absent: str = "—") -> Markup:
    """A time; a page has more of them than of anything else."""
    if not view.text:
        return escape(absent)
    return Markup(f'<time datetime="{shown(view.at)}">{shown(view.text)}</time>')  # noqa: S704


def _paragraphs(lines: Iterable[str]) -> Markup:
    """A paragraph each."""
    return Markup("".join([f"<p>{shown(line)}</p>" for line in lines]))  # noqa: S704 - escaped


def _added(lines: Sequence[str]) -> Markup:
    """Lines that a change added, one by one."""
    together = "\n".join(lines)
    if together.count("\n") >= len(lines):  # a line that holds an end of line stays one
        together = "\n".join(line.replace("\n", " ") for line in lines)
    each = str(escape(together)).replace("\n", "</span>\n<span>+ ")
    return Markup(f"<span>+ {each}</span>\n" if lines else "")  # noqa: S704 - escaped


def _is_web(text: str) -> bool:
    """True for a whole http or https address: the only text that may become a link."""
    return _WEB.fullmatch(text) is not None


FILTERS: Mapping[str, Callable[..., object]] = {
    "web": _is_web,
    "paragraphs": _paragraphs,
    "added": _added,
    "having": _having,
    "without": _without,
    "square_code": square_code,
    "clause_anchor": anchor,
    "urlencode": lru_cache(_MOST)(do_urlencode),
}
