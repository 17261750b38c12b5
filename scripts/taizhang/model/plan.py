"""A plan version as data: levels, stages, moves, who approves, what must stand before what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.calendar import COUNT_ON, NO_HOURS, OfficeHours
from taizhang.model.planindex import index_of
from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, timezone

    from taizhang.model.basis import Basis
    from taizhang.model.parameter import Parameter
    from taizhang.model.times import Reminder, Span

Matcher = tuple[tuple[str, tuple[str, ...]], ...]
"""``((key, accepted values), …)``; all keys must fit, of the values any one. ``any`` = present."""

ANY = "any"
CONFIRMED = "已确认"
FORWARD, BACK, SKIP, REOPEN = "前进", "退回", "跳过", "重开"
UPGRADE, DOWNGRADE = "升级", "降级"
MOVE_TYPES = (FORWARD, BACK, SKIP, REOPEN)
MOMENTS = (UPGRADE, DOWNGRADE, REOPEN)
SIGNED = "签完"
UNRATIFIED = "待追认"
EACH = ("事项", "任务", "问题", "管控", "移送", "发布", UNRATIFIED)
BLOCK, WARN, NOTE = "挡", "警", "记"
PLACES = SAME_PLACE, OTHER_PLACE = "同平台", "他平台"
FORCES = ("法定", "参照", "本预案", "目标")


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level; the plan lists them from high to low."""

    name: str
    key: str
    colour: str = ""
    criteria: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage, the kinds of entries that may enter it, and whether it closes the incident."""

    name: str
    key: str
    clause: str = ""
    entered_by: tuple[str, ...] = ()
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An allowed move; what is not listed is not allowed."""

    origins: tuple[str, ...]
    to: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role, its other names, and the role it also counts as."""

    name: str
    also: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A further fact that rules ask about; the latest written value wins."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nature:
    """The nature of an item: how it is answered, and what may not be done about it."""

    name: str
    key: str = ""
    route: str = ""
    no_control: bool = False
    reference_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A unit or outside organisation that entries may name.

    ``enforces``: it can act against people who write; a referral to it is a restrictive measure.
    """

    name: str
    key: str = ""
    external: bool = False
    enforces: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """``when``: everything that is set must hold."""

    levels: tuple[str, ...] = ()
    level_from: str = ""
    natures: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    marks: Matcher = ()

    @property
    def empty(self) -> bool:
        """True when it always holds."""
        return not (self.levels or self.level_from or self.natures or self.moves or self.marks)


