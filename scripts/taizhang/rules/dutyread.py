"""Reads the shifts of ``plan/office/duty.yml``."""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING

from taizhang.model.office import Shift

if TYPE_CHECKING:
    from taizhang.model.findings import Where
    from taizhang.rules.settings import Record, Settings

_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_KEYS = ("name", "from", "until")


def read_shifts(settings: Settings, record: Record) -> tuple[tuple[Shift, ...], tuple[str, ...]]:
    """The sound shifts of the day, and the names of all that are listed; a name is given once."""
    shifts: list[Shift] = []
    places: list[tuple[str, Where]] = []
    for raw, where in settings.rows(record, "shifts", ()):
        row = settings.record(raw, where, _KEYS, _KEYS)
        name = settings.word(row, "name", where)
        since, until = (_clock(settings, row, key, where) for key in ("from", "until"))
        places.append((name, (*where, "name")))
        if name and since is not None and until is not None:
            shifts.append(Shift(name=name, since=since, until=until))
    settings.unique(places)
    return tuple(shifts), tuple(name for name, _ in places if name)


def _clock(settings: Settings, row: Record, key: str, where: Where) -> time | None:
    """A time of day; None after a finding."""
    text = settings.word(row, key, where)
    found = _CLOCK.fullmatch(text)
    if found:
        return time(int(found[1]), int(found[2]))
    if text:
        settings.fault("setting-not-clock", (*where, key), key=key, value=text)
    return None
