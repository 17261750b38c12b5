"""What a push asks a server to do with its branches, and what the server notes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class RefUpdate(NamedTuple):
    """One branch or tag a push wants moved; ``old`` None = made, ``new`` None = deleted."""

    ref: str
    old: str | None
    new: str | None


class Receipt(NamedTuple):
    """What a server noted of an update it let pass: by its own clock (aware), and from whom."""

    at: datetime
    update: RefUpdate
    pusher: str


class RefMove(NamedTuple):
    """One step of a branch as git's own log of the server tells it; ``at`` aware (UTC)."""

    at: datetime
    old: str
    new: str
    who: str
