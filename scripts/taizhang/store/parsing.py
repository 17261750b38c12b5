"""PyYAML's C parser, told to leave every scalar a text.

Three ways to look at a file: its nodes (fast, recursive in C), its events (no recursion, so
safe for any depth) and the places of its scalars. None of them judges content.
"""

from __future__ import annotations

import operator
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, Any

from taizhang.errors import EnvironmentProblem
from taizhang.model.findings import Finding
from taizhang.model.record import dataclass
from taizhang.store.characters import MOST
from taizhang.store.latepatterns import patterns_later

with patterns_later():
    import yaml
from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    ScalarEvent,
    StreamEndEvent,
)
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode
from yaml.tokens import ScalarToken, StreamEndToken

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "DEEPEST",
    "CollectionNode",
    "MappingNode",
    "Node",
    "ScalarNode",
    "SequenceNode",
    "Spans",
    "YAMLError",
    "compose",
    "spans_of",
    "structure_faults",
]

DEEPEST = 12
"""Levels of mappings and lists, the outermost counted."""


def compose(data: bytes) -> Node | None:
    """The nodes of a file, every tag of a plain scalar empty; None for an empty file.

    The caller has made sure that it is not nested deeply: the C parser would crash.

    Raises:
        YAMLError: not YAML.
        EnvironmentProblem: PyYAML came without libyaml.
    """
    node: Node | None = _parser()(data).get_single_node()
    return node


def structure_faults(data: bytes) -> tuple[list[Finding], YAMLError | None]:
    """Anchors, aliases, tags and too many levels, and where the file stops being YAML.

    The walk ends at the first level too deep.
    """
    found: list[Finding] = []
    depth = 0
    last = ""
    try:
        for event in _events(data):
            found += _property_faults(event, last)
            last = event.value if isinstance(event, ScalarEvent) else ""
            if isinstance(event, CollectionStartEvent):
                depth += 1
                if depth > DEEPEST:
                    return [*found[:MOST], _at(event, "yaml-too-deep", limit=DEEPEST)], None
            elif isinstance(event, CollectionEndEvent):
                depth -= 1
    except YAMLError as error:
        return found[:MOST], error
    return found[:MOST], None


@dataclass(frozen=True, slots=True)
class Spans:
    """Where the scalars of a file stand, as ranges of characters in their order."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    styles: tuple[str, ...]

    def style_at(self, index: int) -> str | None:
        """Style of the scalar that covers a character: ``""`` plain, None outside of all."""
        at = bisect_right(self.starts, index) - 1
        return self.styles[at] if at >= 0 and index < self.ends[at] else None

    def quoted(self) -> Iterator[tuple[int, int]]:
        """Start and end of every scalar in quotes."""
        for start, end, style in zip(self.starts, self.ends, self.styles, strict=True):
            if style in {"'", '"'}:
                yield start, end


def spans_of(data: bytes, text: str) -> Spans:
    """The places of all scalars, as far as the file can be read."""
    found: list[tuple[int, int, str]] = []
    parser = _parser()(data)
    try:
        while not isinstance(token := parser.get_token(), StreamEndToken):
            if isinstance(token, ScalarToken):
                start = token.start_mark.index
                style = "" if token.plain else token.style
                if style in {"|", ">"}:
                    # What follows the sign on its line is not text yet.
                    start = text.find("\n", start) + 1
                found.append((start, token.end_mark.index, style))
    except YAMLError:
        pass
    starts, ends, styles = zip(*found, strict=True) if found else ((), (), ())
    return Spans(starts, ends, styles)


def _events(data: bytes) -> Iterator[Any]:
    parser = _parser()(data)
    while not isinstance(event := parser.get_event(), StreamEndEvent):
        yield event


def _property_faults(event: Any, last: str) -> list[Finding]:  # noqa: ANN401
    if isinstance(event, AliasEvent):
        return [
            _at(event, "yaml-merge-key" if last == "<<" else "yaml-alias", name=event.anchor or "")
        ]
    found = []
    if getattr(event, "anchor", None):
        found.append(_at(event, "yaml-anchor", name=event.anchor))
    if getattr(event, "tag", None):
        found.append(_at(event, "yaml-tag", name=event.tag))
    return found


def _at(event: Any, code: str, **values: str | int) -> Finding:  # noqa: ANN401
    mark = event.start_mark
    return Finding(code=code, values=values, line=mark.line + 1, column=mark.column + 1)


@cache
def _parser() -> Any:  # noqa: ANN401
    """The parser class; made late because libyaml may be missing."""
    if not yaml.__with_libyaml__:
        raise EnvironmentProblem("libyaml-missing")
    from yaml._yaml import CParser

    class Parser(CParser):
        """Composes nodes without YAML 1.1's guesses: ``no``, ``10:30`` and ``0123`` stay text."""

        def resolve(self, _kind: object, _value: object, _implicit: object) -> str:
            return ""

        # Called for every node; two C functions that do nothing spare a Python frame each.
        descend_resolver = operator.is_
        ascend_resolver = tuple

    return Parser
