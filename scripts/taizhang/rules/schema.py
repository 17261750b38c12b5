"""The JSON Schema of an incident file: for editors that complete, explain and underline.

Draft-07 as the YAML language server reads it, made from the tables of kinds and fields and from
one plan version, so that it cannot say anything else than the reader. It says what the form of a
file must be; what order, gates and clocks ask only ``check`` can say. Source: ux.md 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.fields import COMMON, LISTS, Field, Kind, Type
from taizhang.model.kinds import FIXED_CHOICES, KINDS
from taizhang.model.messages import words
from taizhang.rules.rightvalues import TEXT_LIMIT, WORD_LIMIT
from taizhang.rules.valueforms import PATTERNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taizhang.model.plan import Plan

Schema = dict[str, object]

_ONE_LINE = (Type.WORD, Type.WORDS, Type.CHOICE, Type.CHOICES)
_HEAD = (
    Field("at", Type.TIME, "时间", hint="这件事发生的时间，不是录入的时间。"),
    Field("by", Type.PERSON, "办理人", hint="办这件事的人，写名册上的姓名。"),
)


def incident_schema(plan: Plan, persons: Sequence[str] = (), plans: Sequence[str] = ()) -> Schema:
    """The schema of a file opened under ``plan``.

    Args:
        plan: its names become the values to choose from.
        persons: every name a file may hold; none = any text.
        plans: versions a header may name, ``plan`` alone where none is given.
    """
    made = _Maker(plan, persons)
    title = made.text("标题", "一行写清是什么事，不写网民姓名、账号。", pattern=r"^[^<>&\n]+$")
    title["patternErrorMessage"] = words("title-characters", {})[0]
    head = {
        "id": made.typed(Field("id", Type.INCIDENT, "编号", hint="由 taizhang new 生成。")),
        "title": title,
        "plan": made.choice("预案版本", plans or (plan.id,)),
        "drill": made.typed(Field("drill", Type.YES, "演练")),
        "timeline": {
            "title": "经过",
            "description": "一条一件事，只在末尾增加；已有的不改不删，写错了用“更正”。",
            "type": "array",
            "minItems": 1,
            "items": {"$ref": "#/definitions/entry"},
        },
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "网络舆情台账 · 事件文件",
        "description": f"{plan.title}（{plan.id}）。由 taizhang schema 生成，不手工改。",
        "type": "object",
        "required": ["id", "title", "plan", "timeline"],
        "additionalProperties": False,
        "properties": head,
        "definitions": {
            "entry": made.entry(),
            **{field.name: made.typed(field) for field in (*_HEAD, *COMMON)},
        },
    }


class _Maker:
    """Turns fields into schemas with the names of one plan."""

    def __init__(self, plan: Plan, persons: Sequence[str]) -> None:
        self._plan = plan
        self._persons = persons

    def entry(self) -> Schema:
        """One entry: what all have, then per kind ``if kind … then …``."""
        kinds = [*KINDS.values()]
        return {
            "type": "object",
            "required": ["at", "by", "kind"],
            "properties": {
                **{field.name: {"$ref": f"#/definitions/{field.name}"} for field in _HEAD},
                "kind": {
                    "title": "种类",
                    "description": "这一条记的是什么事。",
                    "enum": [kind.name for kind in kinds],
                    "enumDescriptions": [self._told(kind) for kind in kinds],
                },
            },
            "defaultSnippets": [self._snippet(kind) for kind in kinds],
            "allOf": [self._if(kind) for kind in kinds],
        }

    def typed(self, field: Field, kind: str = "") -> Schema:
        """The schema of one field."""
        if field.type is Type.RECORDS:
            inner = self._record(field.fields, kind)
            return self._named(field, {"type": "array", "minItems": 1, "items": inner})
        if field.type is Type.RECORD:
            return self._named(field, self._record(field.fields, kind))
        if field.type is Type.MARKS:
            marks: Schema = {mark.name: self.choice("", mark.values) for mark in self._plan.marks}
            made: Schema = {"type": "object", "additionalProperties": False, "properties": marks}
            return self._named(field, made)
        scalar = self._scalar(field, kind)
        if field.type in LISTS:
            return self._named(field, {"type": "array", "minItems": 1, "items": scalar})
        if field.type is Type.VALUE:
            either: Schema = {"anyOf": [scalar, {"type": "array", "items": scalar}]}
            return self._named(field, either)
        return self._named(field, scalar)

    def text(self, title: str, hint: str, *, pattern: str) -> Schema:
        """A text of one form."""
        return {"title": title, "description": hint, "type": "string", "pattern": pattern}

    def choice(self, title: str, names: Sequence[str], told: Sequence[str] = ()) -> Schema:
        """One of ``names``, each explained where there is something to say."""
        made: Schema = {"title": title} if title else {}
        made["enum"] = list(names)
        if any(told):
            made["enumDescriptions"] = list(told)
        return made

    def _named(self, field: Field, made: Schema) -> Schema:
        head: Schema = {"title": field.zh}
        if field.hint:
            head["description"] = field.hint
        return {**head, **made}

    def _scalar(self, field: Field, kind: str) -> Schema:
        names = self._names(field, kind)
        if names is not None:
            return self.choice("", *names)
        # A number stands in the file without quotes; the reader takes every value as text.
        made: Schema = {"type": ["string", "number"]}
        if field.type in PATTERNS:
            pattern, code = PATTERNS[field.type]
            said = {"title": field.zh, "value": "…"}
            made["pattern"] = f"^(?:{pattern})$"
            made["patternErrorMessage"] = "；".join(filter(None, words(code, said)))
        else:
            line = field.type in _ONE_LINE and field.name != "sig"
            made["maxLength"] = WORD_LIMIT if line else TEXT_LIMIT
            made["pattern"] = r"^.*\S.*$" if line else r"\S"
        return made

    def _names(self, field: Field, kind: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The names to choose from and what each means; None for a field without."""
        plan, choices = self._plan, field.choices
        if field.type in (Type.PERSON, Type.PERSONS):
            return (tuple(self._persons), ()) if self._persons else None
        if field.type in (Type.CHOICE, Type.CHOICES):
            names = FIXED_CHOICES.get(choices) or plan.options(choices, kind)
            told = tuple(each.route for each in plan.natures) if choices == "natures" else ()
            return (names, told) if names else None
        roles = plan.options("roles")
        found = {
            Type.LEVEL: [(each.name, each.criteria) for each in plan.levels],
            Type.STAGE: [(each.name, f"预案{each.clause}") for each in plan.stages],
            Type.ROLE: [(name, "") for name in roles],
            Type.BODY: [(each.name, "外部单位" if each.external else "") for each in plan.bodies]
            + [(name, "角色") for name in roles if plan.body(name) is None],
            Type.YES: [("是", ""), ("否", "")],
        }
        pairs = found.get(Type.BODY if field.type is Type.BODIES else field.type)
        if pairs is None:
            return None
        return tuple(name for name, _ in pairs), tuple(told for _, told in pairs)

    def _record(self, fields: Sequence[Field], kind: str) -> Schema:
        needed = [field.name for field in fields if field.needed]
        return {
            "type": "object",
            "additionalProperties": False,
            **({"required": needed} if needed else {}),
            "properties": {field.name: self.typed(field, kind) for field in fields},
        }

    def _if(self, kind: Kind) -> Schema:
        own = {field.name: self.typed(field, kind.name) for field in self._fields(kind)}
        common = {field.name: {"$ref": f"#/definitions/{field.name}"} for field in kind.common}
        then: Schema = {
            "additionalProperties": False,
            "properties": {"at": True, "by": True, "kind": True, **common, **own},
        }
        needed = [field.name for field in self._fields(kind) if field.needed]
        if needed:
            then["required"] = needed
        groups: list[Schema] = [
            {"anyOf": [{"required": [name]} for name in group]} for group in kind.any_of
        ]
        if groups:
            then["allOf"] = groups
        return {
            "if": {"required": ["kind"], "properties": {"kind": {"const": kind.name}}},
            "then": then,
        }

    def _fields(self, kind: Kind) -> tuple[Field, ...]:
        """Its own fields; a plan without levels has no field for one."""
        levels = bool(self._plan.levels)
        return tuple(field for field in kind.fields if levels or field.type is not Type.LEVEL)

    def _told(self, kind: Kind) -> str:
        stages = [each.name for each in self._plan.stages if kind.name in each.entered_by]
        parts = [f"可进入：{'、'.join(stages)}"] if stages else []
        needed = [field.zh for field in self._fields(kind) if field.needed]
        needed += ["、".join(_titles(kind, group)) + "之一" for group in kind.any_of]
        return "；".join([f"必填：{'、'.join(needed)}", *parts])

    def _snippet(self, kind: Kind) -> Schema:
        """The entry with everything it must have, a stop to fill in at each value."""
        stops = _Stops()
        body: Schema = {
            "at": stops.word("2026-01-01 09:00"),
            "by": stops.one_of(self._persons) if self._persons else stops.word("姓名"),
            "kind": kind.name,
        }
        first = [group[0] for group in kind.any_of]
        wanted = [f for f in self._fields(kind) if f.needed or f.name in first]
        wanted += [f for f in kind.common if f.name in first]
        for field in wanted:
            body[field.name] = self._stop(field, kind.name, stops)
        return {"label": kind.name, "description": self._told(kind), "body": body}

    def _stop(self, field: Field, kind: str, stops: _Stops) -> object:
        if field.type in (Type.RECORD, Type.RECORDS):
            record = {
                part.name: self._stop(part, kind, stops)
                for part in field.fields
                if part.needed or part.name == "summary"
            }
            return record if field.type is Type.RECORD else [record]
        names = self._names(field, kind)
        stop = stops.one_of(names[0]) if names and names[0] else stops.word(field.zh)
        return [stop] if field.type in LISTS else stop


class _Stops:
    """Numbers the places of a snippet that the editor jumps to."""

    def __init__(self) -> None:
        self._count = 0

    def word(self, text: str) -> str:
        """A place with a text to be written over."""
        self._count += 1
        return f"${{{self._count}:{text}}}"

    def one_of(self, names: Sequence[str]) -> str:
        """A place with a list to choose from."""
        self._count += 1
        return f"${{{self._count}|{','.join(names)}|}}"


def _titles(kind: Kind, names: Sequence[str]) -> list[str]:
    found = [kind.field(name) for name in names]
    return [field.zh for field in found if field]
