"""The office's journal: records that belong to no incident, one file a month.

The kinds and their fields are the program's, like those of incidents; nothing here needs an
approval.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from taizhang.model.fields import Field, Kind, Type
from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from datetime import date, tzinfo

    from taizhang.model.entry import Entry

FOLDER = "ledger/journal"
"""Where the journal stands in a ledger: ``ledger/journal/2026/11.yml``."""

JOURNAL_PATH = re.compile(r"ledger/journal/\d{4}/(?:0[1-9]|1[0-2])\.yml", re.ASCII)

LOOK, HANDOVER, TRAINING, DRILL = "监测", "交接班", "培训", "演练"
ANNUAL, CHECKED, VOID = "年度事项", "复核", "作废"

_NEVER = ("stage", "urgent")
"""Fields of incidents' entries that mean nothing here."""


def _kind(
    name: str, key: str, en: str, *fields: Field, any_of: tuple[tuple[str, ...], ...] = ()
) -> Kind:
    return Kind(name=name, key=key, en=en, fields=fields, any_of=any_of, without=_NEVER)


_ALL = (
    _kind(
        LOOK,
        "look",
        "watch look",
        Field("engines", Type.CHOICES, "搜索引擎", choices="engines"),
        Field("keywords", Type.CHOICES, "关键词", choices="keywords"),
        Field("platforms", Type.CHOICES, "平台", choices="platforms"),
        Field("found", Type.FOUND, "发现", needed=True, hint="没有发现的写“无”，有的写事件编号。"),
        any_of=(("platforms", "engines"),),
    ),
    _kind(
        HANDOVER,
        "handover",
        "handover of duty",
        Field("from", Type.PERSON, "交班人", needed=True),
        Field("to", Type.PERSON, "接班人", needed=True),
        Field(
            "matters",
            Type.WORDS,
            "未了事项",
            needed=True,
            hint="每项一句话，可写事件编号；没有的写“无”。",
        ),
    ),
    _kind(
        TRAINING,
        "training",
        "training",
        Field("topic", Type.WORD, "内容", needed=True),
        Field("persons", Type.PERSONS, "参加人"),
        Field("roles", Type.CHOICES, "参加角色", choices="roles"),
        Field("hours", Type.NUMBER, "学时", needed=True),
        any_of=(("persons", "roles"),),
    ),
    _kind(
        DRILL,
        "drill",
        "drill",
        Field("scope", Type.TEXT, "演练内容", needed=True),
        Field("units", Type.BODIES, "参加单位"),
        Field("incident", Type.INCIDENT, "演练事件"),
        Field("findings", Type.TEXT, "发现的问题", needed=True),
    ),
    _kind(
        ANNUAL,
        "annual",
        "item of the year",
        Field("form", Type.CHOICE, "事项", needed=True, choices="forms"),
        Field("held_on", Type.DAY, "日期"),
        Field("doc_no", Type.WORD, "文号"),
        Field("gist", Type.TEXT, "要点", needed=True),
    ),
    _kind(
        CHECKED,
        "checked",
        "check of a list",
        Field("form", Type.CHOICE, "复核什么", needed=True, choices="checked"),
        Field("names", Type.WORDS, "其中各项", hint="不写即全部。"),
        Field("result", Type.TEXT, "结果", needed=True),
    ),
    _kind(
        VOID,
        "void",
        "entry made void",
        Field("entry", Type.ENTRY, "作废哪一条", needed=True),
        Field("reason", Type.TEXT, "理由", needed=True),
    ),
)

JOURNAL_KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}
"""Every kind of the journal by the name used in files."""

JOURNAL_KEYS: dict[str, str] = {kind.key: kind.name for kind in _ALL}
"""ASCII key of the command line -> name used in files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One file of the journal: header and entries in the order of the file."""

    month: str
    plan: str
    entries: tuple[Entry, ...]

    @property
    def path(self) -> str:
        """Where the file stands."""
        return path_of(self.month)

    @property
    def voided(self) -> frozenset[tuple[str, str]]:
        """Names of the entries made void, each with whose it is: one voids only one's own."""
        return frozenset(
            (each.word("entry"), each.by) for each in self.entries if each.kind == VOID
        )

    @property
    def standing(self) -> tuple[Entry, ...]:
        """The entries that have not been made void, without those that do so."""
        gone = self.voided
        return tuple(
            each for each in self.entries if each.kind != VOID and (each.name, each.by) not in gone
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """The months that could be read, oldest first."""

    months: tuple[Month, ...] = ()

    def of_kind(self, *kinds: str) -> tuple[Entry, ...]:
        """Standing entries of these kinds, the oldest first."""
        found = [entry for month in self.months for entry in month.standing if entry.kind in kinds]
        return tuple(sorted(found, key=lambda each: each.at))

    def last(self, kind: str, form: str = "") -> Entry | None:
        """The latest standing entry of a kind, or of a kind and form."""
        found = [each for each in self.of_kind(kind) if not form or each.word("form") == form]
        return found[-1] if found else None


EMPTY = Journal()


def path_of(month: str) -> str:
    """``ledger/journal/2026/11.yml`` for ``2026-11``."""
    return f"{FOLDER}/{month[:4]}/{month[5:]}.yml"


def day_of(entry: Entry, zone: tzinfo) -> date:
    """The day of an entry in ``zone``."""
    return entry.at.astimezone(zone).date()
