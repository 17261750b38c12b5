"""What a field of an entry may hold: the types, and how a field is described.

The reader, the wizard, the forms and the editor's schema are all made from these tables.
"""

from __future__ import annotations

from enum import Enum

from taizhang.model.once import once
from taizhang.model.record import dataclass


class Type(Enum):
    """What a field holds. ``*S`` is a list of the same."""

    __hash__ = (
        object.__hash__
    )  # asked for every value of every file; by name takes ten times as long

    TEXT = "text"  # free text, may have lines
    WORD = "word"  # one line
    WORDS = "words"
    PERSON = "person"  # a person of the roster
    PERSONS = "persons"
    BODY = "body"  # a body the plan declares
    BODIES = "bodies"
    CHOICE = "choice"  # a value the plan lists; see Field.choices
    CHOICES = "choices"
    LEVEL = "level"
    STAGE = "stage"
    ROLE = "role"
    TIME = "time"
    DAY = "day"
    DIGEST = "digest"  # SHA-256, 64 hexadecimal digits
    NUMBER = "number"
    YES = "yes"  # 是 or 否
    NEW = "new"  # the name of a thing this entry makes
    THING = "thing"  # the name of a thing made elsewhere in the file
    THINGS = "things"
    ENTRY = "entry"  # another entry, by time and kind
    FIELD = "field"  # the name of a field
    VALUE = "value"  # any value of another field, as written
    INCIDENT = "incident"  # the id of another incident
    INCIDENTS = "incidents"
    FOUND = "found"  # 无, or the id of an incident
    PLAN = "plan"  # the name of a plan version
    MARKS = "marks"  # mark name: value
    RECORD = "record"
    RECORDS = "records"


NOTHING = "无"
"""What FOUND holds where nothing was found."""

LISTS = frozenset(
    {
        Type.WORDS,
        Type.PERSONS,
        Type.BODIES,
        Type.CHOICES,
        Type.THINGS,
        Type.INCIDENTS,
    }
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Attributes:
        name: key in the file.
        type: what it holds.
        zh: title in Chinese.
        needed: must be there.
        choices: name of the plan's list for CHOICE and CHOICES.
        fields: parts of a RECORD or of each of RECORDS.
        hint: one Chinese sentence for forms and the wizard.
    """

    name: str
    type: Type
    zh: str
    needed: bool = False
    choices: str = ""
    fields: tuple[Field, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of entry.

    Attributes:
        name: the plan's word, as in the file.
        key: ASCII name for the command line.
        en: title in English.
        fields: its own fields, in the order they are written.
        any_of: of each group at least one field must be there.
        makes: what thing its ``id`` names, ``""`` if none.
        without: common fields it may not carry.
        restricted: not for everyone in the office to read; a site may show only that it is there.
    """

    name: str
    key: str
    en: str
    fields: tuple[Field, ...]
    any_of: tuple[tuple[str, ...], ...] = ()
    makes: str = ""
    without: tuple[str, ...] = ()
    restricted: bool = False

    @property
    def common(self) -> tuple[Field, ...]:
        """The common fields it may carry."""
        if not self.without:
            return COMMON
        return tuple(each for each in COMMON if each.name not in self.without)

    def field(self, name: str) -> Field | None:
        """The own or common field called ``name``."""
        return fields_of(self).get(name)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all fields an entry of this kind may carry."""
        return ("at", "by", "kind", *(f.name for f in self.fields), *(f.name for f in self.common))


@once
def fields_of(kind: Kind) -> dict[str, Field]:
    """Its own and the common fields, by name."""
    return {each.name: each for each in (*kind.common, *kind.fields)}


ANNEX = (
    Field("name", Type.WORD, "名称", needed=True),
    Field("sha256", Type.DIGEST, "摘要值", needed=True),
)

COMMON = (
    Field("text", Type.TEXT, "说明"),
    Field("annex", Type.RECORDS, "附件", fields=ANNEX, hint="文件不入库，只记名称和摘要值。"),
    Field(
        "confirmed",
        Type.TEXT,
        "核对说明",
        hint="提示含个人信息而实际不是的，写明为何不是，如“官方公布的热线”。",
    ),
    Field("stage", Type.STAGE, "进入环节"),
    Field("late", Type.TEXT, "补录原因", hint="事后补记或超过时限的，写明原因。"),
    Field("urgent", Type.TEXT, "先办后签原因"),
)
"""Optional on any kind, after its own fields."""
