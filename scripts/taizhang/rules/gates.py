"""Before ``on``, an effective ``need`` must stand: one rule of the plan against one entry.

Source: format.md "The plan"; every rule's own clause stands in the plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.plan import ALWAYS, CONFIRMED, UNRATIFIED
from taizhang.model.record import dataclass
from taizhang.model.state import Effect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taizhang.model.entry import Entry
    from taizhang.model.plan import Condition, Matcher, Plan, Rule
    from taizhang.rules.ground import Ground, Subject
    from taizhang.rules.lookup import Bound

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
    if not stands(
        condition,
        ground.plan,
        subject.level if level is None else level,
        subject.marks if marks is None else marks,
    ):
        return False
    if condition.moves and subject.move not in condition.moves:
        return False
    if not condition.natures:
        return True
    present = (*ground.natures(), *subject.natures)
    return any(each in condition.natures for each in present)


def stands(condition: Condition, plan: Plan, level: str, marks: Marks) -> bool:
    """True when level and marks are as ``when`` asks."""
    if condition.levels and level not in condition.levels:
        return False
    if condition.level_from and plan.rank(level) > plan.rank(condition.level_from):
        return False
    if not condition.marks:
        return True
    standing = dict(marks)
    return all(standing.get(name, "") in accepted for name, accepted in condition.marks)


def evaluate(bound: Bound, subject: Subject, ground: Ground) -> Gate | None:
    """The rule against the entry; None when it does not apply.

    A need that names a kind may be met by the entry itself: the 报告 that enters 快报事实 is
    the report. A need that names a fact is judged without it.
    """
    rule = bound.rule
    if bound.asked and not subject.fits(bound.asked):
        return None
    if rule.when is not ALWAYS and not holds(rule.when, subject, ground):
        return None
    if rule.fields:
        lacking = tuple(name for name in rule.fields if not subject.entry.has(name))
        return Gate(rule=rule, met=not lacking, lacking=lacking)
    if rule.drafter_units:
        return _drafters(rule, subject, ground)
    if rule.each == UNRATIFIED:
        return _unratified(rule, subject, ground)
    if rule.each:
        return _each(bound, subject, ground)
    return _standing(bound, subject, ground)


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


def _each(bound: Bound, subject: Subject, ground: Ground) -> Gate:
    rule = bound.rule
    things = ground.of_sort(rule.each)
    if not things:
        return bound.met
    numbers = ground.candidates(bound.sought, ground.since(rule.again))
    answers = _answers(bound, subject)
    rests_on: list[int] = []
    lacking: list[str] = []
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
        early=_early(rests_on, subject, ground),
    )


def _answers(bound: Bound, subject: Subject) -> bool:
    """True when the entry is itself what the rule needs."""
    for matcher in bound.own:  # noqa: SIM110 - asked of every gate; a generator takes twice as long
        if subject.fits(matcher):
            return True
    return False


def touches(thing: str, number: int, ground: Ground) -> bool:
    """True when act ``number`` is about ``thing`` or one of its items is ``thing``."""
    return _concerns(thing, ground.acts[number].entry, ground.subjects[number].items)


def _concerns(thing: str, entry: Entry, items: tuple[str, ...]) -> bool:
    fields = entry.fields
    return thing in items or thing == fields.get("about") or thing == fields.get("id")


def _standing(bound: Bound, subject: Subject, ground: Ground) -> Gate:
    """Whether any of the needs stands: by the state, by the entry itself, by an act before it."""
    for matcher in bound.state:
        if _state_fits(matcher, ground):
            return bound.met
    if _answers(bound, subject):
        return bound.met
    rule = bound.rule
    found = ground.candidates(bound.sought, ground.since(rule.again))
    if rule.same:
        found = [number for number in found if same_matter(rule, subject, number, ground)]
    if not found:
        return bound.unmet
    rests_on = (_best(found, subject, ground),)
    return Gate(rule=rule, met=True, rests_on=rests_on, early=_early(rests_on, subject, ground))


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


def _early(rests_on: Sequence[int], subject: Subject, ground: Ground) -> bool:
    for number in rests_on:
        moment = ground.acts[number].effective_at
        if moment is not None and moment > (subject.judged_at or subject.entry.at):
            return True
    return False
