"""What can be said of an entry by its looks alone, found once for each sort of entry.

A plan has some seventy rules; an entry of one kind meets a handful. What shows at once (kind,
which fields are there, stage, sort of move) chooses them, and the checks of the program with
them; all else is asked of those few.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from taizhang.model.once import once
from taizhang.model.plan import ANY
from taizhang.rules.checklist import filed, laid_out
from taizhang.rules.gates import Gate
from taizhang.rules.making import makes
from taizhang.rules.matchers import Sought, key_of, sought
from taizhang.rules.subject import DERIVED, OF_THE_DRAFT

if TYPE_CHECKING:
    from collections.abc import Callable

    from taizhang.model.entry import Entry
    from taizhang.model.plan import ApprovalLine, Deadline, Matcher, Plan, Rule
    from taizhang.rules.subject import Subject

Line = TypeVar("Line", bound="Rule | ApprovalLine")

_MOST_SHAPES = 2048
"""Sorts of entries that are kept; a file may put its fields in any order."""

_DERIVED = frozenset((*DERIVED, *OF_THE_DRAFT))
"""Keys that an entry may answer without a field of that name."""


_NOWHERE = ("", "")
"""Stage and move of an entry that enters no stage."""


class Lookup:
    """The rules and approval lines of one plan by what an entry shows at once.

    ``reference``: natures of which nothing but reference data may be kept. ``duties``: its
    deadlines.
    """

    __slots__ = ("_shapes", "_sought", "duties", "plan", "reference")

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.reference = frozenset(
            name
            for nature in plan.natures
            if nature.reference_only
            for name in (nature.name, nature.key)
        )
        self._shapes: dict[tuple[object, ...], Shape] = {}
        self._sought: dict[Matcher, tuple[Sought, ...]] = {}
        self.duties = tuple(Duty(deadline, self.sought) for deadline in plan.deadlines)

    def shape(self, entry: Entry) -> Shape:
        """What all entries that look like ``entry`` have in common."""
        looks = (entry.kind, entry.number == 0, *entry.fields)
        found = self._shapes.get(looks)
        if found is None:
            if len(self._shapes) >= _MOST_SHAPES:
                self._shapes.clear()
            found = self._shapes[looks] = Shape(self, entry)
        return found

    def sought(self, matcher: Matcher) -> tuple[Sought, ...]:
        """A matcher of the plan as acts in effect are held against it."""
        found = self._sought.get(matcher)
        if found is None:
            found = self._sought[matcher] = sought(matcher)
        return found


class Shape:
    """What entries of one kind with the same fields have in common under one plan.

    Attributes:
        filed, laid_out: the checks it goes through, see ``checklist``.
        enters, marks: it enters a stage, writes marks.
        grades: it may set the level.
        touches: it may be about items; ``makes``: things can come of it.
        inert: stage, level and marks stay what they are, whatever it says.
    """

    __slots__ = (
        "_fields",
        "_kind",
        "_lines",
        "_lookup",
        "_rules",
        "enters",
        "filed",
        "grades",
        "inert",
        "laid_out",
        "makes",
        "marks",
        "touches",
    )

    def __init__(self, lookup: Lookup, entry: Entry) -> None:
        self._lookup = lookup
        self._kind = entry.kind
        self._fields = frozenset(entry.fields)
        self._rules: dict[tuple[str, str], tuple[Bound, ...]] = {}
        self._lines: dict[tuple[str, str], tuple[tuple[ApprovalLine, Matcher], ...]] = {}
        self.filed = filed(entry)
        self.laid_out = laid_out(entry)
        self.enters, self.marks = entry.has("stage"), entry.has("marks")
        self.grades = entry.kind in ("发现", "调级", "会商")
        self.touches = entry.has("items") or entry.has("about")
        self.makes = makes(entry)
        said = self.enters or self.marks or entry.has("level")
        self.inert = not said and entry.number > 0 and entry.kind not in ("决定", "更正")

    def rules(self, subject: Subject) -> tuple[Bound, ...]:
        """Rules that may apply to the entry, in the plan's order."""
        place = (subject.entry.stage, subject.move) if self.enters else _NOWHERE
        found = self._rules.get(place)
        if found is None:
            found = self._rules[place] = tuple(
                Bound(rule, rest, self._own(rule, *place), self._lookup.sought)
                for rule in self._lookup.plan.rules
                if (rest := self._asked(rule.on, *place)) is not None
            )
        return found

    def lines(self, subject: Subject) -> tuple[tuple[ApprovalLine, Matcher], ...]:
        """Approval lines that may apply to it, in the plan's order, and what is to be asked."""
        place = (subject.entry.stage, subject.move) if self.enters else _NOWHERE
        found = self._lines.get(place)
        if found is None:
            found = self._lines[place] = tuple(
                (line, rest)
                for line in self._lookup.plan.approvals
                if (rest := self._asked(line.on, *place)) is not None
            )
        return found

    def _own(self, rule: Rule, stage: str, move: str) -> tuple[Matcher, ...]:
        named = (need for need in rule.need if self._kind in key_of(need, "kind"))
        asked = (self._asked(need, stage, move) for need in named)
        return tuple(rest for rest in asked if rest is not None)

    def _asked(self, on: Matcher, stage: str, move: str) -> Matcher | None:
        """What of the matcher the looks leave open; None where they rule the matcher out.

        Kind, stage, move, and a field that is not there show at once.
        """
        shown = {"kind": self._kind, "stage": stage, "move": move}
        rest = []
        for key, accepted in on:
            if key not in shown:
                if key not in _DERIVED and key not in self._fields:
                    return None
                rest.append((key, accepted))
            elif not shown[key] or (accepted != (ANY,) and shown[key] not in accepted):
                return None
        return tuple(rest)


class Bound:
    """A rule with what is left to ask of entries that look alike.

    Attributes:
        asked: of its ``on``.
        own: of each need that the entry itself may meet.
        state: needs that name a fact, not a kind.
        sought: acts that meet one of the others.
        met, unmet: what is found of it where no act has to be named.
    """

    __slots__ = ("asked", "met", "own", "rule", "sought", "state", "unmet")

    def __init__(
        self,
        rule: Rule,
        asked: Matcher,
        own: tuple[Matcher, ...],
        seek: Callable[[Matcher], tuple[Sought, ...]],
    ) -> None:
        self.rule = rule
        self.asked = asked
        self.own = own
        self.state = tuple(each for each in rule.need if not key_of(each, "kind"))
        self.sought = tuple(one for each in rule.need if key_of(each, "kind") for one in seek(each))
        self.met = Gate(rule=rule, met=True)
        self.unmet = Gate(rule=rule, met=False)


class Duty:
    """A deadline with the acts that start and end its clock; ``moments``: those that start it.

    ``graded``: its condition asks for a level or a mark.
    """

    __slots__ = ("deadline", "ends", "graded", "moments", "starts")

    def __init__(self, deadline: Deadline, seek: Callable[[Matcher], tuple[Sought, ...]]) -> None:
        self.deadline = deadline
        when = deadline.when
        self.graded = bool(when.levels or when.level_from or when.marks)
        self.moments = tuple(each for each in deadline.starts if isinstance(each, str))
        self.starts = tuple(seek(each) for each in deadline.starts if not isinstance(each, str))
        self.ends = tuple(seek(each) for each in deadline.ends if not isinstance(each, str))


lookup_of = once(Lookup)
"""The lookup of a plan."""
