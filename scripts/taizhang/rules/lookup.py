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
Chosen = tuple[tuple[Line, "Matcher"], ...]

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
        self._rules: dict[tuple[str, ...], Chosen[Rule]] = {}
        self._lines: dict[tuple[str, ...], Chosen[ApprovalLine]] = {}

    def rules(self, subject: Subject) -> Chosen[Rule]:
        """Rules that may apply to the entry, in the plan's order, and what is still to be asked."""
        return _chosen(self.plan.rules, self._rules, subject)

    def lines(self, subject: Subject) -> Chosen[ApprovalLine]:
        """Approval lines that may apply to it, in the plan's order, and what is to be asked."""
        return _chosen(self.plan.approvals, self._lines, subject)


def _chosen(
    every: tuple[Line, ...], known: dict[tuple[str, ...], Chosen[Line]], subject: Subject
) -> Chosen[Line]:
    entry = subject.entry
    shape = (entry.kind, entry.stage, subject.move, *entry.fields)
    found = known.get(shape)
    if found is None:
        if len(known) >= _MOST_SHAPES:
            known.clear()
        asked = ((line, _asked(line.on, subject)) for line in every)
        found = tuple((line, rest) for line, rest in asked if rest is not None)
        known[shape] = found
    return found


def _asked(on: Matcher, subject: Subject) -> Matcher | None:
    """What of the matcher the shape leaves open; None where it rules the matcher out.

    Kind, stage, move, and a field that is not there show at once.
    """
    shown = {"kind": subject.entry.kind, "stage": subject.entry.stage, "move": subject.move}
    rest = []
    for key, accepted in on:
        if key not in shown:
            if key not in _DERIVED and not subject.entry.has(key):
                return None
            rest.append((key, accepted))
        elif not shown[key] or (accepted != (ANY,) and shown[key] not in accepted):
            return None
    return tuple(rest)


lookup_of = once(Lookup)
"""The lookup of a plan."""
