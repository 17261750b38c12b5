"""A norm the plan rests on, with its force and when it was last checked."""

from __future__ import annotations

from taizhang.model.record import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A norm the plan rests on."""

    name: str
    force: str = ""
    in_force_from: str = ""
    superseded_by: str = ""
    checked_on: str = ""
    note: str = ""
