"""An entry as the plan's matchers see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.entry import part
from taizhang.model.plan import ANY
from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from taizhang.model.entry import Entry
    from taizhang.model.plan import Matcher
    from taizhang.model.state import Thing
    from taizhang.rules.lookup import Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An entry with what matchers may ask about it beyond its own fields.

    ``judged_at`` is the time its needs must stand by, when that is not its own. ``place`` tells of
    a release whether it goes out where people asked: 同平台 or 他平台.
    """

    entry: Entry
    shape: Shape
    move: str = ""
    change: str = ""
    stage_now: str = ""
    level: str = ""
    marks: tuple[tuple[str, str], ...] = ()
    items: tuple[str, ...] = ()
    natures: tuple[str, ...] = ()
    draft: Entry | None = None
    place: str = ""
    judged_at: datetime | None = None
    makes: tuple[Thing, ...] = ()

    def values(self, key: str) -> tuple[str, ...]:
        """What the entry answers to a matcher's key, derived keys included."""
        derived = DERIVED.get(key)
        if derived is not None:
            return derived(self)
        if self.draft and key in OF_THE_DRAFT and not self.entry.has(key):
            return self.draft.words(key)
        return self.entry.words(key)

    def fits(self, matcher: Matcher) -> bool:
        """True when every key of the matcher is answered."""
        fields = self.entry.fields
        for key, accepted in matcher:
            if key == "kind":
                if self.entry.kind not in accepted:
                    return False
                continue
            own = fields.get(key)
            if accepted == (ANY,):
                if own is None and not self.values(key):
                    return False
            elif own.__class__ is str and key not in DERIVED:  # most of what is asked
                if own not in accepted:
                    return False
            elif not _one_of(self.values(key), accepted):
                return False
        return True


def marks_of(entry: Entry) -> dict[str, str]:
    """Marks the entry writes."""
    return {key: str(value) for record in entry.records("marks") for key, value in record.items()}


def _one_of(answered: tuple[str, ...], accepted: tuple[str, ...]) -> bool:
    for each in answered:  # noqa: SIM110 - asked most of all; a generator takes twice as long
        if each in accepted:
            return True
    return False


def _word(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


OF_THE_DRAFT = ("phase", "form")
"""What a 发布 that does not say it has from its 送审."""

DERIVED: dict[str, Callable[[Subject], tuple[str, ...]]] = {
    "move": lambda subject: _word(subject.move),
    "change": lambda subject: _word(subject.change),
    "stage_now": lambda subject: _word(subject.stage_now),
    "nature": lambda subject: subject.natures,
    "place": lambda subject: _word(subject.place),
    "status": lambda subject: tuple(
        part(fact, "status") for fact in subject.entry.records("facts")
    ),
    "unit": lambda subject: tuple(part(task, "unit") for task in subject.entry.records("tasks")),
}
