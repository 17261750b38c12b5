"""Parameters of a plan: numbers and names that its text leaves open, as data with their origin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.findings import Phrase
from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from taizhang.model.times import Span

OPEN = "待定"
"""The value of a parameter that nobody has settled: nothing is judged by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter.

    Attributes:
        values: what the plan says; one element, or a list of names.
        basis: the norm it is taken from, or 目标 where it is the office's own aim.
        span: the value as a length of time; None for names and while it is 待定.
        number: place in the plan's list.
    """

    name: str
    key: str
    values: tuple[str, ...]
    basis: str = ""
    clause: str = ""
    note: str = ""
    span: Span | None = None
    number: int = 0

    @property
    def settled(self) -> bool:
        """True when somebody has settled the value."""
        return self.values != (OPEN,)

    @property
    def limit(self) -> Phrase:
        """The length of time in words, with where it comes from."""
        if self.span is None:
            return Phrase(OPEN, "open")
        origin = self.basis or self.clause
        zh, en = self.span.words(), self.span.words("en")
        return Phrase(f"{zh}，{origin}", f"{en}, {origin}") if origin else Phrase(zh, en)


SPANS = frozenset(
    {
        "basis_check",
        "contact_fresh",
        "drill_cycle",
        "duty_ahead",
        "media_limit",
        "period_ahead",
        "training_cycle",
        "watch_interval",
        "watch_list_review",
    }
)
"""Parameters the program reads as a length of time."""

NAMES = frozenset(
    {
        "annual_items",
        "round_clock_contacts",
        "separate_roles",
        "standing_contacts",
        "training_roles",
        "watch_until",
    }
)
"""Parameters the program reads as names."""
