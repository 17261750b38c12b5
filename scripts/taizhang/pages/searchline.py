"""What a search finds an incident by, as one line of a shard."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taizhang.model.views import IncidentView

TEXT_MAX = 4000
"""Characters of running text kept of one incident."""


def line(view: IncidentView) -> str:
    """The record as JSON; data only, safe inside or outside of HTML."""
    return safe(json.dumps(_incident(view), ensure_ascii=False))


def safe(text: str) -> str:
    """JSON that no HTML parser and no old script engine takes for anything else."""
    for mark, escaped in _UNSAFE.items():
        text = text.replace(mark, escaped)
    return text


_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def _incident(view: IncidentView) -> dict[str, str]:
    row = view.row
    return {
        "id": row.id,
        "title": row.title,
        "url": f"incidents/{row.id}.html",
        "level": row.level.name,
        "colour": row.level.colour,
        "shape": row.level.shape,
        "stage": row.stage,
        "nature": " ".join(row.natures),
        "late": "有" if row.late else "",
        "opened": row.opened.text,
        "text": " ".join(_words(view))[:TEXT_MAX],
    }


def _words(view: IncidentView) -> Iterator[str]:
    row = view.row
    # First what is short and asked for often: running text may be cut at its end.
    yield from row.platforms
    yield from dict.fromkeys(entry.by for entry in view.entries)
    yield from (row.outcome, *row.lessons, *view.scope, *view.sources)
    for item in view.items:
        yield from (item.name, item.summary, item.answer)
    if view.review:
        yield from view.review.good
        for problem in view.review.problems:
            yield from (problem.text, problem.outcome)
    for entry in view.entries:
        yield entry.kind
        for field in entry.fields:
            yield from field.lines
