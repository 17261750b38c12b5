"""What one plan version changes in another, line by line, in words."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING

from taizhang.rules.plantext import GROUPS, lines_of
from taizhang.rules.wording import FIELDS_SHOWN, field_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from taizhang.model.plan import Plan
    from taizhang.rules.plantext import Line

ADDED, REMOVED, CHANGED = "新增", "删去", "改动"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A line that one version has and the other has not, or has otherwise.

    Attributes:
        line: as it is now, or was when it is gone.
    """

    line: Line
    before: Line | None = None
    after: Line | None = None

    @property
    def sort(self) -> str:
        """新增, 删去 or 改动."""
        if self.before is None:
            return ADDED
        return REMOVED if self.after is None else CHANGED

    @property
    def group(self) -> str:
        """Key of the line's group."""
        return self.line.group

    @property
    def code(self) -> str:
        """Code of the line."""
        return self.line.code

    @property
    def reworded(self) -> bool:
        """True when the two sentences, or the clauses beside them, differ."""
        old, new = self.before, self.after
        return not old or not new or (old.zh, old.clause) != (new.zh, new.clause)

    def hidden(self, lang: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Values that only the new line has, and that only the old one has, and no sentence says.

        A sentence cuts long lists short; of two that are the same everything counts.
        """
        if self.before is None or self.after is None:
            return (), ()
        least = FIELDS_SHOWN if self.reworded else 0
        had, has = (tuple(_leaves(x.source, least)) for x in (self.before, self.after))
        more = _unsaid((each for each in has if each not in had), self.after, lang)
        return more, _unsaid((each for each in had if each not in has), self.before, lang)


def compare(old: Plan, new: Plan) -> tuple[Change, ...]:
    """Lines removed, changed (anything in them differs) and added, group by group."""
    before = {(line.group, line.code): line for line in lines_of(old)}
    after = {(line.group, line.code): line for line in lines_of(new)}
    every = {**before, **after}
    return tuple(
        Change(line=line, before=before.get(key), after=after.get(key))
        for group in GROUPS
        for key, line in every.items()
        if key[0] == group.key and before.get(key) != after.get(key)
    )


def _leaves(value: object, least: int) -> Iterator[str]:
    """Every text in a line of the plan that stands in a list of more than ``least``."""
    if isinstance(value, str) and not least:
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _leaves(each, 0 if len(value) > least else least)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _leaves(getattr(value, field.name), least)


def _unsaid(values: Iterable[str], line: Line, lang: str) -> tuple[str, ...]:
    """Values that the line's sentence does not say; fields by their title."""
    told = f"{line.zh}{line.clause}"
    titles = ((each, field_title(each, (), "zh")) for each in values)
    return tuple(
        field_title(each, (), lang)
        for each, title in titles
        if each not in told and title not in told
    )
