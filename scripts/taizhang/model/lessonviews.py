"""Lessons of reviews as plain data: what was found, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from taizhang.model.views import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonView:
    """A problem of a review and what came of it.

    Attributes:
        incident: id of the incident; ``title`` is its title.
        name: what the review calls it: 问题1.
        at: when the review was made.
        plan: version that carries the change, ``""`` = none; ``clause`` of it, ``anchor`` on its
            pages; ``known`` is False when there is no such version.
        reason: why the plan stays as it is, or what was done besides.
        drill: True when the incident is a drill.
    """

    incident: str
    title: str
    name: str
    text: str
    at: Moment
    plan: str = ""
    clause: str = ""
    anchor: str = ""
    known: bool = True
    reason: str = ""
    drill: bool = False
