"""Every rule with its clause, and an incident that meets it and one that does not.

The examples are the program's own cases; they travel with it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from taizhang.actions.governance import placed
from taizhang.actions.workspace import find_case, open_workspace
from taizhang.errors import EnvironmentProblem, UsageProblem
from taizhang.model.record import dataclass
from taizhang.model.rulebook import Example, RuleBook
from taizhang.rules.rowsread import read_rows
from taizhang.rules.rulebook import GROUPS, codes_of, rulebook
from taizhang.rules.values import close
from taizhang.rules.views.explained import explained
from taizhang.store.emit import blocks
from taizhang.store.resources import resource_dir
from taizhang.store.strict import Profile, Unreadable, read
from taizhang.store.worktree import WorkTree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from taizhang.model.findings import Finding
    from taizhang.model.plan import Plan
    from taizhang.model.rulebook import PlanRow, RuleNote
    from taizhang.model.source import Source
    from taizhang.model.views import RequirementView

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


def rule_book(source: Source, plan: Plan) -> RuleBook:
    """The rules of ``plan`` as a page shows them, with one example on either side of each."""
    ruling = load_rules(source, plan)
    groups = (
        (title, tuple(note for note in ruling.notes if note.group == key))
        for key, (title, _) in GROUPS.items()
    )
    listed = examples()
    first = {(each.code, each.passes): each for each in reversed(listed)}
    return RuleBook(
        plan=plan.id,
        title=plan.title,
        groups=tuple((title, notes) for title, notes in groups if notes),
        rows=ruling.rows,
        examples=tuple(reversed(first.values())),
        cases=Counter(each.code for each in listed),
    )


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


def rules_of(
    root: Path, identity: str, now: datetime, lang: str = "zh"
) -> tuple[RequirementView, ...]:
    """Every rule of the plan on one incident, as it stands at ``now`` (aware).

    Raises:
        UsageProblem: no such incident, or its file is not sound.
        EnvironmentProblem: no plan or roster can be read.
    """
    case = find_case(open_workspace(WorkTree(root), few=True), identity, now)
    return explained(case.judged, now, lang)


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
    # Each character is asked about once: of all the cases together there are half a million.
    named = {ord(char): f"⟨U+{ord(char):04X}⟩" for char in {*text} if not _plain(char)}
    return text.translate(named)


def _plain(char: str) -> bool:
    return char == "\n" or unicodedata.category(char) not in ("Cc", "Cf", "Zl", "Zp")
