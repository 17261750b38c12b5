"""Is an incident's verdict final: the same at every later moment, as long as its file is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from taizhang.rules.judge import Judged


def settled(judged: Judged, now: datetime) -> bool:
    """True for a closed incident that waits for nobody, on which no clock runs, nothing ahead.

    What is said of an open one tells how long ago something was, and changes by the minute.
    """
    state = judged.state
    return (
        state.closed
        and not (state.waiting or state.unratified)
        and not any(due.open for due in judged.dues)
        and latest(judged) <= now
    )


def latest(judged: Judged) -> datetime:
    """The latest claimed time in the incident; aware."""
    return max(act.entry.at for act in judged.state.acts)
