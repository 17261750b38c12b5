"""The page of lessons: what reviews brought to light, and which plan version came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.record import dataclass
from taizhang.pages.slots import Door, Heading, PageSlots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

    from taizhang.model.lessonviews import LessonView
    from taizhang.model.site import PlanPages, SiteViews

LESSONS = "plan/lessons.html"
"""Where the page lies, from the site's root."""

SHOWN = 300
"""Lessons in the list by date; those that led to a plan version are never left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A plan version with the lessons that led to it, clause by clause."""

    id: str
    title: str
    anchor: str
    standing: str
    lessons: tuple[LessonView, ...]


def lesson_pages(views: SiteViews, templates: Environment) -> Iterator[PageSlots]:
    """The page, where there is a plan; it says so when there is no lesson yet."""
    if not views.plans:
        return
    revisions = tuple(_revisions(views))
    headings = [Heading(2, "all", "教训和结果")]
    headings += [Heading(2, each.anchor, each.title) for each in revisions]
    yield PageSlots(
        uri=LESSONS,
        title="教训与修订",
        description=f"{views.board.ledger} 总结中的教训和预案修订",
        body=templates.get_template("lessons.html.j2").render(
            board=views.board,
            lessons=views.lessons[:SHOWN],
            count=views.lesson_count or len(views.lessons),
            revisions=revisions,
            root="../",
        ),
        contents=tuple(headings),
        door=Door.PLAN,
        menu="教训与修订",
    )


def _revisions(views: SiteViews) -> Iterator[Revision]:
    """Versions that lessons led to or that revise another, as they stand in ``views.plans``."""
    for version in views.plans:
        lessons = [each for each in views.lessons if each.plan == version.id]
        if lessons or version.revises:
            yield Revision(
                id=version.id,
                title=f"{version.id} 版",
                anchor=f"v{version.id}",
                standing=standing_words(version),
                lessons=tuple(sorted(lessons, key=lambda each: each.anchor)),
            )


def standing_words(version: PlanPages) -> str:
    """How a version stands, in a word."""
    return {"current": "现行", "proposed": "修订建议", "former": "已被代替"}[version.standing]
