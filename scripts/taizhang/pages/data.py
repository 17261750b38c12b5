"""The views as JSON, for the browser and for other programs."""

from __future__ import annotations

import json
from json.encoder import encode_basestring as _quoted
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from taizhang.model.views import Moment

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    from taizhang.model.boardview import BoardView
    from taizhang.model.shelf import Links
    from taizhang.model.views import DueView, IncidentView, RowView

    class _Slotted(Protocol):
        """A value of ours."""

        __slots__: tuple[str, ...]


def board_json(board: BoardView) -> str:
    """The board in short. ``generated`` changes with every build and tells a page to reload."""
    summary = {
        "generated": board.built.at,
        "ledger": board.ledger,
        "drill": board.drill,
        "plan": board.plan,
        "commit": board.commit,
        "total": board.total,
        "open": len(board.open),
        "overdue": len(board.overdue),
        "waiting": len(board.waiting),
        "incidents": [_row(row) for row in board.open],
    }
    return json.dumps(summary, ensure_ascii=False, indent=1) + "\n"


def incident_json(view: IncidentView) -> str:
    """What the incident's page shows, field by field, without what stands beside it."""
    told = ((name, getattr(view, name)) for name in view.__slots__ if name not in _BESIDE)
    return f"{{{', '.join([f'{_quoted(name)}: {_told(value)}' for name, value in told])}}}"


def with_links(text: str, links: Links) -> str:
    """The data file: ``text`` of ``incident_json``, and what stands beside the incident."""
    beside = json.dumps(links._asdict(), ensure_ascii=False, default=_plain)
    return f"{text[:-1]}, {beside[1:]}\n"


_BESIDE = ("related", "before", "after")


def _row(row: RowView) -> dict[str, object]:
    return {
        "id": row.id,
        "title": row.title,
        "level": row.level.name,
        "level_key": row.level.key,
        "level_confirmed": row.level.confirmed,
        "stage": row.stage,
        "stage_key": row.stage_key,
        "opened": row.opened.at,
        "updated": row.updated.at,
        "waiting": row.waiting,
        "late": row.late,
        "next": _due(row.next) if row.next else None,
        "url": f"incidents/{row.id}.html",
    }


def _due(due: DueView) -> dict[str, str]:
    return {
        "code": due.code,
        "name": due.name,
        "state": due.state,
        "due": due.due.at,
        "who": due.who,
    }


def _told(value: object) -> str:
    """``value`` as JSON, as ``json.dumps`` writes it; a page holds a thousand texts in our values.

    The standard library makes a dictionary of each of our values first.
    """
    kind = type(value)
    return (_WRITERS.get(kind) or _writer(kind))(value)


def _list(values: tuple[object, ...]) -> str:
    told = [_quoted(each) if type(each) is str else _told(each) for each in values]
    return f"[{', '.join(told)}]"


def _moment(value: Moment) -> str:
    return f'{{"at": {_quoted(value.at)}, "text": {_quoted(value.text)}}}'


def _writer(kind: type[Any]) -> Callable[[Any], str]:
    """What writes values of ``kind``, found once for each class of ours."""
    names = getattr(kind, "__slots__", ())
    if len(names) < _FEW:
        return lambda value: json.dumps(value, ensure_ascii=False, default=_plain)
    form = "{" + ", ".join([f"{_quoted(name)}: %s" for name in names]) + "}"
    fields = attrgetter(*names)

    def written(value: object) -> str:
        told = [_quoted(each) if type(each) is str else _told(each) for each in fields(value)]
        return form % tuple(told)

    _WRITERS[kind] = written
    return written


_FEW = 2
"""An ``attrgetter`` of a single name gives no tuple."""

_WRITERS: dict[type, Callable[[Any], str]] = {
    str: _quoted,
    tuple: _list,
    Moment: _moment,
    int: str,
    bool: lambda value: "true" if value else "false",
    type(None): lambda _: "null",
}
"""By class; there are some twenty of ours."""


def _plain(value: _Slotted) -> dict[str, object]:
    return {name: getattr(value, name) for name in value.__slots__}
