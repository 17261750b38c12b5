"""Before ``on``, an effective ``need`` must stand: one rule of the plan against one entry.

Source: format.md "The plan"; every rule's own clause stands in the plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.plan import ALWAYS, CONFIRMED, UNRATIFIED
from taizhang.model.record import dataclass
from taizhang.model.state import Effect
from taizhang.rules.matchers import key_of

if TYPE_CHECKING:
    from taizhang.model.entry import Entry
    from taizhang.model.plan import Condition, Matcher, Rule
    from taizhang.rules.ground import Ground, Subject

    Marks = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A rule that applies to an entry, and whether it is met.

    Attributes:
        lacking: names of things, units or fields the need does not stand for.
        rests_on: numbers of the acts that meet the need.
        early: True when the need stands but took effect after the entry's claimed time.
    """

    rule: Rule
    met: bool
    lacking: tuple[str, ...] = ()
    rests_on: tuple[int, ...] = ()
    early: bool = False


def holds(
    condition: Condition,
    subject: Subject,
    ground: Ground,
    level: str | None = None,
    marks: Marks | None = None,
) -> bool:
    """True when ``when`` holds for the entry, with its own level and marks or those given."""
    if condition is ALWAYS:
        return True
    if level is None:
        level = subject.level
    plan = ground.plan
    if condition.levels and level not in condition.levels:
        return False
    if condition.level_from and plan.rank(level) > plan.rank(condition.level_from):
        return False
    if condition.moves and subject.move not in condition.moves:
        return False
    if condition.natures:
        present = (*ground.natures(), *subject.natures)
        if not any(each in condition.natures for each in present):
            return False
    if not condition.marks:
        return True
    standing = dict(subject.marks if marks is None else marks)
    return all(standing.get(name, "") in accepted for name, accepted in condition.marks)


def evaluate(
    rule: Rule, subject: Subject, ground: Ground, asked: Matcher | None = None
) -> Gate | None:
    """The rule against the entry; None when it does not apply. ``asked``: of ``on`` this alone.

    A need that names a kind may be met by the entry itself: the 报告 that enters 快报事实 is
    the report. A need that names a fact is judged without it.
    """
    on = rule.on if asked is None else asked
    if (on and not subject.fits(on)) or not holds(rule.when, subject, ground):
        return None
    if rule.fields:
        lacking = tuple(name for name in rule.fields if not subject.entry.has(name))
        return Gate(rule=rule, met=not lacking, lacking=lacking)
    if rule.drafter_units:
        return _drafters(rule, subject, ground)
    if rule.each == UNRATIFIED:
        return _unratified(rule, subject, ground)
    if rule.each:
        return _each(rule, subject, ground)
    rests_on = _standing(rule, subject, ground)
    if rests_on is None:
        return Gate(rule=rule, met=False)
    return Gate(rule=rule, met=True, rests_on=rests_on, early=_early(rests_on, subject, ground))


def _drafters(rule: Rule, subject: Subject, ground: Ground) -> Gate:
    people = (ground.rosters.person(name) for name in subject.entry.words("drafted_by"))
    units = {person.unit for person in people if person}
    lacking = tuple(unit for unit in rule.drafter_units if unit not in units)
    return Gate(rule=rule, met=not lacking, lacking=lacking)


def _unratified(rule: Rule, subject: Subject, ground: Ground) -> Gate:
    lacking = tuple(
        act.written.name
        for act in ground.acts
        if act.effect is Effect.UNRATIFIED and act.entry.number != subject.entry.number
    )
    return Gate(rule=rule, met=not lacking, lacking=lacking)


def _each(rule: Rule, subject: Subject, ground: Ground) -> Gate:
    after = ground.since(rule.again)
    rests_on: list[int] = []
    lacking: list[str] = []
    things = ground.of_sort(rule.each)
    numbers = [
        number
        for matcher in (rule.need if things else ())
        for number in ground.candidates(matcher, after)
    ]
    answers = any(key_of(need, "kind") and subject.fits(need) for need in rule.need)
    for thing in things:
        if answers and _concerns(thing.name, subject.entry, subject.items):
            continue
        found = [number for number in numbers if touches(thing.name, number, ground)]
        if found:
            rests_on.append(_best(found, subject, ground))
        else:
            lacking.append(thing.name)
    return Gate(
        rule=rule,
        met=not lacking,
        lacking=tuple(lacking),
        rests_on=tuple(rests_on),
        early=_early(tuple(rests_on), subject, ground),
    )


def touches(thing: str, number: int, ground: Ground) -> bool:
    """True when act ``number`` is about ``thing`` or one of its items is ``thing``."""
    return _concerns(thing, ground.acts[number].entry, ground.subjects[number].items)


def _concerns(thing: str, entry: Entry, items: tuple[str, ...]) -> bool:
    return thing in (entry.word("about"), entry.word("id"), *items)


def _standing(rule: Rule, subject: Subject, ground: Ground) -> tuple[int, ...] | None:
    """Numbers that meet the need (empty: met by the state or the entry itself); None: unmet."""
    after = ground.since(rule.again)
    found: list[int] = []
    for matcher in rule.need:
        if not key_of(matcher, "kind"):
            if _state_fits(matcher, ground):
                return ()
        elif subject.fits(matcher):
            return ()
        else:
            found += (
                number
                for number in ground.candidates(matcher, after)
                if same_matter(rule, subject, number, ground)
            )
    return (_best(found, subject, ground),) if found else None


def _best(found: list[int], subject: Subject, ground: Ground) -> int:
    """Of several acts that meet a need: one in effect in time, signed, and the latest."""
    if len(found) == 1:
        return found[0]

    def weak(number: int) -> tuple[bool, bool, int]:
        unsigned = ground.acts[number].effect is Effect.UNRATIFIED
        return (_early((number,), subject, ground), unsigned, -number)

    return min(found, key=weak)


def same_matter(rule: Rule, subject: Subject, number: int, ground: Ground) -> bool:
    """True when act ``number`` touches what the rule wants it to have in common with the entry."""
    if rule.same == "about":
        entry = ground.acts[number].entry
        mine = subject.entry.word("about") or subject.entry.word("id")
        return mine != "" and mine in (entry.word("about"), entry.word("id"))
    if rule.same == "items":
        natures = next((values for key, values in rule.on if key == "nature"), ())
        mine_items = [
            item for item in subject.items if not natures or ground.nature_of(item) in natures
        ]
        return any(item in ground.subjects[number].items for item in mine_items)
    return True


def _state_fits(matcher: Matcher, ground: Ground) -> bool:
    """True when things stand as asked, whatever the entry itself says."""
    for key, accepted in matcher:
        if key != "level":
            if ground.marks.get(key, "") not in accepted:
                return False
        elif accepted == (CONFIRMED,):
            if not ground.confirmed and ground.plan.levels:
                return False
        elif ground.level not in accepted:
            return False
    return True


def _early(rests_on: tuple[int, ...], subject: Subject, ground: Ground) -> bool:
    for number in rests_on:
        moment = ground.acts[number].effective_at
        if moment is not None and moment > (subject.judged_at or subject.entry.at):
            return True
    return False
