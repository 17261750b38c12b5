"""The views as JSON, for the browser and for other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    plain = {name: getattr(view, name) for name in view.__slots__ if name not in _BESIDE}
    return json.dumps(plain, ensure_ascii=False, default=_plain)


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


def _plain(value: _Slotted) -> dict[str, object]:
    return {name: getattr(value, name) for name in value.__slots__}
