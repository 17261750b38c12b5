"""What is refused before the C parser sees a file: size, encoding, and nesting that breaks it.

The C composer calls itself once a level: 50 KB of ``[`` end the process. So every way to nest
deeply is noticed here from the bytes alone, and such a file is first walked event by event
(``store.parsing``), which needs no stack. Noticing too much costs time; too little, a crash.
"""

from __future__ import annotations

import re
from itertools import islice

from taizhang.model.findings import Finding
from taizhang.model.record import dataclass
from taizhang.store.characters import MOST, hidden_faults, ordinary, spot

LARGEST = 256 * 1024
"""Bytes of the largest file that is read."""

_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_FEW = 32
"""Brackets that cannot nest deeply enough to matter, however they stand."""
_INDENT = b" " * 32
_TWICE = re.compile(rb"- (?:- | )")
_BRACKET = re.compile(rb"[\[\]{}]")
_HIDING = re.compile(rb"[\"'#\r]")
_PROPERTIES = re.compile(rb"(?:^|[\s\[\]{},:?-])[&*!]")
_MARK = re.compile(r"^(?:---|\.\.\.)(?=[ \r\n]|\Z)|^%(?=YAML|TAG)", re.MULTILINE)
_FIRST_CJK = "\u2e80"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file's bytes as text.

    Attributes:
        data: the bytes without a byte order mark.
        text: the same, decoded; ``""`` when that is impossible.
        odd: the text holds something beyond the ordinary characters.
        findings: faults of bytes and characters.
    """

    data: bytes
    text: str = ""
    odd: bool = False
    findings: tuple[Finding, ...] = ()

    @property
    def readable(self) -> bool:
        """True when the structure can be looked at: no fault, or only a byte order mark."""
        return all(finding.code == "yaml-bom" for finding in self.findings)


def screen(data: bytes) -> Source:
    """The text of a file, with the faults of its bytes and characters."""
    fatal = _unfit(data)
    if fatal:
        return Source(data=data, findings=(fatal,))
    found: list[Finding] = []
    if data.startswith(_UTF8_BOM):
        data = data[len(_UTF8_BOM) :]
        found.append(Finding(code="yaml-bom", line=1, column=1))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Source(data=data, findings=(*found, _misencoded(data, error.start)))
    if not text or text.isspace():
        return Source(data=data, findings=(*found, Finding(code="yaml-empty", line=1, column=1)))
    odd = not ordinary(text)
    if odd:
        found += hidden_faults(text)
    return Source(data=data, text=text, odd=odd, findings=tuple(found))


def document_marks(source: Source) -> list[Finding]:
    """Findings for ``---``, ``...`` and ``%YAML``: a file is one plain document."""
    data = source.data
    dots = b"." in data and b"..." in data  # a single sign is looked for in a tenth of the time
    if not dots and b"---" not in data and b"%" not in data:
        return []
    found = []
    for match in islice(_MARK.finditer(source.text), MOST):
        line, column = spot(source.text, match.start())
        code = "yaml-directive" if match[0] == "%" else "yaml-document-mark"
        found.append(Finding(code=code, values={"mark": match[0]}, line=line, column=column))
    directives = [finding for finding in found if finding.code == "yaml-directive"]
    return directives or found


def suspicious(data: bytes) -> bool:
    """True when the bytes might nest deeply, or hold anchors, aliases or tags."""
    return _nests_in_blocks(data) or _nests_in_brackets(data) or _has_properties(data)


def _nests_in_blocks(data: bytes) -> bool:
    # Two indicators on one line nest without indentation; else a level costs a column.
    if _TWICE.search(data) is not None or _INDENT in data:
        return True
    return b"?" in data and b"? " in data


def _nests_in_brackets(data: bytes) -> bool:
    if data.count(b"[") + data.count(b"{") <= _FEW:
        return False
    # What a line opens and closes again nests no deeper than the line itself.
    lines = [line for line in data.split(b"\n") if _BRACKET.search(line)]
    left_open = sum(map(_openings, (line for line in lines if not _closes(line))))
    return left_open + max(map(_openings, lines)) > _FEW


def _openings(line: bytes) -> int:
    return line.count(b"[") + line.count(b"{")


def _closes(line: bytes) -> bool:
    """True when the line cannot leave a bracket open, whatever it begins in.

    Not where a bracket may be text: in quotes, in a comment, or a closing one before any opening
    one (``a]: [``). A lone carriage return ends a line for YAML, not here.
    """
    if _HIDING.search(line):
        return False
    depth = 0
    for bracket in _BRACKET.findall(line):
        depth += 1 if bracket in b"[{" else -1
        if depth < 0:
            return False
    return depth == 0


def _has_properties(data: bytes) -> bool:
    if b"&" in data or b"*" in data or b"!" in data:
        return _PROPERTIES.search(data) is not None
    return False


def _unfit(data: bytes) -> Finding | None:
    if len(data) > LARGEST:
        size = {"size": -(-len(data) // 1024), "limit": LARGEST // 1024}
        return Finding(code="yaml-too-big", values=size, line=1, column=1)
    if data.startswith(_UTF16_BOMS) or _alternates_with_nul(data[:400]):
        return Finding(code="yaml-utf16", line=1, column=1)
    return None


def _alternates_with_nul(head: bytes) -> bool:
    if b"\0" not in head:
        return False
    nul = max(head[::2].count(0), head[1::2].count(0))
    return nul * 8 > len(head)


def _misencoded(data: bytes, start: int) -> Finding:
    before = data[:start].decode("utf-8")
    line, column = spot(before, len(before))
    # GB 18030 takes nearly any bytes; Chinese that came before as UTF-8 rules it out.
    code = "yaml-not-utf8"
    if all(char < _FIRST_CJK for char in before):
        try:
            data.decode("gb18030")
            code = "yaml-gbk"
        except UnicodeDecodeError:
            pass
    return Finding(code=code, line=line, column=column)
