"""The page of all rules: the plan row by row, then every rule with an example on either side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.rulebook import LETTERS, STRENGTHS
from taizhang.pages.slots import Door, Heading, PageSlots

if TYPE_CHECKING:
    from jinja2 import Environment

    from taizhang.model.rulebook import Example, RuleBook
    from taizhang.model.site import SiteViews

URI = "plan/rules.html"
TITLE = "规则"


def rule_pages(views: SiteViews, templates: Environment) -> tuple[PageSlots, ...]:
    """The page, where the site's views tell of rules."""
    book = views.rules
    if book is None:
        return ()
    body = templates.get_template("rules.html.j2").render(
        board=views.board,
        book=book,
        examples=by_code(book),
        known={note.code for _, notes in book.groups for note in notes},
        letters=LETTERS,
        strengths=STRENGTHS,
        root="../",
    )
    return (
        PageSlots(
            uri=URI,
            title=TITLE,
            description=f"{book.title}（{book.plan}）逐条规则",
            body=body,
            contents=contents(book),
            door=Door.PLAN,
            menu=TITLE,
        ),
    )


def contents(book: RuleBook) -> tuple[Heading, ...]:
    """The sections of the page, in order."""
    rows = (Heading(2, "rows", "预案逐条对照"),) if book.rows else ()
    groups = (
        Heading(2, f"group-{number}", title) for number, (title, _) in enumerate(book.groups, 1)
    )
    return (*rows, *groups)


def by_code(book: RuleBook) -> dict[str, list[Example]]:
    """The examples of each rule, those that pass first."""
    found: dict[str, list[Example]] = {}
    for each in book.examples:
        found.setdefault(each.code, []).append(each)
    return {code: sorted(own, key=lambda each: not each.passes) for code, own in found.items()}
