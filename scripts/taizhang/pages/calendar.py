"""Open deadlines as a calendar (RFC 5545): one event a duty, with an alarm before its end."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taizhang.model.boardview import BoardView
    from taizhang.model.views import DueView, RowView

_OCTETS = 75
"""Length of a line at most, in bytes of UTF-8, its end not counted."""

_ALARM = "-PT5M"
_NAMED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def deadlines(board: BoardView, address: str) -> str:
    """Every open duty with a due time. The same views give the same bytes.

    ``address``: the site's, ``""`` where it is not known. Times are UTC; the stamp is the time of
    the commit shown, so that a new build of the same commit changes nothing.
    """
    stamp = _utc(board.committed.at or board.built.at)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//taizhang//deadlines//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(board.ledger + ' 时限')}",
    ]
    for row, due in (*board.overdue, *board.soon, *board.later):
        if due.due.at:
            lines += _event(board, row, due, stamp, address)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(board: BoardView, row: RowView, due: DueView, stamp: str, address: str) -> Iterator[str]:
    title = _text(f"{due.name}：{row.title}")
    end = _utc(due.due.at)
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(uid(board, row, due))}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART:{end}"
    yield f"DTEND:{end}"
    yield f"SUMMARY:{title}"
    yield f"DESCRIPTION:{_text(_about(row, due))}"
    if address:
        yield f"URL:{address}incidents/{row.id}.html"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{title}"
    yield f"TRIGGER:{_ALARM}"
    yield "END:VALARM"
    yield "END:VEVENT"


def uid(board: BoardView, row: RowView, due: DueView) -> str:
    """The lasting name of a duty: the same in every build, whatever its time becomes."""
    what = "-".join(filter(None, (row.id, due.code, due.thing)))
    return f"{what}@{board.ledger_id or 'ledger'}.taizhang"


def _about(row: RowView, due: DueView) -> str:
    told = [f"{row.id}　{row.stage}"]
    if due.who:
        told.append(f"由{due.who}办")
    if due.limit:
        told.append(f"限 {due.limit}")
    if due.command:
        told.append(due.command)
    return "\n".join(told)


def _text(words: str) -> str:
    """``words`` as the value of a text: control characters gone, what has a meaning escaped."""
    plain = "".join(char for char in words if char == "\n" or char >= " ")
    return plain.translate(_NAMED)


def _utc(at: str) -> str:
    return datetime.fromisoformat(at).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _folded(line: str) -> Iterator[str]:
    """``line`` in pieces of at most 75 bytes, cut between characters; each goes on with a space."""
    piece, size = "", 0
    for char in line:
        width = len(char.encode())
        if size + width > _OCTETS:
            yield piece
            piece, size = " ", 1
        piece += char
        size += width
    yield piece
