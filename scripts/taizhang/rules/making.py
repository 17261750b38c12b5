"""The things an entry makes: items, tasks, problems, drafts, controls, referrals, visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.entry import part
from taizhang.model.state import Thing

if TYPE_CHECKING:
    from taizhang.model.entry import Entry

_RECORD_THINGS = (("items", "事项"), ("tasks", "任务"), ("problems", "问题"))
_ENTRY_THINGS = {"送审": "发布", "管控": "管控", "移送": "移送", "来访": "来访"}


def makes(entry: Entry) -> bool:
    """Whether an entry of that kind with those fields makes anything."""
    return entry.kind in _ENTRY_THINGS or any(key in entry.fields for key, _ in _RECORD_THINGS)


def made_by(entry: Entry) -> tuple[Thing, ...]:
    """The things an entry makes."""
    number, fields, sort = entry.number, entry.fields, _ENTRY_THINGS.get(entry.kind)
    made = [
        Thing(name=part(record, "id"), sort=each, number=number, fields=record)
        for key, each in _RECORD_THINGS
        if key in fields
        for record in entry.records(key)
    ]
    if sort:
        made.append(Thing(name=entry.word("id"), sort=sort, number=number, fields=entry.fields))
    return tuple(made)
