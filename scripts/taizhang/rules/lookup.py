"""Which lines of a plan an entry can meet at all, found once for each sort of entry.

A plan has some seventy rules; an entry of one kind meets a handful. What shows at once (kind,
stage, sort of move) chooses them; everything else is asked of those few.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.plan import ANY

if TYPE_CHECKING:
    from taizhang.model.plan import ApprovalLine, Matcher, Plan, Rule
    from taizhang.rules.subject import Subject

_MOST_PLANS = 32


class Lookup:
    """The rules and approval lines of one plan by what an entry shows at once."""

    __slots__ = ("_lines", "_rules", "plan")

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._rules: dict[tuple[str, str, str], tuple[Rule, ...]] = {}
        self._lines: dict[tuple[str, str, str], tuple[ApprovalLine, ...]] = {}

    def rules(self, subject: Subject) -> tuple[Rule, ...]:
        """Rules that may apply to the entry, in the plan's order."""
        shown = (subject.entry.kind, subject.entry.stage, subject.move)
        found = self._rules.get(shown)
        if found is None:
            found = tuple(rule for rule in self.plan.rules if _may_fit(rule.on, *shown))
            self._rules[shown] = found
        return found

    def lines(self, subject: Subject) -> tuple[ApprovalLine, ...]:
        """Approval lines that may apply to the entry, in the plan's order."""
        shown = (subject.entry.kind, subject.entry.stage, subject.move)
        found = self._lines.get(shown)
        if found is None:
            found = tuple(line for line in self.plan.approvals if _may_fit(line.on, *shown))
            self._lines[shown] = found
        return found


def _may_fit(on: Matcher, kind: str, stage: str, move: str) -> bool:
    shown = {"kind": kind, "stage": stage, "move": move}
    return all(
        bool(shown[key]) if accepted == (ANY,) else shown[key] in accepted
        for key, accepted in on
        if key in shown
    )


_KNOWN: dict[int, Lookup] = {}


def lookup_of(plan: Plan) -> Lookup:
    """The lookup of ``plan``; plans are frozen, so one for each is kept."""
    known = _KNOWN.get(id(plan))
    if known is None or known.plan is not plan:
        if len(_KNOWN) >= _MOST_PLANS:
            _KNOWN.clear()
        known = _KNOWN[id(plan)] = Lookup(plan)
    return known
