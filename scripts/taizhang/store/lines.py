"""Faults that show in the lines of a file but not in what YAML makes of them.

Comments after values, full-width colons and blanks where YAML wants its own, text in quotes
that runs to the left edge. A cheap look at the text finds candidates; only then the scalars'
places tell which of them stand inside a text and are no fault.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from taizhang.model.findings import Finding
from taizhang.store.characters import MOST, ODD_SPACES, fault
from taizhang.store.parsing import MappingNode, SequenceNode, spans_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taizhang.store.guard import Source
    from taizhang.store.parsing import Spans

# Texts, compiled when first asked for: few files give cause to.
_ASCII_KEY = r"[ -]*[A-Za-z_]{1,40}(?=：)"
_KEY_BEFORE = r"[A-Za-z_]："
_ODD_SPACE = f"(?:[ -]*|[ -]*[^\\s:]+:)(?=[{ODD_SPACES}])"
_BEFORE_HASH = frozenset(" ][{},\"'|>+-123456789")
_TIMELINE_ALONE = re.compile(r"timeline: *(?:#|\r?$)", re.MULTILINE)
_TO_THE_EDGE = r"\n[^ \r\n]"


def line_faults(source: Source, *, comments: bool) -> list[Finding]:
    """Findings for single lines; ``comments`` says whether one after a value is a fault.

    One that no blank sets off is a fault in any case: other readers take it for text.
    """
    text = source.text
    colons = "：" in text and re.search(_KEY_BEFORE, text) is not None
    if not ("#" in text or colons or source.odd):
        return []
    suspects = [
        (index, code)
        for index, code in _suspects(text, colons=colons, odd=source.odd)
        if comments or code != "yaml-comment-after-value" or text[index - 1] != " "
    ]
    return _confirmed(text, suspects, spans_of(source.data, text)) if suspects else []


def layout_faults(source: Source, root: MappingNode) -> list[Finding]:
    """Findings for an outermost level that cannot be cut into blocks line by line.

    Entries begin with ``- `` at the left edge; nothing else may stand there but keys and
    comments.
    """
    found = _timeline_faults(source.text, root)
    lists = [
        value for _, value in root.value if isinstance(value, SequenceNode) and not value.flow_style
    ]
    found += [
        Finding(code="yaml-list-indent", line=mark.line + 1, column=mark.column + 1)
        for mark in (each.start_mark for each in lists)
        if mark.column
    ]
    if found or not _quotes_reach_edge(source, root, sum(len(each.value) for each in lists)):
        return found
    spans = spans_of(source.data, source.text)
    edge = re.compile(_TO_THE_EDGE)
    edges = (
        match.start() + 1
        for start, end in spans.quoted()
        if (match := edge.search(source.text, start, end))
    )
    return [
        fault("yaml-quoted-indent", source.text, index)
        for _, index in zip(range(MOST), edges, strict=False)
    ]


def _timeline_faults(text: str, root: MappingNode) -> list[Finding]:
    for number, (key, value) in enumerate(root.value):
        if key.value != "timeline" or not isinstance(value, SequenceNode):
            continue
        start = key.start_mark.index
        if not _TIMELINE_ALONE.match(text, start):
            return [fault("yaml-timeline-line", text, start)]
        if number + 1 < len(root.value):
            after = root.value[number + 1][0]
            index = after.start_mark.index
            return [fault("yaml-after-timeline", text, index, key=str(after.value))]
    return []


def _quotes_reach_edge(source: Source, root: MappingNode, entries: int) -> bool:
    """True when lines in quotes might stand at the left edge: the lines there are too many."""
    data = source.data
    if b'"' not in data and b"'" not in data:
        return False
    whole = b"\n" + data.rstrip(b"\n")
    others = (b"\n ", b"\n#", b"\n\n", b"\n\r")
    at_edge = whole.count(b"\n") - sum(whole.count(each) for each in others)
    return at_edge != len(root.value) + entries


def _suspects(text: str, *, colons: bool, odd: bool) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        if colons and (found := re.match(_ASCII_KEY, line)):
            yield start + found.end(), "yaml-fullwidth-colon"
        if odd and (found := re.match(_ODD_SPACE, line)):
            yield start + found.end(), "yaml-odd-space"
        if "#" in line and not line.lstrip(" ").startswith("#"):
            for index in _hashes(line):
                yield start + index, "yaml-comment-after-value"
        start += len(line) + 1


def _hashes(line: str) -> Iterator[int]:
    index = line.find("#", 1)
    while index > 0:
        if line[index - 1] in _BEFORE_HASH:
            yield index
        index = line.find("#", index + 1)


def _confirmed(text: str, suspects: list[tuple[int, str]], spans: Spans) -> list[Finding]:
    found: list[Finding] = []
    commented = 0
    for index, code in suspects:
        style = spans.style_at(index)
        if len(found) == MOST:
            break
        if code == "yaml-comment-after-value":
            # Of several signs on one line only the first begins the comment.
            if style is None and index >= commented:
                found.append(fault(code, text, index))
                commented = (text.find("\n", index) + 1) or len(text)
        elif not style:
            char = text[index]
            values = {"char": char, "point": f"U+{ord(char):04X}", "key": _key(text, index)}
            found.append(fault(code, text, index, **values))
    return found


def _key(text: str, index: int) -> str:
    return text[text.rfind("\n", 0, index) + 1 : index].strip(" -:")
