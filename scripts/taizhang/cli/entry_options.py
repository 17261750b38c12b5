"""Options of commands that write an entry, made from the tables of kinds and fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from taizhang.cli import both
from taizhang.model.fields import COMMON, LISTS, Field, Type
from taizhang.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from taizhang.actions.composing import Typed
    from taizhang.model.fields import Kind

    Decorated = Callable[..., Any]

ELSEWHERE = {
    "发现": "taizhang new",
    "审批": "taizhang approve ID",
    "更正": "taizhang correct ID ENTRY",
}
"""Kinds with a command of their own, which knows what else belongs to them."""

ADDED = tuple(name for name in KINDS if name not in ELSEWHERE)
"""Kinds that are added to an incident; the plan says which of them enter a stage."""

_MARK = "f_"
"""Before the name of an option's parameter: a field may be called ``from`` or ``as``."""

_METAVAR = {
    Type.TIME: "TIME",
    Type.DAY: "DAY",
    Type.NUMBER: "N",
    Type.RECORDS: "PART;PART…",
    Type.MARKS: "NAME=VALUE",
    Type.STAGE: "STAGE",
    Type.LEVEL: "LEVEL",
}

acting = click.option(
    "--as",
    "acting",
    metavar="PERSON",
    default="",
    help=both("代这个人操作（仅限演练台账）", "act for this person, in a drill ledger only"),
)


def common_options(function: Decorated) -> Decorated:
    """``--at``, ``--by`` and ``--as``, which every entry takes."""
    at = click.option(
        "--at",
        metavar="TIME",
        default="",
        help=both("何时做的，默认现在；如 09:35", "when it was done, now unless given: 09:35"),
    )
    by = click.option(
        "--by", metavar="PERSON", default="", help=both("谁做的，默认本人", "who did it")
    )
    return at(by(acting(function)))


def field_options(
    kinds: Iterable[str], *, without: Iterable[str] = (), table: Mapping[str, Kind] = KINDS
) -> Callable[..., Decorated]:
    """Options for all fields entries of ``kinds`` may carry, common ones included."""
    titles: dict[str, list[str]] = {}
    fields: dict[str, Field] = {}
    for field in (*(f for kind in kinds for f in _flat(table[kind].fields)), *COMMON):
        if field.name in without:
            continue
        fields.setdefault(field.name, field)
        if field.zh not in titles.setdefault(field.name, []):
            titles[field.name].append(field.zh)

    def decorate(function: Decorated) -> Decorated:
        for name, field in reversed(fields.items()):
            function = _option(name, field, "、".join(titles[name]))(function)
        return function

    return decorate


def typed_fields(values: Mapping[str, tuple[str, ...]]) -> Typed:
    """What was typed for fields, by the fields' names."""
    return {name.removeprefix(_MARK): each for name, each in values.items() if each}


def kinds_help(kinds: Iterable[str], table: Mapping[str, Kind] = KINDS) -> str:
    """One line a kind: its name, its key, what it must and what it may carry."""
    from taizhang.actions.composing import option_of

    lines = []
    for name in kinds:
        kind = table[name]
        groups = {each for group in kind.any_of for each in group}
        must = [option_of(f) for f in kind.fields if f.needed and f.type is not Type.NEW]
        may = [option_of(f) for f in kind.fields if not f.needed or f.name in groups]
        optional = f" [{' '.join(may)}]" if may else ""
        lines.append(f"{name} {kind.key}：{' '.join(must)}{optional}")
    return "\n".join(lines)


def _flat(fields: Iterable[Field]) -> Iterable[Field]:
    """A record of numbers is typed number by number."""
    for field in fields:
        if field.type is Type.RECORD:
            yield from field.fields
        else:
            yield field


def _option(name: str, field: Field, title: str) -> Callable[..., Decorated]:
    spelled = f"--{name.replace('_', '-')}"
    names = [spelled]
    many = field.type in LISTS or field.type in (Type.RECORDS, Type.MARKS)
    if many and name.endswith("s"):
        names.append(spelled.removesuffix("s"))
    more = ("，可多次", ", repeatable") if many else ("", "")
    return click.option(
        *names,
        f"{_MARK}{name}",
        multiple=True,
        metavar=_METAVAR.get(field.type, "TEXT"),
        help=both(title + more[0], name + more[1]),
    )
