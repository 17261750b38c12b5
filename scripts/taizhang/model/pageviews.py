"""Plain data of the small parts of an incident page: limits, documents, changes, links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from taizhang.model.views import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitView:
    """A limit that began to run in a stage: what of, how long, and how it stands (``DueView``).

    ``taken`` is the time used up to now or to the end, in words.
    """

    name: str
    limit: str
    taken: str
    state: str
    state_zh: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefView:
    """An entry of the page, told in short."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One commit that touched the incident: only added lines are shown.

    ``entries``: each entry it brought.
    """

    commit: str
    author: str
    at: Moment
    subject: str
    added: tuple[str, ...]
    entries: tuple[RefView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document of the incident: number, draft or annex. ``anchor``: the entry that names it."""

    sort: str
    name: str
    at: Moment
    by: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """Another incident, and ``how`` it belongs here."""

    id: str
    title: str
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A finding about this incident, in words."""

    code: str
    severity: str
    line: int
    message: str
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """An item and how it was answered (``""`` = not yet)."""

    name: str
    nature: str
    summary: str
    answer: str
