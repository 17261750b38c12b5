"""The views as JSON, for the browser and for other programs."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from taizhang.model.boardview import BoardView
    from taizhang.model.views import DueView, IncidentView, RowView


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
    """Everything the incident's page shows, field by field."""
    return json.dumps(view, ensure_ascii=False, default=_plain) + "\n"


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


def _plain(value: DataclassInstance) -> dict[str, object]:
    return {field.name: getattr(value, field.name) for field in fields(value)}
