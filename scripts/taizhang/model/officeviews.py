"""The office as pages and lists show it: watch, duty, contacts, what comes round by the year."""

from __future__ import annotations

from taizhang.model.record import dataclass
from taizhang.model.views import NONE, Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    """A turn of duty."""

    shift: str
    person: str
    since: Moment
    until: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class LookView:
    """The watch: what is looked at, when somebody looked last and must look again.

    ``age`` and ``interval`` are lengths of time in words; ``late``: the next look is overdue.
    """

    engines: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    reviewed_on: str = ""
    looked: Moment = NONE
    by: str = ""
    age: str = ""
    interval: str = ""
    next: Moment = NONE
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodView:
    """A sensitive period or a key work. ``now``: today lies in it; ``unmanned``: days of it."""

    name: str
    sort: str
    since: str
    until: str
    now: bool
    duty: bool
    unmanned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    """A contact. ``stale``: nobody has verified it lately."""

    body: str
    post: str
    hours: str
    verified_on: str
    stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class YearItemView:
    """Something that comes round by the year. ``state``: 已办 or 未办."""

    name: str
    state: str
    detail: str
    clause: str
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFindingView:
    """A finding about the office, in words, with whose demand it is."""

    code: str
    severity: str
    clause: str
    force: str
    message: str
    fix: str
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """An entry of the journal. ``lines``: its fields, a title and a text each."""

    at: Moment
    by: str
    kind: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalView:
    """The page 值班与监测, top to bottom. ``gaps`` and ``overlaps`` are spans of time in words."""

    ledger: str
    drill: bool
    built: Moment
    plan: str
    on_duty: tuple[TurnView, ...]
    next_duty: tuple[TurnView, ...]
    gaps: tuple[str, ...]
    overlaps: tuple[str, ...]
    look: LookView
    periods: tuple[PeriodView, ...]
    contacts: tuple[ContactView, ...]
    yearly: tuple[YearItemView, ...]
    findings: tuple[OfficeFindingView, ...]
    records: tuple[RecordView, ...]
