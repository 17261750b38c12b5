"""Rules as they are told: one note a rule, the rows of the written plan, examples of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

STRENGTHS = {
    "挡": ("不符合的不能生效", "stops what breaks it"),
    "警": ("不符合的提醒，不阻挡", "points it out, blocks nothing"),
    "记": ("记为超时或补录，问原因", "puts it on record and asks why"),
    "程序": ("定下由谁审批、何时办完", "says who signs and by when"),
}
"""How a rule works, and what that means in both languages."""

LETTERS = {"E": "挡", "W": "警", "F": "记", "M": "由人判断", "-": "只作记载"}
"""Letters of a row of the plan and what they stand for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWords:
    """What the program's own rule asks, in both languages."""

    zh: str
    en: str
    clause: str = ""
    strength: str = "挡"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleNote:
    """One rule, of the plan or of the program.

    Attributes:
        group: key of ``GROUPS`` in ``rules.rulebook``.
        looks: what it looks at.
        rows: numbers of the rows of the plan it carries out.
    """

    code: str
    group: str
    clause: str
    strength: str
    zh: str
    en: str
    looks: str
    looks_en: str
    rows: tuple[str, ...] = ()

    def sentence(self, lang: str) -> str:
        """What it asks, in ``lang``."""
        return self.en if lang == "en" else self.zh


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One row of the written plan and what carries it out.

    Attributes:
        strength: letters of ``LETTERS``, the heaviest first.
        rules: codes of rules.
        record: kind, field or page where people put down what they judged.
        note: where a row is carried out otherwise than written, and why.
    """

    number: str
    clause: str
    text: str
    strength: tuple[str, ...]
    rules: tuple[str, ...] = ()
    record: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An incident that meets a rule, or breaks it: only the entries worth showing.

    Attributes:
        name: its folder: the rule's code, and a variant after ``--``.
        blocks: the entries as written, ``""`` where others were left out.
        findings: codes it gives rise to.
    """

    name: str
    passes: bool
    title: str
    blocks: tuple[str, ...]
    findings: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The rule it is about."""
        return self.name.partition("--")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    """All rules of one plan version as a page shows them.

    Attributes:
        plan: the version's id.
        groups: title and rules of each group that has some.
        rows: of the written plan; empty where the version lists none.
        examples: one for and one against each rule, those that pass first.
        cases: how many the program has of each, by code.
    """

    plan: str
    title: str
    groups: tuple[tuple[str, tuple[RuleNote, ...]], ...]
    rows: tuple[PlanRow, ...] = ()
    examples: tuple[Example, ...] = ()
    cases: Mapping[str, int] = field(default_factory=dict)
