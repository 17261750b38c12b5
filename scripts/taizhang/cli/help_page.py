"""The help page: click's layout, with Chinese headings and columns that allow for wide text."""

from __future__ import annotations

import inspect
import os
import re
from typing import TYPE_CHECKING

import click

from taizhang.cli import one_of
from taizhang.cli.width import columns, pad, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEADINGS = {"Options": "选项", "Commands": "命令", "Positional arguments": "参数"}

_WORDS = {
    "[OPTIONS]": "[选项]",
    "COMMAND": "命令",
    "[ARGS]...": "[参数]...",
    "BOOLEAN": "是或否",
    "DIRECTORY": "目录",
    "FILE": "文件",
    "FLOAT": "小数",
    "RANGE": "",
    "INTEGER": "整数",
    "PATH": "路径",
    "TEXT": "文字",
}

_HELP = {"Show this message and exit.": "显示本说明"}

_ADDED = re.compile(r"(?:^|  )\[([^\[\]]*)\]$")
"""What click adds behind an option's help: items parted by semicolons."""

_ITEMS = (("default: ", "默认 "), ("env var: ", "环境变量 "), ("required", "必填"))


class HelpPage(click.HelpFormatter):
    """Writes help and usage in ``lang``."""

    def __init__(
        self, lang: str = "zh", width: int | None = None, max_width: int | None = None
    ) -> None:
        super().__init__(width=width or _page_width(max_width or 80))
        self.lang = lang

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Writes the line that shows how the command is typed."""
        if self.lang != "zh":
            super().write_usage(prog, args, prefix)
            return
        self.write(f"用法：{prog} {self._words(args)}".rstrip() + "\n")

    def write_heading(self, heading: str) -> None:
        """Writes a heading; click's own in the language of the page."""
        if self.lang != "zh":
            super().write_heading(heading)
            return
        self.write(f"{'':>{self.current_indent}}{_HEADINGS.get(heading, heading)}：\n")

    def write_text(self, text: str) -> None:
        """Writes a text in paragraphs."""
        indent = " " * self.current_indent
        said = inspect.cleandoc(one_of(text, self.lang))
        for line in wrap(said, self.width - self.current_indent):
            self.write(f"{indent}{line}".rstrip() + "\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Writes two columns; a first column wider than ``col_max`` has a line of its own."""
        said = [(self._words(first), self._help(second)) for first, second in rows]
        first_col = min(max(columns(first) for first, _ in said), col_max) + col_spacing
        indent = " " * self.current_indent
        for first, second in said:
            lines = wrap(second, max(self.width - first_col - self.current_indent, 20))
            if columns(first) > first_col - col_spacing:
                lines = ["", *lines]
            self.write(f"{indent}{pad(first, first_col)}{lines[0]}".rstrip() + "\n")
            for line in lines[1:]:
                self.write(f"{indent}{'':>{first_col}}{line}\n")

    def _words(self, text: str) -> str:
        if self.lang != "zh":
            return text
        return " ".join(_WORDS.get(word, word) for word in text.split(" ")).rstrip()

    def _help(self, text: str) -> str:
        said = one_of(text, self.lang)
        if self.lang != "zh":
            return said
        return _ADDED.sub(_added, _HELP.get(said, said))


def _page_width(widest: int) -> int:
    """Columns for text, at least 50. Click asks shutil, which costs 4 ms to import."""
    try:
        there = int(os.environ.get("COLUMNS") or 0) or os.get_terminal_size().columns
    except (ValueError, OSError):
        there = widest
    return max(min(there, widest) - 2, 50)


def _added(found: re.Match[str]) -> str:
    items = found[1].split("; ")
    for english, chinese in _ITEMS:
        items = [
            chinese + item.removeprefix(english) if item.startswith(english) else item
            for item in items
        ]
    return found[0].replace(found[1], "；".join(items))
