"""From a field's path to the line and column where it stands in its file."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from taizhang.store.guard import screen, suspicious
from taizhang.store.parsing import (
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    YAMLError,
    compose,
    structure_faults,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from taizhang.model.findings import Finding, Where


def locate(data: bytes, where: Where, *, on_key: bool = False) -> tuple[int, int]:
    """Line and column, from 1, of the value at ``where``, or of its key.

    What does not exist stands where its nearest existing ancestor does; a file that cannot be
    read at all is line 1, column 1.
    """
    return _find(_root(data), where, on_key=on_key)


def place(findings: Iterable[Finding], data: bytes, path: str) -> tuple[Finding, ...]:
    """The findings of one file with its path, and line and column where they have none yet."""
    waiting = tuple(findings)
    if all(finding.line for finding in waiting):
        return tuple(finding.at(path) for finding in waiting)
    places = _Places(data)
    return tuple(
        finding.at(path)
        if finding.line
        else finding.at(path, *places.of(finding.where, on_key=finding.on_key))
        for finding in waiting
    )


class _Places:
    """Places in one file. Of a timeline only the entries that are asked for are read."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._entries: dict[int, tuple[Node | None, int]] = {}

    def of(self, where: Where, *, on_key: bool) -> tuple[int, int]:
        """Line and column, as ``locate`` finds them."""
        if where[:1] == ("timeline",) and len(where) > 1 and isinstance(where[1], int):
            number = where[1]
            if number not in self._entries:
                self._entries[number] = self._entry(number)
            root, above = self._entries[number]
            if root is not None:
                line, column = _find(root, (0, *where[2:]), on_key=on_key)
                return line + above, column
        return _find(self._root, where, on_key=on_key)

    @cached_property
    def _root(self) -> Node | None:
        return _root(self._data)

    @cached_property
    def _blocks(self) -> tuple[bytes, ...]:
        """Head and entries of a file without anything unusual; else nothing."""
        from taizhang.store.emit import blocks  # not on the way of a file without a finding

        source = screen(self._data)
        plain = source.readable and not source.odd and not suspicious(source.data)
        return blocks(source.data) if plain else ()

    def _entry(self, number: int) -> tuple[Node | None, int]:
        """An entry as a list of itself, and the lines above it; None: the file must be read."""
        found = self._blocks[number + 1 : number + 2]
        if not found:
            return None, 0
        try:
            root = compose(found[0])
        except YAMLError:
            return None, 0
        above = sum(block.count(b"\n") for block in self._blocks[: number + 1])
        alone = isinstance(root, SequenceNode) and len(root.value) == 1
        return root if alone else None, above


def _root(data: bytes) -> Node | None:
    source = screen(data)
    if not source.readable:
        return None
    if suspicious(source.data) and any(structure_faults(source.data)):
        return None
    try:
        return compose(source.data)
    except YAMLError:
        return None


def _find(root: Node | None, where: Where, *, on_key: bool) -> tuple[int, int]:
    if root is None:
        return 1, 1
    key, value = root, root
    for step in where:
        pair = _child(value, step)
        if pair is None:
            on_key = False
            break
        key, value = pair
    mark = (key if on_key else value).start_mark
    return mark.line + 1, mark.column + 1


def _child(node: Node, step: str | int) -> tuple[Node, Node] | None:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode) and key.value == step:
                return key, value
    elif (
        isinstance(node, SequenceNode) and isinstance(step, int) and step in range(len(node.value))
    ):
        return node.value[step], node.value[step]
    return None
