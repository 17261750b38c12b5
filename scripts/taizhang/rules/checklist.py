"""Which checks an entry goes through, when filed and when laid out anew.

Most have nothing to say of most entries, and that shows at once: by kind, by which fields are
there, by whether it is the first.
"""

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
    things_known,
)
from taizhang.rules.moving import (
    AFTER_CLOSE,
    ANEW,
    MOVING,
    allowed_move,
    another_level,
    one_discovery,
    one_move_at_a_time,
    still_open,
)
from taizhang.rules.personal import no_personal_data, texts_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from taizhang.model.entry import Entry
    from taizhang.rules.checks import Check


_MAKERS = ("items", "tasks", "problems", "id")

_KINDS: Mapping[Check, tuple[str, ...]] = {
    discovery_complete: ("发现",),
    no_control_of_criticism: ("管控", "移送"),
    not_own_draft: ("送审",),
    release_as_approved: ("发布",),
    several_hands: ("发布",),
    level_differs: ("会商",),
    another_level: ("调级",),
    still_open: tuple(kind for kind in KINDS if kind not in AFTER_CLOSE),
}
"""Checks that have nothing to say about other kinds."""

_FIELDS: Mapping[Check, tuple[str, ...]] = {
    things_known: ("about", *_MAKERS),
    account_of_channel: ("account",),
    account_registered: ("account",),
    account_open: ("account",),
    platform_named: ("sources",),
    work_known: ("work",),
}
"""Checks that have nothing to say about an entry with none of these fields."""


def _concerns(check: Check, kind: str, fields: Collection[str], *, first: bool) -> bool:
    """Whether ``check`` can have anything to say of an entry of that shape."""
    if check is one_discovery:
        return (kind == "发现") != first
    if check is no_personal_data:
        return first or not texts_of(KINDS[kind]).keys().isdisjoint(fields)
    if check is allowed_move:
        return first or "stage" in fields
    if check is one_move_at_a_time:
        return kind == "调级" or "stage" in fields
    asked = _FIELDS.get(check)
    return kind in _KINDS.get(check, KINDS) and (
        asked is None or any(each in fields for each in asked)
    )


_FILED = (*CHECKS, *MOVING)
_LAID_OUT = tuple(each for each in (*CHECKS, *ANEW) if each is not no_personal_data)


def filed(entry: Entry) -> tuple[Check, ...]:
    """What the entry is asked when it is filed, in this order."""
    first = entry.number == 0
    return tuple(each for each in _FILED if _concerns(each, entry.kind, entry.fields, first=first))


def laid_out(entry: Entry) -> tuple[Check, ...]:
    """What is asked again after a correction; nothing that rests on the entry's words alone."""
    first = entry.number == 0
    return tuple(
        each for each in _LAID_OUT if _concerns(each, entry.kind, entry.fields, first=first)
    )
