"""Everything the site is built from, in words: the views of one moment and the plan's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from taizhang.model.boardview import BoardView
    from taizhang.model.cardviews import CardView, PersonView
    from taizhang.model.formviews import FormsView
    from taizhang.model.lessonviews import LessonView
    from taizhang.model.officeviews import JournalView
    from taizhang.model.rulebook import RuleBook
    from taizhang.model.shelf import Shelf
    from taizhang.model.statisticsviews import StatisticsView
    from taizhang.model.views import IncidentView, RowView


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table made from the plan's data: every cell is text, every row as long as ``header``."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


STANDINGS = ("current", "proposed", "former")
"""How a plan version stands, in the order of the menu."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPages:
    """One version of the plan. ``pages``: file name (``index.md``) and Markdown, in order.

    ``tables`` by the name a page asks for: levels, stages, moves, approvals, deadlines, rules,
    natures, roles, bases, marks; diff where the version revises another.

    Attributes:
        standing: one of ``STANDINGS``.
        revises: id of the version that this one changes.
    """

    id: str
    title: str
    pages: tuple[tuple[str, str], ...]
    tables: Mapping[str, Table] = field(default_factory=dict)
    standing: str = "current"
    revises: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteViews:
    """The whole site. ``archive`` holds closed incidents only, newest first.

    Incidents with a page stand on ``shelf``, which other pages ask for lists. Without one, they are
    ``incidents`` and ``archive``, all at hand. ``plans`` has the version in force first;
    ``lessons`` are of reviews that count, newest first: the latest of ``lesson_count``, and all
    that led to a plan version. ``hidden``: ids that are shown to the office only.
    """

    board: BoardView
    incidents: tuple[IncidentView, ...] = ()
    archive: tuple[RowView, ...] = ()
    plans: tuple[PlanPages, ...]
    lessons: tuple[LessonView, ...] = ()
    rules: RuleBook | None = None
    journal: JournalView | None = None
    cards: tuple[CardView, ...] = ()
    people: tuple[PersonView, ...] = ()
    forms: FormsView | None = None
    statistics: StatisticsView | None = None
    shelf: Shelf | None = None
    hidden: frozenset[str] = frozenset()
    lesson_count: int = 0
