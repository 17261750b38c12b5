"""The fields of a form: each field of the tables as the control that takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.composing import THINGS
from taizhang.model.fields import Field, Kind, Type
from taizhang.model.kinds import FIXED_CHOICES
from taizhang.model.record import dataclass, replace
from taizhang.rules.checks import REFERENCE_FIELDS
from taizhang.rules.rightvalues import TEXT_LIMIT, WORD_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from taizhang.model.formviews import FormsView

_ONE_LINE = (Type.WORD, Type.WORDS, Type.CHOICE, Type.CHOICES)
_CONTROLS = {
    Type.TEXT: "text",
    Type.WORDS: "lines",
    Type.TIME: "time",
    Type.DAY: "day",
    Type.NUMBER: "number",
    Type.MARKS: "marks",
    Type.RECORD: "record",
    Type.RECORDS: "records",
    Type.THINGS: "things",
    Type.THING: "thing",
    Type.ENTRY: "entry",
    Type.INCIDENTS: "many",
    Type.YES: "select",
}
_MANY = (Type.PERSONS, Type.BODIES, Type.CHOICES)
_OPEN = {"发现": ("reason", "sources")}
"""Needed unless only reference data may be kept: see ``rules.checks.discovery_complete``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field as a form shows it.

    Attributes:
        control: which of the template's controls takes it.
        need: yes, no, or open: yes unless only reference data may be kept.
        reference: False where a file of reference data may not have it.
        options: value and label of each choice; ``groups`` the same under headings.
        parts: fields of a record, or marks with their values.
        stem: what its ids begin with.
        value: filled in beforehand.
        makes: what the elements of a list of records are called.
    """

    name: str
    title: str
    type: str
    control: str
    need: str = "no"
    hint: str = ""
    limit: int = 0
    reference: bool = True
    options: tuple[tuple[str, str], ...] = ()
    parts: tuple[FormField, ...] = ()
    stem: str = ""
    value: str = ""
    rows: int = 3
    makes: str = ""

    @property
    def id(self) -> str:
        """Its id in the page."""
        return f"f-{self.stem}{self.name}"

    @property
    def first(self) -> str:
        """The first of its choices."""
        return self.options[0][0] if self.options else ""

    def given(self, value: str) -> FormField:
        """The same, filled in."""
        return replace(self, value=value)


class Names:
    """What a field can be chosen from, by its type."""

    def __init__(self, forms: FormsView) -> None:
        self.forms = forms
        self.plan = forms.plan

    def of(self, field: Field, kind: Kind | None) -> tuple[tuple[str, str], ...]:
        """Value and label of each choice; empty for a field that is written freely."""
        plan = self.plan
        if field.type in (Type.CHOICE, Type.CHOICES):
            return self._choices(field, kind.name if kind else "")
        if field.type in (Type.PERSON, Type.PERSONS):
            return tuple((each.name, each.name) for each in self.forms.persons)
        if field.type in (Type.BODY, Type.BODIES):
            return _same(
                (*(each.name for each in plan.bodies), *(each.name for each in plan.roles))
            )
        if field.type is Type.LEVEL:
            return _same(each.name for each in plan.levels)
        if field.type is Type.STAGE:
            entered = [s.name for s in plan.stages if kind and kind.name in s.entered_by]
            return _same(entered)
        return _same(("是", "否")) if field.type is Type.YES else ()

    def _choices(self, field: Field, kind: str) -> tuple[tuple[str, str], ...]:
        if field.choices == "accounts":
            return _same(self.forms.accounts or self.plan.options("accounts"))
        if field.choices == "natures":
            return tuple(
                (each.name, f"{each.name}（{each.route}）" if each.route else each.name)
                for each in self.plan.natures
            )
        return _same(FIXED_CHOICES.get(field.choices) or self.plan.options(field.choices, kind))


def form_fields(kind: Kind, names: Names, stem: str = "") -> list[FormField]:
    """The fields of a form of ``kind``: its own, then what all kinds may carry."""
    found = [_field(field, kind, names, stem) for field in kind.fields if _shown(field, names)]
    for field in kind.common:
        if field.type is Type.STAGE and not names.of(field, kind):
            continue
        if field.name == "urgent" and kind.name not in names.forms.urgent:
            continue
        if kind.field(field.name) in kind.fields:
            continue
        found.append(_field(field, kind, names, stem))
    return found


def head_fields(names: Names, stem: str = "") -> list[FormField]:
    """When and by whom: what every entry begins with."""
    fields = (
        Field("at", Type.TIME, "时间", needed=True, hint="事情发生的时间，不是录入的时间。"),
        Field("by", Type.PERSON, "办理人", needed=True),
    )
    return [replace(_field(field, None, names, stem), reference=True) for field in fields]


def _shown(field: Field, names: Names) -> bool:
    return field.type is not Type.LEVEL or bool(names.plan.levels)


def _field(field: Field, kind: Kind | None, names: Names, stem: str) -> FormField:
    options = names.of(field, kind)
    line = field.type in _ONE_LINE
    return FormField(
        name=field.name,
        title=field.zh,
        type=field.type.value,
        control=_control(field, options),
        need=_need(field, kind),
        hint=field.hint,
        limit=WORD_LIMIT if line else TEXT_LIMIT,
        reference=field.name in REFERENCE_FIELDS,
        options=options,
        parts=_parts(field, kind, names, stem),
        stem=stem,
        makes=THINGS.get(field.name, "") if field.type is Type.RECORDS else "",
        rows=8 if field.name == "text" and kind and kind.makes == "发布" else 3,
    )


def _need(field: Field, kind: Kind | None) -> str:
    if field.needed:
        return "yes"
    if kind and (field.name in _OPEN.get(kind.name, ()) or field.name == "summary"):
        return "open" if kind.name == "发现" else "no"
    groups = kind.any_of if kind else ()
    return "yes" if any(group == (field.name,) for group in groups) else "no"


def _control(field: Field, options: Sequence[tuple[str, str]]) -> str:
    if field.type in _CONTROLS:
        return _CONTROLS[field.type]
    if options:
        return "checks" if field.type in _MANY else "select"
    return "many" if field.type in _MANY else "line"


def _parts(field: Field, kind: Kind | None, names: Names, stem: str) -> tuple[FormField, ...]:
    if field.type is Type.MARKS:
        return tuple(
            FormField(
                name=mark.name,
                title=mark.name,
                type="choice",
                control="select",
                options=_same(mark.values),
                stem=f"{stem}{field.name}-",
            )
            for mark in names.plan.marks
        )
    row = "n-" if field.type is Type.RECORDS else ""
    return tuple(
        replace(_field(part, kind, names, f"{stem}{field.name}-{row}"), reference=_kept(part))
        for part in field.fields
    )


def _kept(part: Field) -> bool:
    """Of an item, a file of reference data keeps all but what it is about."""
    return part.name != "summary"


def _same(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Each name once: a body may be called like a role."""
    return tuple((name, name) for name in dict.fromkeys(names))
