"""What commands that write share: who and where, the entry filled in, what was done told."""

from __future__ import annotations

from time import sleep
from typing import TYPE_CHECKING

from taizhang.cli import telling, wizard
from taizhang.cli.edge import ledger_root
from taizhang.cli.edge import now as read_clock

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from taizhang.actions.acting import Desk
    from taizhang.actions.composing import Scene, Typed
    from taizhang.actions.filing import Draft
    from taizhang.actions.workspace import Case
    from taizhang.model.plan import Plan
    from taizhang.store.emit import TreeValue


def clock() -> datetime:
    """The present moment, for commands that need nobody at work."""
    return read_clock()


def start(acting: str, *, few: bool = True) -> tuple[Desk, datetime]:
    """The ledger here with the person at work, and the present moment.

    ``few``: only a few incidents are to be judged, not the office or its plans.
    """
    from taizhang.actions.acting import open_desk

    now = read_clock()
    return open_desk(ledger_root(), now, person=acting, few=few), now


def scene_of(desk: Desk, plan: Plan, case: Case | None, now: datetime) -> Scene:
    """What the words of an entry may refer to."""
    from taizhang.actions.composing import Scene
    from taizhang.actions.workspace import find_path
    from taizhang.store.digest import file_digest

    def incident_of(text: str) -> str:
        path = find_path(desk.workspace.source, text)
        return path.rpartition("/")[2].removesuffix(".yml")

    return Scene(
        plan=plan,
        roster=desk.workspace.governance.rosters.current,
        now=now,
        judged=case.judged if case else None,
        incident_of=incident_of,
        digest_of=file_digest,
    )


def entry(  # noqa: D417
    desk: Desk,
    case: Case,
    kind: str,
    typed: Typed,
    now: datetime,
    *,
    at: str = "",
    by: str = "",
    stage: bool = False,
) -> Draft:
    """The entry ``typed`` describes; on a terminal what is missing is asked for.

    Args:
        stage: let it enter the next stage where the plan leaves no other way in.
    """
    from taizhang.actions.composing import compose, require_complete, when
    from taizhang.actions.filing import Draft
    from taizhang.actions.moving import next_stage_of
    from taizhang.model.kinds import KINDS

    scene = scene_of(desk, case.judged.plan, case, now)
    at = when(at, scene) if at else ""
    fields = wizard.filled(KINDS[kind], typed, scene)
    require_complete(KINDS[kind], fields, scene.plan)
    if stage and "stage" not in fields:
        entered = next_stage_of(case.judged, kind, fields, now)
        fields = compose(KINDS[kind], {**typed, "stage": (entered,)}, scene) if entered else fields
    return Draft(kind=kind, by=person(desk, by), at=at, fields=_explained(fields, at, case, now))


def person(desk: Desk, by: str) -> str:
    """The name of who did it: the person at work unless another is named."""
    from taizhang.actions.acting import require_person

    return require_person(desk.workspace.governance, by).name if by else desk.person.name


def file(desk: Desk, case: Case, draft: Draft, now: datetime) -> int:
    """Record one entry and tell what came of it."""
    from taizhang.actions.filing import append

    now = wait(case, draft, now)
    telling.filed(append(desk, case, [draft], now), now)
    return 0


def _explained(
    fields: Mapping[str, TreeValue], at: str, case: Case, now: datetime
) -> Mapping[str, TreeValue]:
    """The fields; on a terminal the reason of a late record is asked for."""
    from taizhang.actions.filing import lags

    if not at or "late" in fields or not wizard.interactive():
        return fields
    if not lags(at, case, now, case.judged.plan.zone):
        return fields
    reason = wizard.ask_text(*_LATE)
    return {**fields, "late": reason} if reason else fields


_LATE = ("补录原因（可留空）", "why it is recorded late (may be empty)")


def full_time(desk: Desk, case: Case, at: str, now: datetime) -> str:
    """A typed time in the form of the file; ``""`` stays empty."""
    from taizhang.actions.composing import when

    return when(at, scene_of(desk, case.judged.plan, case, now)) if at else ""


def wait(case: Case, draft: Draft, now: datetime) -> datetime:
    """Now, once the second has come in which the entry's name is free."""
    from taizhang.actions.filing import ready_at

    return pause(now, ready_at(case, draft, now))


def pause(now: datetime, ready: datetime) -> datetime:
    """``ready``, once it has come."""
    if ready > now:
        sleep((ready - now).total_seconds())
    return ready
