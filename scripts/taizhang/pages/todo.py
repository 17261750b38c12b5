"""The to-do page: what waits for whom, role by role."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from taizhang.pages.held import shelf_of
from taizhang.pages.slots import Door, Heading, PageSlots

if TYPE_CHECKING:
    from jinja2 import Environment

    from taizhang.model.site import SiteViews
    from taizhang.model.views import DueView, RowView, WaitingView

_URGENCY = {"overdue": 0, "unknown": 1, "soon": 1, "open": 2, "pending": 3}
"""States in which somebody must still act, most pressing first."""

_NOBODY = "未限定角色"


@dataclass(slots=True, kw_only=True)
class RoleTodo:
    """What one role or unit has to sign and to do."""

    name: str
    anchor: str
    waiting: list[WaitingView] = field(default_factory=list)
    duties: list[tuple[RowView, DueView]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How much there is to do."""
        return len(self.waiting) + len(self.duties)


def todo_page(views: SiteViews, templates: Environment) -> PageSlots:
    """The to-do page, one section a role."""
    roles = _roles(views)
    here = {role.name: role for role in roles}
    people = [
        (person.name, own)
        for person in views.people
        if (own := [here[name] for name in (*person.roles, person.unit) if name in here])
    ]
    return PageSlots(
        uri="todo.html",
        title=Door.TODO.value,
        description=f"{views.board.ledger} 待办",
        body=templates.get_template("todo.html.j2").render(
            board=views.board,
            forms=views.forms is not None,
            roles=roles,
            people=people,
            root="",
        ),
        contents=tuple(Heading(2, role.anchor, role.name) for role in roles),
        door=Door.TODO,
        menu=Door.TODO.value,
        hide=("navigation",),
    )


def _roles(views: SiteViews) -> list[RoleTodo]:
    found: dict[str, RoleTodo] = {}

    def of(name: str) -> RoleTodo:
        return found.setdefault(name, RoleTodo(name=name, anchor=f"r{len(found) + 1}"))

    for waiting in views.board.waiting:
        for name in dict.fromkeys(waiting.roles or (_NOBODY,)):
            of(name).waiting.append(waiting)
    for row, due in sorted(
        shelf_of(views).duties(), key=lambda pair: (_URGENCY[pair[1].state], pair[1].due.at)
    ):
        for name in due.who.split("、") if due.who else (_NOBODY,):
            of(name).duties.append((row, due))
    return list(found.values())
