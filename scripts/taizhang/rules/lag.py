"""When an entry counts as recorded late (补录): a label, never a fault."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taizhang.model.recorded import Recorded
    from taizhang.model.state import Act

LAG = timedelta(hours=2)
"""Recorded later than this after the claimed time counts as 补录."""


def lag_of(act: Act, recorded: Recorded | None) -> timedelta:
    """How long after its claimed time the entry entered the record; zero where nobody knows."""
    return recorded.at - act.entry.at if recorded else timedelta()


def is_late(act: Act, recorded: Recorded | None) -> bool:
    """True when it lies out of order in the file, or was recorded well after its claimed time."""
    return act.backdated or lag_of(act, recorded) > LAG
