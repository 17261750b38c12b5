"""The ground an entry stands on: what has taken effect before it, while a file is folded.

Mutable on purpose and private to folding; everybody else sees the frozen ``State``.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from taizhang.model.entry import part, parts
from taizhang.model.plan import DOWNGRADE, OTHER_PLACE, REOPEN, SAME_PLACE, UPGRADE
from taizhang.model.record import replace
from taizhang.model.state import Act, Effect, Moment, StageSpan
from taizhang.rules.lookup import Lookup, lookup_of
from taizhang.rules.making import made_by
from taizhang.rules.matchers import InEffect
from taizhang.rules.subject import Subject, marks_of

if TYPE_CHECKING:
    from datetime import datetime

    from taizhang.model.entry import Entry, Incident
    from taizhang.model.findings import Finding
    from taizhang.model.office import Office
    from taizhang.model.plan import Plan
    from taizhang.model.roster import Rosters
    from taizhang.model.state import Thing
    from taizhang.rules.matchers import Sought

__all__ = ["Ground", "Subject"]


NOTHING_YET: tuple[str, tuple[tuple[str, str], ...]] = ("", ())
"""Level and marks before anything counts."""


class Ground:
    """What stands so far.

    ``broken``: gates an entry did not meet, by its number. ``closed``: the stage closes. ``past``:
    level and marks from an entry's number on, where they changed, in the order in which acts took
    effect. ``standing``: the marks as pairs. ``named``: natures of all items, whether they count
    or not. ``shaken``: the entry with which a move, regrade or correction took effect last.
    """

    __slots__ = (
        "_effects",
        "acts",
        "broken",
        "closed",
        "closings",
        "confirmed",
        "incident",
        "level",
        "lookup",
        "marks",
        "moments",
        "named",
        "names",
        "office",
        "past",
        "plan",
        "rosters",
        "shaken",
        "spans",
        "stage",
        "standing",
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
        self.closed = False
        self.shaken = -1
        self.level = ""
        self.confirmed = False
        self.marks: dict[str, str] = {}
        self.standing: tuple[tuple[str, str], ...] = ()
        self.spans: list[StageSpan] = []
        self.closings: list[StageSpan] = []
        self.moments: list[Moment] = []
        self.things: dict[str, Thing] = {}
        self.names: dict[str, int] = {}
        self.named: set[str] = set()
        self.broken: dict[int, tuple[Finding, ...]] = {}
        self.past: list[tuple[int, str, tuple[tuple[str, str], ...]]] = []
        self._effects = InEffect(self.subjects)

    def in_stage(self, stage: str) -> Ground:
        """The same ground, as if it stood in another stage; for asking only."""
        from copy import copy

        found = copy(self)
        found.stage = stage
        found.closed = self.plan.closed(stage)
        return found

    def add(self, act: Act, subject: Subject, *, makes: bool = True) -> None:
        """Put an act after the others; it has no effect yet.

        ``makes``: the things it makes can be named from now on; a refused entry makes none.
        """
        self.acts.append(act)
        self.subjects.append(subject)
        self.names.setdefault(act.written.name, act.entry.number)
        if makes:
            for thing in subject.makes:
                self.things.setdefault(thing.name, thing)
                if thing.sort == "事项":
                    self.named.add(part(thing.fields, "nature"))

    def pending(self) -> Act | None:
        """The waiting act that would change stage or level, if there is one."""
        for act in self.acts:
            if (act.move or act.change) and act.effect is Effect.WAITING:
                return act
        return None

    def since(self, again: tuple[str, ...]) -> int:
        """Number of the entry after which a need counts: the last of the named moments."""
        if not again or not self.moments:
            return -1
        return max((each.number for each in self.moments if each.name in again), default=-1)

    def candidates(self, sought: tuple[Sought, ...], after: int = -1) -> list[int]:
        """Numbers of acts in effect that are ``sought`` and stand after entry ``after``."""
        if len(sought) == 1:
            found = self._effects.fitting(sought[0])
        else:
            found = sorted({each for one in sought for each in self._effects.fitting(one)})
        return found[bisect_right(found, after) :] if after >= 0 else found

    def nature_of(self, item: str) -> str:
        """Nature of the item called so."""
        thing = self.things.get(item)
        return part(thing.fields, "nature") if thing and thing.sort == "事项" else ""

    def natures(self) -> tuple[str, ...]:
        """Natures of all items that count."""
        return tuple([part(thing.fields, "nature") for thing in self.of_sort("事项")])

    def of_sort(self, sort: str) -> list[Thing]:
        """Things of a sort whose entry counts."""
        sorts = [thing for thing in self.things.values() if thing.sort == sort]
        return [thing for thing in sorts if self.acts[thing.number].counts]

    def items_of(self, entry: Entry) -> tuple[str, ...]:
        """Names of the items an entry touches: listed, made, or those of the thing it is about."""
        found = [name for name in entry.words("items") if name in self.things]
        found += [part(item, "id") for item in entry.records("items")]
        about = self.things.get(entry.word("about"))
        if about is not None:
            found += [about.name] if about.sort == "事项" else parts(about.fields, "items")
        return tuple(dict.fromkeys(found))

    def draft_of(self, entry: Entry) -> Entry | None:
        """The 送审 that ``entry``, a 发布, is about."""
        thing = self.things.get(entry.word("about"))
        if thing is None or thing.sort != "发布":
            return None
        return self.acts[thing.number].entry

    def place_of(self, entry: Entry) -> str:
        """Whether ``entry``, a 发布, goes out where the matter was found; ``""`` = not known."""
        asked = {
            part(source, "platform")
            for act in self.acts
            if "sources" in act.entry.fields and act.counts
            for source in act.entry.records("sources")
        }
        named = asked.intersection(self.plan.options("channels"))
        if not named:
            return ""
        return SAME_PLACE if entry.word("channel") in named else OTHER_PLACE

    def subject(self, entry: Entry, judged_at: datetime | None = None) -> Subject:
        """``entry`` as matchers see it on this ground, its own level and marks included."""
        shape = self.lookup.shape(entry)
        move = self.plan.move(self.stage, entry.stage) if shape.enters else None
        level, change = self._graded(entry) if shape.grades else (self.level, "")
        items = self.items_of(entry) if shape.touches else ()
        marks = self.standing
        if shape.marks:
            marks = tuple({**self.marks, **marks_of(entry)}.items())
        release = entry.kind == "发布"
        return Subject(
            entry=entry,
            shape=shape,
            move=move.type if move else "",
            change=change,
            stage_now=self.stage,
            level=level,
            marks=marks,
            items=items,
            natures=self._natures_of(entry, items) if items else (),
            draft=self.draft_of(entry) if release else None,
            place=self.place_of(entry) if release else "",
            makes=made_by(entry) if shape.makes else (),
            judged_at=judged_at,
        )

    def _graded(self, entry: Entry) -> tuple[str, str]:
        """The level by which an entry that may set one is judged, and whether that is a change."""
        if entry.kind == "会商" and self.confirmed:
            return self.level, ""
        level = entry.word("level")
        if entry.kind != "调级" or level == self.level:
            return level or self.level, ""
        higher = self.plan.higher(level, self.level) == level
        return level or self.level, UPGRADE if higher else DOWNGRADE

    def _natures_of(self, entry: Entry, items: tuple[str, ...]) -> tuple[str, ...]:
        """Natures of the items an entry touches, its own among them."""
        natures = {name: self.nature_of(name) for name in items}
        natures |= {part(item, "id"): part(item, "nature") for item in entry.records("items")}
        return tuple(dict.fromkeys(each for each in natures.values() if each))

    def take_effect(self, number: int, by_entry: int, at: datetime) -> Act:
        """Act ``number`` as it counts from entry ``by_entry`` on; what follows, see ``follow``."""
        act = self.acts[number]
        effect = Effect.EFFECTIVE
        if act.line is not None and act.missing:
            effect = Effect.UNRATIFIED
        act = replace(act, effect=effect, took_effect=by_entry, effective_at=at)
        self.acts[number] = act
        return act

    def follow(self, act: Act, by_entry: int, at: datetime) -> bool:
        """Let follow what comes of an act that counts; True when stage or level changed."""
        number = act.entry.number
        self._effects.add(number)
        shape = self.subjects[number].shape
        if shape.inert:
            return False
        if act.move or act.entry.kind in ("更正", "调级"):
            self.shaken = max(self.shaken, by_entry)
        if shape.marks:
            self.marks.update(marks_of(act.entry))
            self.standing = tuple(self.marks.items())
        level = self._take_level(act)
        stage = self._take_stage(act, by_entry, at)
        if shape.marks or level:
            self.past.append((by_entry, self.level, self.standing))
        return level or stage

    def as_of(self, number: int) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Level and marks once entry ``number`` had its effect."""
        found = NOTHING_YET
        for by_entry, level, marks in self.past:
            if by_entry > number:
                break
            found = (level, marks)
        return found

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
        self.closed = self.plan.closed(stage)
        if self.closed:
            self.closings.append(self.spans[-1])
        return True
