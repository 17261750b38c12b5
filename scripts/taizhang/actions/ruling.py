"""Every rule with its clause, and an incident that meets it and one that does not.

The examples are the program's own cases; they travel with it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taizhang.actions.governance import placed
from taizhang.errors import EnvironmentProblem, UsageProblem
from taizhang.model.rulebook import Example
from taizhang.rules.rowsread import read_rows
from taizhang.rules.rulebook import codes_of, rulebook
from taizhang.rules.values import close
from taizhang.store.emit import blocks
from taizhang.store.resources import resource_dir
from taizhang.store.strict import Profile, Unreadable, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from taizhang.model.findings import Finding
    from taizhang.model.plan import Plan
    from taizhang.model.rulebook import PlanRow, RuleNote
    from taizhang.model.source import Source

_SIDES = (("valid", True), ("invalid", False))
LEFT_OUT = ""
"""Stands between entries of an example where others were left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """The rules of one plan version.

    Attributes:
        notes: every rule, group by group.
        rows: of the written plan; empty where the version has no ``rows.yml``.
        findings: faults of ``rows.yml``, placed.
    """

    plan: Plan
    notes: tuple[RuleNote, ...]
    rows: tuple[PlanRow, ...]
    findings: tuple[Finding, ...]

    def note(self, code: str) -> RuleNote:
        """The rule called so.

        Raises:
            UsageProblem: none is.
        """
        found = next((each for each in self.notes if each.code == code), None)
        if found is None:
            known = [each.code for each in self.notes]
            raise UsageProblem("rule-not-there", value=code, near=close(code, known))
        return found


def load_rules(source: Source, plan: Plan) -> Ruling:
    """The rules of ``plan``, with the rows it carries out where the version lists them."""
    rows, findings = load_rows(source, plan)
    return Ruling(plan=plan, notes=rulebook(plan, rows), rows=rows, findings=findings)


def load_rows(source: Source, plan: Plan) -> tuple[tuple[PlanRow, ...], tuple[Finding, ...]]:
    """The rows of ``plan/<version>/rows.yml`` and its faults; nothing where there is no file."""
    path = f"plan/{plan.id}/rows.yml"
    data = source.read(path)
    if data is None:
        return (), ()
    try:
        tree = read(data, profile=Profile.SETTINGS)
    except Unreadable as problem:
        return (), tuple(each.at(path) for each in problem.findings)
    rows, findings = read_rows(tree, codes_of(plan))
    return rows, placed(source, path, findings)


def examples(code: str = "") -> tuple[Example, ...]:
    """The cases of one rule, or of all: those that pass first. None where they did not travel."""
    try:
        root = resource_dir("cases")
    except EnvironmentProblem:
        return ()
    return tuple(
        _example(folder, passes=passes)
        for side, passes in _SIDES
        for folder in _folders(root / side, code)
    )


def _folders(side: Path, code: str) -> Iterator[Path]:
    for folder in sorted(side.glob(f"{code}*" if code else "*")):
        if (folder / "case.yml").is_file() and (not code or folder.name.partition("--")[0] == code):
            yield folder


def _example(folder: Path, *, passes: bool) -> Example:
    case = read((folder / "case.yml").read_bytes(), profile=Profile.SETTINGS)
    expect, show = case.get("expect", []), case.get("show", [])
    written = (folder / str(case.get("shown", "incident.yml"))).read_bytes()
    wanted = [int(number) for number in show if isinstance(number, str)]
    return Example(
        name=folder.name,
        passes=passes,
        title=str(case.get("title", "")),
        blocks=_shown(written, wanted),
        findings=tuple(dict.fromkeys(str(line).split()[0] for line in expect)),
    )


def _shown(data: bytes, wanted: list[int]) -> tuple[str, ...]:
    """The wanted entries as written; what cannot be cut into entries as it is, at most a page."""
    parts = blocks(data)
    if not wanted or len(parts) == 1:
        return (_text(data)[:_PAGE],)
    shown: list[str] = []
    last = 0
    for number in wanted:
        if number > last + 1:
            shown.append(LEFT_OUT)
        shown.append(_text(parts[number]) if number < len(parts) else LEFT_OUT)
        last = number
    return tuple(shown)


_PAGE = 1200


def _text(data: bytes) -> str:
    """As people can see it: what a terminal or a page would hide or obey is named instead."""
    text = data.decode("utf-8", "replace").rstrip("\n")
    return "".join(char if _plain(char) else f"⟨U+{ord(char):04X}⟩" for char in text)


def _plain(char: str) -> bool:
    return char == "\n" or unicodedata.category(char) not in ("Cc", "Cf", "Zl", "Zp")
