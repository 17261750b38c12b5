"""Open an incident: the 发现, and in the same commit the report that was already made."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from taizhang.actions.filing import Draft, create, present
from taizhang.actions.workspace import path_of
from taizhang.errors import EnvironmentProblem
from taizhang.model.plan import FORWARD
from taizhang.model.record import dataclass
from taizhang.model.times import parse_time
from taizhang.rules.matchers import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from taizhang.actions.acting import Desk
    from taizhang.actions.filing import Filed
    from taizhang.model.plan import Plan
    from taizhang.store.emit import TreeValue

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_TRIES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report that was made before the incident was filed. ``at`` in the form of the file."""

    at: str
    fields: Mapping[str, TreeValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a new incident is made from. ``at``: when it was first seen, ``""`` = now."""

    plan: Plan
    title: str
    fields: Mapping[str, TreeValue]
    at: str = ""
    by: str = ""
    drill: bool = False
    report: Report | None = None


def open_incident(
    desk: Desk,
    opening: Opening,
    now: datetime,
    choice: Callable[[str], str] = secrets.choice,
) -> Filed:
    """Record a new incident under a new id.

    Args:
        desk: where and who.
        opening: what is known of it.
        now: aware.
        choice: picks one character of a text; random unless a test needs to know.

    Raises:
        Refused: the plan or the formats forbid it; nothing was written.
        EnvironmentProblem: it could not be recorded; nothing was written.
    """
    zone = opening.plan.zone
    by = opening.by or desk.person.name
    at = opening.at or present(now, zone)
    drafts = [Draft(kind="发现", by=by, at=at, fields=opening.fields)]
    if opening.report is not None:
        drafts.append(Draft(kind="报告", by=by, at=opening.report.at, fields=opening.report.fields))
    header = {
        "id": _fresh(desk, _day(at, opening.plan, now), choice),
        "title": opening.title,
        "plan": opening.plan.id,
        **({"drill": "是"} if opening.drill else {}),
    }
    return create(desk, header, drafts, now)


def entered_by_alone(plan: Plan, stage: str, kind: str) -> str:
    """The next stage forward if an entry of ``kind`` is the only way into it, else ``""``."""
    for move in plan.moves:
        into = plan.stage(move.to)
        if stage in move.origins and move.type == FORWARD and into and into.entered_by == (kind,):
            return into.name
    return ""


def asked_report(plan: Plan, stage: str) -> str:
    """The body that must have a report before ``stage`` is left forward; ``""`` if none must."""
    following = {move.to for move in plan.moves if stage in move.origins and move.type == FORWARD}
    for rule in plan.rules:
        if not following.intersection(key_of(rule.on, "stage")):
            continue
        for need in rule.need:
            asked = dict(need)
            if asked.get("kind") == ("报告",) and len(asked.get("to", ())) == 1:
                return asked["to"][0]
    return ""


def _day(at: str, plan: Plan, now: datetime) -> str:
    try:
        moment = parse_time(at, plan.zone)
    except ValueError:
        moment = now.astimezone(plan.zone)
    return moment.strftime("%Y%m%d")


def _fresh(desk: Desk, day: str, choice: Callable[[str], str]) -> str:
    """An id that neither this tree nor the shared branch knows."""
    from taizhang.store.git.objects import listed_at
    from taizhang.store.git.remote import fetched_tip

    shared = fetched_tip(desk.repo, "origin", desk.repo.branch or "refs/heads/main")

    def taken(path: str) -> bool:
        return desk.workspace.source.read(path) is not None or bool(
            shared and listed_at(desk.repo, shared, path)
        )

    return free_id(day, taken, choice)


def free_id(day: str, taken: Callable[[str], bool], choice: Callable[[str], str]) -> str:
    """An id of ``day`` (``20261109``) whose path is not ``taken``.

    Raises:
        EnvironmentProblem: none was found, which means that chance is broken.
    """
    for _ in range(_TRIES):
        identity = f"{day}-{''.join(choice(_ALPHABET) for _ in range(4))}"
        if not taken(path_of(identity)):
            return identity
    raise EnvironmentProblem("id-not-free", tries=_TRIES)
