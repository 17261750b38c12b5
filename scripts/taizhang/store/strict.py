"""The strict reader: the only way a YAML file enters the program.

Returns nested dicts, lists and texts, or says everything that is wrong at once. Gives no
value a type and knows no field.
"""

from __future__ import annotations

import gc
from enum import Enum
from typing import TYPE_CHECKING

from taizhang.model.findings import Finding, Value
from taizhang.store import lines
from taizhang.store.characters import MOST, forbidden
from taizhang.store.guard import Source, document_marks, screen, suspicious
from taizhang.store.parsing import (
    DEEPEST,
    CollectionNode,
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

Tree = dict[str, "Tree"] | list["Tree"] | str
"""What is read: every scalar is a text, as written."""

LONGEST_IN_BRACKETS = 60
"""Characters of one element of ``[…]``; longer ones are free text and stand on their own line."""


class Profile(Enum):
    """How strict to be."""

    LEDGER = "ledger"  # incidents and journals: written by tools, read by everyone
    SETTINGS = "settings"  # plan, roster, office: also {…} and comments after values


class Unreadable(Exception):  # noqa: N818 - named for what it tells, like the house's other errors
    """A file that is not read. ``findings`` say why, with line and column but without a path."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(", ".join(finding.code for finding in self.findings))


def read(data: bytes, *, profile: Profile = Profile.LEDGER) -> dict[str, Tree]:
    """The content of one file; the outermost level is a mapping.

    Raises:
        Unreadable: with one finding a fault, in the order of the file.
        EnvironmentProblem: PyYAML came without libyaml.
    """
    searched = gc.isenabled()
    gc.disable()  # nodes go as soon as they are let go: searching their thousands finds nothing
    try:
        tree, found = _read(screen(data), profile)
    finally:
        if searched:
            gc.enable()
    if found:
        raise Unreadable(sorted(found, key=lambda finding: (finding.line, finding.column)))
    return tree


def _read(source: Source, profile: Profile) -> tuple[dict[str, Tree], list[Finding]]:
    found = list(source.findings)
    if not source.readable:
        return {}, found
    marks = document_marks(source)
    if marks:
        return {}, found + marks
    tree, faults = _structure(source, profile)
    return tree, found + faults


def _structure(source: Source, profile: Profile) -> tuple[dict[str, Tree], list[Finding]]:
    strict = profile is Profile.LEDGER
    if suspicious(source.data):
        found, error = structure_faults(source.data)
        if found:
            return {}, found
        if error:
            return {}, _explained(source, error, comments=strict)
    try:
        node = compose(source.data)
    except YAMLError as error:
        return {}, _explained(source, error, comments=strict)
    if not isinstance(node, MappingNode):
        return {}, _not_a_mapping(source, node)
    builder = _Builder(strict=strict)
    tree = builder.mapping(node, 1)
    found = builder.faults[:MOST]
    if "\\" in source.text:
        found += _hidden_escapes(node)
    slips = lines.line_faults(source, comments=strict)
    if any(slip.code == "yaml-odd-space" for slip in slips):
        # What such a blank should have indented stands elsewhere and left a key empty.
        return {}, slips + [each for each in found if each.code != "yaml-empty-value"]
    found += slips
    if strict:
        found += lines.layout_faults(source, node)
    return tree, found


def _explained(source: Source, error: YAMLError, *, comments: bool) -> list[Finding]:
    from taizhang.store.hints import explain

    return explain(source, error, comments=comments)


def _not_a_mapping(source: Source, node: Node | None) -> list[Finding]:
    if node is None:
        return [Finding(code="yaml-empty", line=1, column=1)]
    return lines.line_faults(source, comments=False) or [_at("yaml-not-mapping", node)]


class _Builder:
    """Turns nodes into dicts, lists and texts and collects what is wrong on the way.

    ``mapping`` and ``sequence`` run for every node of every file: they only compare, and leave
    wording and placing to the methods below.
    """

    __slots__ = ("faults", "strict")

    def __init__(self, *, strict: bool) -> None:
        self.strict = strict
        self.faults: list[Finding] = []

    def mapping(self, node: MappingNode, depth: int) -> dict[str, Tree]:
        if node.flow_style and self.strict:
            self._fault("yaml-flow-mapping", node)
        tree: dict[str, Tree] = {}
        for key, value in node.value:
            if value.__class__ is ScalarNode:
                text = value.value
                if (not text or text == "~") and not value.style:
                    self._fault("yaml-empty-value", key, key=_name(key))
                tree[key.value if key.__class__ is ScalarNode else ""] = text
            else:
                tree[_name(key)] = self._collection(value, depth + 1)
        if len(tree) != len(node.value) or "" in tree or "<<" in tree:
            self._keys(node)
        return tree

    def sequence(self, node: SequenceNode, depth: int) -> list[Tree]:
        if node.flow_style:
            self._brackets(node)
        tree: list[Tree] = []
        for item in node.value:
            if item.__class__ is ScalarNode:
                text = item.value
                if (not text or text == "~") and not item.style:
                    self._fault("yaml-empty-item", item)
                tree.append(text)
            else:
                tree.append(self._collection(item, depth + 1))
        return tree

    def _collection(self, node: Node, depth: int) -> Tree:
        if depth > DEEPEST:
            self._fault("yaml-too-deep", node, limit=DEEPEST)
            return ""
        if isinstance(node, MappingNode):
            return self.mapping(node, depth)
        return self.sequence(node, depth) if isinstance(node, SequenceNode) else ""

    def _keys(self, node: MappingNode) -> None:
        lines_of: dict[str, int] = {}
        for key, _ in node.value:
            if not isinstance(key, ScalarNode) or not key.value:
                self._fault("yaml-key-not-text", key)
            elif key.value == "<<":
                self._fault("yaml-merge-key", key)
            elif key.value in lines_of:
                first = lines_of[key.value]
                self._fault("yaml-duplicate-key", key, key=key.value, first=first)
            else:
                lines_of[key.value] = key.start_mark.line + 1

    def _brackets(self, node: SequenceNode) -> None:
        if self.strict and node.start_mark.line != node.end_mark.line:
            # Its further lines may begin with "- " at the left edge, like entries.
            self._fault("yaml-flow-lines", node)
        for item in node.value:
            if isinstance(item, CollectionNode):
                # A mapping is named for itself when its turn comes.
                if self.strict and isinstance(item, SequenceNode):
                    self._fault("yaml-flow-nested", item)
            elif not item.style and ("，" in item.value or "、" in item.value):
                comma = "，" if "，" in item.value else "、"
                self._fault("yaml-flow-comma", item, char=comma, shift=item.value.index(comma))
            elif self.strict and item.style:
                self._fault("yaml-flow-quoted", item)
            elif self.strict and len(item.value) > LONGEST_IN_BRACKETS:
                self._fault("yaml-flow-long", item, limit=LONGEST_IN_BRACKETS)

    def _fault(self, code: str, node: Node, *, shift: int = 0, **values: Value) -> None:
        if len(self.faults) < MOST:
            self.faults.append(_at(code, node, shift=shift, **values))


def _at(code: str, node: Node, *, shift: int = 0, **values: Value) -> Finding:
    mark = node.start_mark
    column = mark.column + 1 + shift
    return Finding(code=code, values=values, line=mark.line + 1, column=column)


def _name(key: Node) -> str:
    return key.value if isinstance(key, ScalarNode) else ""


def _hidden_escapes(root: Node) -> list[Finding]:
    """Findings for values with escapes for characters that may not be written."""
    found: list[Finding] = []
    waiting: list[Node] = [root]
    while waiting and len(found) < MOST:
        node = waiting.pop()
        if isinstance(node, MappingNode):
            waiting += (each for pair in node.value for each in pair)
        elif isinstance(node, SequenceNode):
            waiting += node.value
        elif isinstance(node, ScalarNode) and node.style == '"' and (char := forbidden(node.value)):
            found.append(_at("yaml-hidden-escape", node, char=f"U+{ord(char):04X}"))
    return found
