"""Ask on a terminal for what an entry lacks; with nobody there to answer, ask nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from taizhang.cli.edge import session
from taizhang.model.fields import LISTS, Field, Type
from taizhang.model.kinds import FIXED_CHOICES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taizhang.actions.composing import Scene, Typed
    from taizhang.model.fields import Kind
    from taizhang.store.emit import TreeValue


def interactive() -> bool:
    """True when somebody sits at a terminal to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def filled(kind: Kind, typed: Typed, scene: Scene) -> dict[str, TreeValue]:
    """The fields of an entry; on a terminal each that is missing is asked for, then added."""
    from taizhang.actions.composing import compose, lacking

    fields = compose(kind, typed, scene)
    while interactive():
        missing = lacking(kind, fields, scene.plan)
        if not missing:
            break
        typed = {**typed, missing[0].name: ask_field(missing[0], kind, scene)}
        fields = compose(kind, typed, scene)
    return fields


def ask_field(field: Field, kind: Kind, scene: Scene) -> tuple[str, ...]:
    """What a person answers for one field, as if it had been typed as an option."""
    if field.type is Type.RECORDS:
        return _ask_records(field, kind, scene)
    options = choices_of(field, kind, scene)
    many = field.type in LISTS
    if options:
        return ask_choice(field.zh, field.name, options, many=many)
    if field.hint and session().lang == "zh":
        click.echo(f"  {field.hint}", err=True)
    return (ask_text(field.zh, field.name, needed=True),)


def choices_of(field: Field, kind: Kind, scene: Scene) -> tuple[str, ...]:
    """The values a field may have, where the plan or the file lists them."""
    plan = scene.plan
    if field.type in (Type.CHOICE, Type.CHOICES):
        return FIXED_CHOICES.get(field.choices) or plan.options(field.choices, kind.name)
    if field.type is Type.LEVEL:
        return tuple(each.name for each in plan.levels)
    if field.type is Type.STAGE:
        return tuple(each.name for each in plan.stages)
    if field.type in (Type.BODY, Type.BODIES):
        return tuple(each.name for each in plan.bodies)
    if field.type in (Type.PERSON, Type.PERSONS):
        return tuple(each.name for each in scene.roster.persons if each.until is None)
    if field.type in (Type.THING, Type.THINGS):
        return tuple(sorted(scene.things))
    return ()


def ask_text(zh: str, en: str, *, needed: bool = False) -> str:
    """One line; an empty answer only where nothing is needed."""
    label = en if session().lang == "en" else zh
    while True:
        answer = str(click.prompt(label, default="", show_default=False, err=True)).strip()
        if answer or not needed:
            return answer


def ask_yes(zh: str, en: str) -> bool:
    """Yes or no; no where nothing is answered."""
    return click.confirm(en if session().lang == "en" else zh, default=False, err=True)


def ask_choice(zh: str, en: str, options: Sequence[str], *, many: bool = False) -> tuple[str, ...]:
    """One of ``options`` (or several) by number or by name, asked until it fits."""
    lang = session().lang
    click.echo("  ".join(f"{number} {name}" for number, name in enumerate(options, 1)), err=True)
    more = ("（可写多个，用逗号隔开）", " (several: with commas)") if many else ("", "")
    label = f"{en}{more[1]}" if lang == "en" else f"{zh}{more[0]}"
    while True:
        answer = str(click.prompt(label, err=True)).replace("，", ",").replace("、", ",")
        parts = [part.strip() for part in answer.split(",") if part.strip()]
        chosen = [_chosen(part, options) for part in parts]
        if chosen and all(chosen) and (many or len(chosen) == 1):
            return tuple(chosen)


def _chosen(part: str, options: Sequence[str]) -> str:
    if part.isdecimal() and 0 < int(part) <= len(options):
        return options[int(part) - 1]
    return part if part in options else ""


def _ask_records(field: Field, kind: Kind, scene: Scene) -> tuple[str, ...]:
    """Records one after the other, each part that must be there and what it is about."""
    records = []
    while True:
        parts = []
        for part in field.fields:
            if part.type is Type.NEW or not (part.needed or part.type is Type.TEXT):
                continue
            parts.append(f"{part.name}={','.join(ask_field(part, kind, scene))}")
        records.append(";".join(parts))
        if not ask_yes(f"再加一个{field.zh}？", f"another of {field.name}?"):
            return tuple(records)
