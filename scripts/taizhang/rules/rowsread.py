"""From a tree of strings to the rows of the written plan and what carries them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.rulebook import LETTERS, PlanRow
from taizhang.rules.settings import Settings
from taizhang.rules.values import close

if TYPE_CHECKING:
    from collections.abc import Collection

    from taizhang.model.findings import Finding, Where

KEYS = ("no", "clause", "text", "strength", "rules", "record", "note")
NEEDED = ("no", "clause", "text", "strength")


def read_rows(
    tree: object, known: Collection[str]
) -> tuple[tuple[PlanRow, ...], tuple[Finding, ...]]:
    """The rows in ``tree``, with one finding a fault.

    Args:
        tree: what the strict reader returned.
        known: codes of all rules; a row may name no other.
    """
    settings = Settings()
    top = settings.record(tree, (), ("rows",), ("rows",))
    numbers: list[tuple[str, Where]] = []
    rows: list[PlanRow] = []
    for raw, where in settings.rows(top, "rows", ()) if top else ():
        record = settings.record(raw, where, KEYS, NEEDED)
        row = PlanRow(
            number=settings.word(record, "no", where),
            clause=settings.word(record, "clause", where),
            text=settings.word(record, "text", where),
            strength=settings.words(record, "strength", where),
            rules=settings.words(record, "rules", where),
            record=settings.word(record, "record", where),
            note=settings.word(record, "note", where),
        )
        for letter in row.strength:
            settings.known(letter, "strength", (*where, "strength"), LETTERS)
        _carried_out(settings, row, where, known)
        numbers.append((row.number, (*where, "no")))
        rows.append(row)
    settings.unique(numbers)
    return tuple(rows), tuple(settings.findings)


def _carried_out(settings: Settings, row: PlanRow, where: Where, known: Collection[str]) -> None:
    """A row names rules that exist, or where people put down what they judged."""
    for number, code in enumerate(row.rules):
        if code not in known:
            at = (*where, "rules", number) if len(row.rules) > 1 else (*where, "rules")
            settings.fault("row-rule-unknown", at, value=code, near=close(code, known))
    if not row.rules and not row.record:
        settings.fault("row-empty", where, value=row.number)
