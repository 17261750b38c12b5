"""When and by whom something entered the record, as git tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """The commit in which something was first recorded; ``at`` is aware (UTC).

    ``received``: when the office's server took it, by the server's clock (aware); None where no
    receipt is at hand.
    """

    at: datetime
    commit: str
    author: str
    committer: str
    received: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One recorded change of one file.

    Attributes:
        recorded: when, where and by whom.
        added: the lines put at the end; of a rewritten file the whole of it.
        rewritten: True when the file did not simply grow; nobody may do that.
    """

    recorded: Recorded
    added: str
    rewritten: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """One file's past: one ``Recorded`` an entry, and every change, the earliest first."""

    recorded: tuple[Recorded, ...] = ()
    revisions: tuple[Revision, ...] = ()


NO_HISTORY = History()
"""Where git can tell nothing."""
