"""From what a person typed to the fields of an entry, in the order they are written.

Names and keys are both taken; names of new things are given; a time may be short. What is not
understood is passed on as typed: the reader words that fault, here as in ``check``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from taizhang.actions.records import read_marks, read_record
from taizhang.errors import UsageProblem
from taizhang.model.fields import LISTS, NOTHING, Field, Type
from taizhang.model.findings import Phrase
from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from taizhang.model.fields import Kind
    from taizhang.model.plan import Body, Level, Nature, Plan, Role, Stage
    from taizhang.model.roster import Roster
    from taizhang.rules.judge import Judged
    from taizhang.store.emit import TreeValue

Typed = Mapping[str, tuple[str, ...]]
"""Field name -> what was typed for it, in order."""

THINGS = {"items": "事项", "tasks": "任务", "problems": "问题"}
"""Lists of records whose elements are named, and what they are called."""

_COMMA = re.compile(r"\s*[,，、]\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the words of an entry may refer to.

    Attributes:
        now: aware; a time without a day is of this day in the plan's zone.
        judged: the incident the entry goes to; None for a new one.
        incident_of: the full id for an incident's id or its ending.
        digest_of: SHA-256 of a file, in hexadecimal digits.
    """

    plan: Plan
    roster: Roster
    now: datetime
    judged: Judged | None
    incident_of: Callable[[str], str]
    digest_of: Callable[[str], str]

    @property
    def things(self) -> frozenset[str]:
        """Names of things that are taken in the file."""
        return frozenset(self.judged.ground.things) if self.judged else frozenset()


def compose(kind: Kind, typed: Typed, scene: Scene) -> dict[str, TreeValue]:
    """The fields of an entry of ``kind``, without ``at``, ``by`` and ``kind``.

    Fields that were not typed and cannot be guessed are left out: see ``lacking``.

    Raises:
        UsageProblem: a field was typed that an entry of this kind does not have.
    """
    _require_known(kind, typed)
    fields: dict[str, TreeValue] = {}
    for name in kind.names[3:]:
        field = kind.field(name)
        if field is None:
            continue
        if field.type is Type.RECORD:
            spread = {
                part.name: typed[part.name][-1] for part in field.fields if typed.get(part.name)
            }
            if spread:
                fields[name] = spread
        elif typed.get(name):
            fields[name] = _value(field, typed[name], scene)
        elif (given := _given(kind, field, typed, scene)) is not None:
            fields[name] = given
    return fields


def lacking(kind: Kind, fields: Mapping[str, TreeValue], plan: Plan) -> tuple[Field, ...]:
    """Fields an entry of ``kind`` must have and ``fields`` has not; of a group, its first."""
    found = [
        field
        for field in kind.fields
        if field.needed and field.name not in fields and (field.name != "level" or plan.levels)
    ]
    for group in kind.any_of:
        first = kind.field(group[0])
        if first is not None and not any(name in fields for name in group):
            found.append(first)
    return tuple(found)


def require_complete(kind: Kind, fields: Mapping[str, TreeValue], plan: Plan) -> None:
    """Refuse an entry that lacks something.

    Raises:
        UsageProblem: naming the options that are missing.
    """
    found = lacking(kind, fields, plan)
    if found:
        options = "、".join(f"{option_of(field)}（{field.zh}）" for field in found)
        names = ", ".join(option_of(field) for field in found)
        raise UsageProblem("options-missing", kind=kind.name, options=Phrase(options, names))


def option_of(field: Field) -> str:
    """The option that fills a field: ``--doc-no``; one element of a list of records, ``--task``."""
    name = field.name
    if field.type in (Type.RECORDS, Type.MARKS) and name.endswith("s"):
        name = name.removesuffix("s")
    if field.type is Type.RECORD:
        name = field.fields[0].name
    return f"--{name.replace('_', '-')}"


def next_name(sort: str, taken: Collection[str]) -> str:
    """``任务3`` where 任务1 and 任务2 are taken."""
    numbers = [
        int(name.removeprefix(sort))
        for name in taken
        if name.startswith(sort) and name.removeprefix(sort).isdecimal()
    ]
    return f"{sort}{max(numbers, default=0) + 1}"


def when(text: str, scene: Scene) -> str:
    """A typed time in the form of the file; ``09:35`` is of today. Anything else as it is."""
    text = text.strip().replace("T", " ").replace("：", ":")
    if re.fullmatch(r"\d{1,2}:\d\d(:\d\d)?", text, re.ASCII):
        today = scene.now.astimezone(scene.plan.zone).strftime("%Y-%m-%d")
        return f"{today} {text.zfill(len(text) + (text.index(':') == 1))}"
    return text


