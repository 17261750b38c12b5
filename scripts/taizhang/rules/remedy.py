"""What closes a gate that is not met: the signature that is waited for, or what must be recorded.

Where an entry that would do stands already and only waits, nobody shall be told to file another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.kinds import KINDS
from taizhang.model.state import Effect
from taizhang.rules.gates import same_matter
from taizhang.rules.howto import how_to
from taizhang.rules.matchers import key_of

if TYPE_CHECKING:
    from taizhang.model.plan import Matcher, Rule
    from taizhang.rules.ground import Ground, Subject


def remedy(rule: Rule, subject: Subject, ground: Ground, identity: str = "ID") -> str:
    """Commands joined by ``；``; any one closes the gate. ``identity`` names the incident."""
    waiting = [
        f'taizhang approve {identity} --entry "{name}"' for name in _waiting(rule, subject, ground)
    ]
    commands = waiting or [
        f"{command}{_about(rule, matcher, subject)}"
        for matcher in rule.need
        if (command := how_to(matcher, identity))
    ]
    return "；".join(dict.fromkeys(commands))


def _waiting(rule: Rule, subject: Subject, ground: Ground) -> list[str]:
    """Names of the entries that would meet the need if they were signed."""
    if rule.each:
        return []
    return [
        act.written.name
        for number, act in enumerate(ground.acts)
        if act.effect is Effect.WAITING
        and number != subject.entry.number
        and any(key_of(each, "kind") and ground.subjects[number].fits(each) for each in rule.need)
        and same_matter(rule, subject, number, ground)
    ]


def _about(rule: Rule, matcher: Matcher, subject: Subject) -> str:
    """The option by which the entry that is asked for touches the same thing or items."""
    kind = KINDS.get(next(iter(key_of(matcher, "kind")), ""))
    if kind is None or not rule.same:
        return ""
    if rule.same == "about":
        name = subject.entry.word("about") or subject.entry.word("id")
        return f" --about {name}" if name and kind.field("about") else ""
    if not subject.items:
        return ""
    if kind.field("items"):
        return "".join(f" --items {name}" for name in subject.items)
    return f" --about {subject.items[0]}" if kind.field("about") else ""
