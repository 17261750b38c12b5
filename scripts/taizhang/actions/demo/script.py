"""The pen a flow writes with: one incident, act by act, on a clock of its own.

It knows how an act is filed and signed, not which acts make sense: that is in ``acts`` and the
flows. Draws all chance from one seeded source, so that the same seed writes the same ledger.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from taizhang.model.record import dataclass
from taizhang.model.times import format_time

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import timezone
    from random import Random

    from taizhang.actions.demo.subject import Subject
    from taizhang.store.emit import TreeValue

HEAD = "陈立"
MEMBERS = ("王强", "徐刚", "郑洁")
OFFICE = "李娜"
DEPUTY = "黄燕"
DAY_WATCH = ("张伟", "赵磊")
NIGHT_WATCH = ("刘洋", "孙婷")
UNITS = {
    "法工委": "周敏",
    "法制委": "吴静",
    "代工委": "何俊",
    "财经委": "高峰",
    "教科文卫委": "罗莹",
    "城环资委": "唐军",
}
"""Who answers for a unit in the drill's roster."""

_DAY = (time(8, 30), time(18, 0))
_SHIFT = (time(8, 30), time(20, 30))
_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One entry with how it came into the record.

    Attributes:
        at: claimed time of the act, aware; ``stamp``: as the file writes it.
        by: who did it; ``recorder``: who filed it.
        fields: the kind's own fields, as written.
        lag: between the act and its commit.
        branch: filed and signed on a branch of this number; 0 = straight on main.
    """

    at: datetime
    stamp: str
    by: str
    kind: str
    fields: Mapping[str, TreeValue]
    recorder: str
    lag: timedelta
    branch: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """The plan version that was proposed while the drill ledger ran, and when (aware)."""

    version: str
    at: datetime


class Script:
    """One incident in the making."""

    def __init__(
        self, *, identity: str, subject: Subject, level: str, start: datetime, now: datetime,
        zone: timezone, rng: Random,
    ) -> None:  # fmt: skip
        self.identity = identity
        self.subject = subject
        self.title = subject.title
        self.level = level
        self.at = start
        self.now = now
        self.zone = zone
        self.rng = rng
        self.others: Mapping[str, str] = {}
        self.revision: Revision | None = None
        self.steps: list[Step] = []
        self._names: set[tuple[str, str]] = set()
        self._made: dict[str, int] = {}
        self._branches = 0

    # The clock.

    def wait(self, least: int, most: int | None = None) -> None:
        """Let ``least`` to ``most`` minutes pass."""
        minutes = least if most is None else self.rng.randint(least, most)
        self.at += timedelta(minutes=minutes)

    def ago(self, *, minutes: int = 0, hours: int = 0) -> None:
        """Go to a moment before now; never back behind the last act."""
        self.at = max(self.at, self.now - timedelta(hours=hours, minutes=minutes))

    def morning(self, days: int, clock: str = "09:00") -> None:
        """Go to about ``clock`` on the ``days``-th weekday from here."""
        day = self.at.date()
        for _ in range(days):
            day += timedelta(days=1)
            while day.weekday() >= _SATURDAY:
                day += timedelta(days=1)
        hour, minute = map(int, clock.split(":"))
        self.at = datetime.combine(day, time(hour, minute), self.zone)
        self.wait(0, 14)

    def office_hours(self) -> None:
        """Go on at once by day, else when the office opens."""
        clock = self.at.timetz().replace(tzinfo=None)
        if _DAY[0] <= clock <= _DAY[1]:
            return
        day = self.at.date() + timedelta(days=1 if clock > _DAY[1] else 0)
        self.at = datetime.combine(day, _DAY[0], self.zone)
        self.wait(2, 20)

    def since_start(self) -> timedelta:
        """How long after the discovery the clock stands."""
        return self.at - self.steps[0].at

    @property
    def monitor(self) -> str:
        """Who is on watch at this hour."""
        clock = self.at.timetz().replace(tzinfo=None)
        shift = DAY_WATCH if _SHIFT[0] <= clock < _SHIFT[1] else NIGHT_WATCH
        return shift[self.at.date().toordinal() // 7 % 2]

    @property
    def unit_person(self) -> str:
        """Who answers for the subject's unit."""
        return UNITS[self.subject.unit]

    def stamp(self, moment: datetime) -> str:
        """A moment as a file writes it."""
        return format_time(moment, self.zone)

    def limit(self, moment: datetime) -> str:
        """A time people would set as a limit: the half hour at or after ``moment``."""
        short = -moment.minute % 30
        return self.stamp(moment + timedelta(minutes=short))

    # Acts.

    def name(self, sort: str) -> str:
        """The next name of a thing: 任务1, 任务2 …"""
        self._made[sort] = self._made.get(sort, 0) + 1
        return f"{sort}{self._made[sort]}"

    def do(
        self,
        by: str,
        kind: str,
        fields: Mapping[str, TreeValue],
        *,
        at: datetime | None = None,
        lag: int | None = None,
        recorder: str = "",
        branch: int = 0,
    ) -> Step:
        """File one entry at the clock, or at ``at``, ``lag`` minutes before its commit."""
        moment = at or self.at
        stamp = self.stamp(moment)
        while at is None and (stamp, kind) in self._names:
            self.wait(1)
            moment, stamp = self.at, self.stamp(self.at)
        self._names.add((stamp, kind))
        seconds = self.rng.randint(60, 360) if lag is None else lag * 60 + self.rng.randint(0, 59)
        step = Step(
            at=moment,
            stamp=stamp,
            by=by,
            kind=kind,
            fields=fields,
            recorder=recorder or by,
            lag=timedelta(seconds=seconds),
            branch=branch,
        )
        self.steps.append(step)
        return step

    def sign(
        self, act: Step, person: str, *, back: str = "", branch: int = 0, lag: int | None = None
    ) -> Step:
        """Approve ``act``, or send it back with a reason."""
        fields: dict[str, TreeValue] = {
            "entry": f"{act.stamp} {act.kind}",
            "as": "组长" if person == HEAD else "小组成员",
            "roster": "1",
            "verdict": "退回" if back else "同意",
        }
        if back:
            fields["reason"] = back
        return self.do(person, "审批", fields, branch=branch, lag=lag)

    def signed(
        self,
        by: str,
        kind: str,
        fields: Mapping[str, TreeValue],
        *,
        by_whom: Sequence[str] = (),
        within: tuple[int, int] = (5, 18),
        lag: int | None = None,
    ) -> Step:
        """File an entry and have it signed, more often than not on a branch of its own."""
        branch = 0
        if self.rng.random() < 0.65:  # noqa: PLR2004  the larger share of a busy office
            self._branches += 1
            branch = self._branches
        act = self.do(by, kind, fields, branch=branch, lag=lag)
        for person in by_whom or (self.member(),):
            self.wait(*within)
            self.sign(act, person, branch=branch)
        return act

    def member(self) -> str:
        """Any one person of the group."""
        return self.rng.choice((HEAD, *MEMBERS))

    def two(self) -> tuple[str, str]:
        """The head and one more of the group."""
        return HEAD, self.rng.choice(MEMBERS)
