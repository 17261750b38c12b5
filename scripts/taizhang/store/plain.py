"""Findings, verdicts and tallies as plain JSON values, and back.

Reading back trusts nothing: whatever is not of the right form raises ``ValueError``.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from taizhang.model.findings import Finding, Phrase, Severity, Value
from taizhang.model.tally import Link, Tally, Verdict

_FORMS = (AttributeError, IndexError, KeyError, TypeError, ValueError)


def verdict_out(verdict: Verdict) -> list[Any]:
    """A verdict without the path, which is not part of a file's content."""
    return [
        int(verdict.sound),
        int(verdict.settled),
        _time_out(verdict.latest),
        [_finding_out(each) for each in verdict.findings],
        [[link.target, _finding_out(link.finding)] for link in verdict.links],
    ]


def verdict_in(plain: Any, path: str) -> Verdict:  # noqa: ANN401 - whatever JSON held
    """The verdict of the file at ``path``.

    Raises:
        ValueError: not a verdict.
    """
    try:
        sound, is_settled, latest, findings, links = plain
        return Verdict(
            sound=bool(sound),
            settled=bool(is_settled),
            latest=_time_in(latest),
            findings=tuple(_finding_in(each, path) for each in findings),
            links=tuple(
                Link(target=target, finding=_finding_in(each, path)) for target, each in links
            ),
        )
    except _FORMS as error:
        raise ValueError(path) from error


def tally_out(tally: Tally) -> list[Any]:
    """A tally; its findings keep their paths."""
    return [
        tally.files,
        tally.incidents,
        _time_out(tally.latest),
        [[each.path, _finding_out(each)] for each in tally.findings],
        tally.late,
        list(tally.open),
        [[link.target, link.finding.path, _finding_out(link.finding)] for link in tally.links],
        [[each.path, _finding_out(each)] for each in tally.told],
    ]


def tally_in(plain: Any) -> Tally:  # noqa: ANN401 - whatever JSON held
    """The tally that ``tally_out`` made.

    Raises:
        ValueError: not a tally.
    """
    try:
        files, incidents, latest, findings, late, opened, links, told = plain
        return Tally(
            files=int(files),
            incidents=int(incidents),
            latest=_time_in(latest),
            findings=tuple(_finding_in(each, path) for path, each in findings),
            late=int(late),
            open=tuple(map(str, opened)),
            links=tuple(
                Link(target=target, finding=_finding_in(each, path)) for target, path, each in links
            ),
            told=tuple(_finding_in(each, path) for path, each in told),
        )
    except _FORMS as error:
        raise ValueError("tally") from error


def _finding_out(found: Finding) -> list[Any]:
    return [
        found.code,
        found.severity.value,
        list(found.where),
        {name: _value_out(value) for name, value in found.values.items()},
        found.text,
        found.clause,
        found.line,
        found.column,
    ]


def _finding_in(plain: Any, path: str) -> Finding:  # noqa: ANN401 - whatever JSON held
    code, severity, where, values, text, clause, line, column = plain
    return Finding(
        code=str(code),
        severity=Severity(severity),
        where=tuple(where),
        values={name: _value_in(value) for name, value in values.items()},
        text=str(text),
        clause=str(clause),
        path=path,
        line=int(line),
        column=int(column),
    )


def _value_out(value: Value) -> Any:  # noqa: ANN401 - a JSON value
    return [value.zh, value.en] if isinstance(value, Phrase) else value


def _value_in(plain: Any) -> Value:  # noqa: ANN401 - whatever JSON held
    if isinstance(plain, list):
        zh, en = plain
        return Phrase(str(zh), str(en))
    if isinstance(plain, (str, int)):
        return plain
    raise ValueError(plain)


def _time_out(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _time_in(plain: str) -> datetime | None:
    return datetime.fromisoformat(plain) if plain else None
