"""What to say where a file stops being YAML: the likely slip, not the parser's words."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from taizhang.model.findings import Finding
from taizhang.store.lines import line_faults

if TYPE_CHECKING:
    import yaml

    from taizhang.store.guard import Source

_WIDE_COLON = re.compile(r"[ -]*([^\s：:\"'#\[{]{1,20})：")
_TIGHT_COLON = re.compile(r"[ -]*([^\s：:\"'#\[{]{1,40}):(?=[^\s/])")
_VALUE = re.compile(r"[ -]*(?:[^\s:\"']+: +)?(?=\S)")
_BARE = re.compile(r"[ -]*[^\s:]+$")

_START = SimpleNamespace(line=0, column=0)
_BY_CONTEXT = (
    ("scanning an alias", "yaml-alias"),
    ("scanning an anchor", "yaml-anchor"),
    ("scanning a tag", "yaml-tag"),
    ("parsing a tag", "yaml-tag"),
    ("scanning a directive", "yaml-directive"),
    ("scanning a block scalar", "yaml-needs-quotes"),
    ("flow sequence", "yaml-unclosed-bracket"),
    ("flow mapping", "yaml-unclosed-bracket"),
    ("flow node", "yaml-unclosed-bracket"),
)
_BY_PROBLEM = (
    ("cannot start any token", "yaml-needs-quotes"),
    ("block sequence entries are not allowed", "yaml-needs-quotes"),
    ("mapping keys are not allowed", "yaml-needs-quotes"),
    ("expected node content", "yaml-needs-quotes"),
    ("undefined tag handle", "yaml-tag"),
    ("expected '-' indicator", "yaml-bad-indent"),
)


def explain(source: Source, error: yaml.YAMLError, *, comments: bool) -> list[Finding]:
    """The findings for a file that the parser refuses; never none."""
    found = line_faults(source, comments=comments)
    if any(finding.code != "yaml-comment-after-value" for finding in found):
        # The parser stumbled over the same slip.
        return found
    return [*found, _Slip(source.text, error).finding()]


class _Slip:
    """One place where the parser stopped, and the lines around it."""

    def __init__(self, text: str, error: Any) -> None:  # noqa: ANN401
        self.lines = [line.rstrip("\r") for line in text.split("\n")]
        self.context = getattr(error, "context", None) or ""
        self.problem = getattr(error, "problem", None) or getattr(error, "reason", None) or ""
        self.mark: Any = getattr(error, "problem_mark", None) or _START
        self.context_mark: Any = getattr(error, "context_mark", None) or self.mark

    def finding(self) -> Finding:
        """What most likely went wrong."""
        for part, code in _BY_CONTEXT:
            if part in self.context:
                return self._at_mark(code, self.context_mark)
        if "quoted scalar" in self.context:
            return self._in_quotes()
        for part, code in _BY_PROBLEM:
            if part in self.problem:
                return self._at_mark(code, self.mark)
        if "could not find expected ':'" in self.problem:
            return self._without_colon(self.context_mark.line)
        if "mapping values are not allowed" in self.problem:
            return self._unexpected_colon()
        if "expected key" in self.problem:
            return self._unexpected_start()
        return self._at_mark("yaml-syntax", self.mark)

    def _in_quotes(self) -> Finding:
        if "escape" in self.problem or "hexdecimal" in self.problem:
            return self._at_mark("yaml-bad-escape", self.mark)
        return self._at_mark("yaml-unclosed-quote", self.context_mark)

    def _without_colon(self, number: int) -> Finding:
        line = self.lines[number]
        for pattern, code in (
            (_WIDE_COLON, "yaml-fullwidth-colon"),
            (_TIGHT_COLON, "yaml-colon-space"),
        ):
            if found := pattern.match(line):
                return self._at(code, number, found.end(1), key=found[1])
        indent = len(line) - len(line.lstrip(" "))
        return self._at("yaml-no-colon", number, indent, key=line.strip()[:20])

    def _unexpected_colon(self) -> Finding:
        number, line = self.mark.line, self.lines[self.mark.line]
        before = line[: self.mark.column]
        if ": " in before or before.rstrip().endswith(('"', "'", "]", "}")):
            return self._at("yaml-colon-in-value", number, self.mark.column)
        above = next((at for at in range(number - 1, -1, -1) if self.lines[at].strip()), number)
        slip = self._without_colon(above)
        bare = _BARE.match(self.lines[above])
        if slip.code != "yaml-no-colon" or bare:
            return slip
        indent = len(line) - len(line.lstrip(" "))
        return self._at("yaml-bad-indent", number, indent)

    def _unexpected_start(self) -> Finding:
        line = self.lines[self.mark.line] if self.mark.line < len(self.lines) else ""
        if line[self.mark.column :].startswith(":"):
            return self._at_mark("yaml-key-not-text", self.mark)
        value = _VALUE.match(line)
        start = value.end() if value else 0
        if value and start < self.mark.column:
            if line[start] in "\"'":
                return self._at("yaml-text-after-quote", self.mark.line, self.mark.column)
            if line[start] in "[{":
                return self._at("yaml-needs-quotes", self.mark.line, start)
        return self._at_mark("yaml-bad-indent", self.mark)

    def _at_mark(self, code: str, mark: Any) -> Finding:  # noqa: ANN401
        return self._at(code, mark.line, mark.column)

    def _at(self, code: str, line: int, column: int, **values: str) -> Finding:
        if line >= len(self.lines):
            # libyaml ends a last line that the file leaves open.
            line, column = len(self.lines) - 1, len(self.lines[-1])
        written = self.lines[line]
        char = written[column : column + 1]
        known = {"char": char, "name": char, "problem": self.problem, **values}
        return Finding(code=code, values=known, line=line + 1, column=column + 1)
