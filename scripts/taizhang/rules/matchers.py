"""Which matchers and conditions contain one another, or exclude one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.plan import ANY

if TYPE_CHECKING:
    from taizhang.model.plan import Condition, Matcher, Plan


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
