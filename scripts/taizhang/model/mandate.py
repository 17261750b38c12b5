"""Who said yes to a new version of the roster or of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from datetime import datetime

FOLDER = "plan/approvals"
"""Where approvals of versions stand: ``roster-0002.yml``, ``plan-2026-11-18.yml``."""

NAMESPACE = "governance@taizhang"
"""What these signatures are made for; one of an incident's approval is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The version that is approved.

    Attributes:
        kind: ``roster`` or ``plan``.
        version: the number of the roster, or the plan's version.
        files: path -> SHA-256 of its bytes, everything that belongs to the version.
    """

    kind: str
    version: str
    files: tuple[tuple[str, str], ...]

    @property
    def path(self) -> str:
        """The file that holds its approvals."""
        number = f"{int(self.version):04}" if self.kind == "roster" else self.version
        return f"{FOLDER}/{self.kind}-{number}.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assent:
    """One approval of a version, as written.

    Attributes:
        number: place in the file, from 0.
        by: the administrator.
        at: claimed time; ``at_text``: as written.
        roster: the version by which the person is one.
    """

    number: int
    by: str
    at: datetime
    at_text: str
    roster: int
    sig: str
