"""What one role has to know of the plan, on one page; and who holds which role."""

from __future__ import annotations

from taizhang.model.record import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLine:
    """A duty or a signature. ``limit`` in words, ``command`` what to type for it."""

    title: str
    text: str
    limit: str
    clause: str
    anchor: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """A role or unit, who holds it, what it does by when and what it signs."""

    name: str
    holders: tuple[str, ...]
    duties: tuple[CardLine, ...]
    signs: tuple[CardLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """A person of the roster with the roles and the unit that make something theirs to do."""

    name: str
    roles: tuple[str, ...]
    unit: str = ""
