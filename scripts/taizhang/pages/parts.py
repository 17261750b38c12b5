"""The macros of ``parts.html.j2``, made ready once for many pages; what recurs is drawn once.

A page of an incident names the same clauses, times and satisfied rules many times over, and most
of them stand on thousands of other pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from markupsafe import Markup

    from taizhang.model.views import LevelView, Moment, RequirementView

_MOST = 4096
"""Results of each sort that are held at once."""


class Parts:
    """What ``{% import "parts.html.j2" as part with context %}`` gives, for one ``root``."""

    def __init__(self, templates: Environment, root: str) -> None:
        """``root``: way from the page to the site's root, with a slash at its end."""
        module = templates.get_template("parts.html.j2").make_module({"root": root})
        self._own = cast("Any", module)
        self._moments = _Held(self._own.moment)
        self._clauses = _Held(self._own.clause)
        self._levels = _Held(self._own.level)
        self._rules = _Held(self._own.rule)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any other macro
        return getattr(self._own, name)

    def moment(self, view: Moment, absent: str = "—") -> Markup:
        """A time."""
        return self._moments.get((view.at, view.text, absent), view, absent)

    def clause(self, plan: str, anchor: str, text: str) -> Markup:
        """A clause of a plan, as a link where it has a page."""
        return self._clauses.get((plan, anchor, text), plan, anchor, text)

    def level(self, view: LevelView) -> Markup:
        """A level."""
        return self._levels.get(
            (view.name, view.key, view.colour, view.shape, view.confirmed), view
        )

    def rule(self, plan: str, rule: RequirementView) -> Markup:
        """A rule of a plan, and how it stands."""
        told = (rule.state, rule.strength, rule.text, rule.detail, rule.anchor, rule.clause)
        return self._rules.get((plan, *told, rule.fix), plan, rule)


class _Held:
    """Results of a macro by what they are made from."""

    def __init__(self, draw: Callable[..., Markup]) -> None:
        self._draw = draw
        self._known: dict[tuple[object, ...], Markup] = {}

    def get(self, key: tuple[object, ...], *given: object) -> Markup:
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            found = self._known[key] = self._draw(*given)
        return found
