"""Matchers and conditions of a plan: which contain or exclude one another, what they find."""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING

from taizhang.model.plan import ANY

if TYPE_CHECKING:
    from taizhang.model.plan import Condition, Matcher, Plan
    from taizhang.rules.subject import Subject


def covers(general: Matcher, special: Matcher) -> bool:
    """True when whatever fits ``special`` fits ``general`` too."""
    asked = dict(special)
    for key, accepted in general:
        if key not in asked:
            return False
        if accepted != (ANY,) and not set(asked[key]) <= set(accepted):
            return False
    return True


def condition_covers(general: Condition, special: Condition, plan: Plan) -> bool:
    """True when ``general`` holds wherever ``special`` does."""
    return (
        levels_of(special, plan) <= levels_of(general, plan)
        and _within(special.natures, general.natures)
        and _within(special.moves, general.moves)
        and covers(general.marks, special.marks)
    )


def exclusive(one: Condition, other: Condition, plan: Plan) -> bool:
    """True when the two conditions can never hold together.

    An incident may have items of several natures, so natures exclude nothing.
    """
    if plan.levels and not levels_of(one, plan) & levels_of(other, plan):
        return True
    if one.moves and other.moves and not set(one.moves) & set(other.moves):
        return True
    theirs = dict(other.marks)
    return any(key in theirs and not set(values) & set(theirs[key]) for key, values in one.marks)


def levels_of(condition: Condition, plan: Plan) -> frozenset[str]:
    """Names of the levels at which ``condition`` may hold."""
    lowest = plan.rank(condition.level_from) if condition.level_from else len(plan.levels)
    return frozenset(
        level.name
        for level in plan.levels
        if (not condition.levels or level.name in condition.levels)
        and plan.rank(level.name) <= lowest
    )


def _within(special: tuple[str, ...], general: tuple[str, ...]) -> bool:
    return not general or (bool(special) and set(special) <= set(general))


def key_of(matcher: Matcher, key: str) -> tuple[str, ...]:
    """The values a matcher accepts under ``key``; empty when it does not ask."""
    for name, values in matcher:  # asked for every rule; a generator takes three times as long
        if name == key:
            return values
    return ()


class Sought:
    """Acts of one kind (``""`` = of any) that fit the ``rest`` of a matcher.

    Equal to itself alone: what was found is kept under it.
    """

    __slots__ = ("kind", "rest")

    def __init__(self, kind: str, rest: Matcher) -> None:
        self.kind = kind
        self.rest = rest


def sought(matcher: Matcher) -> tuple[Sought, ...]:
    """The matcher as one for each kind it names."""
    rest = tuple(each for each in matcher if each[0] != "kind")
    return tuple(Sought(kind, rest) for kind in key_of(matcher, "kind") or ("",))


class InEffect:
    """Acts in effect by kind, and which of them are sought; ``subjects``: of all acts, growing."""

    __slots__ = ("_fitting", "_numbers", "_subjects")

    def __init__(self, subjects: list[Subject]) -> None:
        self._subjects = subjects
        self._numbers: dict[str, list[int]] = {"": []}
        self._fitting: dict[Sought, tuple[int, list[int]]] = {}

    def add(self, number: int) -> None:
        """Act ``number`` counts from now on."""
        self._numbers[""].append(number)
        self._numbers.setdefault(self._subjects[number].entry.kind, []).append(number)

    def fitting(self, sought: Sought) -> list[int]:
        """Numbers of the acts that are sought, in the order of the file.

        An act is held against a matcher once, when it is first asked for after the act took
        effect; what fits then does not cease to on this ground.
        """
        numbers = self._numbers.get(sought.kind, ())
        seen, fitting = self._fitting.get(sought) or (0, [])
        if seen < len(numbers):
            for number in numbers[seen:]:
                if not sought.rest or self._subjects[number].fits(sought.rest):
                    insort(fitting, number)
            self._fitting[sought] = (len(numbers), fitting)
        return fitting
