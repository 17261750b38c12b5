"""The ground an entry stands on: what has taken effect before it, while a file is folded.

Mutable on purpose and private to folding; everybody else sees the frozen ``State``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.entry import part, parts
from taizhang.model.plan import DOWNGRADE, OTHER_PLACE, REOPEN, SAME_PLACE, UPGRADE
from taizhang.model.record import replace
from taizhang.model.state import Act, Effect, Moment, StageSpan, Thing
from taizhang.rules.lookup import Lookup, lookup_of
from taizhang.rules.matchers import key_of
from taizhang.rules.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from taizhang.model.entry import Entry, Incident
    from taizhang.model.findings import Finding
    from taizhang.model.office import Office
    from taizhang.model.plan import Matcher, Plan
    from taizhang.model.roster import Rosters

__all__ = ["Ground", "Subject"]

_RECORD_THINGS = (("items", "事项"), ("tasks", "任务"), ("problems", "问题"))
_ENTRY_THINGS = {"送审": "发布", "管控": "管控", "移送": "移送", "来访": "来访"}


class Ground:
    """What stands so far.

    ``broken``: gates an entry did not meet, by its number. ``past``: level and marks from an
    entry's number on, where they changed, in the order in which acts took effect.
    """

    __slots__ = (
        "_by_kind",
        "acts",
        "broken",
        "confirmed",
        "incident",
        "level",
        "lookup",
        "marks",
        "moments",
        "names",
        "office",
        "past",
        "plan",
        "rosters",
        "spans",
        "stage",
        "subjects",
        "things",
    )

    def __init__(self, *, plan: Plan, rosters: Rosters, office: Office, incident: Incident) -> None:
        self.plan = plan
        self.rosters = rosters
        self.office = office
        self.incident = incident
        self.lookup: Lookup = lookup_of(plan)
        self.acts: list[Act] = []
        self.subjects: list[Subject] = []
        self.stage = ""
        self.level = ""
        self.confirmed = False
        self.marks: dict[str, str] = {}
        self.spans: list[StageSpan] = []
        self.moments: list[Moment] = []
        self.things: dict[str, Thing] = {}
        self.names: dict[str, int] = {}
        self.broken: dict[int, tuple[Finding, ...]] = {}
        self.past: list[tuple[int, str, tuple[tuple[str, str], ...]]] = []
        self._by_kind: dict[str, list[int]] = {}

    def in_stage(self, stage: str) -> Ground:
        """The same ground, as if it stood in another stage; for asking only."""
        from copy import copy

        found = copy(self)
        found.stage = stage
        return found

    def add(self, act: Act, subject: Subject, *, makes: bool = True) -> None:
        """Put an act after the others; it has no effect yet.

        ``makes``: the things it makes can be named from now on; a refused entry makes none.
        """
        self.acts.append(act)
        self.subjects.append(subject)
        self._by_kind.setdefault(act.entry.kind, []).append(act.entry.number)
        self.names.setdefault(act.written.name, act.entry.number)
        if makes:
            for thing in subject.makes:
                self.things.setdefault(thing.name, thing)

    def pending(self) -> Act | None:
        """The waiting act that would change stage or level, if there is one."""
        for act in self.acts:
            if act.effect is Effect.WAITING and (act.move or act.change):
                return act
        return None

    def since(self, again: tuple[str, ...]) -> int:
        """Number of the entry after which a need counts: the last of the named moments."""
        return max((each.number for each in self.moments if each.name in again), default=-1)

    def candidates(self, matcher: Matcher, after: int) -> tuple[int, ...]:
        """Numbers of acts in effect that fit ``matcher`` and stand after entry ``after``."""
        return tuple(
            number
            for number in self._of_kinds(key_of(matcher, "kind"))
            if number > after and self.acts[number].counts and self.subjects[number].fits(matcher)
        )

    def _of_kinds(self, kinds: tuple[str, ...]) -> Sequence[int]:
        if len(kinds) == 1:
            return self._by_kind.get(kinds[0], ())
        return range(len(self.acts))

    def nature_of(self, item: str) -> str:
        """Nature of the item called so."""
        thing = self.things.get(item)
        return part(thing.fields, "nature") if thing and thing.sort == "事项" else ""

    def natures(self) -> tuple[str, ...]:
        """Natures of all items that count."""
        return tuple(
            part(thing.fields, "nature")
            for thing in self.things.values()
            if thing.sort == "事项" and self.acts[thing.number].counts
        )

    def of_sort(self, sort: str) -> tuple[Thing, ...]:
        """Things of a sort whose entry counts."""
        return tuple(
            thing
            for thing in self.things.values()
            if thing.sort == sort and self.acts[thing.number].counts
        )

    def items_of(self, entry: Entry) -> tuple[str, ...]:
        """Names of the items an entry touches: listed, made, or those of the thing it is about."""
        if not (entry.has("items") or entry.has("about")):
            return ()
        found = [name for name in entry.words("items") if name in self.things]
        found += [part(item, "id") for item in entry.records("items")]
        about = self.things.get(entry.word("about"))
        if about is not None:
            found += [about.name] if about.sort == "事项" else parts(about.fields, "items")
        return tuple(dict.fromkeys(found))

    def draft_of(self, entry: Entry) -> Entry | None:
        """The 送审 a 发布 is about."""
        if entry.kind != "发布":
            return None
        thing = self.things.get(entry.word("about"))
        if thing is None or thing.sort != "发布":
            return None
        return self.acts[thing.number].entry

    def place_of(self, entry: Entry) -> str:
        """Whether a 发布 goes out on a platform where the matter was found; ``""`` = not known."""
        if entry.kind != "发布":
            return ""
        asked = {
            part(source, "platform")
            for act in self.acts
            if act.counts
            for source in act.entry.records("sources")
        }
        named = asked & set(self.plan.options("channels"))
        if not named:
            return ""
        return SAME_PLACE if entry.word("channel") in named else OTHER_PLACE

    def subject(self, entry: Entry, judged_at: datetime | None = None) -> Subject:
        """``entry`` as matchers see it on this ground, its own level and marks included."""
        move = self.plan.move(self.stage, entry.stage) if entry.stage else None
        own = entry.kind in ("发现", "调级") or (entry.kind == "会商" and not self.confirmed)
        level = entry.word("level") if own else self.level
        change = ""
        if entry.kind == "调级" and level != self.level:
            higher = self.plan.higher(level, self.level) == level
            change = UPGRADE if higher else DOWNGRADE
        items = self.items_of(entry)
        natures = {name: self.nature_of(name) for name in items}
        if entry.has("items"):
            natures |= {part(item, "id"): part(item, "nature") for item in entry.records("items")}
        marks = {**self.marks, **self.own_marks(entry)} if entry.has("marks") else self.marks
        return Subject(
            entry=entry,
            move=move.type if move else "",
            change=change,
            stage_now=self.stage,
            level=level or self.level,
            marks=tuple(marks.items()),
            items=items,
            natures=tuple(dict.fromkeys(each for each in natures.values() if each)),
            draft=self.draft_of(entry),
            place=self.place_of(entry),
            makes=_made_by(entry),
            judged_at=judged_at,
        )

    def own_marks(self, entry: Entry) -> dict[str, str]:
        """Marks the entry writes."""
        return {
            key: str(value) for record in entry.records("marks") for key, value in record.items()
        }

    def take_effect(self, number: int, by_entry: int, at: datetime) -> bool:
        """Let act ``number`` count from entry ``by_entry`` on; True when stage or level changed."""
        act = self.acts[number]
        effect = Effect.EFFECTIVE
        if act.line is not None and act.missing:
            effect = Effect.UNRATIFIED
        self.acts[number] = replace(act, effect=effect, took_effect=by_entry, effective_at=at)
        marks = act.entry.has("marks")
        if marks:
            self.marks.update(self.own_marks(act.entry))
        level = self._take_level(act)
        stage = self._take_stage(act, by_entry, at)
        if marks or level:
            self.past.append((by_entry, self.level, tuple(self.marks.items())))
        return level or stage

    def as_of(self, number: int) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Level and marks once entry ``number`` had its effect."""
        level, marks = "", tuple[tuple[str, str], ...]()
        for by_entry, level_then, marks_then in self.past:
            if by_entry > number:
                break
            level, marks = level_then, marks_then
        return level, marks

    def _take_level(self, act: Act) -> bool:
        entry = act.entry
        if entry.kind == "决定":
            self.confirmed = True
            return False
        new = entry.word("level")
        if not new or (entry.kind == "会商" and self.confirmed):
            return False
        changed = new != self.level
        if entry.kind == "调级":
            self.confirmed = True
            if act.change:
                self.moments.append(Moment(name=act.change, number=entry.number, at=entry.at))
        self.level = new
        return changed

    def _take_stage(self, act: Act, by_entry: int, at: datetime) -> bool:
        stage = act.entry.stage
        if not stage and act.entry.number == 0:
            stage = self.plan.stages[0].name
        if not stage or stage == self.stage or (self.stage and not act.move):
            return False
        if self.spans:
            self.spans[-1] = replace(self.spans[-1], until=at)
        self.spans.append(StageSpan(stage=stage, since=at, until=None, number=by_entry))
        if act.move == REOPEN:
            self.moments.append(Moment(name=act.move, number=act.entry.number, at=act.entry.at))
        self.stage = stage
        return True


def _made_by(entry: Entry) -> tuple[Thing, ...]:
    """The things an entry makes."""
    number = entry.number
    made = [
        Thing(name=part(record, "id"), sort=sort, number=number, fields=record)
        for key, sort in _RECORD_THINGS
        if key in entry.fields
        for record in entry.records(key)
    ]
    sort = _ENTRY_THINGS.get(entry.kind)
    if sort:
        made.append(Thing(name=entry.word("id"), sort=sort, number=number, fields=entry.fields))
    return tuple(made)
