"""Names in a plan that nobody declares. Source: format.md, "The plan"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.fields import Type
from taizhang.model.journal import JOURNAL_KINDS
from taizhang.model.kinds import FACT_STATUS, FIXED_CHOICES, KINDS
from taizhang.model.plan import ANY, CONFIRMED, DOWNGRADE, FORCES, MOVE_TYPES, PLACES, UPGRADE
from taizhang.rules.matchers import key_of
from taizhang.rules.settings import Settings
from taizhang.rules.values import close

if TYPE_CHECKING:
    from collections.abc import Iterable

    from taizhang.model.fields import Kind
    from taizhang.model.findings import Finding, Where
    from taizhang.model.plan import Condition, Matcher, Plan

DERIVED = ("kind", "stage", "move", "stage_now", "nature")
"""Keys every entry answers, beyond its own fields."""

DERIVED_OF = {
    "调级": ("change",),
    "核查": ("status",),
    "决定": ("unit",),
    "发布": ("phase", "form", "place"),
}
"""Keys an entry of one kind answers from its records, or from the draft it is about."""

_LEVEL_CHANGES = (UPGRADE, DOWNGRADE)
_ALL_FIELDS = tuple(dict.fromkeys(name for kind in KINDS.values() for name in kind.names))
_LISTS = {Type.BODY: "bodies", Type.BODIES: "bodies", Type.ROLE: "roles"}


def find_names(plan: Plan) -> tuple[Finding, ...]:
    """One finding for each name that is used but not declared, or declared twice."""
    names = _Names(plan)
    names.declared()
    names.frame()
    names.lines()
    return tuple(names.settings.findings)


class _Names:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.settings = Settings()
        self.known: dict[str, tuple[str, ...]] = {
            "kinds": tuple(KINDS),
            "levels": tuple(each.name for each in plan.levels),
            "stages": tuple(each.name for each in plan.stages),
            "roles": tuple(name for each in plan.roles for name in (each.name, *each.also)),
            "natures": tuple(each.name for each in plan.natures),
            "marks": tuple(each.name for each in plan.marks),
            "moves": MOVE_TYPES,
            "changes": _LEVEL_CHANGES,
            "status": FACT_STATUS,
            "places": PLACES,
        }
        bodies = tuple(each.name for each in plan.bodies)
        self.known["bodies"] = (*bodies, *self.known["roles"])
        self.known["bases"] = (*FORCES, *(each.name for each in plan.bases))

    def name(self, value: str, known: str, where: Where, key: str) -> None:
        """A finding unless ``value`` is one of the plan's ``known``."""
        self.one_of(value, self.known[known], where, key)

    def one_of(self, value: str, options: Iterable[str], where: Where, key: str) -> None:
        options = tuple(options)
        if value not in options:
            self.settings.fault(
                "plan-name-unknown", where, key=key, value=value, near=close(value, options)
            )

    def declared(self) -> None:
        """Names and keys of a list are unique."""
        plan = self.plan
        for section, rows in (
            ("levels", plan.levels),
            ("stages", plan.stages),
            ("natures", plan.natures),
            ("bodies", plan.bodies),
        ):
            for key in ("name", "key"):
                self.settings.unique(
                    (getattr(row, key), (section, number, key)) for number, row in enumerate(rows)
                )
        self.settings.unique((m.name, ("marks", n, "name")) for n, m in enumerate(plan.marks))
        self.settings.unique((b.name, ("bases", n, "id")) for n, b in enumerate(plan.bases))
        self.settings.unique(
            (name, ("roles", number, "name"))
            for number, role in enumerate(plan.roles)
            for name in (role.name, *role.also)
        )

    def frame(self) -> None:
        """Stages, moves, roles and the lists of forms."""
        for number, stage in enumerate(self.plan.stages):
            for kind in stage.entered_by:
                self.name(kind, "kinds", ("stages", number, "entered_by"), "entered_by")
        for number, move in enumerate(self.plan.moves):
            for origin in move.origins:
                self.name(origin, "stages", ("moves", number, "from"), "from")
            self.name(move.to, "stages", ("moves", number, "to"), "to")
        for number, role in enumerate(self.plan.roles):
            for name in role.includes:
                self.name(name, "roles", ("roles", number, "includes"), "includes")
        with_forms = [
            name
            for name, kind in {**KINDS, **JOURNAL_KINDS}.items()
            if any(field.choices == "forms" for field in kind.fields)
        ]
        for kind in self.plan.forms:
            self.one_of(kind, with_forms, ("forms", kind), "forms")

    def lines(self) -> None:
        """Approval lines, rules and deadlines."""
        for number, line in enumerate(self.plan.approvals):
            where: Where = ("approvals", number)
            self.matcher(line.on, (*where, "on"))
            self.condition(line.when, where)
            for role in line.roles:
                self.name(role, "roles", (*where, "roles"), "roles")
            self.basis(line.basis, where)
        for number, rule in enumerate(self.plan.rules):
            where = ("rules", number)
            self.matcher(rule.on, (*where, "on"))
            for need in rule.need:
                self.matcher(need, (*where, "need"), state=True)
            self.condition(rule.when, where)
            self.moments(rule.again, (*where, "again"))
            self.fields(rule.fields, rule.on, (*where, "fields"))
            for unit in rule.drafter_units:
                self.name(unit, "bodies", (*where, "drafters", "units"), "units")
            self.basis(rule.basis, where)
        self.deadlines()

    def deadlines(self) -> None:
        """What starts and ends a clock, and who must act."""
        for number, deadline in enumerate(self.plan.deadlines):
            where: Where = ("deadlines", number)
            for key, points in (("from", deadline.starts), ("to", deadline.ends)):
                self.moments((p for p in points if isinstance(p, str)), (*where, key))
                for point in points:
                    if not isinstance(point, str):
                        self.matcher(point, (*where, key))
            self.condition(deadline.when, where)
            self.basis(deadline.basis, where)
            if deadline.who:
                self.name(deadline.who, "bodies", (*where, "who"), "who")

    def basis(self, basis: str, where: Where) -> None:
        if basis:
            self.name(basis, "bases", (*where, "basis"), "basis")

    def moments(self, moments: Iterable[str], where: Where) -> None:
        if not self.plan.levels and any(each in _LEVEL_CHANGES for each in moments):
            self.settings.fault("plan-without-levels", where)

    def level(self, value: str, where: Where, key: str) -> None:
        if not self.plan.levels:
            self.settings.fault("plan-without-levels", where)
        else:
            self.name(value, "levels", where, key)

    def condition(self, when: Condition, where: Where) -> None:
        where = (*where, "when")
        for level in when.levels:
            self.level(level, (*where, "level"), "level")
        if when.level_from:
            self.level(when.level_from, (*where, "level_from"), "level_from")
        for nature in when.natures:
            self.name(nature, "natures", (*where, "nature"), "nature")
        for mark, values in when.marks:
            self.mark(mark, values, where)

    def mark(self, mark: str, values: tuple[str, ...], where: Where) -> None:
        found = next((each for each in self.plan.marks if each.name == mark), None)
        if found is None:
            known = ("level", "level_from", "nature", "move", *self.known["marks"])
            self.settings.unknown_key(mark, known, (*where, mark))
            return
        for value in values:
            self.one_of(value, found.values, (*where, mark), mark)

    def fields(self, names: tuple[str, ...], on: Matcher, where: Where) -> None:
        kinds = [KINDS[name] for name in key_of(on, "kind") if name in KINDS]
        known = _common_keys(kinds) if kinds else _ALL_FIELDS
        for name in names:
            self.one_of(name, known, where, "fields")

    def matcher(self, matcher: Matcher, where: Where, *, state: bool = False) -> None:
        """Keys and values of a matcher; ``state``: without a kind it asks how things stand."""
        names = key_of(matcher, "kind")
        for name in names:
            self.name(name, "kinds", (*where, "kind"), "kind")
        kinds = [KINDS[name] for name in names if name in KINDS]
        if names and not kinds:
            return
        keys = self._keys(kinds, state=state)
        for key, values in matcher:
            if key not in keys:
                self.settings.unknown_key(key, keys, (*where, key))
                continue
            for value in values:
                if value != ANY:
                    self._value(key, value, kinds, (*where, key))

    def _keys(self, kinds: list[Kind], *, state: bool) -> tuple[str, ...]:
        if kinds:
            first, *others = [_answered(kind) for kind in kinds]
            shared = (key for key in first if all(key in each for each in others))
            return tuple(dict.fromkeys(shared))
        return ("kind", "level", *self.known["marks"]) if state else (*DERIVED, "change")

    def _value(self, key: str, value: str, kinds: list[Kind], where: Where) -> None:
        if key == "level":
            if kinds or value != CONFIRMED or not self.plan.levels:
                self.level(value, where, key)
            return
        if key == "change" and not self.plan.levels:
            self.settings.fault("plan-without-levels", where)
            return
        options = self._options(key, kinds)
        if options:
            self.one_of(value, options, where, key)

    def _options(self, key: str, kinds: list[Kind]) -> tuple[str, ...]:
        """What may be written under ``key``; empty when anything may."""
        lists = {
            "stage": "stages", "stage_now": "stages", "move": "moves", "change": "changes",
            "nature": "natures", "status": "status", "unit": "bodies", "place": "places",
        }  # fmt: skip
        if key in lists:
            return self.known[lists[key]]
        mark = next((each for each in self.plan.marks if each.name == key), None)
        if mark is not None:
            return mark.values
        options: list[str] = []
        for kind in kinds:
            options.extend(self._field_options(key, kind))
        return tuple(dict.fromkeys(options))

    def _field_options(self, key: str, kind: Kind) -> tuple[str, ...]:
        source = KINDS["送审"] if kind.name == "发布" and key in ("phase", "form") else kind
        field = source.field(key)
        if field is None:
            return ()
        if field.type is Type.YES:
            return ("是", "否")
        if field.type is Type.FIELD:
            return _ALL_FIELDS
        if field.choices:
            return FIXED_CHOICES.get(field.choices) or self.plan.options(field.choices, source.name)
        return self.known.get(_LISTS.get(field.type, ""), ())


def _answered(kind: Kind) -> tuple[str, ...]:
    """Keys an entry of ``kind`` can answer."""
    return (*kind.names, *DERIVED, *DERIVED_OF.get(kind.name, ()))


def _common_keys(kinds: list[Kind]) -> tuple[str, ...]:
    return tuple(name for name in kinds[0].names if all(name in kind.names for kind in kinds))
