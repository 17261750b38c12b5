"""The page 值班与监测: who is on duty, what is watched, what comes round by the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.pages.slots import Door, Heading, PageSlots

if TYPE_CHECKING:
    from jinja2 import Environment

    from taizhang.model.officeviews import JournalView
    from taizhang.model.site import SiteViews

TITLE = "值班与监测"


def journal_pages(views: SiteViews, templates: Environment) -> tuple[PageSlots, ...]:
    """The page, where the site's views have it."""
    view = views.journal
    if view is None:
        return ()
    body = templates.get_template("journal.html.j2").render(view=view, root="")
    return (
        PageSlots(
            uri="journal.html",
            title=TITLE,
            description=f"{view.ledger} {TITLE}",
            body=body,
            contents=_contents(view),
            door=Door.DUTY,
            menu=Door.DUTY.value,
            hide=("navigation",),
        ),
    )


def _contents(view: JournalView) -> tuple[Heading, ...]:
    sections = (
        ("duty", "值班", True),
        ("watch", "监测", True),
        ("periods", "敏感时段和重点工作", view.periods),
        ("contacts", "联络", True),
        ("yearly", "年度事项", view.yearly),
        ("findings", "提示", True),
        ("records", "近期记录", True),
    )
    return tuple(Heading(2, anchor, text) for anchor, text, there in sections if there)