ALWAYS = Condition()


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalLine:
    """Which approvals an entry needs; the first fitting line of the plan wins.

    Attributes:
        roles: one distinct person for each role.
        count: that many distinct persons of ``roles[0]`` when more than one is asked.
        ratify: how long an urgent entry may go unsigned; None = urgent is not allowed.
    """

    code: str
    on: Matcher
    when: Condition = ALWAYS
    roles: tuple[str, ...] = ()
    count: int = 1
    ratify: Span | None = None
    clause: str = ""
    basis: str = ""

    @property
    def needed(self) -> tuple[str, ...]:
        """The roles to be filled, one distinct person each."""
        return self.roles * self.count if len(self.roles) == 1 else self.roles


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Before ``on``, an effective ``need`` must stand.

    Attributes:
        need: any one of these.
        each: the need must stand for every thing of this sort.
        same: ``items`` or ``about``: the need must touch the same.
        again: moments that make the need be asked anew.
        strength: 挡, 警 or 记.
        drafter_units: instead of a need: units the drafters must come from.
        fields: instead of a need: fields the entry must carry.
    """

    code: str
    on: Matcher
    need: tuple[Matcher, ...] = ()
    when: Condition = ALWAYS
    each: str = ""
    same: str = ""
    again: tuple[str, ...] = ()
    strength: str = BLOCK
    drafter_units: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    clause: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A duty with a clock.

    Attributes:
        starts: matchers or moments that start the clock.
        ends: matchers that stop it, or 签完: the act that started it is signed.
        who: the role or body that must act; ``""`` = not said. A task is its own unit's.
        limit: None = promptly: time taken is shown, nothing is judged.
        limit_field: ``due`` or ``expires``: the thing's own field is the limit.
        remind: before or after the end; from the first one before on it counts as due soon.
        outside: what time outside office hours does to ``limit``.
        extend: how far an approved 延期 may move the end; None = as far as it says where the
            limit is the thing's own field, else not at all.
    """

    code: str
    name: str
    starts: tuple[Matcher | str, ...] = ()
    ends: tuple[Matcher | str, ...] = ()
    limit: Span | None = None
    limit_field: str = ""
    when: Condition = ALWAYS
    each: str = ""
    remind: tuple[Reminder, ...] = ()
    force: str = ""
    basis: str = ""
    clause: str = ""
    outside: str = COUNT_ON
    extend: Span | None = None
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One plan version, never edited once in force.

    Attributes:
        proposal: proposed, not in force: nothing new is opened under it.
        revises: id of the version that this one changes.
        digest: of the tree it was read from.
    """

    id: str
    title: str
    org: str
    published_on: date
    zone: timezone
    levels: tuple[Level, ...]
    stages: tuple[Stage, ...]
    moves: tuple[Move, ...]
    roles: tuple[Role, ...]
    marks: tuple[Mark, ...]
    natures: tuple[Nature, ...]
    bodies: tuple[Body, ...]
    bases: tuple[Basis, ...]
    approvals: tuple[ApprovalLine, ...]
    rules: tuple[Rule, ...]
    deadlines: tuple[Deadline, ...]
    choices: Mapping[str, tuple[str, ...]]
    forms: Mapping[str, tuple[str, ...]]
    parameters: tuple[Parameter, ...] = ()
    office_hours: OfficeHours = NO_HOURS
    proposal: bool = False
    revises: str = ""
    digest: str = ""

    def stage(self, name: str) -> Stage | None:
        """The stage called so, by name or key."""
        return index_of(self).stages.get(name)

    def level(self, name: str) -> Level | None:
        """The level called so, by name or key."""
        return index_of(self).levels.get(name)

    def nature(self, name: str) -> Nature | None:
        """The nature called so, by name or key."""
        return index_of(self).natures.get(name)

    def body(self, name: str) -> Body | None:
        """The body called so, by name or key."""
        return index_of(self).bodies.get(name)

    def role(self, name: str) -> Role | None:
        """The role called so, by name or one of its other names."""
        return index_of(self).roles.get(name)

    def parameter(self, key: str) -> Parameter | None:
        """The parameter of that key once its value is settled."""
        found = next((each for each in self.parameters if each.key == key), None)
        return found if found and found.settled else None

    def rank(self, level: str) -> int:
        """Height of a level: 0 is the highest; unknown and none rank below all."""
        return index_of(self).ranks.get(level, len(self.levels))

    def higher(self, one: str, other: str) -> str:
        """The higher of two levels."""
        return one if one == other or self.rank(one) <= self.rank(other) else other

    def move(self, origin: str, to: str) -> Move | None:
        """The allowed move from ``origin`` to ``to``, if there is one."""
        return index_of(self).moves.get((origin, to))

    def closed(self, stage: str) -> bool:
        """True when ``stage`` closes an incident."""
        found = self.stage(stage)
        return bool(found and found.closed)

    def options(self, choices: str, kind: str = "") -> tuple[str, ...]:
        """The values the plan lists under ``choices``; ``forms`` differ by kind."""
        if choices == "forms":
            return self.forms.get(kind, ())
        if choices == "natures":
            return tuple(each.name for each in self.natures)
        if choices == "roles":
            return tuple(name for role in self.roles for name in (role.name, *role.also))
        return self.choices.get(choices, ())
