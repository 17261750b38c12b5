"""Rules of a plan made ready to be held against entries: worked out once, asked of every file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.rules.gates import Gate
from taizhang.rules.matchers import key_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from taizhang.model.plan import Matcher, Rule


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
