"""Findings: what a check has to say about data, as values that never stop the check."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from taizhang.model.record import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

Where = tuple[str | int, ...]
"""A field's path in a file, for example ``("timeline", 3, "level")``."""


class Severity(Enum):
    """How heavy a finding weighs; only ``ERROR`` makes a check fail."""

    ERROR = "error"
    WARNING = "warning"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of text in both languages, to be put into a message."""

    zh: str
    en: str


Value = str | int | Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault or fact found.

    Attributes:
        code: stable short ASCII words, of the program or of a line of the plan.
        severity: error, warning or late.
        where: the field's path; ``store`` turns it into line and column.
        values: what fills the message.
        text: key of the message catalogue; ``""`` means ``code``.
        clause: clause of the plan, ``""`` where none applies.
        path: file, relative to the ledger's root, posix; ``""`` until it is known.
        line: 1-based; 0 = not known.
        column: 1-based, in characters; 0 = not known.
        on_key: True when the key, not the value, is meant.
    """

    code: str
    severity: Severity = Severity.ERROR
    where: Where = ()
    values: Mapping[str, Value] = field(default_factory=dict)
    text: str = ""
    clause: str = ""
    path: str = ""
    line: int = 0
    column: int = 0
    on_key: bool = False

    @property
    def message_key(self) -> str:
        """Key of the message catalogue that words this finding."""
        return self.text or self.code

    def at(self, path: str, line: int = 0, column: int = 0) -> Finding:
        """The same finding, placed in a file."""
        return replace(self, path=path, line=line or self.line, column=column or self.column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All findings of one check and how much was looked at.

    ``unlisted``: findings of lateness, all of closed incidents, that were counted and left out.
    """

    findings: tuple[Finding, ...] = ()
    files: int = 0
    incidents: int = 0
    unlisted: int = 0

    def count(self, severity: Severity) -> int:
        """How many findings carry ``severity``, those left out too."""
        listed = sum(1 for finding in self.findings if finding.severity is severity)
        return listed + (self.unlisted if severity is Severity.LATE else 0)

    @property
    def clean(self) -> bool:
        """True when nothing forbids the data: warnings and lateness do not."""
        return not self.count(Severity.ERROR)
