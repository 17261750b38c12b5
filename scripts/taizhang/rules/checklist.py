"""Which checks an entry goes through: those of its kind, when filed and when laid out anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.kinds import KINDS
from taizhang.rules.accounts import (
    account_open,
    account_registered,
    platform_named,
    several_hands,
    work_known,
)
from taizhang.rules.checks import (
    CHECKS,
    account_of_channel,
    discovery_complete,
    level_differs,
    no_control_of_criticism,
    not_own_draft,
    release_as_approved,
)
from taizhang.rules.moving import ANEW, MOVING, another_level
from taizhang.rules.personal import no_personal_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from taizhang.rules.checks import Check


def _with(field: str) -> tuple[str, ...]:
    """Kinds that may carry ``field``."""
    return tuple(name for name, kind in KINDS.items() if kind.field(field))


_ONLY: Mapping[Check, tuple[str, ...]] = {
    discovery_complete: ("发现",),
    no_control_of_criticism: ("管控", "移送"),
    not_own_draft: ("送审",),
    release_as_approved: ("发布",),
    several_hands: ("发布",),
    account_of_channel: _with("account"),
    account_registered: _with("account"),
    account_open: _with("account"),
    platform_named: _with("sources"),
    work_known: _with("work"),
    level_differs: ("会商",),
    another_level: ("调级",),
}
"""Checks that have nothing to say about other kinds."""


def _of_kinds(checks: Iterable[Check]) -> Mapping[str, tuple[Check, ...]]:
    every = tuple(checks)
    return {
        kind: tuple(check for check in every if kind in _ONLY.get(check, KINDS)) for kind in KINDS
    }


FILED = _of_kinds((*CHECKS, *MOVING))
"""What an entry of a kind is asked when it is filed, in this order."""

LAID_OUT = _of_kinds(each for each in (*CHECKS, *ANEW) if each is not no_personal_data)
"""What is asked again after a correction; nothing that rests on the entry's own words alone."""
