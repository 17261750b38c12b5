"""The views as JSON, for the browser and for other programs."""

from __future__ import annotations

import json
from json.encoder import encode_basestring as _quoted
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


def with_links(told: bytes, links: Links) -> bytes:
    """The data file: ``told`` by ``incident_json``, and what stands beside the incident."""
    beside = [f", {_quoted(name)}: {_told(value)}" for name, value in links._asdict().items()]
    return b"".join((memoryview(told)[:-1], "".join(beside).encode(), b"}\n"))


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
    return _WRITERS[type(value)](value)


def _list(values: tuple[object, ...]) -> str:
    return f"[{', '.join([_WRITERS[type(each)](each) for each in values])}]"


def _texts(values: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_quoted, values))}]"


def _moment(value: Moment) -> str:
    return f'{{"at": {_quoted(value.at)}, "text": {_quoted(value.text)}}}'


def _writer(kind: type[Any]) -> Callable[[Any], str]:
    """What writes values of ``kind``, made once for each class of ours from its fields."""
    names = getattr(kind, "__slots__", ())
    if not names:
        return lambda value: json.dumps(value, ensure_ascii=False, default=_plain)
    kinds = kind.__annotations__
    told = [f'"{name}": {{{_HOW.get(kinds[name], "told")}(value.{name})}}' for name in names]
    # From names of fields alone, as ``model.record`` makes their ``__init__``.
    made: Callable[[Any], str] = eval(  # noqa: S307
        f"lambda value: f'{{{{{', '.join(told)}}}}}'", _SPACE
    )
    return made


_HOW = {"str": "quoted", "tuple[str, ...]": "texts", "Moment": "moment"}
"""What writes a field of which the type says all; any other is asked for its class."""

_SPACE = {"quoted": _quoted, "texts": _texts, "moment": _moment, "told": _told}


class _Writers(dict[type, "Callable[[Any], str]"]):
    """What writes a value, by its class; there are some twenty of ours."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        self[kind] = made = _writer(kind)
        return made


_WRITERS = _Writers(
    {
        str: _quoted,
        tuple: _list,
        Moment: _moment,
        int: str,
        bool: lambda value: "true" if value else "false",
        type(None): lambda _: "null",
    }
)


def _plain(value: _Slotted) -> dict[str, object]:
    return {name: getattr(value, name) for name in value.__slots__}
