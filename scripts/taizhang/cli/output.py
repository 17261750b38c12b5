"""Print answers: tables in columns, findings in four formats, views as JSON."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from taizhang.actions.doctor import Point
    from taizhang.model.findings import Finding, Report

FORMATS = ("text", "json", "github", "gitlab")
_WORDS = {
    "error": ("错误", "error", "red"),
    "warning": ("提示", "warning", "yellow"),
    "late": ("迟", "late", "magenta"),
}


def say(code: str, lang: str, **values: object) -> None:
    """Print a message of the catalogue and, indented, what to do next."""
    from taizhang.model.messages import words

    text, fix = words(code, values, lang)
    click.echo(text)
    if fix:
        click.echo(f"  ↳ {fix}")


def tell(code: str, lang: str, **values: object) -> None:
    """A message on stderr, where stdout holds something that is ready for a pipe."""
    from taizhang.model.messages import words

    for text in words(code, values, lang):
        if text:
            click.echo(text, err=True)


def write_bytes(data: bytes) -> None:
    """Exactly these bytes on stdout, whatever the machine thinks of line ends."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def table(rows: Sequence[Sequence[str]], heads: Sequence[str] = ()) -> None:
    """Print rows in columns of the width a terminal gives them, two blanks between.

    ``heads``: in Chinese, as the catalogue of headings has them.
    """
    from taizhang.cli.edge import session
    from taizhang.model.messages.headings import heading

    every = [*([[heading(head, session().lang) for head in heads]] if heads else []), *rows]
    if not every:
        return
    widths = [max(map(_width, column)) for column in zip(*every, strict=True)]
    for row in every:
        cells = (
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        )
        click.echo("  ".join(cells).rstrip())


def _width(cell: str) -> int:
    """Columns a cell takes; colours take none."""
    from taizhang.cli.width import columns

    return columns(click.unstyle(cell))


def colour(text: str, name: str) -> str:
    """``text`` in a colour; click drops it where no terminal is, or NO_COLOR is set."""
    return click.style(text, fg=name)


def print_json(value: object) -> None:
    """Print dataclasses, mappings and sequences as JSON."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=1, default=_plain))


def _plain(value: object) -> object:
    from dataclasses import fields, is_dataclass

    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(type(value).__name__)


def print_report(report: Report, form: str, lang: str) -> None:
    """Print the findings of a check in one of ``FORMATS``."""
    _PRINTERS[form](report, lang)


def finding_lines(finding: Finding, lang: str) -> None:
    """``path:line:col: 错误 code 说明`` and the next step on its own line."""
    from taizhang.model.messages import finding_words

    message, fix = finding_words(finding, lang)
    zh, en, name = _WORDS[finding.severity.value]
    place = ":".join(filter(None, (finding.path, *_position(finding))))
    label = colour(en if lang == "en" else zh, name)
    click.echo(f"{f'{place}: ' if place else ''}{label} {finding.code} {message}")
    if fix:
        click.echo(f"  ↳ {fix}")


def point_lines(point: Point, lang: str) -> None:
    """One thing that was looked at, and what to do where it is not good."""
    from taizhang.model.messages import words

    title, _ = words(point.name, {}, lang)
    if point.problem is None:
        click.echo(f"✓ {title}  {point.detail}".rstrip())
        return
    text, fix = words(point.problem.code, point.problem.values, lang)
    mark = colour("✗", "red") if point.needed else "–"
    click.echo(f"{mark} {title}  {text}")
    if fix:
        click.echo(f"  ↳ {fix}")


def _position(finding: Finding) -> tuple[str, str]:
    return (str(finding.line), str(finding.column)) if finding.line else ("", "")


def _text(report: Report, lang: str) -> None:
    for finding in report.findings:
        finding_lines(finding, lang)
    said = "check-clean" if report.clean else "check-errors"
    if not report.files and not report.findings:
        said = "check-nothing"
    say(said, lang, **_numbers(report))
    if report.unlisted:
        say("check-unlisted", lang, count=report.unlisted)


def _numbers(report: Report) -> dict[str, int]:
    from taizhang.model.findings import Severity

    return {
        "files": report.files,
        "incidents": report.incidents,
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "late": report.count(Severity.LATE),
    }


def _json(report: Report, lang: str) -> None:
    from taizhang.model.messages import finding_words

    rows = []
    for finding in report.findings:
        message, fix = finding_words(finding, lang)
        rows.append(
            {
                "code": finding.code,
                "severity": finding.severity.value,
                "path": finding.path,
                "line": finding.line,
                "column": finding.column,
                "clause": finding.clause,
                "message": message,
                "fix": fix,
            }
        )
    print_json({"findings": rows, "summary": _numbers(report)})


def _github(report: Report, lang: str) -> None:
    """Workflow commands, as GitHub reads them from a job's log."""
    from taizhang.model.messages import finding_words

    kinds = {"error": "error", "warning": "warning", "late": "notice"}
    for finding in report.findings:
        message, fix = finding_words(finding, lang)
        place: Mapping[str, object] = {
            "file": finding.path,
            "line": finding.line or 1,
            "col": finding.column or 1,
            "title": finding.code,
        }
        about = ",".join(f"{key}={_escaped(str(each), ':,')}" for key, each in place.items())
        said = _escaped(f"{message}\n{fix}" if fix else message)
        click.echo(f"::{kinds[finding.severity.value]} {about}::{said}")


def _escaped(text: str, more: str = "") -> str:
    for char in f"%\r\n{more}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def _gitlab(report: Report, lang: str) -> None:
    """A code quality report; fingerprints hold no line, so that they outlive appended entries."""
    from hashlib import sha256

    from taizhang.model.messages import finding_words

    kinds = {"error": "major", "warning": "minor", "late": "info"}
    rows = []
    seen: dict[str, int] = {}
    for finding in report.findings:
        base = "\0".join((finding.code, finding.text, finding.path, *map(str, finding.where)))
        seen[base] = seen.get(base, 0) + 1
        rows.append(
            {
                "description": finding_words(finding, lang)[0],
                "check_name": finding.code,
                "fingerprint": sha256(f"{base}\0{seen[base]}".encode()).hexdigest(),
                "severity": kinds[finding.severity.value],
                "location": {"path": finding.path, "lines": {"begin": finding.line or 1}},
            }
        )
    print_json(rows)


_PRINTERS: dict[str, Callable[[Report, str], None]] = {
    "text": _text,
    "json": _json,
    "github": _github,
    "gitlab": _gitlab,
}
