"""What folding an incident's timeline yields: every act judged, and where things stand."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime, timedelta

    from taizhang.model.entry import Entry, Incident
    from taizhang.model.plan import ApprovalLine, Deadline


class Effect(Enum):
    """Whether an act counts."""

    EFFECTIVE = "生效"
    WAITING = "待审批"
    RETURNED = "已退回"
    UNRATIFIED = "待追认"  # counts already, signatures to follow
    REFUSED = "不计"  # breaks a rule of the plan: counts for nothing
    VOID = "作废"


_COUNTING = (Effect.EFFECTIVE, Effect.UNRATIFIED)


class Verification(Enum):
    """Whether an approval's signature was checked."""

    UNSIGNED = "未验签"
    VERIFIED = "已验签"
    BAD = "签名不符"


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One 审批 entry as it counted for the act it names.

    Attributes:
        number: of the 审批 entry.
        counts: False when it filled no role (reason in ``why``: a message code).
    """

    number: int
    person: str
    role: str
    verdict: str
    at: datetime
    reason: str = ""
    counts: bool = True
    why: str = ""
    verification: Verification = Verification.UNSIGNED


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A 更正 in effect for one field of an act."""

    number: int
    field: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One entry as judged.

    Attributes:
        entry: as it counts, corrections applied; ``written`` is as it stands in the file.
        effect: whether it counts.
        took_effect: number of the entry with which it took effect (its own or an approval's);
            None while it does not count.
        effective_at: claimed time from which it counts, aware.
        line: the plan's approval line, None when none is asked.
        approvals: all that name this act, in order.
        missing: roles still to be filled.
        move: type of the move when the entry enters a stage.
        change: 升级 or 降级 on a regrade.
        stage_before: stage when it was filed; ``level_before`` likewise.
    """

    entry: Entry
    written: Entry
    effect: Effect
    took_effect: int | None = None
    effective_at: datetime | None = None
    line: ApprovalLine | None = None
    approvals: tuple[Approval, ...] = ()
    missing: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    move: str = ""
    change: str = ""
    stage_before: str = ""
    level_before: str = ""
    backdated: bool = False

    @property
    def counts(self) -> bool:
        """True when the act has effect, signed or to be signed."""
        return self.effect in _COUNTING


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A thing made inside the file, named uniquely: 事项1, 任务1, 发布1, 管控1 …

    ``sort`` is one of the words the plan uses with ``each``; ``number`` is of the entry that
    made it; ``fields`` is its record (the entry's own fields for 发布, 管控, 移送).
    """

    name: str
    sort: str
    number: int
    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSpan:
    """A stay in a stage; ``until`` is None for the present one. ``number``: entry that entered."""

    stage: str
    since: datetime
    until: datetime | None
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """升级, 降级 or 重开 once in effect: number (logic) and claimed time (clock) of its entry."""

    name: str
    number: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Where an incident stands after all its entries."""

    incident: Incident
    acts: tuple[Act, ...]
    stage: str
    closed: bool
    level: str
    level_confirmed: bool
    marks: Mapping[str, str]
    spans: tuple[StageSpan, ...]
    moments: tuple[Moment, ...]
    things: tuple[Thing, ...]

    @property
    def waiting(self) -> tuple[Act, ...]:
        """Acts that wait for approval before they count."""
        return tuple(act for act in self.acts if act.effect is Effect.WAITING)

    @property
    def unratified(self) -> tuple[Act, ...]:
        """Acts that count already and must still be signed."""
        return tuple(act for act in self.acts if act.effect is Effect.UNRATIFIED)

    def things_of(self, sort: str) -> tuple[Thing, ...]:
        """Things of one sort that count."""
        return tuple(
            thing for thing in self.things if thing.sort == sort and self.acts[thing.number].counts
        )

    def thing(self, name: str) -> Thing | None:
        """The thing called ``name``."""
        return next((thing for thing in self.things if thing.name == name), None)


class Clock(Enum):
    """How a duty with a clock stands."""

    MET = "按时"
    LATE = "超时完成"
    OPEN = "进行中"
    SOON = "将到期"
    OVERDUE = "已超时"
    DONE = "已办"  # no limit: done, time taken shown
    PENDING = "待办"  # no limit: not done yet, time running
    SUPERSEDED = "已重新计时"
    ENDED = "随办结终止"
    UNKNOWN = "无法计算"  # a day was needed that the calendar does not know


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One duty with a clock, as it stands at ``now``.

    Attributes:
        deadline: the plan's line; None for a ratification.
        name: what is shown, with the thing's name where there is one.
        start: when the clock started, aware.
        due: when it must be done; None = promptly.
        done: when it was done; None = not yet.
        started_by: number of the entry that started the clock; ``done_by`` likewise.
        over: how late, zero when in time.
        remind_at: from when on it counts as due soon; ``reminders``: all of them, after it too.
        stopped: when it ended undone: started over, or closed with the incident.
        extended_by: number of the 延期 that moved ``due``; ``first_due`` is what it was before,
            ``cut`` says that the 延期 asks for more than the plan allows.
        lacks: first day without calendar data, where ``due`` could not be computed.
        who: roles or units that must act, of signatures those still missing; empty = not said.
    """

    code: str
    name: str
    clock: Clock
    start: datetime
    due: datetime | None
    done: datetime | None
    started_by: int
    done_by: int | None
    over: timedelta
    taken: timedelta
    force: str
    basis: str
    clause: str
    thing: str = ""
    remind_at: datetime | None = None
    reminders: tuple[datetime, ...] = ()
    stopped: datetime | None = None
    extended_by: int | None = None
    first_due: datetime | None = None
    cut: bool = False
    lacks: date | None = None
    deadline: Deadline | None = None
    who: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """True while somebody still has to act."""
        running = (Clock.OPEN, Clock.SOON, Clock.OVERDUE, Clock.PENDING, Clock.UNKNOWN)
        return self.clock in running and self.done is None and self.stopped is None