def _require_known(kind: Kind, typed: Typed) -> None:
    known = {*kind.names[3:]}
    for field in kind.fields:
        if field.type is Type.RECORD:
            known |= {part.name for part in field.fields}
    strange = [name for name, values in typed.items() if values and name not in known]
    if strange:
        fields = [own for name in kind.names[3:] if (own := kind.field(name))]
        raise UsageProblem(
            "option-not-of-kind",
            kind=kind.name,
            option=f"--{strange[0].replace('_', '-')}",
            known=" ".join(option_of(field) for field in fields),
        )


def _value(field: Field, typed: Sequence[str], scene: Scene) -> TreeValue:
    if field.type is Type.RECORDS:
        return _records(field, typed, scene)
    if field.type is Type.MARKS:
        return read_marks(typed, scene.plan)
    if field.type is Type.WORDS:
        return list(typed)
    if field.type in LISTS:
        parts = [part for each in typed for part in _COMMA.split(each.strip()) if part]
        return [_scalar(field, part, scene) for part in parts]
    return _scalar(field, typed[-1], scene)


def _records(field: Field, typed: Sequence[str], scene: Scene) -> TreeValue:
    if field.name == "annex":
        return [_annex(each, scene) for each in typed]
    records: list[dict[str, TreeValue]] = []
    taken = set(scene.things)
    for each in typed:
        read = read_record(field, each)
        record: dict[str, TreeValue] = {}
        for part in field.fields:
            if part.type is Type.NEW and part.name not in read:
                record[part.name] = next_name(THINGS.get(field.name, field.zh), taken)
            elif part.name in read:
                record[part.name] = _value(part, (read[part.name],), scene)
        taken.add(str(record.get("id", "")))
        records.append(record)
    return records


def _annex(text: str, scene: Scene) -> dict[str, TreeValue]:
    """``会商纪要=minutes.pdf``: name and digest; the file itself stays outside.

    Raises: UsageProblem: not of that form, or the file cannot be read.
    """
    name, equals, path = text.partition("=")
    if not (equals and name.strip() and path.strip()):
        raise UsageProblem("annex-form", value=text)
    return {"name": name.strip(), "sha256": scene.digest_of(path.strip())}


def _scalar(field: Field, text: str, scene: Scene) -> str:
    plan = scene.plan
    if field.type is Type.TIME:
        return when(text, scene)
    if field.type in (Type.INCIDENT, Type.INCIDENTS, Type.FOUND) and text != NOTHING:
        return scene.incident_of(text)
    if field.type is Type.DIGEST and text.startswith("@"):
        return scene.digest_of(text[1:])
    if field.type in (Type.PERSON, Type.PERSONS):
        person = scene.roster.person(text)
        return person.name if person else text
    find = _FIND.get("natures" if field.choices == "natures" else field.type)
    found = find(plan, text) if find else None
    return found.name if found else text


_Named = Callable[["Plan", str], "Level | Stage | Nature | Body | Role | None"]
_FIND: dict[Type | str, _Named] = {
    Type.LEVEL: lambda plan, text: plan.level(text),
    Type.STAGE: lambda plan, text: plan.stage(text),
    Type.ROLE: lambda plan, text: plan.role(text),
    Type.BODY: lambda plan, text: plan.body(text) or plan.role(text),
    Type.BODIES: lambda plan, text: plan.body(text) or plan.role(text),
    "natures": lambda plan, text: plan.nature(text),
}


def _given(kind: Kind, field: Field, typed: Typed, scene: Scene) -> TreeValue | None:
    """What a field can only be, or is by the office's custom; None when a person must say."""
    if field.type is Type.NEW and kind.makes:
        return next_name(kind.makes, scene.things)
    if not field.needed:
        return None
    if field.type is Type.CHOICE:
        options = scene.plan.options(field.choices, kind.name)
        if kind.name == "报告" and field.name == "form" and options:
            return options[min(_reports_to(typed, scene), 1, len(options) - 1)]
        return options[0] if len(options) == 1 else None
    if field.type is Type.THINGS and field.name == "items" and scene.judged:
        items = [thing.name for thing in scene.judged.state.things_of("事项")]
        return items if len(items) == 1 else None
    return None


def _reports_to(typed: Typed, scene: Scene) -> int:
    """How many reports to the same body stand already: the first is 首报, later ones 续报."""
    to = typed.get("to")
    if not to or scene.judged is None:
        return 0
    body = scene.plan.body(to[-1])
    name = body.name if body else to[-1]
    acts = scene.judged.state.acts
    return sum(
        1
        for act in acts
        if act.entry.kind == "报告" and act.counts and act.entry.word("to") == name
    )
