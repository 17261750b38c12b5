"""Which lines of a plan an entry can meet at all, found once for each sort of entry.

A plan has some seventy rules; an entry of one kind meets a handful. What shows at once (kind,
stage, sort of move, which fields are there) chooses them; all else is asked of those few.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from taizhang.model.once import once
from taizhang.model.plan import ANY
from taizhang.rules.subject import DERIVED, OF_THE_DRAFT

if TYPE_CHECKING:
    from taizhang.model.plan import ApprovalLine, Matcher, Plan, Rule
    from taizhang.rules.subject import Subject

Line = TypeVar("Line", bound="Rule | ApprovalLine")

_MOST_SHAPES = 2048
"""Sorts of entries that are kept; a file may put its fields in any order."""

_DERIVED = frozenset((*DERIVED, *OF_THE_DRAFT))
"""Keys that an entry may answer without a field of that name."""


class Lookup:
    """The rules and approval lines of one plan by what an entry shows at once.

    ``reference``: natures of which nothing but reference data may be kept.
    """

    __slots__ = ("_lines", "_rules", "plan", "reference")

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.reference = frozenset(
            name
            for nature in plan.natures
            if nature.reference_only
            for name in (nature.name, nature.key)
        )
        self._rules: dict[tuple[object, ...], tuple[Rule, ...]] = {}
        self._lines: dict[tuple[object, ...], tuple[ApprovalLine, ...]] = {}

    def rules(self, subject: Subject) -> tuple[Rule, ...]:
        """Rules that may apply to the entry, in the plan's order."""
        return self._fitting(self.plan.rules, self._rules, subject)

    def lines(self, subject: Subject) -> tuple[ApprovalLine, ...]:
        """Approval lines that may apply to the entry, in the plan's order."""
        return self._fitting(self.plan.approvals, self._lines, subject)

    @staticmethod
    def _fitting(
        every: tuple[Line, ...], known: dict[tuple[object, ...], tuple[Line, ...]], subject: Subject
    ) -> tuple[Line, ...]:
        entry = subject.entry
        shape = (entry.kind, entry.stage, subject.move, *entry.fields)
        found = known.get(shape)
        if found is None:
            if len(known) >= _MOST_SHAPES:
                known.clear()
            found = tuple(line for line in every if _may_fit(line.on, subject))
            known[shape] = found
        return found


def _may_fit(on: Matcher, subject: Subject) -> bool:
    """False where kind, stage, move, or a field that is not there rule the matcher out."""
    shown = {"kind": subject.entry.kind, "stage": subject.entry.stage, "move": subject.move}
    for key, accepted in on:
        if key in shown:
            if not shown[key] if accepted == (ANY,) else shown[key] not in accepted:
                return False
        elif key not in _DERIVED and not subject.entry.has(key):
            return False
    return True


lookup_of = once(Lookup)
"""The lookup of a plan."""
