"""Plain data for pages and JSON: what the site and the lists show, already in words.

Times come twice: ``at`` as RFC 3339, ``text`` as people read it. All text is to be escaped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from taizhang.model.pageviews import (
        ChangeView,
        DocumentView,
        FindingView,
        ItemView,
        LimitView,
        LinkView,
        RefView,
    )
    from taizhang.model.spreadview import SpreadView


@dataclass(frozen=True, slots=True)
class Moment:
    """A time: ``at`` is RFC 3339 with offset (``""`` = none), ``text`` is local, to the minute."""

    at: str = ""
    text: str = ""


NONE = Moment()


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelView:
    """The level in force; all texts but ``shape`` are ``""`` where the plan has no levels.

    ``key`` and ``colour`` are the plan's own; ``shape`` is one of ◆▲●■○; ``rank`` 0 is highest.
    """

    name: str
    key: str
    shape: str
    confirmed: bool
    colour: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DueView:
    """A duty with a clock.

    ``state`` is the ASCII word of its clock: met late open soon overdue done pending superseded
    ended unknown. ``over`` and ``taken`` are in words. ``who`` is the role or unit that must act
    (several joined by 、), ``command`` what to type next, ``kind`` of the entry that does it
    (``""``: a signature, a move). ``reminders`` are all of them, ``remind`` is the next one, else
    the first. From ``soon`` on it counts as due soon. ``first_due``: before an 延期 moved it.
    """

    code: str
    name: str
    state: str
    state_zh: str
    start: Moment
    due: Moment
    done: Moment
    remind: Moment
    over: str
    taken: str
    limit: str
    force: str
    basis: str
    clause: str
    anchor: str
    thing: str = ""
    who: str = ""
    command: str = ""
    kind: str = ""
    reminders: tuple[Moment, ...] = ()
    soon: Moment = NONE
    first_due: Moment = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class StageCell:
    """One cell of the stage strip. ``state``: done, now, skipped, todo. ``taken`` in words."""

    name: str
    key: str
    state: str
    since: Moment
    until: Moment
    taken: str
    limits: tuple[LimitView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingView:
    """An act that waits. ``sort``: 待审批 or 待追认; ``statement``: what it begins with."""

    incident: str
    title: str
    level: LevelView
    entry: str
    sort: str
    by: str
    roles: tuple[str, ...]
    since: Moment
    command: str
    statement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """An incident in a list: board, archive, ``taizhang list``."""

    id: str
    title: str
    level: LevelView
    stage: str
    stage_key: str
    strip: tuple[StageCell, ...]
    natures: tuple[str, ...]
    platforms: tuple[str, ...]
    opened: Moment
    updated: Moment
    closed: Moment
    next: DueView | None
    waiting: int
    late: int
    drill: bool
    outcome: str = ""
    lessons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A field of an entry: title and lines to show. ``corrected`` = what was written before."""

    name: str
    title: str
    lines: tuple[str, ...]
    corrected: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalView:
    """An approval of an act. ``verification``: 未验签, 已验签 or 签名不符."""

    person: str
    role: str
    verdict: str
    at: Moment
    reason: str
    verification: str
    counts: bool
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """One row of the timeline. ``effect``: 生效, 待审批, 已退回, 待追认, 作废.

    ``recorded``: git's time, ``received``: the server's (``NONE`` = unknown); ``lag``: in words, if
    late; ``recorder``: if another; ``name``: what others call it; ``labels``: 补录, 代录, 已更正 …
    """

    number: int
    anchor: str
    kind: str
    kind_key: str
    at: Moment
    recorded: Moment
    lag: str
    by: str
    recorder: str
    stage: str
    move: str
    effect: str
    labels: tuple[str, ...]
    late: str
    urgent: str
    fields: tuple[FieldView, ...]
    approvals: tuple[ApprovalView, ...]
    missing: tuple[str, ...]
    commit: str
    name: str = ""
    received: Moment = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementView:
    """What a move or the plan asks, of which entries. ``state``: 已满足 未满足 不适用 待追认."""

    code: str
    text: str
    state: str
    strength: str
    clause: str
    anchor: str
    fix: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextView:
    """A possible next move and what it still needs."""

    stage: str
    move: str
    ready: bool
    requirements: tuple[RequirementView, ...]
    approvers: tuple[str, ...]
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingView:
    """A task, release, control, referral or media contact with its state in words."""

    name: str
    sort: str
    title: str
    state: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemView:
    """A problem of a review and what came of it.

    ``outcome`` says it in words; ``plan``, ``clause`` and ``anchor`` are of the plan version that
    carries the change, ``reason`` why there is none, or what was done besides.
    """

    name: str
    text: str
    outcome: str
    plan: str = ""
    clause: str = ""
    anchor: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """The review of an incident."""

    at: Moment
    units: tuple[str, ...]
    good: tuple[str, ...]
    problems: tuple[ProblemView, ...]
    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentView:
    """Everything the incident page shows.

    Attributes:
        idle: how many rules are not called for; ``reported``: the first report.
        units: who has tasks; ``opinions``: incoming documents; ``named``: id and word of others.
        related: incidents named here, and those that name this one.
        before: incident opened before this one; ``after``: the next.
        text: the file as it stands where it is short enough to travel in an address, else ``""``.
    """

    row: RowView
    plan: str
    reasons: tuple[str, ...]
    scope: tuple[str, ...]
    marks: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    items: tuple[ItemView, ...]
    things: tuple[ThingView, ...]
    next: tuple[NextView, ...]
    waiting: tuple[WaitingView, ...]
    dues: tuple[DueView, ...]
    entries: tuple[EntryView, ...]
    review: ReviewView | None
    changes: tuple[ChangeView, ...]
    findings: tuple[FindingView, ...]
    merged_into: str
    history: bool
    reference_only: bool
    path: str
    rules: tuple[RequirementView, ...] = ()
    idle: int = 0
    reported: Moment = NONE
    units: tuple[str, ...] = ()
    opinions: tuple[RefView, ...] = ()
    documents: tuple[DocumentView, ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    related: tuple[LinkView, ...] = ()
    before: LinkView | None = None
    after: LinkView | None = None
    text: str = ""
    spread: SpreadView | None = None
