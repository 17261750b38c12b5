"""An incident in short, for all pages but its own."""

from __future__ import annotations

from collections import Counter
from datetime import UTC
from hashlib import sha256
from typing import TYPE_CHECKING

from taizhang.model.record import replace
from taizhang.model.shelf import Gist, Leaf, Told
from taizhang.rules.settled import latest, settled
from taizhang.rules.views.counted import facts_of
from taizhang.rules.views.lessons import lesson_views
from taizhang.rules.views.unverified import unverified_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from taizhang.model.recorded import Recorded
    from taizhang.model.views import IncidentView
    from taizhang.rules.judge import Judged

ACT_ON = ("overdue", "unknown", "soon", "open", "pending")
"""States of a duty on which somebody must still act."""


def leaf_of(
    judged: Judged,
    view: IncidentView,
    now: datetime,
    *,
    anchors: tuple[str, ...],
    known: Collection[str],
    recorded: tuple[Recorded, ...] = (),
) -> Leaf:
    """The incident in short.

    Args:
        judged: at ``now`` (aware).
        view: its page, made from ``judged``.
        now: the moment of both.
        anchors: the sections of its page.
        known: the plan versions that are there.
        recorded: when each entry entered the record.
    """
    final = settled(judged, now)
    return Leaf(
        row=replace(view.row, strip=(), next=None) if final else view.row,
        stages=tuple(cell.name for cell in view.row.strip),
        anchors=anchors,
        named=view.named,
        hidden=view.reference_only,
        settled=final,
        latest=latest(judged).astimezone(UTC).isoformat(),
        lessons=lesson_views(judged, known),
        unverified=tuple(unverified_of(judged)),
        facts=facts_of(judged, recorded),
        duties=tuple(due for due in view.dues if due.state in ACT_ON),
        waiting=view.waiting,
    )


def gist_of(leaves: Mapping[str, tuple[str, Leaf]], *, all_shown: bool, drill: bool) -> Gist:
    """The gist of settled incidents.

    Args:
        leaves: in the order of their ids: what tells each content from another, and the leaf.
        all_shown: the audience is shown those of which only references may be kept, too.
        drill: of a drill ledger, whose every incident counts.
    """
    every = [leaf for _, leaf in leaves.values()]
    shown = [leaf for leaf in every if all_shown or not leaf.hidden]
    lessons = [lesson for leaf in shown for lesson in leaf.lessons]
    rows = [leaf.row for leaf in shown]
    return Gist(
        digest=digest_of({path: key for path, (key, _) in leaves.items()}),
        count=len(every),
        latest=max((leaf.latest for leaf in every), default=""),
        first=_told(every[0]) if every else None,
        last=_told(every[-1]) if every else None,
        hidden=tuple(leaf.row.id for leaf in every if leaf.hidden),
        naming=tuple((_told(leaf), leaf.named) for leaf in every if leaf.named),
        shapes=tuple(sorted({leaf.anchors for leaf in shown})),
        closings=Counter(row.closed.at[:7] for row in rows),
        levels={row.level.name: row.level.rank for row in rows if row.level.name},
        stages=tuple(dict.fromkeys(name for leaf in shown for name in leaf.stages)),
        natures=tuple(sorted({nature for row in rows for nature in row.natures})),
        moved=max((row.updated.at for row in rows), default=""),
        closed=max((leaf.row.closed.at for leaf in every), default=""),
        learnt=max((row.closed.at for row in rows if row.lessons), default=""),
        lessons=len(lessons),
        taught=max((lesson.at.at for lesson in lessons), default=""),
        revised=tuple(lesson for lesson in lessons if lesson.plan),
        unverified=sum(len(leaf.unverified) for leaf in every),
        approved=max((each.at.at for leaf in every for each in leaf.unverified), default=""),
        left_out=sum(leaf.row.drill and not drill for leaf in every),
    )


def digest_of(keys: Mapping[str, str]) -> str:
    """Changes with any of some incidents: ``keys``, by path, tell each content from another."""
    content = "\n".join(f"{path} {key}" for path, key in keys.items())
    return sha256(content.encode("utf-8", "surrogateescape")).hexdigest()


def _told(leaf: Leaf) -> Told:
    return Told(leaf.row.id, leaf.row.title)
