"""A ledger's incidents for a site, as far as other pages than their own need them.

An incident's page is drawn once its content is known; what stands beside it (the one before, the
one after, those that name it) is known only when all others are. So a page is a sketch first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from taizhang.model.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from taizhang.model.boardview import UnverifiedView
    from taizhang.model.formviews import FormsView
    from taizhang.model.incidentfacts import IncidentFacts
    from taizhang.model.lessonviews import LessonView
    from taizhang.model.pageviews import LinkView
    from taizhang.model.views import DueView, IncidentView, Moment, RowView, WaitingView


class Sketch(NamedTuple):
    """A page before it is known what stands beside it.

    Attributes:
        anchors: of its sections, in order.
        body: HTML without related incidents; ``data``: the JSON file without them; both in
            UTF-8, since they travel from process to process and are long.
        line: what a search finds it by, as JSON.
        filed: HTML of its place in the archive.
    """

    id: str
    title: str
    stage: str
    anchors: tuple[str, ...]
    body: bytes
    data: bytes
    line: str
    filed: str = ""


class Links(NamedTuple):
    """What stands beside an incident: those named or naming it, and its neighbours by id."""

    related: tuple[LinkView, ...] = ()
    before: LinkView | None = None
    after: LinkView | None = None


class Setting(NamedTuple):
    """What every incident page says besides the incident."""

    ledger: str
    drill: bool
    built: Moment
    forms: FormsView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """An incident in short.

    Attributes:
        row: without stages and next duty when settled.
        stages: names of all stages of its plan.
        named: id and word of every incident that this one names.
        hidden: only references to it may be kept, so that not everybody is shown it.
        settled: nothing said of it changes any more after ``latest`` (RFC 3339, UTC).
        facts: None where a settled one was kept; the sums of its month hold them.
        duties: those on which somebody must still act.
    """

    row: RowView
    stages: tuple[str, ...]
    anchors: tuple[str, ...]
    named: tuple[tuple[str, str], ...]
    hidden: bool
    settled: bool
    latest: str
    lessons: tuple[LessonView, ...]
    unverified: tuple[UnverifiedView, ...]
    facts: IncidentFacts | None = None
    duties: tuple[DueView, ...] = ()
    waiting: tuple[WaitingView, ...] = ()


class Told(NamedTuple):
    """An incident as its neighbours name it."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """The settled incidents of a month, in short. Tops are the latest times, ``""`` = none.

    Attributes:
        digest: of everything their pages hold.
        latest: the latest claimed time, RFC 3339 in UTC.
        closings: of those everybody is shown, by month.
        learnt: when the last of these was closed that has lessons.
        naming: who names others.
        revised: lessons that led to a plan version.
        left_out: single drills, which do not count.
    """

    digest: str = ""
    count: int = 0
    latest: str = ""
    first: Told | None = None
    last: Told | None = None
    hidden: tuple[str, ...] = ()
    naming: tuple[tuple[Told, tuple[tuple[str, str], ...]], ...] = ()
    shapes: tuple[tuple[str, ...], ...] = ()
    closings: Mapping[str, int] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    stages: tuple[str, ...] = ()
    natures: tuple[str, ...] = ()
    moved: str = ""
    closed: str = ""
    learnt: str = ""
    lessons: int = 0
    taught: str = ""
    revised: tuple[LessonView, ...] = ()
    unverified: int = 0
    approved: str = ""
    left_out: int = 0


class Tops(NamedTuple):
    """What came last among the settled incidents of a month, the newest first.

    Attributes:
        moved: those in which something was entered last.
        closed: those closed last, hidden ones too.
        learnt: of those everybody is shown and that have lessons, the ones closed last.
        taught: lessons.
        approved: approvals that nobody could verify, of hidden incidents too.
    """

    moved: tuple[RowView, ...] = ()
    closed: tuple[RowView, ...] = ()
    learnt: tuple[RowView, ...] = ()
    taught: tuple[LessonView, ...] = ()
    approved: tuple[UnverifiedView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What a search may be narrowed to: only what occurs. ``levels``: name -> rank."""

    years: tuple[str, ...] = ()
    levels: Mapping[str, int] = field(default_factory=dict)
    stages: tuple[str, ...] = ()
    natures: tuple[str, ...] = ()


class Shelf(Protocol):
    """All incidents that have a page. Rows come newest first."""

    def shapes(self) -> frozenset[tuple[str, ...]]:
        """The sections of pages, ``related`` included: each set that occurs, or might."""

    def facets(self) -> Facets:
        """What occurs; years newest first."""

    def moved(self, count: int) -> tuple[RowView, ...]:
        """Those in which something was entered last."""

    def duties(self) -> tuple[tuple[RowView, DueView], ...]:
        """Duties on which somebody must act, incidents in the order of their ids."""

    def closings(self) -> Mapping[str, int]:
        """How many were closed, by month (``2026-11``), newest first."""

    def filed(self, year: str, draw: Callable[[RowView], str]) -> Iterable[tuple[str, str]]:
        """Those closed in a year, the last first: when, and HTML of their place in the archive.

        ``draw``: draws it where it is not known.
        """

    def filed_mark(self, year: str) -> str:
        """Changes with what ``filed`` gives; ``""`` = not known."""

    def closed_lessons(self, count: int) -> tuple[tuple[RowView, str], ...]:
        """Lessons of those closed last."""

    def lines(self, year: str) -> tuple[str, ...]:
        """Search records of those opened in a year, as JSON, newest first."""

    def lines_mark(self, year: str) -> str:
        """Changes with what ``lines`` gives; ``""`` = not known."""

    def write(self, write: Writing) -> None:
        """Hand every page to ``write`` that is not there yet as it should be."""


class Writing(NamedTuple):
    """How pages are made from sketches, and where they go.

    Attributes:
        sketch: draws a page.
        finish: address in the site and bytes of each file of a page.
        out: folder of the site.
        frames: a digest of the frame for each set of sections.
    """

    sketch: Callable[[IncidentView], Sketch]
    finish: Callable[[Sketch, Links], Iterable[tuple[str, bytes]]]
    out: str
    frames: Mapping[tuple[str, ...], str]
