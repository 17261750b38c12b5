"""Records and marks as typed in one option: ``"unit=法工委;do=起草条文解释;due=18:00"``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from taizhang.errors import UsageProblem
from taizhang.model.fields import Type

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taizhang.model.fields import Field
    from taizhang.model.plan import Plan
    from taizhang.store.emit import TreeValue

_PART = re.compile(r"\s*([;；])\s*")


def read_record(field: Field, text: str) -> dict[str, str]:
    """The parts of one record, by field name; keys may be the fields' names or Chinese titles.

    Parts before the first key fill what must be there, then what the record is about, in order.
    A semicolon inside a text is kept: what has no known key belongs to the part before.

    Raises:
        UsageProblem: nothing could be understood.
    """
    known = {name: part.name for part in field.fields for name in (part.name, part.zh)}
    open_parts = [part.name for part in field.fields if part.needed and part.type is not Type.NEW]
    open_parts += [part.name for part in field.fields if part.type is Type.TEXT and not part.needed]
    pieces = _PART.split(text.strip())
    read: dict[str, str] = {}
    last = ""
    for number in range(0, len(pieces), 2):
        key, equals, value = pieces[number].partition("=")
        if equals and key.strip() in known:
            last = known[key.strip()]
            read[last] = value.strip()
            open_parts = []
        elif free := next((name for name in open_parts if name not in read), ""):
            last = free
            read[last] = pieces[number]
        elif last:
            read[last] += pieces[number - 1] + pieces[number]
    if not any(read.values()):
        names = ";".join(f"{part.name}=…" for part in field.fields if part.type is not Type.NEW)
        raise UsageProblem("record-form", value=text, field=field.zh, form=names)
    return {name: value for name, value in read.items() if value}


def read_marks(typed: Sequence[str], plan: Plan) -> dict[str, TreeValue]:
    """``状态=已发布``; the value alone where only one mark can have it.

    Raises:
        UsageProblem: a value alone that no mark, or more than one, can have.
    """
    marks: dict[str, TreeValue] = {}
    for text in typed:
        name, equals, value = (part.strip() for part in text.partition("="))
        if equals:
            marks[name] = value
            continue
        fitting = [mark.name for mark in plan.marks if name in mark.values]
        if len(fitting) != 1:
            known = "；".join(f"{mark.name}={'|'.join(mark.values)}" for mark in plan.marks)
            raise UsageProblem("mark-form", value=text, known=known)
        marks[fitting[0]] = name
    return marks
